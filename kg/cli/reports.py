"""Telling what a change to the graph did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.session import Session

if TYPE_CHECKING:
    from kg.build.report import Report


def tell(session: Session, report: Report, what: str) -> None:
    """Print the outcome of a change; end with exit code 3 if an article failed."""
    for note in report.notes:
        session.say(note)
    session.say(
        f"{what}: {report.articles:,} articles, {report.claims:,} claims, "
        f"{report.triples:,} triples"
    )
    session.fail(report.failures)
