"""Articles as users give them: files, directories, patterns, containers and documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.manifest import STANDARD_INPUT, Failure
from kg.errors import KgError
from kg.model import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.api.toolbox import Toolbox
    from kg.build.additions import Given
    from kg.build.crew import Effort
    from kg.build.inputs import Input
    from kg.model import Claim
    from kg.project import Project
    from kg.text.llm import ModelExtractor, ModelReading
    from kg.text.reading import Item, Metadata, Refused


@dataclass(frozen=True)
class Articles:
    """What is to be read, one after another; iterated once.

    Args:
        items: with what cannot be read, and why.
        total: how many there are; 0 where only reading will tell.
    """

    items: Iterator[Item | Refused | Document]
    total: int

    @classmethod
    def of(cls, given: Iterable[str | Path | Document]) -> Articles:
        """Return the articles in files, directories, patterns and containers, then documents."""
        from kg.text.reading import find_files, is_container

        given = list(given)
        documents = [each for each in given if isinstance(each, Document)]
        found = find_files(each for each in given if not isinstance(each, Document))
        known = not any(isinstance(path, Path) and is_container(path) for path in found)
        total = len(found) + len(documents) if known else 0
        return cls(_items([*found, *documents]), total)

    @classmethod
    def single(cls, file: Path | bytes, metadata: Metadata, id: str = "") -> Articles:
        """Return one article with what is said of it.

        Args:
            file: where it is, or the content of standard input.
            metadata: what counts more than what the article says of itself.
            id: its name in the graph, in place of the file's.
        """
        from kg.text.reading import Item, items_in

        if isinstance(file, bytes):
            item = Item(STANDARD_INPUT, file, given=metadata, id=id or "stdin")
            return cls(iter([item]), 1)
        return cls(items_in(file, metadata, id), 1)


def _items(found: Iterable[Path | Refused | Document]) -> Iterator[Item | Refused | Document]:
    from kg.text.reading import items_in

    for each in found:
        if isinstance(each, Path):
            yield from items_in(each)
        else:
            yield each


@dataclass(frozen=True)
class Extracted:
    """What was read from one article.

    Args:
        document: the article.
        claims: in document order.
        origin: what it came from, for messages.
        by_model: what a language model made of it, if one read it.
    """

    document: Document
    claims: Sequence[Claim]
    origin: str
    by_model: ModelReading | None = None


def read_all(
    project: Project, articles: Articles, effort: Effort
) -> Iterator[Extracted | Failure | str]:
    """Yield what each article states, in order, or why it cannot be read.

    What was merely passed over is a sentence for people.
    """
    from kg.build.additions import Paired
    from kg.build.reader import Reader

    reader = Reader(project, None, effort)
    for given, result in Paired(articles.items, partial(_input, project)).through(reader):
        if result is None:
            yield _refusal(given)
            continue
        each, reading = result
        if isinstance(reading, Failure):
            yield reading
        else:
            yield Extracted(reading.document, reading.claims, each.origin)


def read_by_model(
    model: ModelExtractor, tools: Toolbox, articles: Articles
) -> Iterator[Extracted | Failure | str]:
    """Yield what a language model reads in each article; otherwise as `read_all`.

    One article is read after the other, in this process: the server sets the pace.
    """
    from kg.build.additions import Given
    from kg.build.worker import reason
    from kg.text.reading import Refused, read_item

    furniture = tools.furniture
    for given in articles.items:
        if isinstance(given, Refused):
            yield _refusal(Given.of(given))
            continue
        origin = _input(tools.project, given).origin
        try:
            document = given if isinstance(given, Document) else read_item(given, furniture)
            reading = model.read(document)
        except (KgError, OSError) as error:
            yield Failure(origin, reason(error, "" if isinstance(given, Document) else given.name))
        else:
            yield Extracted(document, reading.claims, origin, reading)


def _input(project: Project, given: Item | Document) -> Input:
    from kg.build.inputs import from_document, from_item

    if isinstance(given, Document):
        return from_document(given, "")
    return from_item(project, given, "")


def _refusal(given: Given) -> Failure | str:
    if given.faulty:
        return Failure(given.place, given.refused)
    return f"passed over: {given.place}: {given.refused}"
