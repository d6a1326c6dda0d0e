"""A small split of the small case, whose figures are added up by hand."""

from __future__ import annotations

from models.results.explanation import LimitName
from models.results.lines import Payment, ProgrammeLine
from models.results.split import (
    Appendix,
    BindingLine,
    GoalLine,
    KeyLine,
    PayerLine,
    Split,
    TransferLine,
)

SPLIT = Split(
    status="ok",
    scenario="base",
    currency="EUR",
    rounding=0.01,
    base_year=2023,
    goals=(GoalLine("unfunded", 100.0), GoalLine("equal_burden", (0.5, 0.25))),
    programmes=(
        ProgrammeLine(
            "city", "city", "welcome", 2023, 80.0, 5000.0, 0.0, 1000.1, 850.1, 50.0, 100.0
        ),
        ProgrammeLine("quarter", "city", "welcome", 2024, 0.5, 10.0, 1.0, 10.0, 10.0, 0.0, 0.0),
        ProgrammeLine("Liège", None, "welcome", 2023, 2.0, 100.0, 0.0, 200.0, 200.0, 0.0, 0.0),
    ),
    payments=(
        Payment("city", "city", "welcome", 2023, 250.1, 50.0),
        Payment("federation", "city", "welcome", 2023, 650.0, 0.0),
        Payment("federation", "quarter", "welcome", 2024, 10.0, 0.0),
        Payment("city", "Liège", "welcome", 2023, 200.0, 0.0),
    ),
    payers=(
        PayerLine("city", 400.0, 250.1, 200.0, 660.0, -460.0, 0.5, 400.0, 450.1, ((2024, 400.0),)),
        PayerLine(
            "federation",
            2640.0,
            0.0,
            660.0,
            0.0,
            660.0,
            0.25,
            None,
            None,
            ((2024, 640.0), (2025, 2000.0)),
        ),
        PayerLine("Liège", 0.0, 0.0, 0.0, 0.0, 0.0, None, 0.0, 0.0),
    ),
    binding=(
        BindingLine(
            "budget",
            "city, 2023",
            250.1,
            1.0,
            -1.0,
            0.0,
            (("city", 1.0),),
            (LimitName("budget", "city", 2023),),
        ),
        BindingLine(
            "clause",
            "cap",
            250.1,
            -10.0,
            0.0,
            0.0,
            (("city", -10.0), ("federation", 7.0), ("Liège", 2.0), ("quarter", 1.0)),
            (LimitName("clause", clause="cap"),),
        ),
    ),
    appendix=Appendix(
        ledger=(TransferLine("federation", "city", 660.0),),
        transfers=(TransferLine("federation", "city", 660.0),),
        clearing=(TransferLine("federation", "city", 660.0),),
        keys=(KeyLine("equal", "city", 500.0, 49.9, None, True, 0.0, ("cap", "share")),),
    ),
)
