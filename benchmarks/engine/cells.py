"""One measurement each, in a process of its own: python -m benchmarks.engine.cells NAME JSON.

Every function here takes plain values and returns plain figures: seconds by the wall clock, of
which the least of several counts where something can be repeated, and whatever tells that the
work was done, such as the number of rows.
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
    times: list[float] = []
    size = 0
    while len(times) < ROUNDS and sum(times) < LONG_ENOUGH:
        begun = time.perf_counter()
        size = work()
        times.append(time.perf_counter() - begun)
    return {"seconds": min(times), "size": size}


def timed(work: Callable[[], int]) -> Figures:
    """Return how long some work takes once, with the size of its result and the memory it took."""
    begun = time.perf_counter()
    size = work()
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"seconds": seconds, "size": size, "memory": peak}


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what is still at work after some seconds; 0 waits for ever."""

    def end(_signal: int, _frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def asked(
    texts: Mapping[str, str], ask: Callable[[str], int], limits: Mapping[str, float] | None = None
) -> Figures:
    """Return how long each query takes until its answer is JSON.

    Args:
        texts: by name.
        ask: asks one and returns how many bytes or rows the answer has.
        limits: seconds after which a query is given up; it is then marked as a lower bound.
    """
    found: Figures = {}
    for name, text in texts.items():
        limit = (limits or {}).get(name, 0.0)
        try:
            with patience(limit):
                found[name] = least(lambda text=text: ask(text))  # type: ignore[misc]
        except TimeoutError:
            found[name] = {"seconds": limit, "given up": True}
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
