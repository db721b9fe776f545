"""`kg build`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.command import command
from kg.cli.effort import effort_options
from kg.cli.reports import tell
from kg.cli.session import Session, pass_session

if TYPE_CHECKING:
    from kg.build.crew import Effort


@command(
    "kg build",
    "kg --project ~/moon build",
)
@effort_options
@pass_session
def build(session: Session, effort: Effort) -> None:
    """Build the graph from the project's articles and rows.

    What did not change is not read again, and without any change nothing is done. Articles
    brought by `kg add` are part of it, those taken out by `kg remove` are not. An interrupted
    build leaves the earlier graph as it was.
    """
    with session.graph() as graph:
        report = graph.build(effort)
    tell(session, report, "built" if report.changed else "nothing has changed")
