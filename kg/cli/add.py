"""`kg add`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.command import command
from kg.cli.metadata import Given, metadata_options
from kg.cli.reports import tell
from kg.cli.session import Session, pass_session


@command(
    "kg add news.html",
    "curl -s https://example.org/news | kg add - --id news --url https://example.org/news",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--replace", is_flag=True, help="Let an article of the same id give way.")
@metadata_options
@pass_session
def add(
    session: Session,
    files: tuple[str, ...],
    replace: bool,
    given: Given,
) -> None:
    """Put articles into the graph.

    Text, Markdown, HTML and PDF files are read; `-` is standard input. All else in the graph
    stays as it is. The text is frozen now and kept, so the file may go. A changed file takes
    the place of what it was before.
    """
    from kg.build.manifest import STANDARD_INPUT, Failure
    from kg.build.shelf import Added
    from kg.errors import KgError

    articles, failures = [], []
    with session.graph() as graph:
        graph.prepare()
        for file in files:
            origin = STANDARD_INPUT if file == "-" else str(Path(file).resolve())
            try:
                articles.append(Added(given.read(graph, file), origin))
            except (KgError, OSError) as error:
                failures.append(Failure(origin, str(error)))
        report = graph.add_frozen(articles, failures, replace=replace)
    tell(session, report, "added" if report.changed else "nothing was added")
