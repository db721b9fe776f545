"""Blocs, connections and central places: names in, what the graph has of them out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api.facts import FactGraph
    from kg.graph.blocs import Overlap
    from kg.graph.facts import EntityInfo, Fact
    from kg.model import EntityRef
    from kg.out.paths import Paths
    from kg.out.ranks import Ranking


def overlap(graph: FactGraph, blocs: Sequence[str], kind: str) -> Overlap:
    """Return who is in which bloc; arguments and errors are those of `FactGraph`."""
    from kg.graph.blocs import overlap

    found = _found(graph, blocs)
    return overlap(graph.facts(), graph.entities(), found, kind, graph.moment.as_of)


def paths(graph: FactGraph, start: str, end: str, **wanted: Any) -> Paths:
    """Return what connects two entities; arguments and errors are those of `FactGraph`."""
    from kg.out.paths import paths

    one, other = _found(graph, (start, end))
    facts = graph.facts()
    return paths(facts, one, other, homes=_homes(facts, graph.entities()), **wanted)


def rank(
    graph: FactGraph,
    measure: str,
    *,
    types: Collection[str],
    between: tuple[str, str] | None,
    with_bodies: bool,
) -> Ranking:
    """Return entities by a measure; arguments and errors are those of `FactGraph`."""
    from kg.graph.blocs import overlap
    from kg.out.ranks import rank

    blocs = _found(graph, between or ())
    facts, entities = graph.facts(), graph.entities()
    sides = None
    if blocs:
        found = overlap(facts, entities, blocs, day=graph.moment.as_of)
        one, other = ({row.party.id for row in found.only(bloc)} for bloc in blocs)
        sides = one, other
    homes = _homes(facts, entities) if with_bodies else None
    return rank(facts, measure, types=types, between=sides, homes=homes)


def _homes(facts: list[Fact], entities: list[EntityInfo]) -> dict[str, EntityRef]:
    """Return the country of each body that has one."""
    from kg.graph.blocs import Homes

    homes = Homes(facts, entities)
    found = ((info.ref.id, homes.of(info.ref.id)) for info in entities)
    return {id: countries[0] for id, countries in found if countries}


def _found(graph: FactGraph, names: Sequence[str]) -> list[EntityRef]:
    from kg.api.names import Names

    finder = Names(graph)
    return [finder.find(name).ref for name in names]
