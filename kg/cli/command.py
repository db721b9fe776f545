"""A command whose help ends with examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click


class Command(click.Command):
    """A command with examples.

    Args:
        examples: command lines as a user types them, at least one.
    """

    def __init__(self, *args: Any, examples: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options, each on a line of its own."""
        super().format_epilog(ctx, formatter)
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")


def command(*examples: str) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command with these examples; it has the function's name.

    A word that Python keeps for itself, such as `import`, has an underscore behind it there.
    """

    def made(function: Callable[..., Any]) -> Command:
        name = function.__name__.rstrip("_").replace("_", "-")
        return click.command(name, cls=Command, examples=examples)(function)

    return made
