"""An article as frozen at ingestion."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

DATA = "data/"
"""How the id of a file of data begins, which no article's does."""


@dataclass(frozen=True)
class Source:
    """A publication that an article or a row rests on (both may have several).

    Args:
        publisher: its name.
        title: as published, or a description of ours in square brackets.
        url: http(s) address.
        date: of publication, ISO 8601, possibly partial.
        id: slug by which the rows of data files cite it; empty for a source of a brief.
        licence: address or words of the terms on which its content may be used.
    """

    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    date: str | None = None
    id: str = ""
    licence: str | None = None


@dataclass(frozen=True)
class Cut:
    """A stretch of the frozen text that extraction must not read, and why.

    Args:
        start: first code point that is cut.
        end: code point after the last one that is cut.
        reason: a few words for people, such as `tail: "ALSO READ"`.
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Document:
    """The frozen text of one article, or of one file of data, with its metadata.

    Args:
        id: slug of the file's stem, unique in a project; `document` in JSON output. That of
            a file of data begins with `data/`.
        text: the text as frozen; every offset refers to its Unicode code points.
        title: headline, where one was found.
        date: publication date, ISO 8601, possibly partial (`2023-10`).
        publisher: name of the publisher.
        url: http(s) address of the article.
        cuts: ascending, non-overlapping stretches of page furniture.
        sources: what a brief rests on, or what the rows of a data file cite; empty for an
            article that is its own source.
        kind: how it is read: `article` for prose, `facts` for a file of curated rows, else the
            format of the catalogue that it was imported from, see `kg.rows.importers`.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    cuts: tuple[Cut, ...] = ()
    sources: tuple[Source, ...] = field(default=())
    kind: str = "article"

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the frozen text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def body(self) -> list[tuple[int, int]]:
        """Return the stretches that remain to be read, ascending, half-open."""
        spans, at = [], 0
        for cut in self.cuts:
            if at < cut.start:
                spans.append((at, cut.start))
            at = max(at, cut.end)
        if at < len(self.text):
            spans.append((at, len(self.text)))
        return spans

    def readable(self) -> str:
        """Return the text with what is cut blanked out, every offset unchanged.

        A cut within a line leaves spaces, so that its sentence goes on around it; a cut
        over several lines leaves empty lines, so that nothing is read across it.
        """
        parts, at = [], 0
        for cut in self.cuts:
            blank = "\n" if "\n" in self.text[cut.start : cut.end] else " "
            parts += [self.text[at : cut.start], blank * (cut.end - max(at, cut.start))]
            at = max(at, cut.end)
        return "".join([*parts, self.text[at:]])


def part_id(id: str, number: int) -> str:
    """Return the id of a part of a large file of data, numbered from 1.

    The first has the id of the whole: `part_id("data/x", 2) == "data/x.2"`.
    """
    return id if number == 1 else f"{id}.{number}"


def parts(id: str, known: Iterable[str]) -> list[str]:
    """Return those known ids that are parts of a file of data, given the id of the whole."""
    return [
        each
        for each in known
        if each == id or (each.rpartition(".")[0] == id and each.rpartition(".")[2].isdigit())
    ]
