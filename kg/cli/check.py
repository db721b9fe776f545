"""`kg check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.output import format_option, json_text, output_option, text_stream
from kg.cli.quoted import short
from kg.cli.session import Session, pass_session
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.graph.check import Report, Violation
    from kg.graph.contradictions import Contradiction
    from kg.graph.facts import Quote

VIOLATIONS = 1
_QUOTES = 6
"""As many quotes of one side are printed; `kg conflicts -f json` has all."""


@command(
    "kg check",
    "kg check -f json > findings.json",
)
@format_option("text", "json", default="text", help="How to print the findings.")
@output_option
@pass_session
def check(session: Session, format: str, output: str) -> None:
    """Check the data and the graph, and show where sources disagree.

    Registry, patterns and decisions are read first: a wrong entry, or a name that two
    entities share, is an error with its file and line, whether or not the graph was built
    since.

    A breach of the ontology's shapes is a fault: someone has to mend it, and the exit code is
    1. A contradiction is none: it is what the sources say, and each side comes with its words.
    Nor is a decision or a ruling on a claim that the graph does not hold any more. What people
    ruled on is left out here; `kg conflicts --ruled` shows it.
    """
    with session.graph() as graph:
        report, found = graph.check(), graph.contradictions()
        stale, without = graph.review().stale(), graph.stale_rulings()
    with text_stream(output) as stream:
        if format == "json":
            record = asdict(report) | {"contradictions": [asdict(each) for each in found]}
            record["staleDecisions"] = [each.to_json() for each in stale]
            record["staleRulings"] = [each.to_json() for each in without]
            stream.write(json_text(record) + "\n")
        else:
            blocks = _blocks(report, found, [*map(str, stale)], [*map(str, without)])
            stream.write("\n\n".join(map("\n".join, blocks)) + "\n")
    if not report.conforms:
        raise click.exceptions.Exit(VIOLATIONS)


def _blocks(
    report: Report, found: list[Contradiction], stale: list[str], without: list[str]
) -> Iterator[list[str]]:
    """Yield lines that belong together: violations, contradictions, decisions, counts."""
    if report.violations:
        yield [_violation(each) for each in report.violations]
    yield from map(_contradiction, found)
    if stale:
        yield [f"decision without effect: {each}" for each in stale]
    if without:
        yield [f"ruling without effect: {each}" for each in without]
    checked = sum(count.checked for count in report.shapes)
    violations = counted(len(report.violations), "violation")
    contradictions = counted(len(found), "contradiction")
    yield [
        f"{violations} in {checked:,} nodes and values checked",
        *(f"nothing to check for: {name}" for name in report.idle),
        f"{contradictions} between what sources say",
    ]


def _violation(each: Violation) -> str:
    value = f": {each.value}" if each.value is not None else ""
    return f"violation: {each.focus}: {each.message}{value}"


def _contradiction(contradiction: Contradiction) -> list[str]:
    lines = [f"contradiction: {contradiction.message}"]
    for side in contradiction.sides:
        lines.append(f"  {side.says}")
        lines += (f"    {_cited(quote)}" for quote in side.quotes[:_QUOTES])
        if len(side.quotes) > _QUOTES:
            lines.append(f"    and {counted(len(side.quotes) - _QUOTES, 'more quote')}")
    return lines


def _cited(quote: Quote) -> str:
    where = (quote.issued or quote.article.date, quote.article.id)
    return f"{short(quote)} ({', '.join(part for part in where if part)})"
