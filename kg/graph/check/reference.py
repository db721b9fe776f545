"""SHACL Core by pySHACL, on a plain rdflib graph: for shapes that `core` does not understand.

Over oxrdflib a plain literal comes back typed, which SHACL takes for another literal;
hence the copy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.check.report import ShapeCount, Violation
from kg.graph.namespaces import standard
from kg.graph.results import to_text

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import IdentifiedNode, Node

_STRING = standard("xsd:string")
_SPARQL = standard("sh:sparql")


def validate(
    triples: Iterable[ox.Triple], shapes: Iterable[ox.Triple]
) -> tuple[list[Violation], list[ShapeCount]]:
    """Return the breaches of the Core constraints, and how much each shape looked at.

    Args:
        triples: the graph with its ontology.
        shapes: the shapes graph; its SPARQL-based constraints are left out, as pySHACL
            would run each of them once per node.

    Returns:
        Violations in any order; counts by name, those of shapes that share a name added.
    """
    import pyshacl

    with _literals_as_written():
        rules = plain_graph(triple for triple in shapes if triple.predicate != _SPARQL)
        data = plain_graph(triples)
        _, results, _ = pyshacl.validate(data, shacl_graph=rules, inference="none")
        return list(_violations(results, rules)), _counts(data, rules)


@contextmanager
def _literals_as_written() -> Iterator[None]:
    """Keep rdflib from rewriting literals, and pySHACL's change of that from lasting."""
    import rdflib

    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def plain_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return triples as an rdflib graph in memory."""
    import rdflib

    known: dict[object, IdentifiedNode | rdflib.Literal] = {}
    graph = rdflib.Graph(bind_namespaces="none")
    for triple in triples:
        for node in triple:
            if node not in known:
                known[node] = _plain(node)
        subject, predicate, object = triple
        graph.add((known[subject], known[predicate], known[object]))
    return graph


def _plain(node: object) -> IdentifiedNode | rdflib.Literal:
    """Return a term as rdflib has it; text stays without a datatype."""
    import rdflib

    match node:
        case ox.NamedNode():
            return rdflib.URIRef(node.value)
        case ox.BlankNode():
            return rdflib.BNode(node.value)
        case ox.Literal() if node.language is not None or node.datatype == _STRING:
            return rdflib.Literal(node.value, lang=node.language)
        case ox.Literal():
            return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value))
        case _:
            raise TypeError(f"no RDF 1.1 term: {node!r}")


def _counts(data: rdflib.Graph, shapes: rdflib.Graph) -> list[ShapeCount]:
    from pyshacl.shapes_graph import ShapesGraph
    from rdflib.namespace import SH

    counts: Counter[str] = Counter()
    for shape in ShapesGraph(shapes).shapes:
        name = shapes.value(shape.node, SH.name)
        if name is not None:
            reached = shape.value_nodes(data, list(shape.focus_nodes(data)))
            counts[str(name)] += sum(map(len, reached.values()))
    return [ShapeCount(name, counts[name]) for name in sorted(counts)]


def _violations(results: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Violation]:
    from rdflib.namespace import SH

    # Not every result is one of the report: some only say why another came about.
    for result in results.objects(None, SH.result):
        focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
        path = results.value(result, SH.resultPath)
        yield Violation(
            shape=_rule(shapes, results.value(result, SH.sourceShape)),
            message=" ".join(sorted(map(str, results.objects(result, SH.resultMessage)))),
            focus=_text(focus) or "",
            value=None if value == focus else _text(value),
            path=_text(path),
        )


def _rule(shapes: rdflib.Graph, node: Node | None) -> str:
    """Return the name of the shape to which a part of it belongs."""
    from rdflib.namespace import SH

    while node is not None:
        name = shapes.value(node, SH.name)
        if name is not None:
            return str(name)
        node = shapes.value(None, SH.property, node)
    return ""


def _text(node: Node | None) -> str | None:
    """Return a node as people read it; a path of several steps has no name."""
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return to_text(ox.NamedNode(str(node)))
    return None if node is None or isinstance(node, rdflib.BNode) else str(node)
