"""One measurement each, in a process of its own: python -m benchmarks.engine.cells NAME JSON.

Every cell takes plain values and returns plain figures: `seconds` by the wall clock, `cpu` seconds
of all cores, which other processes do not lengthen, and whatever tells that the work was done,
such as the size of the answer. Where something can be repeated, the least counts.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Figures = dict[str, Any]
LONG_ENOUGH = 1.0
"""Seconds after which nothing is repeated any more."""
ROUNDS = 9


def least(work: Callable[[], int]) -> Figures:
    """Return the least time that some work takes in a few rounds, and the size of its result."""
    times: list[tuple[float, float]] = []
    size = 0
    while len(times) < ROUNDS and sum(wall for wall, _ in times) < LONG_ENOUGH:
        wall, cpu = time.perf_counter(), time.process_time()
        size = work()
        times.append((time.perf_counter() - wall, time.process_time() - cpu))
    wall, cpu = (min(each) for each in zip(*times, strict=True))
    return {"seconds": wall, "cpu": cpu, "size": size}


def timed(work: Callable[[], int]) -> Figures:
    """Return how long some work takes once, with the size of its result and the memory it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    size = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"seconds": wall, "cpu": cpu, "size": size, "memory": peak}


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what has used so many seconds of CPU; 0 waits for ever."""

    def end(_signal: int, _frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def asked(
    texts: Mapping[str, str], ask: Callable[[str], int], limits: Mapping[str, float] | None = None
) -> Figures:
    """Return how long each query takes until its answer is JSON.

    Args:
        texts: by name.
        ask: asks one and returns how many bytes or rows the answer has.
        limits: seconds of CPU after which a query is given up; it is then marked as a lower bound.
    """
    found: Figures = {}
    for name, text in texts.items():
        limit = (limits or {}).get(name, 0.0)
        try:
            with patience(limit):
                found[name] = least(lambda text=text: ask(text))  # type: ignore[misc]
        except TimeoutError:
            found[name] = {"seconds": limit, "cpu": limit, "given up": True}
    return found


def run(name: str, arguments: Mapping[str, Any]) -> Figures:
    """Return the figures of a cell by its name, which is `peer_what`."""
    from benchmarks.engine import kg_cells, peer_cells

    for module in (kg_cells, peer_cells):
        if name in module.CELLS:
            figures: Figures = module.CELLS[name](**arguments)
            return figures
    raise KeyError(name)


def written(path: Path) -> int:
    """Return how large a file is."""
    return path.stat().st_size


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], json.loads(sys.argv[2]))))
