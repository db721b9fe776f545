"""Where the name of a body ends that a text shows by its form, and which known body it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.text.acronyms import IN_BRACKETS
from kg.text.mention import Mention, is_a

PLAIN_NAMES = frozenset(
    "National Federal Royal Technical Technological Polytechnic Open State American British Islamic"
    " Catholic Autonomous Military Central International European Pontifical Agricultural Medical"
    " Space Aerospace Meteorological Geological Defence Defense Science Sciences Research Nuclear"
    " Remote Sensing Aviation Air Force Naval Maritime Standards Mapping Survey Industrial Higher"
    " Communications Telecommunications Broadcasting Satellite The Technology Engineering".split()
)
"""Words that name no body apart from its country: "Technical University of Kenya"."""
_SEATED = re.compile(
    r"(?P<whole>(?P<own>.+?)\s+(?:Corporation|Company|Industries|Systems|Technologies|Dynamics))\s+of\s+(?!America\b|the\b)"
)
"""A company with the town that it is of."""
_OWNER = 30
"""How far before a name the state may be told whose it is."""
_NEXT_OF_LIST = re.compile(r"(?:,\s+(?:(?:and|&)\s+)?|\s+(?:and|&)\s+)(?:the\s+)?\Z")
_WHOLE = re.compile(
    r",?\s+(?:(?:Company|Corporation|Corp|Co|Inc|Ltd|Limited|LLC|GmbH|AG|SA|S\.A|plc|PLC|BV|B\.V)\b[.,]?\s*){1,3}\Z"
)
"""What belongs to the name of a company that is known without it: "APT Satellite Company"."""


def known_as(text: str, found: Mention, known: Mapping[int, Mention]) -> Mention:
    """Return a body that a form shows as the one that the registry knows, where it tells which.

    "APT Satellite Company" is APT Satellite, and "Kenya's Space Agency (KSA)" is KSA.

    Args:
        text: the document's text.
        found: the body.
        known: what the registry knows, by where it begins.
    """
    shorter = known.get(found.start)
    if (
        shorter is not None
        and is_a(shorter, ["Company"])
        and _WHOLE.match(text, shorter.end, found.end) is not None
    ):
        return replace(shorter, end=found.end)
    body = _abbreviated(text, found.start, found.end, known)
    return found if body is None else replace(body, start=found.start, end=found.end)


def before_another(text: str, start: int, stop: int, known: Sequence[Mention]) -> int:
    """Return where a name ends behind which a list goes on with another that is known."""
    for mention in known:
        if start < mention.start < stop and mention.type != "Country":
            joined = _NEXT_OF_LIST.search(text, start, mention.start)
            if joined is not None:
                return joined.start()
    return stop


def without_seat(text: str, start: int, stop: int, known: Sequence[Mention]) -> int:
    """Return where a company's name ends that is whole without its town: "Acme Company of Reno"."""
    seated = _SEATED.match(text, start, stop)
    if seated is None or all(word in PLAIN_NAMES for word in seated["own"].split()):
        return stop
    named = any(m.type == "Country" and seated.end() <= m.start < stop for m in known)
    return stop if named else seated.end("whole")


def _abbreviated(text: str, start: int, stop: int, known: Mapping[int, Mention]) -> Mention | None:
    """Return the known body whose acronym stands in brackets behind a name that is its own."""
    found = IN_BRACKETS.match(text, stop)
    body = known.get(found.start(1)) if found is not None else None
    if found is None or body is None or body.end != found.end(1) or "Country" in body.type:
        return None
    words = text[max(0, start - _OWNER) : stop].split()
    initials = iter(word[0].lower() for word in words if word[0].isalpha())
    return body if all(letter in initials for letter in found[1].lower()) else None
