"""Acronyms that a text defines in brackets behind a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import EntityRef
from kg.text.mention import Mention

IN_BRACKETS = re.compile(r"\s*\(\s*[\"“']?([A-Z][A-Za-z&-]{1,11})[\"”']?\s*\)")
"""An acronym behind the name that it stands for."""


def defined(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield mentions of acronyms that the text defines, wherever they stand."""
    done: set[tuple[str, EntityRef]] = set()
    taken = {(m.start, m.end) for m in mentions}
    for mention in mentions:
        match = IN_BRACKETS.match(text, mention.end)
        if match is None or mention.entity is None or mention.kind == "demonym":
            continue
        if mention.type == "Country" or (match.start(1), match.end(1)) in taken:
            continue
        if (match[1], mention.entity) in done:
            continue
        done.add((match[1], mention.entity))
        for again in re.finditer(rf"(?<![\w-]){re.escape(match[1])}(?![\w])", text):
            yield Mention(*again.span(), mention.type, mention.entity, kind="found")
