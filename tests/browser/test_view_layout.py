"""Where nodes stand: the same every time, clear of each other, components side by side."""

from __future__ import annotations

import itertools
import math
import statistics
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.out.views import layout as module
from kg.out.views.layout import layout

BOX = (110.0, 60.0)


def places_of(graph: nx.Graph[str]) -> dict[str, tuple[int, int]]:
    """Return the layout of a graph whose boxes all have one size."""
    return layout(graph, dict.fromkeys(graph, BOX))


def overlaps(places: dict[str, tuple[int, int]]) -> list[tuple[str, str]]:
    """Return the pairs whose boxes overlap by more than the rounding of two corners."""
    return [
        (a, b)
        for a, b in itertools.combinations(sorted(places), 2)
        if abs(places[a][0] - places[b][0]) < BOX[0] - 2
        and abs(places[a][1] - places[b][1]) < BOX[1] - 2
    ]


def named(graph: nx.Graph[Any]) -> nx.Graph[str]:
    """Return the graph with strings for nodes, as ids are."""
    return nx.relabel_nodes(graph, {node: f"n{at:04}" for at, node in enumerate(sorted(graph))})


@pytest.mark.parametrize(
    "graph",
    [
        nx.star_graph(40),
        nx.path_graph(30),
        nx.grid_2d_graph(6, 6),
        nx.complete_graph(12),
        nx.barabasi_albert_graph(150, 2, seed=3),
        nx.barabasi_albert_graph(320, 1, seed=3),
    ],
    ids=["star", "path", "grid", "clique", "hubs", "tree"],
)
def test_no_label_box_covers_another(graph: nx.Graph[Any]) -> None:
    """Marks with their names stand clear of each other, even around a hub."""
    assert overlaps(places_of(named(graph))) == []


def test_layout_does_not_depend_on_the_order_of_nodes() -> None:
    """The same graph, read in another order, is drawn the same."""
    graph = named(nx.barabasi_albert_graph(40, 2, seed=1))
    shuffled: nx.Graph[str] = nx.Graph()
    shuffled.add_nodes_from(sorted(graph, reverse=True))
    shuffled.add_edges_from((b, a) for a, b in sorted(graph.edges, reverse=True))
    assert places_of(graph) == places_of(shuffled)


def test_components_stand_apart() -> None:
    """What is not connected does not look entangled."""
    graph = nx.disjoint_union_all([nx.star_graph(9), nx.path_graph(5), nx.cycle_graph(4)])
    plain = named(graph)
    places = places_of(plain)
    boxes = []
    for part in nx.connected_components(plain):
        xs, ys = zip(*(places[node] for node in part), strict=True)
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    for (l1, r1, t1, b1), (l2, r2, t2, b2) in itertools.combinations(boxes, 2):
        assert r1 < l2 or r2 < l1 or b1 < t2 or b2 < t1


def test_neighbours_stand_closer_than_strangers() -> None:
    """The drawing means something: path lengths show as distances."""
    graph = named(nx.path_graph(20))
    places = places_of(graph)

    def distance(a: str, b: str) -> float:
        return float(sum((p - q) ** 2 for p, q in zip(places[a], places[b], strict=True)) ** 0.5)

    assert distance("n0000", "n0001") < distance("n0000", "n0005") < distance("n0000", "n0019")


@pytest.mark.parametrize("limit", ["STRESS_LIMIT", "START_LIMIT"])
def test_many_nodes_take_a_faster_way(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """Beyond each limit a cheaper drawing serves, as steady and as clear of overlaps."""
    graph = named(nx.barabasi_albert_graph(60, 1, seed=2))
    careful = places_of(graph)
    monkeypatch.setattr(module, limit, 50)
    assert places_of(graph) == places_of(graph) != careful
    assert overlaps(places_of(graph)) == []


def test_large_drawing_stays_when_it_grows_a_little() -> None:
    """After some more articles a reader finds hubs and regions where they were."""
    graph = named(nx.barabasi_albert_graph(1500, 2, seed=5))
    marks = dict.fromkeys(graph, (30.0, 30.0))  # so many have no room for names
    before = layout(graph, marks)
    names = sorted(graph)
    graph.add_edges_from((names[at], names[at + 700]) for at in range(0, 700, 50))
    after = layout(graph, marks)
    reach = max(x for x, _ in before.values()) - min(x for x, _ in before.values())
    moved = [math.dist(before[node], after[node]) for node in names]
    assert statistics.median(moved) < 0.1 * reach


def test_nothing_to_draw_gives_no_places() -> None:
    """An empty graph is no error."""
    assert layout(nx.Graph(), {}) == {}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=30))
def test_every_node_has_a_whole_place_of_its_own(pairs: list[tuple[int, int]]) -> None:
    """Whatever is connected with whatever, no node is lost and none hides another."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((f"n{a}", f"n{b}") for a, b in pairs if a != b)
    places = places_of(graph)
    assert places.keys() == set(graph)
    assert all(isinstance(c, int) for place in places.values() for c in place)
    assert overlaps(places) == []
