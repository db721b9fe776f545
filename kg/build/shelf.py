"""Articles that `kg add` brought, and ids that `kg remove` took out.

Both outlive a build: a later `kg build` includes the former and leaves out the latter. They
change together with the graph or not at all: a change is staged beside them, for the generation
that it belongs to, and takes its place when that generation counts. A process that is killed in
between leaves it to the next one, which sees by the generation whether it counts.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.build.cache import document_from_json, document_to_json
from kg.build.files import sealed, sync_directory, unsealed, write_text, write_unlisted
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


@dataclass
class Shelving:
    """A change of a shelf.

    Attributes:
        put: gives each article to keep, by id; an earlier one of the same id gives way.
        drop: ids to forget, if they were added.
        removed: ids that builds leave out from now on; None where that stays as it is.
    """

    put: dict[str, Callable[[], Added]] = field(default_factory=dict)
    drop: set[str] = field(default_factory=set)
    removed: frozenset[str] | None = None


class Shelf:
    """The added and removed articles of one build directory.

    Args:
        directory: the build directory.
    """

    def __init__(self, directory: Path):
        self._root = directory
        self._articles = directory / "articles"
        self.removed_path = directory / "removed.json"
        self._staged = directory / "shelf.new"
        self._journal = self._staged / "change.json"

    def __iter__(self) -> Iterator[Added]:
        """Yield the added articles, sorted by id."""
        for path in self.paths():
            yield self._read(path)

    def paths(self) -> list[Path]:
        """Return the files of the added articles, sorted."""
        return sorted(self._articles.glob("*.json"))

    def path(self, id: str) -> Path:
        """Return where an added article lies, if it is one."""
        return self._articles / _name(id)

    def get(self, id: str) -> Added:
        """Return the added article of an id."""
        return self._read(self.path(id))

    def removed(self) -> frozenset[str]:
        """Return the ids that builds leave out."""
        if not self.removed_path.exists():
            return frozenset()
        return frozenset(read_sealed(self.removed_path, "write the ids into it once more"))

    def lags(self, current: str) -> bool:
        """Return whether a generation counts already whose change of the shelf is still to come.

        That is so for a moment in every change, and after a kill in that moment until the next.
        """
        try:
            record = read_sealed(self._journal, "")
        except StoreError:  # there is none
            return False
        return bool(record["generation"] == current)

    def stage(self, change: Shelving, generation: str) -> None:
        """Write a change beside the shelf, to take its place if a generation will count."""
        for id, fetch in change.put.items():
            added = fetch()
            record = {"origin": added.origin, "document": document_to_json(added.document)}
            write_unlisted(self._staged / "articles" / _name(id), _sealed_json(record))
        if change.put:
            sync_directory(self._staged / "articles")
        journal = {
            "generation": generation,
            "put": sorted(map(_name, change.put)),
            "drop": sorted(map(_name, change.drop)),
            "removed": None if change.removed is None else sorted(change.removed),
        }
        write_text(self._journal, _sealed_json(journal))
        sync_directory(self._root)

    def settle(self, current: str | None) -> None:
        """Let a staged change take its place if its generation counts; else forget it.

        It may be killed at any moment and be called again. Call it only while holding the
        lock of the build directory.

        Args:
            current: name of the generation that counts, if any does.
        """
        if self._journal.exists():
            record = read_sealed(self._journal, "delete it, and see whether `kg stats` is right")
            if record["generation"] == current:
                self._take(record)
        if self._staged.exists():
            shutil.rmtree(self._staged)
            sync_directory(self._root)

    def _take(self, record: dict[str, Any]) -> None:
        self._articles.mkdir(exist_ok=True)
        for name in record["put"]:
            staged = self._staged / "articles" / name
            if staged.exists():  # else it took its place before a kill
                staged.replace(self._articles / name)
        for name in record["drop"]:
            (self._articles / name).unlink(missing_ok=True)
        sync_directory(self._articles)
        if record["removed"] is not None:
            write_text(self.removed_path, _sealed_json(record["removed"]))

    def _read(self, path: Path) -> Added:
        record = read_sealed(path, "restore it from a backup, or delete it and add it again")
        return Added(document_from_json(record["document"]), record["origin"])


def read_sealed(path: Path, remedy: str) -> Any:
    """Return what a sealed JSON file holds.

    Raises:
        StoreError: a byte of it is not what was written; with the remedy.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}; {remedy}") from error
    text = unsealed(data)
    if text is None:
        text = _from_earlier_version(data)
    if text is None:
        raise StoreError(f"{path} is damaged; {remedy}")
    return json.loads(text)


def _from_earlier_version(data: bytes) -> str | None:
    """Return JSON that was written before there were seals; a broken seal is no such thing."""
    try:
        json.loads(data)
    except ValueError:
        return None
    return data.decode()


def _sealed_json(value: object) -> str:
    return sealed(json.dumps(value, sort_keys=True, indent=1) + "\n")


def _name(id: str) -> str:
    return f"{id.replace('/', '--')}.json"
