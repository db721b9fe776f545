"""Options that say of an article what it does not say itself, and reading with them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph
    from kg.model import Document

_OPTIONS = (
    click.option("--title", help="Headline of the article, in place of the one found."),
    click.option(
        "--date", metavar="DATE", help="When it was published: 2023-10-27, 2023-10, 2023."
    ),
    click.option("--publisher", help="Who published it."),
    click.option("--url", help="Its address on the web."),
    click.option(
        "--id", "id_", metavar="ID", help="Its name in the graph, in place of the file's."
    ),
)


@dataclass(frozen=True)
class Given:
    """What a user says of an article; None where nothing is said."""

    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    id: str | None

    def read(self, graph: KnowledgeGraph, file: str) -> Document:
        """Return the document in a file, or on standard input for `-`.

        Raises:
            DocumentError: it cannot be read, or the given date or URL is none.
        """
        from kg.model import slugify
        from kg.text.reading import Metadata

        metadata = Metadata(self.title, self.date, self.publisher, self.url)
        if file == "-":
            document = graph.read(sys.stdin.buffer.read(), metadata)
        else:
            document = graph.read(Path(file), metadata)
        return replace(document, id=slugify(self.id)) if self.id else document

    def check(self, files: Sequence[str]) -> Given:
        """Return this; raise UsageError if it speaks of one article and there are several."""
        if len(files) > 1 and any(asdict(self).values()):
            raise click.UsageError(
                "--title, --date, --publisher, --url and --id go with a single file"
            )
        return self


def metadata_options(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take `files` and, as `given`, what the options say of them."""

    @wraps(command)
    def wrapped(
        *args: Any,
        files: tuple[str, ...],
        title: str | None,
        date: str | None,
        publisher: str | None,
        url: str | None,
        id_: str | None,
        **rest: Any,
    ) -> None:
        given = Given(title, date, publisher, url, id_).check(files)
        command(*args, files=files, given=given, **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
