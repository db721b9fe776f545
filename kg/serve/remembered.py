"""A graph that never changes, and remembers what it has worked out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.api import KnowledgeGraph
from kg.api.dated import DatedGraph
from kg.model.moment import Moment

if TYPE_CHECKING:
    from datetime import date

    from kg.graph.contradictions.settled import Conflict
    from kg.graph.facts import EntityInfo
    from kg.project import Project

_MOMENTS = 2
"""Graphs of other days that are kept; each is a copy in memory."""


class Remembering(KnowledgeGraph):
    """A graph whose entities and conflicts, too, are read once."""

    _entities: list[EntityInfo] | None = None
    _conflicts: dict[str, list[Conflict]] | None = None

    def entities(self) -> list[EntityInfo]:
        """Return every entity of the graph, by id."""
        if self._entities is None:
            self._entities = super().entities()
        return list(self._entities)

    def conflicts(self, **wanted: Any) -> list[Conflict]:
        """Return where sources disagree; arguments and errors are those of `KnowledgeGraph`."""
        if self._conflicts is None:
            self._conflicts = {}
        key = repr(sorted(wanted.items()))
        if key not in self._conflicts:
            self._conflicts[key] = super().conflicts(**wanted)
        return list(self._conflicts[key])


class SnapshotGraph(Remembering):
    """A snapshot of a graph, with the latest few moments at which it was looked at.

    Args:
        project: its ontology, registry and saved queries are used.
        snapshot: directory of a store that nobody writes to.
    """

    def __init__(self, project: Project, snapshot: Path):
        super().__init__(project, store=snapshot)
        self._dated: dict[Moment, _SnapshotDated] = {}

    def at(
        self, as_of: str | date | None = None, known_by: str | date | None = None
    ) -> KnowledgeGraph:
        """Return the graph of a moment; arguments and errors are those of `KnowledgeGraph`."""
        moment = Moment.of(as_of, known_by)
        if not moment:
            return self
        found = self._dated.pop(moment, None) or _SnapshotDated(self, moment)
        self._dated[moment] = found
        while len(self._dated) > _MOMENTS:
            self._dated.pop(next(iter(self._dated))).close()
        return found


class _SnapshotDated(Remembering, DatedGraph):
    """A snapshot as of a day, or as known by one."""
