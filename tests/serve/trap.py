"""What an attacked server must not touch, and how to see whether it is still whole."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from tests.serve.conftest import Live, Reply

SECRET = "c0ffee-that-no-answer-may-hold"
WORKERS = 3
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Trap:
    """A socket on this machine that nobody should connect to."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/graph.ttl"
        self.visits = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = self._socket.accept()
                self.visits += 1
                visitor.close()

    def close(self) -> None:
        self._socket.close()


@dataclass
class Victim:
    """A server under attack.

    Args:
        live: the server.
        trap: a place that it must not visit.
        secret: a file of this machine that it must not read.
    """

    live: Live
    trap: Trap
    secret: Path

    def asks(self, query: str) -> Reply:
        """Return the answer to a query in a form, so that it may be long."""
        return self._sound(self.live.ask("/sparql", "POST", FORM, urlencode({"query": query})))

    def changes(self, update: str) -> Reply:
        """Return the answer to an update of one who may."""
        return self._sound(self.live.update(update))

    def sends(self, request: bytes, seconds: float = 20) -> bytes:
        """Return what comes back for bytes on a connection, until it is closed or silent."""
        got = bytearray()
        with self.connect(seconds) as raw:
            with contextlib.suppress(ConnectionError):
                raw.sendall(request)
            with contextlib.suppress(ConnectionError, TimeoutError):
                while data := raw.recv(65536):
                    got += data
        self._no_leak(bytes(got))
        return bytes(got)

    def connect(self, seconds: float = 20) -> socket.socket:
        """Return a connection."""
        parts = urlsplit(self.live.address)
        return socket.create_connection((parts.hostname, parts.port), timeout=seconds)

    def workers(self) -> list[int]:
        """Return the processes that the server has started and that live."""
        pid = self.live.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        found = []
        for child in children:
            with contextlib.suppress(OSError):
                command = Path(f"/proc/{child}/cmdline").read_bytes()
                if b"kg.serve.worker" in command:
                    found.append(int(child))
        return found

    def assert_unharmed(self) -> None:
        """Assert that the server lives, answers at once, is whole, and went nowhere."""
        assert self.live.process.poll() is None
        assert min(self._health() for _ in range(3)) < 1
        deadline = time.monotonic() + 60
        while len(self.workers()) != WORKERS and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(self.workers()) == WORKERS
        assert self.trap.visits == 0

    def _health(self) -> float:
        began = time.monotonic()
        assert self.live.ask("/health").status == 200
        return time.monotonic() - began

    def _sound(self, reply: Reply) -> Reply:
        self._no_leak(reply.body)
        return reply

    def _no_leak(self, body: bytes) -> None:
        assert SECRET.encode() not in body
        assert b"root:" not in body


def detail(reply: Reply) -> Any:
    """Return the words of an error."""
    assert reply.media_type == "application/problem+json", reply.body[:300]
    return reply.json["detail"]
