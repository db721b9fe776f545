"""A document as a reader sees it, whatever characters it is made of.

An accent may be a character of its own, a line may end in two characters, a gap may be
several spaces wide, and soft hyphens, zero-width spaces and marks of direction are not seen.
Names and patterns know nothing
of that: they read the composed text, and every quote is led back to the text as frozen.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import Claim, Cut, Document, Evidence

_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_MARKS = "\u0300-\u036f"
_SPACES = "\t\xa0\u2000-\u200a\u202f\u205f\u3000"
_ANY = re.compile(f"[\r{_SPACES}{_UNSEEN}{_MARKS}]")
_EACH = re.compile(
    f"\r(?=\n)|[{_UNSEEN}]+|(?<=\\S)[ {_SPACES}]{{2,}}(?=\\S)|[{_SPACES}]|[^\\W\\d_][{_MARKS}]+"
)


@dataclass(frozen=True)
class Seen:
    """A document to be read, and the way back to the one it was made from.

    Args:
        document: what is to be read.
        original: the document as frozen.
        begins: for each character to be read, where it begins in the frozen text; empty
            where both texts are the same.
        ends: where it ends there.
    """

    document: Document
    original: Document
    begins: Sequence[int] = ()
    ends: Sequence[int] = ()

    @classmethod
    def of(cls, document: Document) -> Seen:
        """Return a document as it is seen."""
        text = document.text
        if "  " not in text and not _ANY.search(text):
            return cls(document, document)
        parts: list[str] = []
        begins: list[int] = []
        ends: list[int] = []
        at = 0
        for match in _EACH.finditer(text):
            start, end = match.span()
            shown = _shown(match.group())
            parts += [text[at:start], shown]
            begins += [*range(at, start), *[start] * len(shown)]
            ends += [*range(at + 1, start + 1), *[end] * len(shown)]
            at = end
        parts.append(text[at:])
        begins += range(at, len(text))
        ends += range(at + 1, len(text) + 1)
        cuts = _moved(document.cuts, begins, ends)
        return cls(replace(document, text="".join(parts), cuts=cuts), document, begins, ends)

    def restored(self, claims: Iterable[Claim]) -> list[Claim]:
        """Return claims of the document as seen with their quotes in the frozen text."""
        if not self.begins:
            return list(claims)
        return [
            replace(claim, evidence=tuple(map(self._restored, claim.evidence))) for claim in claims
        ]

    def _restored(self, evidence: Evidence) -> Evidence:
        start, end = self.begins[evidence.start], self.ends[evidence.end - 1]
        return replace(evidence, start=start, end=end, quote=self.original.text[start:end])


def _shown(found: str) -> str:
    if found[0].isalpha():
        return unicodedata.normalize("NFC", found)
    return " " if found.isspace() and found != "\r" else ""


def _moved(cuts: Sequence[Cut], begins: Sequence[int], ends: Sequence[int]) -> tuple[Cut, ...]:
    """Return cuts of the frozen text in positions of the text as seen."""
    places = ((bisect_right(ends, c.start), bisect_left(begins, c.end), c) for c in cuts)
    return tuple(replace(cut, start=start, end=end) for start, end, cut in places if start < end)
