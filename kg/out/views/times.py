"""When facts hold, as the page reckons: days counted from 1 January 1970."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kg.model import Literal
from kg.model.dates import bounds

if TYPE_CHECKING:
    from kg.graph.dated.span import Span
    from kg.graph.facts import Fact
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


def due_days(fact: Fact) -> list[int | None] | None:
    """Return between which days it is to happen that a fact plans, None where nothing tells."""
    if fact.status != "planned":
        return None
    literal = fact.object.value if isinstance(fact.object, Literal) else None
    due = bounds(literal or str(fact.qualifiers.get("date", "")))
    return _days(due) if any(due) else None


def _days(days: Bounds | None) -> list[int | None] | None:
    return None if days is None else [day_number(days[0]), day_number(days[1])]
