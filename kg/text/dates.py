"""Dates in running text, as EDTF values relative to the article's date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from kg.model.fold import printed
from kg.text.dateforms import (
    DATE,
    THAT_YEAR,
    WEEKDAYS,
    YEAR,
    day_shift,
)
from kg.text.datelines import Dateline, in_brackets
from kg.text.dateplaces import BACK, old_year, opens_plan, placed, upcoming
from kg.text.datespans import ago, last_or_next, loosely
from kg.text.hints import Hint
from kg.text.mention import Mention
from kg.text.months import MONTHS, month_number

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_MONTH_GROUPS = ("bare", "mname", "dname", "rname", "ymonth")
"""Groups that hold the name of a month, which is none where it is not capitalised."""
_DIGIT = re.compile(r"\d")
_OF_THAT_YEAR = re.compile(THAT_YEAR)
_AND = re.compile(r"\s*(?:,|,?\s+(?:and|or|to|until))\s+(?:on\s+)?")
_SAME_YEAR = re.compile(
    r"\s*,?\s+when\b[^.;]*|\s*[,;]?\s+(?:(?:and|its|the)\s+(?:[a-z]+\s+)?)?"
    r"[A-Z][\w'’-]*(?:[ -][A-Z\d][\w'’-]*)*\s+(?:on\s+)?"
)
"""What stands between a year and a day of it: "in 2020, when it left on", ", Peru on"."""
_THEN_ON = re.compile(r"\s*,?\s*(?:(?:and|but)\s+)?(?:on\s+|in\s+)?(?:the\s+)?")
"""What stands between "the same year" and a day of it."""
_NEAR = ("next", "last", "this")
_HINT = Hint(
    [
        *MONTHS,
        *WEEKDAYS,
        *"today yesterday tomorrow decade year years month months week weeks morning".split(),
        *"afternoon evening night spring summer autumn fall".split(),
    ]
)


def dates(text: str, start: int, end: int, issued: str | Dateline | None) -> Iterator[Mention]:
    """Yield the dates of a stretch in order.

    Args:
        text: the document.
        start: first code point of the stretch.
        end: code point after its last one.
        issued: the article's own date, ISO 8601, or the day of its dateline where it gives no
            year; without either relative dates stay text.

    Yields:
        Mentions of type `Date`, their value in ISO 8601 or EDTF, `text:` and the words where
        the date cannot be resolved.
    """
    if not _HINT.fits(text, start, end) and not _DIGIT.search(text, start, end):
        return
    plain = printed(text)
    found = list(DATE.finditer(plain, start, end))
    years = _shared_years(found, plain)
    for match in found:
        begin = match.start("bare") if match["bare"] else match.start()
        if match["weekday"] and match["weekday"].lower().startswith("on "):
            begin += 3
        if match["thatyear"]:
            yield from _of_that_year(match, text)
        elif not any(match[name] and not match[name][0].isupper() for name in _MONTH_GROUPS):
            value = _resolved(match, plain, (start, end), issued, years.get(match.start()))
            head = "" if value.startswith("text:") else text[begin : match.end()]
            yield Mention(begin, match.end(), "Date", value=value, kind="value", head=head)


def _resolved(
    match: re.Match[str],
    text: str,
    stretch: tuple[int, int],
    issued: str | Dateline | None,
    shared: str | None,
) -> str:
    """Return the value of a match in its text; `shared` is the year of another that it has."""
    day = issued if isinstance(issued, str) else None
    reference = _whole(day)
    value = _value(match, reference, day, shared)
    if shared is None:
        value = _around(value, match, text, stretch, reference)
    if isinstance(issued, Dateline) and value.startswith("text:"):
        return issued.value(match.group(), text[stretch[0] : match.start()]) or value
    return value


def _around(
    value: str, match: re.Match[str], text: str, stretch: tuple[int, int], today: date | None
) -> str:
    """Return a value as the words around it place it."""
    before = text[stretch[0] : match.start()]
    if match["weekday"]:
        day = in_brackets(text, match.end(), today)
        if day or today is None:
            return day or value
        behind = text[match.end() : stretch[1]]
        return upcoming(value, f"{before} will " if opens_plan(behind) else before, today)
    if match["loose"] and today is not None and old_year(text, match.start(), today) is None:
        return loosely(match["loose"], before, text[match.end() : stretch[1]], today) or value
    return placed(value, match, text, stretch, today) if _lacks_year(match) else value


def _lacks_year(match: re.Match[str]) -> bool:
    """Tell whether a month or a day has no year by which it could be told."""
    if match["bare"]:
        return match["which"] is None and match["partname"].split()[0].lower() not in _NEAR
    if (match["mwhich"] or match["dwhich"] or "that").split()[0].lower() in _NEAR:
        return False
    return bool((match["mname"] or match["dname"]) and not _year_of(match))


def _shared_years(found: Sequence[re.Match[str]], text: str) -> dict[int, str]:
    """Return the years of days that have none of their own, by where these stand.

    "On 8 January and 19 December 2021" has one year for both days; "in 2020, when it left on
    20 July" and "the same year, on 17 August" named it before.
    """
    shared: dict[int, str] = {}
    year, behind, following_on = "", 0, _SAME_YEAR
    for match, following in zip_longest(found, found[1:]):
        own = _year_of(match)
        if not own and (match["mname"] or match["dname"] or match["bare"]):
            on = not match["bare"] or following_on is _THEN_ON
            if following is not None and _AND.fullmatch(text, match.end(), following.start()):
                own = _year_of(following)
            elif year and on and following_on.fullmatch(text, behind, match.start()):
                own = year
            elif match["mwhich"] or match["dwhich"] or _OF_THAT_YEAR.match(text, match.end()):
                own = next(reversed(_years_before(text, match.start())), "")
            if own:
                shared[match.start()] = own
        same = _is_that_year(match)
        following_on = _THEN_ON if same else _SAME_YEAR
        year = next(reversed(_years_before(text, match.start())), "") if same else own
        behind = match.end()
    return shared


def _is_that_year(match: re.Match[str]) -> bool:
    """Tell whether a match is "the same year" without a month."""
    return bool(match["thatyear"]) and not (match["thatname"] or match["ofthat"])


def _year_of(match: re.Match[str]) -> str:
    """Return the year that a match names, or nothing."""
    named = (match[name] for name in ("myear", "dyear", "ryear", "nyear", "yyear", "year"))
    return next((year for year in named if year), "")


def _value(
    match: re.Match[str], today: date | None, issued: str | None, shared: str | None = None
) -> str:
    """Return the EDTF value of a match, or `text:` and its words."""
    letter = next((letter for letter in "mdrn" if match[f"{letter}day"]), None)
    if letter is not None:
        return _whole_day(match, letter, today, shared)
    if match["ymonth"]:
        return f"{match['yyear']}-{month_number(match['ymonth']):02}"
    if match["quarter"] or match["qnumber"] or match["half"]:
        return _part_of_year(match, today)
    if match["decade"]:
        return match["decade"][:3] + "X"
    return match["iso"] or match["year"] or _relative(match, today, issued, shared)


def _whole_day(match: re.Match[str], letter: str, today: date | None, shared: str | None) -> str:
    """Return the value of a day, whose groups begin with a letter for the form it has."""
    parts = match.groupdict()
    name, year, which = (parts.get(letter + part) for part in ("name", "year", "which"))
    if which and today is not None and which.split()[0].lower() in _NEAR:
        year = last_or_next(" ".join(which.lower().split()), today)
    month = month_number(name) if name else int(parts["nmonth"])
    return _day(month, int(parts[f"{letter}day"]), year or shared, today)


def _of_that_year(match: re.Match[str], text: str) -> Iterator[Mention]:
    """Yield "that December" and "the same year", reckoned from the year named last before."""
    years = _years_before(text, match.start())
    month = match["thatname"] or match["ofthat"]
    if years and (month is None or month[0].isupper()):
        value = f"{years[-1]}-{month_number(month):02}" if month else years[-1]
        yield Mention(*match.span(), "Date", value=value, kind="value", head=match.group())


def _years_before(text: str, position: int) -> list[str]:
    """Return the years that stand shortly before a position, in text order."""
    return re.findall(rf"(?<![\w.-]){YEAR}(?![\w-])", text[max(0, position - BACK) : position])


def _part_of_year(match: re.Match[str], today: date | None) -> str:
    """Return a quarter or a half of a year, as EDTF numbers them from 33 and from 40."""
    words = match["qyear"] or match["qnyear"] or match["hyear"]
    if words[0].isdigit():
        year = words
    elif today is None:
        return "text:" + " ".join(match.group().split())
    else:
        year = last_or_next(" ".join(words.lower().split()), today)
    if match["half"]:
        return f"{year}-{39 + _QUARTERS[match['half'].lower()]}"
    number = int(match["qnumber"] or _QUARTERS[match["quarter"].lower()])
    return f"{year}-{32 + number}"


def _relative(
    match: re.Match[str], today: date | None, issued: str | None, shared: str | None = None
) -> str:
    words = "text:" + " ".join(match.group().split()).removeprefix("on ")
    if today is None or issued is None or match["loose"]:
        return f"--{month_number(match['bare']):02}" if match["bare"] else words
    if match["thisdecade"]:
        return issued[:3] + "X"
    if match["ago"]:
        return ago(match["ago"].lower().split(), today) or words
    if match["relative"]:
        return last_or_next(match["relative"].lower(), today)
    if match["bare"]:
        which = match["which"] or match["partname"]
        year = last_or_next(f"{match['which']} year", today) if match["which"] else shared
        if year:
            return f"{year}-{month_number(match['bare']):02}"
        return _month_near(which.lower(), month_number(match["bare"]), today)
    return _weekday(match["weekday"].lower(), today) if len(issued) == 10 else words


def _day(month: int, day: int, year: str | None, today: date | None) -> str:
    """Return a date; a missing year is the one nearest before the article's date."""
    if year is None and today is None:
        return f"--{month:02}-{day:02}"
    number = int(year) if year else today.year if today else 0
    if year is None and today is not None:
        number += _year_shift(month, today)
    try:
        return date(number, month, day).isoformat()
    except ValueError:
        return f"{number}-{month:02}"


def _year_shift(month: int, today: date) -> int:
    """Return -1, 0 or 1: the year in which a month without year lies nearest to today."""
    distance = month - today.month
    return 1 if distance < -6 else -1 if distance > 6 else 0


def _month_near(words: str, month: int, today: date) -> str:
    if words.startswith("next"):
        year = today.year + (month <= today.month)
    elif words.startswith("last"):
        year = today.year - (month >= today.month)
    else:
        year = today.year + _year_shift(month, today)
    return f"{year}-{month:02}"


def _weekday(words: str, today: date) -> str:
    """Return the day meant by a weekday: the latest before publication, or the next one."""
    shift = day_shift(words)
    if shift is not None:
        return (today + timedelta(days=shift)).isoformat()
    *before, name = words.split()
    which = before[0] if before else "on"
    back = (today.weekday() - WEEKDAYS.index(name)) % 7
    if which == "next":
        return (today + timedelta(days=7 - back)).isoformat()
    return (today - timedelta(days=back)).isoformat()


def _whole(issued: str | None) -> date | None:
    """Return the article's date, its first day where it is partial."""
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$", issued or "")
    if match is None:
        return None
    return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
