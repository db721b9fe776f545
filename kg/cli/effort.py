"""Options that say how many articles are read at a time, and where."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

_OPTIONS = (
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        help="Processes that read articles; by default one for each core. Few articles are "
        "read by one in any case.",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="A dask scheduler, such as tcp://host:8786, whose workers read instead.",
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(0, min_open=True),
        metavar="SECONDS",
        help="Give up an article that takes longer.",
    ),
)


def effort_options(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take `effort`, how many articles are read at a time, and where."""

    @wraps(command)
    def wrapped(
        *args: Any,
        jobs: int | None,
        scheduler: str | None,
        time_limit: float | None,
        **rest: Any,
    ) -> None:
        from kg.build.crew import Effort

        command(*args, effort=Effort(jobs or _cores(), scheduler, time_limit), **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def _cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
