"""The simple undirected graph that is walked and measured: one tie per pair of entities."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import networkx as nx

from kg.model import PARENTS, EntityRef

if TYPE_CHECKING:
    from kg.graph.facts import Fact

    Simple = nx.Graph[str]

RIVALRY = "competesWith"
"""The one predicate between entities that is no tie: rivals are not connected by rivalry."""

INCLUDED = ("planned", "candidate")
"""What may be taken in besides: facts that are planned, and candidates."""


def simple_graph(facts: Iterable[Fact], include: Collection[str] = ()) -> Simple:
    """Return the graph of the facts that tie two entities to each other.

    A fact is a tie if it is asserted and accepted, and its object is an entity other than
    its subject; `competesWith` is none. All facts between the same two are one edge, with
    the claims under `facts`, sorted by id. Nodes carry their `ref`. The graph is the same
    for the same facts in any order.

    Args:
        facts: as `kg.graph.facts` reads them.
        include: which of `INCLUDED` count as ties as well.
    """
    graph: Simple = nx.Graph()
    ties = sorted((fact for fact in facts if _ties(fact, include)), key=lambda fact: fact.claim)
    ends = {end for fact in ties for end in (fact.subject, fact.object)}
    for ref in sorted(end for end in ends if isinstance(end, EntityRef)):
        graph.add_node(ref.id, ref=ref)
    for fact in sorted(ties, key=_ends):
        one, other = _ends(fact)
        if not graph.has_edge(one, other):
            graph.add_edge(one, other, facts=[])
        graph.edges[one, other]["facts"].append(fact)
    return graph


def is_a(ref: EntityRef, types: Collection[str]) -> bool:
    """Whether an entity is of one of some types, or of a type below one of them."""
    return ref.type in types or PARENTS.get(ref.type) in types


def _ties(fact: Fact, include: Collection[str]) -> bool:
    if not isinstance(fact.object, EntityRef) or fact.predicate == RIVALRY:
        return False
    tiers = {"accepted", "candidate"} if "candidate" in include else {"accepted"}
    statuses = {"asserted", "planned"} if "planned" in include else {"asserted"}
    return fact.subject.id != fact.object.id and fact.tier in tiers and fact.status in statuses


def _ends(fact: Fact) -> tuple[str, str]:
    assert isinstance(fact.object, EntityRef)
    one, other = sorted((fact.subject.id, fact.object.id))
    return one, other
