"""Connections between two entities: the shortest first, and of those the most telling.

A path has no detours: no entity on it is tied to a later one than the next, but for the two
ends. Of two paths of one length the one with the lower cost is the more telling:

    cost = sum of ln(degree) over the entities between + sum of GENERIC over the steps

So a path through a big accord or programme, which ties many to many, gives way to one
through a mission or an agency; and a step that says little, such as a signature among many,
to one that says much, such as an agreement. The first sum is the logarithm of a product of
degrees, as in the path degree product of Himmelstein and Baranzini (PLoS Computational
Biology 11(7), 2015). `networkx.single_source_dijkstra_path_length` guides the search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from heapq import heappop, heappush
from itertools import groupby, islice, pairwise
from math import log
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.model import PARENTS, SYMMETRIC, EntityRef
from kg.out.simple import simple_graph

if TYPE_CHECKING:
    from kg.graph.facts import Fact
    from kg.graph.ontology import Predicate
    from kg.out.simple import Simple

GENERIC: Mapping[str, float] = {
    "signatoryOf": 2.0,
    "holdsPosition": 2.0,
    "signedBy": 2.0,
    "participatesIn": 1.0,
    "agencyOf": 1.0,
    "builtBy": 1.0,
    "builtFor": 1.0,
    "developedBy": 1.0,
    "launchedBy": 1.0,
    "operatedBy": 1.0,
    "ledBy": 0.5,
}
"""What a step costs by its predicate; one that is missing here is specific and costs nothing."""

_Entry = tuple[float, tuple[tuple[str, str], ...], list[str], float]
"""A path under way: its estimate, the labels and the ids of its entities, and what it has cost."""

_TRIED = 1000
"""How many paths are looked at, at most, to find those that are not alike."""

_STEP = 1000.0  # outweighs any cost, so that a shorter path always comes first


@dataclass(frozen=True)
class Step:
    """One tie of a path: facts between two entities, the most specific first."""

    start: EntityRef
    end: EntityRef
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Path:
    """A connection between two entities.

    Args:
        steps: in order; each begins where the one before it ends.
        cost: the lower, the more telling it is among those of its length.
        alike: other paths that go by the same kinds of ties over entities of the same kinds,
            such as over another satellite; the first of them stands for all.
    """

    steps: tuple[Step, ...]
    cost: float
    alike: tuple[Path, ...] = ()

    @property
    def length(self) -> int:
        """The number of steps."""
        return len(self.steps)

    @property
    def entities(self) -> tuple[EntityRef, ...]:
        """The entities along the path, both ends included."""
        return (self.steps[0].start, *(step.end for step in self.steps))

    def words(self, predicates: Mapping[str, Predicate]) -> str:
        """Return the path in one line, worded with the labels of the ontology."""
        parts = [self.steps[0].start.label]
        for step in self.steps:
            parts += [arrow(step, predicates), step.end.label]
        return " ".join(parts)


@dataclass(frozen=True)
class Paths:
    """What connects two entities.

    Args:
        start: one of the two.
        end: the other.
        found: the best paths, in order.
        shortest: number of steps of the shortest path of any length; None if there is none.
    """

    start: EntityRef
    end: EntityRef
    found: tuple[Path, ...]
    shortest: int | None


def paths(
    facts: Iterable[Fact],
    start: EntityRef,
    end: EntityRef,
    *,
    most: int = 5,
    length: int = 4,
    include: Iterable[str] = (),
    homes: Mapping[str, EntityRef] | None = None,
) -> Paths:
    """Return the best connections between two entities: by length, then by cost.

    Paths of equal length and cost are in the order of their entities' labels and ids.

    Args:
        facts: of the graph; see `simple_graph` for those that count.
        start: where paths begin.
        end: where they end.
        most: how many that are not alike are returned at most.
        length: steps of the longest path that is looked for.
        include: `planned` or `candidate` facts, or both, count as well.
        homes: id of a body -> its country. Of equally long paths through the same countries
            and their bodies, only the first is returned.
    """
    graph = simple_graph(facts, tuple(include))
    if start.id not in graph or end.id not in graph or start.id == end.id:
        return Paths(start, end, (), None)
    if not nx.has_path(graph, start.id, end.id):
        return Paths(start, end, (), None)
    shortest = len(nx.shortest_path(graph, start.id, end.id)) - 1
    found = _different(_best(graph, start.id, end.id, length), homes or {})
    grouped = _grouped((_path(graph, nodes) for nodes in islice(found, _TRIED)), most)
    return Paths(start, end, tuple(grouped), shortest)


def arrow(step: Step, predicates: Mapping[str, Predicate]) -> str:
    """Return what ties two entities, with an arrow to the one that it is done to.

    What is done "by" someone is worded from the doer: "← leads —", not "— led by →".
    """
    fact = step.facts[0]
    known = predicates.get(fact.predicate)
    label = known.label if known else fact.predicate
    if fact.predicate in SYMMETRIC:
        return f"— {label} —"
    forward = fact.subject.id == step.start.id
    if known and known.inverse_label and label.endswith(" by"):
        label, forward = known.inverse_label, not forward
    return f"— {label} →" if forward else f"← {label} —"


def _best(graph: Simple, start: str, end: str, length: int) -> Iterator[list[str]]:
    """Yield paths in order, by an A* search whose estimate is the exact cost of the rest."""
    weight = partial(_weight, graph)
    rest = nx.single_source_dijkstra_path_length(graph, end, cutoff=None, weight=weight)
    limit = (length + 1) * _STEP
    heap: list[_Entry] = [(rest[start], (_label(graph, start),), [start], 0.0)]
    while heap:
        _, names, nodes, spent = heappop(heap)
        if nodes[-1] == end:
            yield nodes
            continue
        for node in _onward(graph, nodes, end):
            cost = spent + weight(nodes[-1], node, graph.edges[nodes[-1], node])
            total = round(cost + rest[node], 6)
            if total < limit:
                heappush(heap, (total, (*names, _label(graph, node)), [*nodes, node], cost))


def _grouped(found: Iterable[Path], most: int) -> Iterator[Path]:
    """Yield the first path of each shape with those like it, up to a number of shapes."""
    shapes: dict[object, list[Path]] = {}
    for path in found:
        shape = tuple(map(_shape, path.steps))
        if shape in shapes or len(shapes) < most:
            shapes.setdefault(shape, []).append(path)
    for first, *rest in shapes.values():
        yield replace(first, alike=tuple(rest))


def _shape(step: Step) -> tuple[str, bool, str]:
    """Return what ties the two ends of a step, in which direction, and what it leads to."""
    fact, kind = step.facts[0], step.end.type
    return fact.predicate, fact.subject.id == step.start.id, PARENTS.get(kind, kind)


def _different(found: Iterable[list[str]], homes: Mapping[str, EntityRef]) -> Iterator[list[str]]:
    """Yield paths without those that do by an agency what an earlier one did by its country."""
    seen: set[tuple[int, tuple[str, ...]]] = set()
    for nodes in found:
        states = [homes[node].id if node in homes else node for node in nodes]
        key = len(nodes), tuple(state for state, _ in groupby(states))
        if key not in seen:
            seen.add(key)
            yield nodes


def _onward(graph: Simple, nodes: list[str], end: str) -> Iterator[str]:
    """Yield where a path can go on without a detour: to nothing that an earlier stop is tied to.

    The tie between both ends is the one exception, or whoever has one would have no other path.
    """
    if len(nodes) > 1 and graph.has_edge(nodes[-1], end):
        yield end
        return
    for node in graph[nodes[-1]]:
        if node not in nodes and not any(graph.has_edge(each, node) for each in nodes[:-1]):
            yield node


def _weight(graph: Simple, one: str, other: str, data: Mapping[str, Any]) -> float:
    """Return the cost of a step: half of each end's as a hub, so that a path sums them up."""
    hubs = log(graph.degree[one]) + log(graph.degree[other])
    return _STEP + hubs / 2 + _generic(data["facts"])


def _label(graph: Simple, node: str) -> tuple[str, str]:
    return graph.nodes[node]["ref"].label, node


def _path(graph: Simple, nodes: list[str]) -> Path:
    steps = []
    for one, other in pairwise(nodes):
        facts = sorted(graph.edges[one, other]["facts"], key=_specific)
        steps.append(Step(graph.nodes[one]["ref"], graph.nodes[other]["ref"], tuple(facts)))
    hubs = sum(log(graph.degree[node]) for node in nodes[1:-1])
    return Path(tuple(steps), hubs + sum(_generic(step.facts) for step in steps))


def _generic(facts: Iterable[Fact]) -> float:
    return min(GENERIC.get(fact.predicate, 0.0) for fact in facts)


def _specific(fact: Fact) -> tuple[float, int, str]:
    """Order facts: the telling ones first, those with more circumstances, then by id."""
    return (GENERIC.get(fact.predicate, 0.0), -len(fact.qualifiers), fact.claim)
