"""When each fact of a graph holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from kg.graph.dated.begins import Begins, Key, is_done, is_ending, key, value_id
from kg.graph.dated.span import OPEN, Span, begun, last_of
from kg.graph.facts import Fact
from kg.graph.ontology import Predicate
from kg.model.dates import Bounds, bounds

_NO_TERM = ("not before", "at least", "over")
"""Comparators with which a date is no last day of a plan."""

Ending = tuple[Bounds, str]
"""When something ended, and the id of the claim that says so; none if the fact itself does."""


def spans(facts: Sequence[Fact], predicates: Mapping[str, Predicate]) -> dict[str, Span]:
    """Return when each fact holds, by the id of its claim.

    Args:
        facts: all of a graph: what one leaves open, another may tell.
        predicates: of the ontology, by name.
    """
    begins = Begins(facts, predicates)
    ends = _Ends(facts, begins)
    found = {}
    for fact in facts:
        ending = ends.of(fact)
        when, claim = (None, "") if ending is None else ending
        found[fact.claim] = Span(begins.of(fact), when, begins.told(fact), claim)
    return found


class _Ends:
    """Finds what ended facts: their own words, or other facts of the same statement."""

    def __init__(self, facts: Iterable[Fact], begins: Begins):
        self._begins = begins
        self._same: dict[Key, list[Fact]] = {}
        for fact in facts:
            if fact.tier == "accepted" and fact.status in ("asserted", "negated"):
                self._same.setdefault(key(fact), []).append(fact)

    def of(self, fact: Fact) -> Ending | None:
        """Return the first ending of a fact, None where nothing tells of any."""
        found = [*self._by_itself(fact), *self._by_others(fact)]
        return min(found, key=_soonest) if found else None

    def _by_itself(self, fact: Fact) -> Iterable[Ending]:
        until = bounds(str(fact.qualifiers.get("until", "")))
        if any(until):
            yield until, ""
        elif str(fact.qualifiers.get("former", "")).lower() == "true":
            yield begun(self._begins.told(fact)) or OPEN, ""
        elif fact.status == "planned":
            yield from self._term(fact)
        elif self._begins.temporality(fact) == "lasting" and not fact.qualifiers.get("date"):
            yield from self._by_alike(fact)

    def _term(self, plan: Fact) -> Iterable[Ending]:
        """Yield the first day on which the time of a plan is over."""
        intended = self._begins.temporality(plan) == "intended"
        dated = plan.qualifiers.get("date") if self._begins.is_ahead(plan) else None
        last = bounds(value_id(plan.object) if intended else str(dated or ""))[1]
        if last is not None and plan.qualifiers.get("comparator") not in _NO_TERM:
            day = last + timedelta(days=1) if last < date.max else last
            yield (day, day), ""

    def _by_alike(self, fact: Fact) -> Iterable[Ending]:
        """Yield the last end of the dated facts that state the same, if all of them ended."""
        alike = self._begins.alike(fact)
        ends = [bounds(str(each.qualifiers.get("until", ""))) for each in alike]
        if ends and all(map(any, ends)) and fact not in alike:
            last = last_of(ends)
            assert last is not None
            yield last, alike[0].claim

    def _by_others(self, fact: Fact) -> Iterable[Ending]:
        lasting = self._begins.temporality(fact) == "lasting"
        for other in self._same.get(key(fact), ()):
            if fact.status == "planned":
                yield from self._carried_out(fact, other)
            elif lasting and fact.status == "asserted" and is_ending(other):
                yield from self._withdrawn(fact, other)
            elif lasting and fact.status == "negated" and is_done(other):
                yield from self._overtaken(fact, other)

    def _carried_out(self, plan: Fact, other: Fact) -> Iterable[Ending]:
        """A plan ends with what is done, or given up, after it was made."""
        when = self._when(other)
        if when is not None and self._begins.covers(plan, other):
            first = self._begins.told(plan) or OPEN
            if not _before(when, first):
                yield (max(filter(None, (when[0], first[0])), default=None), when[1]), other.claim

    def _withdrawn(self, fact: Fact, other: Fact) -> Iterable[Ending]:
        """What was so ends with a later denial, if that is no narrower."""
        when = self._when(other)
        if when is not None and fact is not other and self._begins.covers(other, fact):
            start = self._begins.of(fact) or self._begins.told(fact) or OPEN
            if not _before(when, start):
                yield when, other.claim

    def _overtaken(self, denial: Fact, other: Fact) -> Iterable[Ending]:
        """A denial ends when what it denies comes about after all."""
        when = self._begins.of(other)
        said = self._begins.of(denial) or self._begins.told(denial)
        if when is None or said is None or not self._begins.covers(denial, other):
            return
        if _before(said, when):
            yield when, other.claim

    def _when(self, fact: Fact) -> Bounds | None:
        """Return when something happened: undated, it was so when it was told."""
        return self._begins.of(fact) or begun(self._begins.told(fact))


def _before(one: Bounds, other: Bounds) -> bool:
    """Whether one thing surely happened before another."""
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _soonest(ending: Ending) -> tuple[date, date, str]:
    (first, last), claim = ending
    return last or date.max, first or date.min, claim
