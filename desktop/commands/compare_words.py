"""What the parts of a comparison mean, in plain words."""

from __future__ import annotations

INGREDIENTS = {
    "population": "population",
    "fiscal_capacity": "fiscal capacity",
    "later_benefit": "later benefit",
    "need": "need",
}

BURDENS = {
    "benefit": "over its later benefit",
    "fiscal_capacity": "over its fiscal capacity",
    "population": "for each of its inhabitants",
}

RIVER = (
    "People move on like water in a river: what a programme does for them reaches places "
    "downstream. A part of each need stays with its host; the rest is shared equally between the "
    "host and everybody who gains later from that programme. 100 % is “host pays”, 0 % is shared "
    "equally with all downstream."
)
RIVER_SOURCES = (
    "Sources: Ni & Wang 2007 (the host alone; equal sharing); Dong, Ni & Wang 2012 (equal sharing "
    "downstream); Li, Xu & van den Brink 2021 (everything between the two ends)."
)

STABILITY = (
    "Alone, a group of payers would have to pay the whole needs of its own programmes, and it "
    "would lose something of what it gains from the programmes of others (never more than their "
    "need, for which it could keep them). It would do better alone where the split charges it "
    "more than that: what it pays plus what it loses by gaps. All discounted{to_year}."
)
VIEWS = {
    1.0: "If programmes of others that are not co-funded do not happen (the view of this method; "
    "the mildest test)",
    0.0: "If hosts ran all their programmes anyway (then whoever contributes on balance would "
    "ride free; the hardest test)",
}
FAIR_SHARES = (
    "Two fair shares of what all cost together: the Shapley value charges each payer what it adds "
    "to the cost, averaged over all orders in which the payers could come together (Shapley 1953). "
    "The nucleolus makes the group that has most reason to leave as content as possible, then the "
    "next, and so on (Schmeidler 1969)."
)

_EQUALISING = (
    "By design: with more people, or less capacity, there is less a head, which earns help."
)
BY_DESIGN = {
    "german_equalisation": _EQUALISING,
    "belgian_solidarity": _EQUALISING,
    "collar": "By design: of what moves, payers at a limit take no part, so others take more.",
}

TESTS = (
    "Every figure is raised by 1 %, one at a time. A key should not let a payer pay less because "
    "it has more of what the key counts (own share), nor others more (others’ shares), and nobody "
    "should pay less because a need rises (needs). What really weighs: how much of the difference "
    "between the payers’ shares each ingredient really makes on this case, whatever its part by "
    "name; where all have the same of it, it makes none."
)


def ingredient_in_words(ingredient: str) -> str:
    """Name what a key counts."""
    return INGREDIENTS.get(ingredient, ingredient)
