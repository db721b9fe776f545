"""When facts hold, as the page reckons: days counted from 1 January 1970."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph.dated.span import Span
    from kg.model.dates import Bounds

_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date | None) -> int | None:
    """Return a day as the page counts it; None for an open end."""
    return None if day is None else day.toordinal() - _EPOCH


def time_record(span: Span | None) -> dict[str, Any]:
    """Return when a fact holds: `begin`, `end` and `told`, each two days or nothing."""
    if span is None:
        return {"begin": None, "end": None, "told": None}
    return {"begin": _days(span.begins), "end": _days(span.ends), "told": _days(span.told)}


def _days(bounds: Bounds | None) -> list[int | None] | None:
    return None if bounds is None else [day_number(bounds[0]), day_number(bounds[1])]
