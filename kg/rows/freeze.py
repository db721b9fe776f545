"""A file of rows as a document: its text as it stood when it was read, and what it cites."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import RowError
from kg.model import Document, Source, slugify
from kg.model.document import DATA
from kg.rows.sources import cited
from kg.rows.table import read_table

KIND = "facts"
"""What a document is whose text is a file of curated rows."""


def document_id(path: Path) -> str:
    """Return the id of the document that a file of rows is."""
    return DATA + slugify(path.stem)


def freeze(path: Path, data: bytes, sources: Mapping[str, Source]) -> Document:
    """Return a file of rows as a document; the ends of its lines are made the same.

    Args:
        path: the file, for its name.
        data: its content.
        sources: the publications that rows may cite, by id.

    Raises:
        DataFileError: the file is ill-formed, or a row cites what is not there; with path
            and line.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RowError("is not UTF-8; save it in that encoding", path, line) from error
    table = read_table(text, path)
    for row in table.rows:
        cited(row.record, "sources", row.sources, sources)
    ids = sorted({id for row in table.rows for id in row.sources})
    return Document(
        id=document_id(path),
        text=text,
        title=table.title,
        date=table.date,
        sources=tuple(sources[id] for id in ids),
        kind=KIND,
    )
