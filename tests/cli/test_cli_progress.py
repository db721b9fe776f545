"""Progress: a bar for people who wait at a terminal, and for nobody else."""

from __future__ import annotations

import io
import time
from contextlib import redirect_stderr

import pytest

from kg.cli import progress
from kg.cli.progress import Progress


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE", 0.02)
    return terminal


def draws(terminal: Terminal, *words: str) -> bool:
    """Whether these words appear, at most some seconds later."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if all(word in terminal.getvalue() for word in words):
            return True
        time.sleep(0.02)
    return False


def test_a_bar_shows_what_is_going_on_and_how_far_it_is(terminal: Terminal) -> None:
    """Work that takes long is shown with its steps, and the last step with its number."""
    with redirect_stderr(terminal), Progress() as bar:
        bar("reading articles", 3, 40)
        assert draws(terminal, "reading articles", "3/40")


def test_work_without_known_steps_is_shown_as_well(terminal: Terminal) -> None:
    """Even if it reports but once, before a second has passed."""
    with redirect_stderr(terminal), Progress() as bar:
        bar("checking the shapes", 0, 0)
        assert draws(terminal, "checking the shapes")


def test_quick_work_draws_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done within the second leaves the terminal as it was."""
    monkeypatch.setattr(progress, "PATIENCE", 1.0)
    with redirect_stderr(terminal), Progress() as bar:
        bar("reading articles", 1, 2)
    time.sleep(0.05)
    assert terminal.getvalue() == ""


def test_no_bar_if_not_wanted(terminal: Terminal) -> None:
    """--quiet means no bar either."""
    with redirect_stderr(terminal), Progress(shown=False) as bar:
        bar("reading articles", 1, 2)
        time.sleep(0.1)
    assert terminal.getvalue() == ""


def test_no_bar_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log file gets no control characters."""
    pipe = io.StringIO()
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with redirect_stderr(pipe), Progress() as bar:
        bar("reading articles", 1, 2)
        time.sleep(0.1)
    assert pipe.getvalue() == ""
