"""What a second conjunct states whose verb is left out: "Europe built A, and Japan B".

It holds two things of the kinds of which the verb spoke, in the same order and behind the same
preposition ("A flew on a Vega, B on a Soyuz"), and no verb of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.text.encode import ANY_TOKEN, CLOSE, OPEN, token_regex
from kg.text.match import Match
from kg.text.mention import CRAFT, PARTIES, Mention, is_a

_KINDS = (
    CRAFT,
    PARTIES,
    ("Programme",),
    ("Accord",),
    ("Vehicle",),
    ("Bus",),
    ("Date",),
)
_AHEAD = re.compile(rf"[^.;:]{{0,90}}?(?:[,;]|\b(?:and|while|whereas))\s+(?:the\s+)?{ANY_TOKEN}")
_PREPOSITION = re.compile(r"\b(by|on|aboard|atop|in|for|to|from|with)\s+(?:an?\s+|the\s+)?$")
_VERB = re.compile(r"\b(?:is|are|was|were|has|had|have|will|would|did|\w{3,}ed)\b")
"""What shows that a clause of its own lies between."""
_LISTED = re.compile(r"\b(?:and|while|whereas)\b|;")


_MIDDLE = rf"(?:by|for|from|with|in|on)\s+(?:an?\s+|the\s+)?{ANY_TOKEN}\s+"
"""What may stand before the preposition that is repeated: "B by SpaceX on a Falcon 9"."""


@cache
def _next(first: tuple[str, ...], second: tuple[str, ...], preposition: str) -> re.Pattern[str]:
    """Return what a conjunct without its verb looks like."""
    between = (
        rf"{preposition}\s+(?:an?\s+|the\s+|its\s+)?" if preposition else r"(?:an?\s+|the\s+)?"
    )
    joint = r"(?:,|;|,?\s+(?:and|while|whereas)|;\s+and|;\s+while)"
    return re.compile(
        rf"(?P<ahead>[^.;:]{{0,90}}?)(?P<joint>\s*{joint})\s+(?:the\s+)?"
        rf"(?P<first>{token_regex(first, plural=True)})\s+{between}"
        rf"(?P<second>{token_regex(second, plural=True)})"
        r"(?=\s*(?:[.;,)]|$|(?:and|while|in|on|for|at|of|to|from)\b))"
    )


def conjoined(match: Match) -> Iterator[Match]:
    """Yield a match for each conjunct behind a match that leaves its verb out."""
    text = match.view.text
    if match.status not in ("asserted", "planned") or not _AHEAD.match(text, match.span[1]):
        return
    gives = match.pattern.gives
    if len({(one.subject, one.object) for one in gives}) != 1:
        return
    places = sorted(
        (at, name) for name in (gives[0].subject, gives[0].object) if (at := _place(match, name))
    )
    if len(places) != 2:
        return
    (_, first), (second_at, second) = places
    kinds = [_kind_of(match.slots[name]) for name in (first, second)]
    if not all(kinds):
        return
    preposition = _PREPOSITION.search(text[: second_at[0]])
    wanted = _next(kinds[0], kinds[1], preposition[1] if preposition else "")
    end = match.span[1]
    while (found := wanted.match(text, end)) is not None:
        if _VERB.search(found["ahead"]) or (not preposition and not _LISTED.search(found["joint"])):
            return
        one, other = (match.view.mention(found[name]) for name in ("first", "second"))
        slots = {first: one.each(), second: other.each()}
        yield replace(
            match,
            end=match.view.end(found.end()),
            slots=slots,
            words={},
            span=(found.start("first"), found.end()),
        )
        end = found.end()


_SHARES = re.compile(
    rf"[^.;:]{{0,90}}?(?:,|;|,?\s+(?:and|while|whereas))\s+(?:the\s+)?"
    rf"(?P<who>{token_regex(PARTIES, plural=True)})\s+(?:the|an?|its|two|three|several)\s+"
    rf"(?:(?!(?:is|are|was|were|has|had|have|will)\b)[\w-]+\s+|{ANY_TOKEN}\s*){{1,6}}?"
    r"(?=[,.;)]|$|(?:and|that|which|for|to)\b)"
)
"""A further party with what it gives: "Japan gives the rover, and Italy a reflector"."""


def shared(match: Match) -> Iterator[Match]:
    """Yield a match for each further party that is told to give something to the same thing."""
    given = {one.predicate for one in match.pattern.gives} == {"contributesTo"}
    told = given and match.status in ("asserted", "planned")
    place = _place(match, "subject") if told else None
    if place is None:
        return
    text, end = match.view.text, match.span[1]
    while (found := _SHARES.match(text, end)) is not None:
        ahead = text[end : found.start("who")]
        if _VERB.search(ahead) or _VERB.match(text, found.end("who") + 1):
            return
        who = match.view.mention(found["who"])
        slots = {**match.slots, "subject": who.each()}
        slots.pop("what", None)
        span = (found.start("who"), found.end())
        yield replace(match, end=match.view.end(found.end()), slots=slots, words={}, span=span)
        end = found.end()


def _kind_of(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return the types of things that may stand for some."""
    return next((kind for kind in _KINDS if all(is_a(m, kind) for m in mentions)), ())


def _place(match: Match, name: str) -> tuple[int, int] | None:
    """Return where the one token of a slot stands in a match, None if it is only understood."""
    mentions = match.slots.get(name, ())
    for index, one in enumerate(match.view.mentions):
        if mentions and one.each() == mentions and one.kind != "unsaid":
            token = re.search(rf"{OPEN}..{index}{CLOSE}", match.view.text)
            return token.span() if token is not None else None
    return None
