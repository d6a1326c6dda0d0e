"""Workers on a Dask cluster (an optional extra of the installation)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from models.problems import RelaisError

_DECIDES_FIGURES = ("relais", "highspy", "numpy", "scipy", "pandas")
_PATIENCE = 10
"""Seconds within which a cluster has to answer."""


@dataclass(frozen=True)
class Cluster:
    """A cluster that answered: its executor, and how many points it solves at once."""

    executor: Executor
    lanes: int


@contextmanager
def cluster_at(address: str) -> Iterator[Cluster]:
    """Connect to the scheduler of a Dask cluster, as long as the block lasts.

    Args:
        address: as Dask writes it, such as tcp://scheduler:8786.

    Raises:
        RelaisError: Dask is not installed here, nobody answers, or the workers would not give
            the figures that this machine gives.
    """
    client = _client(address)
    try:
        lanes = sum(client.ncores().values())
        if not lanes:
            raise RelaisError("The cluster has no workers.", address, "Start some and try again.")
        _check_workers(client, address)
        yield Cluster(client.get_executor(), lanes)
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415  # optional, and slow to import
    except ImportError:
        raise RelaisError(
            "Dask is not installed, so there is no way to a cluster.",
            "--cluster",
            "Install it where Relais runs: pip install relais[cluster], or in a checkout "
            "pip install -r installer/requirements-cluster.txt.",
        ) from None
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        what = f"No Dask scheduler answers at this address ({type(error).__name__})."
        mend = "Start one with `dask scheduler` and give its address, such as tcp://host:8786."
        raise RelaisError(what, address, mend) from None


def _check_workers(client: Any, address: str) -> None:
    """Refuse workers without this program, or with other versions of what decides figures."""
    try:
        found = client.run(versions)
    except ModuleNotFoundError as error:
        what = f"The workers of the cluster do not have Relais ({error.name} is missing)."
        raise RelaisError(what, address, "Install this version of Relais on each.") from None
    here = versions()
    others = sorted(worker for worker, there in found.items() if there != here)
    if others:
        raise RelaisError(
            f"{len(others)} workers of the cluster have other versions ({others[0]}: "
            f"{_named(found[others[0]])}) than this machine ({_named(here)}), so that figures "
            "could differ.",
            address,
            "Install the same versions everywhere.",
        )


def versions() -> tuple[str, ...]:
    """Return the versions of what decides figures, "" for what is run without being installed."""
    return tuple(_version(name) for name in _DECIDES_FIGURES)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _named(found: tuple[str, ...]) -> str:
    return ", ".join(f"{n} {v or '-'}" for n, v in zip(_DECIDES_FIGURES, found, strict=True))
