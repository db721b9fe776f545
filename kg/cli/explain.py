"""`kg explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.moment import at_moment
from kg.cli.output import format_option, json_text, output_option, text_stream, write_table
from kg.cli.session import Session, pass_session

if TYPE_CHECKING:
    from kg.model.moment import Moment


@command(
    "kg explain Pakistan participatesIn ILRS",
    "kg explain Pakistan ILRS",
    "kg explain claim/82462f",
    "kg explain ILRS count",
    'kg explain "seven nations"',
    'kg explain "Artemis Accords" memberCount -f json',
)
@click.argument("what", metavar="FACT|COUNT", nargs=-1, required=True)
@format_option("text", "table", "json", default="text", help="How to print the answer.")
@output_option
@at_moment
@pass_session
def explain(
    session: Session, what: tuple[str, ...], format: str, output: str, moment: Moment
) -> None:
    """Print what stands behind a fact, or whom a count counts.

    A FACT is a claim's id or its first digits, or subject, predicate and object, or two of
    these, by any name. It opens to its quotes, who says so and when, what confirms it, and what
    contradicts it.

    A COUNT is a programme, an accord or a country with the word count, or the number itself. It
    opens to the list of those counted at its date: who is named beside it, who else is known,
    doubtful or missing, and what would make the number come out.
    """
    from kg.api.records import records
    from kg.api.wording import Wording
    from kg.cli.explained import blocks, table

    with session.graph(moment) as graph:
        found = graph.explain(*what)
        wording = Wording(graph.ontology)
    with text_stream(output) as stream:
        if format == "json":
            stream.writelines(json_text(each) + "\n" for each in records(found))
        elif format == "table":
            write_table(stream, *table(found, wording))
        else:
            stream.write("\n\n".join(map("\n".join, blocks(found, wording))) + "\n")
