"""How measurements of extraction are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING

from kg.cli.output import write_table
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.text.evaluate import Evaluation
    from kg.text.evaluate.calibration import Calibration, Group
    from kg.text.evaluate.floors import Standing
    from kg.text.evaluate.scores import Problem, Ratio, Score

_INTERVAL = "95% interval"


def write_measurement(
    stream: IO[str], result: Evaluation, *, by_pattern: bool, problems: bool
) -> None:
    """Write the result of a measurement as tables."""
    _write_scores(stream, result)
    if result.phenomena:
        stream.write("\n")
        _write_phenomena(stream, result.phenomena)
    _write_calibration(stream, result.calibration, by_pattern)
    stream.writelines(["\n", *_summary(result)])
    if problems:
        stream.writelines(_problems("missed", result.misses))
        stream.writelines(_problems("false", result.false))


def _write_scores(stream: IO[str], result: Evaluation) -> None:
    headings = ("", "precision", "recall", "F1", "found", "missed", "false")
    rows = [
        _row(f"all, {counted(result.documents, 'text')}", result.total),
        _row("with candidates", result.candidates),
        _row("unique in the graph", result.graph),
    ]
    rows += _rows(result.predicates)
    rows += _rows(result.statuses)
    write_table(stream, headings, rows)


def _rows(scores: Mapping[str, Score]) -> list[tuple[str, ...]]:
    return [_row(name, score) for name, score in sorted(scores.items())]


def _row(name: str, score: Score) -> tuple[str, ...]:
    ratios = (f"{ratio:.3f}" for ratio in (score.precision, score.recall, score.f1))
    counts = (str(count) for count in (score.found, score.missed, score.wrong))
    return (name, *ratios, *counts)


def _write_phenomena(stream: IO[str], phenomena: Mapping[str, Score]) -> None:
    """Write recall by phenomenon; what is false belongs to one only in sentence corpora."""
    headings = ("phenomenon", "recall", "found", "missed", "false")
    rows = [
        (name, _recall(score), str(score.found), str(score.missed), str(score.wrong))
        for name, score in sorted(phenomena.items())
    ]
    shown = 5 if any(score.wrong for score in phenomena.values()) else 4
    write_table(stream, headings[:shown], [row[:shown] for row in rows])


def _recall(score: Score) -> str:
    return f"{score.recall:.3f}" if score.found or score.missed else ""


def _write_calibration(stream: IO[str], calibration: Calibration, by_pattern: bool) -> None:
    headings = ("confidence", "stated", "claims", "right", "share", _INTERVAL, "")
    if calibration.steps:
        stream.write("\n")
        write_table(stream, headings, [_cells(step) for step in calibration.steps])
    if by_pattern and calibration.patterns:
        stream.write("\n")
        cells = [(*_cells(each), f"{each.suggested:.3f}") for each in calibration.patterns]
        write_table(stream, ("pattern", *headings[1:], "suggested"), cells)


def _cells(group: Group) -> tuple[str, ...]:
    low, high = group.interval
    counts = (str(group.claims), str(group.right))
    flag = "" if group.fits else "too high" if group.stated > high else "too low"
    ratios = (f"{group.share:.3f}", f"{low:.3f} to {high:.3f}")
    return (group.name, f"{group.stated:.3f}", *counts, *ratios, flag)


def _summary(result: Evaluation) -> Iterator[str]:
    """Yield what is said in one line each."""
    if result.calibration.steps:
        yield f"expected calibration error: {result.calibration.error:.3f}\n"
    inexact = result.quotes.of - result.quotes.right
    yield f"quotes: {counted(result.quotes.of, 'claim')}, {inexact} not at its offsets\n"
    if result.qualified.of:
        facts = f"{result.qualified.right} of {counted(result.qualified.of, 'fact')} found"
        yield f"qualifiers: {facts} have all that gold gives ({_each(result.qualifiers)})\n"
    if result.negatives.of:
        false = result.negatives.of - result.negatives.right
        negatives = counted(result.negatives.of, "item")
        yield f"hard negatives: {negatives}, {false} with a false claim\n"


def _each(ratios: Mapping[str, Ratio]) -> str:
    parts = (f"{name} {ratio.right}/{ratio.of}" for name, ratio in sorted(ratios.items()))
    return ", ".join(parts)


def _problems(kind: str, problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        yield f"\n{kind}: {problem}\n"
        if problem.sentence:
            yield f"    {problem.sentence}\n"


def write_floors(stream: IO[str], found: Sequence[Standing]) -> None:
    """Write how corpora stand to their floors."""
    from kg.text.evaluate.floors import MEASURES, levels

    rows = [
        (standing.corpus.name, level, *_held(standing, level, score, MEASURES))
        for standing in found
        if standing.measured is not None
        for level, score in levels(standing.measured).items()
    ]
    write_table(stream, ("corpus", "level", "precision", "recall", "F1"), rows)
    for standing in found:
        if standing.skipped:
            stream.write(f"skipped: {standing.corpus.name}: {standing.skipped}\n")
        stream.writelines(f"below: {problem}\n" for problem in standing.shortfalls)


def _held(standing: Standing, level: str, score: Score, measures: Iterable[str]) -> Iterator[str]:
    """Yield each measure with its floor: `0.9712 (floor 0.9700)`."""
    floors = standing.corpus.floors.get(level, {})
    for measure in measures:
        floor = f" (floor {floors[measure]:.4f})" if measure in floors else ""
        yield f"{getattr(score, measure):.4f}{floor}"
