"""The ten lines of the README about the samples: each figure in them comes from a command.

A line names what it is about as code: a scenario of belgium.xlsx, another sample, or a command.
Below stands what the line must say, made of what that command printed; a figure that is left over
is one that nobody checks.
"""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main
from tests.cases import SAMPLES, sample_case

README = Path(__file__).parents[3] / "README.md"
SECTION = re.compile(r"## What the samples say\n(.*?)\n## ", re.DOTALL)
FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
    r"|half|halves|thirds?|quarters?|fifths?|tenths?|twice|double)\b",
    re.IGNORECASE,
)
MUNICIPALITIES = ("ANT", "BX_local", "FL_local", "WA_local")
CITIES = ("ANT", "CEN", "GHE", "LEU", "OST")
REGIONS = ("FL", "WA", "BX")
TEACHERS = (*REGIONS, "DG")

Record = Mapping[str, Any]
Printed = Mapping[str, Record]
"""What was printed as JSON, by what a line says as code."""


def section() -> str:
    found = SECTION.search(README.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def findings() -> list[str]:
    """Return the numbered lines, without their numbers, each as one line of text."""
    items = re.split(r"^\d+\. ", section().partition("\n\nWhich ")[0], flags=re.MULTILINE)
    return [" ".join(item.split()) for item in items[1:]]


def said_as_code(line: str) -> list[str]:
    return re.findall(r"`([^`]+)`", line)


@cache
def printed_by(named: str) -> Record:
    """Run the command that a line names and return what it prints."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert main([*arguments(named), "--json"]) == 0
    record: Record = json.loads(printed.getvalue())
    return record


def arguments(named: str) -> list[str]:
    command, *more = named.split()
    if command.endswith(".xlsx"):
        return ["solve", str(SAMPLES / command)]
    if not more:
        return ["solve", str(SAMPLES / "belgium.xlsx"), "--scenario", command]
    return [command, str(SAMPLES / "belgium.xlsx"), *more]


def millions(euros: float) -> str:
    return f"{euros / 1e6:.0f}"


def percent(part: float, whole: float = 1.0) -> str:
    return f"{100 * part / whole:.0f} %"


def all_of(records: Iterable[Record], column: str) -> float:
    return sum(float(record[column]) for record in records)


def by_year(records: Iterable[Record], column: str) -> dict[int, float]:
    sums: dict[int, float] = defaultdict(float)
    for line in records:
        sums[line["year"]] += line[column]
    return sums


def each(record: Record) -> dict[str, Record]:
    """Return the payers of a split by their keys."""
    return {payer["payer"]: payer for payer in record["payers"]}


def paid(payers: Mapping[str, Record], *keys: str) -> float:
    return sum(float(payers[key][part]) for key in keys for part in ("own", "others"))


def gained(payers: Mapping[str, Record], *keys: str) -> float:
    return sum(float(payers[key]["later_benefit"]) for key in keys)


def burden(payers: Mapping[str, Record], *keys: str) -> str:
    """Return the one burden of some payers, in percent."""
    (same,) = {percent(payers[key]["burden"]) for key in keys}
    return same


def due_to(stage: str) -> str:
    """Return how many of those who go on do so thanks to a programme, by whoever looked."""
    case = sample_case("belgium")
    costs, changes = case.table("Costs"), case.table("Adjustments")
    of_costs = costs.loc[costs["stage"] == stage, "additionality"]
    of_effects = (changes["column"] == "additionality") & (changes["stage"] == stage)
    least, middle, most = sorted({*of_costs, *changes.loc[of_effects, "value"]})
    return f"{100 * least:.0f}, {100 * middle:.0f} or {100 * most:.0f} %"


def left(record: Record) -> float:
    """Return what stays with those who answer for the programmes; nothing stays unfunded."""
    assert all_of(record["programmes"], "unfunded") == 0
    return all_of(record["programmes"], "host_residual")


def what_is_paid_back(printed: Printed) -> list[str]:
    alone = printed["later_benefit"]
    need = all_of(alone["programmes"], "need")
    assert alone["switching_value"] is None
    return [
        f"of {millions(need)} million euros, {millions(need - left(alone))} can be paid out",
        f"{millions(left(alone))} stay with those who answer",
        f"found {millions(left(printed['cautious_effect']))} stay",
        f"figures {millions(left(printed['optimistic_effect']))} (",
        f"{due_to('welcome')} of what follows is due to the course",
        f"{due_to('training')} to training",
    ]


def what_is_open(printed: Printed) -> list[str]:
    programmes, fewer = printed["base"]["programmes"], printed["training_for_a_third"]["programmes"]
    assert {line["stage"] for line in programmes} == {"welcome", "school", "training"}
    flows, need = all_of(programmes, "existing"), all_of(programmes, "need")
    in_training, of_them = (
        all_of((line for line in lines if line["stage"] == "training"), "persons")
        for lines in (programmes, fewer)
    )
    part = {3: "a third"}[round(in_training / of_them)]
    return [
        f"cost {millions(flows + need)} million; {millions(flows)} million of it flow already",
        f"{millions(need)} are open",
        f"If {part} of those with the attestation take training",
        f"{millions(all_of(fewer, 'need'))} are open",
    ]


def who_pays_if_nobody_else_does(printed: Printed) -> list[str]:
    payers = each(printed["host_pays_today"])
    assert all_of(printed["host_pays_today"]["programmes"], "unfunded") == 0
    names = {
        "FL": "Flanders", "WA": "Wallonia", "BX": "Brussels", "COCOM": "the Common Community "
        "Commission", "COCOF": "the French Community Commission", "FWB": "the French Community",
    }  # fmt: skip
    others = ", ".join(f"{name} {millions(paid(payers, key))}" for key, name in names.items())
    assert paid(payers, *names, "DG", "ANT") == pytest.approx(paid(payers, *payers))
    return [
        f"{others}, the German-speaking Community {millions(paid(payers, 'DG'))} million, "
        f"Antwerp {paid(payers, 'ANT') / 1e6:.1f}",
    ]


def who_gains(printed: Printed) -> list[str]:
    payers = each(printed["base"])
    whole = gained(payers, *payers)
    assert gained(payers, "FWB", "COCOM", "COCOF") == 0
    assert percent(gained(payers, "DG"), whole) == "0 %"
    return [
        f"Of the later benefit, {millions(whole)} million in",
        f"social security gets {percent(gained(payers, 'SS'), whole)}",
        f"the federal level {percent(gained(payers, 'BE'), whole)}",
        f"social services {percent(gained(payers, *MUNICIPALITIES), whole)}",
        f"the Regions {percent(gained(payers, *REGIONS), whole)}",
    ]


def who_teaches(printed: Printed) -> list[str]:
    payers = each(printed["base"])
    times = [payers[key]["burden"] for key in TEACHERS]
    return [f"pay {min(times):.0f} to {max(times):.0f} times what they gain"]


def by_later_benefit_alone(printed: Printed) -> list[str]:
    payers = each(printed["later_benefit"])
    everyone_else = ("SS", "BE", *MUNICIPALITIES)
    others = {key: payer["others"] for key, payer in payers.items()}
    assert {key for key, amount in others.items() if amount} <= {*everyone_else, *TEACHERS}
    parts = [payers[key]["burden"] for key in everyone_else]
    return [
        f"everyone else pays {100 * min(parts):.0f} to {percent(max(parts))} of its gain",
        f"security {millions(paid(payers, 'SS'))}",
        f"the federal level {millions(paid(payers, 'BE'))}",
        f"municipalities {millions(paid(payers, *MUNICIPALITIES))} million",
    ]


def under_the_positions(printed: Printed) -> list[str]:
    base = printed["base"]
    payers = each(base)
    assert sum(payers[key]["others"] for key in (*TEACHERS, "COCOM", "COCOF", "FWB")) == 0
    needs = by_year(base["programmes"], "need")
    federal = by_year((line for line in base["payments"] if line["payer"] == "BE"), "amount")
    (part,) = {percent(federal[year], needs[year]) for year in needs}
    first, second, third = (millions(federal[year]) for year in sorted(federal))
    return [
        f"the federal level pays {part} of what is open in each year, {first}, {second} and "
        f"{third} million",
        f"social security gives {burden(payers, 'SS')} of its gain",
        f"municipalities {burden(payers, *MUNICIPALITIES)};",
        f"{millions(left(base))} million stay with them",
    ]


def as_a_key(printed: Printed) -> list[str]:
    shares = {
        line["stage"]: percent(line["share"])
        for line in printed["signed_key"]["same_key"]
        if line["payer"] == "BE" and not line["own"]
    }
    free, signed = printed["later_benefit"], printed["signed_key"]
    more = {key: paid(each(signed), key) - paid(each(free), key) for key in ("SS", "BE")}
    return [
        f"the federal level pays {shares['welcome']} of civic integration, {shares['training']} "
        f"of training and {shares['school']} of reception classes",
        f"{millions(left(signed))} million stay with those who answer instead of "
        f"{millions(left(free))}",
        f"social security {millions(more['SS'])} and the federal level {millions(more['BE'])} "
        "million more",
    ]


def without_social_security(printed: Printed) -> list[str]:
    apart, named = printed["social_security_apart"], "explain --payer SS --misreport 10"
    assert paid(each(apart), "SS") == 0
    (gain,) = (
        line["gain"]
        for line in printed[named]["misreport"]
        if (line["payer"], line["figures"], line["percent"]) == ("SS", "benefits", -10)
    )
    return [
        f"the federal level pays {millions(paid(each(apart), 'BE'))} million",
        f"{millions(left(apart))} million stay with those who answer",
        f"social security would save {millions(gain)} million if it put its gain 10 % too low",
    ]


def elsewhere(printed: Printed) -> list[str]:
    cities, europe = each(printed["cities.xlsx"]), printed["europe.xlsx"]
    whole = gained(cities, *cities)
    received = [line for line in europe["programmes"] if line["stage"] == "reception"]
    pool, need = all_of(received, "existing"), all_of(received, "need")
    others = sum(
        line["amount"]
        for line in europe["payments"]
        if line["stage"] == "reception" and line["payer"] != line["host"]
    )
    return [
        f"the cities at the table gain {percent(gained(cities, *CITIES), whole)}",
        f"Flanders with the other municipalities {percent(gained(cities, 'FL'), whole)}",
        f"first reception of {round(all_of(received, 'persons'), -3):,.0f} people",
        f"costs {millions(pool + need)} million; the pool pays {millions(pool)}",
        f"other states {millions(others)} out of",
        f"{millions(need - others)} stay",
    ]


FINDINGS: tuple[Callable[[Printed], list[str]], ...] = (
    what_is_paid_back,
    what_is_open,
    who_pays_if_nobody_else_does,
    who_gains,
    who_teaches,
    by_later_benefit_alone,
    under_the_positions,
    as_a_key,
    without_social_security,
    elsewhere,
)


def test_the_lines_are_those_that_are_checked() -> None:
    assert len(findings()) == len(FINDINGS)
    introduction = " ".join(section().partition("\n1. ")[0].split())
    years = sorted({line["year"] for line in printed_by("base")["programmes"]})
    assert f"family reunification, {years[0]} to {years[-1]}, in prices" in introduction


@pytest.mark.parametrize("number", range(1, len(FINDINGS) + 1))
def test_each_figure_of_a_line_is_what_its_command_prints(number: int) -> None:
    line = findings()[number - 1]
    named = said_as_code(line)
    wanted = FINDINGS[number - 1]({one: printed_by(one) for one in named})
    assert [one for one in wanted if one not in line] == []
    for checked in (*wanted, *(f"`{one}`" for one in named)):
        line = line.replace(checked, "")
    assert FIGURE.findall(line) == []
