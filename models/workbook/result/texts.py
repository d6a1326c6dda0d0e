"""Every text of the result workbook, in one place, so that it can be had in other languages.

Headers of data sheets are keys and stay as they are; names of columns that the tables of a case
declare are taken from there.
"""

from __future__ import annotations

from models.declaration.kinds import Column
from models.declaration.tables import TABLE_BY_KEY


def _label(table: str, column: str) -> str:
    found: Column = TABLE_BY_KEY[table].column(column)
    return found.labels.en


PAYER = _label("Budgets", "payer")
HOST = _label("Clauses", "host")
STAGE = _label("Clauses", "stage")
YEAR = _label("Clauses", "year")
SCENARIO = _label("Clauses", "scenario")

# First page
TITLE = "Who pays what"
TITLE_CONFLICT = "No split: these positions cannot all hold"
NOT_FINAL = "Not final: better answers follow. Goals still to come: {goals}."
NEEDED, CONTRIBUTED, LEFT, UNFUNDED = (
    "Needed", "Contributed", "Left with hosts", "Unfunded",
)  # fmt: skip
KEY = "Key"
NAME = "Name"
PAYS_OWN = "Pays for its own programmes"
PAYS_OTHERS = "Pays for programmes of others"
PAYS_IN_ALL = "Pays in all"
OF_WHICH_OWN = "of which for its own programmes"
RECEIVES = "Receives for its programmes"
NET = "Net: owes (−: is owed)"
LATER_BENEFIT = "Later benefit, discounted"
BURDEN = "Burden"
OTHERS = "{count} others"
ALL = "All payers"
EXPLAINED = (
    "Pays for its own programmes: what is left with it as host included. Net: what it pays for "
    "others less what others pay for it. Burden: its contributions{discounted}, {basis}."
)
DISCOUNTED_TO = ", discounted to {year}"
BURDEN_BASES = {
    "benefit": "over its later benefit",
    "fiscal_capacity": "over its fiscal capacity",
    "population": "for each inhabitant",
}
FOLLOW = (
    "To follow a figure: each total is a formula; it leads to Payers or Programmes, from there to "
    "Split, where each payment stands in a row."
)
NOT_LISTED = (
    "The {count:,} payments are more than a sheet holds; sums are given as values. The command "
    "solve with --json lists every payment."
)
NOT_LIVE = (
    "Sums over the {count:,} payments are given as values, since so many formulas would "
    "make the file slow; add up the sheet Split to check them."
)
ADJUSTED = (
    "The data sheets hold the data as {scenario} uses them; the adjustments made stand in the "
    "sheet Adjustments made. Solve other scenarios from the case, not from this file."
)
WARNED = "What had to be assumed, and what to look at, stands in the sheet Warnings ({count})."
CASE, DATE, VERSION, FINGERPRINT = "Case", "Date", "Version of Relais", "Fingerprint"
CURRENCY, BASE_YEAR, RATE, ROUNDING = "Currency", "Base year", "Discount rate", "Rounding"
NO_CASE_NAME = "not saved under a name"
NONE = "none"
YES, NO = "yes", "no"

# Sentences
NO_PROGRAMME = "There is no programme to fund."
FUNDED_ALREADY = "Nothing needs funding in {years}: all of it is funded already."
ROUNDED_AWAY = (
    "Nobody pays anything: each need of {years} is less than half of the rounding, "
    "{rounding:,.15g}."
)
NOBODY = "Nobody pays towards the {need} needed in {years}."
SENTENCE = "Of the {need} needed in {years}, {parts}; {rest}."
LEFT_WITH_HOSTS = "{left} of it is left with hosts"
PART = "{payer} pays {amount}"
PART_MORE = "{payer} {amount}"
NOTHING_OPEN = "nothing stays unfunded"
OPEN = "{gap} ({share}) stay unfunded"
CHART_TITLE = "{payer} carries {share} of what is needed, {kind}"
CHART_EQUAL = "Nobody carries more than {payer}: {share} of what is needed"
CHART_EMPTY = "Nobody pays"
MOSTLY_OTHERS = "most of it for programmes of others"
MOSTLY_OWN = "most of it for its own programmes"
ONLY_OTHERS = "all of it for programmes of others"
ONLY_OWN = "all of it for its own programmes"
UNITS = {1.0: "{currency}", 1e3: "thousand {currency}", 1e6: "million {currency}"}
LESS_THAN, MORE_THAN = "less than {least}", "more than {most}"
AND = "and"

