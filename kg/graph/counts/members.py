"""Who belongs to a programme, mission or accord at a time, and how surely."""

from __future__ import annotations

import typing
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.graph.facts import Fact, Quote
from kg.graph.timing import UNKNOWN, began, ended, said, stated, stated_text
from kg.model import MEMBERSHIPS, EntityRef
from kg.model.dates import Bounds

Standing = typing.Literal["in", "perhaps", "doubtful", "planned", "later", "left", "denied"]

STANDINGS: dict[Standing, str] = {
    "in": "by then",
    "perhaps": "by then or later",
    "doubtful": "doubtful",
    "planned": "planned",
    "later": "later",
    "left": "left before",
    "denied": "denied",
}
"""How somebody stands to a list at a time -> words for it, the surest first."""


@dataclass(frozen=True)
class Member:
    """Somebody who is, may be, will be or was on a list.

    Args:
        entity: who.
        standing: a key of `STANDINGS`.
        since: the date of joining as written; None if no source gives one.
        facts: what says so, the best first.
        beside: the words beside the count that name them; None if they are not named there.
    """

    entity: EntityRef
    standing: Standing
    since: str | None
    facts: tuple[Fact, ...]
    beside: Quote | None = None

    @property
    def quote(self) -> Quote:
        """The words that say so best: those beside the count, else the first of the best fact."""
        return self.beside or self.facts[0].evidence[0]

    @property
    def sure(self) -> bool:
        """Whether a fact says that they belong, not only a plan or a candidate."""
        return any(_is_fact(fact) for fact in self.facts)

    @property
    def entered(self) -> date | None:
        """The day by which they were on the list, as stated, else as first said."""
        days = {_began(fact)[1] for fact in self.facts if _is_fact(fact)} - {None}
        return min((day for day in days if day is not None), default=None)

    @property
    def left(self) -> date | None:
        """The day by which they were off the list, if they are."""
        days = [_departed(fact) for fact in self.facts]
        return min((day for day in days if day is not None), default=None)


def members(
    of: EntityRef, facts: Iterable[Fact], when: Bounds, named: Mapping[str, Quote] | None = None
) -> list[Member]:
    """Return all of whom the facts say anything as to their belonging, the surest first.

    Args:
        of: a programme, mission or accord.
        facts: any; those on other things are passed over.
        when: the first and the last day in question.
        named: id -> the words beside a count that name them.
    """
    named = named or {}
    groups: dict[EntityRef, list[Fact]] = defaultdict(list)
    for fact in facts:
        heard = fact.tier in _HEARD and fact.status != "opinion"
        if heard and fact.predicate in MEMBERSHIPS and fact.object == of:
            groups[fact.subject].append(fact)
    found = [_member(entity, own, when, named.get(entity.id)) for entity, own in groups.items()]
    return sorted(found, key=by_standing)


_HEARD = ("accepted", "candidate")
_PAST = ("suspended", "withdrawn")
"""Rungs whose date is not that of joining."""

_DOUBTFUL: Standing = "doubtful"
_PLANNED: Standing = "planned"
_RANK = {standing: rank for rank, standing in enumerate(STANDINGS)}


def by_standing(member: Member) -> tuple[object, ...]:
    """Return what members are sorted by: the surest first, those named by a count before others."""
    return (_RANK[member.standing], member.beside is None, member.entity.label)


def _member(entity: EntityRef, own: Sequence[Fact], when: Bounds, beside: Quote | None) -> Member:
    standing = _standing(own, when, beside=beside is not None)
    facts = sorted(own, key=_best)
    joining = (fact for fact in facts if fact.qualifiers.get("commitment") not in _PAST)
    since = next((text for fact in joining if (text := stated_text(fact))), None)
    return Member(entity, standing, since, tuple(facts), beside)


def _best(fact: Fact) -> tuple[object, ...]:
    """Return what facts on one party are sorted by: what stands before what does not."""
    first = str(stated(fact)[1] or "~")  # behind all days
    return (not _is_fact(fact), fact.status != "asserted", first, fact.claim)


def _standing(own: Sequence[Fact], when: Bounds, *, beside: bool) -> Standing:
    """Return how one party stands, given all that is said of its belonging."""
    joined = [fact for fact in own if _is_fact(fact)]
    if joined:
        if any(_departed_by(fact, when) for fact in own):
            return "left"
        return "in" if beside else _entered(joined, when)
    for status, standing in (("asserted", _DOUBTFUL), ("planned", _PLANNED)):
        told = [fact for fact in own if fact.status == status]
        if told:
            return "later" if _entered(told, when) == "later" else standing
    return "left" if any(_departed(fact) for fact in own) else "denied"


def _entered(joined: Sequence[Fact], when: Bounds) -> Standing:
    """Return whether a party had joined; a date that is stated counts more than one of words."""
    dated = [fact for fact in joined if stated(fact) != UNKNOWN] or joined
    spans = [_began(fact) for fact in dated]
    if when == UNKNOWN:
        return "in"
    if any(end is not None and when[1] is not None and end <= when[1] for _, end in spans):
        return "in"
    after = (start is not None and when[1] is not None and start > when[1] for start, _ in spans)
    return "later" if all(after) else "perhaps"


def _began(fact: Fact) -> Bounds:
    """Return when a party may have joined; who suspends its part on a day had it before."""
    first, last = began(fact)
    return (None if fact.qualifiers.get("commitment") in _PAST else first, last)


def _is_fact(fact: Fact) -> bool:
    return fact.status == "asserted" and fact.tier == "accepted"


def _departed(fact: Fact) -> date | None:
    """Return the day by which the fact says that a party had left, if it says so."""
    if fact.tier != "accepted":
        return None
    if fact.status == "negated" and fact.qualifiers.get("commitment") == "withdrawn":
        return stated(fact)[1] or said(fact)
    return ended(fact)[1] if fact.status == "asserted" else None


def _departed_by(fact: Fact, when: Bounds) -> bool:
    day = _departed(fact)
    return day is not None and when[0] is not None and day <= when[0]
