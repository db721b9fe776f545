"""Acronyms that a text defines, in brackets behind a name or right before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import EntityRef
from kg.text.mention import Mention

IN_BRACKETS = re.compile(r"\s*\(\s*[\"“']?([A-Z][A-Za-z&-]{1,11})[\"”']?\s*\)")
"""An acronym behind the name that it stands for."""

_CALLED = re.compile(r"(?<![\w-])([A-Z][A-Za-z]{2,11}),\s+(?:the\s+)?$")
"""A name that stands before what it is short for: "Smile, the Solar wind … Explorer"."""


def defined(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield mentions of acronyms that the text defines, wherever they stand."""
    done: set[tuple[str, EntityRef]] = set()
    taken = {(m.start, m.end) for m in mentions}
    for mention in mentions:
        match = IN_BRACKETS.match(text, mention.end) or _short_for(text, mention)
        if match is None or mention.entity is None or mention.kind == "demonym":
            continue
        if mention.type == "Country" or (match.start(1), match.end(1)) in taken:
            continue
        if (match[1], mention.entity) in done:
            continue
        done.add((match[1], mention.entity))
        for again in re.finditer(rf"(?<![\w-]){re.escape(match[1])}(?![\w])", text):
            yield Mention(*again.span(), mention.type, mention.entity, kind="found")


def _short_for(text: str, mention: Mention) -> re.Match[str] | None:
    """Return the name before a mention that is made of its initials."""
    found = _CALLED.search(text, max(0, mention.start - 20), mention.start)
    if found is None or mention.entity is None:
        return None
    initials = iter(word[0].lower() for word in mention.entity.label.split())
    return found if all(letter in initials for letter in found[1].lower()) else None
