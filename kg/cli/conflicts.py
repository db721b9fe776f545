"""`kg conflicts`."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.moment import at_moment
from kg.cli.output import format_option, json_text, output_option, text_stream, write_table
from kg.cli.session import Session, near, pass_session

if TYPE_CHECKING:
    from kg.graph.contradictions.settled import Conflict
    from kg.model.moment import Moment


@command(
    "kg conflicts",
    "kg conflicts Estonia",
    "kg conflicts --kind values -f csv",
    "kg conflicts --ruled",
    'kg conflicts --settle 3f2a --stands 1 --because "the agency gives the day"',
)
@click.argument("entity", metavar="[ENTITY]", required=False)
@click.option("--predicate", metavar="NAME", help="Only those of a predicate, such as launchDate.")
@click.option(
    "--kind",
    metavar="KIND",
    help="Only those of a kind: count, values, details, plan, denial or disputed.",
)
@click.option("--ruled", "state", flag_value="ruled", help="Those on which somebody ruled.")
@click.option("--all", "state", flag_value="all", help="Those that are open and those ruled on.")
@click.option("--settle", metavar="ID", help="Rule on the conflict of this id.")
@click.option("--stands", metavar="SIDE", help="Number of the side that stands, or all, or none.")
@click.option("--because", metavar="WHY", help="Why it stands.")
@click.option("--reviewer", metavar="NAME", envvar="KG_REVIEWER", help="Who rules.")
@click.option("--date", metavar="DAY", help="The day of the ruling, by default today.")
@format_option("text", "table", "json", "csv", default="text", help="How to print them.")
@output_option
@at_moment
@pass_session
def conflicts(
    session: Session,
    entity: str | None,
    predicate: str | None,
    kind: str | None,
    state: str | None,
    settle: str | None,
    stands: str | None,
    because: str | None,
    reviewer: str | None,
    date: str | None,
    format: str,
    output: str,
    moment: Moment,
) -> None:
    """List where sources disagree, and what was ruled on it.

    Counts against lists, two values where there can be one, one event with different days, plans
    that nobody carried out, denials, and disputed memberships: each with the words of both sides.
    ENTITY is any name of what they are about. A difference of opinion is no fault, so the exit
    code is 0.

    A ruling settles a conflict. It is a file in data/rulings, which you may write yourself, or
    with --settle. What it overrules is kept, and only stands no more.
    """
    if settle is not None:
        given = (settle, _side(stands), reviewer or "", because or "", date)
        _settle(session, *given)
        return
    with session.graph(moment) as graph:
        wanted = {"entity": entity, "predicate": predicate, "kind": kind}
        found = graph.conflicts(**wanted, state=state or "open")
    with text_stream(output) as stream:
        _write(stream, found, format)


def _write(stream: IO[str], found: list[Conflict], format: str) -> None:
    from kg.cli.disagreement import COLUMNS, blocks, record, rows

    if format == "json":
        stream.writelines(json_text(record(each)) + "\n" for each in found)
    elif format == "csv":
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([COLUMNS, *rows(found)])
    elif format == "table":
        write_table(stream, COLUMNS, rows(found))
    else:
        stream.write("\n\n".join(map("\n".join, blocks(found))) + "\n")


def _settle(
    session: Session, conflict: str, stands: int | None, by: str, why: str, date: str | None
) -> None:
    with session.graph() as graph:
        settled = graph.settle(conflict, stands, by, why, date=date)
    session.say(f"ruled: {near(settled.path)}; the graph is up to date")


def _side(stands: str | None) -> int | None:
    if stands is None:
        raise click.UsageError("--settle needs --stands: the number of a side, all or none")
    if stands in ("all", "none"):
        return 0 if stands == "all" else None
    if not stands.isdigit() or stands == "0":
        raise click.UsageError(f"--stands is the number of a side, all or none, not {stands!r}")
    return int(stands)
