"""A stretch of a document with what is known already blotted out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.model.fold import printed
from kg.text.mention import Mention

MASK = "\ue002"
"""Stands for each character of a mention."""


_WRAPPED = range(45, 111)
"""How long a line is that goes on in the next one."""


@lru_cache(maxsize=4)
def _line_ends(text: str) -> list[int]:
    """Return where lines end that no name runs over: of headings, credits and whole paragraphs."""
    ends, at = [], 0
    lines = text.split("\n")
    for line, following in pairwise(lines):
        at += len(line) + 1
        if len(line) not in _WRAPPED or len(following) > max(_WRAPPED):
            ends.append(at - 1)
    return ends


@dataclass(frozen=True)
class Masked:
    """A stretch of a document in which the mentions are blotted out, length kept.

    Args:
        text: the stretch.
        start: document offset of its first code point.
    """

    text: str
    start: int

    @classmethod
    def of(cls, text: str, start: int, end: int, mentions: Iterable[Mention]) -> Masked:
        """Blot the mentions that lie in `text[start:end]`."""
        chars = list(printed(text)[start:end])
        for mention in mentions:
            if start <= mention.start and mention.end <= end:
                blot = MASK * (mention.end - mention.start)
                chars[mention.start - start : mention.end - start] = blot
        ends = _line_ends(text)
        for at in ends[bisect_left(ends, start) : bisect_left(ends, end)]:
            chars[at - start] = MASK
        return cls("".join(chars), start)

    def find(
        self, pattern: re.Pattern[str], group: int | str = 0
    ) -> Iterator[tuple[int, int, str]]:
        """Yield document offsets and words, spaces made single, of a group in each match."""
        for match in pattern.finditer(self.text):
            begin, stop = match.span(group)
            yield self.start + begin, self.start + stop, " ".join(match[group].split())
