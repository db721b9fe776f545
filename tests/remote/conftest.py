"""Two engines, each started once: the Oxigraph server, and Virtuoso.

Where one is not installed its tests are skipped, and fail with KG_REQUIRE_ENGINES=1.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import urllib3
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.graph.remote import Endpoint, RemoteStore

USER, PASSWORD = "kg", "a secret"
MOST_ROWS = 9_000
"""Virtuoso gives no more rows than these, as most that are found in the wild do."""

_SETTINGS = """
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {0}/temp.db
TransactionFile = {0}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{1}
DirsAllowed = {0}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{2}
ServerRoot = {0}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {3}
"""
_RIGHTS = (
    f"DB.DBA.USER_CREATE('{USER}', '{PASSWORD}')",
    f'GRANT SPARQL_UPDATE TO "{USER}"',
)
_SECONDS = 60


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """The Oxigraph server, which needs no password."""
    program = _program("oxigraph", "pip install oxigraph")
    directory = tmp_path_factory.mktemp("oxigraph")
    (port,) = _free_ports(1)
    address = f"127.0.0.1:{port}"
    command = [program, "serve", "--location", str(directory / "db"), "--bind", address]
    with _running(command, directory, f"http://{address}/query"):
        base = f"http://{address}"
        yield Endpoint(f"{base}/query", f"{base}/update", f"{base}/store", timeout=_SECONDS)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Virtuoso, which asks for name and password by Digest before it changes anything."""
    program = _program("virtuoso-t", "apt-get install virtuoso-opensource")
    isql = _program("isql-vt", "apt-get install virtuoso-opensource")
    directory = tmp_path_factory.mktemp("virtuoso")
    port, web = _free_ports(2)
    settings = directory / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(directory, port, web, MOST_ROWS))
    command = [program, "+foreground", "+configfile", str(settings)]
    base = f"http://127.0.0.1:{web}"
    with _running(command, directory, f"{base}/sparql"):
        login = [isql, f"127.0.0.1:{port}", "dba", "dba"]
        for right in _RIGHTS:
            subprocess.run([*login, f"exec={right};"], check=True, capture_output=True, timeout=60)
        endpoint = Endpoint(f"{base}/sparql", f"{base}/sparql-auth", timeout=_SECONDS)
        yield replace(endpoint, user=USER, password=PASSWORD)


ENGINES = ("oxigraph", "oxigraph-graph", "virtuoso-graph")
"""Engine, and whether its default graph is meant or a named one; Virtuoso has only those."""


@dataclass(frozen=True)
class Engine:
    """One graph of an engine, empty at first."""

    name: str
    endpoint: Endpoint

    @property
    def environment(self) -> dict[str, str]:
        """What a user sets to work with it."""
        known = {
            "KG_STORE": self.endpoint.query,
            "KG_STORE_UPDATE": self.endpoint.update,
            "KG_STORE_GRAPH": self.endpoint.graph,
            "KG_STORE_USER": self.endpoint.user,
            "KG_STORE_PASSWORD": self.endpoint.password,
        }
        return {name: value for name, value in known.items() if value}

    def open(self) -> RemoteStore:
        """Return the graph as a store."""
        return RemoteStore(self.endpoint)

    def clear(self) -> None:
        """Take everything out of the graph."""
        graph = self.endpoint.graph
        with self.open() as store:
            store.update(f"CLEAR SILENT GRAPH <{graph}>" if graph else "CLEAR DEFAULT")


def engine_of(request: pytest.FixtureRequest, kind: str) -> Engine:
    """Return an engine by one of `ENGINES`, with a graph that no other test file uses."""
    name, _, named = kind.partition("-")
    endpoint: Endpoint = request.getfixturevalue(name)
    file = Path(str(request.node.path)).stem
    graph = f"http://example.org/graph/{file}" if named else ""
    engine = Engine(name, replace(endpoint, graph=graph))
    engine.clear()
    return engine


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """One engine after the other."""
    return engine_of(request, request.param)


@pytest.fixture
def kg(built: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `kg` in the built project, in this process, with some more environment."""
    monkeypatch.chdir(built)

    def run(*args: str, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(cli, args, env=env)

    return run


def _program(name: str, how: str) -> str:
    """Return where a program is; skip, or fail where it must be there, if it is nowhere."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    found = shutil.which(name, path=path)
    if found is None:
        reason = f"there is no {name}; install it by `{how}`"
        (pytest.fail if os.environ.get("KG_REQUIRE_ENGINES") == "1" else pytest.skip)(reason)
    return found


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


@contextlib.contextmanager
def _running(command: list[str], directory: Path, url: str) -> Iterator[None]:
    """Run an engine until the end of the block, from when it answers on."""
    with (directory / "output").open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=_end_with_parent,
        )
    try:
        _wait_for(url, process, directory)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes], directory: Path) -> None:
    asked = f"{url}?query=ASK%7B%7D"
    for _ in range(_SECONDS * 10):
        if process.poll() is not None:
            break
        with (
            contextlib.suppress(urllib3.exceptions.HTTPError),
            urllib3.PoolManager(retries=False, timeout=5) as pool,
        ):
            if pool.request("GET", asked).status == 200:
                return
        time.sleep(0.1)
    raise AssertionError((directory / "output").read_text(errors="replace"))


def _end_with_parent() -> None:
    """Have the engine killed when the process of the tests is gone, however that ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # 1: PR_SET_PDEATHSIG
