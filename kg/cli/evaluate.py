"""`kg evaluate`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from kg.cli.command import command
from kg.cli.output import format_option, json_text, output_option, text_stream, write_table
from kg.cli.session import Session, pass_session
from kg.errors import UnknownNameError
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.text.evaluate import Evaluation, Problem, Score

_PATH = click.Path(exists=True, path_type=Path)


@command(
    "kg evaluate data/articles data/gold/articles",
    "kg evaluate texts gold --aliases aliases.json --no-problems",
)
@click.argument("texts", type=_PATH, metavar="TEXTS")
@click.argument("gold", type=_PATH, metavar="GOLD")
@click.option("--aliases", type=_PATH, metavar="FILE", help="Names that mean the same, as JSON.")
@click.option("--only", multiple=True, metavar="NAME", help="Measure this text; may be repeated.")
@click.option(
    "--problems/--no-problems",
    default=True,
    help="Whether what was missed and what is false is listed.",
)
@format_option("table", "json", default="table", help="json holds the problems as well.")
@output_option
@pass_session
def evaluate(
    session: Session,
    texts: Path,
    gold: Path,
    aliases: Path | None,
    only: tuple[str, ...],
    problems: bool,
    format: str,
    output: str,
) -> None:
    """Measure extraction against facts that people have read.

    TEXTS is an article or a directory of them, GOLD a file of facts or a directory with one
    for each article. Printed are precision, recall and F1, overall, by predicate and by
    status. Optional gold facts count neither way.
    """
    with session.graph() as graph:
        try:
            result = graph.evaluate(texts, gold, aliases, only)
        except UnknownNameError as error:
            raise click.BadParameter(str(error), param_hint="--only") from error
    with text_stream(output) as stream:
        if format == "json":
            stream.write(json_text(result.to_json()) + "\n")
            return
        _write_scores(stream, result)
        if problems:
            stream.writelines(_problems("missed", result.misses))
            stream.writelines(_problems("false", result.false))


def _write_scores(stream: IO[str], result: Evaluation) -> None:
    headings = ("", "precision", "recall", "F1", "found", "missed", "false")
    rows = [_row(f"all, {counted(result.documents, 'text')}", result.total)]
    rows += _rows(result.predicates)
    rows += _rows(result.statuses)
    write_table(stream, headings, rows)


def _rows(scores: Mapping[str, Score]) -> list[tuple[str, ...]]:
    return [_row(name, score) for name, score in sorted(scores.items())]


def _row(name: str, score: Score) -> tuple[str, ...]:
    ratios = (f"{ratio:.3f}" for ratio in (score.precision, score.recall, score.f1))
    counts = (str(count) for count in (score.found, score.missed, score.wrong))
    return (name, *ratios, *counts)


def _problems(kind: str, problems: list[Problem]) -> Iterator[str]:
    for problem in problems:
        yield f"\n{kind}: {problem}\n"
        if problem.sentence:
            yield f"    {problem.sentence}\n"
