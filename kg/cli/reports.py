"""Telling what a change to the graph did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.session import Session
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.build.report import Report


def tell(session: Session, report: Report, what: str) -> None:
    """Print the outcome of a change; end with exit code 3 if an article failed."""
    for note in report.notes:
        session.say(note)
    counts = (
        counted(report.articles, "article"),
        counted(report.claims, "claim"),
        counted(report.triples, "triple"),
    )
    session.say(f"{what}: {', '.join(counts)}")
    session.fail(report.failures)
