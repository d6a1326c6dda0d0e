"""Long texts and lists in data files beside the code, as plain as an ini file.

A line `[section]` begins a section, `name = value` is one of its values; a value goes on in lines
that are indented. A line that begins with # is a remark.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SENTENCES = frozenset(
    {"description", "epilog", "help", "meaning", "nothing", "reached", "source", "title"}
)
"""The names of values that are sentences of the catalogues."""


def sections_of(file: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the sections of a data file in their order."""
    sections: dict[str, dict[str, str]] = {}
    name = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            values = sections.setdefault(line.strip("[]"), {})
        elif line.startswith(" "):
            values[name] += f" {line.strip()}"
        elif line and not line.startswith("#"):
            name, _, values[name] = line.partition(" = ")
    return sections
