"""What a contradiction is: sides that cannot all be so, each with its quotes."""

from __future__ import annotations

import typing
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.facts import Fact, Quote
from kg.model import EntityRef


@dataclass(frozen=True)
class Side:
    """One of several things that cannot all be so.

    Args:
        says: the value, or the names of a list.
        claims: ids of the claims that say it, sorted.
        quotes: their words, in article order.
    """

    says: str
    claims: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Contradiction:
    """What cannot all be so, and who says it.

    Args:
        kind: `count` (a number against its own list) or `values` (one predicate, several).
        subject: what it is about.
        predicate: one of `FUNCTIONAL`.
        message: the conflict in one sentence.
        sides: at least two, each with its quotes.
    """

    kind: typing.Literal["count", "values"]
    subject: EntityRef
    predicate: str
    message: str
    sides: tuple[Side, ...]

    @property
    def claims(self) -> frozenset[str]:
        """Ids of the claims of all sides."""
        return frozenset(claim for side in self.sides for claim in side.claims)


def side(says: str, facts: Iterable[Fact]) -> Side:
    """Return one side of a contradiction with all the quotes of its facts."""
    facts = list(facts)
    quotes = {quote for fact in facts for quote in fact.evidence}
    return Side(says, tuple(sorted({fact.claim for fact in facts})), tuple(sorted(quotes)))
