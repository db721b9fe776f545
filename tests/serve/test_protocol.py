"""SPARQL 1.1 Protocol, request by request, against a live server."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from tests.serve.conftest import TOKEN, Live

ASK = "ASK {}"
QUERY = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
UPDATE = {"Content-Type": "application/sparql-update"}
WHO = "SELECT ?who { ?who kg:signatoryOf accord:artemis-accords }"


def form(**fields: str) -> str:
    return urlencode(fields)


@pytest.mark.parametrize(
    ("method", "path", "headers", "body"),
    [
        ("GET", f"/sparql?{form(query=ASK)}", {}, None),
        ("HEAD", f"/sparql?{form(query=ASK)}", {}, None),
        ("POST", "/sparql", FORM, form(query=ASK)),
        ("POST", "/sparql", {"Content-Type": FORM["Content-Type"].upper()}, form(query=ASK)),
        ("POST", "/sparql", QUERY, ASK),
        ("POST", "/sparql", {"Content-Type": "application/sparql-query; charset=utf-8"}, ASK),
        ("POST", "/sparql?default-graph-uri=http%3A%2F%2Fexample.org%2Fg", QUERY, ASK),
        ("POST", "/sparql", FORM, form(query=ASK) + "&named-graph-uri=http%3A%2F%2Fexample.org"),
        ("GET", f"/sparql?{form(query=ASK)}&unknown=parameter", {}, None),
    ],
)
def test_queries_that_are_answered(
    live: Live, method: str, path: str, headers: dict[str, str], body: str | None
) -> None:
    """GET, form and direct POST, with and without a dataset."""
    reply = live.ask(path, method, headers, body)
    assert reply.status == 200
    assert reply.media_type == "application/sparql-results+json"
    assert reply.body == b"" if method == "HEAD" else reply.json["boolean"] is True


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status", "words"),
    [
        ("GET", "/sparql?query=", {}, None, 400, "the query ends too early"),
        ("GET", "/sparql?q=1", {}, None, 400, "give `query` exactly once; none is given"),
        ("GET", f"/sparql?{form(query=ASK)}&query=x", {}, None, 400, "2 are given"),
        ("GET", f"/sparql?{form(update='CLEAR ALL')}", {}, None, 400, "sent by POST"),
        ("GET", "/sparql?query=ASK%20{", {}, None, 400, "never closed"),
        ("GET", "/sparql?query=%FF", {}, None, 400, "not UTF-8"),
        ("PUT", "/sparql", {}, ASK, 405, "use "),
        ("DELETE", "/sparql", {}, None, 405, "use "),
        ("POST", "/sparql", FORM, "", 400, "exactly once"),
        ("POST", "/sparql", FORM, form(query=ASK, update="CLEAR ALL"), 400, "2 are given"),
        ("POST", f"/sparql?{form(query=ASK)}", FORM, form(query=ASK), 400, "in the body"),
        ("POST", f"/sparql?{form(query=ASK)}", QUERY, ASK, 400, "leave it out of the address"),
        ("POST", "/sparql", {}, ASK, 415, "no type"),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, ASK, 415, "text/plain"),
        ("POST", "/sparql", {"Content-Type": "multipart/form-data"}, ASK, 415, "multipart"),
        ("POST", "/sparql", QUERY | {"Content-Type": "application/sparql-query;charset=utf-16"},
         ASK, 415, "utf-16"),
        ("POST", "/sparql", QUERY, b"ASK { ?s ?p '\xff' }", 400, "byte 13"),
        ("POST", "/sparql", QUERY, "ASK {} ASK {}", 400, "unexpected ASK"),
        ("POST", "/sparql", QUERY, "CLEAR ALL", 400, "CLEAR changes the graph"),
        ("POST", "/sparql", UPDATE, "CLEAR ALL", 403, "read-only"),
        ("POST", "/sparql?default-graph-uri=relative", QUERY, ASK, 400, "no absolute IRI"),
        ("POST", "/sparql?named-graph-uri=http%3A%2F%2Fa%20b", QUERY, ASK, 400, "no absolute"),
        ("GET", f"/sparql?{form(query=ASK)}", {"Accept": "image/png"}, None, 406, "on offer"),
        ("GET", f"/sparql?{form(query='SELECT * { ?s kg:nope ?o }')}", {}, None, 400,
         "the ontology has no term kg:nope"),
    ],
)  # fmt: skip
def test_requests_that_are_refused(
    live: Live,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes | str | None,
    status: int,
    words: str,
) -> None:
    """Each with its status, and words that say what to do."""
    reply = live.ask(path, method, headers, body)
    assert (reply.status, reply.media_type) == (status, "application/problem+json")
    assert words in reply.json["detail"]
    assert reply.json["status"] == status


def test_an_error_in_a_query_has_its_place(live: Live) -> None:
    """Editors can mark it."""
    reply = live.query("SELECT ?who\nWHERE { ?who kg:signatoryOf ]")
    assert (reply.json["line"], reply.json["column"]) == (2, 29)


@pytest.mark.parametrize(
    "media_type",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv",
     "text/tab-separated-values"],
)  # fmt: skip
def test_rows_in_every_format(live: Live, media_type: str) -> None:
    """All tell the same."""
    reply = live.query(WHO, media_type)
    assert reply.media_type == media_type
    text = reply.body.decode()
    assert "https://w3id.org/spacekg/id/country/senegal" in text
    if media_type.endswith("json"):
        assert json.loads(text)["head"]["vars"] == ["who"]
    elif media_type.endswith("xml"):
        assert ET.fromstring(text).tag.endswith("sparql")


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"],
)
def test_triples_in_every_format(live: Live, media_type: str) -> None:
    """What a CONSTRUCT makes is the same graph in each."""
    query = "CONSTRUCT { ?who kg:signatoryOf accord:artemis-accords }" + WHO.removeprefix(
        "SELECT ?who"
    )
    reply = live.query(query, media_type)
    assert reply.media_type == media_type
    format = ox.RdfFormat.from_media_type(media_type)
    got = {quad.triple for quad in ox.parse(reply.body, format=format)}
    assert len(got) == len(live.rows(WHO))


def test_the_service_describes_itself(live: Live) -> None:
    """Without a query the endpoint tells what it is, in the format that is asked for."""
    reply = live.ask("/sparql", headers={"Accept": "application/n-triples"})
    lines = reply.body.decode()
    assert f"<{live.address}/sparql>" in lines
    assert "sparql-service-description#SPARQL11Query" in lines
    assert "SPARQL11Update" not in lines
    assert live.ask("/sparql").media_type == "text/turtle"


def test_a_client_that_has_the_answer_is_told_so(live: Live) -> None:
    """An ETag holds for one query, one format and one state of the graph."""
    first = live.query(WHO)
    again = live.query(WHO, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    other = live.query(WHO, "text/csv", headers={"If-None-Match": first.headers["etag"]})
    assert other.status == 200


def test_answers_are_compressed_on_request(live: Live) -> None:
    """A page of a browser and a client of curl get the same, in fewer bytes."""
    plain = live.query(WHO)
    small = live.query(WHO, headers={"Accept-Encoding": "gzip"})
    assert small.headers["content-encoding"] == "gzip"
    assert len(small.body) < len(plain.body) / 3


def test_pages_of_any_origin_may_read_but_not_as_the_user(live: Live) -> None:
    """CORS without credentials, also for a preflight."""
    reply = live.query(ASK, headers={"Origin": "https://example.org"})
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in reply.headers
    asked = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert live.ask("/sparql", "OPTIONS", asked).status == 200


def test_a_foreign_name_for_this_machine_is_refused(live: Live) -> None:
    """A web page cannot reach a server on loopback by a name that it points there."""
    assert live.query(ASK, headers={"Host": "evil.example"}).status == 400


def test_updates_need_the_token_and_are_seen_at_once(own: Live) -> None:
    """One who has it changes the store; one who has not, does not."""
    insert = "INSERT DATA { <s> <p> 'o' }"
    assert own.update(insert, token="wrong").status == 401
    assert own.ask("/sparql", "POST", UPDATE, insert).status == 401
    assert own.rows("SELECT * { ?s ?p ?o }") == []
    assert own.update(insert).status == 204
    assert own.rows("SELECT ?s { ?s ?p ?o }") == [{"s": f"{own.address}/s"}]
    sent = FORM | {"Authorization": f"Bearer {TOKEN}"}
    assert own.ask("/sparql", "POST", sent, form(update="DELETE WHERE { ?s ?p ?o }")).status == 204
    assert own.rows("SELECT * { ?s ?p ?o }") == []


def test_the_dataset_of_a_request(own: Live) -> None:
    """The protocol's graphs are asked and changed, whatever FROM or the default graph say."""
    g, h = "http://example.org/g", "http://example.org/h"
    assert own.update(f"INSERT DATA {{ GRAPH <{g}> {{ <a:1> <a:p> 1 }} }}").status == 204
    assert own.update(f"INSERT DATA {{ GRAPH <{h}> {{ <a:2> <a:p> 2 }} }}").status == 204

    def asked(query: str, **graphs: str) -> bool:
        fields = {name.replace("_", "-"): value for name, value in graphs.items()}
        value = own.ask(f"/sparql?{urlencode({'query': query, **fields})}").json["boolean"]
        assert isinstance(value, bool)
        return value

    one = "ASK { <a:1> ?p ?o }"
    assert not asked(one)
    assert asked(one, default_graph_uri=g)
    assert not asked(one, default_graph_uri=h)
    assert asked("ASK { GRAPH ?g { <a:1> ?p ?o } }", named_graph_uri=g)
    assert not asked("ASK { GRAPH ?g { <a:1> ?p ?o } }", named_graph_uri=h)
    assert asked(f"ASK FROM <{h}> {{ <a:1> ?p ?o }}", default_graph_uri=g)

    using = "?" + urlencode({"using-graph-uri": g})
    copied = "INSERT { ?s <a:copy> ?o } WHERE { ?s <a:p> ?o }"
    assert own.update(copied, parameters=using).status == 204
    assert own.rows("SELECT ?o { ?s <a:copy> ?o }") == [{"o": "1"}]
    assert own.update(f"WITH <{h}> {copied}", parameters=using).status == 400


@pytest.mark.parametrize(
    ("update", "words"),
    [
        ("INSERT DATA {", "expected"),
        ("LOAD <file:///etc/passwd>", "LOAD fetches from another place"),
        ("LOAD <http://127.0.0.1/> INTO GRAPH <a:b>", "LOAD fetches"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE asks"),
        ("INSERT DATA { nope:a <a:p> 1 }", "unknown prefix nope:"),
    ],
)
def test_updates_that_are_refused_change_nothing(own: Live, update: str, words: str) -> None:
    """All of an update is done, or none of it."""
    reply = own.update("INSERT DATA { <a:1> <a:p> 1 } ; " + update)
    assert reply.status == 400
    assert words in reply.json["detail"]
    assert own.rows("SELECT * { ?s ?p ?o }") == []
