"""Results in plain Python and in the W3C formats."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from datetime import date
from decimal import Decimal

import pytest
import rdflib

from kg.errors import ExportError, QueryError
from kg.graph.namespaces import ID
from kg.graph.query import run
from kg.graph.store import EmbeddedStore

SWEDEN = """SELECT ?what ?label ?date ?ordinal ?confidence ?nothing {
  ?claim rdf:subject country:sweden ; rdf:object ?what ; kg:ordinal ?ordinal ;
    kg:confidence ?confidence ; kg:date ?date . ?what rdfs:label ?label }"""
TYPES = """SELECT * { VALUES (?a ?b ?c ?d ?e ?f) { (
  true "x"@en "1.5"^^xsd:double "2023"^^xsd:gYear "no number"^^xsd:integer
  "2023-02-31"^^xsd:date ) } }"""


def test_rows_are_plain_python(store: EmbeddedStore) -> None:
    """Numbers, days and decimals have their Python types, IRIs are full strings."""
    assert list(run(store, SWEDEN).rows()) == [
        {
            "what": ID + "accord/artemis-accords",
            "label": "Artemis Accords",
            "date": date(2024, 4, 16),
            "ordinal": 38,
            "confidence": Decimal("0.98"),
            "nothing": None,
        }
    ]


def test_what_python_has_no_type_for_stays_as_written(store: EmbeddedStore) -> None:
    """Partial dates and ill-typed literals are strings; nothing raises."""
    (row,) = run(store, TYPES).rows()
    assert row["a"] is True
    assert row["b"] == "x"
    assert row["c"] == 1.5
    assert row["d"] == "2023"
    assert row["e"] == "no number"
    assert row["f"] == "2023-02-31"


def test_cells_show_prefixed_names(store: EmbeddedStore) -> None:
    """For people, IRIs are prefixed names and what is not bound is empty."""
    (cells,) = run(store, SWEDEN).cells()
    assert cells == ("accord:artemis-accords", "Artemis Accords", "2024-04-16", "38", "0.98", "")


def test_rows_in_the_w3c_formats(store: EmbeddedStore) -> None:
    """CSV, TSV, JSON and XML, read by other readers, hold the same row with full IRIs."""
    iri = ID + "accord/artemis-accords"
    (row,) = csv.DictReader(io.StringIO(run(store, SWEDEN).serialize("csv").decode()))
    assert (row["what"], row["ordinal"], row["nothing"]) == (iri, "38", "")
    tsv = run(store, SWEDEN).serialize("tsv").decode().splitlines()
    assert tsv[1].startswith(f'<{iri}>\t"Artemis Accords"\t')
    (bound,) = json.loads(run(store, SWEDEN).serialize("json"))["results"]["bindings"]
    assert bound["what"] == {"type": "uri", "value": iri}
    xml = ElementTree.fromstring(run(store, SWEDEN).serialize("xml"))
    assert [uri.text for uri in xml.iter("{http://www.w3.org/2005/sparql-results#}uri")] == [iri]


def test_ask_in_plain_python_and_in_json(store: EmbeddedStore) -> None:
    """ASK gives a boolean, in the JSON of the standard as well."""
    assert run(store, "ASK { country:sweden kg:signatoryOf ?x }").boolean is True
    results = run(store, "ASK { country:belarus kg:signatoryOf ?x }")
    assert results.boolean is False
    assert json.loads(results.serialize("json"))["boolean"] is False


@pytest.mark.parametrize("format", ["ttl", "nt"])
def test_graphs_are_the_same_bytes_each_time(store: EmbeddedStore, format: str) -> None:
    """CONSTRUCT gives each triple once, sorted, and another parser reads the same graph."""
    text = "CONSTRUCT { ?s a kg:Claim } { ?s a kg:Claim ; kg:evidence ?e }"
    first = run(store, text).serialize(format)
    assert first == run(store, text).serialize(format)
    body = [line for line in first.splitlines() if not line.startswith(b"@prefix")]
    assert body == sorted(body)
    graph = rdflib.Graph().parse(io.BytesIO(first), format="turtle")
    assert len(graph) == len(run(store, text).triples()) == 22


def test_describe_is_written_with_prefixes(store: EmbeddedStore) -> None:
    """DESCRIBE in Turtle uses our prefixes, and only those it needs."""
    turtle = run(store, "DESCRIBE country:thailand").serialize("ttl").decode()
    assert "country:thailand" in turtle
    assert "kg:signatoryOf accord:artemis-accords" in turtle
    assert "@prefix foaf:" not in turtle


def test_results_can_be_streamed_to_a_file(store: EmbeddedStore) -> None:
    """Writing to a stream gives the bytes that are returned without one."""
    stream = io.BytesIO()
    assert run(store, SWEDEN).serialize("csv", stream) == b""
    assert stream.getvalue() == run(store, SWEDEN).serialize("csv")


@pytest.mark.parametrize(
    ("text", "format", "words"),
    [
        ("CONSTRUCT WHERE { ?s a kg:Claim }", "csv", "gives triples, which csv cannot hold"),
        ("SELECT * { ?s a kg:Claim }", "ttl", "gives rows, which ttl cannot hold; use csv"),
        ("ASK {}", "nt", "gives yes or no"),
    ],
)
def test_a_format_that_does_not_fit_is_explained(
    store: EmbeddedStore, text: str, format: str, words: str
) -> None:
    """Asking for rows as a graph or the reverse names the formats that fit."""
    with pytest.raises(ExportError, match=words):
        run(store, text).serialize(format)


def test_results_are_read_once(store: EmbeddedStore) -> None:
    """A second reading is an error rather than silently empty."""
    results = run(store, SWEDEN)
    assert len(list(results.rows())) == 1
    with pytest.raises(QueryError, match="read already"):
        list(results.rows())
    with pytest.raises(QueryError, match="gives rows, not triples"):
        run(store, SWEDEN).triples()
