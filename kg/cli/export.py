"""`kg export`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.moment import at_moment
from kg.cli.output import format_option, output_option
from kg.cli.session import Session, pass_session

if TYPE_CHECKING:
    from kg.model.moment import Moment

_FORMATS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf", "xml", "graphml", "gexf", "csv")


@command(
    "kg export -o graph.ttl",
    "kg export -o facts.csv",
    "kg export --as-of 2023-10-27 -o then.ttl",
    "kg export --no-evidence -f nt | sort | head",
)
@format_option(*_FORMATS, default=None, help="By default the ending of the file, else ttl.")
@click.option(
    "--evidence/--no-evidence",
    default=True,
    show_default=True,
    help="Whether claims, quotes and articles go with the plain facts.",
)
@click.option("--rdf12", is_flag=True, help="Claims as RDF 1.2 reifiers (ttl, nt, trig, nq).")
@output_option
@at_moment
@pass_session
def export(
    session: Session,
    format: str | None,
    evidence: bool,
    rdf12: bool,
    output: str,
    moment: Moment,
) -> None:
    """Write the graph for other programs.

    Turtle, N-Triples, N-Quads, TriG (one graph for each article), JSON-LD, RDF/XML, GraphML
    and GEXF (Gephi, Cytoscape) and CSV.
    """
    if output == "-" and format is None:
        format = "ttl"
    with session.graph(moment) as graph:
        graph.export(output, format, evidence=evidence, rdf12=rdf12)
    if output != "-":
        session.say(f"written: {output}")
