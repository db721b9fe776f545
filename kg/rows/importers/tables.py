"""Rows of tables in text files, tab-separated or comma-separated, with their lines."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.errors import DocumentError
from kg.rows.importers.lines import Line, Problem

_SHARED = "# Names of several things:"
_LONGEST = 20
"""Lines that a quoted cell may run over; one that does not end by then was never meant."""
csv.field_size_limit(1 << 20)


class HeaderError(DocumentError):
    """A table does not begin with the names of the columns that its format has."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Args:
        table: which table it stands in.
        line: 1-based line on which it begins.
        start: first code point in the text.
        text: the row as it stands there, without the end of its last line.
        cells: column -> what stands there, without space around it; of columns of one name
            the first.
        quoted: how many code points of the row are evidence, all of them if 0; what stands
            behind the columns that are read need not be.
    """

    table: str
    line: int
    start: int
    text: str
    cells: Mapping[str, str]
    quoted: int = 0


@dataclass(frozen=True)
class Header:
    """The names of a table's columns.

    Args:
        table: which table it is of.
        line: the line of the header, and after it lines of comment that belong to it.
        columns: names as they stand there, without space around them.
    """

    table: str
    lines: tuple[str, ...]
    columns: tuple[str, ...]

    def commented(self, line: str) -> Header:
        """Return the header with one more line of comment."""
        return replace(self, lines=(*self.lines, line))

    def row(self, line: Line, cells: Iterable[str]) -> Row | Problem:
        """Return a row of the table, or what is wrong with it."""
        found = [clean(cell) for cell in cells]
        if len(found) < len(self.columns) and any(self.columns[len(found) :]):
            return Problem(line.number, _short(len(found), self.columns))
        if any(found[len(self.columns) :]):
            return Problem(line.number, _long(len(found), len(self.columns)))
        named: dict[str, str] = {}
        for name, cell in zip(self.columns, found, strict=False):
            named.setdefault(name, cell)
        return Row(self.table, line.number, line.start, line.text, named)


def shared_line(names: Iterable[str]) -> str:
    """Return the line of comment that keeps names which several things of a file have."""
    return f"{_SHARED} {'; '.join(sorted(names))}"


def shared_names(line: str) -> set[str]:
    """Return the names that such a line keeps; none if it is another line."""
    if not line.startswith(_SHARED):
        return set()
    return set(line.removeprefix(_SHARED).strip().split("; "))


def clean(cell: str) -> str:
    """Return a cell with single spaces, and none around it."""
    return " ".join(cell.replace("\xa0", " ").split())


def records(lines: Iterable[Line], delimiter: str) -> Iterator[Line | Problem]:
    """Yield lines, joined where a quoted cell runs over several.

    A quote that is never closed spoils its own line, not the rest of the file.
    """
    waiting = iter(lines)
    again: list[Line] = []
    while True:
        first = again.pop(0) if again else next(waiting, None)
        if first is None:
            return
        parts = [first]
        while _is_open("\n".join(part.text for part in parts), delimiter):
            following = again.pop(0) if again else next(waiting, None)
            if following is None or len(parts) == _LONGEST:
                again = parts[1:] + ([following] if following else []) + again
                yield Problem(first.number, "a quotation mark is opened and never closed")
                break
            parts.append(following)
        else:
            yield Line(first.number, first.start, "\n".join(part.text for part in parts))


def cells(text: str, delimiter: str) -> list[str]:
    """Return the cells of one record.

    Raises:
        ValueError: it is no record.
    """
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error as error:
        raise ValueError(str(error)) from error


def delimiter_of(header: str) -> str:
    """Return what separates the columns: a tab, a semicolon or a comma."""
    return max("\t,;", key=lambda mark: (header.count(mark), -"\t,;".index(mark)))


def cell_end(text: str, delimiter: str, number: int) -> int:
    """Return the place behind the cell of a number, counted from 0, in a record."""
    at = 0
    for _ in range(number + 1):
        if text.startswith('"', at):
            at = _closing(text, at + 1)
        found = text.find(delimiter, at)
        if found < 0:
            return len(text)
        at = found + 1
    return at - 1


def _is_open(text: str, delimiter: str) -> bool:
    """Return whether the last quoted cell of a record is not closed."""
    at = 0
    while True:
        if text.startswith('"', at):
            at = _closing(text, at + 1)
            if at < 0:
                return True
        at = text.find(delimiter, at)
        if at < 0:
            return False
        at += 1


def _closing(text: str, at: int) -> int:
    """Return the place after the quotation mark that closes a cell, -1 if none does."""
    while (at := text.find('"', at)) >= 0:
        if not text.startswith('"', at + 1):
            return at + 1
        at += 2
    return -1


def _short(found: int, columns: tuple[str, ...]) -> str:
    return f"has {found} cells where the header names {len(columns)}; is the file cut off?"


def _long(found: int, columns: int) -> str:
    return f"has {found} cells where the header names {columns}"
