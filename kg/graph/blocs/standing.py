"""How one party stands to one bloc: in it since when and how firmly, or only near it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.graph.blocs.days import best_date, starts_after
from kg.graph.facts import Fact
from kg.graph.ladder import is_overtaken, rung_of
from kg.model import MEMBERSHIPS, EntityRef
from kg.model.dates import bounds

MARKS = (
    "disputed",
    "denied",
    "withdrawn",
    "ended",
    "negotiating",
    "announced",
    "planned",
    "contributes",
    "involved",
    "candidate",
    "opinion",
)
"""What may be said of a party that is not counted, the weightiest first."""

_RUNGS = ("announced", "negotiating", "signed", "ratified", "suspended")
_UNFINISHED = frozenset({"announced", "negotiating"})
_ROLES = {"ledBy": "leader", "contributesTo": "contributor"}
_GONE = ("withdrawn", "ended")
_SUBSUMED = frozenset(MARKS) - {"disputed", "denied", *_GONE}
"""Marks that say nothing more of a party that is in."""


@dataclass(frozen=True)
class Bond:
    """One fact that ties a party to a bloc, and how: `in`, or one of `MARKS`."""

    party: EntityRef
    kind: str
    fact: Fact


@dataclass(frozen=True)
class Step:
    """A rung of commitment that was reached, and when; either may be untold."""

    rung: str | None
    date: str | None

    def __str__(self) -> str:
        return " ".join(filter(None, (self.date, self.rung)))


@dataclass(frozen=True)
class Mark:
    """What is said of a party, or of a body of it, without making it a member.

    Args:
        kind: one of `MARKS`; `in` where it is a body that is in.
        party: who it is said of: the party itself, or one of its bodies.
        agency: whether that is a body by which the party's state works.
        date: when, if it is told.
        facts: that say so.
    """

    kind: str
    party: EntityRef
    agency: bool = False
    date: str | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How a party stands to a bloc.

    Args:
        bloc: the programme, mission, accord or party.
        counted: whether the party itself is in.
        steps: the rungs that it has reached, the lowest first; empty if it is not counted.
        ordinal: as the how-manyeth it joined, if told.
        roles: in which roles, or by which kinds of agreement, sorted; `leader` is one.
        facts: that make it count.
        marks: what is said besides; never counted.
    """

    bloc: EntityRef
    counted: bool = False
    steps: tuple[Step, ...] = ()
    ordinal: int | None = None
    roles: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def joined(self) -> str | None:
        """When the party joined: the date of the first step up that has one."""
        up = (step for step in self.steps if step.rung != "suspended")
        return next((step.date for step in up if step.date), None)

    @property
    def rung(self) -> str | None:
        """The highest rung that it has reached, if one is told."""
        return next((step.rung for step in reversed(self.steps) if step.rung), None)


def kind_of(fact: Fact, day: date | None = None) -> str | None:
    """Return how a fact ties its party to a bloc; None where it is not to be heeded.

    Args:
        fact: that ties the two.
        day: on which it is asked; what ends later has not ended yet.
    """
    if fact.tier != "accepted":
        doubtful = fact.tier == "candidate" and fact.status != "negated"
        return ("disputed" if fact.disputed else "candidate") if doubtful else None
    rung = fact.qualifiers.get("commitment")
    if fact.status == "negated":
        return "withdrawn" if rung == "withdrawn" else "denied"
    if fact.status != "asserted":
        return (rung_of(fact) if fact.predicate in MEMBERSHIPS else None) or fact.status
    if fact.qualifiers.get("former") or has_ended(fact, day):
        return "ended"
    return str(rung) if rung in _UNFINISHED else "in"


def has_ended(fact: Fact, day: date | None) -> bool:
    """Whether what a fact states ended by a day; without a day, whether it ends at all."""
    if "until" not in fact.qualifiers:
        return False
    first = bounds(str(fact.qualifiers["until"]))[0]
    return day is None or first is None or first <= day


