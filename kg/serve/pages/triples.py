"""What the graph holds of one node, as triples: bounded, with the evidence that goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from kg.graph.dataset import DATASET, LICENSE
from kg.graph.namespaces import ID, standard, term
from kg.graph.store import EmbeddedStore

MOST_CLAIMS = 500
"""Claims that go with a node."""
_MOST_LINKS = 2_000
"""Triples that lead from or to a node."""

_CLAIM, _EVIDENCE = f"{ID}claim/", f"{ID}evidence/"
_NAMING = tuple(standard(name) for name in ("rdfs:label", "rdf:type"))
_PUBLISHED = tuple(
    standard(name)
    for name in ("rdf:type", "dcterms:title", "dcterms:publisher", "dcterms:issued", "schema:url")
)
_FOLLOWED = tuple(standard(name) for name in ("oa:hasSelector",))
_CITED = tuple(standard(name) for name in ("oa:hasSource", "dcterms:source"))


def claims_naming(store: EmbeddedStore, node: ox.NamedNode) -> list[ox.NamedNode]:
    """Return the claims that name a node as subject, object or in a qualifier, by IRI."""
    found = store.native.quads_for_pattern(None, None, node, ox.DefaultGraph())
    nodes = {quad.subject for quad in found}
    return sorted(
        (n for n in nodes if isinstance(n, ox.NamedNode) and n.value.startswith(_CLAIM)),
        key=lambda n: n.value,
    )


def is_described(store: EmbeddedStore, node: ox.NamedNode) -> bool:
    """Whether the graph says anything of a node."""
    return bool(_own(store, node, 1))


def described(
    store: EmbeddedStore,
    node: ox.NamedNode,
    document: str,
    claims: Iterable[ox.NamedNode] | None = None,
) -> list[ox.Triple]:
    """Return what the graph holds of a node, each triple once, sorted.

    That is its own triples, those that lead to it, and the claims that name it, each with its
    quotes and with what is needed to read it: labels, and who published what.

    Args:
        store: the graph.
        node: any of its nodes.
        document: address of the description, which gets a few triples of its own.
        claims: in place of those that name the node.
    """
    named = claims_naming(store, node) if claims is None else list(claims)
    shown = named[:MOST_CLAIMS]
    found = set(_own(store, node)) | set(_leading_to(store, node))
    for claim in shown:
        found |= {*_claim(store, claim)}
    if node.value.startswith(_CLAIM):
        found |= {*_claim(store, node)}
    if node.value.startswith(_EVIDENCE):
        found |= {*_evidence(store, node)}
    found |= {*_labels(store, found)}
    found |= {*_about(ox.NamedNode(document), node, len(shown), len(named))}
    return sorted(found, key=str)


def _own(store: EmbeddedStore, node: ox.NamedNode, most: int = _MOST_LINKS) -> list[ox.Triple]:
    found = store.native.quads_for_pattern(node, None, None, ox.DefaultGraph())
    return [quad.triple for quad in islice(found, most)]


def _leading_to(store: EmbeddedStore, node: ox.NamedNode) -> list[ox.Triple]:
    """Return plain triples to a node, but for those of claims, which come with the claims."""
    found = store.native.quads_for_pattern(None, None, node, ox.DefaultGraph())
    plain = (
        quad.triple
        for quad in found
        if isinstance(quad.subject, ox.NamedNode)
        and not quad.subject.value.startswith((_CLAIM, _EVIDENCE))
    )
    return list(islice(plain, _MOST_LINKS))


def _claim(store: EmbeddedStore, claim: ox.NamedNode) -> Iterator[ox.Triple]:
    for triple in _own(store, claim):
        yield triple
        if triple.predicate == term("evidence") and isinstance(triple.object, ox.NamedNode):
            yield from _evidence(store, triple.object)


def _evidence(store: EmbeddedStore, evidence: ox.NamedNode) -> Iterator[ox.Triple]:
    for triple in _own(store, evidence):
        yield triple
        if not isinstance(triple.object, ox.NamedNode):
            continue
        if triple.predicate in _FOLLOWED:
            yield from _own(store, triple.object)
        elif triple.predicate in _CITED:
            yield from (t for t in _own(store, triple.object) if t.predicate in _PUBLISHED)


def _labels(store: EmbeddedStore, found: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield the labels and types of all entities that triples lead to or from."""
    ends = {end for triple in found for end in (triple.subject, triple.object)}
    for node in ends:
        if isinstance(node, ox.NamedNode) and node.value.startswith(ID):
            for name in _NAMING:
                quads = store.native.quads_for_pattern(node, name, None, ox.DefaultGraph())
                yield from (quad.triple for quad in quads)


def _about(
    document: ox.NamedNode, node: ox.NamedNode, shown: int, total: int
) -> Iterator[ox.Triple]:
    yield ox.Triple(document, standard("foaf:primaryTopic"), node)
    yield ox.Triple(document, standard("dcterms:isPartOf"), DATASET)
    yield ox.Triple(document, standard("dcterms:license"), ox.NamedNode(LICENSE))
    if shown < total:
        note = f"{shown:,} of {total:,} claims; ask the SPARQL endpoint for the others"
        yield ox.Triple(document, standard("rdfs:comment"), ox.Literal(note, language="en"))
