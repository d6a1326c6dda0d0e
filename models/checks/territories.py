"""The nesting of the territories of a case, as its checks see it."""

from __future__ import annotations

from models.checks.checked import CheckedCase
from models.nesting import Nesting


def nesting_of(checked: CheckedCase) -> Nesting:
    """Read the nesting of the territories of a case."""
    rows = checked.rows("Territories", ("territory", "parent", "pays"))
    named = [row for row in rows if row[0] is not None]
    parents = {name: parent for name, parent, _ in named}
    return Nesting(parents, {name: pays is not False for name, _, pays in named})
