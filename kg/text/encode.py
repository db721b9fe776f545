"""A sentence as patterns read it: plain lower-case words, each mention one token.

A mention becomes `OPEN number letter index CLOSE`: `1` for a single thing, `n` for a
coordination, `0` for one that is left unsaid; a letter for its type; its index in the list of
mentions. What stands between keeps its length, so that every position leads back to the
document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from kg.model import ID_PREFIXES
from kg.model.fold import lowered
from kg.text.mention import VALUE_TYPES, Mention, lineage

OPEN, CLOSE = "\ue000", "\ue001"
POSSESSIVE = "possessive"
"""Head of a mention that stands for "its": what it means owns what follows."""
AHEAD = "ahead"
"""Head of a mention whose members are named behind the colon of its sentence."""
MIXED = "x"
"""Letter of a coordination whose members are of different types."""

_TYPES = (*sorted(ID_PREFIXES), *VALUE_TYPES)
LETTERS = {
    name: chr(ord("A") + i) if i < 26 else chr(ord("a") + i - 26) for i, name in enumerate(_TYPES)
}
assert MIXED not in LETTERS.values()


@cache
def _letters_of(types: frozenset[str]) -> str:
    """Return the letters of the types and their subtypes."""
    found = (letter for name, letter in LETTERS.items() if not types.isdisjoint(lineage(name)))
    return "".join(found)


def tokens_of(types: Iterable[str], *, plural: bool, single: bool = True) -> set[str]:
    """Return what `Encoded.tokens` may hold where `token_regex` of the same arguments fits."""
    letters = _letters_of(frozenset(types))
    many = {f"{OPEN}n{letter}" for letter in letters + MIXED} if plural else set()
    one = {f"{OPEN}{number}{letter}" for letter in letters for number in "01"} if single else set()
    return one | many


def token_regex(types: Iterable[str], *, plural: bool, single: bool = True) -> str:
    """Return a regex for the token of a mention of one of the types (or their subtypes).

    Args:
        types: names of entity or value types.
        plural: whether a coordination may stand there too.
        single: whether a single thing may stand there.
    """
    letters = _letters_of(frozenset(types))
    one = [f"[01][{letters}]"] if single else []
    many = [f"n[{letters}{MIXED}]"] if plural else []
    return f"{OPEN}(?:{'|'.join([*one, *many])})[0-9]+{CLOSE}"


_LOOK_BACK = 60
_BULLET = re.compile(r"(?<=\n)([^\S\n]*)(?:[-•·▪–‣◦](?=\s)|[*](?=\s))")
_UNREAD = str.maketrans(dict.fromkeys("[]*_`" + OPEN + CLOSE, " "))
"""Markdown's marks say nothing to a pattern."""
_TOKENS = re.compile(rf"{OPEN}[01n][A-Za-z]|\w+|[^\w\s]")
ANY_TOKEN = f"{OPEN}[01n][A-Za-z][0-9]+{CLOSE}"
_ANY = re.compile(ANY_TOKEN)

Span = tuple[int, int]
"""Positions in an encoded sentence, half-open."""

_LABEL = 25
"""How many characters the label of an entry may have, with the bullet before it."""
_BORDER = re.compile(
    r"[;:•|]\s|(?<![ap]\.m)\.\s|\s[–—-]+\s|—"
    r"|,?\s(?=(?:while|whereas|but|although|though|because|whose|when|where|after\s+which)\s)"
    r"|,\s(?=(?:and|or|then|so|with)\s)"
    rf"|\s(?=(?:after|before|until|once)\s+(?:(?:the|its|their|it|they)\s+)?(?:{ANY_TOKEN}|\w+)\s+"
    r"(?:is|was|are|were|has|had|have|will|\w+ed)\s)"
)


@cache
def token_pattern(types: tuple[str, ...], *, plural: bool) -> re.Pattern[str]:
    """Return `token_regex` compiled; it is asked for in every sentence."""
    return re.compile(token_regex(types, plural=plural))