def standing(bloc: EntityRef, own: Sequence[Bond], marks: Iterable[Mark] = ()) -> Standing:
    """Return how a party stands to a bloc.

    Args:
        bloc: which one.
        own: the party's own bonds to it.
        marks: what is said of its bodies.
    """
    left = [bond.fact for bond in own if bond.kind in _GONE]
    facts = [bond.fact for bond in own if bond.kind == "in" and not _over(bond.fact, left)]
    beside = [bond for bond in own if not facts or _weighs(bond, facts)]
    said = [*marks_of(b for b in beside if b.kind != "in"), *marks]
    if not facts:
        return Standing(bloc, marks=tuple(said))
    ordinals = {v for f in facts if isinstance(v := f.qualifiers.get("ordinal"), int)}
    return Standing(
        bloc,
        counted=True,
        steps=_steps(facts),
        ordinal=ordinals.pop() if len(ordinals) == 1 else None,
        roles=tuple(sorted({role for fact in facts for role in _roles(fact)})),
        facts=tuple(facts),
        marks=tuple(said),
    )


def marks_of(bonds: Iterable[Bond]) -> list[Mark]:
    """Return the bonds of one party as marks, one for each kind, in their order."""
    by_kind: dict[str, list[Bond]] = defaultdict(list)
    for bond in bonds:
        by_kind[bond.kind].append(bond)
    found = []
    for kind in sorted(by_kind, key=MARKS.index):
        facts = tuple(bond.fact for bond in by_kind[kind])
        date = best_date(map(date_of, facts))
        found.append(Mark(kind, by_kind[kind][0].party, date=date, facts=facts))
    return found


def body_marks(bloc: EntityRef, own: Sequence[Bond], *, agency: bool) -> list[Mark]:
    """Return how a body stands to a bloc, as marks beside its country.

    Args:
        bloc: which one.
        own: the body's bonds to it.
        agency: whether its state works by it.
    """
    found = standing(bloc, own)
    marks = list(found.marks)
    if found.counted:
        marks.insert(0, Mark("in", own[0].party, date=found.joined, facts=found.facts))
    return [replace(mark, agency=agency) for mark in marks]


def date_of(fact: Fact) -> str | None:
    """Return when what a fact tells of happened, or since when it holds."""
    found = fact.qualifiers.get("date") or fact.qualifiers.get("since")
    return None if found is None else str(found)


def _over(fact: Fact, left: Iterable[Fact]) -> bool:
    """Whether a party that was in has left since; one that came back is in again."""
    ends = (str(f.qualifiers.get("until", date_of(f) or "")) for f in left)
    return any(not starts_after(date_of(fact), end or None) for end in ends)


def _weighs(bond: Bond, facts: Sequence[Fact]) -> bool:
    """Whether something says more of a party that is in; an overtaken denial does not."""
    if bond.kind == "denied":
        joined = best_date(map(date_of, facts))
        return not is_overtaken(bond.fact, bounds(joined or "")[0])
    return bond.kind not in {*_SUBSUMED, *_GONE}


def _roles(fact: Fact) -> list[str]:
    if fact.predicate in _ROLES:
        return [_ROLES[fact.predicate]]
    named = fact.qualifiers.get("kind" if fact.predicate == "agreementWith" else "role")
    return [str(named)] if named and named != "agreement" else []


def _steps(facts: Iterable[Fact]) -> tuple[Step, ...]:
    """Return the rungs with their dates; a date without a rung is that of the first one.

    A signatory of which no source says more has signed; one that acceded need not have.
    """
    dates: dict[str, list[str | None]] = defaultdict(list)
    signatory = False
    for fact in facts:
        signatory |= fact.predicate == "signatoryOf"
        dates[str(fact.qualifiers.get("commitment", ""))].append(date_of(fact))
    rungs = [rung for rung in _RUNGS if rung in dates]
    if not rungs:
        loose = best_date(dates[""])
        return (Step("signed" if signatory else None, loose),) if loose or signatory else ()
    if not any(dates[rungs[0]]):
        dates[rungs[0]] += dates[""]
    return tuple(Step(rung, best_date(dates[rung])) for rung in rungs)
