"""What a change did, for whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.build.manifest import Failure, Manifest
from kg.model.document import DATA

Progress = Callable[[str, int, int], None]
"""Called with what is going on, how many steps are done, and how many there are or 0."""


STATUSES = ("added", "copy", "known", "failed", "passed over")
"""What may become of something that `kg add` was given."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file, or of one record in it.

    Args:
        file: the file, or a word for where else it came from.
        record: where in the file, such as `offset 1204`; empty if it is the whole.
        status: one of `STATUSES`; a copy is in the graph as well.
        id: of the article, where it is known.
        reason: why it is not in the graph, or what else there is to know of it.
        copy_of: id of the article whose text it repeats.
    """

    file: str
    record: str
    status: str
    id: str = ""
    reason: str = ""
    copy_of: str = ""

    def to_json(self) -> dict[str, str]:
        """Return what `kg add --report` writes: all that is not empty."""
        record = {
            "file": self.file,
            "record": self.record,
            "status": self.status,
            "article": self.id,
            "reason": self.reason,
            "copyOf": self.copy_of,
        }
        return {name: value for name, value in record.items() if value}


@dataclass(frozen=True)
class Report:
    """The outcome of a build, an addition or a removal.

    Args:
        changed: whether the graph is another one than before.
        articles: how many the graph holds now.
        claims: how many the graph holds now; what several articles state is one claim.
        triples: how many the graph holds now.
        data_files: how many files of rows the graph holds now.
        failures: articles that are not in the graph, and why.
        notes: sentences for people, such as why an article was not added again.
        outcomes: what became of each thing that was to be added, in the order given.
    """

    changed: bool
    articles: int
    claims: int
    triples: int
    data_files: int = 0
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def count(self, status: str) -> int:
        """Return how many outcomes have a status."""
        return sum(outcome.status == status for outcome in self.outcomes)

    @classmethod
    def of(
        cls,
        manifest: Manifest,
        *,
        changed: bool,
        failures: tuple[Failure, ...] | None = None,
        notes: tuple[str, ...] = (),
    ) -> Report:
        """Return the report of a graph; its own failures unless others are given."""
        data_files = sum(id.startswith(DATA) for id in manifest.articles)
        return cls(
            changed=changed,
            articles=len(manifest.articles) - data_files,
            claims=manifest.claims,
            triples=manifest.triples,
            data_files=data_files,
            failures=manifest.failures if failures is None else failures,
            notes=notes,
        )
