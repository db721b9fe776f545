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
        coming: id -> reading of the articles that are new or changed.
        failures: articles that could not be taken, and why.
        notes: sentences for people.
    """

    def __init__(self, manifest: Manifest):
        self.manifest = manifest
        self.articles: dict[str, Entry] = dict(manifest.articles)
        self.coming: dict[str, Reading] = {}
        self.failures: list[Failure] = []
        self.notes: list[str] = []

    def put(self, each: Input, reading: Reading) -> None:
        """Note that an article was read, in place of one of the same id."""
        sha256 = reading.document.sha256
        self.articles[each.id] = Entry(each.key, each.origin, each.added, sha256)

    def leaving(self) -> set[str]:
        """Return the ids of the articles of the old graph that go or are replaced."""
        old = self.manifest.articles
        return {id for id, entry in old.items() if self.articles.get(id) != entry}

    def result(self, claims: int, triples: int, failures: Iterable[Failure]) -> Manifest:
        """Return the manifest of the graph once the plan is carried out."""
        articles = dict(sorted(self.articles.items()))
        return Manifest(self.manifest.environment, articles, claims, triples, tuple(failures))
