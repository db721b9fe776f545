"""Two engines, each started once: the Oxigraph server, and Virtuoso.

Where one is not installed its tests are skipped, and fail with KG_REQUIRE_ENGINES=1.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.graph.remote import Endpoint, RemoteStore
from tools import engines

MOST_ROWS = 9_000
"""Virtuoso gives no more rows than these, as most that are found in the wild do."""


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """The Oxigraph server, which needs no password."""
    _require("oxigraph")
    with engines.oxigraph(tmp_path_factory.mktemp("oxigraph")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Virtuoso, which asks for name and password by Digest before it changes anything."""
    _require("virtuoso-t", "isql-vt")
    with engines.virtuoso(tmp_path_factory.mktemp("virtuoso"), MOST_ROWS) as server:
        yield server.endpoint


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


def _require(*programs: str) -> None:
    """Skip, or fail where they must be there, if programs are nowhere."""
    try:
        engines.find(programs)
    except engines.MissingProgramError as error:
        must = os.environ.get("KG_REQUIRE_ENGINES") == "1"
        (pytest.fail if must else pytest.skip)(str(error))
