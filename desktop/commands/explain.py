"""`relais explain`: why a payer pays, payment by payment, and which data move its bill."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from typing import Any

from desktop.commands.explain_as_text import explanation_as_text, impacts_as_text
from desktop.commands.misreport import misreport, percent_of
from desktop.commands.output import print_result, warn
from desktop.commands.progress import ShownProgress
from desktop.commands.split import as_agreed, programme_record, reasons, split_as_text, split_record
from desktop.commands.wrong_use import WrongUseError, choose_one_of, existing, require_scenario
from models.case import Case
from models.flows.places import NOBODY
from models.programme import Programme
from models.project.any_case import read_scenario
from models.results.explanation import DataImpact, PaymentReasons
from models.results.split import PayerLine, Split
from models.words.text import Argument, Quoted, counted, joined, listed, text
from solver.explain.answer import Answer
from solver.explain.impact import Together, data_impact
from solver.explain.payer import PayerExplained, explained
from solver.inputs.setup import Setup
from solver.solve import (
    Prepared,
    Solution,
    prepare,
    solve_payments,
    solve_to_explain,
    with_appendix,
)


def explain(options: Namespace) -> int:
    """Say why a payer pays; the exit status is 1 where the clauses clash and nobody does."""
    spoken, path = options.spoken, existing(options.case)
    _require_top(options.top)
    if options.misreport is not None:
        percent_of(options.misreport)
    with ShownProgress(spoken) as progress:
        read = read_scenario(path, options.scenario, progress, options.limits)
        require_scenario(read.case, read.scenario, read.held)
        prepared = prepare(read.case, read.scenario, progress=progress)
        require_payer(prepared.setup, options.payer)
        if options.misreport is not None:
            solved = with_appendix(solve_payments(prepared, progress=progress))
        else:
            solved = solve_to_explain(prepared, progress=progress)
        if solved.answer is None:
            said = _conflict(prepared, solved, options)
        elif options.misreport is not None:
            said = misreport(read.case, prepared, solved.split, options, progress)
        else:
            said = _reasons(read.case, solved.answer, solved.split, options, progress)
    _, notes = as_agreed(solved, read.frozen)
    warn((*read.problems, *notes, *solved.split.warnings), spoken)
    print_result(said)
    return int(solved.answer is None)


def _require_top(top: int | None) -> None:
    if top is not None and top < 1:
        what = counted(
            "{count} payment cannot be explained.", "{count} payments cannot be explained.", top
        )
        raise WrongUseError(what, "--top", text("Give 1 or more, or leave it out."))


def _conflict(prepared: Prepared, solved: Solution, options: Namespace) -> str:
    """Say as `solve` does that there is no split, and what would settle it."""
    if options.json:
        whole = split_record(solved.split)
        kept = {key: whole[key] for key in ("status", "scenario", "conflict")}
        return json.dumps(kept, ensure_ascii=False, indent=2)
    clash = split_as_text(solved.split, options.spoken)
    return f"{clash}\n\n{reasons(prepared, solved, options.spoken)}"


def _reasons(
    case: Case, answer: Answer, split: Split, options: Namespace, progress: ShownProgress
) -> str:
    """Say why a payer pays, and where it is asked for which rows of the case move its bill."""
    payer, spoken = options.payer, options.spoken
    programmes = chosen(answer.setup, split, options)
    found = explained(answer, split, payer, programmes, top=options.top, progress=progress)
    impacts = None
    if options.impact is not None:
        together = Together(options.impact)
        impacts = data_impact(case, split.scenario, together=together, progress=progress)
    if options.json:
        return explanation_as_json(split, found, impacts)
    parts = [explanation_as_text(case, split, found, spoken)]
    if impacts is not None:
        parts.append(impacts_as_text(case, split, payer, impacts, spoken))
    return "\n\n\n".join(parts)


def require_payer(setup: Setup, payer: str) -> None:
    """Make sure that somebody pays.

    Raises:
        WrongUseError: there is no such territory, or it does not pay.
    """
    if payer in setup.payers:
        return
    places = setup.traced.places
    if payer not in places.territories:
        what = text("There is no payer {name}.", name=Quoted(payer))
        raise WrongUseError(what, "--payer", choose_one_of(setup.payers))
    parent = int(places.payer_of[places.territories.index(payer)])
    if parent == NOBODY:
        mend: Argument = joined(
            text("No territory above it pays either."), choose_one_of(setup.payers)
        )
    else:
        above = setup.payers[parent]
        mend = text("{payer} stands for it: ask about --payer {payer}.", payer=above)
    raise WrongUseError(text("{payer} does not pay.", payer=payer), "--payer", mend)


def chosen(setup: Setup, split: Split, options: Namespace) -> tuple[Programme, ...]:
    """Return the programmes that are asked about, those the payer pays most for first.

    Without host, stage or year: all that the payer pays for. With some of them: all that fit,
    those it pays nothing for too.

    Raises:
        WrongUseError: a name is unknown, or no programme that needs funding fits.
    """
    known = setup.programmes
    paid = {line.programme: line.amount for line in split.payments if line.payer == options.payer}
    named = (("host", options.host), ("stage", options.stage), ("year", options.year))
    if wanted := [(part, key) for part, key in named if key is not None]:
        found = [one for one in known if all(getattr(one, part) == key for part, key in wanted)]
        if not found:
            raise _nothing_fits(setup, known, options)
    else:
        found = [name for name in known if name in paid]
    return tuple(sorted(found, key=lambda name: (-paid.get(name, 0.0), known.index(name))))


def _nothing_fits(setup: Setup, known: list[Programme], options: Namespace) -> WrongUseError:
    host, stage, year = options.host, options.stage, options.year
    places = setup.traced.places
    if host is not None and host not in places.territories:
        what = text("There is no host {name}.", name=Quoted(host))
        return WrongUseError(
            what, "--host", choose_one_of(dict.fromkeys(one.host for one in known))
        )
    if stage is not None and stage not in places.stages:
        what = text("There is no stage {name}.", name=Quoted(stage))
        return WrongUseError(
            what, "--stage", choose_one_of(dict.fromkeys(one.stage for one in known))
        )
    named = (("host", host), ("stage", stage), ("year", year))
    given = " ".join(f"--{part} {wanted}" for part, wanted in named if wanted is not None)
    return WrongUseError(text("No programme that needs funding fits."), given, _where(known))


def _where(known: list[Programme]) -> Argument:
    if not known:
        return text("Programmes are nowhere: nothing needs funding.")
    return text(
        "Programmes are in {hosts}; of {stages}; in {years}.",
        hosts=listed(dict.fromkeys(one.host for one in known), last=""),
        stages=listed(dict.fromkeys(one.stage for one in known), last=""),
        years=listed(sorted({one.year for one in known}), last=""),
    )


def explanation_as_json(
    split: Split, found: PayerExplained, impacts: tuple[DataImpact, ...] | None
) -> str:
    """Return why a payer pays: the same case gives the same text, byte for byte."""
    record = {
        "status": split.status,
        "scenario": split.scenario,
        "currency": split.currency,
        "rounding": split.rounding,
        "base_year": split.base_year,
        "payer": _payer(found.line, split),
        "left_as_host": found.left,
        "ranges": [
            {
                "over": ranges.over,
                "gap": ranges.gap,
                "low": ranges.payers[0].low,
                "high": ranges.payers[0].high,
            }
            for ranges in found.ranges
        ],
        "payments": [_payment(why, split) for why in found.payments],
        "not_explained": {"payments": found.more, "amount": found.more_amount},
        "impact": None if impacts is None else [_impact(impact) for impact in impacts],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _payer(line: PayerLine, split: Split) -> dict[str, Any]:
    record = asdict(line)
    if "existing" not in split.uses:
        del record["existing"], record["existing_discounted"]
    return record


def _payment(why: PaymentReasons, split: Split) -> dict[str, Any]:
    """Return the reasons of a payment, without names that no programme of the case has."""
    record = {"amount": why.amount, "payer": why.payer, **programme_record(why.programme, split)}
    record |= {key: value for key, value in asdict(why).items() if key not in Programme._fields}
    if "existing" not in split.uses:
        del record["existing"]
    if "groups" not in split.uses:
        for line in record["trace"]:
            del line["group"]
    return record


def _impact(impact: DataImpact) -> dict[str, Any]:
    return {
        **asdict(impact.rows),
        "percent": impact.percent,
        "solved": impact.solved,
        "payers": [{"payer": payer, "change": change} for payer, change in impact.payers],
        "gap": impact.gap,
    }
