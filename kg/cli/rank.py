"""`kg rank`."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Any

import click

from kg.cli.command import command
from kg.cli.moment import at_moment
from kg.cli.output import format_option, json_text, output_option, text_stream, write_table
from kg.cli.session import Session, pass_session
from kg.errors import ParameterError
from kg.model import ID_PREFIXES
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.model.moment import Moment
    from kg.out.ranks import Ranking

_MEASURES = ("degree", "betweenness", "brokerage", "constraint")


@command(
    "kg rank",
    "kg rank --by betweenness --with-bodies --top 5",
    'kg rank --by brokerage --between ILRS "Artemis Accords"',
    "kg rank --by constraint --type Agency --type Company -f csv",
)
@click.option(
    "--by",
    "measure",
    type=click.Choice(_MEASURES),
    default=None,
    help="What is measured; by default degree, or brokerage with --between.",
)
@click.option(
    "--between", nargs=2, metavar="A B", help="The two blocs of brokerage, as in `kg overlap`."
)
@click.option(
    "--type",
    "types",
    type=click.Choice(tuple(ID_PREFIXES), case_sensitive=False),
    multiple=True,
    help="Which entities are ranked, by default Country; may be given several times.",
)
@click.option(
    "--with-bodies",
    is_flag=True,
    help="Take agencies, companies and institutions as one with their country.",
)
@click.option(
    "--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many are printed."
)
@format_option("table", "json", "csv", default="table", help="How to print them.")
@output_option
@at_moment
@pass_session
def rank(
    session: Session,
    measure: str | None,
    between: tuple[str, str] | None,
    types: tuple[str, ...],
    with_bodies: bool,
    top: int,
    format: str,
    output: str,
    moment: Moment,
) -> None:
    """Print who is central in the network of facts.

    Measured is the simple undirected graph of the asserted and accepted facts between two
    entities of any type: one tie for a pair, however many facts. Rivalry (competesWith) is no
    tie. Equal scores share a place.

    Each measure is a function of networkx. degree (Graph.degree): with how many others an
    entity is tied. betweenness (betweenness_centrality): the share of all shortest paths that
    pass through it; in a large graph estimated from k entities, always the same, so that it
    takes a few seconds. brokerage (betweenness_centrality_subset): the share of the shortest
    paths between the countries that are only in A and those only in B. constraint (constraint):
    Burt's constraint, the lower the more an entity ties others that are not tied themselves.
    """
    with session.graph(moment) as graph:
        try:
            found = graph.rank(
                measure or ("brokerage" if between else "degree"),
                types=types or ("Country",),
                between=between,
                with_bodies=with_bodies,
            )
        except ParameterError as error:
            raise click.UsageError(str(error)) from error
    with text_stream(output) as stream:
        if format == "json":
            stream.write(json_text(_record(found, top)) + "\n")
        elif format == "csv":
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(("place", "entity", "label", "type", "degree", "measure", "score"))
            for each in found.ranks[:top]:
                ref = each.entity
                row = (each.place, ref.id, ref.label, ref.type, each.degree)
                writer.writerow((*row, found.function, f"{each.score:.6g}"))
        else:
            _write(stream, found, top)
    session.say(_measured(found))


def _write(stream: IO[str], found: Ranking, top: int) -> None:
    function = found.function.rpartition(".")[2]
    headings = ["place", "entity", "ties"]
    rows = [[str(each.place), each.entity.label, str(each.degree)] for each in found.ranks[:top]]
    if found.measure != "degree":
        headings.append(function)
        for row, each in zip(rows, found.ranks, strict=False):
            row.append(f"{each.score:.4f}")
    write_table(stream, headings, rows)


def _measured(found: Ranking) -> str:
    called = ", ".join(f"{name}={value}" for name, value in found.parameters.items())
    graph = f"{counted(found.nodes, 'entity', 'entities')} and {counted(found.edges, 'tie')}"
    bodies = "" if found.with_bodies else "; ties of agencies are not their country's"
    return f"measured: {found.function}({called}) on the simple undirected graph of {graph}{bodies}"


def _record(found: Ranking, top: int) -> dict[str, Any]:
    return {
        "measure": found.measure,
        "function": found.function,
        "parameters": dict(found.parameters),
        "graph": {
            "entities": found.nodes,
            "ties": found.edges,
            "withBodies": found.with_bodies,
        },
        "ranks": [
            {
                "place": each.place,
                **each.entity.to_json(),
                "degree": each.degree,
                "score": round(each.score, 9),
            }
            for each in found.ranks[:top]
        ],
    }
