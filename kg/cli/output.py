"""Where data goes, and how tables of it look."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, TypeVar

import click

from kg.out.target import opened

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="Write to a file instead of standard output.",
)


def format_option(
    *formats: str, default: str | None, help: str
) -> Callable[[Decorated], Decorated]:
    """Return the option `-f/--format` over some formats."""
    choice = click.Choice(formats)
    return click.option("-f", "--format", type=choice, default=default, help=help)


@contextmanager
def text_stream(path: str) -> Iterator[IO[str]]:
    """Open where text goes: a file, which appears whole or not at all, or `-`."""
    if path == "-":
        yield sys.stdout
        return
    with opened(path) as sink:
        stream = io.TextIOWrapper(sink, encoding="utf-8", newline="\n")
        try:
            yield stream
        finally:
            stream.detach()  # writes what is buffered, and leaves closing to `opened`


@contextmanager
def byte_stream(path: str) -> Iterator[IO[bytes]]:
    """Open where bytes go: a file, which appears whole or not at all, or `-`."""
    with opened(path) as stream:
        yield stream


def json_text(value: object) -> str:
    """Return a value as JSON in one line, for people as well: letters stay letters."""
    return json.dumps(value, ensure_ascii=False)


def write_table(
    stream: IO[str], headings: Sequence[str], rows: Iterable[Sequence[str]], title: str = ""
) -> None:
    """Write a table: to the width of a terminal, else with every cell in full."""
    if stream.isatty():
        _write_rich(headings, rows, title)
    else:
        _write_plain(stream, headings, rows)


def _write_plain(stream: IO[str], headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [list(headings), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for cells in lines:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        stream.write("  ".join(padded).rstrip() + "\n")


def _write_rich(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)
