"""The solidarity of the pact in the European case: the pool, an offset, and who stands outside."""

from __future__ import annotations

from collections.abc import Iterator

from sample_data.europe_flows import (
    LAST_SOURCED_YEAR,
    NAMES,
    POOL,
    STATES,
    arriving,
    moved_on,
    part_moving_on,
)
from sample_data.sources import Figure, european, european_evidence, rows
from sample_data.writing import Row, documented, row_of

YEAR = 2026
"""The one year of the Annual Solidarity Pool."""

_ISO3 = {
    "AT": "AUT",
    "CY": "CYP",
    "CZ": "CZE",
    "ES": "ESP",
    "GR": "GRC",
    "HR": "HRV",
    "HU": "HUN",
    "IT": "ITA",
    "PL": "POL",
    "SK": "SVK",
}
ANNUAL_POOL = european("Annual Solidarity Pool 2026", "EU", "2026")
_BENEFICIARIES = european("beneficiaries", "EU", "2026")
_VOTES = european("votes against / abstentions", "EU", "2025")
_EXCUSED = european_evidence("excused from the pool", "EU", "2026")
_OFFSET = european_evidence("no further relocation or payment", "DEU", "2026")
_PLEDGES = {
    "BEL": european("pledge (ceiling)", "BEL", "2026"),
    "IRL": european("pledge", "IRL", "2026"),
}
_POOL_KEY = {row["iso3"]: row for row in rows(POOL)}


def pool_share(key: str) -> float:
    """Return a state's share of the pool in EUR; none for Denmark, which stands outside."""
    return float(_POOL_KEY[key]["eur_of_420m_eu26"] or 0)


def _states_in(codes: str) -> list[str]:
    return [_ISO3[code] for code in codes.split()]


def pledge(key: str) -> tuple[float, list[Figure], str]:
    """Return what a state pays to the pool, with its figures and in words."""
    nothing = [
        (_states_in(_BENEFICIARIES.text), _BENEFICIARIES, "it benefits from the pool."),
        (
            _states_in(_VOTES.text.split("/")[0]),
            _VOTES,
            "it voted against the pool, though the decision binds it, and is taken to pay nothing.",
        ),
        (_states_in(_EXCUSED.text), _EXCUSED, "it is excused, according to a press carrier."),
        (["DEU"], _OFFSET, "it counts what it does for others instead (its own row)."),
        ([state for state in STATES if not pool_share(state)], ANNUAL_POOL, "it stands outside."),
    ]
    for states, figure, words in nothing:
        if key in states:
            return 0, [figure], words
    if key in _PLEDGES:
        return _PLEDGES[key].number(), [_PLEDGES[key]], "its pledge."
    return pool_share(key), [ANNUAL_POOL], "its share by half population, half GDP (derived)."


def _payment(
    payer: str,
    stage: str,
    place: str,
    amount: float,
    figures: list[Figure],
    reason: str,
    *,
    counts: bool = True,
) -> Row:
    return documented(
        {
            "payer": payer,
            "year": YEAR,
            "stage": stage,
            "territory": place,
            "group": "moves",
            "amount": round(amount),
            "counts": counts,
        },
        figures,
        reason,
    )


def pool_note(key: str) -> tuple[str, list[Figure]]:
    """Say what is assumed of a state that pays nothing in money to the pool, with its figures."""
    promised, figures, words = pledge(key)
    if promised:
        return "", []
    return f"pays nothing to the pool of {YEAR}: {words}", figures


def pool_payments() -> Iterator[Row]:
    """Yield what each state pays to the pool, to each state that benefits from it."""
    to = {key: arriving(LAST_SOURCED_YEAR)[key] for key in _states_in(_BENEFICIARIES.text)}
    for payer in STATES:
        promised, figures, words = pledge(payer)
        for host, persons in sorted(to.items()):
            part = part_moving_on(host)
            if promised:
                yield _payment(
                    *(payer, "reception", host, promised * persons / sum(to.values()) * part),
                    [*figures, _BENEFICIARIES],
                    f"{words[:-1]}; shared between the states that benefit by the persons "
                    f"received first there; of it the {part:.0%} count that serve people who move "
                    "on; all is paid in money, nobody is relocated. The pool answers pressure of "
                    "arrivals, this case those who moved on; the two need not agree.",
                )


def offset() -> Row:
    """Return what Germany counts as paid for those whom other states are responsible for."""
    return _payment(
        *("DEU", "integration", "DEU", pool_share("DEU"), [_OFFSET, ANNUAL_POOL]),
        "Germany keeps its share of the pool and counts it as paid for persons for whom another "
        "state is responsible (responsibility offset); the amount is that share. It is "
        "responsibility taken, not money, and only may be granted: so it lowers what is open and "
        "counts towards no burden.",
        counts=False,
    )


def rows_of_clauses() -> list[Row]:
    """Return the rows of the sheet Clauses: Denmark stands outside."""
    hosts = sorted({first for (first, later) in moved_on(LAST_SOURCED_YEAR) if later == "DNK"})
    return [
        documented(
            row_of(
                *("Clauses", f"denmark_outside_{host}", f"Denmark pays nothing in {NAMES[host]}"),
                *("DNK", host, None, None, "amount", "at most", 0, None, "Denmark", "agreed"),
            ),
            [ANNUAL_POOL],
            "Denmark stands outside the solidarity of the pact and pays nothing for others.",
        )
        for host in hosts
    ]
