"use strict";
/* The outline around the members of a bloc: soft, and by membership only. It grows from all
   members and from the ways to them from the hub until bays are filled, then shrinks back
   ("closing"); what lies near to somebody else is left out, but for the ways themselves. */
{
  const STEP = 8; // pixels between the points at which it is reckoned
  const SHRINK = 80;
  const REACH = SHRINK + 11; // how far the outline grows before it shrinks
  const LEAST_LINE = 16; // points of a line; a shorter one goes around nothing but a gap
  const WAY = 9; // half the width of what stays of a way

  /* Math.hypot guards against overflow, which costs more than all else here. */
  const length = (x, y) => Math.sqrt(x * x + y * y);

  const boxDistance = (x, y, box) => length(Math.max(0, Math.abs(x - box.x) - box.width / 2), Math.max(0, Math.abs(y - box.y) - box.height / 2));

  const wayDistance = (x, y, a, b) => {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const square = dx * dx + dy * dy || 1;
    const along = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / square));
    return length(x - a.x - along * dx, y - a.y - along * dy);
  };

  /** Return the least of `values[j] + (i - j)^2` for each `i`: the parabolas seen from below. */
  const envelope = (values) => {
    const count = values.length;
    const [roots, bounds] = [[0], [-Infinity]];
    const meet = (one, other) => (values[other] + other * other - values[one] - one * one) / (2 * (other - one));
    for (let at = 1; at < count; at += 1) {
      while (roots.length > 1 && meet(roots.at(-1), at) <= bounds.at(-1)) {
        roots.pop();
        bounds.pop();
      }
      bounds.push(meet(roots.at(-1), at));
      roots.push(at);
    }
    let top = 0;
    return values.map((_, at) => {
      while (top + 1 < roots.length && bounds[top + 1] < at) top += 1;
      return values[roots[top]] + (at - roots[top]) ** 2;
    });
  };

  /** Return, for each point of a grid, its distance to the nearest point that is outside. */
  const depth = (inside, wide, high) => {
    const rows = Array.from({ length: high }, (_, row) => envelope(inside.slice(row * wide, (row + 1) * wide).map((is) => (is ? 1e6 : 0))));
    const columns = Array.from({ length: wide }, (_, column) => envelope(rows.map((values) => values[column])));
    return inside.map((_, at) => STEP * Math.sqrt(columns[at % wide][Math.floor(at / wide)]));
  };

  /** Return the closed lines along which a field has a value, as lists of points. */
  const contours = (field, wide, high, level) => {
    const next = new Map();
    const mid = (a, b) => {
      const [va, vb] = [field[a], field[b]];
      const share = (level - va) / (vb - va);
      const [ax, ay, bx, by] = [a % wide, Math.floor(a / wide), b % wide, Math.floor(b / wide)];
      return { key: `${Math.min(a, b)} ${Math.max(a, b)}`, x: ax + (bx - ax) * share, y: ay + (by - ay) * share };
    };
    for (let row = 0; row < high - 1; row += 1) {
      for (let column = 0; column < wide - 1; column += 1) {
        const corner = row * wide + column;
        const ring = [corner, corner + 1, corner + wide + 1, corner + wide];
        const into = [];
        const out = [];
        ring.forEach((a, at) => {
          const b = ring[(at + 1) % 4];
          if (field[a] < level && field[b] >= level) into.push(mid(a, b));
          else if (field[a] >= level && field[b] < level) out.push(mid(a, b));
        });
        into.forEach((point, at) => next.set(point.key, [point, out[at]]));
      }
    }
    const lines = [];
    while (next.size) {
      let key = next.keys().next().value;
      const line = [];
      while (next.has(key)) {
        const [point, to] = next.get(key);
        next.delete(key);
        line.push(point);
        ({ key } = to);
      }
      if (line.length > LEAST_LINE) lines.push(line);
    }
    return lines;
  };

  /** Return the points with their corners cut twice, so that the line is soft. */
  const softened = (line) => {
    const cut = (points) => points.map((point, at) => {
      const [before, after] = [points.at(at - 1), points[(at + 1) % points.length]];
      return { x: (before.x + 2 * point.x + after.x) / 4, y: (before.y + 2 * point.y + after.y) / 4 };
    });
    return cut(cut(cut(cut(line)))).filter((_, at) => at % 2 === 0);
  };

  /**
   * Return the path of an outline.
   *
   * @param hub the place of the hub, with its width and height.
   * @param members the same of all members that it goes around.
   * @param others the same of all that must stay outside, each with its `gap` to the outline.
   */
  KG.outline = (hub, members, others) => {
    const boxes = [hub, ...members];
    const pad = REACH + 2 * STEP;
    const left = boxes.reduce((least, box) => Math.min(least, box.x - box.width / 2), Infinity) - pad;
    const top = boxes.reduce((least, box) => Math.min(least, box.y - box.height / 2), Infinity) - pad;
    const wide = Math.ceil((boxes.reduce((most, box) => Math.max(most, box.x + box.width / 2), -Infinity) + pad - left) / STEP) + 1;
    const high = Math.ceil((boxes.reduce((most, box) => Math.max(most, box.y + box.height / 2), -Infinity) + pad - top) / STEP) + 1;
    const points = Array.from({ length: wide * high }, (_, at) => [left + (at % wide) * STEP, top + Math.floor(at / wide) * STEP]);
    const ways = points.map(([x, y]) => members.reduce((least, box) => Math.min(least, wayDistance(x, y, hub, box)), Infinity));
    const inside = points.map(([x, y], at) => ways[at] < REACH || boxes.some((box) => boxDistance(x, y, box) < REACH));
    const field = depth(inside, wide, high).map((value, at) => {
      const [x, y] = points[at];
      const free = others.reduce((least, box) => Math.min(least, boxDistance(x, y, box) - box.gap), value - SHRINK);
      return Math.max(free, WAY - ways[at]);
    });
    const lines = contours(field, wide, high, 0);
    const write = ({ x, y }) => `${Math.round(left + x * STEP)} ${Math.round(top + y * STEP)}`;
    return lines.map((line) => `M${softened(line).map(write).join("L")}Z`).join("");
  };
}
