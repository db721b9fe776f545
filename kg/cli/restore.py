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
)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Let the graph that is there give way.")
@pass_session
def restore(session: Session, file: str, replace: bool) -> None:
    """Put a backup in place.

    FILE is what `kg backup` wrote. It goes to the project in the working directory, or to that
    of --project. An empty directory becomes the project that was backed up; the data of a
    project that is there are left as they are, and it is said where they differ. A file that is
    damaged, or no backup, changes nothing.
    """
    from kg.api import KnowledgeGraph

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
