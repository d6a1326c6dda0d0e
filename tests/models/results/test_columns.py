"""Lines kept as columns are the same lines, wherever they are read."""

from __future__ import annotations

import pickle
from dataclasses import replace

from models.results.lines import Payment, PaymentColumns, ProgrammeColumns, ProgrammeLine
from solver.solve import solve_case
from tests.cases import worked


def test_columns_are_the_lines_that_are_made_of_them() -> None:
    split = solve_case(worked())
    programmes, payments = split.programmes, split.payments
    assert isinstance(programmes, ProgrammeColumns)
    assert isinstance(payments, PaymentColumns)
    assert all(isinstance(line, ProgrammeLine) for line in programmes)
    assert all(isinstance(line, Payment) for line in payments)
    assert len(programmes) == len(list(programmes)) > 0
    assert programmes == tuple(programmes)
    assert tuple(programmes) == programmes
    assert hash(programmes) == hash(tuple(programmes))
    assert programmes[0] == programmes[:1][0]


def test_columns_arrive_as_they_were_sent() -> None:
    split = solve_case(worked())
    list(split.programmes)  # what was looked at is not sent
    sent = pickle.dumps(split.programmes)
    assert sent == pickle.dumps(solve_case(worked()).programmes)
    assert pickle.loads(sent) == split.programmes  # our own


def test_a_figure_of_all_programmes_is_the_same_of_columns_and_of_lines() -> None:
    split = solve_case(worked())
    in_lines = replace(split, programmes=tuple(split.programmes))
    for figure in ("need", "unfunded", "persons", "existing"):
        assert list(split.of_programmes(figure)) == list(in_lines.of_programmes(figure))
    assert split.programme_names == tuple(in_lines.programme_names)
    assert split.need == in_lines.need > 0
    assert split.unfunded == in_lines.unfunded
