"""The JSON-LD context says what the ontology says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.graph.namespaces import PREFIXES, shorten, standard
from kg.graph.ontology import Ontology, read_turtle

# An entity's prefix may not be a term as well, and `country`, `agreement` and `evidence` are.
_NOT_PREFIXES = frozenset(p for p, iri in PREFIXES.items() if iri.startswith(PREFIXES["id"])) - {
    "id"
}
_NOT_IN_DATA = frozenset(
    {"Predicate", "Qualifier", "functional", "rank"}
    | {"temporality", "datedBy", "doneBy", "toldApartBy"}
)
_COERCED = {standard(f"xsd:{name}") for name in ("boolean", "date", "decimal", "integer")}


@pytest.fixture(scope="module")
def context(ontology_dir: Path) -> dict[str, Any]:
    text = (ontology_dir / "context.jsonld").read_text(encoding="utf-8")
    return dict(json.loads(text)["@context"])


def _expected(ontology_dir: Path) -> dict[str, Any]:
    """Return the context that follows from the ontology."""
    triples = read_turtle(ontology_dir / "kg.ttl")
    ontology = Ontology.of(triples)
    names = ontology.names | ontology.abstract.keys()
    ranges = {t.subject: t.object for t in triples if t.predicate == standard("rdfs:range")}
    expected: dict[str, Any] = {p: iri for p, iri in PREFIXES.items() if p not in _NOT_PREFIXES}
    for triple in triples:
        node, kind = triple.subject, triple.object
        name = _short(node).removeprefix("kg:")
        if triple.predicate != standard("rdf:type") or name not in names - _NOT_IN_DATA:
            continue
        if kind == standard("owl:Class"):
            expected[name] = _short(node)
        elif kind == standard("owl:ObjectProperty"):
            expected[name] = {"@id": _short(node), "@type": "@id"}
        elif ranges.get(node) in _COERCED:
            expected[name] = {"@id": _short(node), "@type": _short(ranges[node])}
        elif node in ranges and name not in expected:
            expected[name] = _short(node)
    return expected


def _short(node: object) -> str:
    return shorten(node) if isinstance(node, ox.NamedNode) else str(node)


def test_context_holds_every_class_and_property(
    context: dict[str, Any], ontology_dir: Path
) -> None:
    """Each term that the graph uses has a short name, with the type that its values have."""
    assert context == _expected(ontology_dir)


def test_context_gives_back_the_triples(context: dict[str, Any]) -> None:
    """A JSON-LD parser reads short names, entity ids and numbers as the graph has them."""
    document = {
        "@context": context,
        "@id": "id:country/sweden",
        "@type": "Country",
        "signatoryOf": "id:accord/artemis-accords",
        "activeSatellites": 3,
    }
    read = {quad.triple for quad in ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)}
    written = """@prefix kg: <https://w3id.org/spacekg/ontology#> .
        @base <https://w3id.org/spacekg/id/> .
        <country/sweden> a kg:Country ; kg:signatoryOf <accord/artemis-accords> ;
            kg:activeSatellites 3 ."""
    assert read == {quad.triple for quad in ox.parse(written, format=ox.RdfFormat.TURTLE)}
