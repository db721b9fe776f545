"""Where sources contradict each other or themselves.

What is compared is found by structure alone: a count against the list beside it, and against
those whom the graph knows by then; the values of a predicate that allows one at a time; the day
and the order of one event; plans against what was done; assertions against denials; and
memberships that data calls disputed. Nothing is decided here: each side comes with its quotes.
What a person has ruled on it is in `kg.graph.rulings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.contradictions.denials import denials
from kg.graph.contradictions.details import differing_details
from kg.graph.contradictions.disputes import disputes
from kg.graph.contradictions.found import KINDS, Contradiction, Side
from kg.graph.contradictions.known import counts_against_known
from kg.graph.contradictions.lists import counts_against_lists
from kg.graph.contradictions.plans import plans_not_carried_out
from kg.graph.contradictions.values import FUNCTIONAL, conflicting_values
from kg.graph.facts import all_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.facts import Fact
    from kg.graph.store import Store

__all__ = ["FUNCTIONAL", "KINDS", "Contradiction", "Side", "contradictions", "contradictions_of"]


def contradictions(store: Store) -> list[Contradiction]:
    """Return what the sources of a graph contradict, by subject, predicate and message.

    What a person found to be misread, or overruled, takes no part.
    """
    return contradictions_of(all_facts(store))


def contradictions_of(facts: Iterable[Fact]) -> list[Contradiction]:
    """Return what facts contradict, as `contradictions` does; they may be those of any date."""
    heard = [fact for fact in facts if fact.tier in ("accepted", "candidate")]
    stated = [f for f in heard if f.status == "asserted" and f.tier == "accepted"]
    lists = [*counts_against_lists(stated)]
    told = {claim for each in lists for claim in each.sides[0].claims}
    known = [c for c in counts_against_known(heard) if told.isdisjoint(c.sides[0].claims)]
    found = [*lists, *known, *conflicting_values(stated), *differing_details(stated)]
    found += [*plans_not_carried_out(heard), *denials(heard), *disputes(heard)]
    return sorted(found, key=lambda c: (c.subject.id, c.predicate, c.message))
