"""Lays out a linear program in a sheet of LibreOffice Calc and lets its linear solver solve it.

The part of `libreoffice_solver` that speaks UNO. It is run by a Python that has the module `uno`,
often not the one of the project, so it needs nothing but that and the standard library. It reads
one JSON text from standard input and writes one to standard output.
"""

from __future__ import annotations

import json
import sys
from time import perf_counter, sleep
from typing import Any

import uno

_WAIT = 60.0
_LONGEST = 3600  # seconds; Calc gives up after 100 unless told


def main() -> None:
    """Lay out the program that is asked for, solve it for each objective and stop the office."""
    asked = json.load(sys.stdin)
    context, connecting = _connected(asked["pipe"])
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    try:
        answer = _answer(asked, context, desktop)
    finally:
        start = perf_counter()
        desktop.terminate()
    answer |= {"connecting": connecting, "stopping": perf_counter() - start}
    json.dump(answer, sys.stdout)


def _connected(pipe: str) -> tuple[Any, float]:
    """Return the office's context, as soon as it answers, and the seconds waited."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    start = perf_counter()
    while True:
        try:
            return resolver.resolve(address), perf_counter() - start
        except Exception:  # the office has not opened its pipe yet; raised when it never does
            if perf_counter() - start > _WAIT:
                raise
            sleep(0.02)


def _answer(asked: dict[str, Any], context: Any, desktop: Any) -> dict[str, Any]:
    program, solvers = asked["program"], _solvers(context)
    if not solvers:
        sys.exit("This LibreOffice has no solver: install Calc (Debian: libreoffice-calc).")
    hidden = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    hidden.Name, hidden.Value = "Hidden", True
    start = perf_counter()
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (hidden,))
    objectives = asked["objectives"]
    constraints = _lay_out(document, program, list(objectives.values()))
    laid_out = perf_counter() - start
    solves = {
        name: _solved(context, solvers[0], document, program, constraints, position)
        for position, name in enumerate(objectives)
    }
    document.close(True)
    return {
        "solver": solvers[0],
        "solvers": solvers,
        "constraints": len(constraints),
        "laying_out": laid_out,
        "solves": solves,
    }


def _solvers(context: Any) -> list[str]:
    """Return the solvers in the order in which Calc's dialogue lists them: it takes the first."""
    found = context.ServiceManager.createContentEnumeration("com.sun.star.sheet.Solver")
    names = []
    while found.hasMoreElements():
        names.append(found.nextElement().getImplementationName())
    return names


def _lay_out(document: Any, program: dict[str, Any], objectives: list[Any]) -> list[Any]:
    """Put variables in column A, objectives in B and rows in C, and return the constraints.

    A formula names only the cells with a coefficient, which takes Calc half as long as a
    SUMPRODUCT over all variables, and limits are numbers, not cells, which spares it more.
    """
    sheet = document.Sheets.getByIndex(0)
    columns = len(program["upper"])
    sheet.getCellRangeByPosition(0, 0, 0, columns - 1).setDataArray(((0.0,),) * columns)
    _write(sheet, 1, objectives)
    _write(sheet, 2, [row["terms"] for row in program["rows"]])
    constraints = []
    for column, most in enumerate(program["upper"]):
        if most is not None:
            constraints.append(_constraint(0, column, "LESS_EQUAL", most))
    for position, row in enumerate(program["rows"]):
        least, most = row["least"], row["most"]
        if least is not None and least == most:
            constraints.append(_constraint(2, position, "EQUAL", most))
            continue
        if most is not None:
            constraints.append(_constraint(2, position, "LESS_EQUAL", most))
        if least is not None:
            constraints.append(_constraint(2, position, "GREATER_EQUAL", least))
    return constraints


def _write(sheet: Any, column: int, expressions: list[Any]) -> None:
    formulas = tuple((_formula(terms),) for terms in expressions)
    cells = sheet.getCellRangeByPosition(column, 0, column, len(formulas) - 1)
    cells.setFormulaArray(formulas)


def _formula(terms: list[tuple[int, float]]) -> str:
    return "=" + "+".join(f"{value!r}*A{column + 1}" for column, value in terms)


def _constraint(column: int, row: int, operator: str, limit: float) -> Any:
    constraint = uno.createUnoStruct("com.sun.star.sheet.SolverConstraint")
    constraint.Left = _address(column, row)
    constraint.Operator = uno.Enum("com.sun.star.sheet.SolverConstraintOperator", operator)
    constraint.Right = limit
    return constraint


def _address(column: int, row: int) -> Any:
    address = uno.createUnoStruct("com.sun.star.table.CellAddress")
    address.Sheet, address.Column, address.Row = 0, column, row
    return address


def _solved(
    context: Any,
    name: str,
    document: Any,
    program: dict[str, Any],
    constraints: list[Any],
    objective: int,
) -> dict[str, Any]:
    """Return seconds and value; nothing but `solve` counts."""
    solver = context.ServiceManager.createInstanceWithContext(name, context)
    solver.Document = document
    solver.Objective = _address(1, objective)
    solver.Variables = tuple(_address(0, row) for row in range(len(program["upper"])))
    solver.Constraints = tuple(constraints)
    solver.Maximize = False
    solver.NonNegative = True
    solver.Timeout = _LONGEST
    start = perf_counter()
    solver.solve()
    seconds = perf_counter() - start
    return {"success": solver.Success, "seconds": seconds, "value": solver.ResultValue}


if __name__ == "__main__":
    main()
