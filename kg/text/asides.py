"""What a sentence names only in passing: to compare, as a port, or as where something went."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import EntityRef
from kg.text.encode import ANY_TOKEN, Encoded, token_pattern
from kg.text.mention import CRAFT

_CRAFT = token_pattern(CRAFT, plural=True)
_BESIDE = re.compile(
    r"\b(?:like|unlike|than|alongside|besides?|before|after|ahead\s+of|"
    r"(?:same|those|similar|platform|bus|design|copy|twin|sister|successor|predecessor|replacement)"
    r"\s+(?:\w+\s+)?(?:as|of|to|for|from))\s+(?:the\s+)?$"
    rf"|\b(?:with|alongside)\s+(?:(?:[\w-]+|{ANY_TOKEN})\s+){{0,3}}(?:satellites|spacecraft|craft|cubesats),\s*$"
)
"""What stands before a craft with which a sentence only compares what it speaks of."""
_PORT = re.compile(
    r"\b(?:port|side|hatch|airlock|end)\s+(?:of|on)\s+(?:the\s+)?$"
    r"|\b(?:dock|undock|berth|attach|moor)\w*\s+(?:\w+\s+)?(?:to|with|at|from)\s+(?:[^\s,;]+\s+){0,3}?(?:the\s+)?$"
)
"""What stands before a craft where another arrives or leaves."""


_PROGRAMME = token_pattern(("Programme",), plural=False)
_BOUND_FOR = re.compile(
    r"\b(?:launch|fl[eyo]w?|flight|flown|sent|travel|releas|deploy|hurl|bound|head|carr|ferr|ship|arriv"
    r"|dock|supplies|cargo|provision|freighter|visit|return|stay|days|weeks|months|years|board|astronauts|crew|way|road|trip|journey)\w*\s"
    r"[^.;:]{0,40}?\b(?:to|towards?|from|at|for|with|aboard|inside|on|in)\s+(?:the\s+)?$"
    r"|\b(?:aboard|inside|reach(?:ed)?|left)\s+(?:the\s+)?$"
)
"""What before a programme says that it is where something went, was or came from."""


def goals(encoded: Encoded) -> Iterator[EntityRef]:
    """Yield the programmes that a sentence names only as the place where something went."""
    named = [m for m in encoded.mentions if m.type == "Programme" and m.entity is not None]
    tokens = {m.group() for m in _PROGRAMME.finditer(encoded.text)} if named else set()
    for entity in {m.entity for m in named if m.entity is not None}:
        mine = [t for t in tokens if encoded.mention(t).entity == entity]
        if mine and all(_BOUND_FOR.search(encoded.before(encoded.text.index(t))) for t in mine):
            yield entity


def compared(encoded: Encoded) -> set[EntityRef]:
    """Return the craft and missions that a sentence names only to compare."""
    return _only_behind(_BESIDE, encoded)


def ports(encoded: Encoded) -> set[EntityRef]:
    """Return those that it names only as where another arrives or leaves."""
    return _only_behind(_PORT, encoded)


def _only_behind(words: re.Pattern[str], encoded: Encoded) -> set[EntityRef]:
    """Return the craft and missions that a sentence names only behind some words."""
    aside: dict[EntityRef, bool] = {}
    for token in _CRAFT.finditer(encoded.text):
        mention = encoded.mention(token.group())
        governed = words.search(encoded.before(token.start())) is not None
        for one in mention.each():
            if one.entity is not None:
                aside[one.entity] = aside.get(one.entity, True) and governed
    return {entity for entity, only in aside.items() if only}
