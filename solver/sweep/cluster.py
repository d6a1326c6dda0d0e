"""Workers on a Dask cluster (an optional extra of the installation)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from models.problems import RelaisError
from models.words.text import counted, text

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
            what, mend = text("The cluster has no workers."), text("Start some and try again.")
            raise RelaisError(what, address, mend)
        _check_workers(client, address)
        yield Cluster(client.get_executor(), lanes)
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415  # optional, and slow to import
    except ImportError:
        raise RelaisError(
            text("Dask is not installed, so there is no way to a cluster."),
            "--cluster",
            text(
                "Install it where Relais runs: {pip}, or in a checkout {checkout}.",
                pip="pip install relais[cluster]",
                checkout="pip install -r installer/requirements-cluster.txt",
            ),
        ) from None
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        what = text(
            "No Dask scheduler answers at this address ({error}).", error=type(error).__name__
        )
        mend = text(
            "Start one with {command} and give its address, such as {example}.",
            command="`dask scheduler`",
            example="tcp://host:8786",
        )
        raise RelaisError(what, address, mend) from None


def _check_workers(client: Any, address: str) -> None:
    """Refuse workers without this program, or with other versions of what decides figures."""
    try:
        found = client.run(versions)
    except ModuleNotFoundError as error:
        what = text(
            "The workers of the cluster do not have Relais ({module} is missing).",
            module=error.name or "",
        )
        mend = text("Install this version of Relais on each.")
        raise RelaisError(what, address, mend) from None
    here = versions()
    others = sorted(worker for worker, there in found.items() if there != here)
    if others:
        raise RelaisError(
            counted(
                "1 worker of the cluster has other versions ({worker}: {there}) than this machine "
                "({here}), so that figures could differ.",
                "{count} workers of the cluster have other versions ({worker}: {there}) than this "
                "machine ({here}), so that figures could differ.",
                len(others),
                worker=others[0],
                there=_named(found[others[0]]),
                here=_named(here),
            ),
            address,
            text("Install the same versions everywhere."),
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
