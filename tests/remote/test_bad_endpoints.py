"""What endpoints do wrong: each has words of its own, and none of it is taken for an answer."""

from __future__ import annotations

import json
import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pyoxigraph import Literal, Triple

from kg.errors import EndpointError, ParameterError, PartialAnswerError, QueryError, StoreError
from kg.graph.namespaces import iri, term
from kg.graph.remote import Endpoint, RemoteStore
from kg.graph.remote.client import TRIES, Client

SECRET = "a-secret-that-nobody-reads"
JSON = "application/sparql-results+json"
ROWS = json.dumps(
    {
        "head": {"vars": ["x"]},
        "results": {"bindings": [{"x": {"type": "literal", "value": "é"}}]},
    }
).encode()
ONE = Triple(iri("country/x"), term("ordinal"), Literal("x"))


@dataclass
class Turn:
    """How the server answers one request."""

    status: int = 200
    body: bytes = ROWS
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = JSON
    length: int | None = -1
    """Bytes that it promises: -1 those that it sends, None no word of it."""
    hang: bool = False


class Server(ThreadingHTTPServer):
    """Answers by a script, the last line again and again; keeps what it was asked."""

    daemon_threads = True
    script: list[Turn]
    seen: list[tuple[str, dict[str, str], bytes]]
    end: threading.Event

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.seen.append((self.path, headers, body))
        script = self.server.script
        turn = script.pop(0) if len(script) > 1 else script[0]
        if turn.hang:
            self.server.end.wait(30)
            return
        self.send_response(turn.status)
        self.send_header("Content-Type", turn.kind)
        for name, value in turn.headers.items():
            self.send_header(name, value)
        if turn.length is not None:
            self.send_header(
                "Content-Length", str(len(turn.body) if turn.length < 0 else turn.length)
            )
        self.end_headers()
        self.wfile.write(turn.body)
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Say nothing."""


Start = Callable[..., Server]


@pytest.fixture
def server() -> Iterator[Start]:
    """Start servers that answer as they are told."""
    started: list[Server] = []

    def start(*script: Turn) -> Server:
        made = Server(("127.0.0.1", 0), Handler)
        made.script, made.seen, made.end = list(script), [], threading.Event()
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        started.append(made)
        return made

    yield start
    for each in started:
        each.end.set()
        each.shutdown()
        each.server_close()


def opened(url: str, waits: list[float] | None = None, **more: object) -> RemoteStore:
    """Return a store that never waits, but notes how long it would have."""
    endpoint = Endpoint(url, **more)  # type: ignore[arg-type]
    return RemoteStore(endpoint, Client(endpoint, ([] if waits is None else waits).append))


def answer(store: RemoteStore) -> list[tuple[object, ...]]:
    return list(store.query("SELECT ?x { ?x ?y ?z }").terms())


def test_nothing_answers_there() -> None:
    """A port that nobody listens at: tried again, then told with the address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/sparql"
        waits: list[float] = []
        with opened(url, waits) as store, pytest.raises(EndpointError) as told:
            answer(store)
    assert str(told.value).startswith(f"{url}: cannot be reached: nothing answers there")
    assert waits == [0.5, 1, 2]


def test_an_endpoint_that_hangs_is_given_up(server: Start) -> None:
    """Silence beyond the limit is told as such, with how to allow for more; not tried again."""
    slow = server(Turn(hang=True))
    with (
        opened(slow.url, timeout=0.2) as store,
        pytest.raises(EndpointError, match=r"timed out: silent for 0\.2 s.*KG_STORE_TIMEOUT"),
    ):
        answer(store)
    assert len(slow.seen) == 1


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        (Turn(401, b"", kind="text/plain"), "refuses: it does not know who asks.*KG_STORE_USER"),
        (Turn(403, b"no right", kind="text/plain"), "refuses: whoever asks may not.*: no right"),
        (Turn(404, b"<html>", kind="text/html"), "has nothing at this address; check the path"),
        (Turn(405, b""), "does not take this kind of request"),
        (Turn(413, b""), "takes no request of this size"),
        (Turn(500, b"out of\nmemory\x1b", kind="text/plain"), "fails with 500: out of memory$"),
        (Turn(200, b"<!DOCTYPE html>", kind="text/html"), "answers with a web page; give the"),
        (Turn(200, b"hello", kind="text/plain"), "answers with text/plain, which was not asked"),
        (Turn(200, b"<a/>", kind="application/rdf+xml"), r"answers with application/rdf\+xml"),
        (Turn(200, b"{]"), "answer cannot be read"),
        (Turn(200, ROWS[:-20], length=None), "answer cannot be read"),
        (Turn(302, b"", {"Location": "http://other.example/?t=1"}), "to http://other.example/;"),
    ],
)  # fmt: skip
def test_every_fault_has_its_words(server: Start, turn: Turn, words: str) -> None:
    """An error names the address, what is wrong and what to do; it is not tried again."""
    bad = server(turn)
    with opened(bad.url) as store, pytest.raises(EndpointError, match=words) as told:
        answer(store)
    assert bad.url in str(told.value)
    assert len(bad.seen) == 1


