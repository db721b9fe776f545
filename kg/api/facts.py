"""`FactGraph`: all facts of a graph, what follows from them together, and where they go."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.api.stored import StoredGraph

if TYPE_CHECKING:
    import rdflib

    from kg.graph.blocs import Overlap
    from kg.graph.crosscheck import Checked
    from kg.graph.facts import EntityInfo, Fact, Statistics
    from kg.graph.store import EmbeddedStore
    from kg.model.moment import Moment
    from kg.out.network import Graph
    from kg.out.paths import Paths
    from kg.out.ranks import Ranking


class FactGraph(StoredGraph):
    """What reads, measures and writes all facts of a graph.

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

    _read: tuple[EmbeddedStore, list[Fact]] | None = None

    def facts(self) -> list[Fact]:
        """Return every fact of the graph with its evidence; an open graph is read once."""
        from kg.graph.facts import all_facts

        if self._read is None or self._read[0] is not self.store:
            self._read = (self.store, all_facts(self.store))
        return list(self._read[1])

    def close(self) -> None:
        """Let go of the stored graph, and of what was read from it."""
        self._read = None
        super().close()

    def entities(self) -> list[EntityInfo]:
        """Return every entity of the graph, by id."""
        from kg.graph.facts import entities

        return self.answered(entities)

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

    def copies(self) -> dict[str, str]:
        """Return the id of every syndicated copy -> that of the article it repeats.

        What a copy says is no second independent source.
        """
        from kg.graph.articles import copies

        return copies(self.store)

    def crosscheck(self) -> list[Checked]:
        """Return every accepted statement with who makes it: articles, curated rows, or both."""
        from kg.graph.crosscheck import crosscheck

        return crosscheck(self.facts())

    def stats(self) -> Statistics:
        """Return how much the graph holds."""
        from kg.graph.facts import statistics

        return self.answered(statistics)

    @property
    def graph(self) -> rdflib.Graph:
        """The graph as an rdflib Graph; Oxigraph answers underneath. It is read-only."""
        from kg.graph.rdflib_view import to_rdflib

        return to_rdflib(self.store)

    def export(
        self,
        target: str | Path | IO[bytes],
        format: str | None = None,
        *,
        evidence: bool = True,
        rdf12: bool = False,
    ) -> None:
        """Write the graph to a file or a binary stream.

        Args:
            target: where to; `-` is standard output.
            format: by default the ending of the file.
            evidence: whether claims and quotes go with the plain facts.
            rdf12: whether claims are RDF 1.2 reifiers.

        Raises:
            ExportError: no exporter serves the format.
        """
        from kg.out.exports import export

        self.progress("writing the graph", 0, 0)
        context = self.project.ontology.with_name("context.jsonld")
        options = {"evidence": evidence, "rdf12": rdf12}
        export(self.store, target, format, ontology_context=context, **options)

    def publish(self, directory: str | Path, base: str = "") -> list[Path]:
        """Write the graph in all its formats, with a description and sums, into a directory.

        Args:
            directory: made if need be.
            base: the address at which the files will stand, for the description.

        Raises:
            ExportError: a file cannot be written, or `base` is no address.
        """
        from kg.out.publication import publish

        self.progress("writing the dataset", 0, 0)
        return publish(self.store, Path(directory), self.project.ontology.parent, base)
