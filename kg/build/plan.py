"""What is to become of a graph: gathered first, then carried out at once."""

from __future__ import annotations

from collections.abc import Iterable

from kg.build.cache import Reading
from kg.build.inputs import Input
from kg.build.manifest import Entry, Failure, Manifest


class Plan:
    """A change to a graph.

    Args:
        manifest: of the graph as it is; without articles for one that is made anew.

    Attributes:
        articles: id -> entry, as they will be.
        failures: articles that could not be taken, and why.
        notes: sentences for people.
    """

    def __init__(self, manifest: Manifest):
        self.manifest = manifest
        self.articles: dict[str, Entry] = dict(manifest.articles)
        self.failures: list[Failure] = []
        self.notes: list[str] = []
        self._by_text: dict[str, dict[str, None]] = {}
        for id, entry in self.articles.items():
            self._by_text.setdefault(entry.sha256, {})[id] = None

    def put(self, each: Input, key: str, reading: Reading) -> None:
        """Note that an article was read, in place of one of the same id.

        Args:
            each: what was read.
            key: under which the reading is kept.
            reading: what was found.
        """
        document, sketch = reading.document, reading.sketch
        self.drop(document.id)
        date, sha256 = document.date or "", document.sha256
        self.articles[document.id] = Entry(key, each.origin, each.added, sha256, date, sketch)
        self._by_text.setdefault(sha256, {})[document.id] = None

    def drop(self, id: str) -> None:
        """Note that an article goes, if it is there."""
        entry = self.articles.pop(id, None)
        if entry is not None:
            del self._by_text[entry.sha256][id]

    def same_text(self, sha256: str) -> list[str]:
        """Return the ids of the articles of exactly this text, sorted."""
        return sorted(self._by_text.get(sha256, ()))

    def coming(self) -> list[str]:
        """Return the ids of the articles that are new or changed, sorted."""
        old = self.manifest.articles
        return sorted(id for id, entry in self.articles.items() if old.get(id) != entry)

    def leaving(self) -> list[str]:
        """Return the ids of the articles of the old graph that go or are changed, sorted."""
        old = self.manifest.articles
        return sorted(id for id, entry in old.items() if self.articles.get(id) != entry)

    def result(self, claims: int, triples: int, failures: Iterable[Failure]) -> Manifest:
        """Return the manifest of the graph once the plan is carried out."""
        articles = dict(sorted(self.articles.items()))
        return Manifest(self.manifest.environment, articles, claims, triples, tuple(failures))
