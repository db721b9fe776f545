"""A progress bar on standard error, for what takes longer than a second."""

from __future__ import annotations

import sys
from threading import Lock, Timer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

PATIENCE = 1.0
"""Seconds without a bar; most commands are done by then."""


class Progress:
    """Called with what is going on, steps done and steps in all; draws a bar from it.

    Steps in all may be 0 where nobody knows. Nothing is drawn, and nothing imported for it,
    before a second has passed or where standard error is not a terminal.

    Args:
        shown: whether the user wants to see it.
    """

    def __init__(self, *, shown: bool = True):
        self._shown = shown and sys.stderr.isatty()
        self._step: tuple[str, int, int] | None = None
        self._timer: Timer | None = None
        self._bar: Bar | None = None
        self._lock = Lock()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Note how far the work is."""
        if not self._shown:
            return
        with self._lock:
            self._step = (what, done, total)
            if self._bar is not None:
                self._draw(self._bar)
            elif self._timer is None:
                self._timer = Timer(PATIENCE, self._begin)
                self._timer.daemon = True
                self._timer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._shown = False
            if self._timer is not None:
                self._timer.cancel()
            if self._bar is not None:
                self._bar.stop()

    def _begin(self) -> None:
        """Show the bar; runs in the timer's thread."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        with self._lock:
            if self._shown:
                self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
                self._bar.add_task("")
                self._draw(self._bar)
                self._bar.start()

    def _draw(self, bar: Bar) -> None:
        if self._step is not None:
            what, done, total = self._step
            bar.update(bar.task_ids[0], description=what, completed=done, total=total or None)
