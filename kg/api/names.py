"""What a person means by a name: an entity of the registry, or one found in the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import UnknownNameError
from kg.model import slugify
from kg.model.entity import Entity

if TYPE_CHECKING:
    from kg.graph.store import Store
    from kg.model.registry import Registry


class Names:
    """Resolves names by the registry and, where that has no answer, by the graph.

    Args:
        registry: the known entities.
        store: the graph, with entities that no registry has.
    """

    def __init__(self, registry: Registry, store: Store):
        self._registry = registry
        self._store = store

    def find(self, name: str) -> Entity:
        """Return the entity that a person means.

        Raises:
            UnknownNameError: nothing answers to the name, or several entities do.
        """
        try:
            return self._registry.find(name)
        except UnknownNameError as error:
            found = self._found_in_text()
            wanted = {slugify(name), slugify(name.replace(":", "/", 1).rpartition("/")[2])}
            for entity in found:
                if wanted & {slugify(entity.ref.label), entity.ref.id.partition("/")[2]}:
                    return entity
            raise _with_suggestions(error, name, found) from None

    def _found_in_text(self) -> list[Entity]:
        """Return the entities that only the texts know, sorted by id."""
        from kg.graph.facts import entities

        return [Entity(info.ref) for info in entities(self._store) if info.found_in_text]


def _with_suggestions(error: UnknownNameError, name: str, found: list[Entity]) -> UnknownNameError:
    """Return the registry's error with near names of the graph among its suggestions."""
    from difflib import get_close_matches

    labels = {entity.ref.label.casefold(): entity.ref.label for entity in found}
    near = [labels[key] for key in get_close_matches(name.casefold(), labels, n=2, cutoff=0.7)]
    if not near or error.suggestions:
        return error
    return UnknownNameError(str(error), near)
