"""Where sources contradict each other or themselves.

Two things are compared, by structure alone: the values of a predicate that allows one at a
time, where the times overlap; and a count of members against the list that stands beside
it. Nothing is decided here: each side comes with its quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.contradictions.found import Contradiction, Side
from kg.graph.contradictions.lists import counts_against_lists
from kg.graph.contradictions.values import FUNCTIONAL, conflicting_values
from kg.graph.facts import all_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.facts import Fact
    from kg.graph.store import Store

__all__ = ["FUNCTIONAL", "Contradiction", "Side", "contradictions", "contradictions_of"]


def contradictions(store: Store) -> list[Contradiction]:
    """Return what the articles of a graph contradict, by subject, predicate and message.

    Only facts that a source asserts, and whose reading is accepted, are compared.
    """
    return contradictions_of(all_facts(store))


def contradictions_of(facts: Iterable[Fact]) -> list[Contradiction]:
    """Return what facts contradict, as `contradictions` does; they may be those of any date."""
    facts = [f for f in facts if f.status == "asserted" and f.tier == "accepted"]
    found = [*counts_against_lists(facts), *conflicting_values(facts)]
    return sorted(found, key=lambda c: (c.subject.id, c.predicate, c.message))
