"""`kg lint`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.command import command
from kg.cli.session import Session, pass_session

VIOLATIONS = 1


@command(
    "kg lint",
    "kg lint data/patterns/signatoryOf.yaml",
)
@click.argument(
    "files", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[FILE]..."
)
@pass_session
def lint(session: Session, files: tuple[Path, ...]) -> None:
    """Check extraction patterns by their own examples.

    The notation is checked as well, that counter-examples give nothing, and that slots take
    only what the ontology lets a predicate join. Without FILE all patterns of the project are
    checked.
    """
    with session.graph() as graph:
        findings = graph.lint(files)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        raise click.exceptions.Exit(VIOLATIONS)
    session.say("no pattern has a fault")
