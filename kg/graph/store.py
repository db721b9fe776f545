"""Where a graph is kept: a small port, and Oxigraph behind it, on disk or in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, Self

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.graph.ground import DELETE, INSERT, data
from kg.graph.query import refuse_remote
from kg.graph.results import Answer, Results, engine_errors, refuse_if_full
from kg.graph.scanner import scan
from kg.graph.syntax import explain


class Store(Protocol):
    """One graph of triples, to be asked and changed; all of it is the default graph."""

    def query(self, text: str) -> Results:
        """Return the answer to complete SPARQL (see `kg.graph.query` for users' text)."""
        ...

    def update(self, text: str) -> None:
        """Run SPARQL Update: all of it, or, on an error, none of it."""
        ...

    def load(self, triples: Iterable[ox.Triple]) -> None:
        """Add many triples fast; a process killed meanwhile may leave unused files."""
        ...

    def apply(self, remove: Iterable[ox.Triple], add: Iterable[ox.Triple]) -> None:
        """Remove, then add: all of it, or, on an error, none of it. No blank nodes."""
        ...

    def triples(self, *, ordered: bool = False) -> Iterator[ox.Triple]:
        """Yield all triples; if `ordered`, by their N-Triples text."""
        ...

    def __len__(self) -> int: ...

    def close(self) -> None:
        """Write what is left to the disk and let go of it; closing twice is harmless."""
        ...


class EmbeddedStore:
    """Oxigraph in this process.

    Args:
        path: directory of the store, made if it is not there; in memory if None.
        read_only: any number of readers may share a store that nobody writes to.

    Raises:
        StoreError: nothing is there to read, another process writes to it, the directory
            holds something else, or its files are damaged.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False):
        self.path = path
        self.read_only = read_only
        self._store: ox.Store | None = ox.Store() if path is None else _open(path, read_only)

    @property
    def native(self) -> ox.Store:
        """The pyoxigraph store underneath.

        Raises:
            StoreError: the store is closed.
        """
        if self._store is None:
            raise StoreError(f"the store {self.path or 'in memory'} is closed")
        return self._store

    def query(self, text: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> Results:
        """Return the answer to complete SPARQL.

        Args:
            text: SELECT, ASK, CONSTRUCT or DESCRIBE.
            default: IRIs of the graphs whose union is asked in place of the default graph.
            named: IRIs of the only graphs that GRAPH may then name.

        Raises:
            QueryError: it does not parse, or cannot be computed.
            StoreError: the store is closed or damaged.
        """
        store = self.native
        with engine_errors():
            try:
                return Results(_ask(store, text, default, named))
            except SyntaxError as error:
                raise explain(text, error) from None

    def update(self, text: str) -> None:
        """Run SPARQL Update in one transaction and write it through to the disk.

        Raises:
            QueryError: it does not parse, cannot be computed, or would leave the machine.
            StoreError: the store is read-only, closed or damaged.
        """
        refuse_remote(text, scan(text))
        self._transact(text)

    def load(self, triples: Iterable[ox.Triple]) -> None:
        """Add many triples by the bulk loader, which is two to four times as fast."""
        store = self._writable()
        text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
        with engine_errors():
            store.bulk_load(text, ox.RdfFormat.N_TRIPLES)
            store.flush()

    def load_file(self, path: Path) -> None:
        """Add the triples of an N-Triples file by the bulk loader, and put the store in order.

        Raises:
            QueryError: it is no N-Triples.
            DiskFullError: the disk has no room for them.
        """
        store = self._writable()
        with engine_errors():
            try:
                store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES)
            except SyntaxError as error:
                raise QueryError(f"{path}: {error}") from error
        self.compact()

    def compact(self) -> None:
        """Put in order what bulk loads left.

        The loader writes files of up to a million triples, each over all keys, so that a
        look-up asks every one of them: at ten million that takes more than twice as long.
        After a single small load there is nothing to do, and it takes no time.

        Raises:
            DiskFullError: the disk has no room for the files in order beside the old ones.
        """
        store = self._writable()
        with engine_errors():
            store.optimize()
            store.flush()

    def apply(self, remove: Iterable[ox.Triple], add: Iterable[ox.Triple]) -> None:
        """Remove, then add, in one transaction that is written through to the disk."""
        parts = [data(DELETE, remove), data(INSERT, add)]
        self._transact(" ;\n".join(filter(None, parts)))

    def triples(self, *, ordered: bool = False) -> Iterator[ox.Triple]:
        """Yield all triples; if `ordered`, by their N-Triples text."""
        graph = self.native.quads_for_pattern(None, None, None, ox.DefaultGraph())
        found = (quad.triple for quad in graph)
        with engine_errors():
            yield from sorted(found, key=str) if ordered else found

    def __len__(self) -> int:
        with engine_errors():
            return len(self.native)

    def backup(self, target: Path) -> None:
        """Copy the store as it is now to a directory that is not there yet, sharing its files.

        Raises:
            StoreError: the disk is full, or the directory cannot be made.
        """
        with engine_errors():
            self._writable().backup(str(target))

    def close(self) -> None:
        """Write what is left to the disk and let go of the lock."""
        if self._store is not None and self.path is not None and not self.read_only:
            with engine_errors():
                self._store.flush()
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _writable(self) -> ox.Store:
        if self.read_only:
            raise StoreError(f"the store {self.path} was opened for reading only")
        return self.native

    def _transact(self, update: str) -> None:
        store = self._writable()
        with engine_errors():
            try:
                store.update(update)
            except SyntaxError as error:
                raise QueryError(str(error)) from None
            store.flush()


def _ask(store: ox.Store, text: str, default: Sequence[str], named: Sequence[str]) -> Answer:
    """Ask the engine, of the graphs that are named, or else of all that it has."""
    if not default and not named:
        return store.query(text)
    graphs = [ox.NamedNode(iri) for iri in default]
    return store.query(
        text,
        default_graph=[*graphs],
        named_graphs=[ox.NamedNode(iri) for iri in named],
    )


def _open(path: Path, read_only: bool) -> ox.Store:
    """Open a store on disk, or say why that cannot be done."""
    try:
        if read_only and not (path / "CURRENT").exists():
            raise StoreError(f"there is no graph at {path}; make one with `kg build`")
        if path.exists() and not _may_hold_store(path):
            raise StoreError(f"{path} is no graph store; give a new or empty directory")
        path.parent.mkdir(parents=True, exist_ok=True)
        return ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
    except (OSError, RuntimeError) as error:
        refuse_if_full(error)
        raise StoreError(_reason(path, str(error))) from error


def _may_hold_store(path: Path) -> bool:
    """Whether a path is a directory that is empty or has RocksDB's pointer file."""
    return path.is_dir() and ((path / "CURRENT").exists() or not any(path.iterdir()))


def _reason(path: Path, error: str) -> str:
    """Return what an error of the engine means and what to do."""
    if "lock" in error.lower():
        return f"the graph at {path} is in use by another process; wait until it has ended"
    if "Permission denied" in error:
        return f"the graph at {path} cannot be opened: permission denied"
    return f"the graph at {path} is damaged; delete the directory and run `kg build` ({error})"
