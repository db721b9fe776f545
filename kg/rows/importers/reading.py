"""From a frozen import to claims: the same rows always state the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from kg.errors import DocumentError
from kg.model import Claim, Document, merge
from kg.model.registry import Registry
from kg.rows.importers.catalogue import KINDS, Catalogue, read_catalogue
from kg.rows.importers.columns import Columns
from kg.rows.importers.gcat import Gcat
from kg.rows.importers.lines import Line, Problem, lines_of
from kg.rows.importers.names import Names
from kg.rows.importers.record import Record, claims_of_record
from kg.rows.importers.tables import Row
from kg.rows.importers.ucs import Ucs
from kg.rows.template import Template


class Reader(Protocol):
    """What reads one format: lines to rows, rows to records, records to what they state."""

    catalogue: Catalogue
    names: Names
    shared: set[str]
    """Names that several things of the file have, so that none is known by them."""

    def rows(self, lines: Iterable[Line]) -> Iterator[Row | Problem]:
        """Yield rows, and what is wrong with lines that are none."""

    def record(self, row: Row) -> Record | None:
        """Return what a row says; None if it is of no matter to us."""

    def templates(self, record: Record) -> tuple[Template, ...]:
        """Return the claims that a record makes."""

    def head(self) -> list[str]:
        """Return the lines with which a frozen part begins."""

    def referred(self, row: Row) -> dict[str, list[str]]:
        """Return lines of other tables that a row needs: header -> lines, in order."""

    def identity(self, row: Row) -> tuple[str, str]:
        """Return the name of the thing a row is about, and what tells it from all others."""


def reader_of(
    kind: str, registry: Registry, directory: Path | None = None, date: str | None = None
) -> Reader:
    """Return the reader of a format.

    Args:
        kind: one of `KINDS`.
        registry: the entities that are known.
        directory: the project's `data/importers`.
        date: of the file.

    Raises:
        DataFileError: what is declared of the format is wrong.
        DocumentError: there is no such format.
    """
    if kind not in KINDS:
        raise DocumentError(f"{kind!r} is no format that can be imported; use {', '.join(KINDS)}")
    catalogue, names = read_catalogue(kind, directory), Names(registry)
    if kind == "gcat":
        return Gcat(catalogue, names)
    if kind == "ucs":
        return Ucs(catalogue, names, as_of=date)
    return Columns(catalogue, names)


def claims_of(document: Document, registry: Registry, directory: Path | None = None) -> list[Claim]:
    """Return what the rows of a frozen import state, in their order.

    What was wrong with a row was told when it was imported, and is passed over here.

    Args:
        document: as `kg.rows.importers.intake` froze it.
        registry: the entities that are known.
        directory: the project's `data/importers`.

    Raises:
        DataFileError: what is declared of the format is wrong.
        DocumentError: the document is of no format that can be imported.
    """
    reader = reader_of(document.kind, registry, directory, document.date)
    return merge(stated(reader, document))


def stated(reader: Reader, document: Document) -> Iterator[Claim]:
    """Yield what each row of a document states, row after row."""
    cites = tuple(source.id for source in document.sources)
    for row in reader.rows(lines_of(document.text)):
        record = None if isinstance(row, Problem) else reader.record(row)
        if record is not None:
            yield from claims_of_record(record, reader.templates(record), document, cites)
