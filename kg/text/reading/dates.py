"""Dates as articles print them at their head, in ISO 8601.

Only forms with a year are read. `10/11/2023` is October or November, depending on the
country, and so gives no date; `10/27/2023` can only be read one way.
"""

from __future__ import annotations

import re
from datetime import date

from kg.text.months import MONTH, month_number

_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_FORMS = (
    rf"{MONTH}\.?\s{{1,3}}{_DAY}\s{{0,3}},?\s{{1,3}}{_YEAR}",
    rf"{_DAY}[\s-]{{1,3}}(?:of\s{{1,3}})?{MONTH}\.?,?[\s-]{{1,3}}{_YEAR}",
    rf"{_YEAR}-\d\d-\d\d",
    rf"{_YEAR}[/.]\d{{1,2}}[/.]\d{{1,2}}",
    rf"\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}",
    rf"{MONTH}\.?,?\s{{1,3}}{_YEAR}",
)
_CLOCK = (
    r"(?:(?:t|,?\s{1,3}(?:at\s|[|·–—-]\s)?)\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d{1,9})?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?\(?(?:z|[a-z]{2,5}|hours|[+-]\d\d:?\d\d)\)?){0,2})?"
)

DATE = rf"(?i:{_WEEKDAY}\b(?:{'|'.join(_FORMS)})(?!\d){_CLOCK})"
"""Source of a regular expression without groups: a date, its weekday and its time of day."""

_FIND = re.compile(rf"(?i)\b(?:{'|'.join(_FORMS)})(?!\d)")
_NAME = re.compile(rf"\b{MONTH}\b")
_NUMBER = re.compile(r"\d+")

_DATELINE = re.compile(
    rf"[^\W\d_][\w'’.-]*(?:[ /,]{{1,2}}(?!\d)[\w'’-]+){{0,5}}?[,.:]?\s(?P<date>{DATE})\s?"
    r"(?:\((?P<by>[^()\n]{2,40})\)\s?)?(?:--|[—–:.-])\s"
)


def find_date(text: str) -> str | None:
    """Return the first date in a text as `YYYY-MM-DD` or `YYYY-MM`.

    Args:
        text: a line that holds a date, such as `Published: Fri, Oct. 27, 2023`.

    Returns:
        None where there is none, where it is on no calendar, or where it can be read in
        two ways.

    >>> find_date("Friday, 27th October, 2023 | 10:15 GMT")
    '2023-10-27'
    >>> find_date("Oct. 2023"), find_date("10/11/2023"), find_date("February 30, 2023")
    ('2023-10', None, None)
    """
    found = _FIND.search(text)
    return _iso(found[0].lower()) if found else None


def _iso(text: str) -> str | None:
    numbers = [int(digits) for digits in _NUMBER.findall(text)]
    name = _NAME.search(text)
    if name is None:
        return _numeric(*numbers)
    month = month_number(name[0])
    if len(numbers) == 1:
        return f"{numbers[0]:04d}-{month:02d}"
    day, year = numbers
    return _calendar(year, month, day)


def _numeric(first: int, second: int, third: int) -> str | None:
    if first > 31:
        return _calendar(first, second, third)
    if first > 12 or first == second:
        return _calendar(third, second, first)
    return _calendar(third, first, second) if second > 12 else None


def _calendar(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_dateline(paragraph: str) -> tuple[str | None, str | None]:
    """Return the date and the agency of a dateline that opens a paragraph.

    >>> read_dateline("MINSK, Oct. 27, 2023 (Xinhua) -- Belarus joined the project.")
    ('2023-10-27', 'Xinhua')
    >>> read_dateline("Belarus joined on October 27, 2023 as planned.")
    (None, None)
    """
    found = _DATELINE.match(paragraph[:160])
    return (find_date(found["date"]), found["by"]) if found else (None, None)
