"""What one client asks costs no other one its answer."""

from __future__ import annotations

import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.serve.conftest import Live, Start

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LARGE = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTED = f"{LARGE} ORDER BY ?g ?d ?a"
WORDS = "SELECT (COUNT(*) AS ?n) { ?s kg:signatoryOf ?o }"


def test_a_query_without_end_is_ended(tight: Live) -> None:
    """In the time that is allowed; the next one is answered."""
    began = time.monotonic()
    reply = tight.query(ENDLESS)
    assert reply.status == 504
    assert "longer than 1 seconds" in reply.json["detail"]
    assert time.monotonic() - began < 10
    assert tight.query(WORDS).status == 200


def test_an_answer_that_is_too_large_is_no_answer(start: Start, built: Path) -> None:
    """Nothing of it is sent as if it were whole."""
    with start("--seconds", "60", "--answer", "1", project=built) as live:
        reply = live.query("SELECT * { ?s ?p ?o }")
        assert reply.status == 500
        assert "larger than 1,048,576 bytes" in reply.json["detail"]
        assert live.query("SELECT * { ?s ?p ?o } LIMIT 1000").status == 200


def test_a_query_that_takes_too_much_memory_is_ended(start: Start, built: Path) -> None:
    """The process that ran it dies, not the server."""
    with start("--seconds", "60", "--memory", "256", project=built) as live:
        reply = live.query(SORTED)
        assert reply.status == 500
        assert "memory" in reply.json["detail"]
        assert live.query(WORDS).status == 200


def test_a_body_that_is_too_large_is_refused(live: Live) -> None:
    """Announced or not."""
    headers = {"Content-Type": "application/sparql-query"}
    body = "ASK {}" + " " * (1024 * 1024)
    reply = live.ask("/sparql", "POST", headers, body)
    assert (reply.status, "1,048,576 bytes" in reply.json["detail"]) == (413, True)


def test_a_body_that_never_comes_is_not_waited_for(tight: Live) -> None:
    """Whoever announces a body and sends none is told so after a while."""
    parts = urlsplit(tight.address)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as raw:
        raw.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n"
            b"Content-Type: application/sparql-query\r\n\r\nASK"
        )
        assert b" 408 " in raw.recv(1000).splitlines()[0]


def test_health_and_pages_answer_while_all_else_is_busy(live: Live) -> None:
    """One process is kept for them."""
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(live.query, ENDLESS) for _ in range(8)]
        time.sleep(1)
        for path in ("/health", "/sparql"):
            began = time.monotonic()
            assert live.ask(path).status == 200
            assert time.monotonic() - began < 5
        assert {reply.result().status for reply in asked} <= {503, 504}


def test_more_than_can_wait_are_sent_away_at_once(start: Start, built: Path) -> None:
    """With the time after which to come again."""
    with (
        start("--seconds", "3", "--workers", "1", "--queue", "1", project=built) as live,
        ThreadPoolExecutor(6) as threads,
    ):
        replies = [threads.submit(live.query, ENDLESS) for _ in range(6)]
        statuses = sorted(reply.result().status for reply in replies)
        assert statuses[0] == 503
        assert 504 in statuses
        refused = next(r.result() for r in replies if r.result().status == 503)
        assert refused.headers["retry-after"] == "1"


def test_a_client_that_leaves_takes_its_query_with_it(start: Start, built: Path) -> None:
    """Its worker is free for others long before the time is up."""
    with start("--seconds", "60", "--workers", "1", project=built) as live:
        parts = urlsplit(live.address)
        path = f"/sparql?{urlencode({'query': ENDLESS})}"
        with socket.create_connection((parts.hostname, parts.port)) as raw:
            raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(1)
        assert live.query(WORDS, timeout=30).status == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_requests_under_way_are_answered_before_the_end(
    start: Start, built: Path, how: int
) -> None:
    """And no process is left behind."""
    with start("--seconds", "2", project=built) as live, ThreadPoolExecutor(1) as threads:
        assert live.query(WORDS).status == 200
        slow = threads.submit(live.query, ENDLESS)
        time.sleep(0.7)
        children = Path(f"/proc/{live.process.pid}/task/{live.process.pid}/children")
        workers = children.read_text().split() if children.exists() else []
        live.end(how)
        assert slow.result().status == 504
        assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []


def test_no_worker_outlives_a_server_that_is_killed(start: Start, built: Path) -> None:
    """The operating system ends them with it."""
    with start(project=built) as live:
        children = Path(f"/proc/{live.process.pid}/task/{live.process.pid}/children")
        if not children.exists():
            pytest.skip("this system does not list the children of a process")
        workers = children.read_text().split()
        assert len(workers) == 3
        live.end(signal.SIGKILL)
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{pid}").exists() for pid in workers):
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_the_log_has_a_line_for_each_request_and_no_query(start: Start, built: Path) -> None:
    """Who, what path, how it ended; not what was asked."""
    with start(project=built) as live:
        live.query(WORDS)
        live.ask("/nothing")
        log = live.end()
    assert '"path": "/sparql", "status": 200' in log
    assert '"path": "/nothing", "status": 404' in log
    assert "signatoryOf" not in log
