"""Places for a large component: ties pull, nodes push, seen from near exactly, from afar in cells.

It is the model of networkx' spring layout (Fruchterman and Reingold, 1991), in numpy: only the
nearest nodes push one by one, found by a k-d tree, those farther off push as the cells of a
coarse grid (after Barnes and Hut, 1986). Time grows with the nodes, not with their square.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

NEAR = 8  # nodes that push one by one
CELLS = 24  # of the coarse grid, per axis
FIRST, LAST = 3.0, 0.1  # how far a node moves at most in a step, in rooms


def spread(start: Points, edges: NDArray[np.intp], room: float, steps: int) -> Points:
    """Return the places after so many steps from a start that has the overall shape.

    Args:
        start: one row per node, no two alike.
        edges: pairs of rows.
        room: distance that two tied nodes alone would keep.
        steps: more of them give a smoother drawing.
    """
    points = start.copy()
    # A hub has pull from many sides; its ties pull less each, or all would end in one heap.
    degree = np.bincount(edges.ravel(), minlength=len(points))
    weight = 1.0 / np.sqrt(np.maximum(1, degree[edges]).min(axis=1))
    for step in range(steps):
        limit = room * FIRST * (LAST / FIRST) ** (step / max(1, steps - 1))
        force = _pull(points, edges, weight) / room + room * room * _push(points)
        size = np.hypot(force[:, 0], force[:, 1])[:, None] + 1e-9
        points += force / size * np.minimum(size, limit)
    return points


def _pull(points: Points, edges: NDArray[np.intp], weight: NDArray[np.float64]) -> Points:
    along = points[edges[:, 1]] - points[edges[:, 0]]
    along *= (weight * np.hypot(along[:, 0], along[:, 1]))[:, None]
    return np.stack([_summed(edges, along[:, axis], len(points)) for axis in (0, 1)], axis=1)


def _summed(edges: NDArray[np.intp], values: NDArray[np.float64], count: int) -> Points:
    first: Points = np.bincount(edges[:, 0], values, minlength=count).astype(float)
    first -= np.bincount(edges[:, 1], values, minlength=count)
    return first


def _push(points: Points) -> Points:
    """Return the sum of 1/distance away from all other nodes."""
    return _from_near(points) + _from_cells(points)


def _from_near(points: Points) -> Points:
    from scipy.spatial import cKDTree

    _, near = cKDTree(points).query(points, min(NEAR + 1, len(points)))
    away = points[:, None] - points[near[:, 1:]]
    pushes: Points = (away / (np.square(away).sum(axis=2, keepdims=True) + 1e-3)).sum(axis=1)
    return pushes


def _from_cells(points: Points) -> Points:
    low = points.min(axis=0)
    side = max(float(np.ptp(points, axis=0).max()), 1e-9) / CELLS
    row, column = np.minimum(CELLS - 1, (points - low) // side).astype(np.intp).T
    cell = row * CELLS + column
    mass = np.bincount(cell, minlength=CELLS * CELLS)
    held = np.flatnonzero(mass)
    middle = [np.bincount(cell, points[:, axis])[held] / mass[held] for axis in (0, 1)]
    centres = np.stack(middle, axis=1)
    away = centres[:, None] - centres[None]
    # Cells that touch are near enough for the nodes' own pushing.
    square = np.square(away).sum(axis=2) + math.ulp(1.0)
    share = np.where(square > side * side, mass[held][None] / square, 0.0)
    of_cell: Points = np.zeros((CELLS * CELLS, 2))
    of_cell[held] = (away * share[:, :, None]).sum(axis=1)
    pushes: Points = of_cell[cell]
    return pushes
