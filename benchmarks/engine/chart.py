"""The figures of one run as a drawing (SVG): how time grows with size, and the nine questions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

COLOURS = {
    "kg": "#0b6e4f",
    "oxigraph": "#3366aa",
    "rdflib": "#b5651d",
    "virtuoso": "#8a3b8f",
    "naive": "#888888",
}
_WIDTH, _HEIGHT, _LEFT, _TOP, _FOOT = 440, 300, 70, 50, 60
_Point = tuple[float, float]


def chart(figures: Mapping[str, Any]) -> str:
    """Return the drawing: load and export by size, then the questions at the largest size."""
    panels = [
        _growth("Load: seconds by triples", figures.get("load", {}), 0),
        _growth("Turtle: seconds by triples", figures.get("export", {}), _WIDTH),
        _questions(figures, _HEIGHT),
    ]
    size = f"{2 * _WIDTH + 30} {2 * _HEIGHT + 40}"
    drawn = "\n".join([*(line for panel in panels for line in panel), *_legend()])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img"'
        ' font-family="sans-serif" font-size="11">\n'
        "<title>The engine against its peers</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{drawn}\n</svg>\n'
    )


def _growth(title: str, part: Mapping[str, Any], left: int) -> Iterator[str]:
    """Yield lines of time by size, both axes logarithmic."""
    lines: dict[str, list[_Point]] = {}
    for size, row in sorted((int(size), row) for size, row in part.items()):
        for peer in COLOURS.keys() & row.keys():
            lines.setdefault(peer, []).append((size, row[peer]["seconds"]))
    yield _text(left + _LEFT, 30, title, bold=True)
    points = [point for line in lines.values() for point in line]
    if not points:
        return
    x, y = (_axis([point[at] for point in points]) for at in (0, 1))
    yield from _frame(left, x, y)
    for peer, line in sorted(lines.items()):
        placed = [
            (left + _LEFT + _share(a, x) * _plot()[0], _TOP + (1 - _share(b, y)) * _plot()[1])
            for a, b in line
        ]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in placed)
        yield f'<polyline points="{path}" fill="none" stroke="{COLOURS[peer]}" stroke-width="2"/>'
        for a, b in placed:
            yield f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{COLOURS[peer]}"/>'


def _frame(left: int, x: tuple[int, int], y: tuple[int, int]) -> Iterator[str]:
    wide, high = _plot()
    for power in range(x[0], x[1] + 1):
        at = left + _LEFT + _share(10**power, x) * wide
        yield f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{_TOP}" y2="{_TOP + high}" stroke="#dddddd"/>'
        yield _text(at, _TOP + high + 16, f"{10**power:,}", anchor="middle")
    for power in range(y[0], y[1] + 1):
        at = _TOP + (1 - _share(10.0**power, y)) * high
        begin = left + _LEFT
        ends = f'x1="{begin}" x2="{begin + wide}" y1="{at:.1f}" y2="{at:.1f}"'
        yield f'<line {ends} stroke="#dddddd"/>'
        yield _text(begin - 6, at + 4, f"{10.0**power:g}", anchor="end")


def _questions(figures: Mapping[str, Any], top: int) -> Iterator[str]:
    """Yield a bar for each question and engine, on a logarithmic scale, at the largest size."""
    sizes = sorted(map(int, figures.get("questions", {})))
    if not sizes:
        return
    row = dict(figures["questions"][str(sizes[-1])])
    row["naive"] = figures.get("naive", {}).get(str(sizes[-1]), {}).get("kg", {})
    yield _text(_LEFT, top + 30, f"Questions at {sizes[-1]:,} triples: milliseconds", bold=True)
    peers = [peer for peer in COLOURS if row.get(peer)]
    axis = _axis([1000 * one["seconds"] for peer in peers for one in row[peer].values()])
    height = (_HEIGHT - 60) / len(row["kg"])
    for at, name in enumerate(row["kg"]):
        begin = top + 45 + at * height
        yield _text(2 * _LEFT - 8, begin + height / 2 + 2, name, anchor="end")
        for number, peer in enumerate(peer for peer in peers if name in row[peer]):
            taken = 1000 * row[peer][name]["seconds"]
            wide = max(1.0, _share(taken, axis) * (2 * _WIDTH - 3 * _LEFT - 40))
            thick = (height - 4) / len(peers)
            yield (
                f'<rect x="{2 * _LEFT}" y="{begin + number * thick:.1f}" width="{wide:.1f}"'
                f' height="{thick:.1f}" fill="{COLOURS[peer]}"/>'
            )
            said = ("over " if row[peer][name].get("given up") else "") + f"{taken:.3g}"
            yield _text(2 * _LEFT + wide + 4, begin + (number + 1) * thick, said, size=7)


def _legend() -> Iterator[str]:
    for at, (peer, colour) in enumerate(COLOURS.items()):
        x, y = _LEFT + at * 120, 2 * _HEIGHT + 22
        yield f'<rect x="{x}" y="{y - 9}" width="10" height="10" fill="{colour}"/>'
        yield _text(x + 15, y, peer)


def _plot() -> tuple[int, int]:
    return _WIDTH - _LEFT - 20, _HEIGHT - _TOP - _FOOT


def _axis(values: list[float]) -> tuple[int, int]:
    """Return the powers of ten that hold all values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _share(value: float, axis: tuple[int, int]) -> float:
    return (math.log10(value) - axis[0]) / (axis[1] - axis[0])


def _text(
    x: float, y: float, said: str, *, anchor: str = "start", bold: bool = False, size: int = 11
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"'
        f'{weight} fill="#222222">{escape(said)}</text>'
    )
