"""`kg view`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.moment import at_moment
from kg.cli.output import byte_stream
from kg.cli.session import Session, near, pass_session

if TYPE_CHECKING:
    from kg.model.moment import Moment


@command(
    "kg view --open",
    "kg view ILRS --hops 1 -o ilrs.html",
    "kg view --as-of 2023-10-27 -o then.html",
)
@click.argument("entity", required=False, metavar="[ENTITY]")
@click.option("--hops", type=click.IntRange(min=1), help="How many ties around ENTITY are shown.")
@click.option(
    "-o", "--output", metavar="FILE", help="The page; by default graph.html in the build directory."
)
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
@at_moment
@pass_session
def view(
    session: Session,
    entity: str | None,
    hops: int | None,
    output: str | None,
    opened: bool,
    moment: Moment,
) -> None:
    """Write the graph as one HTML page that needs no network.

    Every tie opens to its facts, with quotes, sources and dates. With ENTITY the page opens
    on it, and with --hops shows only what is near it, beginning with its neighbours.
    """
    if hops is not None and entity is None:
        raise click.UsageError("--hops goes with an ENTITY")
    with session.graph(moment) as graph:
        if output == "-":
            with byte_stream(output) as stream:
                stream.write(graph.page(entity, hops).encode())
            return
        path = graph.view(Path(output) if output else None, focus=entity, hops=hops)
    session.say(f"written: {near(path)}")
    if opened:
        import webbrowser

        webbrowser.open(path.resolve().as_uri())
