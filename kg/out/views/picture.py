"""What is in the picture, and the nodes and edges that vis-network draws of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.model import EntityRef
from kg.out.network import network
from kg.out.views.layout import layout
from kg.out.views.style import OTHER_TYPE, TYPE_STYLES, link_style
from kg.out.views.ties import collapse, neighbourhood
from kg.out.views.wording import acronym, drawn_name

if TYPE_CHECKING:
    from kg.graph.facts import Fact
    from kg.out.views.payload import Payload
    from kg.out.views.ties import Ties

LINE_HEIGHT = 17.0
CHARACTER = 7.4
MARGIN = 14.0
NAMED_LIMIT = 1200
"""Nodes up to which the layout leaves room for every name; of more, no screen shows all."""


@dataclass(frozen=True)
class Picture:
    """The entities, ties and facts that a view shows.

    Args:
        entities: id -> entity, in the order of the node numbers.
        ties: one edge per connected pair of them.
        facts: claim id -> fact, sorted: those between shown entities, and those of a tie.
    """

    entities: Mapping[str, EntityRef]
    ties: Ties
    facts: Mapping[str, Fact]

    @classmethod
    def of(
        cls, facts: Iterable[Fact], focus: str | None = None, hops: int | None = None
    ) -> Picture:
        """Return the picture of all facts, or of those at most `hops` ties around `focus`.

        Raises:
            UnknownNameError: no fact speaks of `focus`.
        """
        known = {fact.claim: fact for fact in sorted(facts, key=_order)}
        graph = network(known.values())
        ties = collapse(graph, known)
        if focus is not None:
            ties = neighbourhood(ties, focus, hops)
        entities = {
            node: EntityRef(node, graph.nodes[node]["label"], graph.nodes[node]["type"])
            for node in sorted(ties.nodes)
        }
        tied = {claim for _, _, tie in ties.edges(data=True) for claim in tie["facts"]}
        shown = {
            claim: fact
            for claim, fact in known.items()
            if claim in tied or _ends(fact) <= entities.keys()
        }
        return cls(entities, ties, shown)

    def facts_of(self) -> list[list[Fact]]:
        """Return, per node, the facts that speak of it: as an end or in a qualifier."""
        about: dict[str, list[Fact]] = {node: [] for node in self.entities}
        for fact in self.facts.values():
            for node in sorted(_mentioned(fact) & about.keys()):
                about[node].append(fact)
        return list(about.values())

    def nodes(self, names: Mapping[str, Sequence[str]] | None = None) -> list[dict[str, Any]]:
        """Return the vis-network nodes, each at its place; `id` is its number.

        Args:
            names: entity id -> its other names, among them the acronym to draw where the
                whole name finds no room.
        """
        refs, names = self.entities.items(), names or {}
        short = {node: acronym(ref.label, names.get(node, ())) for node, ref in refs}
        labels = {node: drawn_name(ref.label, short[node]) or [node] for node, ref in refs}
        radii = {node: _radius(self.ties.degree[node]) for node in self.entities}
        named = len(refs) <= NAMED_LIMIT
        sizes = {node: _size(labels[node] if named else (), radii[node]) for node in labels}
        places = layout(self.ties, sizes)
        return [
            {
                "id": number,
                "label": "\n".join(labels[node]),
                "short": short[node],
                "group": ref.type,
                "shape": TYPE_STYLES.get(ref.type, OTHER_TYPE).shape,
                "size": radii[node],
                "x": places[node][0],
                "y": places[node][1] - round(LINE_HEIGHT * len(labels[node]) / 2) * named,
            }
            for number, (node, ref) in enumerate(refs)
        ]

    def edges(self, payload: Payload) -> list[dict[str, Any]]:
        """Return the vis-network edges with the positions of their facts in the payload."""
        pairs = sorted((min(pair), max(pair)) for pair in self.ties.edges)
        return [self._edge(number, pair, payload) for number, pair in enumerate(pairs)]

    def _edge(self, number: int, pair: tuple[str, str], payload: Payload) -> dict[str, Any]:
        tie = self.ties.edges[pair]
        facts = [self.facts[claim] for claim in tie["facts"]]
        source, target = pair if pair[1] in tie["heads"] or not tie["heads"] else pair[::-1]
        heads = [end for end, node in (("to", target), ("from", source)) if node in tie["heads"]]
        return {
            "id": number,
            "from": payload.node(source),
            "to": payload.node(target),
            "arrows": ",".join(heads),
            "group": link_style(facts),
            "candidate": all(fact.tier != "accepted" for fact in facts),
            "facts": [payload.add(fact) for fact in facts],
        }


def _order(fact: Fact) -> tuple[str, ...]:
    shown = fact.object.id if isinstance(fact.object, EntityRef) else fact.object.value
    return (fact.subject.id, fact.predicate, shown, fact.claim)


def _ends(fact: Fact) -> set[str]:
    return {end.id for end in (fact.subject, fact.object) if isinstance(end, EntityRef)}


def _mentioned(fact: Fact) -> set[str]:
    return _ends(fact) | {v.id for v in fact.qualifiers.values() if isinstance(v, EntityRef)}


def _radius(degree: int) -> int:
    """Return half the size of a node's mark: hubs stand out, but do not swallow the rest."""
    return min(30, round(8 + 3.4 * math.sqrt(max(0, degree - 1))))


def _size(label: Sequence[str], radius: int) -> tuple[float, float]:
    """Return width and height of the box that a mark needs with its label below."""
    width = max(2 * radius, CHARACTER * max(map(len, label), default=0))
    return width + MARGIN, 2 * radius + LINE_HEIGHT * len(label) + MARGIN
