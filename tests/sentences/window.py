"""What the window says of a case, taken from the functions that make the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from PySide6.QtCore import QLocale

from desktop.document.document import Solved
from desktop.engine.explainer import Explainer
from desktop.engine.watch import Watch
from desktop.engine.why_questions import (
    AboutCohort,
    AboutEntry,
    AboutPayer,
    AboutPayment,
    AboutProgrammes,
    AboutSplit,
    Topic,
)
from desktop.look.language import say
from desktop.pages.split.why_panel import ExplanationHtml, explanation_of
from desktop.tables.problems_dialog import problem_texts
from models.case import Case
from models.clause import clauses_of
from models.declaration.rules import RULE_BY_KEY
from models.declaration.tables import BASE_SCENARIO
from models.names import names_of
from models.problems import Problem
from models.results.side_by_side import ComparedSplit, SideBySide, letters_of
from models.scenarios import rule_here
from models.words.bridge import order_note, step_in_full
from models.words.clauses import clause_origin, clause_with_origin
from models.words.comparison import comparison_sentence, conflict_sentences, gains_sentence
from models.words.conflicts import whose_clash
from models.words.headlines import (
    case_sentence,
    change_sentence,
    others_finding,
    rules_sentence,
    split_sentence,
)
from models.words.language import ENGLISH as IN_ENGLISH
from models.words.names import CohortOf, EntryOf, terms_of
from models.words.rules import rule_value
from solver.compare.report import bridges_from_base, measured_scenario
from solver.solve import solve_case

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.Europe)
_PAYMENTS = 4
"""So many single payments of a case are explained: the first, the last and two between."""


def of_case(case: Case, *, fully: bool = False, compared: bool = False) -> Iterator[str]:
    """Yield what the window says of a case and of its split; fully: of that of each scenario."""
    yield say(case_sentence(case, "case.xlsx"))
    names = names_of(case)
    base: Solved | None = None
    for scenario in case.scenarios() if fully else case.scenarios()[:1]:
        solved = Solved(case, solve_case(case, scenario), names)
        yield f"scenario {scenario}"
        yield from (f"  {line}" for line in _of_split(solved))
        if base is None:
            base = solved
        elif "conflict" not in (base.split.status, solved.split.status):
            yield f"  since the base: {say(change_sentence(solved.split, base.split, names))}"
    if compared:
        yield from _of_comparison(case)


def of_problems(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield the rows of the list of problems."""
    yield from ("problem: " + " | ".join(problem_texts(problem)) for problem in problems)


def _of_split(solved: Solved) -> Iterator[str]:
    yield from _of_rules(solved)
    yield from of_problems(solved.split.warnings)
    if solved.split.status == "conflict":
        yield f"conflict: {say(whose_clash(solved.split, solved.case))}"
        return
    split, names = solved.split, solved.names
    yield f"split: {say(split_sentence(split, names))}"
    yield f"others: {say(others_finding(split, names))}"
    yield f"rules: {say(rules_sentence(split, names, solved.case))}"
    explainer = Explainer()
    for question in _questions(solved):
        yield from _why(solved, question, explainer)


def _of_rules(solved: Solved) -> Iterator[str]:
    for key, rule in RULE_BY_KEY.items():
        value = rule_here(solved.case, solved.split.scenario, key).value
        if value is not None:
            yield f"rule {key}: {say(rule_value(rule, value))}"
    for clause in clauses_of(solved.case):
        terms = terms_of(solved.split, solved.names)
        said = say(clause_with_origin(clause, terms))
        yield f"clause {clause.key}: {said} {say(clause_origin(clause, terms))}".rstrip()


def _questions(solved: Solved) -> Iterator[Topic]:
    split = solved.split
    yield AboutSplit()
    payers = tuple(line.payer for line in split.payers)
    yield from (AboutPayer((payer,)) for payer in payers)
    if len(payers) > 1:
        yield AboutPayer(payers)
    programmes = [line.programme for line in split.programmes]
    yield from (AboutProgrammes((one,), "one") for one in programmes[:2])
    if len(programmes) > 1:
        yield AboutProgrammes(tuple(programmes), "All")
    cells = [(payer, one) for one in programmes for payer in payers]
    for payer, one in cells[:: max(1, (len(cells) - 1) // (_PAYMENTS - 1))]:
        yield AboutPayment((payer,), (one,), "one")
    if len(cells) > 1:
        yield AboutPayment(payers, tuple(programmes), "All")


def _why(solved: Solved, question: Topic, explainer: Explainer) -> Iterator[str]:
    watch = Watch(lambda _stage, _done, _of: None, lambda _part: None)
    found = explainer.find(solved.case, solved.split.scenario, question, watch)
    said = explanation_of(question, found, solved)
    shown = ExplanationHtml(said, solved.case, rows_wanted=True)
    yield f"why: {shown.title}"
    yield from (f"  {without_tags(part)}" for part in shown.parts)
    if (further := _led_to(question, shown)) is not None:
        yield from _why(solved, further, explainer)


def _led_to(question: Topic, shown: ExplanationHtml) -> Topic | None:
    """Return what the first link leads to that goes on from a payment or a programme."""
    for target in shown.targets if isinstance(question, AboutPayment | AboutProgrammes) else ():
        if isinstance(target, EntryOf):
            return AboutEntry(target.payer, target.programme, target.place)
        if isinstance(target, CohortOf):
            return AboutCohort(target.programme, target.place)
    return None


def without_tags(html: str) -> str:
    """Return what somebody reads of a rich text."""
    return unescape(re.sub(r"<[^>]+>", "", html.replace("<br>", " | ").replace("</td> ", " | ")))


def _of_comparison(case: Case) -> Iterator[str]:
    found = {name: measured_scenario(case, name) for name in case.scenarios()}
    chosen = [*((name, None) for name in found), (BASE_SCENARIO, "host_pays")]
    splits = tuple(
        ComparedSplit(letters_of(place), found[name], key)
        for place, (name, key) in enumerate(chosen)
    )
    side, names = SideBySide(splits, splits[0].letters, {}), names_of(case)
    yield f"comparison: {IN_ENGLISH.say(comparison_sentence(side, names))}"
    there = [split for split in side.others if split.measured is not None]
    yield from (f"gains: {IN_ENGLISH.say(gains_sentence(side, split))}" for split in there)
    clashes = [split for split in splits if split.measured is None]
    yield from map(IN_ENGLISH.say, conflict_sentences(clashes, names.clauses))
    for way in bridges_from_base(case, side):
        yield from (f"step: {IN_ENGLISH.say(step_in_full(step, names))}" for step in way.steps)
    yield f"order: {IN_ENGLISH.say(order_note())}"
