"""Wikidata: a result file, an endpoint on this machine, and both when they go wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.importers.conftest import Run, facts

WD = "http://www.wikidata.org/entity/"


def uri(item: str) -> dict[str, str]:
    return {"type": "uri", "value": WD + item}


def said(value: str) -> dict[str, str]:
    return {"type": "literal", "value": value, "xml:lang": "en"}


ROW = {
    "item": uri("Q999000001"),
    "itemLabel": said("Xsat-1"),
    "cospar": said("2031-001A"),
    "launched": said("2031-01-01T00:00:00Z"),
    "launchedPrecision": said("9"),
    "vehicleLabel": said("Example 3"),
    "vehicle": uri("Q999000002"),
    "operator": uri("Q999000003"),
    "operatorLabel": said("Example Space Office"),
    "manufacturer": uri("Q148"),
}


def answer(*rows: object, indent: int | None = None) -> str:
    columns = sorted({name for row in rows if isinstance(row, dict) for name in row})
    result = {"head": {"vars": columns}, "results": {"bindings": rows}}
    return json.dumps(result, indent=indent)


def test_a_result_states_what_its_columns_are_declared_to_say(tmp_path: Path, kg: Run) -> None:
    (tmp_path / "result.json").write_text(answer(ROW, indent=1))
    result = kg("import", "wikidata", "result.json", "--date", "2031-05-01")
    assert result.exit_code == 0, result.stderr
    assert facts(kg) == {
        ("Xsat-1", "builtBy", "China"),
        ("Xsat-1", "launchDate", "2031"),
        ("Xsat-1", "launchVehicle", "Example 3"),
        ("Xsat-1", "operatedBy", "Example Space Office"),
    }
    query = "SELECT ?l { data:wikidata-result dcterms:license ?l }"
    assert "publicdomain/zero" in kg("query", query).stdout


def test_a_result_may_hold_one_statement_in_each_row(tmp_path: Path, kg: Run) -> None:
    row = {
        "subject": said("Thailand"),
        "predicate": said("signatoryOf"),
        "object": said("Artemis Accords"),
        "date": said("2024-12-16T00:00:00Z"),
    }
    (tmp_path / "result.json").write_text(answer(row, row | {"subject": uri("Q999000009")}))
    told = kg("import", "wikidata", "result.json").stderr
    assert "http://www.wikidata.org/entity/Q999000009 is not known; give subjectLabel" in told
    assert facts(kg) == {("Thailand", "signatoryOf", "Artemis Accords")}
    assert "date: 2024-12-16" in kg("show", "Thailand").stdout


def test_a_result_that_breaks_off_gives_what_came_before(tmp_path: Path, kg: Run) -> None:
    other = ROW | {"cospar": said("2031-001B"), "itemLabel": said("Xsat-2")}
    text = answer(ROW, "nonsense", other, indent=1)
    (tmp_path / "result.json").write_text(text[: text.rindex("2031-001B")])
    result = kg("import", "wikidata", "result.json")
    assert result.exit_code == 0
    assert "the rows break off here" in result.stderr
    assert "is no row" in result.stderr
    assert {s for s, _, _ in facts(kg)} == {"Xsat-1"}


@pytest.mark.parametrize("text", ["[]", "{}", '{"head": {"vars": ["x"]}}', "<html></html>"])
def test_what_is_no_result_is_refused(tmp_path: Path, kg: Run, text: str) -> None:
    (tmp_path / "result.json").write_text(text)
    result = kg("import", "wikidata", "result.json")
    assert result.exit_code == 3
    assert "result.json: is no SPARQL result in JSON" in result.stderr


def test_a_result_without_a_subject_is_refused(tmp_path: Path, kg: Run) -> None:
    (tmp_path / "result.json").write_text(answer({"x": said("y")}))
    result = kg("import", "wikidata", "result.json")
    assert result.exit_code == 3
    assert "none of its columns is called `subject` or `item`" in result.stderr


Serve = Callable[[int, str, str], tuple[str, list[str]]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start an endpoint that gives one answer; yields its address and what it is asked."""
    servers = []

    def start(status: int, kind: str, body: str) -> tuple[str, list[str]]:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                form = parse_qs(self.rfile.read(length).decode())
                asked.append(form["query"][0] + self.headers["Accept"])
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/sparql", asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_an_endpoint_is_asked_the_declared_query(kg: Run, serve: Serve) -> None:
    address, asked = serve(200, "application/sparql-results+json", answer(ROW))
    result = kg("import", "wikidata", address)
    assert result.exit_code == 0, result.stderr
    assert "imported as data/wikidata-endpoint" in result.stderr
    assert ("Xsat-1", "builtBy", "China") in facts(kg)
    assert "wdt:P247 ?cospar" in asked[0]
    assert asked[0].endswith("application/sparql-results+json")


def test_an_endpoint_is_asked_ones_own_query(tmp_path: Path, kg: Run, serve: Serve) -> None:
    (tmp_path / "own.rq").write_text("SELECT ?item WHERE { ?item ?p ?o }")
    address, asked = serve(200, "application/json; charset=utf-8", answer(ROW))
    kg("import", "wikidata", address, "--query", "own.rq")
    assert asked[0].startswith("SELECT ?item WHERE")


def test_an_endpoint_that_refuses_is_told_with_what_to_do(kg: Run, serve: Serve) -> None:
    address, _ = serve(429, "text/plain", "slow down")
    result = kg("import", "wikidata", address)
    assert result.exit_code == 3
    assert "answers 429 Too Many Requests; it asks for fewer questions" in result.stderr
    address, _ = serve(200, "text/html", "<html>busy</html>")
    assert "answers with text/html" in kg("import", "wikidata", address).stderr
    result = kg("import", "wikidata", "http://127.0.0.1:1/sparql")
    assert result.exit_code == 3
    assert "cannot be asked" in result.stderr
