"""Articles as users give them, frozen."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.manifest import Failure
from kg.build.shelf import Added
from kg.errors import KgError
from kg.model import Document

if TYPE_CHECKING:
    from kg.api.graph import KnowledgeGraph


def freeze(
    graph: KnowledgeGraph, articles: Iterable[str | Path | Document]
) -> tuple[list[Added], list[Failure]]:
    """Return the articles as frozen now, and those that cannot be read with the reason."""
    added, failures = [], []
    for article in articles:
        if isinstance(article, Document):
            added.append(Added(article, "document"))
            continue
        origin = str(Path(article).resolve())
        try:
            added.append(Added(graph.read(Path(article)), origin))
        except (KgError, OSError) as error:
            failures.append(Failure(origin, str(error)))
    return added, failures
