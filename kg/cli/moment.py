"""The options `--as-of` and `--known-by`: the time that a graph is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date


class Day(click.ParamType["date | None"]):
    """A day, or the last one of a month or a year."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | None:
        """Return the last day that a date means."""
        from kg.model.moment import last_day

        try:
            return last_day(value) if isinstance(value, str) else value
        except ValueError as error:
            self.fail(str(error), param, ctx)


def at_moment(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command both options; it takes them as one argument, `moment`.

    The command opens its graph by `session.graph(moment)`, which says what is left out.
    """

    @wraps(command)
    def at(*args: Any, as_of: date | None, known_by: date | None, **options: Any) -> Any:
        from kg.model.moment import Moment

        return command(*args, moment=Moment(as_of, known_by), **options)

    for option in (known_by_option, as_of_option):
        at = option(at)
    return at


as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    type=Day(),
    help="Only what was true on this day; 2024-05 and 2024 mean their last day.",
)
known_by_option = click.option(
    "--known-by",
    metavar="DATE",
    type=Day(),
    help="Only what sources had said by this day.",
)
