"""Days of an article that gives no year: "TEHRAN, July 25 – … on Friday" is `--07-25`.

The first weekday that such an article names is taken for that of its dateline, as wires have it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.text.dateforms import DAY_NAME, STEPS, WEEKDAYS, YEAR, day_shift
from kg.text.dateplaces import is_to_come
from kg.text.months import MONTH, month_number

_HEAD = 1500
"""How many characters from its beginning an article has its dateline in."""
_DATELINE = re.compile(
    r"^[A-Z][^\n:–—]{1,60}?,?\s+"
    rf"(?:(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})|(?P<on>\d{{1,2}})\s+(?P<of>{MONTH})\.?)"
    rf"(?!\s*,?\s*(?:\d|\(?{YEAR}))\s*(?:\([^)\n]{{2,40}}\)\s*)?(?:--|[—–:-])\s",
    re.MULTILINE | re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b({DAY_NAME})\b", re.IGNORECASE)
_ANY_YEAR = 2003
"""A year without a leap day, to reckon in."""
_IN_BRACKETS = re.compile(rf"\s*\((?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/(?P<year>{YEAR}))?\)")


@dataclass(frozen=True)
class Dateline:
    """The day that an article without a year is of.

    Args:
        day: its day, in any year.
        weekday: 0 for Monday, None where the article names none.
    """

    day: date
    weekday: int | None

    def value(self, words: str, before: str) -> str | None:
        """Return the day or the month that relative words mean, without a year.

        Args:
            words: such as "on Friday" or "last month".
            before: the words of the sentence before them.
        """
        first, *rest = words.lower().split()
        if rest == ["month"] and first in STEPS:
            return f"--{(self.day.month - 1 + STEPS[first]) % 12 + 1:02}"
        named = next(
            (number for number, name in enumerate(WEEKDAYS) if name in words.lower()), None
        )
        if named is None:
            shift = day_shift(words.lower())
        elif self.weekday is None or first in STEPS:
            shift = None
        else:
            back = (self.weekday - named) % 7
            shift = 7 - back if back and is_to_come(before) else -back
        if shift is None:
            return None
        day = self.day + timedelta(days=shift)
        # Whether February has a 29th is not known.
        return None if (day.month < 3) != (self.day.month < 3) else f"--{day:%m-%d}"


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline of an article, None where it has none, or one with a year."""
    found = _DATELINE.search(text, 0, _HEAD)
    if found is None:
        return None
    month = month_number(found["month"] or found["of"])
    try:
        day = date(_ANY_YEAR, month, int(found["day"] or found["on"]))
    except ValueError:
        return None
    lead = text[found.end() : text.find("\n", found.end()) % (len(text) + 1)]
    named = _WEEKDAY.search(lead)
    if named is None or is_to_come(lead[: named.start()]):
        return Dateline(day, None)
    return Dateline(day, WEEKDAYS.index(named[1].lower()))


def in_brackets(text: str, position: int, today: date | None) -> str | None:
    """Return the day in brackets behind a weekday: "on Wednesday (21/2)", day first."""
    found = _IN_BRACKETS.match(text, position)
    if found is None:
        return None
    year = found["year"] or (str(today.year) if today is not None else "")
    try:
        day = date(int(year or _ANY_YEAR), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return day.isoformat() if year else f"--{day:%m-%d}"
