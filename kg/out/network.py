"""The facts as a networkx graph: entities are nodes, each claim between two is an edge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.model import EntityRef

if TYPE_CHECKING:
    from kg.graph.facts import Fact

    Graph = nx.MultiDiGraph[str]


def network(facts: Iterable[Fact], labels: Mapping[str, str] | None = None) -> Graph:
    """Return the facts as a directed multigraph that keeps parallel and opposite claims apart.

    Nodes are entity ids with `label`, `type` and `facts`, the list of facts whose object is
    a value (a launch date, a number of members) and so has no node of its own. Edges are
    keyed by claim id and carry `predicate`, `label`, `status`, `tier`, `confidence`,
    `qualifiers` and `evidence`. The order of the facts does not matter.

    Args:
        facts: what is known, as `kg.graph.facts` reads it.
        labels: local names of the ontology -> wording for people; a name that is not
            there is spelt out: `participatesIn` reads "participates in".
    """
    graph: Graph = nx.MultiDiGraph()
    ordered = sorted(facts, key=lambda fact: fact.claim)
    for entity in sorted({end for fact in ordered for end in _ends(fact)}):
        graph.add_node(entity.id, label=entity.label, type=entity.type, facts=[])
    for fact in ordered:
        if isinstance(fact.object, EntityRef):
            wording = label_of(fact.predicate, labels)
            attributes = _attributes(fact) | {"label": wording}
            graph.add_edge(fact.subject.id, fact.object.id, key=fact.claim, **attributes)
        else:
            graph.nodes[fact.subject.id]["facts"].append(fact)
    return graph


def label_of(name: str, labels: Mapping[str, str] | None = None) -> str:
    """Return the wording of an ontology name: its label, else the name spelt out in words."""
    if labels and name in labels:
        return labels[name]
    return _spelt(name)


@lru_cache(maxsize=1024)
def _spelt(name: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return words if name[:1].isupper() else words.lower()


def _ends(fact: Fact) -> list[EntityRef]:
    return [end for end in (fact.subject, fact.object) if isinstance(end, EntityRef)]


def _attributes(fact: Fact) -> dict[str, Any]:
    return {
        "predicate": fact.predicate,
        "status": fact.status,
        "tier": fact.tier,
        "confidence": fact.confidence,
        "qualifiers": dict(fact.qualifiers),
        "evidence": fact.evidence,
    }
