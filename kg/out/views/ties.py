"""What the picture connects: claims between the same two entities become one tie."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING

import networkx as nx

from kg.errors import UnknownNameError
from kg.model import SYMMETRIC, EntityRef

if TYPE_CHECKING:
    from kg.graph.facts import Fact
    from kg.out.network import Graph

    Ties = nx.Graph[str]


def collapse(graph: Graph, facts: Mapping[str, Fact]) -> Ties:
    """Return the undirected graph with one edge per pair of entities.

    Each edge holds `facts` (sorted claim ids) and `heads`, the set of node ids that an
    arrow points to; a symmetric predicate adds none. An agreement that is a node, because
    someone signed it, is tied to its parties and to what it concerns: the claim that names
    them is the fact of those ties.
    A claim of an entity about itself makes no tie, it stands among the node's own facts.

    Args:
        graph: what `kg.out.network.network` returned.
        facts: the same facts by claim id.
    """
    ties: Ties = nx.Graph()
    ties.add_nodes_from(graph.nodes)
    for source, target, claim in sorted(graph.edges(keys=True)):
        _tie(ties, source, target, claim, directed=facts[claim].predicate not in SYMMETRIC)
    for claim, fact in sorted(facts.items()):
        event = fact.qualifiers.get("agreement")
        if isinstance(event, EntityRef) and event.id in graph:
            for other in _participants(fact):
                if other in graph:
                    _tie(ties, event.id, other, claim, directed=False)
    return ties


def neighbourhood(ties: Ties, focus: str, hops: int | None) -> Ties:
    """Return the part of the graph at most `hops` ties away from `focus`.

    Args:
        ties: what `collapse` returned.
        focus: id of an entity in it.
        hops: 0 or more; None keeps everything.

    Raises:
        UnknownNameError: no fact speaks of `focus`.
    """
    if focus not in ties:
        raise UnknownNameError(f"No fact in this graph speaks of {focus!r}.")
    if hops is None:
        return ties
    reached, queue = {focus: 0}, deque([focus])
    while queue:
        node = queue.popleft()
        if reached[node] < hops:
            fresh = [other for other in sorted(ties[node]) if other not in reached]
            reached |= dict.fromkeys(fresh, reached[node] + 1)
            queue += fresh
    return ties.subgraph(reached)


def _participants(fact: Fact) -> list[str]:
    ends = (fact.subject, fact.object, fact.qualifiers.get("concerning"))
    return [end.id for end in ends if isinstance(end, EntityRef)]


def _tie(ties: Ties, source: str, target: str, claim: str, *, directed: bool) -> None:
    if source == target:
        return
    if not ties.has_edge(source, target):
        ties.add_edge(source, target, facts=[], heads=set())
    edge = ties.edges[source, target]
    if claim not in edge["facts"]:
        edge["facts"].append(claim)
    if directed:
        edge["heads"].add(target)
