"""What a generation was made from: its articles, and those that could not be read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.model.decision import Decision
from kg.model.ruling import Ruling

Decisions = Mapping[str, tuple[Decision, ...]]
"""Article -> what people decided on its claims, sorted."""


class Judged(NamedTuple):
    """What people said of claims, and what article contributes hangs on.

    Attributes:
        decisions: on what single articles say.
        rulings: on what stands where sources differ, sorted by id.
    """

    decisions: Decisions
    rulings: tuple[Ruling, ...]


STANDARD_INPUT = "standard input"
"""The origin of what came from no file."""


@dataclass(frozen=True)
class Entry:
    """One article of the graph.

    Args:
        key: name of its reading in the cache.
        origin: the file it came from: in the project relative to it, else absolute.
        added: whether `kg add` brought it, rather than the project.
        sha256: of the frozen text.
        date: of publication, as written; empty if it is not known.
        sketch: by which texts like it are found, see `kg.text.likeness`.
        copy_of: id of the article whose text it repeats; empty if it repeats none.
    """

    key: str
    origin: str
    added: bool
    sha256: str
    date: str = ""
    sketch: str = ""
    copy_of: str = ""


@dataclass(frozen=True)
class Failure:
    """An article that is not in the graph, and why.

    Args:
        origin: the file it came from.
        reason: a sentence for people.
        key: stands for the content that failed, so that it is not tried again unchanged.
    """

    origin: str
    reason: str
    key: str = ""

    def __str__(self) -> str:
        """The file and the reason; a reason that names the file itself does so once."""
        name = "stdin" if self.origin == STANDARD_INPUT else Path(self.origin).name
        before, named, after = self.reason.partition(f"{name}: ")
        is_path = named and (not before or before.endswith(os.sep))
        return f"{self.origin}: {after if is_path else self.reason}"


@dataclass(frozen=True)
class Manifest:
    """All that a generation depends on.

    Args:
        environment: digest of registry, patterns, ontology and code.
        articles: id -> entry, sorted by id.
        claims: how many the graph holds.
        triples: how many the graph holds.
        failures: in the order they were met.
        decisions: by article, what people decided on its claims; of the graph's articles.
        rulings: what people ruled on conflicts, sorted by id.
        digest: of the triples, see `kg.graph.digest`.
    """

    environment: str
    articles: Mapping[str, Entry]
    claims: int
    triples: int
    failures: tuple[Failure, ...] = ()
    decisions: Decisions = field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()
    digest: str = ""

    @property
    def judged(self) -> Judged:
        """What people said of claims, as the graph holds it."""
        return Judged(self.decisions, self.rulings)

    def inputs(self) -> set[tuple[str, str]]:
        """Return (origin, key) of every article that was tried."""
        read = {(entry.origin, entry.key) for entry in self.articles.values()}
        return read | {(failure.origin, failure.key) for failure in self.failures}

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; `from_json` turns them back exactly."""
        return {
            "environment": self.environment,
            "articles": {id: asdict(entry) for id, entry in self.articles.items()},
            "claims": self.claims,
            "triples": self.triples,
            "failures": [asdict(failure) for failure in self.failures],
            "decisions": {id: [d.to_json() for d in each] for id, each in self.decisions.items()},
            "rulings": [ruling.to_json() for ruling in self.rulings],
            "digest": self.digest,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Manifest:
        """Return the manifest that `to_json` wrote."""
        return cls(
            environment=record["environment"],
            articles={id: Entry(**entry) for id, entry in sorted(record["articles"].items())},
            claims=record["claims"],
            triples=record["triples"],
            failures=tuple(Failure(**failure) for failure in record["failures"]),
            decisions={
                id: tuple(map(Decision.from_json, each))
                for id, each in sorted(record["decisions"].items())
            },
            rulings=tuple(map(Ruling.from_json, record["rulings"])),
            digest=record["digest"],
        )
