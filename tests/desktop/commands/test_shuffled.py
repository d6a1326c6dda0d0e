"""The order of rows, columns and sheets changes no byte of the answer."""

from __future__ import annotations

from pathlib import Path
from random import Random

import openpyxl
import pytest

from desktop.__main__ import main
from tests.cases import FIRST_EDITION, SAMPLES


def _shuffled(sample: Path, seed: int, folder: Path) -> str:
    """Write the sample again with its sheets, and the rows and columns of each, shuffled."""
    random = Random(seed)
    book = openpyxl.load_workbook(sample)
    other = openpyxl.Workbook()
    other.remove(other.worksheets[0])
    for sheet in random.sample(book.worksheets, len(book.worksheets)):
        header, *rows = sheet.iter_rows(values_only=True)
        columns = random.sample(range(len(header)), len(header))
        target = other.create_sheet(sheet.title)
        for row in [header, *random.sample(rows, len(rows))]:
            target.append([row[i] for i in columns])
    path = folder / f"{seed}-{sample.name}"
    other.save(path)
    return str(path)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    ("sample", "scenario"),
    [
        (SAMPLES / "worked.xlsx", "base"),
        (SAMPLES / "belgium.xlsx", "base"),
        (FIRST_EDITION / "belgium.xlsx", "arrivals_up_20"),
        (FIRST_EDITION / "belgium.xlsx", "own_share_25"),
        (SAMPLES / "cities.xlsx", "signed_key"),
        (SAMPLES / "europe.xlsx", "base"),
    ],
    ids=lambda given: given.stem if isinstance(given, Path) else given,
)
def test_shuffled_sheets_rows_and_columns_give_the_same_json_byte_for_byte(
    sample: Path,
    scenario: str,
    seed: int,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    rest = ["--scenario", scenario, "--json"]
    assert main(["solve", str(sample), *rest]) == 0
    before = capfdbinary.readouterr().out
    assert main(["solve", _shuffled(sample, seed, tmp_path), *rest]) == 0
    assert capfdbinary.readouterr().out == before
    assert len(before) > 1000
