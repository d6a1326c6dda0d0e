"""Which programmes a payer is explained for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from desktop.commands.wrong_use import WrongUseError
from models.flows.places import NOBODY
from models.split import Split
from solver.setup import Setup

Programme = tuple[str, str, int]
"""Host, stage and year of a programme, by their keys."""


def require_payer(setup: Setup, payer: str) -> None:
    """Make sure that somebody pays.

    Raises:
        WrongUseError: there is no such territory, or it does not pay.
    """
    if payer in setup.payers:
        return
    places = setup.traced.places
    if payer not in places.territories:
        raise _unknown("payer", payer, setup.payers)
    parent = int(places.payer_of[places.territories.index(payer)])
    if parent == NOBODY:
        mend = f"No territory above it pays either. Choose one of: {', '.join(setup.payers)}."
    else:
        mend = f"{setup.payers[parent]} stands for it: ask about --payer {setup.payers[parent]}."
    raise WrongUseError(f"{payer} does not pay.", "--payer", mend)


def chosen(setup: Setup, split: Split, options: Namespace) -> tuple[Programme, ...]:
    """Return the programmes that are asked about, those the payer pays most for first.

    Without host, stage or year: all that the payer pays for. With some of them: all that fit,
    those it pays nothing for too.

    Raises:
        WrongUseError: a name is unknown, or no programme that needs funding fits.
    """
    known = [setup.programme_name(k) for k in range(len(setup.need))]
    paid = {
        (line.host, line.stage, line.year): line.amount
        for line in split.payments
        if line.payer == options.payer
    }
    asked = (options.host, options.stage, options.year)
    if any(part is not None for part in asked):
        found = [name for name in known if _fits(name, asked)] or _nothing(setup, known, asked)
    else:
        found = [name for name in known if name in paid]
    return tuple(sorted(found, key=lambda name: (-paid.get(name, 0.0), known.index(name))))


def _fits(programme: Programme, asked: tuple[str | None, str | None, int | None]) -> bool:
    pairs = zip(programme, asked, strict=True)
    return all(wanted is None or part == wanted for part, wanted in pairs)


def _nothing(
    setup: Setup, known: list[Programme], asked: tuple[str | None, str | None, int | None]
) -> list[Programme]:
    host, stage, year = asked
    places = setup.traced.places
    if host is not None and host not in places.territories:
        raise _unknown("host", host, dict.fromkeys(name[0] for name in known))
    if stage is not None and stage not in places.stages:
        raise _unknown("stage", stage, dict.fromkeys(name[1] for name in known))
    named = (("host", host), ("stage", stage), ("year", year))
    given = " ".join(f"--{part} {wanted}" for part, wanted in named if wanted is not None)
    raise WrongUseError(
        "No programme that needs funding fits.", given, f"Programmes are {_where(known)}."
    )


def _where(known: list[Programme]) -> str:
    if not known:
        return "nowhere: nothing needs funding"
    hosts, stages, years = (dict.fromkeys(part) for part in zip(*known, strict=True))
    when = ", ".join(map(str, sorted(years)))
    return f"in {', '.join(hosts)}; of {', '.join(stages)}; in {when}"


def _unknown(part: str, name: str, known: Iterable[str]) -> WrongUseError:
    return WrongUseError(
        f"There is no {part} “{name}”.", f"--{part}", f"Choose one of: {', '.join(known)}."
    )
