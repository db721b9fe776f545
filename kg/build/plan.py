"""What is to become of a graph: gathered first, then carried out at once."""

from __future__ import annotations

from collections.abc import Iterable

from kg.build.cache import Reading
from kg.build.inputs import Input
from kg.build.manifest import Decisions, Entry, Failure, Manifest
from kg.model.decision import Decision


class Plan:
    """A change to a graph.

    Args:
        manifest: of the graph as it is; without articles for one that is made anew.
        decisions: of people, by article, as they are to hold from now on.

    Attributes:
        known: the given decisions, also on articles that are not in the graph.
        articles: id -> entry, as they will be.
        coming: id -> reading of the articles that are new or changed.
        failures: articles that could not be taken, and why.
        notes: sentences for people.
    """

    def __init__(self, manifest: Manifest, decisions: Decisions):
        self.manifest = manifest
        self.known = decisions
        self.articles: dict[str, Entry] = dict(manifest.articles)
        self.coming: dict[str, Reading] = {}
        self.failures: list[Failure] = []
        self.notes: list[str] = []

    def put(self, each: Input, reading: Reading) -> None:
        """Note that an article was read, in place of one of the same id."""
        sha256 = reading.document.sha256
        self.articles[each.id] = Entry(each.key, each.origin, each.added, sha256)

    @property
    def decisions(self) -> dict[str, tuple[Decision, ...]]:
        """What people decided on the claims of the articles, as the graph will hold it."""
        return {id: each for id, each in self.known.items() if id in self.articles}

    def decided(self) -> set[str]:
        """Return the ids of the articles that stay, but with other decisions on them."""
        old, new = self.manifest.decisions, self.known
        kept = self.manifest.articles.keys() & self.articles.keys()
        return {id for id in kept if old.get(id, ()) != new.get(id, ())}

    def leaving(self) -> set[str]:
        """Return the ids of the articles whose old contribution goes or is replaced."""
        old = self.manifest.articles
        gone = {id for id, entry in old.items() if self.articles.get(id) != entry}
        return gone | self.decided()

    def result(self, claims: int, triples: int, failures: Iterable[Failure]) -> Manifest:
        """Return the manifest of the graph once the plan is carried out."""
        articles = dict(sorted(self.articles.items()))
        decisions = dict(sorted(self.decisions.items()))
        environment = self.manifest.environment
        return Manifest(environment, articles, claims, triples, tuple(failures), decisions)
