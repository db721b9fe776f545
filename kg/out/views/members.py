"""Blocs and their members, as the page shows them in matrix, partners, timeline and map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.graph.ladder import Membership, Step, memberships
from kg.model import EntityRef
from kg.model.dates import bounds
from kg.out.views.times import day_number
from kg.out.views.wording import date_text

if TYPE_CHECKING:
    from kg.graph.facts import EntityInfo, Fact
    from kg.out.views.payload import Payload

LEAST = 2
"""A programme or an accord with fewer members is no bloc."""
LEAST_COUNTRIES = 3
"""A bloc with fewer countries is no column of the matrix; as in `static/view-matrix.js`."""
_KINDS = ("Programme", "Accord")


def bloc_records(
    facts: Sequence[Fact], known: Mapping[str, EntityInfo], payload: Payload
) -> list[dict[str, Any]]:
    """Return each bloc with its members, the bloc with the most countries first.

    A member is its node, its level, why its membership is in doubt, whether it has ended since,
    and its steps. A step is its rung, the first and last day on which it may have been taken,
    that date in words, and its fact. Who leads is a member like others, marked so.
    """
    homes = {id: info.country for id, info in known.items() if info.country is not None}
    leads = {
        (fact.object.id, fact.subject.id)
        for fact in facts
        if fact.predicate == "ledBy" and fact.is_direct and isinstance(fact.object, EntityRef)
    }
    by_bloc: dict[str, list[dict[str, Any]]] = {}
    for each in memberships(facts, homes):
        bloc = payload.node(each.target.id)
        if bloc is None or each.target.type not in _KINDS or payload.node(each.party.id) is None:
            continue
        record = _member(each, payload)
        record["leads"] = (each.party.id, each.target.id) in leads
        by_bloc.setdefault(each.target.id, []).append(record)
    records = [
        {"node": payload.node(id), "members": members}
        for id, members in by_bloc.items()
        if len(members) >= LEAST
    ]
    return sorted(records, key=_order)


def has_matrix(records: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether any bloc is large enough for the matrix of countries by blocs."""
    return any(_countries(record) >= LEAST_COUNTRIES for record in records)


def _member(membership: Membership, payload: Payload) -> dict[str, Any]:
    return {
        "node": payload.node(membership.party.id),
        "level": membership.level,
        "doubt": membership.doubt,
        "left": membership.place() == "left",
        "steps": [_step(step, payload) for step in membership.steps],
    }


def _step(step: Step, payload: Payload) -> dict[str, Any]:
    first, last = bounds(step.when)
    return {
        "rung": step.rung,
        "first": day_number(first),
        "last": day_number(last),
        "date": date_text(step.when) if step.when else "",
        "ordinal": step.fact.qualifiers.get("ordinal"),
        "fact": payload.add(step.fact),
    }


def _order(record: Mapping[str, Any]) -> tuple[int, int]:
    return -_countries(record), record["node"]


def _countries(record: Mapping[str, Any]) -> int:
    """Return how many countries are in a bloc, or may be."""
    members = record["members"]
    return sum(each["level"] == "country" and each["doubt"] != "denied" for each in members)


def home_nodes(
    entities: Iterable[EntityRef], known: Mapping[str, EntityInfo], payload: Payload
) -> list[int | None]:
    """Return, for each entity, the node of the country that it belongs to, if it is shown."""
    found = []
    for ref in entities:
        info = known.get(ref.id)
        found.append(payload.node(info.country) if info and info.country else None)
    return found
