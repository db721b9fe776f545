"""What every command shares: the project, and how to speak to the user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import ERROR, print_error
from kg.cli.progress import Progress
from kg.errors import ParameterError

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph
    from kg.build.manifest import Failure
    from kg.graph.remote import Endpoint
    from kg.model.moment import Moment


@dataclass(frozen=True)
class Session:
    """The global options of one run.

    Args:
        project: a project directory, if one was given.
        quiet: whether messages are left out; errors never are.
        store: address of an endpoint, or a directory, that has the graph, if one was given.
        named: IRI of the named graph of the endpoint, if one was given.
    """

    project: str | None
    quiet: bool
    store: str | None = None
    named: str | None = None

    @contextmanager
    def graph(self, moment: Moment | None = None) -> Iterator[KnowledgeGraph]:
        """Open the project's graph, with a progress bar on whatever takes long.

        Args:
            moment: the time that it is to be of, if any; what is then left out is said.
        """
        from kg.api import KnowledgeGraph

        with (
            Progress(shown=not self.quiet) as progress,
            KnowledgeGraph.open(self.project, progress=progress, store=self._place()) as graph,
        ):
            if not moment:
                yield graph
                return
            from kg.api.dated import DatedGraph

            dated = DatedGraph(graph, moment)
            for each in dated.account:
                self.say(str(each))
            yield dated

    def _place(self) -> Endpoint | Path | None:
        """Return where the graph is, if a global option says it.

        Raises:
            UsageError: an address is unfit, or a variable that goes with it.
        """
        if not self.store:
            return None
        from kg.graph.remote.endpoint import Endpoint, is_address

        if not is_address(self.store):
            return Path(self.store)
        try:
            return Endpoint.of(self.store, self.named or "")
        except ParameterError as error:
            raise click.UsageError(str(error)) from error

    def say(self, message: str) -> None:
        """Print a message for people."""
        if not self.quiet:
            click.echo(message, err=True)

    def fail(self, failures: Iterable[Failure]) -> None:
        """Report articles that failed, and end with exit code 3 if there are any."""
        failed = False
        for failure in failures:
            failed = True
            print_error(str(failure))
        if failed:
            raise click.exceptions.Exit(ERROR)


pass_session = click.make_pass_decorator(Session)


def near(origin: str | Path) -> str:
    """Return a path as seen from the working directory, where it lies below."""
    try:
        return str(Path(origin).relative_to(Path.cwd()))
    except ValueError:
        return str(origin)
