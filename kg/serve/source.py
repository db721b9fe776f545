"""Which graph is served: what a project has built last, or a store of its own."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.api import KnowledgeGraph
from kg.errors import StoreError, WorkerError
from kg.graph.query import prepare_update
from kg.model import content_hash
from kg.serve.problem import RequestError
from kg.serve.process import Worker, WorkerGoneError
from kg.serve.protocol import Operation
from kg.serve.using import with_dataset


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


_FAILED = 500
_SEE = "see whether it was made, and if not, send it again"


class Source(Protocol):
    """What the server serves."""

    @property
    def snapshots(self) -> Path:
        """Directory in which every snapshot lies."""
        ...

    async def start(self) -> None:
        """Make ready.

        Raises:
            StoreError: there is no graph.
        """
        ...

    def snapshot(self) -> Snapshot:
        """Return the graph as it is now."""
        ...

    async def update(self, operation: Operation, base: str) -> None:
        """Change the graph: all of it, on the disk, or, on an error, nothing.

        Args:
            operation: the update.
            base: what its relative IRIs are relative to.

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

    @property
    def snapshots(self) -> Path:
        """Directory in which builds lie."""
        return self._graph.project.build

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

    async def update(self, operation: Operation, base: str) -> None:
        """Refuse: what is in this graph comes from its articles and rows.

        Raises:
            RequestError: always.
        """
        del operation, base
        raise RequestError(
            403,
            "this graph is made from its articles and rows, so that every fact has its source; "
            "change those, or serve a store of its own (`kg serve --store DIR --updates`)",
        )

    async def close(self) -> None:
        """Let go of it."""
        self._graph.close()


class OwnStore:
    """A store that was not built from articles, and may be changed.

    Args:
        directory: of the store, made if it is not there.
        seconds: how long one update may take.
    """

    def __init__(self, directory: Path, seconds: float):
        self._directory = directory
        self._seconds = seconds
        self.snapshots = directory.with_name(directory.name + ".snapshots")
        self._changing = asyncio.Lock()
        self._writer: Worker | None = None
        self._snapshot: Snapshot | None = None

    async def start(self) -> None:
        """Start the process that writes.

        Raises:
            StoreError: it did not start.
            RequestError: it cannot open the store, such as 507 on a full disk.
        """
        settings = {"store": str(self._directory), "snapshots": str(self.snapshots)}
        try:
            self._writer = await Worker.start("kg.serve.writer", settings)
        except WorkerError as error:
            raise StoreError(str(error)) from None
        self._snapshot = _told(self._writer.greeting)

    def snapshot(self) -> Snapshot:
        """Return the graph as the last update left it."""
        if self._snapshot is None:
            raise StoreError("the store is not open")
        return self._snapshot

    async def update(self, operation: Operation, base: str) -> None:
        """Change the store; whoever asks afterwards sees the change."""
        text = await asyncio.to_thread(_prepared, operation, base)
        async with self._changing:
            if self._writer is None:
                await self.start()
            assert self._writer is not None
            try:
                async with asyncio.timeout(self._seconds):
                    self._snapshot = _told((await self._writer.ask({}, text)).body)
            except BaseException as error:
                if isinstance(error, RequestError) and error.status < _FAILED:
                    raise
                # Whether it was done is not known: ask the store, by starting anew.
                await self._anew()
                if isinstance(error, TimeoutError):
                    detail = f"the update did not end within {self._seconds:g} seconds"
                    raise RequestError(504, f"{detail}; {_SEE}") from None
                if isinstance(error, WorkerGoneError):
                    raise RequestError(500, f"the process that writes ended; {_SEE}") from None
                raise

    async def _anew(self) -> None:
        """Start another process that writes; where it cannot start yet, readers go on."""
        assert self._writer is not None
        await self._writer.kill()
        self._writer = None
        with suppress(StoreError, RequestError):
            await self.start()

    async def close(self) -> None:
        """End the process that writes, and remove what its readers needed."""
        if self._writer is not None:
            await self._writer.kill()
            self._writer = None
        shutil.rmtree(self.snapshots, ignore_errors=True)


def _prepared(operation: Operation, base: str) -> bytes:
    return prepare_update(with_dataset(operation), base).encode()


def _told(path: bytes) -> Snapshot:
    return Snapshot.at(Path(path.decode()))
