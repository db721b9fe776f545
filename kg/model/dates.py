"""Dates as texts give them: which datatype one has, and which days it may mean.

The forms are those of ISO 8601 and, for periods and approximate dates, of the Extended
Date/Time Format (EDTF, https://www.loc.gov/standards/datetime/). No form is invented: a
string that is none of them is text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

Bounds = tuple[date | None, date | None]
"""Earliest and latest day, both included; None where there is no such bound."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_RECURRING = re.compile(r"--(\d{2})(?:-(\d{2}))?")
_UNSPECIFIED = re.compile(r"(\d{3}X|\d\dXX|\dXXX|XXXX|\d{4})(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?")
_LEAP_YEAR = 2000

_DIVISIONS: dict[int, tuple[int, int]] = (
    {21 + i: (3 + 3 * i, 3) for i in range(4)}
    | {25 + i: (3 + 3 * i, 3) for i in range(4)}
    | {29 + i: ((9 + 3 * i - 1) % 12 + 1, 3) for i in range(4)}
    | {33 + i: (1 + 3 * i, 3) for i in range(4)}
    | {37 + i: (1 + 4 * i, 4) for i in range(3)}
    | {40 + i: (1 + 6 * i, 6) for i in range(2)}
)
"""EDTF division of a year -> first month and number of months.

21 to 24 are the seasons, taken as northern where the text does not say; 25 to 28 northern
and 29 to 32 southern seasons; 33 to 36 quarters; 37 to 39 thirds; 40 and 41 halves.
"""


def datatype(value: str) -> str:
    """Return the datatype of a date string: `datatype("2023-10") == "gYearMonth"`.

    Args:
        value: ISO 8601 (`2016`, `2023-10`, `2023-10-23`, `--10-23`, `--10`) or EDTF
            (`203X`, `2024~`, `2024-34`, `2021/2025`, `../2030`).

    Returns:
        `date`, `gYear`, `gYearMonth`, `gMonthDay` or `gMonth` (local names of XML Schema
        types), `edtf`, or `string` where the value is no date.
    """
    recurring = _RECURRING.fullmatch(value)
    if recurring:
        month, day = recurring.groups(default="01")
        known = _month_span(_LEAP_YEAR, int(month), int(day)) is not None
        return ("gMonthDay" if recurring[2] else "gMonth") if known else "string"
    if _bounds(value) is None:
        return "string"
    if _DAY.fullmatch(value):
        return "date"
    if _YEAR.fullmatch(value):
        return "gYear"
    month_form = _MONTH.fullmatch(value)
    return "gYearMonth" if month_form and int(month_form[2]) <= 12 else "edtf"


@lru_cache(maxsize=10_000)
def bounds(value: str) -> Bounds:
    """Return the earliest and the latest day that a date string may mean.

    A mark of doubt (`~`, `?`, `%`) does not widen the bounds: a text that says "about 2024"
    gives no width. A date without a year, and a string that is no date, have no bounds.
    """
    return _bounds(value) or (None, None)


def _bounds(value: str) -> Bounds | None:
    """Return the bounds of a date with a year, or None for anything else."""
    if "/" not in value:
        return _point(value)
    first, last, *more = value.split("/")
    earliest, latest = _end(first), _end(last)
    if more or earliest is None or latest is None:
        return None
    both_open = earliest[0] is None and latest[1] is None
    reversed_ = earliest[0] and latest[1] and earliest[0] > latest[1]
    return None if both_open or reversed_ else (earliest[0], latest[1])


def _end(value: str) -> Bounds | None:
    return (None, None) if value in ("", "..") else _point(value)


def _point(value: str) -> Bounds | None:
    bare = value[:-1] if value.endswith(("~", "?", "%")) else value
    match = _UNSPECIFIED.fullmatch(bare)
    if match is None:
        return None
    year, month, day = match.groups()
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last < 1 or year == "XXXX":
        return None
    first = max(first, 1)
    if month in (None, "XX"):
        return (date(first, 1, 1), date(last, 12, 31)) if day in (None, "XX") else None
    start, end = (_span(y, int(month), day) for y in (first, last))
    return None if start is None or end is None else (start[0], end[1])


def _span(year: int, month: int, day: str | None) -> tuple[date, date] | None:
    """Return the first and last day of a day, a month or a division of a year."""
    if day not in (None, "XX"):
        return _month_span(year, month, int(day))
    if month in _DIVISIONS and day is None:
        first, months = _DIVISIONS[month]
        carry, last = divmod(first + months - 2, 12)
        if year + carry > date.max.year:
            return date(year, first, 1), date.max
        length = monthrange(year + carry, last + 1)[1]
        return date(year, first, 1), date(year + carry, last + 1, length)
    return _month_span(year, month)


def _month_span(year: int, month: int, day: int | None = None) -> tuple[date, date] | None:
    if not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= length else None
