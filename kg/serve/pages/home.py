"""The home page, and the description of the dataset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.api.names import Names
from kg.graph.dataset import DATASET, DESCRIPTION, TITLE
from kg.graph.namespaces import ONTOLOGY, standard
from kg.graph.query import run
from kg.graph.store import EmbeddedStore
from kg.serve.pages.page import Asked, Page

_PARTS = "SELECT ?class ?n { ?part void:class ?class ; void:entities ?n }"
_WHOLE = "SELECT ?name ?n { id:dataset ?name ?n FILTER(?name IN (void:triples, void:entities)) }"
_COUNTED = {
    "Claim": "claims",
    "Evidence": "quotes",
    "Article": "articles",
    "DataFile": "tables",
    "Source": "sources",
}
_PART = f"{DATASET.value}/"
"""How the IRIs of its parts begin."""
_STARTS = ("country/pakistan", "programme/ilrs", "accord/artemis-accords", "country/thailand")


def page(asked: Asked) -> Page:
    """Return the home page."""
    counts = _counts(asked.graph.store)
    return Page("home", TITLE, lambda: _data(asked, counts), lambda: {"counts": counts})


def dataset(asked: Asked) -> Page:
    """Return the description of the dataset: VoID and DCAT, with where this server answers."""
    return Page("node", TITLE, dict, None, lambda: sorted(_dataset(asked), key=str))


def _data(asked: Asked, counts: dict[str, int]) -> dict[str, Any]:
    finder = Names(asked.graph).described
    return {
        "description": DESCRIPTION,
        "counts": counts,
        "starts": [ref for id in _STARTS if (ref := finder(id)) is not None],
        "queries": list(asked.graph.queries.values()),
    }


def _counts(store: EmbeddedStore) -> dict[str, int]:
    """Return how much the graph holds, by its own description or, without one, its size."""
    whole = {str(r["name"]).rpartition("#")[2]: int(str(r["n"])) for r in run(store, _WHOLE).rows()}
    parts = {
        str(row["class"]).removeprefix(ONTOLOGY): int(str(row["n"]))
        for row in run(store, _PARTS).rows()
    }
    counts = {"entities": whole["entities"]} if "entities" in whole else {}
    counts |= {words: parts[name] for name, words in _COUNTED.items() if name in parts}
    if "triples" not in whole:
        return counts | {"triples": len(store)}
    # A description does not count itself, but everything else that tells a number does.
    return counts | {"triples": whole["triples"] + sum(1 for _ in _description(store))}


def _description(store: EmbeddedStore) -> Iterator[ox.Triple]:
    """Yield what the graph says of itself."""
    for triple in _on(store, DATASET):
        yield triple
        if isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith(_PART):
            yield from _on(store, triple.object)


def _on(store: EmbeddedStore, node: ox.NamedNode) -> Iterator[ox.Triple]:
    quads = store.native.quads_for_pattern(node, None, None, ox.DefaultGraph())
    return (quad.triple for quad in quads)


def _dataset(asked: Asked) -> Iterator[ox.Triple]:
    yield from _description(asked.graph.store)
    for name, path in (
        ("void:sparqlEndpoint", "sparql"),
        ("void:uriLookupEndpoint", "search?q="),
        ("foaf:homepage", ""),
    ):
        yield ox.Triple(DATASET, standard(name), ox.NamedNode(asked.base + path))
