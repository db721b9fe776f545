"""What the server tells of itself: SPARQL 1.1 Service Description, and the dataset behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.dataset import DATASET
from kg.graph.namespaces import standard

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)


def description(endpoint: str, triples: int, *, updates: bool) -> Iterator[ox.Triple]:
    """Yield the service description of an endpoint.

    Args:
        endpoint: its IRI.
        triples: how many its graph holds.
        updates: whether it can be changed.
    """
    service = ox.NamedNode(endpoint)
    dataset, graph = (ox.NamedNode(f"{endpoint}#{name}") for name in ("dataset", "graph"))
    a = standard("rdf:type")
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if updates else [])]
    yield ox.Triple(service, a, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    for language in languages:
        yield ox.Triple(service, _sd("supportedLanguage"), _sd(language))
    for name in _RESULTS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, a, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), graph)
    yield ox.Triple(graph, a, _sd("Graph"))
    yield ox.Triple(graph, standard("void:triples"), ox.Literal(triples))
    yield ox.Triple(service, standard("dcterms:source"), DATASET)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
