"""What a plain `pip install` may take: the versions that are pinned, and none known as bad."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = [
    Requirement(text)
    for text in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["cluster"])
]
BAD = [
    ("highspy", "1.16.0"), ("highspy", "1.17.1"), ("PySide6-Essentials", "6.12.0"),
    ("PuLP", "4.0.0"), ("pandas", "4.0"), ("numpy", "3.0.0"), ("scipy", "2.0.0"),
    ("openpyxl", "3.2.0"), ("xlsxwriter", "4.0.0"), ("highspy", "1.14.0"), ("pandas", "2.3.3"),
]  # fmt: skip


def pinned() -> Iterator[tuple[str, str]]:
    for name in ("requirements.txt", "requirements-cluster.txt"):
        for text in (ROOT / "installer" / name).read_text(encoding="utf-8").splitlines():
            if "==" in text and not text.startswith("#"):
                requirement = Requirement(text)
                (version,) = requirement.specifier
                yield canonicalize_name(requirement.name), version.version


def wanted(name: str) -> Requirement:
    (found,) = [one for one in WANTED if canonicalize_name(one.name) == canonicalize_name(name)]
    return found


@pytest.mark.parametrize("requirement", WANTED, ids=str)
def test_every_dependency_has_bounds_that_admit_the_version_that_is_pinned(
    requirement: Requirement,
) -> None:
    assert dict(pinned())[canonicalize_name(requirement.name)] in requirement.specifier
    assert {bound.operator for bound in requirement.specifier} == {">=", "<"}


@pytest.mark.parametrize(("name", "version"), BAD)
def test_no_version_that_is_known_as_bad_or_untried_is_admitted(name: str, version: str) -> None:
    assert version not in wanted(name).specifier
