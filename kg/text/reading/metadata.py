"""What is known of an article besides its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import DocumentError
from kg.model import Source
from kg.model.dates import datatype

_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\xa0]")


@dataclass(frozen=True)
class Metadata:
    """Title, date, publisher and URL of an article, as found or as a user gives them.

    Args:
        title: headline.
        date: publication date, ISO 8601, possibly partial (`2023`, `2023-10`).
        publisher: name of the publisher.
        url: http(s) address of the article.
        sources: what a brief rests on.

    Raises:
        DocumentError: the date is on no calendar or not ISO 8601, or the URL is not http(s).
    """

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        for problem in (date_problem(self.date), url_problem(self.url)):
            if problem:
                raise DocumentError(problem)

    def over(self, other: Metadata) -> Metadata:
        """Return these values, and those of `other` where this one has none."""
        return Metadata(
            title=self.title or other.title,
            date=self.date or other.date,
            publisher=self.publisher or other.publisher,
            url=self.url or other.url,
            sources=self.sources or other.sources,
        )


def date_problem(value: str | None) -> str | None:
    """Return what is wrong with a date, or None if it is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    if value is None or datatype(value) in ("date", "gYear", "gYearMonth"):
        return None
    return f"the date {value!r} is no day, month or year like 2023-10-27, 2023-10 or 2023"


def url_problem(value: str | None) -> str | None:
    """Return what is wrong with an address, or None if it is http(s) with a host."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if good and not _NO_IRI.search(value):
        return None
    return f"the address {value!r} is not of the form https://host/path"
