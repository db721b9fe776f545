"""Several values of a predicate that allows one at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.graph.contradictions.found import Contradiction, side
from kg.graph.counts import COUNTS, range_of
from kg.graph.facts import Fact, Quote
from kg.graph.timing import disjoint
from kg.model import EntityRef, slugify
from kg.model.dates import Bounds, bounds

FUNCTIONAL = (
    "activeSatellites",
    "agencyOf",
    "basedOn",
    "launchDate",
    "launchVehicle",
    "memberCount",
)
"""Predicates with at most one value per subject at any one time, sorted."""


def conflicting_values(facts: Iterable[Fact]) -> Iterator[Contradiction]:
    """Yield the facts that cannot all be so, by subject and predicate.

    Two dates conflict if no day fits both, two names unless one is a shorter form of the
    other, two counts if no number fits both and they were taken at the same time.
    """
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.predicate in FUNCTIONAL and "former" not in fact.qualifiers:
            what = slugify(str(fact.qualifiers.get("what", "")))
            groups[fact.subject.id, fact.predicate, what].append(fact)
    for _, group in sorted(groups.items()):
        for clash in _clashes(group):
            yield _contradiction(clash)


def _clashes(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Return the facts that cannot all be so, those that hang together in one list."""
    clashes: list[list[Fact]] = []
    for pair in combinations(facts, 2):
        if compatible(*pair):
            continue
        touched = [clash for clash in clashes if any(fact in clash for fact in pair)]
        clashes = [clash for clash in clashes if clash not in touched]
        joined = [fact for clash in touched for fact in clash]
        clashes.append(joined + [fact for fact in pair if fact not in joined])
    return clashes


def _contradiction(clash: Sequence[Fact]) -> Contradiction:
    by_value: dict[str, list[Fact]] = defaultdict(list)
    for fact in clash:
        by_value[_value_text(fact)].append(fact)
    sides = tuple(side(says, facts) for says, facts in sorted(by_value.items()))
    told = (f"{one.says} ({_articles(one.quotes)})" for one in sides)
    first = clash[0]
    message = f"{first.subject.label}: {first.predicate} is {' or '.join(told)}"
    return Contradiction("values", first.subject, first.predicate, message, sides)


def _value_text(fact: Fact) -> str:
    if isinstance(fact.object, EntityRef):
        return fact.object.label
    comparator = fact.qualifiers.get("comparator")
    if comparator == "only":  # how it is meant, not how many
        return fact.object.value
    return f"{comparator} {fact.object.value}" if comparator else fact.object.value


def _articles(quotes: Iterable[Quote]) -> str:
    return ", ".join(sorted({quote.article.id for quote in quotes}))


def compatible(one: Fact, other: Fact) -> bool:
    """Whether two facts with the same subject and predicate can both be so."""
    first, second = one.object, other.object
    if isinstance(first, EntityRef) or isinstance(second, EntityRef):
        return first == second
    if one.predicate in COUNTS:
        return not _same_time(one, other) or _meet(range_of(one), range_of(other))
    if one.predicate == "launchDate":
        return not disjoint(bounds(first.value), bounds(second.value))
    return _same_name(first.value, second.value)


def _same_name(one: str, other: str) -> bool:
    """Whether one name is the other, or a shorter form of it (Long March, Long March 3B)."""
    short, long = sorted((slugify(one), slugify(other)), key=len)
    return long.replace("-", "").startswith(short.replace("-", ""))


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _same_time(one: Fact, other: Fact) -> bool:
    """Whether two counts were taken at times that overlap, as far as the graph knows.

    A count without a date was taken some day before its article came out, so it can be held
    only against a count in the same article. Members join within a month, so a number of the
    month is not held against one of a day in it.
    """
    moving = one.predicate == "memberCount"
    return any(
        first.article == second.article
        if None in (*when, *when_other)
        else when == when_other or not (moving or disjoint(when, when_other))
        for first in one.evidence
        for second in other.evidence
        for when, when_other in [(_when(one), _when(other))]
    )


def _when(fact: Fact) -> Bounds:
    return bounds(str(fact.qualifiers.get("asOf") or fact.qualifiers.get("date") or ""))
