"""SHACL-SPARQL, by Oxigraph: each constraint as one query over all its focus nodes.

The standard (https://www.w3.org/TR/shacl/#sparql-constraints) binds `$this` to one focus
node after the other. The same solutions come from binding it to all of them at once, by a
pattern for the target of the shape at the head of the constraint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.graph.check.report import Violation
from kg.graph.namespaces import PREFIXES
from kg.graph.store import EmbeddedStore

_TARGETS = {
    "targetClass": "$this rdf:type/rdfs:subClassOf* {target}",
    "targetNode": "VALUES $this {{ {target} }}",
    "targetSubjectsOf": "$this {target} ?targetObject",
    "targetObjectsOf": "?targetSubject {target} $this",
}
_BASICS = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("rdf", "rdfs", "sh"))
_CONSTRAINTS = """SELECT ?shape ?name ?message ?select {
    ?shape sh:sparql ?constraint ; sh:name ?name .
    ?constraint sh:message ?message ; sh:select ?select }"""
_DECLARED = """SELECT DISTINCT ?prefix ?namespace {
    ?ontology sh:declare ?one . ?one sh:prefix ?prefix ; sh:namespace ?namespace }"""
_HEAD = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_SLOT = re.compile(r"\{[?$](\w+)\}")


def violations(triples: Iterable[ox.Triple], shapes: Iterable[ox.Triple]) -> Iterator[Violation]:
    """Yield the breaches of the SPARQL-based constraints, in any order.

    Args:
        triples: the graph with its ontology.
        shapes: the shapes graph.
    """
    with EmbeddedStore() as data, EmbeddedStore() as rules:
        data.load(triples)
        rules.load(shapes)
        declared = rules.query(_BASICS + _DECLARED).cells()
        prefixes = _BASICS + "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in declared)
        for shape, name, message, select in rules.query(_BASICS + _CONSTRAINTS).terms():
            head, body = _HEAD.split(_value(select), maxsplit=1)
            query = f"{prefixes}{head} WHERE {{ {_targets(rules, str(shape))} {body}"
            results = data.query(query)
            for cells in results.cells():
                found = dict(zip(results.variables, cells, strict=True))
                yield _violation(_value(name), _value(message), found)


def _targets(rules: EmbeddedStore, shape: str) -> str:
    """Return a pattern that binds `$this` to the focus nodes of a shape."""
    patterns = [
        pattern.format(target=target)
        for name, pattern in _TARGETS.items()
        for (target,) in rules.query(f"{_BASICS} SELECT ?t {{ {shape} sh:{name} ?t }}").terms()
    ]
    union = " UNION ".join(f"{{ {pattern} }}" for pattern in sorted(patterns))
    return f"{{ SELECT DISTINCT $this {{ {union} }} }}"


def _violation(shape: str, message: str, found: Mapping[str, str]) -> Violation:
    return Violation(
        shape=shape,
        message=_SLOT.sub(lambda slot: found.get(slot[1], slot[0]), message),
        focus=found["this"],
        value=found.get("value"),
        path=found.get("path"),
    )


def _value(node: object) -> str:
    assert isinstance(node, ox.Literal)
    return node.value
