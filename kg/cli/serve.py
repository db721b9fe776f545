"""`kg serve`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click

from kg.cli.command import command
from kg.cli.session import Session, pass_session

_TOKEN = "KG_TOKEN"  # noqa: S105 - the name of a variable


@command(
    "kg serve",
    "kg serve --port 8000 --seconds 30",
    "KG_TOKEN=... kg serve --store notes.db --updates",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    default=7878,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen at; 0 for any that is free.",
)
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    help="Serve this store in place of the project's graph; made if it is not there.",
)
@click.option(
    "--updates", is_flag=True, help=f"Let whoever has the token in {_TOKEN} change the store."
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    default=["*"],
    metavar="URL",
    help="Web pages of this origin may read answers; by default all. `none` for no page.",
)
@click.option(
    "--seconds",
    default=10.0,
    show_default=True,
    type=click.FloatRange(0.1),
    help="How long one query may take.",
)
@click.option(
    "--memory",
    default=1024,
    show_default=True,
    type=click.IntRange(256),
    metavar="MIB",
    help="How much memory one query may take.",
)
@click.option(
    "--answer",
    default=64,
    show_default=True,
    type=click.IntRange(1),
    metavar="MIB",
    help="How large one answer may be.",
)
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1), help="Queries at a time."
)
@click.option(
    "--queue", default=32, show_default=True, type=click.IntRange(1), help="Requests that wait."
)
@pass_session
def serve(
    session: Session,
    host: str,
    port: int,
    store: Path | None,
    updates: bool,
    origins: tuple[str, ...],
    seconds: float,
    memory: int,
    answer: int,
    workers: int,
    queue: int,
) -> None:
    """Serve the graph over HTTP: SPARQL, linked data, search and pages.

    Read-only, and on this machine alone unless another --host is given. What a later `kg add`
    or `kg build` makes is served from the next request on. Ctrl-C ends it when the requests
    under way are answered.
    """
    from kg.serve.limits import MIB, Limits
    from kg.serve.run import run
    from kg.serve.server import Settings
    from kg.serve.source import BuiltGraph, OwnStore

    if updates and store is None:
        raise click.UsageError("--updates needs --store: a built graph is changed by `kg add`")
    limits = Limits(
        seconds=seconds, memory=memory * MIB, answer=answer * MIB, queue=queue, workers=workers
    )
    token = _token(session) if updates else None
    allowed = tuple(origin for origin in origins if origin != "none")
    source = BuiltGraph(session.project) if store is None else OwnStore(store, limits.seconds)
    settings = Settings(session.project, limits, allowed, token)
    run(source, settings, host, port, lambda address: session.say(f"serving at {address}"))


def _token(session: Session) -> str:
    """Return what a client must show to change the store; made anew where none is given."""
    given = os.environ.get(_TOKEN, "")
    if given:
        return given
    made = secrets.token_urlsafe(24)
    session.say(f"token for changes: {made} (set {_TOKEN} to choose it)")
    return made
