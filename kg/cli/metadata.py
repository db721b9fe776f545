"""Options that say of an article what it does not say itself, and reading with them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.api.articles import Articles

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

    def articles(self, files: Sequence[str]) -> Articles:
        """Return the articles in files, with what is said of a single one.

        Raises:
            UsageError: it speaks of one article and there are several.
            DocumentError: the given date or URL is none.
        """
        from kg.api.articles import Articles
        from kg.model import slugify
        from kg.text.reading import Metadata, is_container

        spoken = any(asdict(self).values())
        path = Path(files[0])
        if spoken and (len(files) > 1 or path.is_dir() or is_container(path)):
            raise click.UsageError(
                "--title, --date, --publisher, --url and --id go with a single file"
            )
        if "-" not in files and not spoken:
            return Articles.of(files)
        if len(files) > 1:
            raise click.UsageError("standard input (-) goes without other files")
        metadata = Metadata(self.title, self.date, self.publisher, self.url)
        content = sys.stdin.buffer.read() if files[0] == "-" else path
        return Articles.single(content, metadata, slugify(self.id or ""))


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
        given = Given(title, date, publisher, url, id_)
        command(*args, files=files, given=given, **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
