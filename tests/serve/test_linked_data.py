"""What programs read: every IRI of ours as triples, and what the server says of itself."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from tests.serve.conftest import Live, Reply

ID = "https://w3id.org/spacekg/id/"
ONTOLOGY = "https://w3id.org/spacekg/ontology#"
FORMATS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}


def triples(reply: Reply, format: ox.RdfFormat) -> set[ox.Triple]:
    assert reply.status == 200, reply.body
    return {quad.triple for quad in ox.parse(BytesIO(reply.body), format)}


def turtle(live: Live, path: str) -> set[ox.Triple]:
    return triples(live.ask(path, headers={"Accept": "text/turtle"}), ox.RdfFormat.TURTLE)


@pytest.mark.parametrize("ending", FORMATS)
def test_by_accept_and_by_ending(live: Live, ending: str) -> None:
    """Both ways lead to the same triples, but for the address of the description."""
    media_type, format = FORMATS[ending]
    asked = live.ask("/id/country/pakistan", headers={"Accept": media_type})
    named = live.ask(f"/id/country/pakistan.{ending}")
    assert asked.media_type == named.media_type == media_type
    assert triples(asked, format) == triples(named, format) == turtle(live, "/id/country/pakistan")


def test_an_entity_comes_with_its_claims_and_their_words(live: Live) -> None:
    """A client that follows one IRI has facts, quotes, sources and labels in its hands."""
    graph = rdflib.Graph()
    graph.parse(f"{live.address}/id/country/pakistan")
    query = """SELECT ?label ?quote ?publisher ?source {
        ?claim rdf:subject country:pakistan ; rdf:predicate kg:dependsOnForLaunch ;
          rdf:object/rdfs:label ?label ; kg:evidence ?evidence .
        ?evidence oa:hasSelector/oa:exact ?quote ; oa:hasSource ?article .
        ?article dcterms:publisher ?publisher ; dcterms:title ?source }"""
    prefixes = {"country": f"{ID}country/", "kg": ONTOLOGY, "oa": "http://www.w3.org/ns/oa#"}
    found: Any = graph.query(query, initNs=prefixes | {"dcterms": rdflib.DCTERMS})
    (row,) = found
    assert [str(value) for value in row][:2] == [
        "China",
        "Pakistan depends on China for its launches",
    ]


def test_every_kind_of_node_answers(live: Live) -> None:
    """One of each class of the graph, and each part of one, both as page and triples."""
    rows = live.rows(
        "SELECT (SAMPLE(?s) AS ?node) { ?s a ?type FILTER(STRSTARTS(STR(?s), STR(id:))) } "
        "GROUP BY ?type ORDER BY ?node"
    )
    assert len(rows) > 25
    for row in rows:
        path = "/id/" + row["node"].removeprefix(ID)
        own = ox.NamedNode(row["node"])
        assert any(triple.subject == own for triple in turtle(live, path)), path
        page = live.ask(path, headers={"Accept": "text/html"})
        assert (page.status, page.media_type) == (200, "text/html"), path


def test_hubs_are_bounded_and_say_so(live: Live) -> None:
    """What goes with a node that very many lead to is counted in its description."""
    path = (
        "/id/extractor/kg-"
        + live.rows("SELECT ?v { ?e a prov:SoftwareAgent ; schema:softwareVersion ?v }")[0]["v"]
    )
    assert len(turtle(live, path)) < 5000
    table = turtle(live, "/id/data/satellites")
    notes = [t for t in table if t.predicate.value.endswith("#comment")]
    assert len(notes) == 1
    assert "ask the SPARQL endpoint for the others" in str(notes[0].object)


def test_the_graph_of_a_day(live: Live) -> None:
    """Triples too are those of the day that is asked for."""
    link = f"{ONTOLOGY}participatesIn"
    now = {t.subject for t in turtle(live, "/id/programme/ilrs") if t.predicate.value == link}
    then = {
        t.subject
        for t in turtle(live, "/id/programme/ilrs?as-of=2023-10-27")
        if t.predicate.value == link
    }
    assert then < now
    assert ox.NamedNode(f"{ID}country/senegal") in now - then


def test_terms_of_the_ontology(live: Live) -> None:
    """The document that their IRIs lead to defines them."""
    found = turtle(live, "/ontology")
    assert found == turtle(live, "/ontology.ttl")
    assert any(t.subject == ox.NamedNode(f"{ONTOLOGY}signatoryOf") for t in found)


def test_json_for_programs(live: Live) -> None:
    """An entity, a claim and an article as plain JSON, each fact with its evidence."""
    entity = live.ask("/id/country/pakistan.json").json
    assert (entity["id"], entity["iso3"], entity["iri"]) == (
        *("country/pakistan", "PAK"),
        f"{ID}country/pakistan",
    )
    assert entity["total"] == len(entity["facts"])
    fact = entity["facts"][0]
    (claim,) = live.ask(f"/id/{fact['claim']}", headers={"Accept": "application/json"}).json
    told: Any = claim.get("count") or claim
    assert told["claim"] == fact["claim"]
    assert told["evidence"][0]["quote"] == fact["evidence"][0]["quote"]
    article = live.ask("/id/article/2023-10-belarus-pakistan-ilrs.json").json
    starts = [quote["start"] for quote in article["quotes"]]
    assert starts == sorted(starts)
    assert article["sources"][0]["url"].startswith("https://")


def test_what_no_page_can_be_is_refused(live: Live) -> None:
    """406 by Accept, 404 by ending; both name what there is."""
    reply = live.ask("/id/country/pakistan", headers={"Accept": "image/png"})
    assert (reply.status, "text/turtle" in reply.json["detail"]) == (406, True)
    reply = live.ask("/id/country/pakistan.csv")
    assert (reply.status, "text/turtle" in reply.json["detail"]) == (404, True)
    assert live.ask("/id/country/pakistan", "POST").status == 405
    assert live.ask("/id/country/pakistan", "HEAD").body == b""


def test_the_description_of_the_dataset(live: Live) -> None:
    """VoID where clients look for it, with the endpoint of this server."""
    found = turtle(live, "/.well-known/void")
    dataset = ox.NamedNode(f"{ID}dataset")
    told = {t.predicate.value.rpartition("#")[2]: t.object for t in found if t.subject == dataset}
    assert told["sparqlEndpoint"] == ox.NamedNode(f"{live.address}/sparql")
    assert told["uriSpace"] == ox.Literal(ID)
    assert found == turtle(live, "/id/dataset.ttl")


def test_openapi_describes_the_routes(live: Live) -> None:
    """Each path that it names answers, with a type of content that it names."""
    described = live.ask("/openapi.json").json
    assert described["openapi"].startswith("3.1")
    values = {"{id}": "country/pakistan", "{name}": "members"}
    for path, operations in described["paths"].items():
        for given, value in values.items():
            path = path.replace(given, value)
        content = operations["get"]["responses"]["200"]["content"]
        for media_type in content:
            reply = live.ask(path, headers={"Accept": media_type})
            assert (reply.status, reply.media_type) == (200, media_type), path


def test_openapi_is_valid(live: Live) -> None:
    """By the schema of OpenAPI 3.1."""
    validator = pytest.importorskip("openapi_spec_validator")
    validator.validate(json.loads(live.ask("/openapi.json").body))
