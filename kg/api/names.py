"""What a person means by a name: an entity of the registry, or one found in the texts."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import UnknownNameError
from kg.model import EntityRef, slugify
from kg.model.english import nearest
from kg.model.entity import Entity

if TYPE_CHECKING:
    from kg.api.facts import FactGraph

_SUGGESTED = 3
_TRIED = 9  # some of them may have no facts either
_DESCRIPTION = "SELECT ?entity ?p ?o {{ BIND({0} AS ?entity) {0} ?p ?o }}"


class Names:
    """Resolves names by the registry and, where that has no answer, by the graph.

    Args:
        graph: the project's, with entities that no registry has. At whatever moment it is
            looked at, a name means the same.
    """

    def __init__(self, graph: FactGraph):
        self._graph = graph.whole
        self._asked = graph

    def find(self, name: str) -> Entity:
        """Return the entity that a person means.

        Raises:
            UnknownNameError: nothing answers to the name, or several entities do.
        """
        described = self.described(name)  # an id needs no registry, which takes time to load
        if described is not None:
            return Entity(described)
        try:
            return self._graph.registry.find(name)
        except UnknownNameError as error:
            found = self._found_in_text()
            wanted = {slugify(name), slugify(name.replace(":", "/", 1).rpartition("/")[2])}
            for ref in found:
                if wanted & {slugify(ref.label), ref.id.partition("/")[2]}:
                    return Entity(ref)
            raise _with_suggestions(error, name, found) from None

    def known(self, name: str) -> EntityRef | None:
        """Return the one entity of a name; None, and no search for like names, if there is none.

        So it is quick where many words are tried.
        """
        described = self.described(name)
        if described is not None:
            return described
        ids = self._graph.registry.candidates(name)
        if ids:
            return self._graph.registry.entities[ids[0]].ref if len(ids) == 1 else None
        return self._by_slug.get(slugify(name))

    def near(self, ref: EntityRef) -> tuple[EntityRef, ...]:
        """Return up to three entities that have facts and a name like that of `ref`.

        Those whose name holds all of its words come first, the shortest name before others.
        """
        from kg.graph.facts import facts_about

        others = {info.ref.label: info.ref for info in self._asked.entities()}
        words = set(slugify(ref.label).split("-"))
        alike = [label for label in sorted(others) if words <= set(slugify(label).split("-"))]
        labels = dict.fromkeys([*sorted(alike, key=len), *nearest(ref.label, others, _TRIED)])
        refs = (others[label] for label in labels if others[label].id != ref.id)
        found = (each for each in refs if facts_about(self._asked.store, each.id))
        return tuple(islice(found, _SUGGESTED))

    def described(self, id: str) -> EntityRef | None:
        """Return the entity of an id that the graph describes; None for any other text."""
        from kg.graph.namespaces import iri
        from kg.graph.nodes import entity_ref, grouped

        if not _is_id(id):
            return None
        text = _DESCRIPTION.format(iri(id))
        nodes = grouped(self._graph.store.query(text))
        return next((entity_ref(*node) for node in nodes.items()), None)

    @cached_property
    def _by_slug(self) -> dict[str, EntityRef]:
        """The entities that only the texts know, by label and by the tail of their id."""
        found = self._found_in_text()
        tails = {ref.id.partition("/")[2]: ref for ref in found}
        return tails | {slugify(ref.label): ref for ref in found}

    def _found_in_text(self) -> list[EntityRef]:
        """Return the entities that only the texts know, sorted by id."""
        return [info.ref for info in self._graph.entities() if info.found_in_text]


def _is_id(name: str) -> bool:
    """Whether a name is written as an id is, such as `country/pakistan`."""
    first, slash, rest = name.partition("/")
    return bool(slash) and first == slugify(first) and rest == slugify(rest)


def _with_suggestions(
    error: UnknownNameError, name: str, found: list[EntityRef]
) -> UnknownNameError:
    """Return the registry's error with near names of the graph among its suggestions."""
    near = nearest(name, {ref.label for ref in found})
    if not near or error.suggestions:
        return error
    return UnknownNameError(str(error), near)
