"""The bars of the engine, and whether the figures of one run reach them.

Peers in a process of their own are compared by the time they had of the processor, which others
do not lengthen; a server and whole commands by the clock.

A bar of which a figure is missing counts neither as reached nor as missed: it is named with the
reason.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from benchmarks.engine.made import VIOLATIONS

Figures = Mapping[str, Any]

LOAD, QUERY, SAVED, NAIVE, TURTLE, DETERMINISTIC = 0.8, 1.2, 10.0, 0.05, 0.9, 10.0
HELP, FIRST_ANSWER, SHACL = 6.0, 13.0, 8.0
SLOPE = 1.1
"""How steeply time may grow with size on logarithmic scales. 1 is linear; the rest is noise, and
that a large graph leaves the caches of the processor, as it does with Oxigraph alone."""


class Verdict(NamedTuple):
    """What was found, in words; `holds` is None where something could not be measured."""

    said: str
    holds: bool | None


def verdicts(figures: Figures) -> list[Verdict]:
    """Return one verdict per bar, or several where a bar is about several sizes or questions."""
    found: list[Verdict] = []
    for bar in _BARS:
        try:
            found += bar(figures)
        except KeyError as missing:
            name = (bar.__doc__ or "").split(":")[0]
            found.append(Verdict(f"{name}: no figure for {missing}", None))
    return found


def slope(times: Mapping[int, float]) -> float:
    """Return the slope of the line that fits times by size best, both as logarithms."""
    points = [(math.log(size), math.log(seconds)) for size, seconds in times.items()]
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    over = sum((one - x) * (other - y) for one, other in points)
    return float(over / sum((one - x) ** 2 for one, _ in points))


def _load(figures: Figures) -> Iterator[Verdict]:
    """Bulk load: against Oxigraph without us, at the largest size."""
    size, row = _largest(figures["load"])
    ratio = row["oxigraph"]["cpu"] / row["kg"]["cpu"]
    yield Verdict(
        f"bulk load of {size:,}: {ratio:.2f} of the speed of Oxigraph (at least {LOAD})",
        ratio >= LOAD,
    )


def _query(figures: Figures) -> Iterator[Verdict]:
    """Query and JSON: the nine together against Oxigraph without us, at every size from 100k."""
    for size, row in _rows(figures["questions"]):
        if size < 100_000:
            continue  # what it costs to read the text of a query outweighs the answer there
        ours, raw = (sum(one["cpu"] for one in row[name].values()) for name in _ENGINES)
        same = {n: one["size"] for n, one in row["kg"].items()}
        equal = same == {n: one["size"] for n, one in row["oxigraph"].items()}
        said = f"nine queries to JSON at {size:,}: {ours / raw:.2f} of raw (at most {QUERY})"
        yield Verdict(said + ("" if equal else "; answers differ"), ours / raw <= QUERY and equal)


def _saved(figures: Figures) -> Iterator[Verdict]:
    """Shipped queries: each against rdflib, both in memory, at 100,000 triples."""
    row = figures["saved"]["100000"]
    ratios = {n: row["rdflib"][n]["cpu"] / one["cpu"] for n, one in row["kg"].items()}
    worst = min(ratios, key=lambda name: ratios[name])
    slow = sorted(name for name, ratio in ratios.items() if ratio < SAVED)
    told = f"; too few: {', '.join(slow)}" if slow else ""
    yield Verdict(
        f"{len(ratios)} shipped queries at 100,000: {worst} is {ratios[worst]:.1f} times as fast"
        f" as in rdflib at least, the least of all (each at least {SAVED:.0f}){told}",
        not slow,
    )


def _naive(figures: Figures) -> Iterator[Verdict]:
    """Join and two hops: against their naive text, at 1,000,000 triples."""
    shaped, row = figures["questions"]["1000000"]["kg"], figures["naive"]["1000000"]["kg"]
    for name, one in row.items():
        ratio = shaped[name]["cpu"] / one["cpu"]
        equal = shaped[name]["size"] == one["size"]
        said = f"{name} at 1,000,000: {ratio:.3f} of the naive text (at most {NAIVE})"
        yield Verdict(said + ("" if equal else "; answers differ"), ratio <= NAIVE and equal)


def _virtuoso(figures: Figures) -> Iterator[Verdict]:
    """Join and two hops against Virtuoso: at 1,000,000 triples."""
    row = figures["questions"]["1000000"]
    way = row["virtuoso, empty"]["empty"]["seconds"]
    for name in ("join", "two hops"):
        ours, theirs = row["kg"][name]["seconds"], row["virtuoso"][name]["seconds"]
        yield Verdict(
            f"{name} at 1,000,000: {1000 * ours:.1f} ms, Virtuoso {1000 * theirs:.1f} ms of which"
            f" {1000 * way:.1f} for the way over HTTP (no slower)",
            ours <= theirs,
        )


def _turtle(figures: Figures) -> Iterator[Verdict]:
    """Turtle: against a raw dump, or against rdflib where it sorts, at 100,000 triples."""
    row = figures["export"]["100000"]
    raw = row["oxigraph"]["cpu"] / row["kg"]["cpu"]
    times = row["rdflib"]["cpu"] / row["kg"]["cpu"]
    said = f"Turtle at 100,000: {raw:.2f} of a raw dump (at least {TURTLE}), or, sorted,"
    said += f" {times:.1f} times as fast as rdflib (at least {DETERMINISTIC:.0f})"
    yield Verdict(said, raw >= TURTLE or (times >= DETERMINISTIC and row["kg"]["same bytes"]))


def _start(figures: Figures) -> Iterator[Verdict]:
    """Start-up: against Python that does nothing."""
    row = figures["start"]
    for name, most in (("kg --help", HELP), ("kg query, 1,000,000 triples", FIRST_ANSWER)):
        ratio = row[name]["seconds"] / row["python"]["seconds"]
        yield Verdict(f"{name}: {ratio:.1f} times bare Python (at most {most:.0f})", ratio <= most)


def _shacl(figures: Figures) -> Iterator[Verdict]:
    """SHACL: against pySHACL, with the same violations."""
    size, row = _largest({s: r for s, r in figures["check"].items() if "pyshacl" in r})
    ratio = row["pyshacl"]["cpu"] / row["kg"]["cpu"]
    same = row["kg"]["found"] == row["pyshacl"]["found"] and row["kg"]["size"] == VIOLATIONS
    said = f"SHACL at {size:,}: {ratio:.0f} times as fast as pySHACL (at least {SHACL:.0f}), "
    said += f"{row['kg']['size']} violations, {'the same' if same else 'not the same'}"
    yield Verdict(said, ratio >= SHACL and same)


def _growth(figures: Figures) -> Iterator[Verdict]:
    """Growth: of load and export, over all sizes."""
    for what in ("load", "export"):
        times = {size: row["kg"]["cpu"] for size, row in _rows(figures[what])}
        if len(times) < 2:
            raise KeyError("a second size")
        steep = slope(times)
        said = f"growth of {what} from {min(times):,} to {max(times):,}: time ~ size^{steep:.2f}"
        yield Verdict(f"{said} (at most {SLOPE})", steep <= SLOPE)


_ENGINES = ("kg", "oxigraph")
_BARS: tuple[Callable[[Figures], Iterator[Verdict]], ...] = (
    _load,
    _query,
    _saved,
    _naive,
    _virtuoso,
    _turtle,
    _start,
    _shacl,
    _growth,
)


def _rows(part: Mapping[str, Any]) -> list[tuple[int, Any]]:
    return sorted((int(size), row) for size, row in part.items())


def _largest(part: Mapping[str, Any]) -> tuple[int, Any]:
    if not part:
        raise KeyError("any size")
    return _rows(part)[-1]
