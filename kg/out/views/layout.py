"""Where every node stands: computed beforehand, the same on every run.

Each connected component is drawn by stress majorisation: nodes are placed so that drawn
distances fit path lengths. That is what networkx offers as Kamada-Kawai, about ten times
faster, because each step is a closed formula (Gansner, Koren and North, "Graph drawing by
stress majorization", 2004). Small components try a few starts and keep the best, larger ones
start from distances to pivots (Brandes and Pich, "Eigensolver methods for progressive
multidimensional scaling of large data", 2006). Beyond `STRESS_LIMIT` nodes the quadratic
memory hurts, and `forces` smooths that start instead: networkx' spring layout, which does the
same, takes ten times as long. Then nodes are pushed apart until no label covers another, and
the components are packed side by side.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from kg.out.views.forces import spread
from kg.out.views.spacing import off_lines, pushed_apart, side_by_side

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from kg.out.views.ties import Ties

    Points = NDArray[np.float64]

EDGE_LENGTH = 110.0  # pixels, of a tie between nodes with the same neighbours
STRETCH = 1.2  # wider than high, as screens are

STRESS_LIMIT = 1200  # nodes of a component
START_LIMIT = 200  # nodes, up to which several starts are tried
STARTS = 4
STEPS = 150
PIVOTS = 60
FORCE_STEPS = 60
FORCE_LIMIT = 10_000  # nodes, up to which all of these steps are taken
ROOM = 40.0  # pixels that forces leave between tied nodes
START_SHARE = 0.1  # of the size that distances alone would have


def layout(
    ties: Ties, sizes: Mapping[str, tuple[float, float]], aspect: float = 1.5
) -> dict[str, tuple[int, int]]:
    """Return the centre of every node in pixels, the whole drawing centred on (0, 0).

    Args:
        ties: one edge per connected pair.
        sizes: node -> width and height in pixels of its mark with its label.
        aspect: width over height that the packed drawing should come near to.
    """
    groups = sorted((sorted(group) for group in nx.connected_components(ties)), key=_large_first)
    drawn = [_component(ties, group, sizes) for group in groups]
    spans = [np.array([sizes[node] for node in group], dtype=float) for group in groups]
    placed: dict[str, tuple[float, float]] = {}
    for group, points in zip(groups, side_by_side(drawn, spans, aspect), strict=True):
        placed |= {node: (float(x), float(y)) for node, (x, y) in zip(group, points, strict=True)}
    return _centred(placed)


def _large_first(group: Sequence[str]) -> tuple[int, str]:
    return (-len(group), group[0])


def _component(
    ties: Ties, group: Sequence[str], sizes: Mapping[str, tuple[float, float]]
) -> Points:
    if len(group) == 1:
        return np.zeros((1, 2))
    part = ties.subgraph(group).copy()
    points = _stress(part, group) if len(group) <= STRESS_LIMIT else _spread(part, group)
    spans = np.array([sizes[node] for node in group], dtype=float)
    if len(group) > START_LIMIT:
        turned = _steadied(points, group, np.array([part.degree[node] for node in group]))
    else:
        turned = _turned(points)
    return pushed_apart(off_lines(turned, _edges(part, group)), spans)


def _spread(part: Ties, group: Sequence[str]) -> Points:
    start = _from_pivots(_weights(part, group), group) * START_SHARE
    steps = FORCE_STEPS if len(group) <= FORCE_LIMIT else FORCE_STEPS // 2
    return spread(start, _edges(part, group), ROOM, steps)


def _stress(part: Ties, group: Sequence[str]) -> Points:
    from scipy.sparse.csgraph import shortest_path

    matrix = _weights(part, group)
    wanted = np.asarray(shortest_path(matrix, directed=False))
    weights = 1.0 / np.square(wanted + np.eye(len(group)))
    np.fill_diagonal(weights, 0.0)
    if len(group) <= START_LIMIT:
        starts = [_start(group, attempt) for attempt in range(STARTS)]
    else:
        starts = [_from_pivots(matrix, group)]
    results = [_majorised(start, wanted, weights) for start in starts]
    return min(results, key=lambda result: result[0])[1]


def _weights(part: Ties, group: Sequence[str]) -> csr_array:
    """Return the lengths of the ties; one is long where its ends share few neighbours.

    So hubs get room for their satellites, and cliques draw together.
    """
    from scipy.sparse import csr_array

    near = [set(part[node]) for node in group]
    edges = _edges(part, group)
    apart = (len(near[a]) + len(near[b]) - 2 * len(near[a] & near[b]) for a, b in edges.tolist())
    lengths = [EDGE_LENGTH * (0.7 + 0.12 * math.sqrt(number)) for number in apart]
    return csr_array((lengths, edges.T), shape=(len(group), len(group)))


def _from_pivots(matrix: csr_array, group: Sequence[str]) -> Points:
    """Return the plane that keeps the distances to pivots best; pivots are the hubs.

    Hubs stay hubs when the graph grows a little, and so the plane stays. Leaves of one hub have
    equal distances: a little of the other start sets them apart.
    """
    from scipy.sparse.csgraph import dijkstra

    degree = np.bincount(np.concatenate(matrix.nonzero()), minlength=matrix.shape[0])
    pivots = np.argsort(-degree, kind="stable")[:PIVOTS]
    square = np.square(dijkstra(matrix, directed=False, indices=pivots).T)
    square -= square.mean(axis=0) + square.mean(axis=1, keepdims=True) - square.mean()
    _, axes = np.linalg.eigh(square.T @ square)
    plane = square @ axes[:, -2:]
    # An axis may come out either way round; its largest component decides.
    largest = np.take_along_axis(plane, np.abs(plane).argmax(axis=0)[None], axis=0)
    spread = np.sqrt(np.square(plane).mean(axis=0)) + 1e-9
    points: Points = plane * np.sign(largest) / spread
    points *= EDGE_LENGTH * math.sqrt(len(group)) / 2
    return points + 0.1 * _start(group, 0)


def _edges(part: Ties, group: Sequence[str]) -> NDArray[np.intp]:
    """Return the ties as pairs of positions in the group, sorted."""
    index = {node: at for at, node in enumerate(group)}
    return np.array(sorted((index[a], index[b]) for a, b in part.edges), dtype=np.intp)


def _start(group: Sequence[str], attempt: int) -> Points:
    """Return a starting point per node from its id, so that other nodes do not change it."""
    digests = [hashlib.sha256(f"{attempt}|{node}".encode("utf-8", "replace")) for node in group]
    raw = np.array([list(digest.digest()[:4]) for digest in digests], dtype=float)
    unit: Points = (raw[:, [0, 2]] * 256 + raw[:, [1, 3]]) / 65535 - 0.5
    unit *= EDGE_LENGTH * math.sqrt(len(group))
    return unit


def _majorised(points: Points, wanted: Points, weights: Points) -> tuple[float, Points]:
    total = weights.sum(axis=1, keepdims=True)
    goal = weights * wanted
    stress = previous = math.inf
    for _ in range(STEPS):
        x, y = points[:, 0], points[:, 1]
        distance = np.hypot(x[:, None] - x, y[:, None] - y) + 1e-9
        stress = float((weights * np.square(distance - wanted)).sum())
        if previous - stress < 1e-3 * stress:
            break
        previous = stress
        pull = goal / distance
        points = ((weights - pull) @ points + pull.sum(axis=1, keepdims=True) * points) / total
    return stress, points


def _turned(points: Points) -> Points:
    """Return the points with their longest extent lying flat, as screens are wide."""
    centred = points - points.mean(axis=0)
    x, y = centred[:, 0], centred[:, 1]
    angle = 0.5 * math.atan2(2 * float((x * y).sum()), float((x * x - y * y).sum()))
    cos, sin = math.cos(angle), math.sin(angle)
    return np.stack([STRETCH * (x * cos + y * sin), y * cos - x * sin], axis=1)


def _steadied(points: Points, group: Sequence[str], degree: NDArray[np.intp]) -> Points:
    """Return the points turned or mirrored so that hubs come near to places of their own.

    The longest extent of a large, round drawing is an accident of a few nodes, which the next
    article changes. The places that ids give are an accident too, but one that stays.
    """
    centred = points - points.mean(axis=0)
    left, _, right = np.linalg.svd((centred * degree[:, None]).T @ _start(group, 1))
    turned: Points = (centred @ left @ right) * (STRETCH, 1.0)
    return turned


def _centred(placed: Mapping[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    if not placed:
        return {}
    xs, ys = zip(*placed.values(), strict=True)
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {node: (round(px - x), round(py - y)) for node, (px, py) in sorted(placed.items())}
