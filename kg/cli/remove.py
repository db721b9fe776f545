"""`kg remove`."""

from __future__ import annotations

import click

from kg.cli.command import command
from kg.cli.reports import tell
from kg.cli.session import Session, pass_session


@command(
    "kg remove 2024-07-change-6-payloads",
    "kg remove inbox/news.html",
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@pass_session
def remove(session: Session, articles: tuple[str, ...]) -> None:
    """Take articles out of the graph.

    With an article goes exactly what no other article says. Later builds leave it out as
    well, until `kg add` brings it back. ARTICLE is the id that `kg show` gives with quotes, or
    the file that it came from; with a feed or an archive goes all that it brought.
    """
    with session.graph() as graph:
        report = graph.remove(*articles)
    tell(session, report, "removed")
