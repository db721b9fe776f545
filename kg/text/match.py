"""Where a pattern fits a sentence, and what its slots hold there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import EntityRef, Literal
from kg.model.dates import datatype
from kg.text.encode import AHEAD, ANY_TOKEN, Encoded
from kg.text.guards import (
    document_status,
    is_conditional,
    is_dropped,
    is_stated,
)
from kg.text.meaning import fate
from kg.text.mention import DOING, OMITTING, Mention, is_a
from kg.text.names import found_person
from kg.text.ownership import is_in_passing, is_part_of
from kg.text.patterns.files import Pattern
from kg.text.patterns.needs import Index
from kg.text.patterns.notation import Compiled
from kg.text.patterns.verbs import is_loose_gerund, passive_before, status_of

Term = EntityRef | Literal


_NEITHER = re.compile(r"\s*(?:neither|nor)\s")
_NEITHER_OF = re.compile(
    # "nor its partners Cuba and Nicaragua adhere", "nor has Kenya signed"
    r"\b(?:(?:neither|nor)\s+(?:(?:the|its|their|his|her)\s+(?:[a-z][\w-]*\s+){0,3})?"
    r"|(?:neither|nor|never|nowhere|not\s+once|at\s+no\s+(?:time|point|stage)|in\s+no\s+way)\s+"
    r"(?:ha[sd]|have|did|do(?:es)?|is|are|was|were|will|would|can|could)\s+(?:the\s+)?"
    # "Neither of the two countries, China and Russia, has signed"
    r"|(?:none|neither)\s+of\s+(?:th(?:e|ese|ose)\s+)?(?:(?:[^\s,]+\s+){0,3}[^\s,]+\s*,\s*)?"
    # "neither of them", before whom they are
    r"|(?:none|neither)(?:\s+of\s+(?:them|these|those|the\s+\S+)(?:\s+[a-z]+)?)?(?:\s+[a-z]+)?\s*)$",
    re.IGNORECASE,
)
_NOR_HAS = re.compile(
    r"\b(?:neither|nor)\s+(?:has|have|had|did|does|do|is|are|was|were|will|would|can|could)"
    rf"(?:\s*{ANY_TOKEN})?\s+(?:the\s+)?$"
)
"""An inverted denial: "neither has Kenya joined"; what is joined may be understood."""
_AND_NEITHER = re.compile(r"\w\s+(?:neither|none\s+of)\s")
"""What denies behind the verb: "joined neither A nor B"."""
_ANY = re.compile(ANY_TOKEN)
_WHILE_OUT = re.compile(
    r"\b(?:when|before|until|as\s+long\s+as|at\s+a\s+time\s+when)\s+(?:the\s+)?$"
)
"""What makes a denial true of another time only: "when Russia was not yet on board"."""
_MEMBERSHIPS = ("signatoryOf", "participatesIn")
_AT_EDGE = ("agencyOf", "satelliteType")
"""What may be told of the first or the last of a list alone: "cubesat A and the lander B"."""
_DESCRIBING = ("agencyOf", "builtFor", "holdsPosition", "ledBy", "partOf", "satelliteType")
_EVENTS = ("agreementWith", "signatoryOf", "participatesIn", "signedBy")


_OWNER = "ledBy/owner"
"""The pattern of "NASA's Artemis II"."""


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

        `X.rocket` and `X.day` are those of a flight.
        """
        slot, _, part = name.partition(".")
        mentions = self.slots.get(slot, ())
        if part == "rocket":
            return [Literal(m.value) for m in mentions if m.value]
        if part == "day":
            return [Literal(m.head, datatype(m.head)) for m in mentions if m.head]
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
    status = _meant(pattern, compiled, found, encoded)
    if status is None or pattern.only not in (None, status):
        return None
    if status == "negated" and _WHILE_OUT.search(encoded.before(found.start())):
        return None
    filled = _fill(compiled, found, encoded)
    ahead = ":" in found.group() and _is_ahead(compiled, found, encoded)
    if filled is None or ahead or (pattern.id == _OWNER and is_in_passing(encoded, filled[0])):
        return None
    begin = found.start() - _neither_before(encoded, found)
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


def _meant(
    pattern: Pattern, compiled: Compiled, found: re.Match[str], encoded: Encoded
) -> str | None:
    """Return how a match is meant, None where it states nothing."""
    status = _status(compiled, found, encoded)
    if status == "negated" and not compiled.verbs and _is_description(pattern):
        status = "asserted"
    if pattern.status is None:
        status = _unless_neither(compiled, found, status)
    else:
        # "Had no plans to leave" and "might leave" are no withdrawals.
        meant = status in ("asserted", "planned") or not compiled.verbs
        if not (status == "planned" and _is_leaving(pattern)):
            status = pattern.status if meant or _NEITHER.match(found.group()) else None
    if is_dropped(pattern.status, found.group(), told=bool(compiled.verbs)):
        return None
    if status == "asserted" and _is_event(pattern, compiled):
        status = fate(encoded.text[found.end() :])
    if status == "planned" and is_conditional(encoded, found):
        return None
    return document_status(encoded, compiled, found) if status == "asserted" else status


def _unless_neither(compiled: Compiled, found: re.Match[str], status: str | None) -> str | None:
    """Return a status as it is, but denied where "neither" stands behind the verb."""
    if not compiled.verbs or _AND_NEITHER.search(found.group()) is None:
        return status
    return "negated" if status in ("asserted", "negated") else None


def _is_leaving(pattern: Pattern) -> bool:
    """Tell whether a pattern says that a member leaves; one that is to leave is still in."""
    joined = any(gives.predicate in _MEMBERSHIPS for gives in pattern.gives)
    return joined and pattern.constants.get("commitment") == "withdrawn"


def _is_description(pattern: Pattern) -> bool:
    """Tell whether a pattern reads what a phrase says in passing: "nor the China-led B"."""
    return all(gives.predicate in _DESCRIBING for gives in pattern.gives)


def _is_event(pattern: Pattern, compiled: Compiled) -> bool:
    """Tell whether a wording names an event without a verb: "an agreement between A and B"."""
    named = any(gives.predicate in _EVENTS for gives in pattern.gives)
    return named and not compiled.verbs and pattern.status is None


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


def _status(compiled: Compiled, found: re.Match[str], encoded: Encoded) -> str | None:
    """Return the status that the first verb group gives; asserted where there is none."""
    if _NEITHER.match(found.group()) or _neither_before(encoded, found):
        return "negated"
    for group in compiled.verbs:
        before = found[group]
        if before is not None:
            after = encoded.text[found.end(group) :]
            if is_loose_gerund(before, after):
                return _shared_status(encoded, found)
            return status_of(passive_before(encoded.before(found.start(group))) + before)
    return "asserted"


def _shared_status(encoded: Encoded, found: re.Match[str]) -> str | None:
    """Return what a gerund states of the subject that its clause shares, None if it has none."""
    token = _ANY.search(found.group())
    head = encoded.mention(token.group()).head if token is not None else ""
    return {DOING: "asserted", OMITTING: "negated"}.get(head)


def _neither_before(encoded: Encoded, found: re.Match[str]) -> int:
    """Return how many characters before a match its "neither" begins, 0 if there is none."""
    before = encoded.before(found.start())
    neither = _NEITHER_OF.search(before) or _NOR_HAS.search(before)
    return 0 if neither is None else len(before) - neither.start()


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
