"""Bringing an endpoint to the state of the graph here, whatever it had before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
import urllib3
from pyoxigraph import Literal, NamedNode, Triple

from kg.build.push import UNFINISHED, push, refuse_unfinished
from kg.errors import EndpointError, StoreError
from kg.graph.dataset import DATASET
from kg.graph.namespaces import iri, standard, term
from kg.graph.remote import Endpoint, RemoteStore
from kg.graph.store import EmbeddedStore

from .conftest import Engine

OURS = Triple(DATASET, standard("rdf:type"), standard("void:Dataset"))


def triple(number: int) -> Triple:
    return Triple(iri(f"country/c{number:05}"), term("ordinal"), Literal(f"n{number}"))


def quiet(what: str, done: int, total: int) -> None:
    """Tell nobody how far it is."""
    del what, done, total


@pytest.fixture
def local() -> Iterator[EmbeddedStore]:
    """The graph here: larger than one request."""
    with EmbeddedStore() as store:
        store.load([OURS, *map(triple, range(2_500))])
        yield store


@pytest.fixture
def remote(engine: Engine) -> Iterator[RemoteStore]:
    """The graph there, empty at first."""
    with engine.open() as store:
        yield store


class Exchange(ThreadingHTTPServer):
    """Has what its lines need to know."""

    daemon_threads = True
    target: str
    words: bytes


class Line(BaseHTTPRequestHandler):
    """Hands requests on, but hangs up in place of the answer to what has some words in it."""

    server: Exchange

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        kept = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")}
        with urllib3.PoolManager(retries=False) as pool:
            got = pool.request(
                "POST",
                self.server.target + self.path,
                body=body,
                headers=kept,
                decode_content=False,
            )
        self.close_connection = True
        if self.server.words in body:
            return
        self.send_response(got.status)
        for name in ("Content-Type", "WWW-Authenticate", "X-SPARQL-MaxRows", "Content-Encoding"):
            if name in got.headers:
                self.send_header(name, got.headers[name])
        self.send_header("Content-Length", str(len(got.data)))
        self.end_headers()
        self.wfile.write(got.data)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def weak_line(endpoint: Endpoint, words: bytes) -> Iterator[Endpoint]:
    """Put a line between us and an engine that breaks once some words have gone over it."""
    parts = urlsplit(endpoint.query)
    server = Exchange(("127.0.0.1", 0), Line)
    server.target, server.words = f"http://{parts.netloc}", words
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def over(url: str) -> str:
        return url.replace(parts.netloc, f"127.0.0.1:{server.server_port}")

    try:
        e = endpoint
        yield replace(e, query=over(e.query), update=over(e.update), data=over(e.data))
    finally:
        server.shutdown()
        server.server_close()


def same(one: EmbeddedStore, other: RemoteStore) -> bool:
    return set(one.triples()) == set(other.triples())


def test_an_empty_graph_is_filled_and_then_up_to_date(
    local: EmbeddedStore, remote: RemoteStore
) -> None:
    """The first push adds everything, the second nothing."""
    first = push(local, remote, quiet)
    assert (first.added, first.removed) == (2_501, 0)
    assert same(local, remote)
    assert str(push(local, remote, quiet)) == f"{remote.place} is up to date"


def test_a_push_adds_and_removes_the_difference_alone(
    local: EmbeddedStore, remote: RemoteStore
) -> None:
    """What went here goes there, what came here comes there; all else stays."""
    push(local, remote, quiet)
    local.apply(map(triple, range(1_500)), map(triple, range(9_000, 9_010)))
    pushed = push(local, remote, quiet)
    assert (pushed.added, pushed.removed) == (10, 1_500)
    assert same(local, remote)


def test_a_push_that_broke_off_is_told_and_finished_by_the_next(
    local: EmbeddedStore, remote: RemoteStore, engine: Engine
) -> None:
    """Nobody reads half a graph: the mark of the push is in the way until it is done."""
    with (
        weak_line(engine.endpoint, b"n999") as endpoint,
        RemoteStore(endpoint) as torn,
        pytest.raises(EndpointError, match="broke off"),
    ):
        push(local, torn, quiet)
    assert UNFINISHED in set(remote.triples())
    with pytest.raises(StoreError, match=r"a push broke off; wait, or finish it by `kg --store"):
        refuse_unfinished(remote)
    rest = push(local, remote, quiet)
    assert rest.added < 2_501  # what had gone over is not sent again
    refuse_unfinished(remote)
    assert UNFINISHED not in set(remote.triples())
    assert same(local, remote)


def test_what_is_not_ours_is_left_alone(local: EmbeddedStore, remote: RemoteStore) -> None:
    """A graph of something else is not overwritten; the error says what to do."""
    other = Triple(NamedNode("http://a"), NamedNode("http://b"), Literal("theirs"))
    remote.load([other])
    with pytest.raises(StoreError, match=r"holds 1 triples of something else.*--graph"):
        push(local, remote, quiet)
    assert list(remote.triples()) == [other]


def test_other_graphs_of_the_endpoint_stay(local: EmbeddedStore, engine: Engine) -> None:
    """A push touches the graph that it is told, and no other."""
    if not engine.endpoint.graph:
        pytest.skip("the default graph is the one that is meant")
    graph = "http://example.org/graph/neighbour"
    with engine.open() as store:
        store.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <http://a> <http://b> 'theirs' }} }}")
        push(local, store, quiet)
        assert same(local, store)
    with RemoteStore(replace(engine.endpoint, graph=graph)) as neighbour:
        assert [str(each.object) for each in neighbour.triples()] == ['"theirs"']
