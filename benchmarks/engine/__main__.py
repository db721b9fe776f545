"""Measures the engine against its peers, side by side, each in a fresh process, in one run."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.engine.bars import verdicts
from benchmarks.engine.chart import chart
from benchmarks.engine.measure import Run
from benchmarks.engine.table import table

SIZES = [10_000, 100_000, 1_000_000]
_WORDS = {True: "reached", False: "missed ", None: "no data"}


def main() -> int:
    """Measure, print a table with its bars, write the figures; return 1 where a bar is missed."""
    options = _options()
    sizes = sorted({*options.sizes, *([10_000_000] if options.large else [])})
    options.output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        run = Run(Path(folder), lambda what: print(f"  {what} ...", file=sys.stderr, flush=True))
        run.everything(sizes, view=options.view)
    held = verdicts(run.figures)
    print("\n".join(table(run.figures)))
    print("\nThe bars")
    for verdict in held:
        print(f"  {_WORDS[verdict.holds]}  {verdict.said}")
    if not options.view:
        run.missing.append("view: it needs Chromium; --view, or make bench-views, measures it")
    print("\nNot measured")
    print("\n".join(f"  {what}" for what in run.missing))
    loads = [round(load, 1) for load in os.getloadavg()]
    print(f"\nLoad of this machine at the end: {', '.join(map(str, loads))}")
    figures: dict[str, Any] = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": loads,
    }
    bars = [{"said": one.said, "holds": one.holds} for one in held]
    figures |= {"figures": run.figures, "bars": bars, "missing": run.missing}
    options.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    options.output.with_suffix(".svg").write_text(chart(run.figures), encoding="utf-8")
    print(f"All figures: {options.output}; chart beside it", file=sys.stderr)
    return 1 if any(one.holds is False for one in held) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.engine", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="triples of each graph")
    parser.add_argument("--large", action="store_true", help="10,000,000 triples as well")
    parser.add_argument("--view", action="store_true", help="the page as well, in Chromium")
    parser.add_argument("--folder", type=Path, help="where graphs and stores lie meanwhile")
    parser.add_argument("-o", "--output", type=Path, default=Path("build/bench-engine.json"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
