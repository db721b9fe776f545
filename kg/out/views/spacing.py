"""Room on the drawing: marks off foreign lines, names apart, components side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

GAP = 60.0  # pixels between components
CLEAR_LIMIT = 300  # nodes
CLEARANCE = 30.0  # pixels between a mark and such a line
CLEAR_ROUNDS = 40
PUSH_ROUNDS = 300
PUSH_LIMIT = 600_000  # nodes times rounds; many nodes take fewer rounds
GROWTH = 1.8  # of the whole in all rounds, so that there is room in the end


def off_lines(points: Points, edges: NDArray[np.intp]) -> Points:
    """Return the points moved so that no mark lies on a line that does not end in it.

    Args:
        points: the places, one row per node.
        edges: pairs of rows; above `CLEAR_LIMIT` nodes crossings are beyond mending anyway,
            and the points come back as they are.
    """
    if len(points) > CLEAR_LIMIT:
        return points
    points = points.copy()
    nodes = np.arange(len(points))
    foreign = (nodes != edges[:, :1]) & (nodes != edges[:, 1:])
    for _ in range(CLEAR_ROUNDS):
        start = points[edges[:, 0], None]
        along = points[edges[:, 1], None] - start
        square = np.square(along).sum(axis=2) + 1e-9
        share = ((points[None] - start) * along).sum(axis=2) / square
        away = points[None] - start - share[:, :, None] * along
        distance = np.sqrt(np.square(away).sum(axis=2))
        close = foreign & (share > 0.05) & (share < 0.95) & (distance < CLEARANCE)
        if not close.any():
            break
        normal = np.stack([-along[:, :, 1], along[:, :, 0]], axis=2) / np.sqrt(square)[:, :, None]
        side = np.where((away * normal).sum(axis=2) < 0, -1.0, 1.0)
        push = np.where(close, 0.4 * (CLEARANCE - distance) * side, 0.0)
        points += (push[:, :, None] * normal).sum(axis=0)
    return points


def pushed_apart(points: Points, spans: Points) -> Points:
    """Return the points moved until no two boxes of the given width and height overlap.

    Overlapping pairs move along the line between them, which keeps the shape of the drawing
    better than the shortest way out would; a slow growth makes room where there is none.
    """
    from scipy.spatial import cKDTree

    points = points.copy()
    reach = float(spans.max())
    rounds = min(PUSH_ROUNDS, PUSH_LIMIT // len(points) + 1)
    for _ in range(rounds):
        pairs = cKDTree(points).query_pairs(reach, p=np.inf, output_type="ndarray")
        first, second = pairs[:, 0], pairs[:, 1]
        delta = points[second] - points[first]
        wanted = (spans[first] + spans[second]) / 2
        close = (wanted - np.abs(delta) > 0.5).all(axis=1)
        if not close.any():
            break
        step = _step(delta[close], wanted[close])
        np.subtract.at(points, first[close], step)
        np.add.at(points, second[close], step)
        points *= GROWTH ** (1 / rounds)
    return points


def _step(delta: Points, wanted: Points) -> Points:
    """Return how far one end of each pair moves: half of what its boxes lack."""
    delta = np.where(np.abs(delta) < 1.0, np.where(delta < 0, -1.0, 1.0), delta)
    factor = (wanted / np.abs(delta)).min(axis=1, keepdims=True)
    half: Points = 0.5 * (factor - 1) * delta
    return half


def side_by_side(drawn: Sequence[Points], spans: Sequence[Points], aspect: float) -> list[Points]:
    """Return the components moved next to each other, none into another.

    Args:
        drawn: the places of each component's nodes, the largest component first.
        spans: width and height of each of these nodes.
        aspect: width over height that the whole should come near to.
    """
    low = [(points - span / 2).min(axis=0) for points, span in zip(drawn, spans, strict=True)]
    high = [(points + span / 2).max(axis=0) for points, span in zip(drawn, spans, strict=True)]
    boxes = [tuple(map(float, b - a + GAP)) for a, b in zip(low, high, strict=True)]
    corners = _pack([(width, height) for width, height in boxes], aspect)
    return [
        points - start + np.array(corner)
        for points, start, corner in zip(drawn, low, corners, strict=True)
    ]


def _pack(boxes: Sequence[tuple[float, float]], aspect: float) -> list[tuple[float, float]]:
    """Return the top left corner of each box; the first, largest one stands top left.

    The rest fills the strip beside it and then rows below; of a few widths of the whole the
    one that fills the screen best is taken.
    """
    if not boxes:
        return []
    tries = [_packed(boxes, boxes[0][0] * share) for share in (1.0, 1.25, 1.5, 1.75, 2.0, 3.0)]
    return min(tries, key=lambda corners: _needed(corners, boxes, aspect))


def _packed(boxes: Sequence[tuple[float, float]], limit: float) -> list[tuple[float, float]]:
    (width, height), rest = boxes[0], boxes[1:]
    beside = _rows(rest, limit - width)
    fits = 0
    for (x, y), box in zip(beside, rest, strict=True):
        if x + box[0] > limit - width or y + box[1] > height:
            break
        fits += 1
    strip = [(width + x, y) for x, y in beside[:fits]]
    below = [(x, height + y) for x, y in _rows(rest[fits:], limit)]
    return [(0.0, 0.0), *strip, *below]


def _rows(boxes: Sequence[tuple[float, float]], limit: float) -> list[tuple[float, float]]:
    corners: list[tuple[float, float]] = []
    x = y = row = 0.0
    for width, height in boxes:
        if x > 0 and x + width > limit:
            x, y, row = 0.0, y + row, 0.0
        corners.append((x, y))
        x, row = x + width, max(row, height)
    return corners


def _needed(
    corners: Sequence[tuple[float, float]], boxes: Sequence[tuple[float, float]], aspect: float
) -> float:
    """Return the height that a screen of this aspect needs to show all boxes."""
    right = max(x + width for (x, _), (width, _) in zip(corners, boxes, strict=True))
    bottom = max(y + height for (_, y), (_, height) in zip(corners, boxes, strict=True))
    return max(right / aspect, bottom)
