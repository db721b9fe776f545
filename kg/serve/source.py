"""Which graph is served: what a project has built last, or a store of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.api import KnowledgeGraph
from kg.errors import StoreError
from kg.model import content_hash
from kg.serve.problem import RequestError
from kg.serve.protocol import Operation


@dataclass(frozen=True)
class Snapshot:
    """A graph that nobody writes to any more.

    Args:
        store: its directory.
        id: tells it from every other one, also of an earlier server.
    """

    store: Path
    id: str

    @classmethod
    def at(cls, store: Path) -> Snapshot:
        """Return the snapshot in a directory."""
        pointer = (store / "CURRENT").stat()
        return cls(store, content_hash(str(store), pointer.st_ino, pointer.st_mtime_ns))


class Source(Protocol):
    """What the server serves."""

    async def start(self) -> None:
        """Make ready.

        Raises:
            StoreError: there is no graph.
        """
        ...

    def snapshot(self) -> Snapshot:
        """Return the graph as it is now."""
        ...

    async def update(self, operation: Operation) -> None:
        """Change the graph: all of it, on the disk, or, on an error, nothing.

        Raises:
            KgError: it cannot be changed, or not in this way.
        """
        ...

    async def close(self) -> None:
        """Let go of it."""
        ...


class BuiltGraph:
    """What a project has built last; a later `kg add` is served from the next request on.

    Args:
        project: its directory; None for the one that a command would find.
    """

    def __init__(self, project: str | None):
        self._graph = KnowledgeGraph.open(project)

    async def start(self) -> None:
        """See that there is a graph."""
        self.snapshot()

    def snapshot(self) -> Snapshot:
        """Return the graph as it was last built."""
        try:
            return Snapshot.at(self._graph.snapshot)
        except FileNotFoundError:  # a build has just put another in its place
            try:
                return Snapshot.at(self._graph.snapshot)
            except OSError as error:
                raise StoreError(f"the graph cannot be read: {error}") from error

    async def update(self, operation: Operation) -> None:
        """Refuse: what is in this graph comes from its articles and rows.

        Raises:
            RequestError: always.
        """
        del operation
        raise RequestError(
            403,
            "this graph is made from its articles and rows, so that every fact has its source; "
            "change those, or serve a store of its own (`kg serve --store DIR --updates`)",
        )

    async def close(self) -> None:
        """Let go of it."""
        self._graph.close()
