"""Everything known of one entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api.graph import KnowledgeGraph
    from kg.graph.facts import EntityInfo, Fact
    from kg.graph.ladder import Membership
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
        members: where parties stand towards it, by level and rung; none for a party.
        commitments: where it stands as a party.
        countries: id -> label of those to which bodies among the members belong.
    """

    entity: EntityInfo
    outgoing: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    mentions: tuple[Fact, ...]
    near: tuple[EntityRef, ...] = ()
    members: tuple[Membership, ...] = ()
    commitments: tuple[Membership, ...] = ()
    countries: Mapping[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them."""
        return self.outgoing + self.incoming + self.mentions

    @classmethod
    def of(
        cls,
        entity: EntityInfo,
        facts: list[Fact],
        near: tuple[EntityRef, ...] = (),
        ladder: Iterable[Membership] = (),
        labels: Mapping[str, str] | None = None,
    ) -> Portrait:
        """Return the portrait of an entity from the facts that name it.

        Args:
            entity: the entity.
            facts: that name it.
            near: entities of a like name.
            ladder: where parties stand; those that have nothing to do with it are left out.
            labels: of countries, by id.
        """
        outgoing = tuple(f for f in facts if f.subject.id == entity.ref.id)
        rest = [f for f in facts if f.subject.id != entity.ref.id]
        incoming = tuple(f for f in rest if getattr(f.object, "id", None) == entity.ref.id)
        mentions = tuple(f for f in rest if f not in incoming)
        known = tuple(ladder)
        members = tuple(each for each in known if each.target.id == entity.ref.id)
        commitments = tuple(each for each in known if each.party.id == entity.ref.id)
        homes = {each.home for each in members} & {*(labels or ())}
        countries = {id: (labels or {})[id] for id in sorted(homes)}
        return cls(entity, outgoing, incoming, mentions, near, members, commitments, countries)


def portrait(graph: KnowledgeGraph, name: str) -> Portrait:
    """Return everything known of an entity; errors are those of `KnowledgeGraph.show`."""
    from kg.api.names import Names
    from kg.graph.facts import facts_about

    ref = Names(graph).find(name).ref
    return portrait_of(graph, ref, facts_about(graph.store, ref.id))


def portrait_of(graph: KnowledgeGraph, ref: EntityRef, facts: list[Fact]) -> Portrait:
    """Return the portrait of an entity by facts that name it."""
    from kg.api.names import Names
    from kg.graph.facts import EntityInfo
    from kg.graph.ladder import memberships

    known = {info.ref.id: info for info in graph.entities()}
    near = () if facts else Names(graph).near(ref)
    homes = {id: info.country for id, info in known.items() if info.country is not None}
    ladder = memberships(facts, homes, _leaders(graph))
    labels = {id: info.ref.label for id, info in known.items()}
    return Portrait.of(known.get(ref.id, EntityInfo(ref)), facts, near, ladder, labels)


def _leaders(graph: KnowledgeGraph) -> dict[str, set[str]]:
    """Return the ids of those who lead, by what they lead."""
    from kg.graph.namespaces import ID

    found: dict[str, set[str]] = {}
    for row in graph.query("SELECT ?led ?by { ?led kg:ledBy ?by }"):
        led, by = (str(row[name]).removeprefix(ID) for name in ("led", "by"))
        found.setdefault(led, set()).add(by)
    return found
