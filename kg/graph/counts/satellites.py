"""The satellites of a country that the graph knows, at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.graph.counts.members import Member, Standing, by_standing
from kg.graph.facts import Fact
from kg.graph.timing import UNKNOWN, ended
from kg.model import EntityRef, Literal
from kg.model.dates import Bounds, bounds

OWNED = ("operatedBy", "builtFor")
"""Predicates from a satellite to whom it works for."""

_CRAFT = ("Satellite", "Spacecraft")


def satellites(
    country: EntityRef, facts: Sequence[Fact], when: Bounds, homes: Mapping[str, str]
) -> list[Member]:
    """Return the satellites that work for a country, or for an organisation of it.

    Args:
        country: whose satellites.
        facts: of the whole graph.
        when: the first and the last day in question.
        homes: id of an organisation -> id of the country it belongs to.
    """
    launches: dict[EntityRef, list[Fact]] = defaultdict(list)
    lost = {f.subject for f in facts if f.predicate == "orbit" and _is_lost(f)}
    owned: dict[EntityRef, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.tier not in ("accepted", "candidate") or fact.status == "opinion":
            continue
        if fact.predicate == "launchDate" and fact.status == "asserted":
            launches[fact.subject].append(fact)
        elif _is_craft_of(fact, country, homes):
            owned[fact.subject].append(fact)
    found = [_satellite(craft, own, launches[craft], when) for craft, own in owned.items()]
    found = [replace(m, standing="denied") if m.entity in lost else m for m in found]
    return sorted(found, key=by_standing)


def _is_lost(orbit: Fact) -> bool:
    """Whether a fact says that a satellite did not reach its orbit."""
    return orbit.status == "negated" and orbit.tier == "accepted"


def _is_craft_of(fact: Fact, country: EntityRef, homes: Mapping[str, str]) -> bool:
    """Whether a fact says that a satellite works for a country or for somebody of it."""
    if fact.predicate not in OWNED or fact.subject.type not in _CRAFT:
        return False
    owner = fact.object.id if isinstance(fact.object, EntityRef) else ""
    return country.id in (owner, homes.get(owner))


def _satellite(
    craft: EntityRef, own: Sequence[Fact], launches: Iterable[Fact], when: Bounds
) -> Member:
    launches = sorted(launches, key=lambda fact: (fact.tier, -len(_date(fact)), fact.claim))
    facts = (*sorted(own, key=lambda fact: (fact.tier, fact.claim)), *launches)
    since = _date(launches[0]) if launches else None
    return Member(craft, _standing(own, since, when), since, facts)


def _standing(own: Sequence[Fact], launched: str | None, when: Bounds) -> Standing:
    held = [fact for fact in own if fact.status == "asserted"]
    sure = [fact for fact in held if fact.tier == "accepted"]
    if not sure:
        return "doubtful" if held else "planned" if _planned(own) else "denied"
    ends = (ended(fact)[1] for fact in sure)
    if any(end is not None and when[0] is not None and end <= when[0] for end in ends):
        return "left"
    first, last = bounds(launched or "")
    if (first, last) == UNKNOWN or when[1] is None or last is None:
        return "in" if when == UNKNOWN else "perhaps"
    if last <= when[1]:
        return "in"
    return "later" if first is not None and first > when[1] else "perhaps"


def _planned(own: Iterable[Fact]) -> bool:
    return any(fact.status == "planned" for fact in own)


def _date(launch: Fact) -> str:
    return launch.object.value if isinstance(launch.object, Literal) else ""
