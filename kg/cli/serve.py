"""`kg serve`."""

from __future__ import annotations

import os

import click

from kg.cli.command import command
from kg.cli.session import Session, pass_session

_TOKEN = "KG_TOKEN"  # noqa: S105 - the name of a variable


@command(
    "kg serve",
    "kg serve --port 8000 --seconds 30",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=7878, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--seconds",
    default=10.0,
    show_default=True,
    type=click.FloatRange(0.1),
    help="How long one query may take.",
)
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1), help="Queries at a time."
)
@pass_session
def serve(session: Session, host: str, port: int, seconds: float, workers: int) -> None:
    """Serve the graph over HTTP: SPARQL, linked data, search and pages.

    Read-only, and on this machine alone unless another --host is given. A later `kg add` is
    served from the next request on. Ctrl-C ends it when the requests under way are answered.
    """
    from kg.serve.limits import Limits
    from kg.serve.run import run
    from kg.serve.server import Settings
    from kg.serve.source import BuiltGraph

    limits = Limits(seconds=seconds, workers=workers)
    settings = Settings(session.project, limits, token=os.environ.get(_TOKEN))
    source = BuiltGraph(session.project)
    run(source, settings, host, port, lambda address: session.say(f"serving at {address}"))
