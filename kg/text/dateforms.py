"""The forms in which texts write dates, as a regular expression with a group for each part."""

from __future__ import annotations

import re

from kg.text.months import MONTH

NAMES = rf"{MONTH}\.?"
"""A month as it is written, in full or cut short."""
YEAR = r"(?:19|20)\d\d"
"""A year of the space age and before."""
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
"""A day of a month."""
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
"""The days of the week, in lower case."""
_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)})(?:\s+(?:morning|afternoon|evening|night))?,?\s+)"
_PART = r"(?:early|mid|late|the\s+(?:beginning|start|middle|end)\s+of|end\s+of|the\s+end\s+of)"

NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
NUMBERS |= dict(
    zip("twelve fifteen twenty thirty forty fifty".split(), (12, 15, 20, 30, 40, 50), strict=True)
)
"""Numbers as words, as far as they stand before "years ago"."""
_ANY_YEAR = r"(?:next|this|last|the)\s+year"

_WHOLE_DAY = rf"""(?P<iso>{YEAR}-(?:0[1-9]|1[0-2])(?:-\d\d)?)(?!-?\d)
    | (?P<ryear>{YEAR})[\s-](?P<rname>{NAMES})[\s-](?P<rday>{DAY})(?!\s*[:\d])
    | (?P<nday>{DAY})\.(?P<nmonth>0?[1-9]|1[0-2])\.(?P<nyear>{YEAR})
    | {_WEEKDAY}?(?P<mname>{NAMES})\s+(?P<mday>{DAY})(?:st|nd|rd|th)?(?!\s*:|\d|\s+(?!{YEAR}\b)\d)
      (?:,?\s+(?P<myear>{YEAR})|\s+(?:of\s+)?(?P<mwhich>(?:this|last|next|that|the\s+same)\s+year))?
    | {_WEEKDAY}?(?:the\s+)?(?P<dday>{DAY})(?:st|nd|rd|th)?(?:\s+(?:of\s+)?|-)(?P<dname>{NAMES})
      (?:(?:,?\s+|-)(?P<dyear>{YEAR})|\s+(?:of\s+)?(?P<dwhich>(?:this|last|next|that|the\s+same)\s+year))?"""
_PERIOD = rf"""(?:{_PART}[\s-]+)?(?P<ymonth>{NAMES})(?:\s+of)?,?\s+(?P<yyear>{YEAR})
    | (?:the\s+)?(?P<quarter>first|second|third|fourth|last)\s+quarter\s+of
      \s+(?P<qyear>{YEAR}|{_ANY_YEAR})
    | Q(?P<qnumber>[1-4])\s+(?:of\s+)?(?P<qnyear>{YEAR})
    | (?:the\s+)?(?P<half>first|second)\s+half\s+of\s+(?P<hyear>{YEAR}|{_ANY_YEAR})
    | (?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<decade>{YEAR})s
    | (?:{_PART}[\s-]+)?(?P<year>{YEAR})(?:[-/](?:0[2-9]|[1-9]\d)(?![\d-]))?(?![\d-])
      (?!\s*(?:km|kilomet|satellites|kg|nations|UTC|GMT|hours|hrs|h\b|E[DS]T\b|P[DS]T\b|CES?T\b|BST\b|IST\b))"""
