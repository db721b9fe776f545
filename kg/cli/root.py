"""The command `kg` with its global options and all its commands."""

from __future__ import annotations

from pathlib import Path

import click

from kg._version import __version__
from kg.cli.add import add
from kg.cli.build import build
from kg.cli.check import check
from kg.cli.evaluate import evaluate
from kg.cli.export import export
from kg.cli.extract import extract
from kg.cli.group import CommandGroup
from kg.cli.lint import lint
from kg.cli.query import query
from kg.cli.remove import remove
from kg.cli.session import Session
from kg.cli.show import show
from kg.cli.stats import stats
from kg.cli.view import view


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog="Exit codes: 0 fine, 1 violations found, 2 wrong usage, 3 error.",
)
@click.option(
    "--project",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="KG_PROJECT",
    help="A directory with data/ and ontology/; by default the working directory if it is "
    "one, else the data that came with the program.",
)
@click.option("-q", "--quiet", is_flag=True, help="No messages, only data and errors.")
@click.option("--debug", is_flag=True, help="Show where in the program an error arose.")
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, project: Path | None, quiet: bool, debug: bool) -> None:
    """Facts about space partnerships, each with the words that state it.

    Articles go in; facts come out as a graph that you can question, look at and take away.
    """
    del debug  # read by `CommandGroup`, which must know it even if parsing fails
    context.obj = Session(project, quiet)


for _command in (
    build,
    extract,
    add,
    remove,
    query,
    show,
    view,
    export,
    check,
    stats,
    evaluate,
    lint,
):
    cli.add_command(_command)
