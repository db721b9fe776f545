"""`kg overlap`."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.moment import at_moment
from kg.cli.output import format_option, json_text, output_option, text_stream
from kg.cli.session import Session, pass_session
from kg.errors import ParameterError
from kg.model import PARTIES

if TYPE_CHECKING:
    from kg.model.moment import Moment

_GROUPS = ("all", "some", "one", "none")


@command(
    'kg overlap ILRS "Artemis Accords"',
    'kg overlap ILRS "Artemis Accords" "Moon Agreement" --group all --group some',
    "kg overlap ILRS Gateway --kind Organisation",
    "kg overlap ILRS artemis-accords -f csv",
)
@click.argument("blocs", metavar="A B...", nargs=-1, required=True)
@click.option(
    "--kind",
    type=click.Choice((*PARTIES, "Party"), case_sensitive=False),
    default="Country",
    show_default=True,
    help="Which parties are compared; a kind takes in those below it, Party all of them.",
)
@click.option(
    "--group",
    "groups",
    type=click.Choice(_GROUPS),
    multiple=True,
    help="Only the parties in all of the blocs, in some (several, not all), in one or in none; "
    "may be given several times.",
)
@format_option(
    "table", "json", "csv", default="table", help="csv has one row for each party and bloc."
)
@output_option
@at_moment
@pass_session
def overlap(
    session: Session,
    blocs: tuple[str, ...],
    kind: str,
    groups: tuple[str, ...],
    format: str,
    output: str,
    moment: Moment,
) -> None:
    """Print who is in all of several blocs, in only one, and in none.

    A programme's or mission's members take part in it or lead it, or contribute to the mission;
    an accord's have signed it; an organisation's or a country's partners have an agreement with
    it. Each comes with the
    date of joining and the rung of commitment.

    Only accepted facts that assert it count. What is planned, disputed, denied, withdrawn or
    not yet confirmed stands in a column of its own, and so does a country's agency or
    institution that is in where the country is not: that makes no country a member. None are
    the countries of which the graph says anything, and which are in none of the blocs.

    Then come the first movers, and those who have agreements with the leaders of all blocs, or
    with these leaders' states and agencies.
    """
    from kg.cli.blocs import write_overlap
    from kg.graph.blocs.records import COLUMNS, flat, record

    with session.graph(moment) as graph:
        try:
            found = graph.overlap(*blocs, kind=kind)
        except ParameterError as error:
            raise click.UsageError(str(error)) from error
    with text_stream(output) as stream:
        if format == "json":
            stream.write(json_text(record(found, groups or _GROUPS)) + "\n")
        elif format == "csv":
            writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(flat(found, groups or _GROUPS))
        else:
            write_overlap(stream, found, groups)
