"""What a sentence goes on to say of others with the same verb left out.

"France signed on 29 January 1980, Romania on 17 April 1980 and India in 1982": each further
name with its own date states what the verb stated of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from kg.text.encode import ANY_TOKEN, token_regex
from kg.text.match import Match
from kg.text.mention import Mention
from kg.text.shares import shared

_DATED = ("signatoryOf", "participatesIn", "launchDate", "plannedFor")
"""What is said of one after the other with dates."""
_OBJECT_DATED = ("launchDate", "plannedFor")
"""Those of them whose object is the date."""
_DATE = token_regex(["Date"], plural=False)
_WHEN = (
    r"\s*,?\s*(?:(?:only\s+|too\s+|not\s+before\s+)?(?:(?:on|in|for|by|around|about|since|from)\s+)?"
    rf"(?:about\s+|around\s+)?(?:the\s+)?{_DATE}|\(\s*(?:(?:on|in)\s+)?{_DATE}\s*\))"
)
_ON = (
    r"(?:\s+(?:(?:on|aboard|atop)\s+)?(?:an?\s+|the\s+)?"
    rf"{token_regex(['Vehicle'], plural=False)})?"
)
_NUMBER = token_regex(["Number"], plural=False)
_LATER = (
    rf"\s*,?\s*(?:(?:later|earlier)\s+(?:that|the\s+same)\s+(?:day|week|month|year)|later\s+{_DATE}"
    r"|(?:in|on|during)\s+(?:the\s+same|that|the\s+(?:following|next|previous))\s+(?:day|week|month|year)"
    rf"|(?:{_NUMBER}|an?|several)\s+(?:days?|weeks?|months?|years?)\s+(?:later|after|afterwards))"
)
"""When in respect to the one before, so that no date can be told."""
_SITE = token_regex(["Place", "Country", "Name"], plural=False)
_FROM = rf"(?:\s+from\s+(?:the\s+)?(?:{_SITE}|[a-z]+(?:\s[a-z]+)?))?"
_PLACE = rf"(?:\s+(?:in|at)\s+{token_regex(['Place'], plural=False)})?"
_MEANS = rf"\s+(?:through|via)\s+(?:the\s+|its\s+)?{token_regex(['Organisation'], plural=False)}"
"""By whom: "Japan through JAXA"."""
_FIRST = re.compile(rf"{_FROM}{_PLACE}{_ON}(?:{_WHEN}|{_MEANS})?{_FROM}{_PLACE}{_ON}")
_ENDS = re.compile(r"\s*(?:[.,;:)!?—–]|(?:and|but|while|or)\b|$)")
"""What stands behind the date: no verb of its own."""
_AND = (
    r"\s*(?:[,;]|,?\s+(?:and|while|but))\s+"
    r"(?:(?:and|then|later|finally|its\s+\w+|also)\s+)?(?:by\s+)?(?:the\s+)?"
)

_ASIDE = rf"(?:\s*,\s*(?:{ANY_TOKEN}|an?|the|its|also)\s[^,;:]{{3,60}}(?=,))?"
"""What may be said of the name before its date: "B, which failed, in 2013"."""
_STATUS: Mapping[str, str] = {"plannedFor": "planned"}
"""How a match must be meant to go on with dates, unless asserted."""


@cache
def _next(types: tuple[str, ...]) -> re.Pattern[str]:
    """Return what a further name with its date looks like."""
    who = token_regex(types, plural=True)
    name = rf"(?P<who>{who})(?:'s?)?"
    return re.compile(rf"{_AND}{name}{_ASIDE}{_FROM}{_ON}(?P<when>{_WHEN}|{_LATER}|{_MEANS})")


def gapped(match: Match) -> Iterator[Match]:
    """Yield a match for each further name behind a match with a date or a share of its own."""
    yield from shared(match)
    yield from _dated(match)


def _dated(match: Match) -> Iterator[Match]:
    wanted = _STATUS.get(match.pattern.gives[0].predicate, "asserted")
    if match.status != wanted or not _is_dated(match):
        return
    subjects = match.slots.get("subject", ())
    types = tuple(sorted({one.type for one in subjects}))
    if not types or match.pattern.gives[0].subject != "subject":
        return
    text, view = match.view.text, match.view
    first = _FIRST.match(text, match.span[1])
    at = first.end() if first is not None else match.span[1]
    if re.search(rf"{_DATE}|{_MEANS}", text[match.span[0] : at]) is None:
        return
    found = _next(types).match(text, at)
    while found is not None and _ENDS.match(text, found.end()):
        who, when = view.mention(found["who"]), _date_in(found["when"], match)
        if when is not None or not _asks_date(match):
            yield replace(
                match,
                end=view.end(found.end()),
                slots=_slots(match, who, when),
                span=found.span("who"),
            )
        found = _next(types).match(text, found.end())


def _is_dated(match: Match) -> bool:
    return any(gives.predicate in _DATED for gives in match.pattern.gives)


def _asks_date(match: Match) -> bool:
    return any(gives.predicate in _OBJECT_DATED for gives in match.pattern.gives)


def _date_in(words: str, match: Match) -> Mention | None:
    """Return the date that the words give, None where they only tell that it came later."""
    token = None if re.fullmatch(rf"{_LATER}|{_MEANS}", words) else re.search(_DATE, words)
    return match.view.mention(token.group()) if token is not None else None


def _slots(match: Match, who: Mention, when: Mention | None) -> Mapping[str, tuple[Mention, ...]]:
    """Return what fills the slots of the match for another name: its own name and date."""
    kept = {
        name: mentions
        for name, mentions in match.slots.items()
        if name not in ("ordinal", "place", "date")
    }
    if when is not None and _asks_date(match):
        kept["object"] = (when,)
    return {**kept, "subject": who.each()}
