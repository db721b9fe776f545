"""`kg import`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.catalogues import catalogue_options, rows_told
from kg.cli.command import command
from kg.cli.session import Session, pass_session
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.api.imports import Imported

_FINDINGS = 20
"""Of more kinds of problems than these, only so many are printed without --problems."""


@command(
    "kg import gcat satcat.tsv psatcat.tsv --orgs orgs.tsv --launches launch.tsv",
    "kg import ucs UCS-Satellite-Database.txt --date 2023-05-01",
    "kg import wikidata result.json",
    "kg import rdf missions.ttl --map missions.rq --publisher 'A catalogue' --licence CC0",
)
@click.argument("kind", metavar="KIND")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@catalogue_options
@click.option("--id", "id_", metavar="ID", default="", help="Its name in the graph.")
@click.option("--problems", metavar="FILE", help="Write all that is wrong with rows to a file.")
@pass_session
def import_(
    session: Session, /, kind: str, files: tuple[str, ...], problems: str | None, **given: Any
) -> None:
    """Put what rows of catalogues state into the graph.

    KIND is gcat (the General Catalog of Artificial Space Objects), ucs (the UCS Satellite
    Database), wikidata (the result of a SPARQL query in JSON, or the address of an endpoint) or
    rdf (any RDF file, read by a mapping query). Rows that are wrong are told by line, and the
    rest is kept. What is read of each format, and under which licence: docs/importing.md.

    The rows are frozen in the graph with their licence, so the files may go. A later import of
    the same name takes the place of the earlier one; `kg remove` takes it out.
    """
    from kg.cli.catalogues import request
    from kg.cli.output import text_stream

    with session.graph() as graph:
        imported = graph.import_catalogue(request(kind, files, given))
    findings = [str(each) for each in imported.tally.findings.values()]
    if problems is not None:
        with text_stream(problems) as stream:
            stream.writelines(f"{each}\n" for each in findings)
        findings = []
    for finding in findings[:_FINDINGS]:
        session.say(finding)
    if len(findings) > _FINDINGS:
        more = counted(len(findings) - _FINDINGS, "more problem", "more problems")
        session.say(f"... and {more}; --problems FILE writes all of them")
    _tell(session, imported)


def _tell(session: Session, imported: Imported) -> None:
    """Print what became of the rows and of the graph; end with 3 if a part failed."""
    report, tally = imported.report, imported.tally
    session.say(rows_told(tally))
    counts = (counted(report.claims, "claim"), counted(report.triples, "triple"))
    done = f"imported as {imported.id}" if report.changed else "the graph is as it was"
    session.say(f"{done}: {', '.join(counts)}")
    session.fail(report.failures)
