"""JSON-LD: short where the context allows, exact always, readable without a network."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from kg.errors import ExportError
from kg.graph.namespaces import PREFIXES
from kg.graph.store import EmbeddedStore
from kg.out.exports import export

if TYPE_CHECKING:
    from tests.exports.conftest import Export, Keys, Triples

EX = "http://example.org/"
XSD = PREFIXES["xsd"]
VALUES = [
    ox.NamedNode(f"{EX}thing"),
    ox.NamedNode("https://w3id.org/spacekg/id/country/x"),
    ox.Literal("text"),
    ox.Literal("text", language="en"),
    ox.Literal("text", language="fr"),
    ox.Literal("7", datatype=ox.NamedNode(f"{XSD}integer")),
    ox.Literal("12345678901234567890", datatype=ox.NamedNode(f"{XSD}integer")),
    ox.Literal("0.98", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal("true", datatype=ox.NamedNode(f"{XSD}boolean")),
    ox.Literal("2024", datatype=ox.NamedNode(f"{XSD}gYear")),
    ox.Literal("2024-04-16", datatype=ox.NamedNode(f"{XSD}date")),
]
CONTEXTS: dict[str, dict[str, Any]] = {
    "empty": {},
    "prefix": {"ex": EX, "xsd": XSD},
    "aliases": {"id": "@id", "type": "@type", "p": f"{EX}p"},
    "vocabulary": {"@vocab": EX},
    "language": {"@language": "fr", "p": f"{EX}p"},
    "node": {"p": {"@id": f"{EX}p", "@type": "@id"}},
    "word": {"ex": EX, "p": {"@id": "ex:p", "@type": "@vocab"}},
    "dates": {"xsd": XSD, "p": {"@id": f"{EX}p", "@type": "xsd:date", "@container": "@set"}},
    "integers": {"xsd": XSD, "p": {"@id": f"{EX}p", "@type": "xsd:integer"}},
    "english": {"p": {"@id": f"{EX}p", "@language": "en"}, "q": {"@id": f"{EX}p"}},
    "untagged": {"@language": "en", "p": {"@id": f"{EX}p", "@language": None}},
    "scoped": {"p": {"@id": f"{EX}p", "@context": {"x": EX}}},
    "list": {"p": {"@id": f"{EX}p", "@container": "@list"}},
    "map": {"p": {"@id": f"{EX}p", "@container": "@language"}},
    "json": {"@vocab": EX, "p": {"@id": f"{EX}p", "@type": "@json"}},
    "reverse": {"p": {"@reverse": f"{EX}p"}},
    "clash": {"ex": EX, "ex:p": {"@id": f"{EX}other", "@type": "@id"}},
}


def _written(context: object, directory: Path, values: list[Any] = VALUES) -> dict[str, Any]:
    path = directory / "context.jsonld"
    path.write_text(json.dumps(context))
    store, out = EmbeddedStore(), io.BytesIO()
    subject, predicate = ox.NamedNode(f"{EX}s"), ox.NamedNode(f"{EX}p")
    store.load([ox.Triple(subject, predicate, value) for value in values])
    kind = ox.NamedNode(f"{PREFIXES['rdf']}type")
    store.load([ox.Triple(subject, kind, ox.NamedNode(f"{EX}p"))])
    export(store, out, "jsonld", ontology_context=path)
    return dict(json.loads(out.getvalue()))


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS.keys())
def test_any_context_gives_the_same_graph(
    context: dict[str, Any], tmp_path: Path, keys: Keys, triples_in: Triples
) -> None:
    """Whatever the context coerces, each value means after reading what it meant before."""
    written = json.dumps(_written({"@context": context}, tmp_path))
    stated = {triple[1:] for triple in triples_in(written.encode(), "jsonld")}
    predicate = ox.NamedNode(f"{EX}p")
    kind = (ox.NamedNode(f"{PREFIXES['rdf']}type"), predicate)
    assert stated == keys([*((predicate, value) for value in VALUES), kind])


def test_values_are_as_short_as_the_context_allows(tmp_path: Path) -> None:
    """Coerced dates are plain strings, small integers are numbers, nodes are short names."""
    context = CONTEXTS["dates"] | {"ex": EX, "number": f"{EX}p", "node": CONTEXTS["node"]["p"]}
    (node,) = _written({"@context": context}, tmp_path)["@graph"]
    assert node["@id"] == "ex:s"
    assert node["p"] == ["2024-04-16"]
    assert 7 in node["number"]
    assert max(v for v in node["number"] if isinstance(v, int)) == 7  # the long one is no double
    assert "ex:thing" in node["node"]


def test_the_context_stands_in_the_file(
    store: EmbeddedStore, exported: Export, context_file: Path
) -> None:
    """The file holds the whole context, so that reading it needs no network."""
    written = json.loads(exported(store, "jsonld").read_bytes())
    assert written["@context"] == json.loads(context_file.read_bytes())["@context"]


def test_our_words_serve_as_keys(store: EmbeddedStore, exported: Export) -> None:
    """With the bundled context no key of any node is an IRI, and no value needs one for a type."""
    nodes = json.loads(exported(store, "jsonld").read_bytes())["@graph"]
    keys = {key for node in nodes for key in node}
    assert not {key for key in keys if "://" in key}
    assert {"signatoryOf", "confidence", "status"} <= keys


@pytest.mark.parametrize(
    "content",
    [{}, [], {"@context": "https://example.org/"}, {"@context": {"@import": "other.jsonld"}}],
)
def test_a_context_that_must_be_fetched_is_refused(content: object, tmp_path: Path) -> None:
    """A context elsewhere would make the file unreadable offline, so it is an error."""
    with pytest.raises(ExportError, match=r"context\.jsonld: `@context` must be one object"):
        _written(content, tmp_path)


def test_a_missing_context_is_named(tmp_path: Path, store: EmbeddedStore) -> None:
    """The error says which file is missing, and no export is written."""
    with pytest.raises(ExportError, match=r"gone\.jsonld"):
        export(store, tmp_path / "graph.jsonld", ontology_context=tmp_path / "gone.jsonld")
    assert not (tmp_path / "graph.jsonld").exists()
