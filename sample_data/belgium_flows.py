"""The flows of the Belgian case: from reception to work, between regions."""

from __future__ import annotations

from sample_data.persons import FlowKey, Flows, Place, apportion, flow_rows, move_on
from sample_data.sources import Figure, belgian, rows
from sample_data.writing import Row

REGIONS = ("FL", "WA", "BX")
HOSTS = ("BX", "DG", "FL", "WA")
NAMES = {
    "BE": "Federal government",
    "BX": "Brussels-Capital",
    "DG": "German-speaking Community",
    "FL": "Flanders",
    "WA": "Wallonia",
}
ARRIVAL_YEARS = (2021, 2022, 2023, 2024)
LAST_YEAR = 2024
STEPS = 3
"""The changes of stage over which people move: into welcome, into training, into work."""

APPLICATIONS = {
    year: belgian("applications for international protection (persons)", "BE", str(year))
    for year in ARRIVAL_YEARS
}
POPULATION = {
    key: belgian("legal population 1 January", key, "2024") for key in ("BE", *REGIONS, "DG")
}
AT_DECISION_FL = belgian("refugees living in Flanders at decision / afterwards", "FL", "2014-2019")
AT_DECISION_WA = belgian("refugees living in Wallonia at decision", "WA", "2014-2019")
PROTECTION = belgian("protection rate", "BE", "2022")
COURSE_YEARS = ("2017", "2018", "2019")
CONTRACTS = [belgian("inburgering contracts", "FL+BX(NL)", year) for year in COURSE_YEARS]
ATTESTATIONS = [belgian("inburgering attestations", "FL+BX(NL)", year) for year in COURSE_YEARS]
IN_WORK = belgian("in work 5 years after protection, cohort 2007-2009", "BE", "to 2014")
ODDS = belgian("odds of a job in Flanders relative to Wallonia and Brussels", "FL", "2001-2010")
EARLY_FL = belgian("newcomers in work after 6 months / 2 years", "FL", "2017")
EARLY_WA = belgian("newcomers registered 2015-16 who found work", "WA", "2017")

_TRANSITION = "be_refugee_region_transition_2014_2019.csv"
Matrix = list[list[float]]


def german_speaking_share() -> float:
    """Return the part of Wallonia's inhabitants who live in the German-speaking Community."""
    return POPULATION["DG"].number() / POPULATION["WA"].number()


def share_at_decision() -> dict[str, float]:
    """Return the part of the refugees who live in each host when protection is granted."""
    flanders, wallonia = AT_DECISION_FL.share(), AT_DECISION_WA.share()
    german = wallonia * german_speaking_share()
    return {
        "BX": 1 - flanders - wallonia,
        "DG": german,
        "FL": flanders,
        "WA": wallonia - german,
    }


def transition() -> Matrix:
    """Return where refugees lived later, by the region where they lived at decision."""
    share = {(r["origin_at_decision"], r["region_27jan2019"]): r for r in rows(_TRANSITION)}
    return [[float(share[origin, to]["share"]) for to in REGIONS] for origin in REGIONS]


def _product(left: Matrix, right: Matrix) -> Matrix:
    return [
        [sum(a * b for a, b in zip(r, c, strict=True)) for c in zip(*right, strict=True)]
        for r in left
    ]


def one_step(whole: Matrix) -> Matrix:
    """Return the matrix that, applied at each of the three steps, gives the whole.

    Its cube root, by an iteration that converges since the whole is near the identity.
    """
    step = whole
    for _ in range(200):
        cube = _product(_product(step, step), step)
        step = [
            [s + (w - c) / STEPS for s, w, c in zip(*lines, strict=True)]
            for lines in zip(step, whole, cube, strict=True)
        ]
    return step


def moves() -> dict[str, dict[str, float]]:
    """Return the part of the people of each host who are in each host one stage later.

    The German-speaking Community is counted with Wallonia in the source: its people move to
    the other regions like Wallonia's, and newcomers to Wallonia go there by population.
    """
    matrix = one_step(transition())
    share = german_speaking_share()
    found: dict[str, dict[str, float]] = {}
    for origin, line in zip(REGIONS, matrix, strict=True):
        to = dict(zip(REGIONS, line, strict=True))
        if origin != "WA":
            to["DG"] = to["WA"] * share
            to["WA"] -= to["DG"]
        found[origin] = to
    found["DG"] = {"DG": found["WA"]["WA"], "FL": found["WA"]["FL"], "BX": found["WA"]["BX"]}
    return found


