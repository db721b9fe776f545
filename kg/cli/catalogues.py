"""Options for files of catalogues, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.model.english import counted

if TYPE_CHECKING:
    from kg.api.imports import Request
    from kg.rows.importers.intake import Tally

KINDS = ("gcat", "ucs", "wikidata", "rdf")
Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_ABOUT = ("title", "publisher", "url", "licence")
_OF_KIND = {
    "orgs": ("gcat",),
    "launches": ("gcat",),
    "query": ("wikidata",),
    "mapping": ("rdf",),
}
_OPTIONS = (
    click.option("--orgs", metavar="FILE", help="gcat: orgs.tsv, what its organisations are."),
    click.option("--launches", metavar="FILE", help="gcat: launch.tsv, who launched what."),
    click.option("--query", metavar="FILE", help="wikidata: what to ask an endpoint, as SPARQL."),
    click.option(
        "--map", "mapping", metavar="QUERY.rq", help="rdf: the mapping query, a SPARQL SELECT."
    ),
    click.option("--date", metavar="DATE", help="Of the files: 2026-11-22, 2026-11 or 2026."),
    click.option(
        "--all",
        "everything",
        is_flag=True,
        help="gcat, ucs: keep also what only one state takes part in.",
    ),
    click.option("--title", help="What the catalogue is called."),
    click.option("--publisher", help="Who publishes it."),
    click.option("--url", help="Where it is published."),
    click.option("--licence", help="Address or words of its terms of use."),
)


def catalogue_options(command: Decorated) -> Decorated:
    """Let a command take the options of `request`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def request(kind: str, files: Sequence[str], given: Mapping[str, Any]) -> Request:
    """Return what is asked for.

    Raises:
        UsageError: an option does not go with the format, or one that it needs is missing.
        DocumentError: the date is none, or a query cannot be read.
    """
    from kg.api.imports import Request

    if kind not in KINDS:
        raise click.UsageError(f"no format {kind!r}; KIND is one of {', '.join(KINDS)}")
    for option, kinds in _OF_KIND.items():
        if given.get(option) and kind not in kinds:
            name = "--map" if option == "mapping" else f"--{option}"
            raise click.UsageError(f"{name} goes with {' or '.join(kinds)}, not with {kind}")
    if kind == "rdf" and not given.get("mapping"):
        raise click.UsageError("an RDF file needs --map QUERY.rq, which says what it states")
    query = given.get("mapping") or given.get("query")
    beside = [file for name in ("orgs", "launches") if (file := given.get(name))]
    return Request(
        kind=kind,
        files=[*files, *beside],
        query=Path(query).read_text(encoding="utf-8") if query else "",
        date=given.get("date"),
        everything=bool(given.get("everything")),
        id=given.get("id_") or "",
        about={name: value for name in _ABOUT if (value := given.get(name))},
    )


def rows_told(tally: Tally) -> str:
    """Return in one line what became of the rows."""
    parts = [f"{tally.kept:,} kept"]
    if tally.domestic:
        parts.append(f"{tally.domestic:,} of a single state left out (--all keeps them)")
    if tally.bad:
        parts.append(f"{tally.bad:,} cannot be used")
    return f"{counted(tally.read, 'row')} read: {', '.join(parts)}"
