"""What a contradiction is: sides that cannot all be so, each with its quotes."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.facts import Fact, Quote
from kg.model import EntityRef, content_hash

Kind = typing.Literal["count", "values", "details", "plan", "denial", "disputed"]

KINDS: dict[Kind, str] = {
    "count": "a number of members, and the list of them",
    "values": "two values where there can be one at a time",
    "details": "one event, told with other days or another order",
    "plan": "a plan whose time has passed, and nobody says that it was carried out",
    "denial": "what one source asserts and another denies",
    "disputed": "a membership that data calls disputed",
}
"""What kinds of conflicts there are, and what stands against what in each."""


@dataclass(frozen=True)
class Side:
    """One of several things that cannot all be so.

    Args:
        says: the value, or the names of a list.
        claims: ids of the claims that say it, sorted.
        quotes: their words, in article order.
        entities: ids of what the claims name, sorted.
    """

    says: str
    claims: tuple[str, ...]
    quotes: tuple[Quote, ...]
    entities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contradiction:
    """What cannot all be so, and who says it.

    Args:
        kind: a key of `KINDS`.
        subject: what it is about.
        predicate: of the claims that disagree, local name.
        message: the conflict in one sentence.
        sides: at least two, each with its quotes; of a silence there are none.
        note: what may explain it, part of the message; empty where nothing does.
    """

    kind: Kind
    subject: EntityRef
    predicate: str
    message: str
    sides: tuple[Side, ...]
    note: str = ""

    @property
    def id(self) -> str:
        """`conflict/` and a hash of what disagrees; who says it does not enter."""
        sides = sorted(sorted(side.claims) for side in self.sides)
        return "conflict/" + content_hash(self.kind, self.subject.id, self.predicate, sides)

    @property
    def claims(self) -> frozenset[str]:
        """Ids of the claims of all sides."""
        return frozenset(claim for side in self.sides for claim in side.claims)


def worded(predicate: str) -> str:
    """Return the local name of a predicate in words: `signatory of`."""
    return re.sub("([A-Z])", lambda match: f" {match[1].lower()}", predicate)


def side(says: str, facts: Iterable[Fact]) -> Side:
    """Return one side of a contradiction with all the quotes of its facts."""
    facts = list(facts)
    quotes = {quote for fact in facts for quote in fact.evidence}
    named = {ref.id for fact in facts for ref in fact.to_claim().entities()}
    claims = sorted({fact.claim for fact in facts})
    return Side(says, tuple(claims), tuple(sorted(quotes)), tuple(sorted(named)))
