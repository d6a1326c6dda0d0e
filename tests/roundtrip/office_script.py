"""Opens workbooks in LibreOffice, edits them as a person would, and saves them.

The part that speaks UNO. It is run by a Python that has the module `uno`, often not the one of the
project, so it needs nothing but that and the standard library. It reads one JSON text from standard
input and writes one to standard output.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import uno

_WAIT = 60.0
_XLSX = "Calc MS Excel 2007 XML"


def main() -> None:
    """Do the jobs that are asked for and stop the office."""
    asked = json.load(sys.stdin)
    context = _connected(asked["pipe"])
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    try:
        answer = [_done(context, desktop, job) for job in asked["jobs"]]
    finally:
        desktop.terminate()
    json.dump(answer, sys.stdout)


def _connected(pipe: str) -> Any:
    """Return the office's context, as soon as it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    start = perf_counter()
    while True:
        try:
            return resolver.resolve(address)
        except Exception:  # the office has not opened its pipe yet; raised when it never does
            if perf_counter() - start > _WAIT:
                raise
            sleep(0.05)


def _done(context: Any, desktop: Any, job: dict[str, Any]) -> dict[str, str]:
    """Open, edit and save one workbook; return the lock notes beside it while it was open."""
    _speak(context, job["locale"])
    source = Path(job["open"])
    hidden = _property("Hidden", True)
    document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (hidden,))
    notes = {path.name: path.read_text("utf-8") for path in source.parent.glob(".~lock.*")}
    for sheet in document.Sheets:
        sheet.unprotect("")  # as people do who need another row or column
    for edit in job["edits"]:
        _EDITS[edit["do"]](document, edit)
    document.storeToURL(Path(job["save"]).as_uri(), (_property("FilterName", _XLSX),))
    document.close(True)
    return notes


def _speak(context: Any, locale: str) -> None:
    """Let the office take what is typed as in a language such as fr-BE."""
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    place = _property("nodepath", "/org.openoffice.Setup/L10N")
    settings = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", (place,)
    )
    settings.setPropertyValue("ooSetupSystemLocale", locale)
    settings.commitChanges()


def _property(name: str, value: Any) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def _type(document: Any, edit: dict[str, Any]) -> None:
    """Type a text into a cell as in the language of the office."""
    cell = _sheet(document, edit).getCellByPosition(edit["column"], edit["row"])
    cell.FormulaLocal = edit["text"]


def _insert_rows(document: Any, edit: dict[str, Any]) -> None:
    _sheet(document, edit).Rows.insertByIndex(edit["before"], edit["count"])


def _move_column(document: Any, edit: dict[str, Any]) -> None:
    """Cut a column and insert it before another one."""
    sheet, source, before = _sheet(document, edit), edit["column"], edit["before"]
    sheet.Columns.insertByIndex(before, 1)
    source += source >= before
    target = sheet.getCellByPosition(before, 0).CellAddress
    sheet.moveRange(target, sheet.Columns.getByIndex(source).RangeAddress)
    sheet.Columns.removeByIndex(source, 1)


def _rename(document: Any, edit: dict[str, Any]) -> None:
    _sheet(document, edit).Name = edit["name"]


def _move_sheet(document: Any, edit: dict[str, Any]) -> None:
    document.Sheets.moveByName(edit["sheet"], edit["before"])


def _sheet(document: Any, edit: dict[str, Any]) -> Any:
    return document.Sheets.getByName(edit["sheet"])


_EDITS = {
    "type": _type,
    "insert_rows": _insert_rows,
    "move_column": _move_column,
    "rename": _rename,
    "move_sheet": _move_sheet,
}

if __name__ == "__main__":
    main()
