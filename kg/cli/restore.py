"""`kg restore`."""

from __future__ import annotations

import click

from kg.cli.command import command
from kg.cli.session import Session, near, pass_session
from kg.model.english import counted

_SHOWN = 5


@command(
    "kg restore graph.kgb",
    "kg --project ~/moon restore graph.kgb --replace",
    "kg --store notes.db restore notes.kgb",
)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Let the graph that is there give way.")
@pass_session
def restore(session: Session, file: str, replace: bool) -> None:
    """Put a backup in place.

    FILE is what `kg backup` wrote. It goes to the project in the working directory, or to that
    of --project. An empty directory becomes the project that was backed up; the data of a
    project that is there are left as they are, and it is said where they differ. A file that is
    damaged, or no backup, changes nothing. With `--store DIR` it becomes a store of its own,
    in a new directory.
    """
    from kg.api import KnowledgeGraph
    from kg.graph.remote.endpoint import is_address

    if session.store:
        if is_address(session.store):
            raise click.UsageError("restore here, without --store; a build with it goes on there")
        if replace:
            raise click.UsageError("--replace is for a project; with --store give a new directory")
        kept = KnowledgeGraph.restore_store(file, session.store)
        session.say(f"restored to {near(session.store)}: {counted(kept.triples, 'triple')}")
        return
    done = KnowledgeGraph.restore(file, session.project, replace=replace)
    counts = (
        counted(done.articles, "article"),
        *([counted(done.data_files, "data file")] if done.data_files else []),
        counted(done.triples, "triple"),
    )
    session.say(f"restored to {near(done.project.build)}: {', '.join(counts)}")
    if done.other:
        more = f" and {len(done.other) - _SHOWN:,} more" if len(done.other) > _SHOWN else ""
        session.say(
            f"the data here are not those of the backup ({', '.join(done.other[:_SHOWN])}{more}); "
            "the next build follows the data here"
        )
