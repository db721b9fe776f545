"""Where a pattern fits a sentence, and what its slots hold there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import EntityRef, Literal
from kg.model.dates import datatype
from kg.text.encode import AHEAD, Encoded
from kg.text.guards import is_stated
from kg.text.meant import how_meant, neither_before
from kg.text.mention import Mention, is_a
from kg.text.names import found_person
from kg.text.ownership import is_in_passing, is_part_of
from kg.text.patterns.files import Pattern
from kg.text.patterns.needs import Index
from kg.text.patterns.notation import Compiled

Term = EntityRef | Literal


_AT_EDGE = ("agencyOf", "satelliteType")
"""What may be told of the first or the last of a list alone: "cubesat A and the lander B"."""


@dataclass(frozen=True)
class Match:
    """One place where a pattern fits.

    Args:
        pattern: the pattern.
        start: document offset of the first code point.
        end: document offset after the last one.
        slots: slot name -> mentions, in text order.
        words: slot name -> the words themselves, for slots of free text.
        status: how it is meant.
        view: the encoded sentence.
        span: positions in it, half-open.
    """

    pattern: Pattern
    start: int
    end: int
    slots: Mapping[str, tuple[Mention, ...]]
    words: Mapping[str, str]
    status: str
    view: Encoded
    span: tuple[int, int]

    @property
    def first(self) -> int:
        """Document offset of the first mention, without an article before it."""
        return min(m.start for mentions in self.slots.values() for m in mentions)

    @property
    def understood(self) -> tuple[Mention, ...]:
        """What a frame takes from the sentences before, and this sentence does not name."""
        role = self.pattern.frame.focus if self.pattern.frame is not None else ""
        named = {one.entity for mention in self.view.mentions for one in mention.each()}
        return tuple(m for m in self.slots.get(role, ()) if m.entity not in named)

    def terms(self, name: str) -> list[Term]:
        """Return what a slot stands for; `X.employer` is whom its people stand for.

        `X.nation` is the country whose nationals they are said to be.

        `X.rocket` and `X.day` are those of a flight.
        """
        slot, _, part = name.partition(".")
        mentions = self.slots.get(slot, ())
        if part == "rocket":
            return [Literal(m.value) for m in mentions if m.value]
        if part == "day":
            return [Literal(m.head, datatype(m.head)) for m in mentions if m.head]
        if part == "nation":
            return [m.nation for m in mentions if m.nation is not None]
        if part:
            bodies = [m.affiliation for m in mentions if m.affiliation is not None]
            return [b for b in bodies if part == "employer" or b.type == "Country"]
        return [term for m in mentions if (term := term_of(m)) is not None]


class Matcher:
    """Fits many patterns to a sentence, leaving out those that have no chance.

    Args:
        patterns: what to fit, in the order in which matches are wanted.
    """

    def __init__(self, patterns: Iterable[Pattern]):
        self._wordings = [(pattern, one) for pattern in patterns for one in pattern.compiled]
        self._index = Index([compiled.needs for _, compiled in self._wordings])

    def matches(self, encoded: Encoded) -> Iterator[Match]:
        """Yield every place of the sentence where a pattern fits, pattern by pattern."""
        for number in self._index.met_by(encoded.tokens):
            yield from _fits(*self._wordings[number], encoded)


def _fits(pattern: Pattern, compiled: Compiled, encoded: Encoded) -> Iterator[Match]:
    for found in compiled.regex.finditer(encoded.text):
        match = _read(pattern, compiled, found, encoded)
        if match is not None:
            yield match


def _read(
    pattern: Pattern, compiled: Compiled, found: re.Match[str], encoded: Encoded
) -> Match | None:
    if not is_stated(encoded, compiled, found):
        return None
    leads = any(gives.predicate == "ledBy" for gives in pattern.gives)
    if leads and is_part_of(encoded, found):
        return None
    status = how_meant(pattern, compiled, found, encoded)
    if status is None or pattern.only not in (None, status):
        return None
    filled = _fill(compiled, found, encoded)
    ahead = ":" in found.group() and _is_ahead(compiled, found, encoded)
    if filled is None or ahead or (pattern.accompanied and is_in_passing(encoded, filled[0])):
        return None
    begin = found.start() - neither_before(encoded, found)
    start, end = encoded.start(begin), encoded.end(found.end())
    start = min([start, *_clauses(encoded, compiled, found)])
    start, end = trimmed(encoded, start, end)
    return Match(pattern, start, end, *filled, status, encoded, found.span())


def _is_ahead(compiled: Compiled, found: re.Match[str], encoded: Encoded) -> bool:
    """Tell whether a match holds "all" for craft behind the colon, where each has its own."""
    tokens = (found[group] for group in compiled.groups if not group.startswith("w_"))
    return any(encoded.mention(token).head == AHEAD for token in tokens if token is not None)


def trimmed(encoded: Encoded, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of the document without the white space that it opens with."""
    while start < end and encoded.source[start].isspace():
        start += 1
    return start, end


def _clauses(encoded: Encoded, compiled: Compiled, found: re.Match[str]) -> Iterator[int]:
    """Yield where the clauses begin whose subject is left unsaid: the quote needs it."""
    for group in compiled.groups:
        if found[group] is not None and not group.startswith("w_"):
            clause = encoded.mention(found[group]).clause
            if clause is not None:
                yield clause


def _fill(
    compiled: Compiled, found: re.Match[str], encoded: Encoded
) -> tuple[dict[str, tuple[Mention, ...]], dict[str, str]] | None:
    """Return mentions and words by slot, None where a list holds what the slot does not take."""
    slots: dict[str, tuple[Mention, ...]] = {}
    words: dict[str, str] = {}
    for group, name in compiled.groups.items():
        if found[group] is None:
            continue
        if compiled.slots[name] == ("Words",):
            words[name] = encoded.words(*found.span(group))
            continue
        mention = encoded.mention(found[group])
        if not is_a(mention, compiled.slots[name]):
            return None
        slots[name] = (*slots.get(name, ()), *mention.each())
    return slots, words


def is_within(match: Match, phrase: Mention) -> bool:
    """Tell whether something is said inside a noun phrase, or beside a name at its edge.

    In "Japan's space agency JAXA, ISRO and NASA" what is told of JAXA begins before the list.
    """
    if phrase.start - 1 <= match.first and match.end <= phrase.end:
        return True
    if not phrase.is_list or match.pattern.gives[0].predicate not in _AT_EDGE:
        return False
    first, last = phrase.members[0], phrase.members[-1]
    opens = match.first <= phrase.start < match.end <= first.end
    return opens or last.start - 1 <= match.first < phrase.end <= match.end


def term_of(mention: Mention) -> Term | None:
    """Return the entity or the literal that a mention stands for, None if it has no value."""
    if mention.entity is not None:
        return mention.entity
    if mention.type == "Name":
        return found_person(mention.value)
    if mention.type == "Date":
        if mention.value.startswith("text:"):
            return None
        return Literal(mention.value, datatype(mention.value))
    if mention.type in ("Number", "Ordinal"):
        return Literal(mention.value, "integer")
    return Literal(mention.value) if mention.value else None