def completion() -> float:
    """Return the part of the civic integration contracts that end with an attestation."""
    return sum(f.number() for f in ATTESTATIONS) / sum(f.number() for f in CONTRACTS)


def _with_odds(probability: float, ratio: float) -> float:
    odds = probability / (1 - probability) * ratio
    return odds / (1 + odds)


def in_work_by_host() -> dict[str, float]:
    """Return the part of those with protection who come to work, by host.

    The Flemish odds are the sourced multiple of the others', and the mean, by where refugees
    live later, is the Belgian figure.
    """
    weight = AT_DECISION_FL.share(1)
    low, high = 0.0, 1.0
    for _ in range(60):
        other = (low + high) / 2
        mean = weight * _with_odds(other, ODDS.number()) + (1 - weight) * other
        low, high = (other, high) if mean < IN_WORK.share() else (low, other)
    flanders = _with_odds(low, ODDS.number())
    return {host: flanders if host == "FL" else low for host in HOSTS}


def early_work(host: str) -> float:
    """Return the part of those who leave welcome without training who work at once."""
    return EARLY_FL.share() if host == "FL" else EARLY_WA.share()


def _rates_from_reception(host: str, _year: int) -> dict[Place, float]:
    return {("welcome", to): PROTECTION.share() * part for to, part in moves()[host].items()}


def _rates_from_welcome(host: str, _year: int) -> dict[Place, float]:
    done = completion()
    rates: dict[Place, float] = {}
    for to, part in moves()[host].items():
        rates["training", to] = done * part
        rates["work", to] = (1 - done) * early_work(host) * part
    return rates


def _rates_from_training(host: str, _year: int) -> dict[Place, float]:
    done = completion()
    works = (in_work_by_host()[host] - (1 - done) * early_work(host)) / done
    return {("work", to): works * part for to, part in moves()[host].items()}


def flows() -> Flows:
    """Return the flows of every year up to the last."""
    found: Flows = Flows()
    for year in ARRIVAL_YEARS:
        received = apportion(int(APPLICATIONS[year].number()), share_at_decision())
        for host, persons in received.items():
            found[(year, None, ("reception", host))] = persons
    move_on(found, range(ARRIVAL_YEARS[0] + 1, LAST_YEAR + 1), _RATES)
    return found


_RATES = {
    "reception": _rates_from_reception,
    "welcome": _rates_from_welcome,
    "training": _rates_from_training,
}

_MOVES = (
    "moves between regions are spread evenly over the three changes of stage, so that together "
    "they give the observed change of region; the German-speaking Community is in the figures "
    "of Wallonia and moves like it."
)
_REASONS = {
    None: (
        "people are received where recognised refugees lived at decision (Brussels: the rest of "
        "100 %), since places by region are not known; the German-speaking Community has its "
        "part of Wallonia by population."
    ),
    "reception": (
        "the protection rate of 2022 holds for the applications of every year, decided a year "
        "later; the rest leave the trajectory; " + _MOVES
    ),
    "welcome": (
        "those who end the course (attestations over contracts in Flanders, 2017–2019) go on to "
        "training, everywhere alike; of the others some work at once (a quarter in Flanders, a "
        "fifth elsewhere), the rest leave; " + _MOVES
    ),
    "training": (
        "those who come to work are as many as worked five years after protection, with the "
        "odds of Flanders twice those elsewhere; they are counted at the end of training; " + _MOVES
    ),
}


def _transition_figures() -> list[Figure]:
    return [
        Figure(
            text=row["share"],
            unit=f"{row['origin_at_decision']} to {row['region_27jan2019']}",
            year="2014-2019",
            source=row["source"],
            url=row["url"],
            confidence="derived" if "DERIVED" in row["kind"] else "high",
            note=row["kind"].removeprefix("DERIVED: "),
        )
        for row in rows(_TRANSITION)
    ]


def _figures_of(key: FlowKey) -> list[Figure]:
    year, origin, _ = key
    if origin is None:
        return [APPLICATIONS[year], AT_DECISION_FL, AT_DECISION_WA, POPULATION["DG"]]
    stage = origin[0]
    by_stage = {
        "reception": [PROTECTION],
        "welcome": [*CONTRACTS, *ATTESTATIONS, EARLY_FL, EARLY_WA],
        "training": [IN_WORK, ODDS],
    }
    moved = [f for f in _transition_figures() if f.unit.startswith(_region(origin[1]))]
    return [*by_stage[stage], *moved]


def _region(host: str) -> str:
    return "WA" if host == "DG" else host


def rows_of_flows() -> list[Row]:
    """Return the rows of the sheet Flows."""
    return flow_rows(flows(), _figures_of, _REASONS)
