"""Plans whose time has passed without anybody saying that they were carried out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kg.graph.contradictions.found import Contradiction, Side, side, worded
from kg.graph.facts import Fact
from kg.graph.timing import said, stated
from kg.model import EntityRef, Literal, slugify
from kg.model.dates import Bounds, bounds

_OF_DATES = ("launchDate", "plannedFor")
"""Predicates whose object is the time that is planned, sorted."""

_OPEN = ("not before", "over", "at least")
"""Comparators behind which a plan has no end."""


def plans_not_carried_out(facts: Sequence[Fact]) -> Iterator[Contradiction]:
    """Yield the plans whose time was over when the newest source spoke, and that nothing settles.

    A plan is settled if it was carried out, at whatever time, if it was given up, or if a plan
    for a later time took its place.
    """
    today = horizon(facts)
    if today is None:
        return
    plans: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.status == "planned" and fact.tier == "accepted":
            plans[_matter(fact)].append(fact)
    ended = _settled(facts)
    for matter, own in sorted(plans.items()):
        ends = [_time(fact)[1] for fact in own]
        passed = all(end is not None and end < today for end in ends)
        if passed and _done(matter) not in ended:
            yield _contradiction(own, today)


def horizon(facts: Iterable[Fact]) -> date | None:
    """Return the day by which the last source of the graph had certainly spoken."""
    days = (bounds(quote.issued or "")[0] for fact in facts for quote in fact.evidence)
    return max((day for day in days if day is not None), default=None)


_EARLY = ("announced", "negotiating")
"""Rungs whose date is that of the rung, not of what is planned."""

Matter = tuple[str, str, str]
"""Subject, predicate, and object or, of a plan for a time, what is planned."""


def _matter(fact: Fact) -> Matter:
    if fact.predicate in _OF_DATES:
        what = slugify(str(fact.qualifiers.get("what", "launch")))
        return (fact.subject.id, "plannedFor", what)
    return (fact.subject.id, fact.predicate, _object(fact))


def _settled(facts: Iterable[Fact]) -> set[Matter]:
    """Return what was done or given up."""
    return {
        (fact.subject.id, fact.predicate, "" if fact.predicate == "launchDate" else _object(fact))
        for fact in facts
        if fact.tier == "accepted" and fact.status in ("asserted", "negated")
    }


def _done(matter: Matter) -> Matter:
    """Return what is said when a matter is done."""
    return (matter[0], "launchDate", "") if matter[1] == "plannedFor" else matter


def _object(fact: Fact) -> str:
    return fact.object.id if isinstance(fact.object, EntityRef) else fact.object.value


def _time(fact: Fact) -> Bounds:
    """Return the time that a plan is for; one without an end may still come.

    A date that was past when the source spoke is that of the announcement.
    """
    if fact.qualifiers.get("comparator") in _OPEN:
        return (None, None)
    if fact.predicate in _OF_DATES and isinstance(fact.object, Literal):
        return bounds(fact.object.value)
    told, time = said(fact), stated(fact)
    ahead = told is None or (time[0] is not None and time[0] > told)
    return time if ahead and fact.qualifiers.get("commitment") not in _EARLY else (None, None)


def _contradiction(plans: Sequence[Fact], today: date) -> Contradiction:
    last = max(plans, key=lambda fact: (str(_time(fact)[1]), str(said(fact)), fact.claim))
    subject = last.subject
    if last.predicate in _OF_DATES and isinstance(last.object, Literal):
        what = str(last.qualifiers.get("what", "")) or "what was planned"
        when, done = last.object.value, what
    else:
        when = str(last.qualifiers.get("date", last.qualifiers.get("since", "")))
        named = last.object.label if isinstance(last.object, EntityRef) else last.object.value
        done = f"“{worded(last.predicate)} {named}”"
    message = (
        f"{subject.label}: {done} was planned for {when}; by {today.isoformat()} no source "
        "says that it was done"
    )
    sides = (side(f"planned for {when}", plans), Side(f"not done by {today}", (), ()))
    return Contradiction("plan", subject, last.predicate, message, sides)
