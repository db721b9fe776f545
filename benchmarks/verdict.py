"""The bar of the page, and whether figures reach it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Row = Mapping[str, float | None]
Figures = Mapping[str, Mapping[str, Row]]

SIZE = {500: 0.7, 2_000: 0.55, 10_000: 0.4, 50_000: 0.4}
FIRST = {500: 15, 2_000: 80}
SECONDS_AND_FRAMES = {10_000: (2.0, 30.0), 50_000: (5.0, 15.0)}
BUILD = {10_000: 5.0, 50_000: 20.0}
SLIDER = {10_000: 250.0}


def verdicts(figures: Figures) -> list[tuple[str, bool]]:
    """Return what was reached, in words, and whether it holds the bar.

    Where pyvis showed nothing in time its ratio is a lower bound, which the patience gives.
    """
    return [verdict for edges, rows in figures.items() for verdict in _of(int(edges), rows)]


def _of(edges: int, rows: Mapping[str, Row]) -> Iterator[tuple[str, bool]]:
    ours, whole, plain = rows["ours"], rows["ours, all drawn"], rows["pyvis"]
    if edges in SIZE:
        ratio = _number(ours["size"]) / _number(plain["size"])
        yield (
            f"{edges} edges: {ratio:.2f} of the size (at most {SIZE[edges]})",
            ratio <= SIZE[edges],
        )
    if edges in FIRST:
        ratio = _number(plain["first"]) / _number(whole["first"])
        said = (
            f"{edges} edges: first picture in 1/{ratio:.0f} of the time (at most 1/{FIRST[edges]})"
        )
        yield said, ratio >= FIRST[edges]
    if edges in SECONDS_AND_FRAMES:
        seconds, frames = SECONDS_AND_FRAMES[edges]
        first, drawn = _number(whole["first"]), whole["frames"] or 0.0
        yield (
            f"{edges} edges: first picture in {first:.1f} s (at most {seconds:.0f})",
            first <= seconds,
        )
        yield f"{edges} edges: {drawn:.0f} frames a second (at least {frames:.0f})", drawn >= frames
    if edges in SLIDER:
        taken = _number(whole["slider"])
        said = f"{edges} edges: {taken:.0f} ms from slider to frame (at most {SLIDER[edges]:.0f})"
        yield said, taken <= SLIDER[edges]
    if edges in BUILD:
        built = _number(ours["build cpu"])
        yield (
            f"{edges} edges: built in {built:.1f} s of CPU (at most {BUILD[edges]:.0f})",
            built <= BUILD[edges],
        )


def _number(value: float | None) -> float:
    return float("inf") if value is None else value
