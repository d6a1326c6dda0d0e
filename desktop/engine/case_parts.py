"""Messages in parts that are sent one by one; a case and its tables go once, not with each message.

A table goes column by column, so that packing and unpacking it takes some milliseconds at most:
whoever does it holds the interpreter's lock. From then on either side says its number. Small parts
that follow each other go together, since each journey waits for its turn.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import weakref
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from models.geometry.atlas import Atlas, packaged_atlas

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from models.case import Case, UnknownSheet

    Shared: TypeAlias = Case | UnknownSheet | pd.DataFrame | Atlas

_PROTOCOL = 5
_TOGETHER = 100_000
"""Bytes from which on parts that follow each other go on a journey of their own."""
_Reduced: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]


@dataclass(frozen=True)
class TableBegun:
    """A table follows, column by column, each as an array of its own.

    Attributes:
        number: what it is called from now on.
        columns: the names of its columns.
    """

    number: int
    columns: pd.Index


@dataclass(frozen=True)
class SentColumn:
    """The next column of the table that was begun; float64 or objects, one for each row."""

    values: NDArray[Any]


@dataclass(frozen=True)
class Gone:
    """Nobody speaks of these any more."""

    numbers: tuple[int, ...]


class Sender:
    """Packs messages; remembers what was sent as long as it is there."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._there: dict[int, weakref.ref[Shared]] = {}
        self._gone: deque[int] = deque()
        self._count = count()

    def parts(self, message: object) -> Iterator[bytes]:
        """Return what makes a message, with what the other side lacks; each has to be sent."""
        waiting: list[bytes] = []
        for part in self._one_by_one(message):
            waiting.append(part)
            if sum(map(len, waiting)) >= _TOGETHER:
                yield b"".join(waiting)
                waiting = []
        if waiting:
            yield b"".join(waiting)

    def _one_by_one(self, message: object) -> Iterator[bytes]:
        """Return the parts of a message; some may go together."""
        tables: list[pd.DataFrame] = []

        def put_down(frame: pd.DataFrame) -> _Reduced:
            tables.append(frame)
            return _known, (self._number(frame),)

        if gone := tuple(self._gone.popleft() for _ in range(len(self._gone))):
            yield plainly_packed(Gone(gone))
        packed = _packed(message, self._numbers, self._number, put_down)
        for frame in tables:
            yield plainly_packed(TableBegun(self._numbers[id(frame)], frame.columns))
            for at in range(frame.shape[1]):
                yield plainly_packed(SentColumn(frame.iloc[:, at].to_numpy()))
        yield packed

    def unpacked(self, answer: bytes) -> Any:
        """Return what the other side answered; what was sent is the very same object in it."""
        return _Unpickler(io.BytesIO(answer), {"_known": self._object}).load()

    def _object(self, number: int) -> Shared:
        found = self._there[number]()
        assert found is not None, "whoever asked holds what was asked about"
        return found

    def _number(self, one: Shared) -> int:
        """Give something a number, until it is no longer there."""
        number, place = next(self._count), id(one)

        def let_go(_reference: object) -> None:
            del self._numbers[place], self._there[number]
            self._gone.append(number)

        self._numbers[place] = number
        self._there[number] = weakref.ref(one, let_go)
        return number


class Receiver:
    """Unpacks messages; what was not sent again is the very same object as before."""

    def __init__(self) -> None:
        self._there: dict[int, Any] = {}
        self._begun: TableBegun | None = None
        self._columns: list[SentColumn] = []

    def take(self, packed: bytes) -> Any:
        """Take the next parts; return the message that they end, None where there is more."""
        file, message = io.BytesIO(packed), None
        while file.tell() < len(packed):
            message = self._take(
                _Unpickler(file, {"_known": self._known, "_new": self._new}).load()
            )
        return message

    def _take(self, part: Any) -> Any:
        if isinstance(part, SentColumn):
            self._columns.append(part)
            return None
        self._end_table()
        if isinstance(part, TableBegun):
            self._begun = part
        elif isinstance(part, Gone):
            for number in part.numbers:
                del self._there[number]
        else:
            return part
        return None

    def known(self) -> Mapping[int, object]:
        """Return what is known now, by its number; whoever has that keeps it alive."""
        return dict(self._there)

    def _known(self, number: int) -> Any:
        self._end_table()
        return self._there[number]

    def _new(self, number: int, kind: type, *fields: Any) -> Any:
        return self._there.setdefault(number, kind(*fields))

    def _end_table(self) -> None:
        if self._begun is not None:
            self._there[self._begun.number] = _frame(self._begun.columns, self._columns)
        self._begun, self._columns = None, []


def packed_answer(answer: object, known: Mapping[int, object]) -> bytes:
    """Pack an answer; what was known when the question came goes by its number, the rest whole."""
    numbers = {id(one): number for number, one in known.items()}
    return _packed(answer, numbers, lambda _one: 0, lambda frame: frame.__reduce_ex__(_PROTOCOL))


def plainly_packed(part: object) -> bytes:
    """Pack what speaks of no case."""
    return pickle.dumps(part, _PROTOCOL)


def _packed(
    message: object,
    numbers: Mapping[int, int],
    number: Callable[[Any], int],
    table: Callable[[pd.DataFrame], Any],
) -> bytes:
    """Pack a message.

    Args:
        message: what to pack.
        numbers: of what the other side knows, by the identity of each.
        number: gives another case, sheet or map its number.
        table: says how another table is packed.
    """
    import pandas as pd  # noqa: PLC0415  # the window's first second needs none

    from models.case import Case, UnknownSheet  # noqa: PLC0415  # loads pandas

    def by_number_or(whole: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def reduced(one: object) -> Any:
            known = numbers.get(id(one))
            return whole(one) if known is None else (_known, (known,))

        return reduced

    def in_fields(one: Any) -> _Reduced:
        values = (getattr(one, field.name) for field in fields(one))
        return _new, (number(one), type(one), *values)

    def atlas(one: Atlas) -> _Reduced:
        return in_fields(one) if one.own else (packaged_atlas, (one.key,))

    file = io.BytesIO()
    pickler = pickle.Pickler(file, _PROTOCOL)
    # Not `persistent_id`: that would be asked of each of the many figures of a split.
    pickler.dispatch_table = {
        **copyreg.dispatch_table,
        pd.DataFrame: by_number_or(table),
        Case: by_number_or(in_fields),
        UnknownSheet: by_number_or(in_fields),
        Atlas: by_number_or(atlas),
        MappingProxyType: lambda one: (_proxy, (dict(one),)),
    }
    pickler.dump(message)
    return file.getvalue()


class _Unpickler(pickle.Unpickler):
    """Unpacks with what this side does for the functions of this file."""

    def __init__(self, file: io.BytesIO, own: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(file)
        self._own = own

    def find_class(self, module: str, name: str) -> Any:
        if module == __name__ and name in self._own:
            return self._own[name]
        return super().find_class(module, name)


def _known(number: int) -> Any:
    """Stand for what both sides know."""
    raise KeyError(number)


def _new(_number: int, kind: type, *fields: Any) -> Any:
    """Return something that this side does not know."""
    return kind(*fields)


def _proxy(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(content)


def _frame(names: pd.Index, columns: list[SentColumn]) -> pd.DataFrame:
    """Return a table of columns whose types stay as they are."""
    import pandas as pd  # noqa: PLC0415  # the window's first second needs none

    cells = enumerate(column.values for column in columns)
    frame = pd.DataFrame({at: pd.Series(values, dtype=values.dtype) for at, values in cells})
    frame.columns = names
    return frame
