"""A name beside another that only describes it: "the French space agency CNES"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.gazetteer import Gazetteer
from kg.text.mention import Mention

_DESCRIBED = re.compile(r"(?:'s)?\s+(?:national\s+)?space\s+agency$")
_BESIDE = re.compile(r"\s*,?\s*(?:the\s+)?|\s*\(\s*")


def undescribed(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the names of a text; one that only describes the name beside it is taken apart.

    In "the French space agency CNES" the agency is CNES, and that it is French is told of it.
    """
    mentions = gazetteer.mentions(text)
    for i, mention in enumerate(mentions):
        beside = [*mentions[max(0, i - 1) : i], *mentions[i + 1 : i + 2]]
        described = _DESCRIBED.search(text[mention.start : mention.end])
        if described is not None and any(_is_beside(text, mention, m) for m in beside):
            stretch = text[mention.start : mention.start + described.start()]
            parts = gazetteer.mentions(stretch)
            shift = mention.start
            yield from (replace(p, start=p.start + shift, end=p.end + shift) for p in parts)
        else:
            yield mention


def _is_beside(text: str, described: Mention, other: Mention) -> bool:
    first, second = sorted((described, other), key=lambda m: m.start)
    between = text[first.end : second.start]
    return described.entity == other.entity and _BESIDE.fullmatch(between) is not None
