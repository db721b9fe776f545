"""Nodes of the graph as values of the model: the way back from triples."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode

from kg.graph.namespaces import EDTF, ID, ONTOLOGY, PREFIXES, id_of, standard
from kg.graph.results import Results, Term
from kg.model import DATATYPES, ID_PREFIXES, PARENTS, EntityRef, Literal, Value

Properties = dict[str, list[Term]]
"""IRI of a property -> its values at one node."""

_DATATYPES = {PREFIXES["xsd"] + name: name for name in DATATYPES} | {EDTF.value: "edtf"}


def grouped(results: Results) -> dict[str, Properties]:
    """Return rows of node, property and value as the properties of each node, by its IRI."""
    nodes: dict[str, Properties] = {}
    for node, name, value in results.terms():
        if isinstance(node, NamedNode) and isinstance(name, NamedNode) and value is not None:
            nodes.setdefault(node.value, {}).setdefault(name.value, []).append(value)
    return nodes


def texts(properties: Properties, name: str) -> tuple[str, ...]:
    """Return the values of a property, such as `dcterms:title`, as sorted strings."""
    values = properties.get(standard(name).value, [])
    return tuple(sorted({v.value for v in values if isinstance(v, NamedNode | RdfLiteral)}))


def text(properties: Properties, name: str) -> str | None:
    """Return the value of a property as a string, the least if there are several."""
    return next(iter(texts(properties, name)), None)


def entity_ref(node: str, properties: Properties) -> EntityRef | None:
    """Return an entity by the least of its labels and the most specific of its types.

    Returns:
        None if the node is no entity: not under our base, or of none of our types.
    """
    names = (name.removeprefix(ONTOLOGY) for name in texts(properties, "rdf:type"))
    types = [name for name in names if name in ID_PREFIXES]
    if not types or not node.startswith(ID):
        return None
    above = {PARENTS.get(name) for name in types}
    specific = [name for name in types if name not in above]
    id = node.removeprefix(ID)
    return EntityRef(id, text(properties, "rdfs:label") or id, specific[0])


def to_object(node: Term, entities: Mapping[str, EntityRef]) -> EntityRef | Literal:
    """Return the object of a claim; `entities` is by IRI."""
    if isinstance(node, RdfLiteral):
        return Literal(node.value, _DATATYPES.get(node.datatype.value, "string"))
    return to_entity(node, entities)


def to_value(node: Term, entities: Mapping[str, EntityRef]) -> Value:
    """Return the value of a qualifier; a concept of the ontology is its local name."""
    if isinstance(node, RdfLiteral):
        is_number = _DATATYPES.get(node.datatype.value) == "integer"
        return int(node.value) if is_number else node.value
    if isinstance(node, NamedNode) and node.value.startswith(ONTOLOGY):
        return node.value.removeprefix(ONTOLOGY)
    return to_entity(node, entities)


def to_entity(node: Term, entities: Mapping[str, EntityRef]) -> EntityRef:
    """Return the entity of a node; one that the graph does not describe shows its id."""
    if isinstance(node, NamedNode):
        id = id_of(node) or node.value
        return entities.get(node.value) or EntityRef(id, id, "Entity")
    return EntityRef(str(node), str(node), "Entity")