# Statements
PART_OF, ITEM, AMOUNT = "Part", "Item", "Amount"
OF_WHICH_LEFT = "Of which left with it as host"
BENEFIT_OF_YEAR = "Later benefit of the year, discounted"
BALANCE = "Balance to date, discounted"
IN_ALL, BY_YEAR, BY_STAGE = "In all", "By year", "By stage"
FOR_OWN, FOR_OTHERS, RECEIVED = (
    "Pays for its own programmes", "Pays for programmes of others", "Receives",
)  # fmt: skip
LEAST, MOST = "Least it could pay as well", "Most it could pay as well"
NOT_MEASURED = "not measured"
NO_BURDEN = "nothing to measure it against"
PAYS_BACK = "Pays itself back from"
PAYS_NOTHING = "it pays nothing"
NOT_PAID_BACK = "not within the years counted"
PROGRAMME_IN = "{stage} in {host}, {year}"
SEE_SPLIT = "Payments by programme: see the sheet Split"

# Who owes whom
OWES_TITLE = "Who owes whom"
FEW_PAYMENTS = "{count} payments settle everything"
ONE_PAYMENT = "One payment settles everything"
NO_PAYMENT = "Nobody owes anybody anything"
FEWEST = "; no fewer would."
NOT_PROVED = "; whether fewer could is not proved."
CLEARING_HEAD = ("From", "To", "Amount")
BALANCE_HEAD = (
    "Payer", "Key", "Contributes to programmes of others", "Others contribute to its own",
    "Owes on balance (−: is owed)", "By net transfers", "By the clearing", "Difference",
    "Of no payer’s programmes",
)  # fmt: skip
OWING_NOTE = (
    "The three ways of counting must agree: contributions in full (sheet Ledger), what each pair "
    "owes after both directions are offset (Transfers), and the few payments of the clearing "
    "(Clearing). What goes to programmes that no payer answers for is owed to nobody."
)
BY_PAIR = "Pair by pair"
PAIR_HEAD = ("From", "To", "Contributes", "Gets back", "Owes on balance")
MORE_PAIRS = "The {count} largest of {all}; all stand in the sheets Ledger and Transfers."

# Goals
GOALS = {
    "unfunded": ("What stays unfunded", "as little as possible of the needs stays unfunded"),
    "host_residual": (
        "What is left with hosts",
        "as little as possible falls back on hosts beyond their own contribution",
    ),
    "equal_burden": (
        "Equal burdens",
        "the largest burden is as small as possible, then the next; each burden, largest first",
    ),
    "proportional": (
        "Close to later benefit",
        "each payment is as close as possible to the payer’s part of the programme’s later "
        "benefit; the sum of all distances",
    ),
    "least_change": (
        "Close to the reference scenario",
        "each payment is as close as possible to that of the reference; the sum of all distances",
    ),
    "fewest_transfers": (
        "Little money changes hands",
        "as little as possible is paid for programmes of others",
    ),
}
MONEY_DISCOUNTED = "{currency}{discounted}"
MONEY_AS_PAID = "{currency}, each of its own year"
BURDEN_UNITS = {
    "benefit": "share of later benefit",
    "fiscal_capacity": "share of fiscal capacity",
    "population": "{currency} for each inhabitant",
}

# Binding
LIMITS = {
    "budget": "{payer}: budget of {year}",
    "clause": "the clause “{clause}”",
    "benefit_total": "{payer}: later benefit in all",
    "benefit_cap": "the benefit cap",
    "own_share": "the own share of hosts",
    "benefit": "{payer}: later benefit from the programme",
    "own_share_here": "{payer}: own share",
}
STEP = "{limit}: {amount} {way} would {effect}."
MORE, LESS = "more", "less"
RAISE, LOWER = "raise", "lower"
BY = "{what} by {amount}"
THE_GAP = "the gap"
LEFT_WITH_THEM = "what is left with hosts"
NOTHING = "change nothing"
OTHER_BY_LESS = "and change another by less"
OTHERS_BY_LESS = "and change {count} others by less"
NAMED = 3
"""How many payers a sentence names, so that it stays short."""

# Conflict
CONFLICT_SENTENCE = (
    "The clauses below cannot all hold in the scenario {scenario}. Give way on one of them: each "
    "line says what it would have to be for the others to stand."
)
ONE_CLAUSE_SENTENCE = "The clause below cannot hold under the rules of the scenario {scenario}."
CONFLICT_HEAD = ("Clause", "Key", "Proposed by", "Asks for", "Would have to be")
NO_VALUE_HELPS = "no value of it helps"
OTHERS_STILL_CLASH = "{asks}; other clauses still clash"
ASKS = "{sense} {value}"
OF_MEASURE = {
    "share_of_need": "{share} of the need",
    "share_of_benefit": "{share} of later benefit",
}


def discounted_to(year: int | None) -> str:
    """Return ", discounted to 2026"; nothing where there is no base year."""
    return "" if year is None else DISCOUNTED_TO.format(year=year)


def listed(parts: list[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {AND} {parts[-1]}"
