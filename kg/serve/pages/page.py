"""What a page is made from, and in which formats it is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import pyoxigraph as ox

from kg.api import KnowledgeGraph
from kg.serve.problem import RequestError

HTML = "text/html"
FORMATS = {
    HTML: "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/json": "json",
}
"""Media type -> ending of an address that asks for it, the preferred first."""

T = TypeVar("T")

_TRIPLES = ("ttl", "jsonld", "nt", "rdf")


@dataclass(frozen=True)
class Asked:
    """What is asked for.

    Args:
        graph: of the moment that is asked for.
        path: what follows the kind of page in the address, without an ending for a format.
        fields: of the address, such as `page`.
        base: address of the server, with a slash at its end.
        days: `as-of` and `known-by` as given, where they are.
    """

    graph: KnowledgeGraph
    path: str
    fields: Mapping[str, str]
    base: str
    days: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """The number of the page of a long list, from 1.

        Raises:
            RequestError: 400 where it is none.
        """
        text = self.fields.get("page", "1")
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:7]) <= 100_000:
            raise RequestError(400, f"page: {text[:40]!r} is no number of a page")
        return int(text[:7])


@dataclass(frozen=True)
class Page:
    """A page, each form of which is made when it is asked for.

    Args:
        template: name of the template without its ending.
        title: of the window.
        data: what the template needs.
        record: plain JSON values.
        triples: the same as RDF.
        other: media type -> what writes it, for formats of one kind of page alone.
    """

    template: str
    title: str
    data: Callable[[], Mapping[str, Any]]
    record: Callable[[], Any] | None = None
    triples: Callable[[], Iterable[ox.Triple]] | None = None
    other: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)

    @property
    def offers(self) -> dict[str, str]:
        """Media type -> ending, the preferred first."""
        kinds = ["html", *(_TRIPLES if self.triples else ()), *(["json"] if self.record else ())]
        return {media: ending for media, ending in FORMATS.items() if ending in kinds}


@dataclass(frozen=True)
class Part(Generic[T]):
    """A part of a long list.

    Args:
        items: of this part.
        total: how many there are in all.
        number: of the part, from 1.
        parts: how many there are.
    """

    items: list[T]
    total: int
    number: int = 1
    parts: int = 1

    @classmethod
    def of(cls, items: list[T], number: int, size: int) -> Part[T]:
        """Return a part of a list; the number of a part beyond the last one gives none.

        Raises:
            RequestError: 404 where there is no such part.
        """
        parts = max(1, -(-len(items) // size))
        if number > parts:
            raise RequestError(404, f"there is no page {number}; the last one is {parts}")
        return cls(items[(number - 1) * size : number * size], len(items), number, parts)
