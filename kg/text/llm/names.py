"""Who is meant by a name that a model gives: an entity of the registry, or one in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from kg.errors import UnknownNameError
from kg.model import ID_PREFIXES, EntityRef, slugify
from kg.model.entity import same_name
from kg.model.registry import Registry
from kg.text.gazetteer import Gazetteer
from kg.text.llm.places import Places, holds_one, is_inside
from kg.text.names import found_person
from kg.text.sentences import Span

_LISTED = frozenset({"Country", "Accord", "Agreement"})
"""Types whose entities must be in the registry: states and treaties are no matter of a text,
and an agreement without a name is known by its parties."""
_TOPICS = frozenset({"Accord", "Programme", "Mission", "Spacecraft", "Satellite"})
_NAME = re.compile(r"(?:[^\W\d_a-z]|\d)|\w+[A-Z]")
"""How a name begins: with a capital or a digit, or with a capital in its first word."""
_MOST_WORDS = 12


@dataclass(frozen=True)
class Named:
    """An entity and every place of the document that names it.

    Args:
        entity: who or what is meant.
        spans: in document order.
    """

    entity: EntityRef
    spans: tuple[Span, ...]

    def stands_in(self, span: Span) -> bool:
        """Tell whether a stretch names the entity."""
        return holds_one(span, self.spans)

    @property
    def is_topic(self) -> bool:
        """Whether a text may go on about it without naming it again: "the tenth to sign"."""
        return self.entity.type in _TOPICS


class Naming:
    """Settles names in one document, always in the same way.

    Args:
        registry: the entities that are known.
        gazetteer: finds them in text.
        places: of the document.
    """

    def __init__(self, registry: Registry, gazetteer: Gazetteer, places: Places):
        self._registry = registry
        self._places = places
        # A capital may be only a place, so that it names no state.
        mentions = [m for m in gazetteer.mentions(places.text) if m.kind != "capital"]
        self._entities = {(m.start, m.end): m.entity for m in mentions if m.entity is not None}
        self._spans: defaultdict[EntityRef, list[Span]] = defaultdict(list)
        for span, entity in self._entities.items():
            self._spans[entity].append(span)
        # Only the text can show what a homonym means.
        capitals = {same_name(s.text) for s in registry.surfaces() if s.kind == "capital"}
        self._unsafe = capitals | registry.homonyms.keys()
        self._found: dict[str, EntityRef] = {}
        self._settled: dict[tuple[str, str], Named | None] = {}

    def settle(self, name: str, kind: str) -> Named | None:
        """Return whom a name means, None where that is nobody whom the text names.

        Args:
            name: as the model gives it.
            kind: the type that the model gives; that of the registry counts more.
        """
        if (name, kind) not in self._settled:
            self._settled[name, kind] = self._settle(name, kind)
        return self._settled[name, kind]

    def _settle(self, name: str, kind: str) -> Named | None:
        name = name.strip(" .,;:\"'“”‘’").removeprefix("the ").removeprefix("The ")
        spans = tuple(self._places.find(name))
        known = self._in_text(spans) or self._in_registry(name)
        if known is None:
            return None if self._is_unsafe(name) else self._unknown(name, kind, spans)
        return Named(known, tuple(self._spans.get(known, ())))

    def _in_text(self, spans: tuple[Span, ...]) -> EntityRef | None:
        """Return the entity that the text itself shows a name to mean, homonyms settled."""
        return next((self._entities[span] for span in spans if span in self._entities), None)

    def _in_registry(self, name: str) -> EntityRef | None:
        if self._is_unsafe(name):
            return None
        try:
            return self._registry.find(name).ref
        except UnknownNameError:
            return None

    def _is_unsafe(self, name: str) -> bool:
        """Tell whether a name is a capital, or one that several entities share."""
        return same_name(name) in self._unsafe

    def _unknown(self, name: str, kind: str, spans: tuple[Span, ...]) -> Named | None:
        """Return an entity that only the text knows, as long as its words look like a name."""
        taken = list(self._entities)
        free = tuple(span for span in spans if not is_inside(span, taken))
        if kind not in ID_PREFIXES.keys() - _LISTED or not free or not _NAME.match(name):
            return None
        label = self._places.words(free[0])
        if not slugify(label) or len(label.split()) > _MOST_WORDS:
            return None
        entity = EntityRef(f"{ID_PREFIXES[kind]}/{slugify(label)}", label, kind)
        entity = found_person(label) if kind == "Person" else entity
        return Named(self._found.setdefault(entity.id, entity), free)
