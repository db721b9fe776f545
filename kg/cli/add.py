"""`kg add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.effort import effort_options
from kg.cli.metadata import Given, metadata_options
from kg.cli.output import json_text, text_stream
from kg.cli.reports import tell
from kg.cli.session import Session, pass_session

if TYPE_CHECKING:
    from kg.build.crew import Effort


@command(
    "kg add news.html",
    "kg add inbox/ feed.rss crawl.warc.gz --report report.jsonl",
    "curl -s https://example.org/news | kg add - --id news --url https://example.org/news",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--replace", is_flag=True, help="Let an article of the same id give way.")
@click.option("--report", metavar="FILE", help="Write what became of each article, as JSON lines.")
@effort_options
@metadata_options
@pass_session
def add(
    session: Session,
    files: tuple[str, ...],
    replace: bool,
    report: str | None,
    given: Given,
    effort: Effort,
) -> None:
    """Put articles into the graph.

    FILE is a text, Markdown, HTML or PDF file, a saved RSS or Atom feed, a WARC file, a
    directory of them, a pattern in quotes, or `-` for standard input. All else in the graph
    stays as it is. The text is frozen now and kept, so the file may go. A changed file takes
    the place of what it was before. What was read before an interruption is not read again.
    """
    with session.graph() as graph:
        outcome = graph.add_articles(given.articles(files), replace=replace, effort=effort)
    if report is not None:
        with text_stream(report) as stream:
            stream.writelines(json_text(each.to_json()) + "\n" for each in outcome.outcomes)
    tell(session, outcome, "added" if outcome.changed else "nothing was added")
