"""Text as nobody should write it, through every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.graph.store import EmbeddedStore
from kg.out.exports import export

if TYPE_CHECKING:
    from tests.exports.conftest import Export, Graphs, Keys, Triples

ODD = {
    "quotes": '"double" \'single\' """three""" ends in \\',
    "breaks": "line\nfeed, carriage\rreturn, both\r\n, tab\t, form\ffeed, \x85\u2028\u2029.",
    "controls": "null \x00 bell \x07 escape \x1b[31m unit \x1f delete \x7f",
    "bidi": "abc\u202edef\u202c \u2066x\u2069 \u200f\u200b\ufeff",
    "astral": "Moon \U0001f319, \U00010348, last \U0010ffff, none \ufffe\uffff",
    "markup": "</script><script>alert(1)</script> <!-- ]]> <![CDATA[ &amp; &#0; <?xml?>",
    "syntax": '<<( a b c )>> . @prefix "x"^^<y> @en , ; {} [] # not a comment %0A \\u0041',
    "blank": " leading and trailing ",
}
LOSSY = str.maketrans(
    {chr(code): "\ufffd" for code in (*range(0x20), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}
)
odd = pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)

StoreOf = Callable[[str], EmbeddedStore]


@odd
@pytest.mark.parametrize("ending", ["ttl", "nt", "jsonld"])
def test_no_character_is_lost(
    ending: str,
    text: str,
    store_of: StoreOf,
    exported: Export,
    keys: Keys,
    triples_in: Triples,
) -> None:
    """Another library reads every character from Turtle, N-Triples and JSON-LD."""
    store = store_of(text)
    data = exported(store, ending).read_bytes()
    assert triples_in(data, ending) == keys(store.triples())


@odd
@pytest.mark.parametrize("ending", ["trig", "nq"])
def test_no_character_is_lost_in_named_graphs(
    ending: str, text: str, store_of: StoreOf, exported: Export, graphs: Graphs, keys: Keys
) -> None:
    """Another library reads every character from TriG and N-Quads."""
    store = store_of(text)
    assert set().union(*graphs(exported(store, ending)).values()) == keys(store.triples())


@odd
def test_rdf_xml_replaces_only_what_xml_cannot_say(
    text: str, store_of: StoreOf, exported: Export, keys: Keys, triples_in: Triples
) -> None:
    """Each character that XML lacks is U+FFFD, carriage returns and all others are kept."""
    store = store_of(text)
    data = exported(store, "rdf").read_bytes()
    wanted = {
        tuple(tuple(part.translate(LOSSY) for part in term) for term in triple)
        for triple in keys(store.triples())
    }
    assert triples_in(data, "rdf") == wanted


@odd
@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_networks_replace_only_what_xml_cannot_say(
    ending: str, text: str, store_of: StoreOf, exported: Export
) -> None:
    """Labels, quotes and qualifiers arrive in Gephi and Cytoscape as they were, or as U+FFFD."""
    path = exported(store_of(text), ending)
    graph = nx.read_graphml(path) if ending == "graphml" else nx.read_gexf(path)
    legal = text.translate(LOSSY)
    assert graph.nodes["programme/odd"]["label"] == legal
    assert graph.nodes["spacecraft/mats"]["orbit"] == legal
    ((_, _, edge),) = graph.edges(data=True)
    assert edge["quote"] == legal
    # JSON has escapes of its own for control characters, so only the two others are lost.
    told = text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert json.loads(edge["qualifiers"]) == {"role": told, "via": told}


@odd
def test_no_character_is_lost_in_csv(text: str, store_of: StoreOf, exported: Export) -> None:
    """A reader of CSV gets every character, apart from the apostrophe that disarms formulas."""
    with exported(store_of(text), "csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, strict=True))
    assert {row["quote"] for row in rows} == {text}
    (row,) = [row for row in rows if row["predicate"] == "participatesIn"]
    assert json.loads(row["qualifiers"]) == {"role": text, "via": text}


@odd
def test_json_ld_can_stand_in_a_web_page(text: str, store_of: StoreOf, exported: Export) -> None:
    """Nothing in the file can end the script element that holds it, or open a comment."""
    assert b"<" not in exported(store_of(text), "jsonld").read_bytes()


def _exported(triples: list[ox.Triple], format: str, *, rdf12: bool = False) -> bytes:
    store, out = EmbeddedStore(), io.BytesIO()
    store.load(triples)
    export(store, out, format, rdf12=rdf12, ontology_context=Path("none"))
    return out.getvalue()


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"https://w3id.org/spacekg/id/{name}")


def _literals(text: str, number: int) -> list[ox.Triple]:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    values = [
        ox.Literal(text),
        ox.Literal(text, language="en"),
        ox.Literal(text, datatype=_node("country/type")),
        *(ox.Literal(text, datatype=ox.NamedNode(xsd + n)) for n in ("integer", "decimal")),
        ox.Literal(str(number), datatype=ox.NamedNode(f"{xsd}integer")),
        ox.Literal(f"{number}.5", datatype=ox.NamedNode(f"{xsd}decimal")),
    ]
    return [ox.Triple(_node("country/x"), _node("p"), value) for value in values]


@given(texts, st.integers())
@example("1.", 0)
@example("+1", -1)
@example('"^^<http://x>', 0)
@example("\\", 0)
def test_any_literal_survives_turtle(text: str, number: int) -> None:
    """Turtle gives back each literal with its exact lexical form, language and datatype."""
    store = EmbeddedStore()
    store.load(_literals(text, number))
    read = ox.parse(_exported(list(store.triples()), "ttl"), format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in read} == set(store.triples())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_any_text_survives_the_reader_of_another_library(
    text: str, keys: Keys, triples_in: Triples
) -> None:
    """Another library reads from Turtle and N-Triples what stands in the store."""
    triples = [ox.Triple(_node("x"), _node("p"), ox.Literal(text))]
    for ending in ("ttl", "nt"):
        assert triples_in(_exported(triples, ending), ending) == keys(triples)


@given(texts)
def test_any_text_gives_well_formed_xml(text: str) -> None:
    """An XML parser reads the RDF/XML of any text, and differs only where XML must."""
    triples = [ox.Triple(_node("x"), _node("p"), ox.Literal(text))]
    (element,) = ElementTree.fromstring(_exported(triples, "rdf"))[0]
    assert element.text == text.translate(LOSSY)
