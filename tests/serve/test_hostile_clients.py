"""Clients that hold on, leave early, or come while something dies: the others do not notice."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.serve.conftest import Live, Start
from tests.serve.trap import FORM, Trap, Victim

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux's /proc")

ALL = "SELECT * { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def hasty(start: Start, built: Path, tmp_path: Path) -> Iterator[Victim]:
    """A server that waits a second for a request, and longer for nothing but its answer."""
    yield from watched(start, built, tmp_path, seconds="1")


@pytest.fixture
def patient(start: Start, built: Path, tmp_path: Path) -> Iterator[Victim]:
    """A server with time enough for every answer, on a busy machine too."""
    yield from watched(start, built, tmp_path, seconds="30")


def watched(start: Start, built: Path, directory: Path, seconds: str) -> Iterator[Victim]:
    """Yield a server that must be unharmed at the end."""
    trap = Trap()
    with start("--seconds", seconds, project=built) as live:
        victim = Victim(live, trap, directory)
        yield victim
        victim.assert_unharmed()
    trap.close()


def closed(raw: socket.socket) -> bool:
    """Return True when the other end has closed a connection; TimeoutError if it does not."""
    raw.settimeout(20)
    with contextlib.suppress(ConnectionError):
        while raw.recv(4096):
            pass
    return True


def slowest_health(live: Live, during: Callable[[], bool]) -> float:
    """Return the longest time that /health took, asked again and again while something lasts."""
    slowest = 0.0
    while during():
        began = time.monotonic()
        assert live.ask("/health").status == 200
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.05)
    return slowest


@pytest.mark.parametrize(
    "said",
    [b"", b"GET /health HTTP/1.1\r\nHost: loc",
     b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /hea"],
    ids=["nothing", "half a head", "a request and a half"],
)  # fmt: skip
def test_a_client_that_does_not_ask_is_not_waited_for(hasty: Victim, said: bytes) -> None:
    """The connection is closed after a while, whether it has asked before or not."""
    with hasty.connect() as raw:
        raw.sendall(said)
        if said.endswith(b"/hea"):
            assert raw.recv(4096).startswith(b"HTTP/1.1 200")
        assert closed(raw)


def test_six_hundred_slow_clients_keep_nobody_out(hasty: Victim) -> None:
    """Those that ask for nothing make room for one that does."""
    with contextlib.ExitStack() as held:
        for _ in range(600):
            raw = held.enter_context(hasty.connect())
            raw.sendall(b"GET /health HTTP/1.1\r\n")
        assert hasty.live.query("ASK {}").status == 200
        hasty.assert_unharmed()


def test_a_client_that_does_not_read_is_not_waited_for(start: Start, built: Path) -> None:
    """Its answer would fill the memory of the server for as long as it likes."""
    body = urlencode({"query": ALL}).encode()
    with start("--seconds", "4", project=built) as live, socket.socket() as raw:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        host, port = live.address.removeprefix("http://").split(":")
        raw.connect((host, int(port)))
        head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        raw.sendall(head.encode() + f"Content-Type: {FORM['Content-Type']}\r\n\r\n".encode() + body)
        first = raw.recv(1000)
        assert first.startswith(b"HTTP/1.1 200")
        length = int(first.partition(b"content-length: ")[2].split(b"\r\n")[0])
        time.sleep(9)
        got = len(first)
        raw.settimeout(20)
        with contextlib.suppress(ConnectionError):
            while data := raw.recv(1 << 20):
                got += len(data)
        assert got < length


def test_a_large_answer_is_packed_beside_the_others(patient: Victim) -> None:
    """Compressing takes time, which is that of the worker and not of the server."""
    with ThreadPoolExecutor(1) as threads:
        packed = {"Accept-Encoding": "gzip"}
        asked = threads.submit(patient.live.query, ALL, headers=packed)
        assert slowest_health(patient.live, lambda: not asked.done()) < 1
        reply = asked.result()
    assert (reply.status, reply.headers["content-encoding"]) == (200, "gzip")
    assert reply.headers["vary"].lower().count("accept-encoding") == 1


@pytest.mark.parametrize("query", [COUNT, ENDLESS], ids=["quick", "slow"])
def test_hundreds_who_leave_early_leave_nothing_behind(patient: Victim, query: str) -> None:
    """Every worker is there afterwards, and free."""
    path = f"/sparql?{urlencode({'query': query})}"
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    for number in range(300):
        with patient.connect() as raw:
            raw.sendall(request if number % 3 else request[: number % 60 + 5])
            if number % 50 == 0:
                time.sleep(0.1)
    patient.assert_unharmed()
    with ThreadPoolExecutor(3) as threads:
        replies = [threads.submit(patient.live.query, COUNT) for _ in range(3)]
        assert [reply.result().status for reply in replies] == [200] * 3


def test_an_answer_is_whole_or_an_error_when_its_process_dies(patient: Victim) -> None:
    """Killed at any moment, also in the middle of writing: never a 200 with a part."""
    whole = patient.live.query(ALL)
    assert whole.status == 200
    over = threading.Event()

    def kill() -> None:
        for _ in range(12):  # then on a slow machine, too, the rest is answered
            if over.wait(0.4):
                break
            for pid in patient.workers()[:2]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    with ThreadPoolExecutor(3) as threads:
        replies = list(threads.map(lambda _: patient.live.query(ALL), range(12)))
    over.set()
    killer.join()
    assert {reply.status for reply in replies} <= {200, 500, 503, 504}
    assert 500 in {reply.status for reply in replies}
    assert all(reply.body == whole.body for reply in replies if reply.status == 200)
    patient.assert_unharmed()
    assert patient.live.query(COUNT).status == 200


def test_readers_do_not_notice_a_busy_writer(
    start: Start, built: Path, tmp_path: Path, project_root: Path
) -> None:
    """While articles come and go, each of two hundred queries is answered from one whole graph."""
    project = tmp_path / "project"
    shutil.copytree(built, project)
    article = tmp_path / "added.txt"
    article.write_text(
        "Peru joins the lunar station\n\nOctober 27, 2031\n\n"
        "Peru signed the Artemis Accords on Monday, its space agency said.\n"
    )

    def kg(*words: str) -> None:
        command = [sys.executable, "-m", "kg", "--project", str(project), *words]
        env = os.environ | {"PYTHONPATH": str(project_root)}
        subprocess.run(command, env=env, check=True, capture_output=True)

    def change() -> int:
        for command in (("add", str(article)), ("remove", "added"), ("add", str(article))):
            kg(*command)
        return 3

    with start(project=project) as live, ThreadPoolExecutor(1) as threads:
        before = live.rows(COUNT)[0]["n"]
        changes = threads.submit(change)
        seen: list[str] = []
        while not changes.done() or len(seen) < 200:
            reply = live.query(COUNT)
            assert reply.status == 200, reply.body
            seen.append(reply.json["results"]["bindings"][0]["n"]["value"])
        assert changes.result() == 3
        after = live.rows(COUNT)[0]["n"]
    assert before != after
    assert set(seen) == {before, after}
