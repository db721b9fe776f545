"""Results of a SPARQL SELECT as lines of a table: from the W3C's JSON, or from rows.

The JSON (https://www.w3.org/TR/sparql11-results-json/) is read row by row, so that a large
result need not fit into memory, and one that breaks off gives what came before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import DocumentError
from kg.rows.importers.lines import Line, Problem, encoding_of
from kg.rows.importers.tables import clean

_CHUNK = 1 << 16
_LONGEST = 1 << 20
"""Characters of the longest row; what goes on for longer is none."""
_VARS = re.compile(r'"vars"\s*:\s*(?=\[)')
_BINDINGS = re.compile(r'"bindings"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def table_line(number: int, cells: Iterable[str]) -> Line:
    """Return a line of a table whose cells are separated by tabs."""
    return Line(number, 0, "\t".join(clean(cell) for cell in cells))


def table_lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Line]:
    """Yield a table with its header; line 1 is the first row, not the header."""
    yield table_line(0, columns)
    for number, row in enumerate(rows, start=1):
        yield table_line(number, row)


def json_lines(path: Path) -> Iterator[Line | Problem]:
    """Yield the table that a SPARQL result in JSON is; lines are numbered as in the file.

    Raises:
        DocumentError: the file cannot be read, or is no such result.
    """
    with path.open(encoding=encoding_of(path), errors="replace") as stream:
        text = _Text(iter(lambda: stream.read(_CHUNK), ""))
        columns = _columns(text, path)
        yield table_line(0, columns)
        while (binding := text.following()) is not None:
            number, row = binding
            if isinstance(row, dict):
                yield table_line(number, (_value(row.get(name)) for name in columns))
            else:
                yield Problem(number, str(row))


def _columns(text: _Text, path: Path) -> list[str]:
    if not text.find(_VARS):
        raise DocumentError(f"{path}: is no SPARQL result in JSON: it has no list of variables")
    columns = text.decode()
    if not isinstance(columns, list) or not text.find(_BINDINGS):
        raise DocumentError(f"{path}: is no SPARQL result in JSON: it has no bindings")
    return [str(name) for name in columns]


def _value(term: object) -> str:
    """Return an IRI or the words of a literal; what has no name is left empty."""
    if not isinstance(term, dict) or term.get("type") == "bnode":
        return ""
    return str(term.get("value", ""))


class _Text:
    """Text that is read as far as it is needed.

    Args:
        chunks: of the text.
    """

    def __init__(self, chunks: Iterator[str]):
        self._chunks, self._buffer, self._at, self._line = chunks, "", 0, 1
        self._decoder = json.JSONDecoder()

    def find(self, pattern: re.Pattern[str]) -> bool:
        """Go behind the next place where a pattern fits."""
        while (match := pattern.search(self._buffer, self._at)) is None:
            if len(self._buffer) - self._at > _LONGEST or not self._more():
                return False
        self._go(match.end())
        return True

    def decode(self) -> object:
        """Return the value that follows, a ValueError where there is none."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except ValueError as error:
                if len(self._buffer) - self._at > _LONGEST or not self._more():
                    return error
            else:
                self._go(end)
                return value

    def following(self) -> tuple[int, object] | None:
        """Return the next element of an array with its line; None behind the last one."""
        while True:
            match = _BETWEEN.match(self._buffer, self._at)
            if match is not None and match.end() < len(self._buffer):
                self._go(match.end())
                break
            if not self._more():
                return self._broken("is the file cut off?")
        if self._buffer[self._at] == "]":
            return None
        line, value = self._line, self.decode()
        if isinstance(value, ValueError):
            return self._broken(str(value))
        return line, value if isinstance(value, dict) else "is no row"

    def _broken(self, reason: str) -> tuple[int, object]:
        self._buffer, self._at = "]", 0  # nothing behind it can be read
        return self._line, f"the rows break off here: {reason}"

    def _go(self, at: int) -> None:
        self._line += self._buffer.count("\n", self._at, at)
        self._at = at
        if at > _CHUNK:
            self._buffer, self._at = self._buffer[at:], 0

    def _more(self) -> bool:
        chunk = next(self._chunks, "")
        self._buffer += chunk
        return bool(chunk)
