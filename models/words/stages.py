"""What is being done while somebody waits, in a word or two."""

from __future__ import annotations

from models.words.text import Argument, text


def stage_name(stage: str) -> Argument:
    """Return what a stage of a computation is called; a name, as of a file, stays itself."""
    return {
        "Opening": text("Opening", context="stage"),
        "Checking": text("Checking", context="stage"),
        "trace": text("following people", context="stage"),
        "program": text("building the program", context="stage"),
        "unfunded": text("what is unfunded", context="stage"),
        "host_residual": text("what is left with hosts", context="stage"),
        "equal_burden": text("equal burdens", context="stage"),
        "proportional": text("shares close to later benefit", context="stage"),
        "least_change": text("closeness to the split in force", context="stage"),
        "fewest_transfers": text("few transfers", context="stage"),
        "range": text("ranges", context="stage"),
        "binding": text("what binds", context="stage"),
        "why": text("reasons", context="stage"),
        "data impact": text("the effect of the data", context="stage"),
        "conflict": text("the conflict", context="stage"),
        "conflict prices": text("what settles the conflict", context="stage"),
        "keys": text("keys", context="stage"),
        "tests of the keys": text("tests of the keys", context="stage"),
        "stability": text("stability", context="stage"),
        "bridge": text("steps", context="stage"),
    }.get(stage, stage)
