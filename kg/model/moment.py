"""The moment at which a graph is looked at: what was true then, and what was known by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.errors import ParameterError
from kg.model.dates import bounds, datatype

_FORMS = ("date", "gYearMonth", "gYear")


@dataclass(frozen=True)
class Moment:
    """One point in each of the two times that a graph has.

    Args:
        as_of: the day whose truth is asked for, by what is known.
        known_by: the day whose knowledge is asked for: what sources had said by its end.
    """

    as_of: date | None = None
    known_by: date | None = None

    @classmethod
    def of(cls, as_of: str | date | None = None, known_by: str | date | None = None) -> Moment:
        """Return the moment of two dates as people write them; either may be missing.

        Raises:
            ParameterError: one of them is no date.
        """
        return cls(_day(as_of, "as of"), _day(known_by, "known by"))

    def __bool__(self) -> bool:
        """Whether it asks for anything but all that is known now."""
        return self != Moment()

    def __str__(self) -> str:
        """The moment in words: `as of 2024-05-31, known by 2024-06-30`."""
        parts = (("as of", self.as_of), ("known by", self.known_by))
        return ", ".join(f"{name} {day}" for name, day in parts if day is not None)


NOW = Moment()
"""No day at all: everything that is known, whenever it was true."""


def last_day(text: str) -> date:
    """Return the last day that a date means: a year's is its 31 December.

    >>> last_day("2024-02").isoformat()
    '2024-02-29'

    Args:
        text: `2024`, `2024-05` or `2024-05-03`.

    Raises:
        ValueError: it has no such form, or there is no such day.
    """
    last = bounds(text)[1] if datatype(text) in _FORMS else None
    if last is None:
        raise ValueError(f"{text!r} is no date (YYYY-MM-DD, YYYY-MM or YYYY)")
    return last


def stretch(start: str | date, end: str | date) -> tuple[date, date]:
    """Return the two days between which something is asked for.

    Raises:
        ParameterError: one of them is no date, or the second is not after the first.
    """
    first, last = _day(start, "start"), _day(end, "end")
    assert first is not None
    assert last is not None
    if first >= last:
        raise ParameterError(f"nothing lies between {first} and {last}; give the earlier day first")
    return first, last


def _day(given: str | date | None, what: str) -> date | None:
    if given is None or isinstance(given, date):
        return given
    try:
        return last_day(given)
    except ValueError as error:
        raise ParameterError(f"{what}: {error}") from None
