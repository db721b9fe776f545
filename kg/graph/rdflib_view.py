"""A store as an rdflib graph, for those who know that API; Oxigraph answers underneath."""

from __future__ import annotations

from oxrdflib import OxigraphStore
from rdflib import Graph, Namespace
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.graph.namespaces import PREFIXES
from kg.graph.store import EmbeddedStore


def to_rdflib(store: EmbeddedStore) -> Graph:
    """Return an rdflib graph over the store itself: what is added there is added here.

    Its prefixes are ours, so queries need not declare them. Pass queries as strings; a
    prepared query or `base=` falls back to rdflib's own, much slower engine. A variable
    that `initBindings` sets must be among those that the query selects. Close the store,
    not the graph.
    """
    graph = Graph(
        store=OxigraphStore(store=store.native),
        identifier=DATASET_DEFAULT_GRAPH_ID,  # facts are in the default graph
        bind_namespaces="none",
    )
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, Namespace(namespace))
    return graph
