"""`kg query`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.moment import at_moment
from kg.cli.output import byte_stream, format_option, output_option, text_stream, write_table
from kg.cli.session import Session, pass_session
from kg.errors import ParameterError, QueryError

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph
    from kg.graph.results import Results
    from kg.graph.saved import SavedQuery
    from kg.model.moment import Moment

_FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt")
_SUFFIXES = (".rq", ".sparql")
_STDIN = Path("-")


@command(
    "kg query --list",
    "kg query members -p programme=ILRS",
    "kg query 'SELECT ?who { ?who kg:signatoryOf accord:artemis-accords }' -f csv",
    "kg query in-both --as-of 2024-12",
    "kg query 'ASK { country:pakistan kg:participatesIn programme:ilrs }'",
)
@click.argument("query", required=False, metavar="[QUERY]")
@click.option(
    "-p",
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of a saved query; may be given several times.",
)
@click.option("--list", "listing", is_flag=True, help="List the saved queries and stop.")
@format_option(*_FORMATS, default=None, help="By default a table; ttl for CONSTRUCT and DESCRIBE.")
@output_option
@at_moment
@pass_session
def query(
    session: Session,
    query: str | None,
    parameters: tuple[str, ...],
    listing: bool,
    format: str | None,
    output: str,
    moment: Moment,
) -> None:
    """Ask the graph in SPARQL, or by a saved query.

    QUERY is SPARQL text, the name of a saved query, a file (ending in .rq, or any file as
    @FILE), or `-` for standard input. Prefixes such as kg: and country: need not be declared.
    """
    if listing:
        with session.graph() as graph, text_stream(output) as stream:
            stream.write("\n".join(map(_described, graph.queries.values())))
        return
    if query is None:
        raise click.UsageError("nothing was asked; give a query, or --list")
    values = dict(map(_parameter, parameters))
    with session.graph(moment) as graph:
        results = _ask(graph, query, values)
        _write(results, format, output)


def _ask(graph: KnowledgeGraph, query: str, values: dict[str, str]) -> Results:
    """Return the answer, and word errors by what the user typed: a file, or options."""
    path = _path(query)
    text = query if path is None else _read(path)
    try:
        return graph.ask(text, **values)
    except QueryError as error:
        if path is None or path == _STDIN:
            raise
        raise error.within(path) from None
    except ParameterError as error:
        raise click.UsageError(f"-p {error}") from error


def _path(query: str) -> Path | None:
    """Return the file that a QUERY argument names, if it names one; `-` is standard input."""
    if query.startswith("@"):
        return Path(query[1:])
    named = query.endswith(_SUFFIXES) and not any(mark in query for mark in "{\n")
    return Path(query) if named or query == "-" else None


def _read(path: Path) -> str:
    if path == _STDIN:
        return sys.stdin.read()
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} is no UTF-8 text") from error


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"{text!r} is not of the form NAME=VALUE")
    return name.strip(), value.strip()


def _write(results: Results, format: str | None, output: str) -> None:
    if format is None:
        format = "ttl" if results.kind == "graph" else "table"
    if format == "table" and results.kind != "graph":
        with text_stream(output) as stream:
            if results.kind == "boolean":
                stream.write("yes\n" if results.boolean else "no\n")
            else:
                write_table(stream, results.variables, results.cells())
        return
    with byte_stream(output) as sink:
        sink.write(results.serialize(format))


def _described(saved: SavedQuery) -> str:
    """Return a saved query as the list shows it."""
    lines = [f"{saved.name}: {saved.title}"]
    lines.append(click.wrap_text(saved.description, 88, "    ", "    "))
    for parameter in saved.parameters:
        default = "" if parameter.default is None else f" (default: {parameter.default})"
        types = "|".join(parameter.types)
        lines.append(f"    -p {parameter.name}={types}  {parameter.description}{default}")
    return "\n".join(lines) + "\n"
