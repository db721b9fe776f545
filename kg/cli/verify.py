"""`kg verify`."""

from __future__ import annotations

import click

from kg.cli.command import command
from kg.cli.session import Session, near, pass_session

_VIOLATIONS = 1


@command(
    "kg verify",
    "kg verify && kg backup graph.kgb",
    "kg --store notes.db verify",
)
@pass_session
def verify(session: Session) -> None:
    """See whether the stored graph is, byte for byte, what was written.

    Every file of the graph is compared with its digest, its triples are counted and compared
    with theirs, and so is all that later builds go on from. Each file that is not what was
    written is named, with what to do, and the exit code is then 1. It can be run at any time,
    also while the graph is served or changed. A store that `kg serve --store DIR` changes, named
    by `kg --store DIR verify`, has no digests; each of its indexes is read from end to end,
    and must say the same as the others.
    """
    with session.graph() as graph:
        found = graph.verify()
    for damage in found.damages:
        click.echo(f"{near(damage.path)}: {damage.what}; {damage.remedy}")
    if found.damages:
        raise click.exceptions.Exit(_VIOLATIONS)
    click.echo(f"sound: {found.triples:,} triples, digest {found.digest}")
    session.say(f"{found.files:,} files read, {found.size:,} bytes")
