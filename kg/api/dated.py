"""`DatedGraph`: the graph as of a day, and as known by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from kg.api.graph import KnowledgeGraph
from kg.errors import StoreError
from kg.model.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.dated.account import Knowledge, Truth
    from kg.graph.sources import Sentence
    from kg.graph.store import EmbeddedStore


class DatedGraph(KnowledgeGraph):
    """The graph of a project at a moment; it answers every question, and cannot be changed.

    It is made in memory when it is first asked, from the stored graph as it is then.

    Args:
        whole: the graph that it is of.
        moment: what was true on a day, what sources had said by a day, or both.
    """

    def __init__(self, whole: KnowledgeGraph, moment: Moment):
        super().__init__(whole.project, whole.progress)
        self._whole = whole
        self._moment = moment
        self._truth: Truth | None = None
        self._knowledge: Knowledge | None = None

    @property
    def whole(self) -> KnowledgeGraph:
        """The graph with nothing left out."""
        return self._whole

    @property
    def moment(self) -> Moment:
        """The days that the graph is of."""
        return self._moment

    @property
    def store(self) -> EmbeddedStore:
        """The graph of the moment, in memory."""
        if self._open is None:
            self._open = self._made()
        return self._open

    @property
    def account(self) -> Sequence[Knowledge | Truth]:
        """What is left out, and what is not sure: of each day that the graph is of."""
        self.store  # noqa: B018  the counts are made with the graph
        return [each for each in (self._knowledge, self._truth) if each is not None]

    def at(self, as_of: Any = None, known_by: Any = None) -> KnowledgeGraph:
        """Return the graph of another moment; a day that is not given stays as it is."""
        return self._whole.at(
            self._moment.as_of if as_of is None else as_of,
            self._moment.known_by if known_by is None else known_by,
        )

    def _made(self) -> EmbeddedStore:
        from kg.graph.dataset import dataset_triples
        from kg.graph.dated.known import known_by
        from kg.graph.dated.true import true_on

        self.progress("looking back", 0, 0)
        store = self._whole.store
        if self._moment.known_by is not None:
            sentence = _sentences(self._whole)
            store, self._knowledge = known_by(store, self._moment.known_by, sentence)
        if self._moment.as_of is not None:
            predicates = self.ontology.predicates
            store, self._truth = true_on(store, self._moment.as_of, predicates)
        store.load(dataset_triples(store.triples(), moment=self._moment))
        return store

    def _builder(self, effort: Any = None) -> NoReturn:
        del effort
        raise StoreError(f"the graph {self._moment} cannot be changed; change the whole one")

    def __repr__(self) -> str:
        return f"{self._whole!r}.at({self._moment})"


def _sentences(graph: KnowledgeGraph) -> Sentence:
    """Return what gives the sentences of the texts of a graph, as far as they are kept."""
    from kg.build.cache import ReadingCache
    from kg.build.generations import Generations
    from kg.build.reader import Reader
    from kg.build.sentences import Sentences

    manifest = Generations(graph.project.build).manifest()
    cache = ReadingCache(Path(graph.project.build) / "claims")
    return Sentences(Reader(graph.project, cache), manifest.articles if manifest else {})
