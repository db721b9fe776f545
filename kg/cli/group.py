"""The group of commands: one line for every error, and sound exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any, NoReturn

import click

from kg.errors import KgError

USAGE = 2
ERROR = 3
_INTERRUPTED = 130


class Commands(Mapping[str, click.Command]):
    """Commands by name, each loaded when it is asked for; none needs the modules of another.

    Args:
        names: in the order of work; `kg.cli.NAME` holds the command NAME (`NAME_` for
            a word that Python keeps for itself).
    """

    def __init__(self, names: Iterable[str]):
        self._names = tuple(names)

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._names:
            raise KeyError(name)
        module = f"{name}_" if iskeyword(name) else name
        command = getattr(import_module(f"kg.cli.{module}"), module)
        assert isinstance(command, click.Command)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class CommandGroup(click.Group):
    """Loads commands when they are asked for, and tells in one line what goes wrong.

    Args:
        summaries: name -> first line of its help, in the order of work.
    """

    def __init__(self, *args: Any, summaries: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.commands = Commands(summaries)  # type: ignore[assignment]  # never added to
        self._summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of work, not of the alphabet."""
        del ctx
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(self._summaries.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; whoever reads its output may stop early."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still buffered goes nowhere, so that closing it at exit does not fail.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code

    def main(  # type: ignore[override]  # the stand-alone mode is the only one here
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run the command line and exit; the program is called `kg` however it was started."""
        del prog_name
        extra["standalone_mode"] = False
        args = sys.argv[1:] if args is None else list(args)
        try:
            code = super().main(args, "kg", **extra)
        except (click.Abort, KeyboardInterrupt):
            code = _fail("interrupted", _INTERRUPTED)
        except click.UsageError as error:
            code = _fail(_usage(error), USAGE)
        except Exception as error:  # the last place that can word it
            if "--debug" in args:
                raise
            code = _fail(_message(error), ERROR)
        sys.exit(code if isinstance(code, int) else 0)


def print_error(message: str) -> None:
    """Print an error in one line, with paths as seen from the working directory."""
    line = " ".join(message.split()).replace(f"{Path.cwd()}{os.sep}", "")
    click.echo(f"kg: error: {line}", err=True)


def _fail(message: str, code: int) -> int:
    print_error(message)
    return code


def _usage(error: click.UsageError) -> str:
    """Return the error in one line, with the command whose help explains it."""
    command = error.ctx.command_path if error.ctx else "kg"
    message = error.format_message()
    stop = "" if message.endswith((".", "?", "!")) else "."
    return f"{message}{stop} See `{command} --help`."


def _message(error: Exception) -> str:
    if isinstance(error, KgError):
        return str(error)
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    kind = type(error).__name__
    return f"internal error, please report it with the output of --debug: {kind}: {error}"
