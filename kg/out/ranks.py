"""Who is central: measures of networkx on the simple undirected graph of the facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import networkx as nx
from scipy.sparse import diags_array

from kg.errors import ParameterError
from kg.model import EntityRef
from kg.model.english import either
from kg.out.simple import is_a, simple_graph

if TYPE_CHECKING:
    from kg.graph.facts import Fact
    from kg.out.simple import Simple

BUDGET = 2_500_000
"""Entities and ties that betweenness may walk in all: about four seconds.

From each entity it walks the whole graph. Where that is more, it walks from as many entities as
the budget allows, `k`, at least `LEAST`, chosen by chance with a fixed seed.
"""

LEAST = 50
SEED = 0


@dataclass(frozen=True)
class Rank:
    """One entity's place.

    Args:
        place: from 1; those of equal score share the place.
        entity: who.
        score: what was measured.
        degree: with how many others facts tie it.
    """

    place: int
    entity: EntityRef
    score: float
    degree: int


@dataclass(frozen=True)
class Ranking:
    """Entities by a measure.

    Args:
        measure: one of `MEASURES`.
        function: the function of networkx that measured it.
        parameters: with which that was called, besides the graph.
        nodes: entities in the graph that was measured.
        edges: ties in it.
        with_bodies: whether bodies were taken as one with their country.
        ranks: of the types that were asked for, the best first.
    """

    measure: str
    function: str
    parameters: Mapping[str, str | int]
    nodes: int
    edges: int
    with_bodies: bool
    ranks: tuple[Rank, ...]


@dataclass(frozen=True)
class Measured:
    """What a measure found: a score for each node, and how it was called."""

    scores: Mapping[str, float]
    function: str
    parameters: Mapping[str, str | int] = field(default_factory=dict)
    low_first: bool = False


def rank(
    facts: Iterable[Fact],
    measure: str = "degree",
    *,
    types: Collection[str] = ("Country",),
    between: tuple[Collection[str], Collection[str]] | None = None,
    homes: Mapping[str, EntityRef] | None = None,
    budget: int = BUDGET,
) -> Ranking:
    """Return entities by a measure of the simple undirected graph of the facts.

    Equal scores are in the order of labels, then ids. An entity through which no shortest
    path passes has no place by betweenness and brokerage.

    Args:
        facts: of the graph; see `simple_graph` for those that count.
        measure: one of `MEASURES`.
        types: which entities are ranked; all are in the graph that is measured.
        between: for brokerage, ids of two sets of entities without a common one.
        homes: id of a body -> its country, with which it is taken as one.
        budget: entities and ties that betweenness may walk in all.

    Raises:
        ParameterError: the measure is unknown, or `between` does not go with it.
    """
    if measure not in MEASURES:
        raise ParameterError(f"{measure!r} is no measure; take {either(tuple(MEASURES))}")
    if (measure == "brokerage") != (between is not None):
        raise ParameterError("brokerage, and it alone, is between two blocs")
    graph = simple_graph(facts)
    if homes:
        graph = _merged(graph, homes)
    found = MEASURES[measure](graph, Given(between or ((), ()), budget))
    return Ranking(
        measure,
        found.function,
        found.parameters,
        graph.number_of_nodes(),
        graph.number_of_edges(),
        bool(homes),
        tuple(_places(graph, found, types)),
    )


def _places(graph: Simple, found: Measured, types: Collection[str]) -> Iterable[Rank]:
    sign = 1 if found.low_first else -1
    refs = (graph.nodes[id]["ref"] for id in found.scores)
    scored = [(sign * round(found.scores[ref.id], 9), ref) for ref in refs if is_a(ref, types)]
    if not found.low_first:
        scored = [(key, ref) for key, ref in scored if key]
    scored.sort(key=lambda item: (item[0], item[1].label, item[1].id))
    place, last = 0, None
    for number, (key, ref) in enumerate(scored, 1):
        if key != last:
            place, last = number, key
        yield Rank(place, ref, abs(key), graph.degree[ref.id])


def _merged(graph: Simple, homes: Mapping[str, EntityRef]) -> Simple:
    """Return the graph with each body taken as one with its country."""
    refs = {id: homes.get(id, data["ref"]) for id, data in graph.nodes(data=True)}
    pairs = (sorted((refs[one], refs[other])) for one, other in graph.edges)
    merged: Simple = nx.Graph()
    for one, other in sorted({(one, other) for one, other in pairs if one != other}):
        merged.add_node(one.id, ref=one)
        merged.add_node(other.id, ref=other)
        merged.add_edge(one.id, other.id)
    return merged


@dataclass(frozen=True)
class Given:
    """What a measure may need besides the graph: two sides, and a budget."""

    between: tuple[Collection[str], Collection[str]]
    budget: int


def _degree(graph: Simple, _: Given) -> Measured:
    return Measured({id: float(n) for id, n in graph.degree}, "networkx.Graph.degree")


def _betweenness(graph: Simple, given: Given) -> Measured:
    name = "networkx.betweenness_centrality"
    k = max(given.budget // max(len(graph) + graph.number_of_edges(), 1), LEAST)
    if len(graph) <= k:
        return Measured(nx.betweenness_centrality(graph), name)
    scores = nx.betweenness_centrality(graph, k=k, seed=SEED)
    return Measured(scores, name, {"k": k, "seed": SEED})


def _brokerage(graph: Simple, given: Given) -> Measured:
    """Measure the share of the shortest paths between two sides that pass through each node."""
    sides = (sorted(id for id in side if id in graph) for side in given.between)
    one, other = sorted(sides, key=len)  # it walks the graph once from each of the first
    raw = nx.betweenness_centrality_subset(graph, one, other, normalized=False)
    # networkx halves the sums of undirected graphs, as if each pair came twice; here it comes once.
    pairs = max(len(one) * len(other), 1)
    scores = {id: 2 * score / pairs for id, score in raw.items()}
    called = {"sources": len(one), "targets": len(other)}
    return Measured(scores, "networkx.betweenness_centrality_subset", called)


def _constraint(graph: Simple, _: Given) -> Measured:
    """Measure Burt's constraint as `networkx.constraint` does, but on sparse matrices.

    That one makes them dense, which takes minutes on some ten thousand entities.
    """
    name = "networkx.constraint"
    if not graph:
        return Measured({}, name, low_first=True)
    ties = nx.to_scipy_sparse_array(graph, weight=None, format="csr").astype(float)
    share = diags_array(1 / ties.sum(axis=1)) @ ties
    local = (share + share @ share).multiply(ties).power(2)
    return Measured(dict(zip(graph, local.sum(axis=1).tolist(), strict=True)), name, low_first=True)


MEASURES: Mapping[str, Callable[[Simple, Given], Measured]] = {
    "degree": _degree,
    "betweenness": _betweenness,
    "brokerage": _brokerage,
    "constraint": _constraint,
}
"""How an entity may be central, by name."""
