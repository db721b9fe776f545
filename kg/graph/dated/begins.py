"""When facts begin: by their own dates, by those of the same statement, or of the same event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from kg.graph.dated.span import agreed, begun, first_of, narrowed
from kg.graph.facts import Fact
from kg.graph.ontology import Predicate
from kg.model import SYMMETRIC, EntityRef, Literal
from kg.model.dates import Bounds, bounds

ENDING = ("suspended", "withdrawn")
"""Rungs of the ladder of commitment that end what was stated."""

Key = tuple[str, str, str]
"""What a fact states: subject, predicate, object; of a symmetric predicate the lesser end first."""

Anchor = tuple[str, ...]
Naming = Callable[[Fact], Anchor]

_DATES = {"observed": ("asOf", "date", "since")}
_USUAL = ("since", "date")

# Predicate whose date is taken -> what names the event in its fact, and in those without a date.
_EVENTS: Mapping[str, tuple[Naming, Callable[[Fact], list[Anchor]]]] = {
    "launchDate": (
        lambda dated: (dated.subject.id,),
        lambda fact: [(fact.subject.id,), (value_id(fact.object),)],
    ),
    "agreementWith": (
        lambda dated: (entity(dated, "agreement"),),
        lambda fact: [(fact.subject.id,)],
    ),
    "signatoryOf": (
        lambda dated: (value_id(dated.object), dated.subject.id),
        lambda fact: [(fact.subject.id, entity(fact, "onBehalfOf"))],
    ),
}


def key(fact: Fact) -> Key:
    """Return what a fact states."""
    ends = [fact.subject.id, value_id(fact.object)]
    if fact.predicate in SYMMETRIC:
        ends.sort()
    return ends[0], fact.predicate, ends[1]


def value_id(value: EntityRef | Literal) -> str:
    """Return the id of an entity, or the text of any other value."""
    return value.id if isinstance(value, EntityRef) else value.value


def entity(fact: Fact, qualifier: str) -> str:
    """Return the id of the entity in a qualifier, or nothing."""
    value = fact.qualifiers.get(qualifier)
    return value.id if isinstance(value, EntityRef) else ""


def is_ending(fact: Fact) -> bool:
    """Whether a fact says that something was suspended or came to its end."""
    return fact.status in ("asserted", "negated") and fact.qualifiers.get("commitment") in ENDING


def is_done(fact: Fact) -> bool:
    """Whether a fact says, beyond doubt, that something is so."""
    return fact.status == "asserted" and fact.tier == "accepted" and not is_ending(fact)


def anchor_of(fact: Fact) -> list[Anchor]:
    """Return the name of the event that a fact dates, if it does."""
    if fact.predicate not in _EVENTS or not is_done(fact):
        return []
    return [(fact.predicate, *_EVENTS[fact.predicate][0](fact))]


def anchors_for(fact: Fact, predicate: Predicate) -> list[Anchor]:
    """Return the names of the events by which a fact may be dated."""
    return _anchors(fact, (*predicate.dated_by, *predicate.done_by))


def told(fact: Fact) -> Bounds | None:
    """Return when a dated source first said it."""
    dates = [bounds(quote.issued or "") for quote in fact.evidence]
    return first_of([each for each in dates if any(each)])


class Begins:
    """Dates facts; what has no date of its own takes that of what tells of the same.

    Args:
        facts: all of a graph.
        predicates: of the ontology, by name.
    """

    def __init__(self, facts: Sequence[Fact], predicates: Mapping[str, Predicate]):
        self._predicates = predicates
        self._told = {fact.claim: told(fact) for fact in facts}
        self._own = {fact.claim: self._by_itself(fact) for fact in facts}
        self._alike: dict[tuple[Key, str, bool], list[Fact]] = {}
        self._reported: dict[tuple[Key, str, bool], list[tuple[Fact, date]]] = {}
        self._events: dict[Anchor, list[Bounds]] = {}
        for fact in facts:
            reported = _reported(fact)
            if reported is not None:
                self._reported.setdefault(_sort(fact), []).append((fact, reported))
            begins = self._own[fact.claim]
            if begins is not None and fact.tier == "accepted":
                self._alike.setdefault(_sort(fact), []).append(fact)
                for anchor in anchor_of(fact):
                    self._events.setdefault(anchor, []).append(begins)

    def told(self, fact: Fact) -> Bounds | None:
        """Return when a dated source first said it."""
        return self._told[fact.claim]

    def of(self, fact: Fact) -> Bounds | None:
        """Return when a fact began, None where nothing tells.

        What an article reports as done was done by then.
        """
        begins = self._dated(fact)
        if begins is None or is_spoken(fact) or self.temporality(fact) == "observed":
            return begins
        first, last = begins
        reports = (
            day for each, day in self._reported.get(_sort(fact), ()) if self.covers(fact, each)
        )
        within = [day for day in reports if (first or day) <= day < (last or date.max)]
        return (first, min(within)) if within else begins

    def _dated(self, fact: Fact) -> Bounds | None:
        own = self._own[fact.claim]
        if is_spoken(fact):
            return own
        alike = [self._own[each.claim] for each in self.alike(fact)]
        dated = [each for each in alike if each is not None]
        if own is not None:
            same = [each for anchor in anchor_of(fact) for each in self._events.get(anchor, ())]
            return narrowed(own, [*dated, *same] if self.temporality(fact) == "dating" else dated)
        return agreed(dated) or self._by_event(fact)

    def alike(self, fact: Fact) -> list[Fact]:
        """Return the dated facts that state the same, or more of it."""
        return [each for each in self._alike.get(_sort(fact), ()) if self.covers(fact, each)]

    def covers(self, general: Fact, special: Fact) -> bool:
        """Whether one fact says all that another does of what tells such facts apart."""
        names = self._predicates[general.predicate].told_apart_by
        said = {name: general.qualifiers[name] for name in names if name in general.qualifiers}
        return all(special.qualifiers.get(name) == value for name, value in said.items())

    def temporality(self, fact: Fact) -> str:
        """Return how the predicate of a fact is bound to time."""
        return self._predicates[fact.predicate].temporality

    def is_ahead(self, plan: Fact) -> bool:
        """Whether the date of a plan is the one it is for, and not the one it was made on.

        That is so if the date lies after what tells of it. Who is said to have announced or
        to be negotiating something has done so on the date.
        """
        when, told = _first_date(plan, _USUAL), self._told[plan.claim]
        if when is None or when[0] is None:
            return True
        if told is None or told[1] is None:
            return plan.qualifiers.get("commitment") not in ("announced", "negotiating")
        return when[0] > told[1]

    def _by_itself(self, fact: Fact) -> Bounds | None:
        temporality = self.temporality(fact)
        if fact.status == "planned" and not self.is_ahead(fact):
            made = _first_date(fact, _USUAL)
            return made or self._told[fact.claim]
        if is_spoken(fact) or temporality == "intended":
            return self._told[fact.claim]
        if temporality == "dating":
            return _date(value_id(fact.object)) if fact.status == "asserted" else None
        found = _first_date(fact, _DATES.get(temporality, _USUAL))
        if found is not None:
            return found
        if temporality == "observed":
            return begun(self._told[fact.claim])  # on a day before it was told
        return begun(_date(str(fact.qualifiers.get("asOf", ""))))

    def _by_event(self, fact: Fact) -> Bounds | None:
        if fact.status != "asserted":
            return None
        predicate = self._predicates[fact.predicate]
        found = agreed(self._of_events(fact, predicate.dated_by))
        return found or begun(agreed(self._of_events(fact, predicate.done_by)))

    def _of_events(self, fact: Fact, names: Sequence[str]) -> list[Bounds]:
        anchors = _anchors(fact, names)
        return [each for anchor in anchors for each in self._events.get(anchor, ())]


def is_spoken(fact: Fact) -> bool:
    """Whether a fact is a plan or a judgement, which is there from when it is uttered."""
    return fact.status in ("planned", "opinion")


def _anchors(fact: Fact, names: Sequence[str]) -> list[Anchor]:
    known = (name for name in names if name in _EVENTS)
    return [(name, *anchor) for name in known for anchor in _EVENTS[name][1](fact)]


def _reported(fact: Fact) -> date | None:
    """Return the last day on which an article may first have reported a fact as so."""
    if fact.status not in ("asserted", "negated") or fact.tier != "accepted":
        return None
    reports = (quote for quote in fact.evidence if quote.article.kind != "data")
    lasts = (bounds(quote.issued or "")[1] for quote in reports)
    return min((last for last in lasts if last is not None), default=None)


def _sort(fact: Fact) -> tuple[Key, str, bool]:
    return key(fact), fact.status, is_ending(fact)


def _first_date(fact: Fact, names: Sequence[str]) -> Bounds | None:
    dates = (_date(str(fact.qualifiers.get(name, ""))) for name in names)
    return next((each for each in dates if each is not None), None)


def _date(text: str) -> Bounds | None:
    found = bounds(text)
    return found if any(found) else None
