"""Sentences, as half-open spans of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"(?:\d{1,2}[.)]|\((?:\d{1,2}|[a-z])\))"
_LONG = r"[^\n]{160}"
"""More than a line holds that was broken to fit a page: here each line is a paragraph."""
_PARAGRAPH = re.compile(
    rf"\n[^\S\n]*\n\s*|\n(?=[^\S\n]*[-*•#>])|(?<=[.:;,\w])\n(?=[^\S\n]*{_NUMBER}\s+[^\W\d_])"
    rf"|(?<={_LONG})\n(?=[^\W_a-z])|\n(?=[^\W_a-z]{_LONG})"
)
_ITEM = re.compile(
    rf"[^\S\n]*(?:[-*•·▪–‣◦]|{_NUMBER})\s+[^\n:.;!?]{{2,60}}[.;,]?(?:\s+and)?[^\S\n]*(?:\n|\Z)"
)
"""An entry of a list that is a mere name: "- Kenya", "2. Kenya"."""
_NUMBERED = re.compile(r"(?:^|\n|[:;,]\s|\band\s)[^\S\n]*\d{1,2}\.$")
"""The number of an entry, whose full stop ends no sentence."""
_END = re.compile(
    r"""[.!?…]+["'”’)\]]*\s+(?=(?:[-•·]\s+)?["'“‘(\[]*[^\Wa-z])|[:;][^\S\n]+(?=[-•·]\s+["'“‘]?[^\Wa-z])"""
)
"""Where a sentence ends; so do the entries of a list that was run together: "…; - Kenya …"."""
_ABBREVIATION = re.compile(
    r"""(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sen|Rep|Gov|Hon|Amb|Rev|St|Sr|Jr
    |Inc|Corp|Co|Ltd|No|Nos|vs|cf|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec
    |e\.g|i\.e|Fig|Art|Sec|Dept|Univ|Intl|Asst)
    |\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$""",
    re.VERBOSE,
)
_ENDS_ALWAYS = re.compile(r"(?:U\.S|U\.K|U\.N|U\.A\.E|D\.C|a\.m|p\.m)\.$")
_STARTS_ANEW = re.compile(
    r"""["'“‘(\[]*(?:The|It|They|He|She|This|That|These|In|On|At|But|And|A|An|Its|As|For|Under)\b"""
)

Span = tuple[int, int]

LONGEST = 2_000
"""Most characters of a sentence; what is longer is no prose, and would be slow to read."""


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of a stretch in order, without surrounding white space.

    A blank line, a list item and a heading end a sentence; names in a list that a colon
    announces belong to its sentence. An abbreviation ends none, unless it is one that often
    ends a sentence ("U.S.") and a usual opening follows.

    Args:
        text: the whole document.
        start: first code point of the stretch.
        end: code point after its last one; the document's end by default.
    """
    stop = len(text) if end is None else end
    at, is_listing = start, False
    for gap in _PARAGRAPH.finditer(text, start, stop):
        announced = text[max(at, gap.start() - 5) : gap.start()].rstrip().endswith(":")
        is_listing = (announced or is_listing) and _ITEM.match(text, gap.end()) is not None
        if is_listing:
            continue
        yield from _split(text, at, gap.start())
        at = gap.end()
    yield from _split(text, at, stop)


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for match in _END.finditer(text, start, end):
        if not _continues(text, at, match):
            yield from _pieces(text, at, match.end())
            at = match.end()
    yield from _pieces(text, at, end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence; one that no person would write is cut at spaces into pieces."""
    while end - start > LONGEST:
        stop = text.rfind(" ", start + 1, start + LONGEST)
        stop = stop if stop > start else start + LONGEST
        yield from _trim(text, start, stop)
        start = stop
    yield from _trim(text, start, end)


def _continues(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether the full stop belongs to an abbreviation in mid-sentence."""
    if text[match.start()] != ".":
        return False
    before = text[max(start, match.start() - 12) : match.start() + 1]
    if _NUMBERED.search(text[max(0, match.start() - 12) : match.start() + 1]):
        return True
    if _ENDS_ALWAYS.search(before):
        return not _STARTS_ANEW.match(text, match.end())
    return _ABBREVIATION.search(before) is not None


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
