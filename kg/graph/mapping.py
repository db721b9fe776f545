"""Any RDF file as a table: what a mapping query selects from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from kg.errors import DocumentError, QueryError
from kg.graph.query import run
from kg.graph.results import Term
from kg.graph.store import EmbeddedStore

Bad = Callable[[int, str], None]
"""Called with the line of a statement that cannot be read, and what is wrong with it."""
_LINES = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
_CHUNK = 10_000
_DOCTYPE = b"<!DOCTYPE"
_LARGE = 100_000_000
"""Bytes of a file from which on it is queried on disk rather than in memory."""


def select(path: Path, query: str, bad: Bad) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the columns and the rows that a query selects from an RDF file.

    The rows are sorted, so that the same file always gives the same table. All graphs of the
    file are one. What a query cannot bind, and what has no name, is an empty cell.

    Args:
        path: Turtle, N-Triples, N-Quads, TriG, RDF/XML, N3 or JSON-LD, by its ending.
        query: a SELECT; our prefixes need not be declared.
        bad: is told of lines that cannot be read, in formats of one statement per line.

    Raises:
        DocumentError: the file cannot be read, is of no such format, or is ill-formed.
        QueryError: the query does not parse, or is no SELECT.
    """
    format = _format(path)
    with TemporaryDirectory(prefix="kg-") as directory:
        large = path.stat().st_size > _LARGE
        store = EmbeddedStore(Path(directory, "store") if large else None)
        try:
            _load(store, path, format, bad)
            results = run(store, query)
            if results.kind != "rows":
                raise QueryError("a mapping query is a SELECT")
            rows = [tuple(map(_text, row)) for row in results.terms()]
            return results.variables, sorted(rows)
        finally:
            store.close()


def _format(path: Path) -> ox.RdfFormat:
    found = ox.RdfFormat.from_extension(path.suffix.removeprefix(".").lower())
    if found is None:
        raise DocumentError(f"{path}: no RDF format ends in {path.suffix!r}; use .ttl, .nt or .rdf")
    try:
        with path.open("rb") as stream:
            if found == ox.RdfFormat.RDF_XML and any(_DOCTYPE in line.upper() for line in stream):
                raise DocumentError(f"{path}: has a DOCTYPE, which could stand for anything")
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}") from error
    return found


def _load(store: EmbeddedStore, path: Path, format: ox.RdfFormat, bad: Bad) -> None:
    if format in _LINES:
        _load_lines(store, path, format, bad)
        return
    base = path.resolve().as_uri()
    try:
        store.native.bulk_extend(_quads(ox.parse(path=str(path), format=format, base_iri=base)))
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        place = f"{path}:{line}" if line else str(path)
        raise DocumentError(f"{place}: is no {format.name}: {_reason(error)}") from error


def _load_lines(store: EmbeddedStore, path: Path, format: ox.RdfFormat, bad: Bad) -> None:
    """Load statements line by line where a chunk of them holds one that is wrong."""
    with path.open("rb") as stream:
        first = 1
        while chunk := list(islice(stream, _CHUNK)):
            try:
                store.native.bulk_extend(_quads(ox.parse(b"".join(chunk), format=format)))
            except (SyntaxError, ValueError):
                for number, line in enumerate(chunk, start=first):
                    try:
                        store.native.extend(_quads(ox.parse(line, format=format)))
                    except (SyntaxError, ValueError) as error:
                        bad(number, f"is no {format.name}: {_reason(error)}")
            first += len(chunk)


def _quads(parsed: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield statements without the graphs that they stand in."""
    for quad in parsed:
        yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _text(term: Term | None) -> str:
    """Return an IRI in full or the words of a literal."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _reason(error: Exception) -> str:
    return " ".join(str(getattr(error, "msg", error)).split())
