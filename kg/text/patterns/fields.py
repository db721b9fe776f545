"""The fields of a record in a pattern file, checked.

Each raises a PatternError with file and line where a field is not as it should be.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import PatternError
from kg.model.datafile import Record


def only(record: Record, keys: set[str], path: Path) -> None:
    """Refuse keys that nobody knows."""
    for key in record:
        if key not in keys:
            message = f"unknown key {key!r}; known: {', '.join(sorted(keys))}"
            raise PatternError(message, path, record.line_of(key))


def text_of(record: Record, key: str, path: Path) -> str:
    """Return a text that must be there."""
    value = record.get(key)
    if not isinstance(value, str) or not value.strip():
        raise PatternError(f"{key!r} is missing or no text", path, record.line_of(key))
    return value


def optional(record: Record, key: str, path: Path) -> str | None:
    """Return a text, None where it is not given."""
    return text_of(record, key, path) if key in record else None


def strings(record: Record, key: str, path: Path) -> list[str]:
    """Return one text or a list of texts as a list."""
    value = record.get(key)
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        raise PatternError(f"{key!r} is one text or a list of texts", path, record.line_of(key))
    return [str(v) for v in value]


def mapping(record: Record, key: str, path: Path) -> dict[str, str]:
    """Return a mapping of texts, empty where it is not given."""
    value = record.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise PatternError(f"{key!r} maps qualifiers to values", path, record.line_of(key))
    return {str(k): str(v) for k, v in value.items()}


def flag(record: Record, key: str, path: Path) -> bool:
    """Return whether something holds; a file says so by `true`, or leaves it out."""
    value = optional(record, key, path)
    if value not in (None, "true"):
        raise PatternError(f"`{key}` is true, or left out", path, record.line_of(key))
    return value is not None


def confidence(record: Record, path: Path) -> float:
    """Return how often a pattern is right in the eyes of its author, 0.95 where none is given."""
    text = optional(record, "confidence", path) or "0.95"
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value <= 1:
        raise PatternError(
            "`confidence` is a number above 0, up to 1", path, record.line_of("confidence")
        )
    return value
