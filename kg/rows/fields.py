"""Getting at the cells of a record, with errors that name the line."""

from __future__ import annotations

from kg.errors import RowError
from kg.model.datafile import Record


def error(record: Record, key: str, message: str) -> RowError:
    """Return an error at the line of a key, or of the record where it has none such."""
    return RowError(message, record.path, record.line_of(key))


def check_keys(record: Record, known: frozenset[str], required: tuple[str, ...]) -> None:
    """Refuse keys that mean nothing, and the lack of those that must be there."""
    for key in record:
        if key not in known:
            raise error(record, key, f"unknown key {key!r}; known are {', '.join(sorted(known))}")
    for key in required:
        if key not in record:
            raise error(record, key, f"the key {key!r} is missing")


def text(record: Record, key: str) -> str:
    """Return a cell that holds a single value."""
    return one_text(record, key, record[key])


def texts(record: Record, key: str) -> tuple[str, ...]:
    """Return a cell that holds one value or a list of them, none twice."""
    value = record[key]
    if not isinstance(value, list):
        return (one_text(record, key, value),)
    found = tuple(one_text(record, key, each) for each in value)
    if not found:
        raise error(record, key, f"the list {key!r} is empty; leave the key out instead")
    for each in found:
        if found.count(each) > 1:
            raise error(record, key, f"{each!r} stands twice in {key!r}")
    return found


def one_text(record: Record, key: str, value: object) -> str:
    """Return a value that must be text with something in it."""
    if not isinstance(value, str) or not value.strip():
        shown = "nothing" if value in ("", None) else f"{value!r}"
        raise error(record, key, f"{key!r} must be text, not {shown}")
    return " ".join(value.split())
