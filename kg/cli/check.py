"""`kg check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.output import format_option, json_text, output_option, text_stream
from kg.cli.session import Session, pass_session

if TYPE_CHECKING:
    from kg.graph.check import Report
    from kg.graph.contradictions import Contradiction

VIOLATIONS = 1


@command(
    "kg check",
    "kg check -f json > findings.json",
)
@format_option("text", "json", default="text", help="How to print the findings.")
@output_option
@pass_session
def check(session: Session, format: str, output: str) -> None:
    """Check the graph, and show where its articles disagree.

    A breach of the ontology's shapes is a fault: someone has to mend it, and the exit code is
    1. A contradiction is none: it is what the sources say, and each side comes with its words.
    """
    with session.graph() as graph:
        report, found = graph.check(), graph.contradictions()
    with text_stream(output) as stream:
        if format == "json":
            record = asdict(report) | {"contradictions": [asdict(each) for each in found]}
            stream.write(json_text(record) + "\n")
        else:
            stream.writelines(line + "\n" for line in _lines(report, found))
    if not report.conforms:
        raise click.exceptions.Exit(VIOLATIONS)


def _lines(report: Report, found: list[Contradiction]) -> Iterator[str]:
    for each in report.violations:
        value = f": {each.value}" if each.value is not None else ""
        yield f"violation: {each.focus}: {each.message}{value}"
    for contradiction in found:
        yield f"\ncontradiction: {contradiction.message}"
        for side in contradiction.sides:
            yield f"  {side.says}"
            for quote in side.quotes:
                cited = ", ".join(filter(None, (quote.article.date, quote.article.id)))
                yield f"    “{' '.join(quote.text.split())}” ({cited})"
    checked = sum(count.checked for count in report.shapes)
    yield f"\n{len(report.violations)} violations in {checked:,} nodes and values checked"
    for name in report.idle:
        yield f"nothing to check for: {name}"
    yield f"{len(found)} contradictions between what articles say"
