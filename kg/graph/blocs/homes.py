"""To which country a body belongs, and which bodies a country has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.graph.facts import EntityInfo, Fact
from kg.model import EntityRef


class Homes:
    """Countries and their bodies, by what sources say and by the registry.

    Args:
        facts: those of them that are accepted and say which body is the agency of which
            country count.
        entities: with the country that the registry gives an organisation.
    """

    def __init__(self, facts: Iterable[Fact], entities: Iterable[EntityInfo]):
        known = {info.ref.id: info for info in entities}
        countries: dict[str, set[str]] = defaultdict(set)
        agencies: set[str] = set()
        for info in known.values():
            if info.country is not None and info.ref.id.startswith("organisation/"):
                countries[info.ref.id].add(info.country)
                agencies |= {info.ref.id} if info.ref.type == "Agency" else set()
        refs = {info.ref.id: info.ref for info in known.values()}
        for fact in facts:
            if fact.predicate == "agencyOf" and stands(fact) and isinstance(fact.object, EntityRef):
                countries[fact.subject.id].add(fact.object.id)
                agencies.add(fact.subject.id)
                refs |= {fact.subject.id: fact.subject, fact.object.id: fact.object}
        self._countries = countries
        self._agencies = agencies
        self._refs = refs

    def of(self, body: str) -> tuple[EntityRef, ...]:
        """Return the countries that a body belongs to, by id; none for an international one."""
        ids = sorted(self._countries.get(body, ()))
        return tuple(self._refs[id] for id in ids if id in self._refs)

    def is_agency(self, body: str) -> bool:
        """Whether a body does the work of its state."""
        return body in self._agencies

    def agencies(self, country: str) -> tuple[EntityRef, ...]:
        """Return the bodies by which a state works, by id."""
        own = (body for body in self._agencies if country in self._countries[body])
        return tuple(self._refs[body] for body in sorted(own) if body in self._refs)


def stands(fact: Fact) -> bool:
    """Whether a fact is asserted and accepted, so that it stands as a plain triple."""
    return fact.status == "asserted" and fact.tier == "accepted"
