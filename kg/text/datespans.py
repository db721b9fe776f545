"""Times told by their distance from an article's day: "in two years", "this autumn"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.text.dateforms import NUMBERS, STEPS, WEEKDAYS
from kg.text.dateplaces import LOOKS_AHEAD

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""First and last month of each, in the north."""
_DISTANCE = re.compile(r"(an?|[a-z]+|\d+)\s+(month|year)s?\b")
_DAY_OF_MONTH = re.compile(r"(\d+)\w+\s+of\s+(this|last|next)\s+month")
_DAYS = {"the day before yesterday": -2, "the day after tomorrow": 2}
_SHORTEST_MONTH = 28
_LATE = 9
"""Month from which "the new year" is the next one."""


def loosely(words: str, before: str, behind: str, today: date) -> str | None:
    """Return the year, month or day that such words mean, None where they leave it open.

    Args:
        words: the time as the text gives it.
        before: the words of its sentence before it.
        behind: those behind it.
        today: the article's own date.
    """
    words = " ".join(words.lower().split())
    if words in _DAYS:
        return (today + timedelta(days=_DAYS[words])).isoformat()
    ahead = LOOKS_AHEAD.search(before) is not None or LOOKS_AHEAD.search(behind) is not None
    if words.endswith(("week", "ago")):
        return _week(words, today)
    season = words.split()[-1]
    if season in _SEASONS:
        return _season(words, season, today, ahead=ahead)
    if words.startswith("in "):
        return _ahead(words, today) if ahead or words.endswith("time") else None
    day = _DAY_OF_MONTH.search(words)
    if day is not None:
        return _of_month(int(day[1]), STEPS[day[2]], today)
    return str(today.year + (words == "the new year" and today.month >= _LATE))


def _season(words: str, season: str, today: date, *, ahead: bool) -> str | None:
    """Return the year of a season; where either of two may be meant, None."""
    first, last = _SEASONS[season]
    which = words.split()[0]
    if which == "last":
        return str(today.year - (today.month <= last))
    if which == "next":
        return str(today.year + 1) if today.month >= first else None
    if which == "the" and "coming" not in words:
        if ahead:
            return str(today.year + (today.month > last))
        return str(today.year - (today.month < first))
    return str(today.year + (ahead and today.month > last))


def _week(words: str, today: date) -> str | None:
    """Return the day of "Friday last week"; a week is no day, and more than a month tells."""
    day = next((d for d, name in enumerate(WEEKDAYS) if name in words), None)
    if day is None:
        return None
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=STEPS[words.split()[-2]])
    return (monday + timedelta(days=day)).isoformat()


def _ahead(words: str, today: date) -> str | None:
    """Return the year or the month that lies so far ahead."""
    found = _DISTANCE.search(words)
    number = _number(found[1]) if found is not None else 0
    if found is None or not number:
        return None
    if found[2] == "year":
        return str(today.year + number)
    return _month(today, number)


def _of_month(day: int, step: int, today: date) -> str | None:
    """Return a day of this month, the last or the next."""
    try:
        return date.fromisoformat(f"{_month(today, step)}-{day:02}").isoformat()
    except ValueError:
        return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else NUMBERS.get(word, 0)


def ago(words: list[str], today: date) -> str | None:
    """Return the day of "ten years ago today" and "three days ago"; other distances are vague."""
    number = int(words[0]) if words[0].isdigit() else NUMBERS.get(words[0], 1)
    if words[1].startswith("day"):
        return (today - timedelta(days=number)).isoformat()
    if words[-1] != "today" or today.day > _SHORTEST_MONTH:
        return None
    return f"{_month(today, -number * (12 if words[1][0] == 'y' else 1))}-{today.day:02}"


def last_or_next(words: str, today: date) -> str:
    """Return the year or the month that "last year" or "next month" means."""
    step = -1 if words.startswith("last") else 1 if words.startswith("next") else 0
    if words.endswith("year"):
        return str(today.year + step)
    return _month(today, step)


def _month(today: date, step: int) -> str:
    """Return the month that lies so many months from the present one, such as `2024-05`."""
    months = today.year * 12 + today.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02}"
