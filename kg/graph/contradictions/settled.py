"""Conflicts and the rulings on them: which are open, and which side of the others stands."""

from __future__ import annotations

import typing
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.graph.contradictions import Contradiction, Side, contradictions_of
from kg.graph.facts import Fact
from kg.model.ruling import Outcome, Ruling

_SURE = 0.8
"""Confidence from which a reading is accepted; a ruling may have put it in another tier."""

ONE_SIDED = ("count", "disputed", "plan")
"""Kinds of which a ruling is on the first side alone; against it stand a list, or a silence."""


@dataclass(frozen=True)
class Conflict:
    """A contradiction, with what people ruled on it.

    Args:
        found: what disagrees.
        rulings: on it, by date.
        open: whether something is left to be ruled on.
        outcomes: for each side, whether it stands; None if nobody ruled on it.
    """

    found: Contradiction
    rulings: tuple[Ruling, ...]
    open: bool
    outcomes: tuple[Outcome | None, ...]


@dataclass(frozen=True)
class Filter:
    """Which conflicts are wanted.

    Args:
        entity: id of what they are about or what one of the sides that disagree names; any by
            default. Who is only on a list that a number is held against is not in question.
        predicate: local name; any by default.
        kind: a key of `KINDS`; any by default.
        state: those that are open, those that are ruled on, or all.
    """

    entity: str | None = None
    predicate: str | None = None
    kind: str | None = None
    state: typing.Literal["open", "ruled", "all"] = "open"

    def fits(self, conflict: Conflict) -> bool:
        """Whether a conflict is wanted."""
        found = conflict.found
        named = (id for side in sides_of(found) for id in side.entities)
        return (
            self.entity in (None, found.subject.id, *named)
            and self.predicate in (None, found.predicate)
            and self.kind in (None, found.kind)
            and self.state in ("all", "open" if conflict.open else "ruled")
        )


def conflicts(facts: Sequence[Fact], rulings: Sequence[Ruling]) -> list[Conflict]:
    """Return the conflicts between facts, open and ruled on, by subject, predicate and message.

    Args:
        facts: of a graph, as of any date; the rulings need not have been built into it yet.
        rulings: of the project.
    """
    facts = [_ruled(fact, rulings) for fact in facts]
    by_id = {fact.claim: fact for fact in facts}
    left = [each for each in contradictions_of(facts) if not _reconciled(each, rulings, by_id)]
    unruled = [_unruled(fact, rulings) for fact in facts]
    found = {each.id: each for each in [*contradictions_of(unruled), *left]}
    judged = []
    for each in found.values():
        own = _on(each, rulings, by_id)
        is_open = any(_shares(each, other) for other in left)
        if own or is_open:
            outcomes = tuple(_outcome(side, own, by_id) for side in each.sides)
            judged.append(Conflict(each, own, is_open, outcomes))
    kept = [each for each in judged if not _is_part(each, judged)]
    return sorted(kept, key=lambda c: (c.found.subject.id, c.found.predicate, c.found.message))


def sides_of(found: Contradiction) -> tuple[Side, ...]:
    """Return the sides of a conflict that a ruling is on."""
    return found.sides[:1] if found.kind in ONE_SIDED else found.sides


def _ruled(fact: Fact, rulings: Iterable[Ruling]) -> Fact:
    """Return a fact as it stands by the rulings."""
    outcomes = {ruling.on(fact) for ruling in rulings} - {None}
    if fact.tier == "rejected" or not outcomes:
        return fact
    return replace(fact, tier="accepted" if "stands" in outcomes else "overruled")


def _unruled(fact: Fact, rulings: Iterable[Ruling]) -> Fact:
    """Return a fact as it would stand if nobody had ruled on it."""
    if fact.tier == "rejected" or all(ruling.on(fact) is None for ruling in rulings):
        return fact
    return replace(fact, tier="accepted" if fact.confidence >= _SURE else "candidate")


def _on(
    found: Contradiction, rulings: Iterable[Ruling], by_id: typing.Mapping[str, Fact]
) -> tuple[Ruling, ...]:
    """Return the rulings on a conflict of its kind that name one of its claims."""
    facts = [by_id[claim] for claim in sorted(found.claims) if claim in by_id]
    own = (r for r in rulings if r.kind == found.kind and any(r.on(fact) for fact in facts))
    return tuple(sorted(own, key=lambda ruling: (ruling.date, ruling.id)))


def _outcome(
    side: Side, rulings: Iterable[Ruling], by_id: typing.Mapping[str, Fact]
) -> Outcome | None:
    facts = [by_id[claim] for claim in side.claims if claim in by_id]
    found = {outcome for r in rulings for fact in facts if (outcome := r.on(fact)) is not None}
    if "stands" in found:
        return "stands"
    return "overruled" if found else None


def _reconciled(
    found: Contradiction, rulings: Iterable[Ruling], by_id: typing.Mapping[str, Fact]
) -> bool:
    """Whether a ruling lets all sides stand, since they do not speak of the same after all."""
    sides = sides_of(found)
    return any(
        ruling.kind == found.kind and all(_outcome(s, [ruling], by_id) == "stands" for s in sides)
        for ruling in rulings
    )


def _shares(one: Contradiction, other: Contradiction) -> bool:
    same = (one.kind, one.subject, one.predicate) == (other.kind, other.subject, other.predicate)
    return same and not one.claims.isdisjoint(other.claims)


def _is_part(each: Conflict, others: Collection[Conflict]) -> bool:
    """Whether a conflict is what a ruling left of a larger one."""
    return any(
        each is not other
        and _shares(each.found, other.found)
        and each.found.claims < other.found.claims
        for other in others
    )
