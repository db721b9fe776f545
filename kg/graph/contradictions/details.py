"""When and in which order something happened, where sources differ on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.graph.contradictions.found import Contradiction, Side, side, worded
from kg.graph.facts import Fact, Quote
from kg.graph.timing import UNKNOWN, disjoint, stated, stated_text
from kg.model import SYMMETRIC, EntityRef

_EVENTS = ("agreementWith", "participatesIn", "signatoryOf", "signedBy")
"""Predicates that something happened on a day, sorted."""

_ONE_EVENT = 60
"""Days within which two agreements of one kind between the same parties are taken for one."""

Key = tuple[str, ...]


def differing_details(facts: Sequence[Fact]) -> Iterator[Contradiction]:
    """Yield what sources agree on but for the day or the place in the order.

    Args:
        facts: that are asserted and accepted.
    """
    groups: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.predicate in _EVENTS:
            groups[_matter(fact)].append(fact)
    for _, group in sorted(groups.items()):
        yield from _on_days(group)
        if group[0].predicate == "signatoryOf":
            yield from _on_order(group)
    yield from _same_place(facts)


def _matter(fact: Fact) -> Key:
    """Return what must be the same for two facts to tell of one event."""
    ends = [fact.subject.id, fact.object.id if isinstance(fact.object, EntityRef) else ""]
    if fact.predicate in SYMMETRIC:
        ends.sort()
    kept = [fact.qualifiers.get(name) for name in ("kind", "concerning", "onBehalfOf")]
    if fact.predicate == "agreementWith":
        ends += [value.id if isinstance(value, EntityRef) else str(value) for value in kept]
    return (fact.predicate, *ends)


def _on_days(group: Sequence[Fact]) -> Iterator[Contradiction]:
    """Yield the facts of one event whose days have nothing in common, source against source."""
    dated = [fact for fact in group if stated(fact) != UNKNOWN]
    clashing = [pair for pair in _across(dated, _days_fit) if _near(*pair)]
    if clashing:
        facts = [fact for fact in dated if any(fact in pair for pair in clashing)]
        yield _contradiction(facts, lambda fact: stated_text(fact) or "", "the date")


def _on_order(group: Sequence[Fact]) -> Iterator[Contradiction]:
    ranked = [fact for fact in group if "ordinal" in fact.qualifiers]
    if any(_across(ranked, lambda a, b: a.qualifiers["ordinal"] == b.qualifiers["ordinal"])):
        yield _contradiction(ranked, lambda fact: str(fact.qualifiers["ordinal"]), "the place")


def _across(facts: Sequence[Fact], fit: Callable[[Fact, Fact], bool]) -> list[tuple[Fact, Fact]]:
    """Return the pairs of two speakers that do not fit, unless the speakers agree elsewhere.

    A text may tell of several events between the same parties, so two of them are at odds only
    if nothing that the one says fits anything that the other says.
    """
    spoken: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for speaker in sorted({_speaker(quote) for quote in fact.evidence}):
            spoken[speaker].append(fact)
    pairs: list[tuple[Fact, Fact]] = []
    for one, other in combinations(sorted(spoken), 2):
        each = [(a, b) for a in spoken[one] for b in spoken[other]]
        if not any(a.claim == b.claim or _of_other_events(a, b) or fit(a, b) for a, b in each):
            pairs += each
    return pairs


def _speaker(quote: Quote) -> str:
    """Return what tells who speaks: the text of an article, or one row of a file."""
    article = quote.article
    return (
        f"{article.id}:{quote.start}" if article.kind == "data" else article.copy_of or article.id
    )


def _days_fit(one: Fact, other: Fact) -> bool:
    return not disjoint(stated(one), stated(other))


def _of_other_events(one: Fact, other: Fact) -> bool:
    """Whether two facts tell of other instruments, or of other rungs of commitment."""
    return any(
        one.qualifiers.get(name) not in (None, value)
        for name in ("commitment", "via")
        if (value := other.qualifiers.get(name)) is not None
    )


def _near(one: Fact, other: Fact) -> bool:
    """Whether two dates are near enough to be of one event; parties may agree every year."""
    if one.predicate != "agreementWith":
        return True
    (start, end), (other_start, other_end) = stated(one), stated(other)
    if None in (start, end, other_start, other_end):
        return False
    assert start is not None
    assert end is not None
    assert other_start is not None
    assert other_end is not None
    return max((other_start - end).days, (start - other_end).days) <= _ONE_EVENT


def _contradiction(facts: Sequence[Fact], value: Callable[[Fact], str], what: str) -> Contradiction:
    sides = _sides(facts, value)
    first = facts[0]
    named = first.object.label if isinstance(first.object, EntityRef) else first.object.value
    told = " or ".join(f"{each.says} ({_speakers(each.quotes)})" for each in sides)
    message = f"{first.subject.label}: {what} of “{worded(first.predicate)} {named}” is {told}"
    return Contradiction("details", first.subject, first.predicate, message, sides)


def _sides(facts: Iterable[Fact], value: Callable[[Fact], str]) -> tuple[Side, ...]:
    by_value: Mapping[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_value[value(fact)].append(fact)
    return tuple(side(says, own) for says, own in sorted(by_value.items()))


def _speakers(quotes: Iterable[Quote]) -> str:
    return ", ".join(sorted({quote.article.id for quote in quotes}))


def _same_place(facts: Iterable[Fact]) -> Iterator[Contradiction]:
    """Yield the places in the order of an accord that two parties are said to have."""
    places: dict[tuple[str, int], dict[EntityRef, list[Fact]]] = defaultdict(dict)
    for fact in facts:
        rank = fact.qualifiers.get("ordinal")
        if fact.predicate == "signatoryOf" and isinstance(rank, int):
            accord = fact.object.id if isinstance(fact.object, EntityRef) else ""
            places[accord, rank].setdefault(fact.subject, []).append(fact)
    for (_, rank), parties in sorted(places.items()):
        if len(parties) > 1:
            yield _shared(rank, [own for _, own in sorted(parties.items())])


def _shared(rank: int, parties: Sequence[Sequence[Fact]]) -> Contradiction:
    sides = tuple(side(own[0].subject.label, own) for own in parties)
    accord = parties[0][0].object
    assert isinstance(accord, EntityRef)
    who = " and ".join(each.says for each in sides)
    message = f"{accord.label}: {who} are both said to be number {rank} to sign"
    return Contradiction("details", accord, "signatoryOf", message, sides)
