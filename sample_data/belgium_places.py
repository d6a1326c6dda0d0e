"""Where people live in the Belgian case, and how they move between regions and to the city."""

from __future__ import annotations

from sample_data import assumptions as assumed
from sample_data.sources import Figure, belgian, evidence, rows

REGIONS = ("FL", "WA", "BX")
PLACES = ("ANT", "BX", "DG", "FL", "WA")
"""The territories in which people live; FL without Antwerp, WA without DG."""

POPULATION = {
    key: belgian("legal population 1 January", key, "2024") for key in ("BE", *REGIONS, "DG")
}
AT_DECISION_FL = belgian("refugees living in Flanders at decision / afterwards", "FL", "2014-2019")
AT_DECISION_WA = belgian("refugees living in Wallonia at decision", "WA", "2014-2019")
IN_ANTWERP = evidence("refugees living in a city of Flanders", "Antwerp", "2018")
SOON = evidence("when refugees move to another region", "BE", "2014-2019")
TEMPORARY_IN_WA = belgian("share living in Wallonia", "WA", "Dec 2023")
PUPILS = {key: belgian("Ukrainian pupils enrolled", key, "Feb 2023") for key in REGIONS}
IMMIGRANTS_BX = belgian("share of immigrations of foreign nationals", "BX", "2024")
IMMIGRANTS = {
    "FL": belgian("international immigrations", "FL", "2024"),
    "WA": belgian("international immigrations", "WA", "2023"),
}
TEMPORARY_EVER_IN_WA = belgian(
    "beneficiaries ever domiciled Mar 2022 - Aug 2023", "WA", "2022-2023"
)
TEMPORARY_MOVED = belgian("of whom in another region", "WA", "2022-2023")
TEMPORARY_LEFT = [
    belgian(f"of whom {how}", "WA", "2022-2023")
    for how in ("returned to Ukraine", "in another country", "struck off")
]
CITIES = Figure("Statbel, population of municipalities, CC BY 4.0", "2020")

_TRANSITION = "be_refugee_region_transition_2014_2019.csv"
_MOVES = "be_interregional_moves.csv"
_MOVES_YEAR = "2024"
_MOST, _REST = 2, 1
"""Of three equal parts of the moves of refugees, those at the first and at the second change."""

Matrix = list[list[float]]
Shares = dict[str, float]


def region_of(place: str) -> str:
    """Return the region whose figures hold a place."""
    return {"ANT": "FL", "DG": "WA"}.get(place, place)


def antwerp_by_population() -> float:
    """Return the part of Flanders' inhabitants who live in Antwerp."""
    city, flanders = (
        sum(float(r["pop_2020"]) for r in rows("be_cities_2020.csv") if r["nis"] == "11002"),
        POPULATION["FL"].number(),
    )
    return city / flanders


def antwerp_of_refugees() -> float:
    """Return the part of the refugees in Flanders who live in Antwerp: one in four."""
    return assumed.ANTWERP_OF_REFUGEES.value


def german_speaking_share() -> float:
    """Return the part of Wallonia's inhabitants who live in the German-speaking Community."""
    return POPULATION["DG"].number() / POPULATION["WA"].number()


def by_place(regions: Shares, antwerp: float, *, german_apart: bool = False) -> Shares:
    """Split shares by region into shares by place.

    The German-speaking Community is apart for refugees alone: of the other groups there are too
    few for a programme, so they are counted with Wallonia.
    """
    german = regions["WA"] * german_speaking_share() if german_apart else 0.0
    return {
        "ANT": regions["FL"] * antwerp,
        "BX": regions["BX"],
        "DG": german,
        "FL": regions["FL"] * (1 - antwerp),
        "WA": regions["WA"] - german,
    }


def at_decision() -> Shares:
    """Return the part of the refugees who live in each place when protection is granted."""
    flanders, wallonia = AT_DECISION_FL.share(), AT_DECISION_WA.share()
    return by_place(
        {"FL": flanders, "WA": wallonia, "BX": 1 - flanders - wallonia},
        antwerp_by_population(),
        german_apart=True,
    )


def of_temporary() -> Shares:
    """Return the part of the persons with temporary protection who live in each place."""
    wallonia = TEMPORARY_IN_WA.share()
    flanders, brussels = PUPILS["FL"].number(), PUPILS["BX"].number()
    rest = (1 - wallonia) / (flanders + brussels)
    return by_place(
        {"FL": flanders * rest, "WA": wallonia, "BX": brussels * rest}, antwerp_by_population()
    )


