"""GraphML and GEXF for Gephi and Cytoscape, by networkx' own writers.

Nodes are entities with `label` and `type`, and with each fact about them whose object is a
value, such as `memberCount`, where it stands in the graph as a plain triple. Edges are
claims; parallel and opposite ones stay apart. Every attribute has one type throughout, and
no name that the readers keep for themselves (`source`, `target`, `id`, `weight`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any, cast

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from kg.model import Literal
from kg.out.exports.rows import citation, date_of, is_direct, json_text
from kg.out.exports.xmltext import CarriageReturnsKept, xml_text
from kg.out.network import network

if TYPE_CHECKING:
    from kg.graph.facts import Fact, Quote

    Graph = nx.MultiDiGraph[str]

NODE_ATTRIBUTES = ("label", "type")
EDGE_ATTRIBUTES = (
    ("claim", "string"),
    ("predicate", "string"),
    ("label", "string"),
    ("status", "string"),
    ("tier", "string"),
    ("confidence", "double"),
    ("date", "string"),
    ("qualifiers", "string"),
    ("quote", "string"),
    ("sources", "string"),
)
"""Name and GraphML type of what an edge carries; the last two only with evidence."""


def write_graphml(facts: Iterable[Fact], out: IO[bytes], *, evidence: bool) -> None:
    """Write facts as GraphML; keys are declared in one order, whatever occurs.

    Args:
        facts: what to write.
        out: binary stream.
        evidence: whether edges carry quotes and sources; without them only facts that
            stand as plain triples are written.
    """
    graph = _plain(facts, evidence=evidence)
    for _, _, claim, data in graph.edges(keys=True, data=True):
        data["claim"] = claim
    writer: Any = GraphMLWriter(encoding="utf-8")
    # The writer puts each new key before the others, so the last to come is named first.
    edge_keys = EDGE_ATTRIBUTES if evidence else EDGE_ATTRIBUTES[:-2]
    for name, kind in edge_keys:
        writer.get_key(name, kind, "edge", None)
    values = {name for _, data in graph.nodes(data=True) for name in data}
    for name in (*NODE_ATTRIBUTES, *sorted(values - set(NODE_ATTRIBUTES))):
        writer.get_key(name, "string", "node", None)
    writer.add_graph_element(graph)
    writer.dump(cast("IO[bytes]", CarriageReturnsKept(out)))


def write_gexf(facts: Iterable[Fact], out: IO[bytes], *, evidence: bool) -> None:
    """Write facts as GEXF 1.2, without the date of today that networkx puts in.

    Args:
        facts: what to write.
        out: binary stream.
        evidence: as for `write_graphml`.
    """
    writer = GEXFWriter(encoding="utf-8")
    writer.xml.remove(writer.xml.find("meta"))
    graph = _plain(facts, evidence=evidence)
    for _, _, claim, data in graph.edges(keys=True, data=True):
        data["id"] = claim
    writer.add_graph(graph)
    for attribute in writer.xml.iter("attribute"):
        if attribute.get("title") == "networkx_key":
            attribute.set("title", "claim")
    writer.write(cast("IO[bytes]", CarriageReturnsKept(out)))


def _plain(facts: Iterable[Fact], *, evidence: bool) -> Graph:
    """Return the network of the facts with nothing but text and numbers in it."""
    rich = network(fact for fact in facts if evidence or is_direct(fact))
    plain: Graph = nx.MultiDiGraph()
    for node, data in rich.nodes(data=True):
        plain.add_node(node, **_texts(_node(data)))
    for subject, object_, claim, data in rich.edges(keys=True, data=True):
        plain.add_edge(subject, object_, key=claim, **_texts(_edge(data, evidence)))
    return plain


def _node(data: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, set[str]] = {}
    for fact in cast("Sequence[Fact]", data["facts"]):
        if is_direct(fact) and isinstance(fact.object, Literal):
            values.setdefault(fact.predicate, set()).add(fact.object.value)
    told = {name: "; ".join(sorted(found)) for name, found in sorted(values.items())}
    return {name: data[name] for name in NODE_ATTRIBUTES} | told


def _edge(data: dict[str, Any], evidence: bool) -> dict[str, Any]:
    shown = {name: data[name] for name in ("predicate", "label", "status", "tier", "confidence")}
    shown["date"] = date_of(data["qualifiers"])
    shown["qualifiers"] = json_text(data["qualifiers"])
    if evidence:
        quotes = cast("Sequence[Quote]", data["evidence"])
        shown["quote"] = "\n".join(_distinct(quote.text for quote in quotes))
        shown["sources"] = "\n".join(_distinct(citation(quote) for quote in quotes))
    return shown


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _texts(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty, and make the rest fit for XML."""
    legal = {k: xml_text(v) if isinstance(v, str) else v for k, v in data.items()}
    return {k: v for k, v in legal.items() if v != ""}
