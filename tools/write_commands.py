"""Write docs/commands.md and kg/cli/help.txt from the commands, so that they cannot lie.

python tools/write_commands.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli import HELP
from kg.cli.command import Command
from kg.cli.root import cli

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"

_HEAD = """\
# Commands

<!-- Written by `make docs` from the commands themselves; edit kg/cli/ instead. -->

Data goes to standard output and messages to standard error. `-` stands for standard input or
output. Every command ends with one of these exit codes:

| code | meaning |
| --- | --- |
| 0 | fine |
| 1 | violations were found |
| 2 | wrong usage |
| 3 | an error, told in one line that begins with `kg: error:` |

Options before the command's name hold for all commands:
"""


def render() -> str:
    """Return the document."""
    context = click.Context(cli, info_name="kg", **cli.context_settings)
    parts = [_HEAD, *_options(cli, context), ""]
    for name, command in cli.commands.items():
        assert isinstance(command, Command)
        parts += _section(command, click.Context(command, context, info_name=name))
    return "\n".join(parts).rstrip() + "\n"


def _section(command: Command, context: click.Context) -> Iterator[str]:
    yield f"## kg {command.name}\n"
    usage = command.get_usage(context).removeprefix("Usage: ")
    yield f"```console\n$ {' '.join(usage.split())}\n```\n"
    yield from (" ".join(part.split()) + "\n" for part in (command.help or "").split("\n\n"))
    yield from _options(command, context)
    examples = "\n".join(f"$ {example}" for example in command.examples)
    yield f"\n```console\n{examples}\n```\n"


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    yield "| option | meaning |\n| --- | --- |"
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and record[1]:
            names, meaning = (re.sub(r"\s+", " ", text).replace("|", r"\|") for text in record)
            yield f"| `{names}` | {meaning} |"


def help_text() -> str:
    """Return what `kg --help` prints on a terminal of 80 columns."""
    settings = {**cli.context_settings, "terminal_width": 80}
    return cli.get_help(click.Context(cli, info_name="kg", **settings)) + "\n"


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
    Path(HELP).write_text(help_text(), encoding="utf-8")
