"""Where things stand in a document: quotes, names, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kg.model import Document
from kg.model.fold import printed
from kg.text.sentences import Span, sentences

_BLANKS = re.compile(r"\s+")
_BREAK = "\x1e"
"""Stands for the end of a paragraph, which nothing is quoted across."""
_REFERS = re.compile(
    r"(?<!\w)(?:(?i:it|its|they|them|their|he|she|his|her|who|which|this|these|both)"
    r"|[Tt]he (?:[a-z]+ )?(?:country|countries|nations?|states?|[Aa]gency|agencies|company"
    r"|companies|organi[sz]ations?|sides?|parties|party|partners?|programme|program|project"
    r"|mission|[Ss]tation|satellites?|spacecraft|probe|agreement|[Aa]ccords?|memorandum"
    r"|minister|president))(?!\w)"
)
_TOPIC = 4
"""How many sentences a text goes on about a programme or an accord without its name."""
_BEFORE, _BEHIND = 3, 1
"""How many sentences around one that refers to something may name what it refers to."""


class Places:
    """Finds words in what is left of a document to be read, whatever its line breaks are."""

    def __init__(self, document: Document):
        self.text = document.readable()
        self._sentences = list(sentences(self.text))
        self._starts = [start for start, _ in self._sentences]
        self._plain, self._at = _collapsed(printed(self.text))

    def find(self, words: str) -> Iterator[Span]:
        """Yield each place where the words stand as whole words, in document order.

        Letters must be the same; line breaks, runs of blanks and the shape of quotation
        marks and dashes do not count.
        """
        wanted = _BLANKS.sub(" ", printed(words)).strip()
        if not wanted:
            return
        first = self._plain.find(wanted)
        while first >= 0:
            last = first + len(wanted) - 1
            if self._is_whole(first, last):
                yield self._at[first], self._at[last] + 1
            first = self._plain.find(wanted, first + 1)

    def around(self, span: Span) -> Span:
        """Return the sentence, or the sentences, in which a stretch stands."""
        first, last = self._numbers(span)
        return self._between(first, last, span)

    def reach(self, span: Span, is_topic: bool = False) -> Span:
        """Return where the names may stand that the sentence of a stretch speaks of.

        That is the sentence itself, and where it refers to something ("it", "both", "the
        agency") a few sentences before and one behind. A topic may stand further before.
        """
        first, last = self._numbers(span)
        start, end = self._between(first, last, span)
        if is_topic:
            return self._between(first - _TOPIC, last + _BEHIND, span)
        if not _REFERS.search(self.text, start, end):
            return start, end
        return self._between(first - _BEFORE, last + _BEHIND, span)

    def words(self, span: Span) -> str:
        """Return the words of a stretch in one line."""
        return " ".join(self.text[span[0] : span[1]].split())

    def _numbers(self, span: Span) -> tuple[int, int]:
        first = bisect_right(self._starts, span[0]) - 1
        return first, bisect_right(self._starts, span[1] - 1) - 1

    def _between(self, first: int, last: int, span: Span) -> Span:
        first, last = max(first, 0), min(max(last, 0), len(self._sentences) - 1)
        start, end = self._sentences[first][0], self._sentences[last][1]
        return min(start, span[0]), max(end, span[1])

    def _is_whole(self, first: int, last: int) -> bool:
        """Tell whether a stretch cuts no word in two."""
        plain = self._plain
        cut_before = first > 0 and plain[first - 1].isalnum() and plain[first].isalnum()
        behind = plain[last + 1 : last + 2]
        return not cut_before and not (behind.isalnum() and plain[last].isalnum())


def within(inner: Span, outer: Span) -> bool:
    """Tell whether a stretch lies in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def holds_one(outer: Span, spans: Sequence[Span]) -> bool:
    """Tell whether one of some stretches, ascending and none in another, lies in `outer`."""
    at = bisect_left(spans, outer)
    return any(within(span, outer) for span in spans[max(at - 1, 0) : at + 1])


def is_inside(inner: Span, spans: Sequence[Span]) -> bool:
    """Tell whether a stretch is a part, and not all, of one of some ascending stretches."""
    at = bisect_right(spans, inner)
    return any(within(inner, s) and s != inner for s in spans[max(at - 1, 0) : at + 1])


def _collapsed(text: str) -> tuple[str, list[int]]:
    """Return the text with single blanks, and the offset that each of its characters had."""
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for blank in _BLANKS.finditer(text):
        pieces += [text[at : blank.start()], _BREAK if blank[0].count("\n") > 1 else " "]
        offsets += range(at, blank.start() + 1)
        at = blank.end()
    return "".join([*pieces, text[at:]]), [*offsets, *range(at, len(text))]