def test_what_is_not_understood_is_an_error_of_the_query(server: Start) -> None:
    """A 400 carries the words of the engine."""
    with (
        opened(server(Turn(400, b"line 1: no such thing", kind="text/plain")).url) as store,
        pytest.raises(QueryError, match="does not take this: line 1: no such thing"),
    ):
        answer(store)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_endpoint_is_asked_again(server: Start, status: int) -> None:
    """It is given the time that it asks for, and then its answer counts."""
    waits: list[float] = []
    busy = Turn(status, b"", {"Retry-After": "3"})
    asked = server(busy, Turn(status, b""), Turn())
    with opened(asked.url, waits) as store:
        assert answer(store) == [(Literal("é"),)]
    assert waits == [3, 1]


def test_an_endpoint_that_stays_busy_is_left_alone(server: Start) -> None:
    """After a few tries with longer and longer waits it is told; no wait is endless."""
    waits: list[float] = []
    busy = server(Turn(503, b"", {"Retry-After": "86400"}), Turn(503, b""))
    with opened(busy.url, waits) as store, pytest.raises(EndpointError, match="too busy"):
        answer(store)
    assert len(busy.seen) == TRIES
    assert waits == [30, 1, 2]


def test_a_change_is_repeated_only_where_twice_is_as_once(server: Start) -> None:
    """Data put in or taken out is sent again; an update of a user is not."""
    busy = Turn(503, b"")
    again, once = server(busy, Turn()), server(busy, Turn())
    with opened(again.url) as store:
        store.apply([ONE], [])
    assert len(again.seen) == 2
    with opened(once.url) as store, pytest.raises(EndpointError):
        store.update("INSERT { ?s ?p ?n } WHERE { ?s ?p ?o BIND(?o + 1 AS ?n) }")
    assert len(once.seen) == 1


@pytest.mark.parametrize("promised", [len(ROWS) + 1, len(ROWS) * 100])
def test_an_answer_that_breaks_off_counts_for_nothing(server: Start, promised: int) -> None:
    """Fewer bytes than promised: asked again, and an error if it is never whole."""
    torn = Turn(length=promised)
    with opened(server(torn, Turn()).url) as store:
        assert answer(store) == [(Literal("é"),)]
    bad = server(torn)
    with opened(bad.url) as store, pytest.raises(PartialAnswerError, match="broke off"):
        answer(store)
    assert len(bad.seen) == TRIES


def test_an_answer_in_pieces_that_breaks_off_counts_for_nothing(server: Start) -> None:
    """The last piece is missing: the same."""
    pieces = b"%x\r\n%s\r\n" % (len(ROWS), ROWS)
    torn = Turn(body=pieces, headers={"Transfer-Encoding": "chunked"}, length=None)
    with opened(server(torn).url) as store, pytest.raises(PartialAnswerError, match="broke off"):
        answer(store)


def test_triples_without_an_end_are_not_taken(server: Start) -> None:
    """Lines may be missing where neither a length nor pieces say where the answer ends."""
    open_end = Turn(body=f"{ONE} .\n".encode(), kind="application/n-triples", length=None)
    with opened(server(open_end).url) as store, pytest.raises(PartialAnswerError, match="ends"):
        store.query("CONSTRUCT WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"X-SPARQL-MaxRows": "10000"}, "no more than 10000 rows.*ResultSetMaxRows"),
        ({"X-SQL-State": "S1TAT", "X-SQL-Message": "timed out"}, "stopped before.*timed out"),
    ],
)
def test_an_engine_that_leaves_rows_out_is_heard(
    server: Start, headers: dict[str, str], words: str
) -> None:
    """What only a header tells makes the answer an error."""
    with (
        opened(server(Turn(headers=headers)).url) as store,
        pytest.raises(PartialAnswerError, match=words),
    ):
        answer(store)


