"""A real server process over the bundled graph, and one over a store of its own."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from kg import KnowledgeGraph
from tests.serve.trap import SECRET, Trap, Victim

TOKEN = "a-token-for-tests"


@dataclass
class Reply:
    """What a server answered; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass
class Live:
    """A server that runs."""

    process: subprocess.Popen[str]
    address: str
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # A log that nobody reads would hold up whoever writes it.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        self.said.extend(self.process.stderr)

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | str | None = None,
        timeout: float = 60,
    ) -> Reply:
        """Send one request on a connection of its own; the path goes out as it stands."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
        with contextlib.closing(connection):
            data = body.encode() if isinstance(body, str) else body
            connection.request(method, path, data, dict(headers or {}))
            got = connection.getresponse()
            return Reply(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())

    def query(self, text: str, accept: str = "application/json", **more: Any) -> Reply:
        """Ask a query by GET."""
        headers = {"Accept": accept, **more.pop("headers", {})}
        return self.ask(f"/sparql?{urlencode({'query': text})}", headers=headers, **more)

    def update(self, text: str, token: str = TOKEN, parameters: str = "") -> Reply:
        """Send an update, as one who has the token."""
        headers = {
            "Content-Type": "application/sparql-update",
            "Authorization": f"Bearer {token}",
        }
        return self.ask(f"/sparql{parameters}", "POST", headers, text)

    def rows(self, text: str) -> list[dict[str, str]]:
        """Return the rows of a query that must succeed."""
        reply = self.query(text)
        assert reply.status == 200, reply.body
        return [
            {name: cell["value"] for name, cell in row.items()}
            for row in reply.json["results"]["bindings"]
        ]

    def end(self, how: int = signal.SIGTERM) -> str:
        """End the process; return what it wrote to its log."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(timeout=30)
        self._reader.join(timeout=30)
        if self.process.stderr is not None:
            self.process.stderr.close()
        return "".join(self.said)


Start = Callable[..., AbstractContextManager[Live]]


@pytest.fixture(scope="session")
def start(project_root: Path) -> Start:
    """Start a server on a free port; it is ended at the end of the block."""

    @contextlib.contextmanager
    def started(*options: str, project: Path | None = None, **env: str) -> Iterator[Live]:
        where = [] if project is None else ["--project", str(project)]
        command = [sys.executable, "-m", "kg", *where, "serve", "--port", "0", *options]
        environment = os.environ | {"PYTHONPATH": str(project_root), "KG_TOKEN": TOKEN} | env
        process = subprocess.Popen(
            command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if found := re.fullmatch(r"serving at (\S+)/\n", line):
                live = Live(process, found[1])
                break
        else:
            raise AssertionError(said)
        try:
            yield live
        finally:
            live.end()

    return started


@pytest.fixture(scope="session")
def live(start: Start, built: Path) -> Iterator[Live]:
    """The bundled graph, served with the limits that a user gets."""
    with start(project=built) as server:
        yield server


@pytest.fixture(scope="module")
def tight(start: Start, built: Path) -> Iterator[Live]:
    """The bundled graph behind narrow limits, so that reaching them takes no time."""
    with start("--seconds", "1", project=built) as server:
        yield server


@pytest.fixture
def own(start: Start, tmp_path: Path) -> Iterator[Live]:
    """A store of its own, empty, which may be changed."""
    with start("--store", str(tmp_path / "db"), "--updates") as server:
        yield server


@pytest.fixture(scope="module")
def victim(start: Start, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    """The bundled graph as a store that may be changed, with little time for each query."""
    root = tmp_path_factory.mktemp("hostile")
    with KnowledgeGraph.open(built) as graph:
        shutil.copytree(graph.snapshot, root / "db")
    secret = root / "secret.ttl"
    secret.write_text(f'<a:secret> <a:is> "{SECRET}" .\n')
    trap = Trap()
    options = ("--store", str(root / "db"), "--updates", "--seconds", "2", "--answer", "4")
    with start(*options, project=built) as live:
        yield Victim(live, trap, secret)
    trap.close()
