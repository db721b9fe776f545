"""Everything known of one entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.facts import EntityInfo, Fact
    from kg.model import EntityRef


@dataclass(frozen=True)
class Portrait:
    """One entity and the facts that name it.

    Args:
        entity: its names, type and identities.
        outgoing: facts whose subject it is.
        incoming: facts whose object it is.
        mentions: facts that name it in a qualifier only.
        near: entities of a like name that have facts, where it has none itself.
    """

    entity: EntityInfo
    outgoing: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    mentions: tuple[Fact, ...]
    near: tuple[EntityRef, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them."""
        return self.outgoing + self.incoming + self.mentions

    @classmethod
    def of(
        cls, entity: EntityInfo, facts: list[Fact], near: tuple[EntityRef, ...] = ()
    ) -> Portrait:
        """Return the portrait of an entity from the facts that name it."""
        outgoing = tuple(f for f in facts if f.subject.id == entity.ref.id)
        rest = [f for f in facts if f.subject.id != entity.ref.id]
        incoming = tuple(f for f in rest if getattr(f.object, "id", None) == entity.ref.id)
        mentions = tuple(f for f in rest if f not in incoming)
        return cls(entity, outgoing, incoming, mentions, near)
