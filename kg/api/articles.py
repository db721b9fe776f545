"""Articles as users give them: files, directories, patterns, containers and documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.manifest import STANDARD_INPUT, Failure
from kg.model import Document

if TYPE_CHECKING:
    from kg.build.cache import Reading
    from kg.build.crew import Effort
    from kg.build.inputs import Input
    from kg.project import Project
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


def read_all(
    project: Project, articles: Articles, effort: Effort
) -> Iterator[Reading | Failure | str]:
    """Yield what each article states, in order, or why it cannot be read.

    What was merely passed over is a sentence for people.
    """
    from kg.build.additions import Paired
    from kg.build.inputs import from_document, from_item
    from kg.build.reader import Reader

    def as_input(given: Item | Document) -> Input:
        if isinstance(given, Document):
            return from_document(given, "")
        return from_item(project, given, "")

    reader = Reader(project, None, effort)
    for given, result in Paired(articles.items, as_input).through(reader):
        if result is not None:
            yield result[1]
        elif given.faulty:
            yield Failure(given.place, given.refused)
        else:
            yield f"passed over: {given.place}: {given.refused}"
