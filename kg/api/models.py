"""What a language model is told of the ontology."""

from __future__ import annotations

from kg.graph.ontology import Ontology
from kg.text.llm import Relation, Schema

OPENAI = "https://api.openai.com/v1"

_VALUES = {"rdfs:Literal": "date", "xsd:integer": "number", "xsd:string": "words"}
"""Range of a predicate -> the kind of value that a model is asked for."""
_NAMELESS = "Agreement"
"""A type of things that are known by their parties."""


def schema_of(ontology: Ontology) -> Schema:
    """Return the predicates and qualifiers of an ontology, with their definitions."""
    relations = {
        name: Relation(
            name=name,
            meaning=_meaning(ontology, name),
            subjects=_types(ontology, predicate.domain),
            objects=_types(ontology, predicate.range),
        )
        for name, predicate in ontology.predicates.items()
    }
    return Schema(relations, {name: _meaning(ontology, name) for name in ontology.qualifiers})


def _meaning(ontology: Ontology, name: str) -> str:
    """Return the definition of a term, with other terms in it as a model is told of them."""
    return ontology.definitions[name].replace("kg:", "")


def _types(ontology: Ontology, wanted: str) -> tuple[str, ...]:
    """Return the types that are of a class, or the kind of value that a datatype is."""
    if wanted in _VALUES:
        return (_VALUES[wanted],)
    return tuple(name for name in ontology.types_of(wanted) if name != _NAMELESS)
