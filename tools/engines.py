"""Starts engines that keep a graph as servers: Oxigraph and Virtuoso, for tests and benchmarks."""

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import urllib3

from kg.graph.remote import Endpoint

HOW = {
    "oxigraph": "pip install oxigraph",
    "virtuoso-t": "apt-get install virtuoso-opensource",
    "isql-vt": "apt-get install virtuoso-opensource",
}
"""Program -> how it is installed."""
USER, PASSWORD = "kg", "a secret"

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
NumberOfBuffers = {4}
MaxDirtyBuffers = {5}
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


class MissingProgramError(Exception):
    """A program is not installed; the message says how to install it."""


@dataclass(frozen=True)
class Virtuoso:
    """A running Virtuoso.

    Args:
        endpoint: where it answers, and who may change what.
        isql: the command of its own client, logged in as its administrator.
    """

    endpoint: Endpoint
    isql: Sequence[str]

    def run(self, statement: str, timeout: float = _SECONDS) -> None:
        """Run one statement of SQL."""
        command = [*self.isql, f"exec={statement};"]
        subprocess.run(command, check=True, capture_output=True, timeout=timeout)


@contextlib.contextmanager
def oxigraph(directory: Path) -> Iterator[Endpoint]:
    """Run the Oxigraph server, which needs no password, until the end of the block.

    Raises:
        MissingProgramError: it is not installed.
    """
    program = find(("oxigraph",))[0]
    (port,) = _free_ports(1)
    address = f"127.0.0.1:{port}"
    command = [program, "serve", "--location", str(directory / "db"), "--bind", address]
    with _running(command, directory, f"http://{address}/query"):
        base = f"http://{address}"
        yield Endpoint(f"{base}/query", f"{base}/update", f"{base}/store", timeout=_SECONDS)


@contextlib.contextmanager
def virtuoso(directory: Path, most_rows: int, buffers: int = 10_000) -> Iterator[Virtuoso]:
    """Run Virtuoso, which asks for name and password by Digest before it changes anything.

    Args:
        directory: for its files; it loads files from here alone.
        most_rows: how many rows it gives at most.
        buffers: pages of 8 KiB that it keeps in memory.

    Raises:
        MissingProgramError: it is not installed.
    """
    program, isql = find(("virtuoso-t", "isql-vt"))
    port, web = _free_ports(2)
    settings = directory / "virtuoso.ini"
    values = (directory, port, web, most_rows, buffers, buffers * 3 // 5)
    settings.write_text(_SETTINGS.format(*values))
    command = [program, "+foreground", "+configfile", str(settings)]
    base = f"http://127.0.0.1:{web}"
    with _running(command, directory, f"{base}/sparql"):
        endpoint = Endpoint(f"{base}/sparql", f"{base}/sparql-auth", timeout=_SECONDS)
        endpoint = replace(endpoint, user=USER, password=PASSWORD)
        server = Virtuoso(endpoint, [isql, f"127.0.0.1:{port}", "dba", "dba"])
        for right in _RIGHTS:
            server.run(right)
        yield server


def find(names: Sequence[str]) -> list[str]:
    """Return where programs are.

    Raises:
        MissingProgramError: one is nowhere.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    found = []
    for name in names:
        place = shutil.which(name, path=path)
        if place is None:
            raise MissingProgramError(f"there is no {name}; install it by `{HOW[name]}`")
        found.append(place)
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
    """Have the engine killed when the process that started it is gone, however that ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # 1: PR_SET_PDEATHSIG
