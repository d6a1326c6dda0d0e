"""A sweep on a local Dask cluster of two workers."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from models.problems import RelaisError
from models.results.sweep import SweepPlan
from solver.sweep.cluster import cluster_at
from solver.sweep.run import STOPPED, run_sweep
from tests.cases import worked
from tests.solver.sweep.test_run import after


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    from distributed import LocalCluster  # noqa: PLC0415  # slow to import

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        host="127.0.0.1",
    ) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_gives_the_same_result_as_this_thread(
    address: str, own_shares: SweepPlan, uncertain: SweepPlan
) -> None:
    with cluster_at(address) as cluster:
        assert cluster.lanes == 2
        for plan in (own_shares, uncertain):
            result = run_sweep(worked(), plan, cluster.executor, lanes=cluster.lanes)
            assert result == run_sweep(worked(), plan)


def test_stopping_keeps_what_the_cluster_has_done(address: str, own_shares: SweepPlan) -> None:
    with cluster_at(address) as cluster:
        part = run_sweep(worked(), own_shares, cluster.executor, *after(1), lanes=1)
    assert part.stopped == STOPPED or part.complete
    assert 1 <= len(part.points) <= 6


def test_workers_with_other_versions_are_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solver.sweep.cluster._version", lambda name: f"{name}-other")
    with pytest.raises(RelaisError, match="other versions"), cluster_at(address):
        pass


def test_nobody_at_the_address_is_said_in_words() -> None:
    with pytest.raises(RelaisError, match="No Dask scheduler"), cluster_at("nonsense://x"):
        pass


def test_without_dask_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RelaisError, match="requirements-cluster"), cluster_at("tcp://x:1"):
        pass
