"""One file of rows, read and checked: what it is about, what its rows state, the rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import RowError
from kg.model import STATUSES
from kg.model.datafile import Record, parse_yaml
from kg.model.dates import datatype
from kg.rows.fields import check_keys, error, text, texts
from kg.rows.template import Template, read_template

_KEYS = frozenset({"title", "date", "note", "given", "states", "rows"})
_REQUIRED = ("title", "states", "rows")
RESERVED = ("grade", "sources", "note", "doubtful")
"""Keys of a row that tell how far it is to be trusted, and are no part of what it says."""
GRADES = {"A": 0.98, "B": 0.9, "C": 0.5}
"""Grade of a row -> confidence of what it states.

A is stated by two independent publications or more, B by one, C is weak or recalled.
"""
_STATING = ("status", "disputed")
_LINE = re.compile("[^\n\x85\u2028\u2029]*[\n\x85\u2028\u2029]|[^\n\x85\u2028\u2029]+")
"""A line as YAML counts them."""


@dataclass(frozen=True)
class Row:
    """One row of a file.

    Args:
        cells: key -> value, those that hold for all rows of the file included.
        record: the row as it stands in the file.
        grade: A, B or C.
        sources: ids of the publications it cites, the main one first.
        doubtful: keys whose cells are weaker than the row.
        status: how the row means what it states.
        disputed: whether sources contradict it, so that it is no fact.
        start: first code point of the row's words in the file.
        end: code point after the last one; what is reserved at the end is left out.
    """

    cells: dict[str, object]
    record: Record
    grade: str
    sources: tuple[str, ...]
    doubtful: frozenset[str]
    status: str
    disputed: bool
    start: int
    end: int


@dataclass(frozen=True)
class Table:
    """A file of rows.

    Args:
        title: what it is a table of.
        date: when it was last compiled, ISO 8601; None if it does not say.
        given: cells that every row has unless it says otherwise.
        templates: what the rows state.
        rows: in the order of the file.
    """

    title: str
    date: str | None
    given: Record | None
    templates: tuple[Template, ...]
    rows: tuple[Row, ...]


def read_table(content: str, path: Path) -> Table:
    """Return the table that the text of a file holds.

    Raises:
        DataFileError: the text is no YAML, a key is unknown or missing, or a cell has not
            the form it must have; with path and line.
    """
    root = parse_yaml(content, path)
    if not isinstance(root, Record):
        raise RowError("must hold a mapping with title, states and rows", path)
    check_keys(root, _KEYS, _REQUIRED)
    if list(root)[-1] != "rows":
        raise error(root, "rows", "'rows' must be the last key of the file")
    given = root.get("given")
    if given is not None and not isinstance(given, Record):
        raise error(root, "given", "'given' holds a mapping of keys to values")
    states, rows = root["states"], root["rows"]
    if not isinstance(states, list) or not states:
        raise error(
            root, "states", "'states' holds a list of claims, each starting with '- claim:'"
        )
    templates = tuple(read_template(each, root) for each in states)
    if not isinstance(rows, list):
        raise error(root, "rows", "'rows' holds a list of rows, each starting with '- '")
    known = {key for template in templates for key in template.cells()}
    reader = _RowReader(content, given, frozenset({*known, *RESERVED, *_STATING}), root)
    return Table(text(root, "title"), _date(root), given, templates, reader.rows(rows))


def _date(root: Record) -> str | None:
    if "date" not in root:
        return None
    value = text(root, "date")
    if datatype(value) not in ("date", "gYear", "gYearMonth"):
        raise error(root, "date", f"{value!r} is no date such as 2026-11-22 or 2026")
    return value


class _RowReader:
    """Reads rows, and finds where each stands in the text."""

    def __init__(self, content: str, given: Record | None, known: frozenset[str], root: Record):
        self._content = content
        self._lines = [line.group() for line in _LINE.finditer(content)]
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self._given, self._known, self._root = given, known, root

    def rows(self, records: list[object]) -> tuple[Row, ...]:
        found = []
        for number, record in enumerate(records):
            if not isinstance(record, Record) or not record:
                raise error(self._root, "rows", f"a row is a mapping of keys, not {record!r}")
            following = records[number + 1] if number + 1 < len(records) else None
            ends = following.line - 1 if isinstance(following, Record) else len(self._lines)
            found.append(self._row(record, ends))
        return tuple(found)

    def _row(self, record: Record, last_line: int) -> Row:
        check_keys(record, self._known, ("grade", "sources"))
        grade = text(record, "grade")
        if grade not in GRADES:
            raise error(record, "grade", f"the grade is A, B or C, not {grade!r}")
        status = text(record, "status") if "status" in record else "asserted"
        if status not in STATUSES:
            raise error(record, "status", f"the status is one of {', '.join(STATUSES)}")
        disputed = text(record, "disputed") if "disputed" in record else "no"
        if disputed not in ("yes", "no"):
            raise error(record, "disputed", "'disputed' is yes or no")
        doubtful = texts(record, "doubtful") if "doubtful" in record else ()
        for key in doubtful:
            if key not in record:
                raise error(record, "doubtful", f"{key!r} is doubtful, but the row has no such key")
        start, end = self._span(record, last_line)
        cells = {**(self._given or {}), **record}
        return Row(
            cells=cells,
            record=record,
            grade=grade,
            sources=texts(record, "sources"),
            doubtful=frozenset(doubtful),
            status=status,
            disputed=disputed == "yes",
            start=start,
            end=end,
        )

    def _span(self, record: Record, last_line: int) -> tuple[int, int]:
        """Return where the words of a row begin and end, without what is reserved behind."""
        keys = list(record)
        while keys and keys[-1] in RESERVED:
            last_line = record.line_of(keys.pop()) - 1
        if not keys:
            raise error(record, "grade", "the row says nothing but how far it is to be trusted")
        first = self._starts[record.line - 1]
        start = first + self._lines[record.line - 1].index(keys[0])
        end = self._starts[max(last_line, record.line)]
        lines = range(max(last_line, record.line) - 1, record.line - 1, -1)
        for line in lines:
            words = self._lines[line].strip()
            if words and not words.startswith("#"):
                break
            end = self._starts[line]
        return start, start + len(self._content[start:end].rstrip())