def of_family() -> Shares:
    """Return the part of the family members who join somebody in each place."""
    brussels = IMMIGRANTS_BX.share()
    flanders, wallonia = IMMIGRANTS["FL"].number(), IMMIGRANTS["WA"].number()
    rest = (1 - brussels) / (flanders + wallonia)
    return by_place(
        {"FL": flanders * rest, "WA": wallonia * rest, "BX": brussels}, antwerp_of_refugees()
    )


def transition() -> Matrix:
    """Return where refugees lived later, by the region where they lived at decision."""
    share = {(r["origin_at_decision"], r["region_27jan2019"]): r for r in rows(_TRANSITION)}
    return [[float(share[origin, to]["share"]) for to in REGIONS] for origin in REGIONS]


def product(left: Matrix, right: Matrix) -> Matrix:
    """Return the product of two matrices."""
    return [
        [sum(a * b for a, b in zip(r, c, strict=True)) for c in zip(*right, strict=True)]
        for r in left
    ]


def third_of(whole: Matrix) -> Matrix:
    """Return the matrix that, applied three times, gives the whole: its cube root.

    By an iteration that converges since the whole is near the identity.
    """
    step = whole
    for _ in range(200):
        cube = product(product(step, step), step)
        step = [
            [s + (w - c) / 3 for s, w, c in zip(*lines, strict=True)]
            for lines in zip(step, whole, cube, strict=True)
        ]
    return step


def moves_of_refugees(*, soon: bool) -> dict[str, Shares]:
    """Return the part of the refugees of each place who are in each place one stage later.

    Two thirds of the moves come soon after protection, at the end of the first course, and one
    third after training, so that both together give the change observed.
    """
    third = third_of(transition())
    matrix = product(third, third) if soon else third
    city = _to_antwerp(_MOST if soon else _REST)
    found: dict[str, Shares] = {}
    for origin, line in zip(REGIONS, matrix, strict=True):
        to = dict(zip(REGIONS, line, strict=True))
        antwerp = city if origin == "FL" else antwerp_of_refugees()
        found[origin] = by_place(to, antwerp, german_apart=True)
        if origin == "WA":
            found["DG"] = _staying("DG", by_place({**to, "WA": 0.0}, antwerp))
            found["WA"] = _staying("WA", by_place({**to, "WA": 0.0}, antwerp))
        if origin == "FL":
            found["ANT"] = _staying("ANT", by_place({**to, "FL": 0.0}, antwerp))
    return found


def _to_antwerp(thirds: int) -> float:
    """Return the part of those who stay in the rest of Flanders who move to Antwerp at a change."""
    before, after = antwerp_by_population(), antwerp_of_refugees()
    return (after - before) / (1 - before) * thirds / (_MOST + _REST)


def _staying(place: str, elsewhere: Shares) -> Shares:
    """Return where people of a place are: elsewhere as told, the others where they were."""
    return {**elsewhere, place: 1 - sum(elsewhere.values()) + elsewhere[place]}


def moves_of_temporary() -> dict[str, Shares]:
    """Return where people with temporary protection are one stage later, of those who remain."""
    moved = TEMPORARY_MOVED.number() / TEMPORARY_EVER_IN_WA.number()
    found = {}
    for place in PLACES:
        region = region_of(place)
        others = {key: POPULATION[key].number() for key in REGIONS if key != region}
        going = {key: moved * n / sum(others.values()) for key, n in others.items()}
        away = by_place({**going, region: 0.0}, antwerp_by_population())
        found[place] = _staying(place, away)
    return found


def temporary_leaving() -> float:
    """Return the part of those with temporary protection who leave or are struck off."""
    return sum(f.number() for f in TEMPORARY_LEFT) / TEMPORARY_EVER_IN_WA.number()


def moves_of_family() -> dict[str, Shares]:
    """Return where family members are one stage later: they move like all residents."""
    told = {(r["origin"], r["dest"]): r for r in rows(_MOVES) if r["year"] == _MOVES_YEAR}
    found = {}
    for place in PLACES:
        region = region_of(place)
        going = {
            key: float(told[region, key]["persons"]) / POPULATION[region].number()
            for key in REGIONS
            if key != region
        }
        found[place] = _staying(place, by_place({**going, region: 0.0}, antwerp_by_population()))
    return found


def transition_figures(place: str) -> list[Figure]:
    """Return the figures on where refugees of a place lived later."""
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
        if row["origin_at_decision"] == region_of(place)
    ]


def residents_figures(place: str) -> list[Figure]:
    """Return the figures on how all residents of a place move between regions."""
    told = [r for r in rows(_MOVES) if r["year"] == _MOVES_YEAR and r["origin"] == region_of(place)]
    return [
        Figure(
            text=row["persons"],
            unit=f"{row['origin']} to {row['dest']}",
            year=row["year"],
            source=row["source"],
            url=row["url"],
        )
        for row in told
    ]
