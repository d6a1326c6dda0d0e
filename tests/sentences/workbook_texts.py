"""Every text that somebody can read in a workbook, whatever its sheets are called and hold.

Read from the parts of the file, since that is quick and misses nothing: cells, comments, charts,
what cells say when one chooses or types, heads and feet of pages, and the properties of the file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_WITHIN_QUOTES = re.compile(r'"((?:[^"]|"")*)"')
_NUMBER = re.compile(r"(\d+)\.xml$")


def texts_of(path: Path) -> list[str]:
    """Return the texts of a workbook as lines, each once, with where it is: sheet and cell."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if _is_xml(name)}
    shared = _shared(parts.pop("xl/sharedStrings.xml", b"<sst/>"))
    lines: dict[str, str] = {}
    for name in sorted(parts, key=_in_order):
        for place, text in _texts(name, ElementTree.fromstring(parts[name]), shared):
            if text.strip():
                lines.setdefault(text, f"{place}: {_on_one_line(text)}")
    return list(lines.values())


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".vml")) and "theme" not in name


def _in_order(name: str) -> tuple[str, int]:
    number = _NUMBER.search(name)
    return (_NUMBER.sub("", name), int(number.group(1)) if number else 0)


def _on_one_line(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "⏎")


def _shared(part: bytes) -> list[str]:
    return [_text_in(entry) for entry in ElementTree.fromstring(part)]


def _text_in(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter() if _tag(each) == "t")


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _texts(name: str, root: Element, shared: list[str]) -> Iterator[tuple[str, str]]:
    """Yield where the texts of a part are, and what they say."""
    place = Path(name).stem
    if name == "xl/workbook.xml":
        yield from (("sheet", str(e.get("name"))) for e in root.iter() if _tag(e) == "sheet")
    elif name.startswith("xl/worksheets/sheet"):
        yield from _sheet(place, root, shared)
    elif "comments" in name:
        for comment in (each for each in root.iter() if _tag(each) == "comment"):
            yield f"{place} {comment.get('ref')}", _text_in(comment)
    elif "charts/" in name or "drawings/" in name:
        yield from _drawn(place, root)
    elif name == "xl/styles.xml":
        for form in (each for each in root.iter() if _tag(each) == "numFmt"):
            yield "format", str(form.get("formatCode"))
    elif name == "docProps/core.xml":
        yield from (
            (f"property {_tag(each)}", each.text or "")
            for each in root
            if _tag(each) in ("title", "subject", "description", "keywords", "category")
        )


def _sheet(place: str, root: Element, shared: list[str]) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        match _tag(element):
            case "c":
                yield from _cell(place, element, shared)
            case "dataValidation":
                for said in ("promptTitle", "prompt", "errorTitle", "error"):
                    yield f"{place} {said}", element.get(said) or ""
            case "hyperlink":
                yield f"{place} tooltip", element.get("tooltip") or ""
            case "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter":
                yield f"{place} {_tag(element)}", element.text or ""


def _cell(place: str, cell: Element, shared: list[str]) -> Iterator[tuple[str, str]]:
    where, kind = f"{place} {cell.get('r')}", cell.get("t")
    value = next((each.text or "" for each in cell if _tag(each) == "v"), "")
    if kind == "s":
        yield where, shared[int(value)]
    elif kind == "inlineStr":
        yield where, _text_in(cell)
    elif kind == "str":
        yield where, value
    for formula in (each.text or "" for each in cell if _tag(each) == "f"):
        yield from ((f"{where} formula", text) for text in _WITHIN_QUOTES.findall(formula))


def _drawn(place: str, root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        if _tag(element) == "p":  # a paragraph of a title, an axis or a shape
            yield place, _text_in(element)
        elif _tag(element) == "cNvPr":
            yield f"{place} for the ear", element.get("descr") or ""
