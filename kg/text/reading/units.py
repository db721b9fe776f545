"""The lines of a page, as far as its layout matters.

A unit is a line or, in text that is wrapped at a fixed width, the lines of one paragraph.
Units are all that the cutters look at: short ones may be furniture, prose is the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LONGEST_FURNITURE = 500
"""Units with more characters than this are never furniture."""

HAS_WORD = re.compile(r"[^\W_]")
"""Matches where there is anything to read: a letter or a digit."""

_SHORTEST_PROSE = 60
_LONGEST_TITLE = 160
_SURELY_PROSE = 400
_WRAPPED = range(45, 121)

_CLOSERS = "\"'”’»›)]*_ \t"
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}$")
_TRUNCATED = re.compile(r"(?:…|\.\.\.?|[\[(](?:…|\.\.\.)[\])])$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One line, or one wrapped paragraph.

    Args:
        start: first code point in the frozen text.
        end: code point after the last one, the line end not included.
        block: number of the run of lines between blank lines that it stands in.
        text: its words, with single spaces; only the first ones of a very long unit.
        prose: whether it reads as a sentence or more.
    """

    start: int
    end: int
    block: int
    text: str
    prose: bool

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def is_title(self) -> bool:
        """Whether it could be the title of a story: short, and no sentence."""
        return not self.prose and len(self) <= _LONGEST_TITLE and not self.text.endswith((":", ";"))

    @property
    def is_teaser(self) -> bool:
        """Whether it could point to another story: a title, or a text broken off."""
        if _TRUNCATED.search(self.text):
            return len(self) <= LONGEST_FURNITURE
        return self.is_title and not ends_sentence(self.text)


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does.

    >>> ends_sentence("“We will cooperate.”"), ends_sentence("A deal with the U.S.")
    (True, False)
    """
    tail = text[-40:].rstrip(_CLOSERS)
    if _TRUNCATED.search(tail) or _INITIALS.search(tail):
        return False
    return tail.endswith((".", "。", "!", "！", "؟", "?", "？"))


def read_units(text: str, start: int = 0) -> list[Unit]:
    """Return the units of a text from an offset on, in order.

    Lines without a letter or digit, such as rules and blank lines, belong to none.
    """
    return [
        _unit(number, paragraph)
        for number, block in enumerate(_blocks(text, start))
        for paragraph in _paragraphs(block)
    ]


_Line = tuple[int, int, str]


def _blocks(text: str, start: int) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        words = text[start:stop].strip()
        if words and HAS_WORD.search(words):
            block.append((start, stop, words))
        elif block and not words:
            yield block
            block = []
        start = stop + 1
    if block:
        yield block


def _paragraphs(block: list[_Line]) -> Iterator[list[_Line]]:
    """Yield each run of wrapped lines as one, and every other line by itself."""
    run: list[_Line] = []
    for line in block:
        run.append(line)
        if len(line[2]) not in _WRAPPED or ends_sentence(line[2]):
            yield from _joined(run)
            run = []
    yield from _joined(run)


def _joined(run: list[_Line]) -> Iterator[list[_Line]]:
    words = [line[2] for line in run]
    width = max(map(len, words), default=0)
    # Where the next word would have fitted, somebody ended the line on purpose.
    full = all(len(line) + len(after.split(None, 1)[0]) >= width for line, after in pairwise(words))
    flows = any(line[0].islower() for line in words[1:])
    if run and (flows or (full and len(run) > 2 and ends_sentence(words[-1]))):
        yield run
    else:
        yield from ([line] for line in run)


def _unit(block: int, lines: list[_Line]) -> Unit:
    start, end = lines[0][0], lines[-1][1]
    words = lines[0][2] if len(lines) == 1 else " ".join(line[2] for line in lines)
    return Unit(start, end, block, words[: LONGEST_FURNITURE + 1], _is_prose(words))


def _is_prose(words: str) -> bool:
    if len(words) >= _SURELY_PROSE:
        return not _TRUNCATED.search(words[-8:])
    if len(words) < _SHORTEST_PROSE:
        return False
    if words.endswith(("?", "!")):
        return len(words) >= 2 * _SHORTEST_PROSE
    return words.endswith(":") or ends_sentence(words)