@dataclass(frozen=True)
class Encoded:
    """A sentence with its mentions as tokens.

    Args:
        text: the encoded sentence.
        mentions: what the tokens stand for, by index.
        starts: positions in `text` where a stretch begins, ascending.
        origins: document offsets of the same stretches.
        lengths: lengths of the stretches in the document (a token's is its mention's).
        source: the document's text.
        span: where the sentence stands in it, half-open.
    """

    text: str
    mentions: Sequence[Mention]
    starts: Sequence[int]
    origins: Sequence[int]
    lengths: Sequence[int]
    source: str
    span: tuple[int, int]

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The words and marks of the sentence, and for its mentions their number and letter."""
        return frozenset(_TOKENS.findall(self.text))

    @cached_property
    def clauses(self) -> Sequence[Span]:
        """The clauses of the sentence in order; together they cover it.

        A clause ends at a semicolon, a colon, a dash, a conjunction behind a comma, or before
        a relative pronoun.
        """
        borders: set[int] = set()
        for match in _BORDER.finditer(self.text):
            # "Rocket: GSLV-F16": a label belongs to what follows it.
            label = (
                match.group().startswith(":") and match.start() - max(borders, default=0) < _LABEL
            )
            borders |= set() if label else {match.end()}
        for match in _ANY.finditer(self.text):
            mention = self.mention(match.group())
            opens = mention.head == "relative" or mention.clause is not None
            if mention.kind == "anaphor" and opens:
                borders.add(match.start())
        cuts = [0, *sorted(borders), len(self.text)]
        return [(start, end) for start, end in pairwise(cuts) if start < end]

    def mention(self, token: str) -> Mention:
        """Return the mention that a token stands for."""
        return self.mentions[int(token[3:-1])]

    def start(self, position: int) -> int:
        """Return the document offset of a position, which may lie at a token's start."""
        i = bisect_right(self.starts, position) - 1
        return self.origins[i] + min(position - self.starts[i], self.lengths[i])

    def end(self, position: int) -> int:
        """Return the document offset of a half-open end position."""
        i = bisect_right(self.starts, position - 1) - 1
        within = position - self.starts[i]
        is_token = self.text[self.starts[i]] == OPEN
        return self.origins[i] + (self.lengths[i] if is_token else within)

    def before(self, position: int) -> str:
        """Return the few characters that stand before a position."""
        return self.text[max(0, position - _LOOK_BACK) : position]

    def words(self, start: int, end: int) -> str:
        """Return the words of the document between two positions, spaces made single."""
        return " ".join(self.source[self.start(start) : self.end(end)].split())


def encode(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Encoded:
    """Encode the sentence `text[start:end]` with mentions in text order, non-overlapping."""
    global _latest
    latest = _latest
    if latest.span == (start, end) and latest.source is text and latest.mentions == mentions:
        return latest
    _latest = _encode(text, start, end, mentions)
    return _latest


def _encode(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Encoded:
    words = _words(text)
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    lengths: list[int] = []
    position, at = 0, start
    for index, mention in enumerate(mentions):
        begin, stop = mention.start, mention.end
        if at < begin:
            parts.append(words[at:begin])
            starts.append(position)
            origins.append(at)
            lengths.append(begin - at)
            position += begin - at
        token = _token(mention, index)
        parts.append(token)
        starts.append(position)
        origins.append(begin)
        lengths.append(stop - begin)
        position += len(token)
        at = stop
    if at < end:
        parts.append(words[at:end])
        starts.append(position)
        origins.append(at)
        lengths.append(end - at)
    return Encoded("".join(parts), mentions, starts, origins, lengths, text, (start, end))


_latest = Encoded("", (), (), (), (), "", (0, 0))
"""The sentence encoded last: most steps of the cascade find nothing to change in it."""


def _token(mention: Mention, index: int) -> str:
    if not mention.members:
        number = "0" if mention.kind == "unsaid" else "1"
        owns = "'s" if mention.head == POSSESSIVE else ""
        return f"{OPEN}{number}{LETTERS[mention.type]}{index}{CLOSE}{owns}"
    types = {one.type for one in mention.members}
    return f"{OPEN}n{LETTERS[mention.type] if len(types) == 1 else MIXED}{index}{CLOSE}"


@lru_cache(maxsize=4)
def _words(text: str) -> str:
    """Return the words of a document in lower case, without markup and foreign token marks."""
    return _BULLET.sub(r"\1 ", lowered(text)).translate(_UNREAD)
