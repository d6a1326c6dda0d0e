"""The lines of a split: programmes and payments, and both kept as columns.

Columns are quick to make and to send; they become lines once somebody looks at one.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from models.programme import Programme

Line = TypeVar("Line")


class Columns(Sequence[Line]):
    """Many lines, as the columns that a dataclass of this kind has; what is sent are these."""

    @abstractmethod
    def _made(self) -> tuple[Line, ...]:
        """Make all lines."""

    @cached_property
    def _lines(self) -> tuple[Line, ...]:
        return self._made()

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, at: int | slice) -> Line | tuple[Line, ...]:
        """Return the line at a place, or some."""
        return self._lines[at]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._lines == tuple(other)

    def __hash__(self) -> int:
        return hash(self._lines)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Send the columns only."""
        columns: Any = self
        return type(self), tuple(getattr(self, field.name) for field in fields(columns))


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme: what it needs and who leaves how much of it unpaid.

    `persons` are those who enter; `unit_cost`, `existing_funding`, `need`, `contributions`
    (of every payer, the host's own included), `host_residual` and `unfunded` are money,
    and need = contributions + host residual + unfunded. `host` is the programme's territory,
    `answered_by` the payer that answers for it, None where nobody does. `group` and `responsible`
    name it as in `Programme`. `existing` is what payers pay towards it already under other laws;
    the need is what remains beside it. `government` is the territory that answers for it, whether
    it pays or not. `fixed_cost` is what it costs however many persons enter.
    """

    host: str
    answered_by: str | None
    stage: str
    year: int
    persons: float
    unit_cost: float
    existing_funding: float
    need: float
    contributions: float
    host_residual: float
    unfunded: float
    group: str = ""
    responsible: str = ""
    existing: float = 0.0
    government: str = ""
    fixed_cost: float = 0.0

    @property
    def programme(self) -> Programme:
        """What names it."""
        return Programme(self.host, self.stage, self.year, self.group, self.responsible)


@dataclass(frozen=True)
class Payment:
    """What one payer pays towards one programme; `amount` includes `host_residual`."""

    payer: str
    host: str
    stage: str
    year: int
    amount: float
    host_residual: float
    group: str = ""
    responsible: str = ""

    @property
    def programme(self) -> Programme:
        """What names the programme that it is for."""
        return Programme(self.host, self.stage, self.year, self.group, self.responsible)


@dataclass(frozen=True, eq=False)
class ProgrammeColumns(Columns[ProgrammeLine]):
    """Programmes as columns.

    Attributes:
        names: what names each.
        answered_by, government: as in `ProgrammeLine`.
        figures: the other fields of `ProgrammeLine`, by name.
    """

    names: tuple[Programme, ...]
    answered_by: tuple[str | None, ...]
    government: tuple[str, ...]
    figures: Mapping[str, Sequence[float]]

    def __len__(self) -> int:
        return len(self.names)

    def _made(self) -> tuple[ProgrammeLine, ...]:
        keys, columns = tuple(self.figures), zip(*self.figures.values(), strict=True)
        return tuple(
            ProgrammeLine(
                host=name.host,
                answered_by=answered_by,
                stage=name.stage,
                year=name.year,
                group=name.group,
                responsible=name.responsible,
                government=government,
                **dict(zip(keys, figures, strict=True)),
            )
            for name, answered_by, government, figures in zip(
                self.names, self.answered_by, self.government, columns, strict=True
            )
        )


@dataclass(frozen=True, eq=False)
class PaymentColumns(Columns[Payment]):
    """Payments as columns.

    Attributes:
        payers: the keys of the payers by position.
        programmes: what names the programmes, by position.
        payer, programme: who pays and what for, by position.
        amount, host_residual: as in `Payment`.
    """

    payers: tuple[str, ...]
    programmes: tuple[Programme, ...]
    payer: NDArray[np.integer]
    programme: NDArray[np.integer]
    amount: NDArray[np.float64]
    host_residual: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.payer)

    def of(self, payers: Collection[str]) -> tuple[Payment, ...]:
        """Return the lines of some payers; no others are made."""
        wanted = [at for at, payer in enumerate(self.payers) if payer in payers]
        mine = np.isin(self.payer, wanted)
        columns = (self.payer, self.programme, self.amount, self.host_residual)
        return self._made_of(column[mine] for column in columns)

    def _made(self) -> tuple[Payment, ...]:
        return self._made_of((self.payer, self.programme, self.amount, self.host_residual))

    def _made_of(self, columns: Iterable[NDArray[Any]]) -> tuple[Payment, ...]:
        lines = zip(*(column.tolist() for column in columns), strict=True)
        named = ((self.payers[h], self.programmes[k], *amounts) for h, k, *amounts in lines)
        return tuple(
            Payment(payer, host, stage, year, amount, residual, *more)
            for payer, (host, stage, year, *more), amount, residual in named
        )
