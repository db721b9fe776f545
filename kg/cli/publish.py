"""`kg publish`."""

from __future__ import annotations

import click

from kg.cli.command import command
from kg.cli.session import Session, pass_session


@command(
    "kg publish dataset",
    "kg publish dataset --base https://example.org/space/",
)
@click.argument("directory", metavar="DIR", type=click.Path(file_okay=False))
@click.option(
    "--base",
    metavar="URL",
    default="",
    help="The address at which the files will stand, for the description.",
)
@pass_session
def publish(session: Session, directory: str, base: str) -> None:
    """Write the graph as a dataset for others, in all formats.

    DIR gets the graph as Turtle, N-Quads, JSON-LD, CSV and GraphML, the ontology, a
    description in VoID and DCAT, a README, and the SHA-256 of every file. The same graph
    gives the same bytes.
    """
    with session.graph() as graph:
        written = graph.publish(directory, base)
    session.say(f"written: {len(written)} files in {directory}")
