"""Memberships that sources dispute, as the rows of data mark them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.graph.contradictions.found import Contradiction, Side, side, worded
from kg.graph.contradictions.lists import whole_lists
from kg.graph.facts import Fact
from kg.graph.timing import began, issued
from kg.model import MEMBERSHIPS


def disputes(facts: Sequence[Fact]) -> Iterator[Contradiction]:
    """Yield the memberships that a row calls disputed, beside the lists that leave them out.

    Args:
        facts: accepted ones, and candidates.
    """
    lists = [*whole_lists([fact for fact in facts if fact.tier == "accepted"])]
    for fact in facts:
        if fact.predicate in MEMBERSHIPS and fact.disputed:
            yield _contradiction(fact, lists)


def _contradiction(fact: Fact, lists: Sequence[Sequence[Fact]]) -> Contradiction:
    named = fact.object
    label = getattr(named, "label", "")
    omitting = [each for members in lists for each in members if _leaves_out(members, fact)]
    message = f"{fact.subject.label}: sources dispute “{worded(fact.predicate)} {label}”"
    against = side("left out of lists", omitting) if omitting else Side("not confirmed", (), ())
    sides = (side("belongs", [fact]), against)
    return Contradiction("disputed", fact.subject, fact.predicate, message, sides)


def _leaves_out(members: Sequence[Fact], fact: Fact) -> bool:
    """Whether a whole list, of a time when a party should be on it, does not name it."""
    if members[0].object != fact.object or any(m.subject == fact.subject for m in members):
        return False
    since = began(fact)[1]
    days = [issued(quote)[1] for member in members for quote in member.evidence]
    told = max((day for day in days if day is not None), default=None)
    return since is None or told is None or since <= told
