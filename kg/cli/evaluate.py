"""`kg evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.command import command
from kg.cli.output import format_option, json_text, output_option, text_stream
from kg.cli.scores import write_floors, write_measurement
from kg.cli.session import Session, pass_session
from kg.errors import UnknownNameError

_PATH = click.Path(exists=True, path_type=Path)
_VIOLATIONS = 1


@command(
    "kg evaluate data/articles data/gold/articles",
    "kg evaluate sentences.yaml --by-pattern --no-problems",
    "kg evaluate texts gold --aliases aliases.json --calibration data/patterns/calibration.yaml",
    "kg evaluate --floors",
)
@click.argument("texts", type=_PATH, metavar="[TEXTS]", required=False)
@click.argument("gold", type=_PATH, metavar="[GOLD]", required=False)
@click.option("--aliases", type=_PATH, metavar="FILE", help="Names that mean the same, as JSON.")
@click.option("--only", multiple=True, metavar="NAME", help="Measure this text; may be repeated.")
@click.option(
    "--problems/--no-problems",
    default=True,
    help="Whether what was missed and what is false is listed.",
)
@click.option(
    "--by-pattern", is_flag=True, help="Show how often the claims of each pattern are right."
)
@click.option(
    "--calibration",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write how often the claims of each pattern are right, to adjust its confidence by.",
)
@click.option("--floors", is_flag=True, help="Fail if a score fell below its floor.")
@click.option("--set-floors", is_flag=True, help="Make the scores of now the floors.")
@format_option("table", "json", default="table", help="json holds everything, problems too.")
@output_option
@pass_session
def evaluate(
    session: Session,
    texts: Path | None,
    gold: Path | None,
    aliases: Path | None,
    only: tuple[str, ...],
    problems: bool,
    by_pattern: bool,
    calibration: Path | None,
    floors: bool,
    set_floors: bool,
    format: str,
    output: str,
) -> None:
    """Measure extraction against facts that people have read.

    TEXTS is an article or a directory of them, GOLD a file of facts or a directory with one
    for each article. Without GOLD, TEXTS is a YAML file of sentences with their facts, or a
    directory of them. Printed are precision, recall and F1, overall, for the graph of all
    texts, by predicate, by status and by phenomenon, and how confidence compares to being
    right. Optional gold facts count neither way.

    With --floors or --set-floors, TEXTS is a file of floors; by default that of the project.
    """
    if floors or set_floors:
        if any((gold, aliases, only, calibration)):
            raise click.UsageError("--floors and --set-floors take a file of floors and no more.")
        _hold(session, texts, set_floors, format, output)
        return
    if texts is None:
        raise click.UsageError("Missing argument 'TEXTS'.")
    with session.graph() as graph:
        try:
            result = graph.evaluate(texts, gold, aliases, only, calibration=calibration)
        except UnknownNameError as error:
            raise click.BadParameter(str(error), param_hint="--only") from error
    with text_stream(output) as stream:
        if format == "json":
            stream.write(json_text(result.to_json()) + "\n")
        else:
            write_measurement(stream, result, by_pattern=by_pattern, problems=problems)


def _hold(session: Session, path: Path | None, renew: bool, format: str, output: str) -> None:
    """Print how extraction stands to its floors; exit with 1 if it fell below one."""
    with session.graph() as graph:
        found = graph.floors(path, renew=renew)
    with text_stream(output) as stream:
        if format == "json":
            stream.write(json_text([standing.to_json() for standing in found]) + "\n")
        else:
            write_floors(stream, found)
    if any(standing.shortfalls for standing in found):
        raise click.exceptions.Exit(_VIOLATIONS)
