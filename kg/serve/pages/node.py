"""The page of any other node: what the graph says of it, and what leads to it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.graph.namespaces import iri, shorten
from kg.graph.store import EmbeddedStore
from kg.serve.pages.page import Asked, Page, Part
from kg.serve.pages.triples import described

_MOST = 200
Row = tuple[str, ox.NamedNode, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
"""Prefixed name of a property, its node, and what it leads to."""


def page(asked: Asked) -> Page:
    """Return the page of a node of which nothing more is known than its triples."""
    store, node = asked.graph.store, iri(asked.path)
    return Page(
        "node",
        asked.path,
        lambda: _data(store, node),
        None,
        lambda: described(store, node, f"{asked.base}id/{asked.path}"),
    )


def _data(store: EmbeddedStore, node: ox.NamedNode) -> Mapping[str, Any]:
    graph = ox.DefaultGraph()
    own = [
        (shorten(quad.predicate), quad.predicate, quad.object)
        for quad in islice(store.native.quads_for_pattern(node, None, None, graph), 10 * _MOST)
    ]
    leading: list[Row] = [
        (shorten(quad.predicate), quad.predicate, quad.subject)
        for quad in islice(store.native.quads_for_pattern(None, None, node, graph), 10 * _MOST)
    ]
    return {"iri": node.value, "own": _part(own), "leading": _part(leading)}


def _part(rows: list[Row]) -> Part[tuple[str, Any, Mapping[str, Any]]]:
    ordered = sorted(rows, key=lambda row: (row[0], str(row[2])))
    shown = [(name, property.value, _value(value)) for name, property, value in ordered[:_MOST]]
    return Part(shown, len(rows))


def _value(value: object) -> Mapping[str, Any]:
    """Return how a term is shown: its text, its IRI, or its datatype and language."""
    if isinstance(value, ox.NamedNode):
        return {"iri": value.value, "text": shorten(value).strip("<>")}
    if isinstance(value, ox.Literal):
        return {"iri": None, "text": value.value, "language": value.language or ""}
    return {"iri": None, "text": str(value)}