TIME = r"(?:morning|afternoon|evening|night)"
"""A part of the day."""
_TIME_OF_DAY = re.compile(rf"\s+{TIME}$")
_SHIFTS = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}
"""Days from that of publication, by what stands before "morning" or alone."""
STEPS = {"last": -1, "this": 0, "next": 1}
"""Weeks, months or years from that of publication."""
DAY_NAME = rf"(?:{'|'.join(WEEKDAYS)})"
"""One of them."""
THAT_YEAR = r"\s+(?:of\s+|in\s+)?(?:that|the\s+same)\s+year"
"""What behind a month or a day leads back to a year: "of the same year"."""
_NO_DATE = rf"(?!(?:\s+{TIME})?,?\s+(?:the\s+)?(?:\d|{NAMES}\s+\d))"
_SOON = rf"(?:{'|'.join(NUMBERS)}|\d|1\d)"
LOOSE = rf"""(?:this|last|next|the)(?:\s+coming)?\s+(?:spring|summer|autumn|(?<!the\s)fall)
      (?!\s+(?:of\s+)?\d)
    | (?:the\s+)?(?:end|close|turn|beginning|start|middle)\s+of\s+the\s+year(?!\s+\d)
    | (?:the\s+)?year['’]?s?[\s-]+end(?!\s+\d) | the\s+year\s+is\s+(?:out|over)
    | (?:earlier|later)\s+in\s+the\s+year | the\s+new\s+year
    | (?:this|last|next|earlier\s+this|later\s+this)\s+week
    | (?:about|around|some|roughly)?\s*{_SOON}\s+weeks?\s+ago
    | in\s+(?:about\s+|around\s+|some\s+|roughly\s+)?(?:an?|{_SOON})\s+(?:months?|years?)
      (?:['’]s?\s+time)?(?!\s+(?:or|to)\s)
    | (?:the\s+)?{DAY}(?:st|nd|rd|th)\s+of\s+(?:this|last|next)\s+month
    | the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)
    | (?:on\s+)?(?:{"|".join(WEEKDAYS)})\s+(?:of\s+)?(?:last|next|this)\s+week"""
"""Times that are told by their distance from the article's own day, or by a season."""
_RELATIVE = rf"""(?P<thisdecade>(?:the\s+)?end\s+of\s+(?:the|this)\s+decade
      |(?:this|the\s+current)\s+decade|the\s+decade\s+is\s+(?:out|over)|(?:the\s+)?decade['’]s\s+end)
    | (?P<loose>{LOOSE})
    | (?P<thatyear>(?:in\s+)?(?:that|the\s+same)\s+(?:same\s+)?(?:year|(?P<thatname>{NAMES}))
      |(?P<ofthat>{NAMES})\s+(?:of\s+)?(?:that|the\s+same)\s+year)
    | (?P<relative>(?:last|this|next)\s+(?:year|month)
      |(?:earlier|later)\s+this\s+(?:year|month))
    | (?P<ago>(?:an?|{"|".join(NUMBERS)}|\d{{1,2}})\s+
      (?:days?|months?|years?)\s+ago(?:\s+today)?)
    | (?P<partname>(?:last|next|this|in|since|until|by|of|for)\s+(?:(?:early|mid|late)[\s-]+)?
      (?P<bare>{NAMES})
      (?:\s+(?:of\s+)?(?P<which>last|this|next)\s+year)?)(?!\.?(?:\s+\d|,?\s+(?:of\s+)?{YEAR}))(?!\w)(?!{THAT_YEAR})
    | (?P<weekday>(?:on|last|this|next)\s+{DAY_NAME}{_NO_DATE}
      |{DAY_NAME}{_NO_DATE}(?!\s+(?-i:[A-Z][a-z]))
      |(?:today|yesterday|tomorrow)(?:\s+{TIME})?|this\s+{TIME}|tonight|last\s+night)"""
DATE = re.compile(
    rf"(?<![\w.])(?: {_WHOLE_DAY} | {_PERIOD} | {_RELATIVE} )(?!\w)", re.VERBOSE | re.IGNORECASE
)
"""Any date; its groups tell of which form it is."""
MONTH_AND_YEAR = re.compile(
    rf"(?<![\w.-])(?:(?P<month>{NAMES})\s+(?:{DAY},?\s+)?)?(?P<year>{YEAR})(?![\w-])",
    re.IGNORECASE,
)
"""A year, with the month before it if there is one."""
NOW = re.compile(
    rf"\b(?:{DAY_NAME}|today|yesterday|tonight|now"
    rf"|(?:this|last|next)\s+(?:year|month|week|{MONTH}))\b",
    re.IGNORECASE,
)
"""What brings a text back to its own time."""


def day_shift(words: str) -> int | None:
    """Return how many days from that of publication words in lower case mean, None if no number.

    "Yesterday" and "last night" are -1.
    """
    return _SHIFTS.get(_TIME_OF_DAY.sub("", words))
