"use strict";
/* The outline around the members of a bloc: soft, and by membership only. It grows from all
   members and from the ways to them from the hub until bays are filled, then shrinks back
   ("closing"); what lies near to somebody else is left out, but for the ways themselves. */
{
  const STEP = 6; // pixels between the points at which it is reckoned
  const SHRINK = 80;
  const REACH = SHRINK + 11; // how far the outline grows before it shrinks
  const LEAST_LINE = 20; // points of a line; a shorter one goes around nothing but a gap
  const WAY = 9; // half the width of what stays of a way

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

  /** Return, for each point of a grid, its distance to the nearest point that is marked. */
  const distances = (marks, wide, high) => {
    const far = Array.from(marks, (mark) => (mark ? 0 : 1e7));
    const rows = Array.from({ length: high }, (_, row) => envelope(far.slice(row * wide, (row + 1) * wide)));
    const columns = Array.from({ length: wide }, (_, column) => envelope(rows.map((values) => values[column])));
    return far.map((_, at) => STEP * Math.sqrt(columns[at % wide][Math.floor(at / wide)]));
  };

  /** The points at which an outline is reckoned: a grid over some boxes and a margin. */
  const gridOver = (boxes) => {
    const edge = (side) => boxes.reduce((most, box) => Math.max(most, side(box)), -Infinity) + REACH + 2 * STEP;
    const [left, top] = [-edge((box) => box.width / 2 - box.x), -edge((box) => box.height / 2 - box.y)];
    const wide = Math.ceil((edge((box) => box.x + box.width / 2) - left) / STEP) + 1;
    const high = Math.ceil((edge((box) => box.y + box.height / 2) - top) / STEP) + 1;
    const blank = () => new Uint8Array(wide * high);
    const near = (value, start, most) => Math.min(most - 1, Math.max(0, Math.round((value - start) / STEP)));
    const covers = (box, gap) => box.x + box.width / 2 + gap > left && box.x - box.width / 2 - gap < left + wide * STEP && box.y + box.height / 2 + gap > top && box.y - box.height / 2 - gap < top + high * STEP;
    const fill = (marks, box, gap = 0) => {
      if (!covers(box, gap)) return;
      const [x, y] = [box.width / 2 + gap, box.height / 2 + gap];
      const end = near(box.x + x, left, wide);
      for (let row = near(box.y - y, top, high); row <= near(box.y + y, top, high); row += 1) {
        marks.fill(1, row * wide + near(box.x - x, left, wide), row * wide + end + 1);
      }
    };
    const draw = (marks, a, b) => {
      const count = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / STEP) + 1;
      for (let at = 0; at <= count; at += 1) {
        const [x, y] = ["x", "y"].map((axis) => a[axis] + ((b[axis] - a[axis]) * at) / count);
        marks[near(y, top, high) * wide + near(x, left, wide)] = 1;
      }
    };
    return { left, top, wide, high, blank, fill, draw, from: (marks) => distances(marks, wide, high) };
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

  /** Return the points with their corners cut several times, so that the line is soft. */
  const softened = (line) => {
    const cut = (points) => points.map((point, at) => {
      const [before, after] = [points.at(at - 1), points[(at + 1) % points.length]];
      return { x: (before.x + 2 * point.x + after.x) / 4, y: (before.y + 2 * point.y + after.y) / 4 };
    });
    return Array.from({ length: 10 }).reduce(cut, line).filter((_, at) => at % 2 === 0);
  };

  /**
   * Return the path of an outline.
   *
   * @param hub the place of the hub, with its width and height.
   * @param members the same of all members that it goes around.
   * @param others the same of all that must stay outside, each with its `gap` to the outline.
   */
  KG.outline = (hub, members, others) => {
    const grid = gridOver([hub, ...members]);
    const { left, top, wide, high } = grid;
    const [own, way, other] = [grid.blank(), grid.blank(), grid.blank()];
    for (const box of [hub, ...members]) grid.fill(own, box);
    for (const box of members) grid.draw(way, hub, box);
    for (const box of others) grid.fill(other, box, box.gap);
    const [fromOwn, fromWay, fromOther] = [own, way, other].map(grid.from);
    const depth = grid.from(fromOwn.map((far, at) => Math.min(far, fromWay[at]) >= REACH));
    const field = depth.map((far, at) => Math.max(Math.min(far - SHRINK, fromOther[at]), WAY - fromWay[at]));
    const write = ({ x, y }) => `${Math.round(left + x * STEP)} ${Math.round(top + y * STEP)}`;
    return contours(field, wide, high, 0).map((line) => `M${softened(line).map(write).join("L")}Z`).join("");
  };
}
