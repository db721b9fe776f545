"""What is to become of a graph: gathered first, then carried out at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from kg.build.cache import Reading
from kg.build.inputs import Input
from kg.build.manifest import Entry, Failure, Judged, Manifest
from kg.model.decision import Decision

if TYPE_CHECKING:
    from kg.graph.digest import Contents


class Plan:
    """A change to a graph.

    Args:
        manifest: of the graph as it is; without articles for one that is made anew.
        judged: decisions and rulings of people, as they are to hold from now on.
        ruled: ids of the articles that state what other rulings are on than before.

    Attributes:
        judged: what was given, decisions on articles that are not in the graph as well.
        articles: id -> entry, as they will be.
        failures: articles that could not be taken, and why.
        notes: sentences for people.
    """

    def __init__(self, manifest: Manifest, judged: Judged, ruled: Collection[str] = ()):
        self.manifest = manifest
        self.judged = judged
        self._ruled = frozenset(ruled)
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

    @property
    def decisions(self) -> dict[str, tuple[Decision, ...]]:
        """What people decided on the claims of the articles, as the graph will hold it."""
        return {id: each for id, each in self.judged.decisions.items() if id in self.articles}

    @property
    def changes(self) -> bool:
        """Whether the graph becomes another one."""
        return self.articles != self.manifest.articles or bool(self._judged())

    def coming(self) -> list[str]:
        """Return the ids of the articles whose contribution is new or changed, sorted."""
        old = self.manifest.articles
        new = {id for id, entry in self.articles.items() if old.get(id) != entry}
        return sorted(new | self._judged())

    def leaving(self) -> list[str]:
        """Return the ids of the articles whose old contribution goes or is changed, sorted."""
        old = self.manifest.articles
        gone = {id for id, entry in old.items() if self.articles.get(id) != entry}
        return sorted(gone | self._judged())

    def _judged(self) -> set[str]:
        """Return the ids of the articles that stay, but with other decisions or rulings."""
        old, new = self.manifest.decisions, self.judged.decisions
        other = {id for id in old.keys() | new.keys() if old.get(id, ()) != new.get(id, ())}
        return (other | self._ruled) & self.manifest.articles.keys() & self.articles.keys()

    def result(self, claims: int, contents: Contents, failures: Iterable[Failure]) -> Manifest:
        """Return the manifest of the graph once the plan is carried out."""
        articles = dict(sorted(self.articles.items()))
        decisions = dict(sorted(self.decisions.items()))
        environment = self.manifest.environment
        rulings = self.judged.rulings
        return Manifest(
            environment,
            articles,
            claims,
            contents.triples,
            tuple(failures),
            decisions,
            rulings,
            contents.digest,
        )
