"""What a worker can be asked, over the snapshot that each request names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.api import KnowledgeGraph
from kg.graph.query import prepare
from kg.graph.results import write_graph
from kg.graph.store import EmbeddedStore
from kg.serve.accept import GRAPHS, chosen, media_types
from kg.serve.description import description
from kg.serve.pages.site import Site
from kg.serve.problem import RequestError
from kg.serve.protocol import Operation
from kg.serve.remembered import SnapshotGraph


class Answers:
    """Answers requests over one graph after another, each open until the next is asked for.

    Args:
        project: directory whose ontology, registry and saved queries are used; None for the
            one that the server runs in.

    Attributes:
        directories: what is read of, besides the snapshots and the package.
    """

    def __init__(self, project: str | None):
        graph = KnowledgeGraph.open(project)
        self._whose = graph.project
        self._graph: SnapshotGraph | None = None
        self._site: Site | None = None
        self._opened = ""
        self._names, self._unused = graph.ontology.names, graph.ontology.unused
        self.directories = (str(graph.project.root), str(graph.project.build))

    def answer(self, request: dict[str, Any], body: bytes, sink: BinaryIO) -> str:
        """Write the answer to a request; return its media type.

        Args:
            request: `do`, `store` (directory of the snapshot), and what `do` needs.
            body: what came with the request.
            sink: takes the answer.

        Raises:
            KgError: whatever is wrong with the request.
        """
        store = self._store(request["store"])
        if request["do"] == "query":
            operation = Operation(
                "query", body.decode(), tuple(request["default"]), tuple(request["named"])
            )
            return self._query(store, operation, request, sink)
        if request["do"] == "describe":
            triples = description(request["endpoint"], len(store), updates=request["updates"])
            return _written(triples, request["accept"], sink)
        if request["do"] == "page" and self._site is not None:
            return self._site.answer(request, sink)
        raise RequestError(404, "nothing answers to this address")

    def _store(self, path: str) -> EmbeddedStore:
        if self._graph is None or self._opened != path:
            if self._graph is not None:
                self._graph.close()
            self._graph = SnapshotGraph(self._whose, Path(path))
            self._site = Site(self._graph)
            self._opened = path
        return self._graph.store

    def _query(
        self, store: EmbeddedStore, operation: Operation, request: dict[str, Any], sink: BinaryIO
    ) -> str:
        text = prepare(
            operation.text,
            self._names,
            self._unused,
            base=request["base"],
            has_dataset=operation.has_dataset,
        )
        results = store.query(text, operation.default_graphs, operation.named_graphs)
        offers = media_types(results.kind)
        media_type = chosen(request["accept"], offers)
        results.serialize(offers[media_type], sink)
        return media_type


def _written(triples: Iterable[ox.Triple], accept: str | None, sink: BinaryIO) -> str:
    media_type = chosen(accept, GRAPHS)
    write_graph(sorted(triples, key=str), GRAPHS[media_type], sink)
    return media_type