def test_no_safe_connection(server: Start) -> None:
    """TLS that fails is told as such, and nothing is sent without it."""
    plain = server(Turn())
    url = plain.url.replace("http:", "https:")
    with (
        opened(url, user="me", password=SECRET) as store,
        pytest.raises(EndpointError, match=r"no safe connection \(TLS\)") as told,
    ):
        answer(store)
    assert plain.seen == []
    assert SECRET not in str(told.value)


def test_a_token_is_sent_and_nowhere_shown(server: Start) -> None:
    """It goes out as a bearer token, not to where an answer points, and into no message."""
    other = server(Turn())
    strict = server(Turn(302, b"", {"Location": other.url}), Turn(401, b"", kind="text/plain"))
    with opened(strict.url, token=SECRET) as store:
        for _ in range(2):
            with pytest.raises(EndpointError) as told:
                answer(store)
            assert SECRET not in str(told.value) + repr(told.value) + repr(store.endpoint)
    assert [headers["authorization"] for _, headers, _ in strict.seen] == [f"Bearer {SECRET}"] * 2
    assert other.seen == []


def test_a_password_is_sent_when_it_is_asked_for(server: Start) -> None:
    """Without TLS, Basic waits for the question; a second refusal is final."""
    asks = Turn(401, b"", {"WWW-Authenticate": 'Basic realm="x"'}, kind="text/plain")
    strict = server(asks, Turn(), asks, asks)
    pair = b64encode(f"me:{SECRET}".encode()).decode()
    with opened(strict.url, user="me", password=SECRET) as store:
        assert answer(store) == [(Literal("é"),)]
        with pytest.raises(EndpointError, match="does not know who asks") as told:
            answer(store)
    assert SECRET not in str(told.value) + repr(store.endpoint)
    sent = [headers.get("authorization") for _, headers, _ in strict.seen]
    assert sent == [None, f"Basic {pair}"] * 2


def test_the_environment_says_how_an_endpoint_is_spoken_to() -> None:
    """All but the address comes from variables; `/query` has its `/update` beside it."""
    environ = {
        "KG_STORE_USER": "me",
        "KG_STORE_PASSWORD": SECRET,
        "KG_STORE_GRAPH": "http://example.org/g",
        "KG_STORE_TIMEOUT": "7.5",
    }
    found = Endpoint.of("http://x.example/db/query?a=1", environ=environ)
    assert found.updates == "http://x.example/db/update?a=1"
    assert (found.user, found.password, found.timeout) == ("me", SECRET, 7.5)
    assert found.place == "http://x.example/db/query (graph <http://example.org/g>)"
    assert Endpoint("http://x.example/sparql").updates == "http://x.example/sparql"
    assert Endpoint.of("http://x.example/", "urn:h", environ).graph == "urn:h"


@pytest.mark.parametrize(
    ("url", "environ", "words"),
    [
        (f"http://me:{SECRET}@x.example/", {}, "KG_STORE_PASSWORD"),
        ("http:///sparql", {}, "no address"),
        ("http://x.example/", {"KG_STORE_UPDATE": "ftp://x.example/"}, "no address"),
        ("http://x.example/", {"KG_STORE_GRAPH": "my graph"}, "no IRI"),
        ("http://x.example/", {"KG_STORE_GRAPH": "urn:x> } ; DROP ALL #"}, "no IRI"),
        ("http://x.example/", {"KG_STORE_TIMEOUT": "soon"}, "number of seconds"),
        ("http://x.example/", {"KG_STORE_TIMEOUT": "0"}, "number of seconds"),
        ("http://x.example/", {"KG_STORE_TOKEN": f"{SECRET}\r\nX: y"}, "one line"),
    ],
)
def test_what_cannot_be_meant_is_refused(url: str, environ: dict[str, str], words: str) -> None:
    """An unfit address, graph or limit is told before anything is sent; no secret is shown."""
    with pytest.raises(ParameterError, match=words) as told:
        Endpoint.of(url, environ=environ)
    assert SECRET not in str(told.value)


def test_a_graph_with_blank_nodes_is_not_copied(server: Start) -> None:
    """What no change could name is told instead of being mixed up."""
    row = {"s": {"type": "bnode", "value": "b"}, "p": {"type": "uri", "value": "http://p"}}
    row["o"] = {"type": "literal", "value": "x"}
    body = json.dumps({"head": {"vars": ["s", "p", "o"]}, "results": {"bindings": [row]}})
    with (
        opened(server(Turn(body=body.encode())).url) as store,
        pytest.raises(StoreError, match="blank node"),
    ):
        store.copy()
