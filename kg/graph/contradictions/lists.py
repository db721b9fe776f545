"""Counts of members against the list that stands beside them in the same article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.graph.contradictions.found import Contradiction, side
from kg.graph.counts import overlaps, range_of
from kg.graph.facts import Fact
from kg.model import MEMBERSHIPS, EntityRef, Literal

_OPENER = r"(?:[—–:(]|\s-)\s*(?:the\s+)?(?:{names})"
_EXCERPT = re.compile(r"\b(?:includ\w+|such as|among|for example|notably|e\.g\.)", re.IGNORECASE)


def counts_against_lists(facts: Iterable[Fact]) -> Iterator[Contradiction]:
    """Yield each count that the list beside it does not bear out, by article.

    A list counts as whole if it is opened by a dash, a colon or a bracket, is not called an
    excerpt ("including"), and names at least half of what is counted.
    """
    for stated in _by_article(facts):
        for number, same in _counts(stated):
            yield from _against_list(same, number, stated)


def whole_lists(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """Yield the memberships that each whole list beside a count states, by article."""
    for stated in _by_article(facts):
        for _, same in _counts(stated):
            members = _listed(same, stated)
            if members:
                yield members


def _counts(stated: Iterable[Fact]) -> Iterator[tuple[int, list[Fact]]]:
    """Yield the numbers of members that an article gives, each with all that tells it."""
    counts: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in stated:
        if fact.predicate == "memberCount" and isinstance(fact.object, Literal):
            counts[fact.subject.id, int(fact.object.value)].append(fact)
    yield from ((number, same) for (_, number), same in sorted(counts.items()))


def _by_article(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Return the facts of each article by its id, with the evidence from that article alone."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for article in {quote.article for quote in fact.evidence}:
            quotes = tuple(quote for quote in fact.evidence if quote.article == article)
            found[article.id].append(replace(fact, evidence=quotes))
    return [stated for _, stated in sorted(found.items())]


def _against_list(
    counts: Sequence[Fact], number: int, stated: Sequence[Fact]
) -> Iterator[Contradiction]:
    """Yield the contradiction between one number, however often told, and its list."""
    count = counts[0]
    members = _listed(counts, stated)
    named = {fact.subject for fact in members}
    least, most = range_of(count)
    if not members or least <= len(named) <= most or 2 * len(named) < number:
        return
    names = ", ".join(sorted(entity.label for entity in named))
    what = count.qualifiers.get("what", "members")
    message = f"{count.subject.label}: {count.evidence[0].article.id} says {number} "
    message += f"{what.label if isinstance(what, EntityRef) else what}; names {len(named)}: {names}"
    leaders, note = _unnamed_leaders(count.subject, stated, named), ""
    if leaders and len(named) + len(leaders) == number:
        who = " and ".join(leader.label for leader in leaders)
        note = f"the leader {who} would make {number}"
    sides = (side(str(number), counts), side(names, members))
    message += f"; {note}" if note else ""
    yield Contradiction("count", count.subject, count.predicate, message, sides, note)


def _listed(counts: Sequence[Fact], stated: Sequence[Fact]) -> list[Fact]:
    """Return the members that the list beside a count names; none if there is no whole list."""
    joined = counts[0].subject
    members = [f for f in stated if f.predicate in MEMBERSHIPS and f.object == joined]
    told = [quote for count in counts for quote in count.evidence]
    opener = re.compile(_OPENER.format(names="|".join(re.escape(f.subject.label) for f in members)))
    beside = {q.text for fact in members for q in fact.evidence if overlaps(q, told)}
    lists = [text for text in beside if opener.search(text) and not _EXCERPT.search(text)]
    named = [fact for fact in members if any(_stands_in(fact, text) for text in lists)]
    return [_quoting(fact, lists) for fact in named]


def _quoting(fact: Fact, lists: Sequence[str]) -> Fact:
    """Return a member with those of its quotes that are the list; with all if none is."""
    quotes = tuple(quote for quote in fact.evidence if quote.text in lists)
    return replace(fact, evidence=quotes or fact.evidence)


def _stands_in(fact: Fact, text: str) -> bool:
    """Whether a list names a member; it may do so by another name than the label."""
    return fact.subject.label in text or any(quote.text == text for quote in fact.evidence)


def _unnamed_leaders(
    subject: EntityRef, stated: Iterable[Fact], named: set[EntityRef]
) -> list[EntityRef]:
    """Return the leaders that the list leaves out and that are of a kind with its names."""
    kinds = {entity.type for entity in named}
    leaders = {
        fact.object
        for fact in stated
        if fact.predicate == "ledBy" and fact.subject == subject
        if isinstance(fact.object, EntityRef)
    }
    return sorted(leader for leader in leaders - named if leader.type in kinds)
