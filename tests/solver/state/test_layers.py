"""Each layer of a split is computed for those who ask, and all together are the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.results.split import Appendix, appendix_of
from solver.compare.report import measured_scenario
from solver.solve import (
    prepare,
    solve_case,
    solve_payments,
    solve_to_explain,
    with_appendix,
    with_ranges,
    with_switching,
)
from solver.state import layers
from tests.cases import worked
from tests.desktop.changed_cases import with_clause

COSTLY = ("ranges", "key_lines", "fingerprint", "cleared")


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each costly part of a layer was computed."""
    count: Counter[str] = Counter()

    def counting(name: str, of: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            count[name] += 1
            return of(*args, **options)

        return counted

    for name in COSTLY:
        monkeypatch.setattr(layers, name, counting(name, getattr(layers, name)))
    return count


def test_a_layer_is_not_computed_until_it_is_asked_for(computed: Counter[str]) -> None:
    solved = solve_payments(prepare(worked(), "base"))
    assert solved.split.payments
    assert solved.split.lacks_ranges
    assert not computed
    with_range = with_ranges(solved)
    assert not with_range.split.lacks_ranges
    assert computed == {"ranges": 1}
    appendix_of(with_appendix(with_range).split)
    assert computed == dict.fromkeys(COSTLY, 1)


def test_ranges_that_are_known_are_not_measured_again(computed: Counter[str]) -> None:
    solved = with_ranges(solve_payments(prepare(worked(), "base")))
    assert with_ranges(solved) is solved
    assert computed == {"ranges": 1}


def test_what_is_set_side_by_side_in_the_window_is_no_more_than_payments(
    computed: Counter[str],
) -> None:
    assert measured_scenario(worked(), "base").split.payments
    assert not computed


def test_layers_asked_for_one_after_the_other_are_the_whole() -> None:
    prepared = prepare(worked(), "base")
    solved = with_appendix(with_switching(with_ranges(solve_payments(prepared))))
    assert solved.split == solve_case(worked(), switching=True)
    again = with_ranges(with_appendix(with_switching(solve_payments(prepared))))
    assert again.split == solved.split


def test_each_layer_adds_to_the_one_before_and_changes_nothing_of_it() -> None:
    payments = solve_payments(prepare(worked(), "base"))
    whole = with_appendix(with_ranges(payments)).split
    unranged = tuple(replace(line, low=None, high=None) for line in whole.payers)
    assert replace(whole, payers=unranged, appendix=None) == payments.split


def test_who_takes_the_appendix_of_a_split_that_has_none_is_told() -> None:
    with pytest.raises(ValueError, match="was not computed"):
        appendix_of(solve_payments(prepare(worked(), "base")).split)


def test_a_conflict_has_nothing_to_add(computed: Counter[str]) -> None:
    clash = with_clause(
        worked(), clause="all", payer="federation", measure="amount", sense="at least", value=9e9
    )
    solved = solve_payments(prepare(clash, "base"))
    assert solved.split.status == "conflict"
    assert solved.split.appendix == Appendix()
    assert with_appendix(with_ranges(solved)) is solved
    assert solve_to_explain(prepare(clash, "base")).split == solved.split
    assert not computed


def test_the_switching_value_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    solved = solve_payments(prepare(worked(), "base"))
    assert appendix_of(with_appendix(solved).split).switching_value is None
    switched = with_switching(solved)
    monkeypatch.delattr("solver.solve.switching_value")
    assert with_switching(switched) is switched
    assert appendix_of(with_appendix(switched).split).switching_value is not None


def test_a_large_case_leaves_the_switching_value_out_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepared = prepare(worked(), "base")
    monkeypatch.setattr("solver.solve.is_large", lambda _model: True)
    solved = solve_payments(prepared)
    assert solved.split.is_switching_left_out
    assert with_switching(solved) is solved
