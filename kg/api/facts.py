"""`FactGraph`: all facts of a graph, and what follows from them together."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from kg.api.stored import StoredGraph

if TYPE_CHECKING:
    from kg.graph.blocs import Overlap
    from kg.graph.facts import EntityInfo, Fact
    from kg.model.moment import Moment
    from kg.out.network import Graph
    from kg.out.paths import Paths
    from kg.out.ranks import Ranking


class FactGraph(StoredGraph):
    """What reads the facts of a graph: blocs, connections and central places.

    Args:
        project: its data and where its builds go.
        progress: called with what is going on, steps done, and steps in all (0: unknown).
    """

    @property
    def whole(self) -> FactGraph:
        """The graph with nothing left out, whatever moment this one is of."""
        return self

    @property
    def moment(self) -> Moment:
        """The moment that the graph is of; that of the whole graph is false."""
        from kg.model.moment import NOW

        return NOW

    def facts(self) -> list[Fact]:
        """Return every fact of the graph with its evidence."""
        from kg.graph.facts import all_facts

        return all_facts(self.store)

    def entities(self) -> list[EntityInfo]:
        """Return every entity of the graph, by id."""
        from kg.graph.facts import entities

        return entities(self.store)

    def network(self) -> Graph:
        """Return the facts as a networkx graph: entities are nodes, claims are edges."""
        from kg.out.network import network

        return network(self.facts(), self.ontology.labels)

    def overlap(self, *blocs: str, kind: str = "Country") -> Overlap:
        """Return who is in all of several blocs, in one alone, or in none.

        Args:
            blocs: programmes, missions, accords, organisations or countries, by any name.
            kind: which parties are compared; one of `kg.graph.blocs.KINDS`.

        Raises:
            UnknownNameError: nothing answers to a name; with suggestions.
            ParameterError: there are fewer than two blocs, or what is named is none.
        """
        from kg.api.networks import overlap

        return overlap(self, blocs, kind)

    def paths(self, start: str, end: str, **wanted: Any) -> Paths:
        """Return what connects two entities, by any of their names: the shortest ways first.

        Args:
            start: where paths begin.
            end: where they end.
            wanted: `most`, `length` and `include`, as `kg.out.paths.paths` has them.

        Raises:
            UnknownNameError: nothing answers to a name; with suggestions.
        """
        from kg.api.networks import paths

        return paths(self, start, end, **wanted)

    def rank(
        self,
        measure: str = "degree",
        *,
        types: Collection[str] = ("Country",),
        between: tuple[str, str] | None = None,
        with_bodies: bool = False,
    ) -> Ranking:
        """Return entities by a measure of networkx; see `kg.out.ranks`.

        Args:
            measure: degree, betweenness, brokerage or constraint.
            types: which entities are ranked.
            between: the two blocs of brokerage, by any of their names.
            with_bodies: whether agencies and institutions are taken as one with their country.

        Raises:
            UnknownNameError: nothing answers to a name; with suggestions.
            ParameterError: the measure is unknown, or the blocs do not go with it.
        """
        from kg.api.networks import rank

        return rank(self, measure, types=types, between=between, with_bodies=with_bodies)
