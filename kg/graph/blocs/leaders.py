"""Who leads a bloc, and who has agreements with the leaders of several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.graph.blocs.days import starts_after
from kg.graph.blocs.homes import Homes, stands
from kg.graph.blocs.standing import date_of, kind_of
from kg.graph.facts import Fact
from kg.model import EntityRef


@dataclass(frozen=True)
class Lead:
    """Who leads a bloc.

    Args:
        bloc: which one.
        leaders: who leads it by accepted facts, by id; of an organisation or a country, itself.
        circle: these, the countries they belong to, and the agencies of those countries:
            whoever has an agreement with one of them has one with this side. By id.
    """

    bloc: EntityRef
    leaders: tuple[EntityRef, ...]
    circle: tuple[EntityRef, ...]


@dataclass(frozen=True)
class Holder:
    """A party that has agreements, itself or by its bodies, with the leaders of every bloc.

    Args:
        party: who.
        agreements: for each bloc, in their order, the facts that tell of the agreements.
    """

    party: EntityRef
    agreements: tuple[tuple[Fact, ...], ...]


def lead_of(bloc: EntityRef, facts: Iterable[Fact], homes: Homes) -> Lead:
    """Return who leads a bloc."""
    if bloc.id.startswith(("country/", "organisation/")):
        return Lead(bloc, (bloc,), circle([bloc], homes))
    found = {
        fact.object
        for fact in facts
        if fact.predicate == "ledBy" and fact.subject.id == bloc.id and stands(fact)
        if isinstance(fact.object, EntityRef)
    }
    leaders = tuple(sorted(found))
    return Lead(bloc, leaders, circle(leaders, homes))


def circle(leaders: Iterable[EntityRef], homes: Homes) -> tuple[EntityRef, ...]:
    """Return leaders, the states behind agencies among them, and all agencies of the states."""
    found: set[EntityRef] = set()
    for leader in leaders:
        found.add(leader)
        if leader.type == "Country":
            states: Sequence[EntityRef] = (leader,)
        else:
            states = homes.of(leader.id) if homes.is_agency(leader.id) else ()
        for state in states:
            found |= {state, *homes.agencies(state.id)}
    return tuple(sorted(found))


def holders(
    leads: Sequence[Lead],
    facts: Iterable[Fact],
    homes: Homes,
    fits: Callable[[EntityRef], bool],
    day: date | None = None,
) -> Iterator[Holder]:
    """Yield those who have agreements with the leaders of every bloc, by label.

    The leaders, their countries and agencies are not among them.

    Args:
        leads: of each bloc.
        facts: accepted and asserted ones count, unless the agreement was ended.
        homes: whose agreements are a country's.
        fits: which parties are asked for.
        day: on which it is asked.
    """
    if not all(lead.leaders for lead in leads):
        return
    known = list(facts)
    sides = [_partners(lead, known, homes, day) for lead in leads]
    leading = {ref for lead in leads for ref in lead.circle}
    both = set.intersection(*map(set, sides)) - leading
    for party in sorted(filter(fits, both), key=lambda ref: (ref.label, ref.id)):
        yield Holder(party, tuple(tuple(side[party]) for side in sides))


def _partners(
    lead: Lead, facts: Iterable[Fact], homes: Homes, day: date | None
) -> dict[EntityRef, list[Fact]]:
    """Return who has agreements with a leader's side, and the countries of such bodies."""
    ring = {ref.id for ref in lead.circle}
    agreements = [fact for fact in facts if fact.predicate == "agreementWith"]
    denials = [fact for fact in agreements if fact.status == "negated"]
    found: dict[EntityRef, list[Fact]] = defaultdict(list)
    for fact in agreements:
        partner = _partner(fact, ring)
        if partner is None or kind_of(fact, day) != "in" or any(_ends(d, fact) for d in denials):
            continue
        for party in (partner, *homes.of(partner.id)):
            found[party].append(fact)
    return found


def _partner(fact: Fact, ring: set[str]) -> EntityRef | None:
    """Return the end of an agreement that is outside of a circle, if one and only one is."""
    ends = [end for end in (fact.subject, fact.object) if isinstance(end, EntityRef)]
    outside = [end for end in ends if end.id not in ring]
    return outside[0] if len(ends) == 2 and len(outside) == 1 else None


def _ends(denial: Fact, fact: Fact) -> bool:
    """Whether a denial is of an agreement: of one of the same two on the same matter."""
    same = {denial.subject, denial.object} == {fact.subject, fact.object}
    matter = denial.qualifiers.get("concerning") == fact.qualifiers.get("concerning")
    later = not starts_after(date_of(fact), date_of(denial))
    return denial.tier == "accepted" and same and matter and later
