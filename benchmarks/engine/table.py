"""The figures of one run as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_PEERS = ("kg", "oxigraph", "rdflib", "virtuoso", "pyshacl")


def table(figures: Mapping[str, Any]) -> list[str]:
    """Return the lines: what and at which size in rows, who did it in columns, in seconds."""
    head = f"{'seconds':34}" + "".join(f"{peer:>12}" for peer in _PEERS)
    return [head, *_lines(figures)]


def _lines(figures: Mapping[str, Any]) -> Iterator[str]:
    yield from _by_size(figures)
    for name, one in figures.get("start", {}).items():
        yield f"{name:34}{_cell(one)}"
    for name, one in figures.get("extract", {}).items():
        ours, theirs = one["ours"], one["spacy"]
        yield f"{'extract: ' + name:34}{ours:12.4f}   spaCy {theirs:.4f}"


def _by_size(figures: Mapping[str, Any]) -> Iterator[str]:
    for what in ("load", "export", "check"):
        for size, row in _rows(figures.get(what, {})):
            yield _line(f"{what} {size:,}", {peer: row[peer] for peer in row})
    for what in ("questions", "naive", "saved", "convert"):
        for size, row in _rows(figures.get(what, {})):
            yield f"{what} at {size:,}"
            for name in row.get("kg", {}):
                yield _line(f"  {name}", {peer: row[peer].get(name) for peer in row})


def _line(name: str, row: Mapping[str, Any]) -> str:
    return f"{name:34}" + "".join(_cell(row.get(peer)) for peer in _PEERS)


def _cell(one: Mapping[str, Any] | None) -> str:
    if one is None:
        return f"{'':12}"
    mark = "over " if one.get("given up") else ""
    return f"{mark + format(one['seconds'], '.4f'):>12}"


def _rows(part: Mapping[str, Any]) -> list[tuple[int, Any]]:
    return sorted((int(size), row) for size, row in part.items())
