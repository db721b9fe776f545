"""Measures extraction: speed against spaCy, memory over many articles, growth with length."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.growth import growth, worst
from benchmarks.memory import memory
from benchmarks.speed import Speed, compare
from benchmarks.subjects import (
    Reader,
    extractor,
    irrelevant,
    ours,
    registry,
    relevant,
    spacy_pipeline,
)

_AS_FAST, _TEN_TIMES = 1.0, 10.0
_LINEAR = 2.0
"""Growth of time per character, at eight times the length, that is noise and no law."""


def main() -> int:
    """Measure, print a table, write the figures, and return 1 where a bar is missed."""
    options = _options()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    known = registry()
    reader = ours(extractor(known))
    speeds = _speeds(reader, spacy_pipeline(known), options)
    stream = memory(reader, relevant(), options.articles)
    rows = growth(reader, max(1, options.rounds // 3))
    _print(speeds, stream, rows)
    figures = {
        "python": platform.python_version(),
        "speed": {name: speed.to_json() for name, speed in speeds.items()},
        "memory": stream,
        "growth": rows,
    }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(f"\nAll figures: {options.output}", file=sys.stderr)
    holds = [speed.holds for speed in speeds.values()]
    holds += [bool(stream.get("holds", True)), worst(rows) <= _LINEAR]
    return 0 if all(holds) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "--articles", type=int, default=4_000, help="articles read to watch memory (4000)"
    )
    parser.add_argument("--rounds", type=int, default=9, help="rounds of each timing (9)")
    parser.add_argument("--prose", type=int, default=200, help="irrelevant texts (200)")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("build/bench.json"), help="the figures as JSON"
    )
    return parser.parse_args()


def _speeds(reader: Reader, rival: Reader, options: argparse.Namespace) -> dict[str, Speed]:
    rounds = range(options.rounds)
    # There are only so many articles, which are read again; prose is new in every round.
    articles = [relevant()] * options.rounds
    prose = [irrelevant(options.prose, seed) for seed in rounds]
    return {
        "relevant articles": compare(reader, rival, articles, _AS_FAST),
        "no relevant mention": compare(reader, rival, prose, _TEN_TIMES),
    }


def _print(
    speeds: Mapping[str, Speed], stream: Mapping[str, Any], rows: Mapping[str, Mapping[str, float]]
) -> None:
    print("Speed on one core: median CPU time, and how many times as fast as spaCy")
    print(f"{'texts':22}{'number':>8}{'ours s':>10}{'spaCy s':>10}{'ratio':>9}{'bar':>7}")
    for name, it in speeds.items():
        print(
            f"{name:22}{it.texts:8}{it.ours:10.4f}{it.spacy:10.4f}{it.ratio:9.2f}{it.bar:7.1f}"
            f"  {'reached' if it.holds else 'missed'}"
        )
    print("\nMemory over a stream of articles, MB")
    if "ratio" in stream:
        print(
            f"{stream['articles']} articles: {stream['first']:.1f} in the first quarter, "
            f"{stream['last']:.1f} in the last, ratio {stream['ratio']:.3f}"
            f"  {'flat' if stream['holds'] else 'growing'}"
        )
    else:
        print("not measured: this system has no /proc, or there were too few articles")
    print("\nGrowth: time per character at 2, 4 and 8 times the length")
    for name, row in rows.items():
        shown = "".join(f"{row[key]:8.2f}" for key in row if key != "seconds")
        print(f"{name:22}{row['seconds']:10.4f} s{shown}")


if __name__ == "__main__":
    sys.exit(main())
