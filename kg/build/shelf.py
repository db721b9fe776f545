"""Articles that `kg add` brought, and ids that `kg remove` took out.

Both outlive a build: a later `kg build` includes the former and leaves out the latter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.build.cache import document_from_json, document_to_json
from kg.build.files import read_json, write_json
from kg.errors import StoreError
from kg.model import Document


@dataclass(frozen=True)
class Added:
    """An article as it was frozen when it was added.

    Args:
        document: the article.
        origin: what it came from, see `kg.build.inputs.origin_of`.
    """

    document: Document
    origin: str


class Shelf:
    """The added and removed articles of one build directory.

    Args:
        directory: the build directory.
    """

    def __init__(self, directory: Path):
        self._articles = directory / "articles"
        self._removed = directory / "removed.json"

    def __iter__(self) -> Iterator[Added]:
        """Yield the added articles, sorted by id."""
        for path in sorted(self._articles.glob("*.json")):
            yield self._read(path)

    def get(self, id: str) -> Added:
        """Return the added article of an id."""
        return self._read(self._path(id))

    def put(self, added: Added) -> None:
        """Keep an article; an earlier one of the same id gives way."""
        record = {"origin": added.origin, "document": document_to_json(added.document)}
        write_json(self._path(added.document.id), record)

    def drop(self, id: str) -> None:
        """Forget an added article, if it is one."""
        self._path(id).unlink(missing_ok=True)

    def removed(self) -> frozenset[str]:
        """Return the ids that builds leave out."""
        return frozenset(read_json(self._removed) or ())

    def set_removed(self, ids: Iterable[str]) -> None:
        """Leave out exactly these ids from now on."""
        write_json(self._removed, sorted(ids))

    def _read(self, path: Path) -> Added:
        record = read_json(path)
        if record is None:
            raise StoreError(f"{path} is damaged; delete it and add the article again")
        return Added(document_from_json(record["document"]), record["origin"])

    def _path(self, id: str) -> Path:
        return self._articles / f"{id.replace('/', '--')}.json"
