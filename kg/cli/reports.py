"""Telling what a change to the graph did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.session import Session
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.build.report import Report

_NOTES = 20
"""Of more notes than these, only so many are printed."""


def tell(session: Session, report: Report, what: str) -> None:
    """Print the outcome of a change; end with exit code 3 if an article failed."""
    for note in report.notes[:_NOTES]:
        session.say(note)
    if len(report.notes) > _NOTES:
        more = counted(len(report.notes) - _NOTES, "more note", "more notes")
        session.say(f"... and {more}; --report FILE writes all of them")
    for outcome in report.outcomes if len(report.notes) <= _NOTES else ():
        if outcome.status == "copy":
            session.say(f"{outcome.id}: repeats the text of {outcome.copy_of}")
    counts = (
        counted(report.articles, "article"),
        *([counted(report.data_files, "data file")] if report.data_files else []),
        counted(report.claims, "claim"),
        counted(report.triples, "triple"),
    )
    session.say(f"{what}: {', '.join(counts)}")
    if len(report.outcomes) > 1:
        session.say(_summary(report))
    session.fail(report.failures)


def _summary(report: Report) -> str:
    """Return how many things had which outcome: `4 given: 2 added, 1 copy, 1 failed`."""
    parts = [f"{report.count('added'):,} added"]
    if report.count("copy"):
        parts.append(counted(report.count("copy"), "copy", "copies"))
    parts += [
        f"{report.count(status):,} {words}"
        for status, words in (
            ("known", "there already"),
            ("passed over", "passed over"),
            ("failed", "failed"),
        )
        if report.count(status)
    ]
    return f"{len(report.outcomes):,} given: {', '.join(parts)}"
