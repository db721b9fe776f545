"""When a day or a month without a year, or a weekday, was or will be, by the words around it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.text.dateforms import MONTH_AND_YEAR, NOW
from kg.text.months import month_number

BACK = 400
"""How many characters back the year may stand that "that year" means."""
LOOKS_AHEAD = re.compile(
    r"\b(?:will|shall|would|to\s+be|due|plan\w*|expect\w*|schedul\w*|slated|upcoming|next|(?:is|are)\s+to"
    r"|going\s+to|set\s+(?:to|for)|aim\w*|until|by|before|target\w*|launches|lifts|begins|starts|opens"
    r"|mov(?:e|es|ed|ing)|postpon\w*|delay\w*|push\w*|put\s+(?:off|back)|slip\w*|reschedul\w*|defer\w*|ready)\b",
    re.IGNORECASE,
)
_IS_PAST = re.compile(
    r"\b(?:was|were|had|did|\w{3,}ed|took|went|flew|put|sent|left|rose|came|gave|began|became|won|made|built)\b"
)
"""A sentence on what was done tells of the January past, not of that to come."""
_TO_COME = re.compile(
    r"\b(?:set|due|scheduled|slated|planned|expected|targeted|postponed|delayed|pushed|moved|put\s+off)"
    r"\s+(?:\w+\s+){0,2}?(?:for|to|until|till)?\s*$"
    r"|\b(?:will|(?:is|are)\s+(?:(?:due|set|scheduled|expected)\s+)?to)\s"
    r"(?:(?!\b(?:said|says|told|announced|reported|confirmed|wrote|stated)\b)[^.;:]){0,80}?$",
    re.IGNORECASE,
)
"""What stands before a weekday that is still to come."""


_WILL = re.compile(r"\s*,?\s+(?:[\w'’-]+\s+){1,4}?(?:will|(?:is|are)\s+to)\s")


def is_to_come(before: str) -> bool:
    """Tell whether the words of a sentence before a weekday say that it is still to come."""
    return _TO_COME.search(before) is not None


def opens_plan(behind: str) -> bool:
    """Tell whether the clause behind a weekday is on what is still to come."""
    return _WILL.match(behind) is not None


def upcoming(value: str, before: str, today: date) -> str:
    """Return the day that a weekday means: the next one, where the words before look ahead.

    Args:
        value: the latest such day, ISO 8601.
        before: the words of the sentence before it.
        today: the article's own date.
    """
    if value.startswith("text:") or value >= today.isoformat() or not is_to_come(before):
        return value
    return (date.fromisoformat(value) + timedelta(days=7)).isoformat()


def old_year(text: str, position: int, today: date | None) -> re.Match[str] | None:
    """Return the year long past of which a text speaks where it comes to a position."""
    begin = max(text.rfind("\n", 0, position), position - BACK, 0)
    told = list(MONTH_AND_YEAR.finditer(text, begin, position))
    old = told and (today is None or int(told[-1]["year"]) < today.year - 1)
    return told[-1] if old and not NOW.search(text, begin, position) else None


def placed(
    value: str, match: re.Match[str], text: str, stretch: tuple[int, int], today: date | None
) -> str:
    """Return a month or day without a year as its surroundings place it.

    Behind a year long past it may be one of that, so that nothing is certain; but "In June 1985
    … followed in November" goes on with the year. Where a sentence tells of the past, so does
    it: "left in January", read in December, was eleven months ago.
    """
    told = old_year(text, match.start(), today)
    if told is not None:
        first, month = told["month"], value[-2:]
        if match["bare"] and first and month_number(first) < int(month):
            return f"{told['year']}-{month}"
        if today is not None and told.start() > match.start() - BACK // 2:
            return "text:" + " ".join(match.group().split())
    past = _IS_PAST.search(text, *stretch) and not LOOKS_AHEAD.search(text, *stretch)
    if today is None or not past or value[:7] <= today.isoformat()[:7]:
        return value
    return f"{int(value[:4]) - 1}{value[4:]}"
