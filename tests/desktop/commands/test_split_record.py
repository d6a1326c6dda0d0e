"""The JSON of a split: what came with the second edition stands there only where it is used."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.commands.split import split_as_text, split_record
from models.words.language import ENGLISH
from solver.solve import solve_case
from tests.cases import first_sample, worked
from tests.two_governments import two_governments

PROGRAMME = [
    "host", "stage", "year", "persons", "need", "contributions", "host_residual", "unfunded",
    "later_benefit",
]  # fmt: skip
PAYMENT = ["payer", "host", "stage", "year", "amount", "host_residual"]
PAYER = [
    "payer", "later_benefit", "own", "others", "received", "net", "burden", "low", "high",
]  # fmt: skip


def keys(records: list[dict[str, Any]]) -> list[str]:
    """Return the keys that all of some records have, in their order."""
    assert len({tuple(record) for record in records}) == 1
    return list(records[0])


@pytest.mark.parametrize("sample", ["worked", "belgium"])
def test_a_case_of_the_first_edition_has_but_later_benefits_and_the_switching_value_more(
    sample: str,
) -> None:
    record = split_record(solve_case(first_sample(sample)))
    assert list(record) == [
        "status", "scenario", "goals", "programmes", "payments", "payers", "conflict",
        "switching_value", "unique", "fingerprint",
    ]  # fmt: skip
    assert keys(record["programmes"]) == PROGRAMME
    assert keys(record["payments"]) == PAYMENT
    assert keys(record["payers"]) == PAYER


def test_later_benefits_stand_by_payer_where_there_are_any() -> None:
    found = [line["later_benefit"] for line in split_record(solve_case(worked()))["programmes"]]
    assert found == [
        {"city": 40_000, "federation": 900_000, "port": 210_000},
        {"city": 40_000, "federation": 600_000, "port": 120_000},
        {"federation": 300_000, "port": 90_000},
    ]


def test_group_responsible_and_existing_payments_stand_where_a_case_uses_them() -> None:
    record = split_record(solve_case(two_governments()))
    assert keys(record["programmes"]) == [
        "host", "stage", "group", "year", "responsible", "persons", "need", "existing",
        *PROGRAMME[5:],
    ]  # fmt: skip
    assert keys(record["payments"]) == [
        "payer", "host", "stage", "group", "year", "responsible", "amount", "host_residual",
    ]  # fmt: skip
    assert keys(record["payers"]) == [*PAYER[:4], "existing", *PAYER[4:]]
    who = [(line["group"], line["responsible"]) for line in record["programmes"]]
    assert who[:2] == [("asylum", "community"), ("asylum", "council")]
    assert "same_key" not in record


def test_the_shares_of_a_same_key_stand_after_the_conflict() -> None:
    record = split_record(solve_case(two_governments(same_key_by="all")))
    assert keys(record["same_key"]) == ["payer", "own", "host", "stage", "group", "year", "share"]
    assert {line["host"] for line in record["same_key"]} == {None}


def test_the_text_says_that_existing_payments_count() -> None:
    said = "Existing payments are counted in as well."
    assert said in " ".join(split_as_text(solve_case(two_governments()), ENGLISH).split())
    assert said not in " ".join(split_as_text(solve_case(worked()), ENGLISH).split())
