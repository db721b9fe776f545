"""What changed between two days: what came to be and ended, or what was newly said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.graph.dated.begins import Anchor, anchor_of, anchors_for, is_ending, key, told
from kg.graph.dated.span import OPEN, Span, agreed, width
from kg.graph.dated.spans import spans
from kg.graph.facts import Fact
from kg.graph.ontology import Predicate
from kg.graph.timing import disjoint
from kg.model import EntityRef
from kg.model.dates import Bounds, bounds

WAYS = ("true", "said")
"""What a difference is of: what was true, or what sources said."""

KINDS = (
    *("joined", "signed", "ratified", "agreed", "signatures", "launched"),
    *("took office", "in office", "left office", "suspended", "withdrew", "ended", "began"),
    *("planned", "denied", "judged", "counted"),
)
"""Kinds of change, in the order in which they are told."""

_BEGUN = {
    "participatesIn": "joined",
    "signatoryOf": "signed",
    "agreementWith": "agreed",
    "launchDate": "launched",
    "signedBy": "signatures",
    "holdsPosition": "took office",
    "memberCount": "counted",
    "activeSatellites": "counted",
}
_ENDED = {"holdsPosition": "left office"}
_RUNGS = {"ratified": "ratified", "suspended": "suspended", "withdrawn": "withdrew"}
_SPOKEN = {"planned": "planned", "negated": "denied", "opinion": "judged"}


@dataclass(frozen=True)
class Change:
    """One thing that changed, or was newly said.

    Args:
        kind: one of `KINDS`.
        facts: that tell of it, at least one; all state the same.
        when: the days between which it happened, or on which it was first said.
        sure: whether that is surely between the two days.
        details: facts of the same event, such as who signed.
    """

    kind: str
    facts: tuple[Fact, ...]
    when: Bounds
    sure: bool
    details: tuple[Fact, ...] = ()

    @property
    def fact(self) -> Fact:
        """The fact that says it best: dated as exactly as any, then the first."""
        return self.facts[0]

    @property
    def date(self) -> str:
        """When it happened: a day, a month, a year, as written, or two days as a period."""
        first, last = self.when
        if first is None or last is None:
            return f"{first or '..'}/{last or '..'}"
        if first == last:
            return first.isoformat()
        written = (str(self.fact.qualifiers.get(name, "")) for name in ("date", "since"))
        for text in (f"{first:%Y}", f"{first:%Y-%m}", first.isoformat(), *written):
            start, end = bounds(text)
            if (start, end) == self.when or (start == first and end is not None and end > last):
                return text
        return f"{first}/{last}"


@dataclass(frozen=True)
class Changes:
    """What changed after one day and up to the end of another.

    Args:
        start: the day after which it changed.
        end: the day by which it had.
        by: one of `WAYS`.
        found: by kind, in the order of `KINDS`, then by date.
        undated: facts that have no date, so that nobody knows when they came to be.
        candidates: facts that are not listed, since their reading is not trusted.
    """

    start: date
    end: date
    by: str
    found: tuple[Change, ...]
    undated: int
    candidates: int


def changes(
    facts: Sequence[Fact],
    predicates: Mapping[str, Predicate],
    start: date,
    end: date,
    by: str = "true",
) -> Changes:
    """Return what changed after one day and up to the end of another.

    Args:
        facts: all of a graph.
        predicates: of the ontology, by name.
        start: the day after which it changed.
        end: the day by which it had.
        by: `true` for what came to be or ended, `said` for what sources first said.
    """
    trusted = [fact for fact in facts if fact.tier == "accepted"]
    others = sum(fact.tier == "candidate" for fact in facts)
    finder = _Finder(predicates, start, end)
    if by == "said":
        found = finder.said(trusted)
        undated = sum(told(fact) is None for fact in trusted)
        return Changes(start, end, by, tuple(sorted(found, key=_order)), undated, others)
    known = spans(facts, predicates)
    found = finder.true(trusted, known)
    undated = sum(known[fact.claim].begins is None for fact in trusted)
    return Changes(start, end, by, tuple(sorted(found, key=_order)), undated, others)


class _Finder:
    """Finds changes in a stretch of time, one for each statement."""

    def __init__(self, predicates: Mapping[str, Predicate], start: date, end: date):
        self._predicates, self._start, self._end = predicates, start, end

    def said(self, facts: Iterable[Fact]) -> Iterator[Change]:
        """Yield what was first said in it."""
        groups: dict[object, list[tuple[Fact, Bounds]]] = {}
        for fact in facts:
            when = told(fact)
            if when is not None:
                kind = _begun(fact)
                name = ("in office" if kind == "took office" else kind, self._statement(fact))
                groups.setdefault(name, []).append((fact, when))
        yield from self._changes(groups)

    def true(self, facts: Sequence[Fact], known: Mapping[str, Span]) -> Iterator[Change]:
        """Yield what came to be, and what ended by its own date."""
        details = self._details(facts, known)
        aside = {key(fact) for own in details.values() for fact in own}
        withdrawn = {key(fact) for fact in facts if is_ending(fact)}
        begun: dict[object, list[tuple[Fact, Bounds]]] = {}
        ended: dict[object, list[tuple[Fact, Bounds]]] = {}
        for fact in facts:
            span = known[fact.claim]
            is_detail = fact.status == "asserted" and key(fact) in aside
            if _is_dated(span) and not is_detail:
                name = (_begun(fact), self._statement(fact))
                begun.setdefault(name, []).append((fact, span.begins or OPEN))
            by_itself = span.ends and not span.ended_by and key(fact) not in withdrawn
            if by_itself and span.ends and fact.status == "asserted":
                name = (_ENDED.get(fact.predicate, "ended"), self._statement(fact))
                ended.setdefault(name, []).append((fact, span.ends))
        for change in self._changes(begun):
            own = {anchor for each in change.facts for anchor in anchor_of(each)}
            more = tuple(fact for anchor in sorted(own) for fact in details.get(anchor, ()))
            yield Change(change.kind, change.facts, change.when, change.sure, more)
        yield from self._changes(ended)

    def _changes(self, groups: Mapping[object, list[tuple[Fact, Bounds]]]) -> Iterator[Change]:
        for name, told_by in _apart(groups):
            when = agreed(each for _, each in told_by)
            if when is not None and self._may_hold(when):
                best = sorted(told_by, key=lambda each: (width(each[1]), each[0].claim))
                yield Change(name[0], tuple(f for f, _ in best), when, self._holds(when))

    def _may_hold(self, when: Bounds) -> bool:
        first, last = when
        starts = first is None or first <= self._end
        return starts and (last is None or last > self._start)

    def _holds(self, when: Bounds) -> bool:
        first, last = when
        return bool(first and last and self._start < first and last <= self._end)

    def _statement(self, fact: Fact) -> tuple[object, ...]:
        """Return what makes facts tell of one change.

        A thing is launched once, on whatever day. Agreements of one pair are told apart later.
        """
        subject, predicate, value = key(fact)
        kind = (fact.status, is_ending(fact), fact.qualifiers.get("commitment") == "ratified")
        if predicate == "launchDate":
            return (subject, predicate, *kind)
        if predicate == "agreementWith":
            return (subject, predicate, value, *kind)
        names = self._predicates[predicate].told_apart_by
        apart = (str(fact.qualifiers.get(name, "")) for name in names)
        return (subject, predicate, value, *apart, *kind)

    def _details(
        self, facts: Sequence[Fact], known: Mapping[str, Span]
    ) -> dict[Anchor, list[Fact]]:
        """Return the facts that tell more of an event which another fact dates, by event.

        What lasts is one if it began with the event.
        """
        events: dict[Anchor, set[Bounds | None]] = {}
        for fact in facts:
            for anchor in anchor_of(fact):
                events.setdefault(anchor, set()).add(known[fact.claim].begins)
        found: dict[Anchor, list[Fact]] = {}
        for fact in facts:
            predicate = self._predicates[fact.predicate]
            happens, begins = predicate.temporality == "happening", known[fact.claim].begins
            anchors = anchors_for(fact, predicate) if fact.status == "asserted" else []
            for anchor in dict.fromkeys(anchors):
                if anchor in events and (happens or begins in events[anchor]):
                    found.setdefault(anchor, []).append(fact)
        return found


def _apart(
    groups: Mapping[object, list[tuple[Fact, Bounds]]],
) -> Iterator[tuple[tuple[Any, ...], list[tuple[Fact, Bounds]]]]:
    """Yield what is told of one change each: a pair of parties may have several agreements."""
    for name, told_by in groups.items():
        assert isinstance(name, tuple)
        if told_by[0][0].predicate != "agreementWith":
            yield name, told_by
            continue
        agreements: list[list[tuple[Fact, Bounds]]] = []
        for each in sorted(told_by, key=lambda each: (width(each[1]), each[0].claim)):
            same = (one for one in agreements if all(_is_same(each, other) for other in one))
            agreement = next(same, None)
            if agreement is None:
                agreements.append([each])
            else:
                agreement.append(each)
        yield from ((name, agreement) for agreement in agreements)


def _is_same(one: tuple[Fact, Bounds], other: tuple[Fact, Bounds]) -> bool:
    """Whether two facts may tell of one agreement: on a day that both allow, of one kind."""
    if one[1] == other[1]:
        return True
    if agreed([one[1], other[1]]) not in (one[1], other[1]) or disjoint(one[1], other[1]):
        return False
    for name, unsaid in (("kind", "agreement"), ("concerning", "")):
        told = {str(fact.qualifiers.get(name, unsaid)) for fact, _ in (one, other)} - {unsaid}
        if len(told) > 1:
            return False
    return True


def _begun(fact: Fact) -> str:
    """Return the kind of change that a fact tells of by being so."""
    rung = _RUNGS.get(str(fact.qualifiers.get("commitment", "")))
    if rung is not None and fact.status in ("asserted", "negated"):
        return rung
    return _SPOKEN.get(fact.status) or _BEGUN.get(fact.predicate, "began")


def _is_dated(span: Span) -> bool:
    return span.begins is not None and span.begins[0] is not None


def _order(change: Change) -> tuple[object, ...]:
    first, last = change.when
    shown = change.fact.object
    return (
        *(KINDS.index(change.kind), first or date.min, last or date.max),
        *(change.fact.subject.label, change.fact.predicate),
        *(shown.label if isinstance(shown, EntityRef) else shown.value, change.fact.claim),
    )
