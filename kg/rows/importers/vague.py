"""Dates as catalogues write them, as ISO 8601 or EDTF.

The Vague Date Format of the General Catalog of Artificial Space Objects says how exact a date
is by how much of it is written, from `2016 Jun  8 2355:57` to `21C`; a question mark after it
means that the date may be off by about one unit. It is described at
https://planet4589.org/space/gcat/web/intro/vague.html.
"""

from __future__ import annotations

import re

from kg.model.dates import bounds

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NONE = frozenset({"", "-", "*", "?", "-?", "*?"})
_QUARTER = 32  # EDTF counts the quarters of a year as divisions 33 to 36
_CLOCK = r"\d{2}h|\d{4}(?::\d{2}(?:\.\d+)?)?"
_VAGUE = re.compile(
    r"(?P<year>\d{3,4})"
    r"(?:\s+(?:Q(?P<quarter>[1-4])|(?P<month>[A-Za-z]{3})"
    rf"(?:\s+(?P<day>\d{{1,2}})(?P<clock>\.\d+|\s+(?:{_CLOCK}))?)?))?"
    r"\s*(?P<doubt>\??)"
)
_DECADE = re.compile(r"(?P<decade>\d{3})0s(?P<doubt>\??)")
_SPAN_OF_YEARS = re.compile(r"(?P<year>\d{4})s(?P<doubt>\??)")
_CENTURY = re.compile(r"(?P<number>\d{1,2})C(?P<doubt>\??)")
_MILLENNIUM = re.compile(r"(?P<number>[1-9])M(?P<doubt>\??)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_FIRST_LAUNCH = 57
"""Of years in two digits, these and later ones are of the twentieth century."""


def vague_date(text: str) -> str | None:
    """Return a date of the Vague Date Format: `vague_date("2004 Q3") == "2004-35"`.

    The time of day falls away, and with it any doubt about it. A year with an `s` that ends a
    decade's first year is the decade (`1990s`), with any other year about that year.

    Returns:
        ISO 8601 or EDTF; None where the catalogue gives no date (`-`, `*`).

    Raises:
        ValueError: the text is no such date.
    """
    plain = text.strip()
    if plain in _NONE:
        return None
    found = _long(plain) or _point(plain)
    if found is None or bounds(found) == (None, None):
        raise ValueError(f"{plain!r} is no date")
    return found


def slashed_date(text: str) -> str | None:
    """Return a date of the form month/day/year: `slashed_date("4/25/2016") == "2016-04-25"`.

    Returns:
        ISO 8601; None for an empty cell.

    Raises:
        ValueError: the text is no such date.
    """
    plain = text.strip()
    if not plain:
        return None
    match = _SLASHED.fullmatch(plain)
    if match is not None:
        month, day, year = match.groups()
        if len(year) == 2:
            year = ("19" if int(year) >= _FIRST_LAUNCH else "20") + year
        found = f"{year}-{int(month):02}-{int(day):02}"
        if bounds(found) != (None, None):
            return found
    raise ValueError(f"{plain!r} is no date of the form month/day/year")


def _long(text: str) -> str | None:
    """Return a decade, a century or a millennium; or a year that stands for those around it."""
    if match := _DECADE.fullmatch(text):
        return f"{match['decade']}X{match['doubt']}"
    if match := _SPAN_OF_YEARS.fullmatch(text):
        return f"{match['year']}~"
    if match := _CENTURY.fullmatch(text):
        return f"{int(match['number']) - 1:02}XX{match['doubt']}" if int(match["number"]) else None
    if match := _MILLENNIUM.fullmatch(text):
        return f"{int(match['number']) - 1}XXX{match['doubt']}"
    return None


def _point(text: str) -> str | None:
    match = _VAGUE.fullmatch(text)
    if match is None:
        return None
    year = match["year"].rjust(4, "0")
    doubt = "" if match["clock"] else match["doubt"]
    if match["quarter"]:
        return f"{year}-{_QUARTER + int(match['quarter'])}{doubt}"
    if match["month"] is None:
        return year + doubt
    name = match["month"].lower()
    if name not in _MONTHS:
        return None
    month = f"{year}-{_MONTHS.index(name) + 1:02}"
    return month + doubt if match["day"] is None else f"{month}-{int(match['day']):02}{doubt}"
