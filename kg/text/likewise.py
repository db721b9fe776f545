"""What is said of another by "and so did B", "as has B" and "B did likewise".

The further name takes the place of the one that acted, and may have a date of its own.
Whoever joined or signed an accord is left to what the text leaves unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.text.encode import ANY_TOKEN, token_regex
from kg.text.match import Match
from kg.text.mention import CRAFT, PARTIES, is_a

_ELSEWHERE = ("signatoryOf", "participatesIn", "signedBy")
_ACTORS = ("first", "subject", "object")
"""Slots that may hold who acted, the surest first."""
_KINDS = (PARTIES, CRAFT, ("Person",))
_AUX = r"(?:did|does|do|has|have|had|will|would|was|were|is|are)"
_WHEN = rf"(?:\s+(?:on|in)\s+(?P<{{0}}>{token_regex(['Date'], plural=False)}))?"
_BETWEEN = r"(?:(?!\b(?:but|while|whereas|not)\b)[^.;:]){0,100}?"


@cache
def _again(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """Return how another of some kinds is said to have done the same."""
    who = token_regex(kinds, plural=True)
    return re.compile(
        rf"{_BETWEEN}\s*(?:[,;]\s*)?(?:"
        rf"(?:(?:and\s+)?so|as)\s+{_AUX}\s+(?:later\s+|also\s+)?(?:the\s+)?(?P<inverted>{who})"
        rf"{_WHEN.format('then')}(?=\s*(?:[.,;)]|$|and\b))"
        rf"|(?:and|while)\s+(?:the\s+)?(?P<plain>{who})\s+(?:has\s+|had\s+|have\s+)?"
        rf"(?:did|done|followed)\s+(?:so|the\s+same|likewise|suit)(?![\w-]){_WHEN.format('day')})"
    )


def likewise(match: Match) -> Iterator[Match]:
    """Yield the match for each other of whom the sentence goes on to say the same."""
    if any(gives.predicate in _ELSEWHERE for gives in match.pattern.gives):
        return
    slot, kinds = _actor(match)
    if not slot:
        return
    found = _again(kinds).match(match.view.text, match.span[1])
    if found is None:
        return
    token = found["inverted"] or found["plain"]
    when = found["then"] or found["day"]
    slots = {name: mentions for name, mentions in match.slots.items() if name not in ("date", "d")}
    slots[slot] = match.view.mention(token).each()
    if when:
        slots["date"] = (match.view.mention(when),)
    end = match.view.end(found.end())
    yield replace(match, end=end, slots=slots, span=(match.span[0], found.end()))


def _actor(match: Match) -> tuple[str, tuple[str, ...]]:
    """Return the slot of who acted, the first thing of a match, and of which kinds it is."""
    token = re.search(ANY_TOKEN, match.view.text[slice(*match.span)])
    if token is None:
        return "", ()
    first = match.view.mention(token.group()).each()
    for slot in _ACTORS:
        if match.slots.get(slot) == first:
            kinds = (k for k in _KINDS if all(is_a(one, k) for one in first))
            return slot, next(kinds, ())
    return "", ()
