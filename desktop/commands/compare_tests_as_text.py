"""What a comparison tests, in plain text: keys, whether a coalition would leave, who owes whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop.commands.text_table import TextPage
from models.names import Names
from models.programme import Programme
from models.results.comparison import (
    Comparison,
    KeyTest,
    LeavingGroup,
    Part,
    Stability,
    Tested,
    WrongWay,
)
from models.results.split import Appendix, Split, TransferLine, appendix_of
from models.words.comparison import key_name
from models.words.data_files import sections_of
from models.words.figures import NOTHING
from models.words.names import programme_name
from models.words.text import Argument, Number, Percent, Share, Text, counted, joined, listed, text

SAID = sections_of(Path(__file__).with_name("compare.ini"))
"""What explains the sections of a comparison."""
_PROPERTIES: tuple[Tested, ...] = ("own share", "others' shares", "needs")
_RAISED = Percent(0.01)
_MOST_GROUPS = 10


def key_tests_as_text(compare: Comparison, names: Names, page: TextPage) -> str:
    """Say for each key whether it is monotone and what its ingredients really weigh."""
    title = text("Does each key move the right way")
    if not compare.tests:
        return page.section(title, [_left_out(compare, "tests", page)])
    rows = [
        [key_name(test.key), *(_found(test, tested) for tested in _PROPERTIES), _weights(test)]
        for test in compare.tests
    ]
    headers = (
        *(text("key"), text("own share"), text("others’ shares"), text("needs")),
        text("what really weighs"),
    )
    lines = [
        page.paragraph(Text(SAID["tests"]["meaning"]).filled(percent=_RAISED)),
        "",
        *page.table(headers, rows, left=5),
    ]
    return page.section(title, lines, *_worst(compare, names, page))


def _left_out(compare: Comparison, part: Part, page: TextPage) -> str:
    return page.paragraph(text("Left out: {reason}", reason=compare.why_without(part)))


def _found(test: KeyTest, tested: Tested) -> Argument:
    failed = len(test.failed(tested))
    return text("fails {count} ×", count=Number(failed)) if failed else text("holds")


def _weights(test: KeyTest) -> Argument:
    if not test.weights:
        return text("counts nothing")
    return listed(
        (
            text("{ingredient} {share}", ingredient=_ingredient(name), share=Share(weight))
            for name, weight in test.weights
        ),
        last="",
    )


def _ingredient(name: str) -> Argument:
    """Name what a key counts; a column of the user by its key."""
    return {
        "population": text("population"),
        "fiscal_capacity": text("fiscal capacity"),
        "later_benefit": text("later benefit"),
        "need": text("need"),
    }.get(name, name)


def _worst(compare: Comparison, names: Names, page: TextPage) -> Iterator[Argument]:
    for test in compare.tests:
        largest = [test.failed(tested)[:1] for tested in _PROPERTIES]
        said = [_wrong_way(way, names, page) for found in largest for way in found]
        if said:
            ways = joined(*said, _by_design(test.key))
            yield text("{key}, most of all: {ways}", key=key_name(test.key), ways=ways)


def _wrong_way(way: WrongWay, names: Names, page: TextPage) -> Text:
    payer, is_more = names.territory(way.payer), way.change > 0
    if isinstance(way.raised, Programme):
        more = text("If the need of {programme} rises by {percent}, {payer} pays {amount} more.")
        less = text("If the need of {programme} rises by {percent}, {payer} pays {amount} less.")
        return (more if is_more else less).filled(
            programme=_programme(way.raised, names),
            percent=_RAISED,
            payer=payer,
            amount=page.money(abs(way.change)),
        )
    more = text("If {what} rises by {percent}, {payer} pays {share} of all needs more.")
    less = text("If {what} rises by {percent}, {payer} pays {share} of all needs less.")
    return (more if is_more else less).filled(
        what=_owned(way.ingredient, names.territory(way.raised)),
        percent=_RAISED,
        payer=payer,
        share=Share(abs(way.change)),
    )


def _programme(programme: Programme, names: Names) -> Text:
    if programme.group or programme.responsible:
        return programme_name(programme, names)
    return text(
        "{stage} in {host} in {year}",
        stage=names.stage(programme.stage),
        host=names.territory(programme.host),
        year=programme.year,
    )


def _owned(ingredient: str, payer: str) -> Text:
    """Return what is raised, and whose it is."""
    said = {
        "population": text("the population of {payer}"),
        "fiscal_capacity": text("the fiscal capacity of {payer}"),
        "later_benefit": text("the later benefit of {payer}"),
        "need": text("the need of {payer}"),
    }.get(ingredient, text("{column} of {payer}"))
    return said.filled(payer=payer, column=ingredient)


def _by_design(key: str) -> Argument | None:
    equalising = text(
        "By design: with more people, or less capacity, there is less a head, which earns help."
    )
    return {
        "german_equalisation": equalising,
        "belgian_solidarity": equalising,
        "collar": text(
            "By design: of what moves, payers at a limit take no part, so others take more."
        ),
    }.get(key)


def stability_as_text(compare: Comparison, names: Names, page: TextPage) -> str:
    """Say which coalitions would do better alone, and what two fair shares would be."""
    title = text("Would any coalition do better alone")
    if not compare.stability:
        return page.section(title, [_left_out(compare, "stability", page)])
    year = compare.split.base_year
    discounted = text("All of it is discounted.")
    if year is not None:
        discounted = text("All of it is discounted to {year}.", year=year)
    lines = [page.paragraph(joined(Text(SAID["stability"]["meaning"]), discounted))]
    for view in compare.stability:
        said = Text(SAID["programmes lost" if view.lost else "programmes kept"]["meaning"])
        lines += ["", page.paragraph(said), "", *_shares(view, page), ""]
        first, *groups = _groups(view, compare, names, page)
        lines += [page.paragraph(first), *(page.paragraph(one, "    ", "  ") for one in groups)]
    return page.section(title, [*lines, "", page.paragraph(Text(SAID["fair shares"]["meaning"]))])


def _shares(view: Stability, page: TextPage) -> list[str]:
    charged = [line.charged for line in view.payers if line.charged is not None]
    together = [
        text("all together"),
        page.money(view.together),
        page.money(sum(charged)) if charged else NOTHING,
        page.money(sum(line.shapley for line in view.payers)),
        page.money(sum(line.nucleolus for line in view.payers)),
    ]
    headers = (
        *(text("payer"), text("cost alone"), text("the split charges")),
        *(text("Shapley value"), text("nucleolus")),
    )
    rows = [
        [
            line.payer,
            page.money(line.alone),
            NOTHING if line.charged is None else page.money(line.charged),
            *map(page.money, (line.shapley, line.nucleolus)),
        ]
        for line in view.payers
    ]
    return page.table(headers, [*rows, together])


def _groups(
    view: Stability, compare: Comparison, names: Names, page: TextPage
) -> Iterator[Argument]:
    if compare.measured is None:
        yield text("There is no split to test.")
        return
    every_one = Number(2 ** len(view.payers) - 1)
    if not view.groups:
        yield text(
            "None of the {coalitions} coalitions would do better alone: the split is stable.",
            coalitions=every_one,
        )
        return
    yield counted(
        "{count} of {coalitions} coalitions would do better alone:",
        "{count} of {coalitions} coalitions would do better alone:",
        len(view.groups),
        coalitions=every_one,
    )
    for group in view.groups[:_MOST_GROUPS]:
        yield _group(group, names, page)
    left = len(view.groups) - _MOST_GROUPS
    if left > 0:
        yield counted(
            "and {count} more, which would save less (all of them with --json).",
            "and {count} more, which would save less (all of them with --json).",
            left,
        )


def _group(group: LeavingGroup, names: Names, page: TextPage) -> Text:
    return counted(
        "{payers} would save {saved}: {charged} charged, {alone} alone.",
        "{payers} would save {saved}: {charged} charged, {alone} alone.",
        len(group.payers),
        payers=listed(map(names.territory, group.payers)),
        saved=page.money(group.saves),
        charged=page.money(group.charged),
        alone=page.money(group.alone),
    )


def transfers_as_text(split: Split, page: TextPage) -> str:
    """Return the gross ledger, the net transfers, and the clearing."""
    title = text("Who owes whom")
    appendix = appendix_of(split)
    if not appendix.ledger:
        return page.section(title, [page.paragraph(text("No money changes hands."))])
    gross = text(
        "Gross: what the payer of each row contributes to programmes that the payer of each column "
        "answers for."
    )
    net = text(
        "Net: what the payer of each row owes that of each column after both directions are offset."
    )
    lines = [
        *(page.paragraph(gross), "", *_matrix(appendix.ledger, split, page), ""),
        *(page.paragraph(net), "", *_matrix(appendix.transfers, split, page), ""),
        *(page.paragraph(_settled(appendix)), "", *_clearing(appendix, page), ""),
        *(page.paragraph(text("On balance:")), "", *_balances(split, page)),
    ]
    return page.section(title, lines)


def _settled(appendix: Appendix) -> Text:
    if appendix.fewest:
        return counted(
            "Settled by 1 payment; no way needs fewer.",
            "Settled by {count} payments; no way needs fewer.",
            len(appendix.clearing),
        )
    return counted(
        "Settled by 1 payment (few, but with so many parties the fewest are not searched for).",
        "Settled by {count} payments (few, but with so many parties the fewest are not searched "
        "for).",
        len(appendix.clearing),
    )


def _matrix(lines: Sequence[TransferLine], split: Split, page: TextPage) -> list[str]:
    """Set transfers out as rows who pay and columns who receive, those without any left out."""
    amounts = {(line.payer, line.receiver): line.amount for line in lines}
    payers = [line.payer for line in split.payers]
    rows = [payer for payer in payers if any(giver == payer for giver, _ in amounts)]
    columns = [payer for payer in payers if any(taker == payer for _, taker in amounts)]
    given: list[list[Argument]] = [
        [
            row,
            *(page.money(amounts[row, c]) if (row, c) in amounts else NOTHING for c in columns),
            page.money(_sum(lines, payer=row)),
        ]
        for row in rows
    ]
    taken = (page.money(_sum(lines, receiver=column)) for column in columns)
    given.append([text("in all"), *taken, page.money(_sum(lines))])
    return page.table([text("from \\ to"), *columns, text("in all")], given)


def _sum(lines: Sequence[TransferLine], payer: str = "", receiver: str = "") -> float:
    """Add up what one payer gives, what one receives, or everything."""
    return sum(
        line.amount
        for line in lines
        if payer in ("", line.payer) and receiver in ("", line.receiver)
    )


def _clearing(appendix: Appendix, page: TextPage) -> list[str]:
    rows: list[list[Argument]] = [
        [line.payer, line.receiver, page.money(line.amount)] for line in appendix.clearing
    ]
    headers = (text("from", context="payer"), text("to", context="payer"), text("amount"))
    return page.table(headers, rows, left=2) if rows else []


def _balances(split: Split, page: TextPage) -> list[str]:
    rows: list[list[Argument]] = [
        [line.payer, *map(page.money, (line.others, line.received, line.net))]
        for line in split.payers
    ]
    headers = (text("payer"), text("pays others’"), text("receives"), text("owes on balance"))
    return page.table(headers, rows)
