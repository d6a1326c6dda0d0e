"""Rows of stored values only, taken out of a sheet before the parser of XML sees them.

Nearly all rows of a large sheet are written in one plain way. A regular expression reads these in
a third of the time that five calls a cell take; it matches only what stands for one thing in any
reading of XML, and the parser gets everything else. Both give the same rows, in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

PlainCell = tuple[str, str, str, str]
"""Letters of the column, number of the style, type and stored text of a cell; "" is none."""

_ATTRIBUTE = rb"""[ -!#-%'-;=-~]*"""
_TEXT = rb"(?:[ -%'-;=?-~]++|[\xc2-\xdf][\x80-\xbf]|\xe2[\x80-\xbf]{2})++"
"""A text that stands for itself: printable letters of Europe and their typography."""
_ROW = re.compile(  # D71
    rb'<row r="([1-9][0-9]{0,6})"'
    rb"(?: (?:spans|s|customFormat|ht|customHeight|outlineLevel|collapsed|thickTop|thickBot|ph"
    rb'|x14ac:dyDescent)="%b"| hidden="(?:0|false)")*>'
    % _ATTRIBUTE
    + rb'((?:<c r="[A-Z]{1,3}\1"(?: s="[0-9]{1,9}")?'
    rb'(?:(?: t="[sn]")?(?: ?/>|><v>[0-9.eE+-]{1,40}</v></c>)'
    rb'| t="inlineStr"><is><t>%b</t></is></c>))*)</row>' % _TEXT
)
_CELL = re.compile(
    r'"([A-Z]+)[0-9]+"(?: s="([0-9]+)")?(?: t="([sn]|inlineStr)")?'
    r"(?: ?/>|>(?:<v>|<is><t>)([^<]+)</)"
)
_UTF_8 = re.compile(
    rb"""(?:<\?xml version=["']1\.0["'](?: encoding=["']utf-8["'])?"""
    rb"""(?: standalone=["'](?:yes|no)["'])?\s*\?>\s*)?(?=<[a-z])""",
    re.IGNORECASE,
)
_DATA, _NEXT_ROW = b"<sheetData>", b"<row "
_LONGEST_WAIT = 1024 * 1024


class PlainRows:
    """Divides the bytes of a sheet into plain rows and the rest.

    Args:
        take: given each plain row, its number and its cells.
        is_in_data: says whether what was given to the parser so far ends among rows.
    """

    def __init__(
        self, take: Callable[[str, Sequence[PlainCell]], None], is_in_data: Callable[[], bool]
    ) -> None:
        self._take, self._is_in_data = take, is_in_data
        self._waiting = b""
        self._is_first = self._is_on = True

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Take the plain rows of the next bytes, and return what the parser has to read.

        Each piece has to be parsed before the next is asked for. No bytes say that the sheet ends.
        """
        data, self._waiting = self._waiting + chunk, b""
        if self._is_on and not self._may_go_on(data, is_last=not chunk):
            self._is_on = False
        if not self._is_on:
            yield data
            return
        place = 0
        if not self._is_in_data():
            place = data.find(_DATA) + len(_DATA)
            if place < len(_DATA):
                yield from self._all_but_the_end(data)
                return
            yield data[:place]
        yield from self._divided(data, place)

    def _may_go_on(self, data: bytes, *, is_last: bool) -> bool:
        """Say whether a plain row would be one: in comments and the like it would be text."""
        start = 0
        if self._is_first:
            self._is_first = False
            declared = _UTF_8.match(data)
            if declared is None:
                return False
            start = declared.end()
        return not is_last and data.find(b"<!") < 0 and data.find(b"<?", start) < 0

    def _divided(self, data: bytes, place: int) -> Iterator[bytes]:
        while self._is_in_data():
            while (row := _ROW.match(data, place)) is not None:
                self._take(row[1].decode(), _CELL.findall(row[2].decode()))
                place = row.end()
            following = data.find(_NEXT_ROW, place + 1)
            if following < 0:
                break
            yield data[place:following]
            place = following
        yield from self._all_but_the_end(data[place:])

    def _all_but_the_end(self, data: bytes) -> Iterator[bytes]:
        """Keep back what may be the beginning of a plain row, unless it is far too long."""
        if len(data) <= _LONGEST_WAIT:
            self._waiting = data
            return
        end = data.rfind(b"<", 1)
        self._is_on = end > 0
        yield data[:end] if self._is_on else data
        self._waiting = data[end:] if self._is_on else b""
