"""Which state, company or agency a noun with "the" means, among those named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from kg.text.discourse import REACH, Discourse, subject_of
from kg.text.encode import Encoded, token_pattern, token_regex
from kg.text.mention import Mention, is_a
from kg.text.nouns import AGENCY, COUNTRY, NAMED
from kg.text.regions import states_of

_MAKERS = frozenset(["maker", "manufacturer", "builder", "supplier", "contractor"])
"""Who is called so made something, and is not always who acts."""
_WHERE = re.compile(
    rf"\s+in\s+(?:the\s+)?{token_regex(['Place', 'Country', 'Name'], plural=False)}"
)
"""What tells which one is meant by where it is: "the agency in Washington"."""
_REGIONAL = re.compile(r"(?:american|african|asian|european|arab|caribbean|gulf|balkan)$")
"""How the region of a country ends that was taken for a name: "South American"."""
_PLACED = re.compile(r"\b(?:in|to|at|from|near|visit(?:s|ed|ing)?(?:\s+to)?)\s+(?:the\s+)?$")
"""A state named behind such a word is only where something took place."""


_FORMER = re.compile(
    r"\b(?:formerly|previously|once|then|earlier|today|now)\s+(?:called\s+|known\s+as\s+|named\s+)?(?:the\s+)?$"
)
"""Behind such words a body is only called otherwise: "Airbus, formerly Astrium"."""
_BESIDE = re.compile(r"\b(?:with|by|from|alongside)\s+(?:the\s+)?$")
"""Of a state named behind such a word a sentence is not, but of its subject."""
_COMPARED = re.compile(r"\b(?:like|unlike|besides|than|alongside)\s+(?:the\s+)?$")
"""A state named behind such a word is one with which another is compared."""


def body_meant(
    encoded: Encoded,
    match: re.Match[str],
    kinds: tuple[str, ...],
    discourse: Discourse,
    homes: Mapping[str, str | None],
) -> Mention | None:
    """Return the company or agency that is meant: of the nation told, or the one last named.

    One that was named longer ago gives way to that on which the text is.

    Args:
        encoded: the sentence.
        match: the noun, with the nation in the group `whose` where that is told.
        kinds: the types of what it may be.
        discourse: what has been spoken of.
        homes: id of a body -> id of its country.
    """
    token = match.groupdict().get("whose")
    nations = {m.entity.id for m in encoded.mention(token).each() if m.entity} if token else set()
    if _WHERE.match(encoded.text, match.end()):
        return None
    wanted = (*kinds, "IntergovernmentalOrganisation") if kinds == AGENCY else kinds
    for number, group in groups(encoded, match.start(), wanted, discourse):
        told = (
            m for m in group if not _FORMER.search(encoded.source[max(0, m.start - 30) : m.start])
        )
        called = (m for m in told if is_a(m, kinds) or _is_called(m, match["noun"]))
        fitting = [m for m in called if not nations or _home(m, homes) in nations]
        if not fitting:
            continue
        if number is None:
            subject = subject_of(encoded, match.start(), wanted)
        elif number < len(discourse.subjects) - 1 and not nations:
            return discourse.mostly(wanted) or fitting[0]
        else:
            subject = discourse.subjects[number]
        return only(fitting, subject if match["noun"] not in _MAKERS else None)
    return None


def _home(mention: Mention, homes: Mapping[str, str | None]) -> str | None:
    return homes.get(mention.entity.id) if mention.entity is not None else None


def _is_called(mention: Mention, noun: str) -> bool:
    """Tell whether a body bears the noun in its name: "the agency" may be ESA."""
    return mention.entity is not None and noun[:6] in mention.entity.label.lower()


def latest_within(encoded: Encoded, before: int, kinds: tuple[str, ...]) -> Mention | None:
    """Return the latest mention of the kinds that stands earlier in the same sentence."""
    each = all_within(encoded, before, kinds)
    return each[-1] if each else None


def all_within(encoded: Encoded, before: int, kinds: tuple[str, ...]) -> list[Mention]:
    """Return the mentions of the kinds that stand earlier in the same sentence, in text order."""
    tokens = token_pattern(kinds, plural=False).finditer(encoded.text, 0, before)
    return [encoded.mention(token.group()) for token in tokens]


def groups(
    encoded: Encoded, before: int, kinds: tuple[str, ...], discourse: Discourse
) -> Iterator[tuple[int | None, list[Mention]]]:
    """Yield what is named of the kinds, sentence by sentence, the present one (None) first."""
    limit = encoded.start(before)
    ahead = [one for m in encoded.mentions if m.end <= limit for one in m.each()]
    here = [one for one in ahead if is_a(one, kinds)] or list(spoken_for(ahead, kinds))
    if here:
        yield None, here
    oldest = len(discourse.subjects) - REACH
    for number, pairs in groupby(reversed(discourse.latest), key=lambda pair: pair[0]):
        if number < oldest:
            return
        told = [m for _, m in pairs]
        subject = discourse.subjects[number]
        speaker = [m for m in told if subject is not None and m.entity == subject.entity]
        yield number, [m for m in told if is_a(m, kinds)] or list(spoken_for(speaker, kinds))


def spoken_for(people: list[Mention], kinds: tuple[str, ...]) -> Iterator[Mention]:
    """Yield the bodies or states of the kinds for which people stand: "NASA's head said it".

    The European Space Agency is an agency too, though states are its members.
    """
    for person in people:
        body = person.affiliation
        if person.type != "Person" or body is None:
            continue
        side = Mention(person.start, person.end, body.type, body, kind=person.kind)
        shared = "Agency" in kinds and body.type == "IntergovernmentalOrganisation"
        if is_a(side, kinds) or (shared and body.label.endswith("Agency")):
            yield side


def only(fitting: list[Mention], subject: Mention | None) -> Mention | None:
    """Return the one thing of a sentence that fits, or among several that which it speaks of."""
    entities = {mention.entity for mention in fitting}
    if len(entities) == 1:
        return fitting[0]
    return subject if subject is not None and subject.entity in entities else None


def country_meant(
    encoded: Encoded,
    match: re.Match[str],
    discourse: Discourse,
    regions: Mapping[str, frozenset[str]],
) -> Mention | None:
    """Return the country that is meant: one of this sentence, but for mere places, or the last.

    One that is told by its region, such as "the Andean country", is a state of it.
    """
    states = states_of(encoded.words(*match.span("word")).lower(), regions)
    if states:
        return _of_region(encoded, match, discourse, states)
    region = re.search(NAMED, match["word"])
    if region is not None:
        words = encoded.mention(region.group()).value.lower()
        if not _REGIONAL.search(words):
            return None
    latest = latest_within(encoded, match.start(), ("Country",))
    if latest is None:
        limit = encoded.start(match.start())
        people = [one for m in encoded.mentions if m.end <= limit for one in m.each()]
        return next(spoken_for(people[::-1], COUNTRY), None) or discourse.focus(COUNTRY)
    ahead = encoded.before(_token_at(encoded, match.start()))
    if _BESIDE.search(ahead):
        return subject_of(encoded, match.start(), COUNTRY)
    if _COMPARED.search(ahead):
        return discourse.focus(COUNTRY)
    return None if _PLACED.search(ahead) else latest


def _of_region(
    encoded: Encoded, match: re.Match[str], discourse: Discourse, states: frozenset[str]
) -> Mention | None:
    """Return the one state of a region that the text names, or that of the nearest sentence."""
    ever = {e.id: m for e, m in discourse.distinct.get("Country", {}).items() if e.id in states}
    for mention in all_within(encoded, match.start(), COUNTRY):
        if mention.entity is not None and mention.entity.id in states:
            ever[mention.entity.id] = mention
    if len(ever) == 1:
        return next(iter(ever.values()))
    for number, group in groups(encoded, match.start(), COUNTRY, discourse):
        fitting = [m for m in group if m.entity is not None and m.entity.id in states]
        if fitting:
            return only(fitting, None if number is None else discourse.subjects[number])
    return None


def _token_at(encoded: Encoded, before: int) -> int:
    """Return where the last mention of a country before a position begins."""
    tokens = token_pattern(COUNTRY, plural=False).finditer(encoded.text, 0, before)
    return max(token.start() for token in tokens)
