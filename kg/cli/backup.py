"""`kg backup`."""

from __future__ import annotations

import sys

import click

from kg.cli.command import command
from kg.cli.session import Session, pass_session
from kg.model.english import counted


@command(
    "kg backup graph.kgb",
    "kg backup - | ssh elsewhere 'cat > graph.kgb'",
    "kg --store notes.db backup notes.kgb",
)
@click.argument("file", metavar="FILE")
@pass_session
def backup(session: Session, file: str) -> None:
    """Write the graph, and what it takes to go on, into one file.

    That is the graph, what it was made from, what was read from each article, the articles
    brought by `kg add` as they were frozen, the ids taken out by `kg remove`, and the project's
    own data/ and ontology/ with all decisions and rulings. The same graph gives the same bytes.
    `kg restore` puts it in place. FILE is a tar archive packed by xz, or `-` for standard
    output. It can be written at any time, also while the graph is served or changed. Of a store
    that `kg serve --store DIR` changes, name it by `kg --store DIR backup FILE`; that has its
    triples.
    """
    with session.graph() as graph:
        kept = graph.backup(sys.stdout.buffer if file == "-" else file)
    counts = f"{counted(kept.triples, 'triple')}, {counted(kept.files, 'file')}"
    session.say(f"backed up: {counts}")
