"""Everything known of one entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.facts import EntityInfo, Fact


@dataclass(frozen=True)
class Portrait:
    """One entity and the facts that name it.

    Args:
        entity: its names, type and identities.
        outgoing: facts whose subject it is.
        incoming: facts whose object it is.
        mentions: facts that name it in a qualifier only.
    """

    entity: EntityInfo
    outgoing: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    mentions: tuple[Fact, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them."""
        return self.outgoing + self.incoming + self.mentions

    @classmethod
    def of(cls, entity: EntityInfo, facts: list[Fact]) -> Portrait:
        """Return the portrait of an entity from the facts that name it."""
        outgoing = tuple(f for f in facts if f.subject.id == entity.ref.id)
        rest = [f for f in facts if f.subject.id != entity.ref.id]
        incoming = tuple(f for f in rest if getattr(f.object, "id", None) == entity.ref.id)
        mentions = tuple(f for f in rest if f not in incoming)
        return cls(entity, outgoing, incoming, mentions)
