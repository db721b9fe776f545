"""`kg diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.moment import Day, known_by_option
from kg.cli.output import format_option, json_text, output_option, text_stream, write_table
from kg.cli.session import Session, pass_session

if TYPE_CHECKING:
    from datetime import date


@command(
    "kg diff 2023 2024",
    "kg diff 2024-05-31 2025-07-31 --quotes",
    "kg diff 2024 2025 --by said -f csv",
)
@click.argument("start", metavar="DATE", type=Day())
@click.argument("end", metavar="DATE", type=Day())
@click.option(
    "--by",
    type=click.Choice(("true", "said")),
    default="true",
    show_default=True,
    help="Whether what became true is listed, or what sources first said.",
)
@click.option("--quotes", is_flag=True, help="With the words that say so, and their sources.")
@known_by_option
@format_option("text", "table", "csv", "json", default="text", help="How to print the changes.")
@output_option
@pass_session
def diff(
    session: Session,
    start: date,
    end: date,
    by: str,
    quotes: bool,
    known_by: date | None,
    format: str,
    output: str,
) -> None:
    """Print what changed between two days.

    Who joined, signed, agreed, was launched, took office, left or withdrew after the first
    DATE and up to the end of the second. A year or a month means its last day, so `kg diff
    2023 2024` is what changed in 2024. Facts whose date may lie outside are marked as
    uncertain; those without a date are only counted.
    """
    from kg.api.wording import Wording
    from kg.cli.diff_lines import COLUMNS, csv_text, records, rows, text_lines
    from kg.model.moment import Moment

    with session.graph(Moment(known_by=known_by)) as graph:
        found = graph.diff(start, end, by)
        wording = Wording(graph.ontology)
    with text_stream(output) as stream:
        if format == "json":
            stream.writelines(f"{json_text(each)}\n" for each in records(found, wording))
        elif format == "csv":
            stream.write(csv_text(rows(found, wording, quotes), quotes))
        elif format == "table":
            headings = COLUMNS if quotes else COLUMNS[:-2]
            write_table(stream, headings, rows(found, wording, quotes))
        else:
            stream.writelines(f"{line}\n" for line in text_lines(found, wording, quotes))
