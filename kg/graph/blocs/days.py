"""Dates of joining: the best of several, which of two came first, and how long between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from kg.model.dates import bounds

Days = tuple[date, date]
"""First and last day that a date may mean."""


def days(text: str | None) -> Days | None:
    """Return the days that a date may mean; None where it is not bounded on both sides."""
    first, last = bounds(text or "")
    return (first, last) if first and last else None


def best_date(dates: Iterable[str | None]) -> str | None:
    """Return the most exact of several dates, then the one told most often, then the first.

    >>> best_date(["2024", "2024-04", None, "2024-04-05"])
    '2024-04-05'
    """
    told = Counter(text for text in dates if text)

    def order(text: str) -> tuple[int, int, str]:
        span = days(text)
        width = (span[1] - span[0]).days if span else date.max.toordinal()
        return (width, -told[text], text)

    return min(told, key=order, default=None)


def starts_after(text: str | None, other: str | None) -> bool:
    """Whether one date is certainly later than another; an unknown one is not."""
    one, two = days(text), days(other)
    return one is not None and two is not None and one[0] > two[1]


def gap(earlier: str, later: str) -> tuple[int, int]:
    """Return how many days lie between two dates, at least and at most.

    >>> gap("2024-04-05", "2024-12")
    (240, 270)
    """
    one, two = days(earlier), days(later)
    assert one is not None
    assert two is not None
    return (two[0] - one[1]).days, (two[1] - one[0]).days
