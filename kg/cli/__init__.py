"""The command line. Every command is a few lines over `kg.api`; all work happens below.

Data goes to standard output and messages to standard error. `-` is standard input or
output. Exit codes: 0 fine, 1 violations found, 2 usage, 3 error.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kg.cli.root import cli

__all__ = ["cli", "main"]

HELP = os.path.join(os.path.dirname(__file__), "help.txt")  # noqa: PTH118, PTH120 - see `main`
"""What `kg --help` prints; `make docs` writes it from the commands."""

_HELP_WIDTH = 80


def main() -> None:
    """Run the command `kg`.

    Its own help is printed from a file where the terminal is wide enough: loading click,
    or even pathlib, takes longer than all the rest of it.
    """
    if sys.argv[1:] in (["--help"], ["-h"]) and _columns() >= _HELP_WIDTH:
        with open(HELP, encoding="utf-8") as text:  # noqa: PTH123 - as above
            sys.stdout.write(text.read())
        return
    from kg.cli.root import cli

    cli.main()


def _columns() -> int:
    """Return the width of the terminal, as click would take it."""
    try:
        return int(os.environ.get("COLUMNS", "")) or _HELP_WIDTH
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (AttributeError, OSError, ValueError):
        return _HELP_WIDTH


def __getattr__(name: str) -> object:
    """Load the commands when they are first asked for."""
    if name == "cli":
        from kg.cli.root import cli

        return cli
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
