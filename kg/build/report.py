"""What a change did, for whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.build.manifest import Failure, Manifest

Progress = Callable[[str, int, int], None]
"""Called with what is going on, how many steps are done, and how many there are or 0."""


@dataclass(frozen=True)
class Report:
    """The outcome of a build, an addition or a removal.

    Args:
        changed: whether the graph is another one than before.
        articles: how many the graph holds now.
        claims: how many the graph holds now; what several articles state is one claim.
        triples: how many the graph holds now.
        failures: articles that are not in the graph, and why.
        notes: sentences for people, such as why an article was not added again.
    """

    changed: bool
    articles: int
    claims: int
    triples: int
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()

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
        return cls(
            changed=changed,
            articles=len(manifest.articles),
            claims=manifest.claims,
            triples=manifest.triples,
            failures=manifest.failures if failures is None else failures,
            notes=notes,
        )
