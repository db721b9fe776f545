"use strict";
/* Names on the drawing: readable at any zoom, and never one over another. They are set in
   pixels of the screen, most connected entities first; a name that finds no free place
   waits until one zooms in, points at its mark or selects it. */

/* Marks of this size, with six neighbours or more, have names in bold. */
KG.HUB = 16;

/* Lines have no counts and crosses while the drawing is smaller than this. */
KG.SMALL = 0.4;

/* Up to so many lines of what is selected say in words what they mean. */
KG.WORDY = 8;

/* Of more marks than this only those in and around the window are asked for names, and of
   these only so many, the most connected first. */
KG.CROWD = 1500;
KG.NAMES = 500;
/* Of a crowd so many hubs have their names over lesser marks. */
KG.LEADING = 24;

/** Boxes in a grid, to ask quickly whether a place is free. */
KG.Boxes = class {
  constructor(cell = 80) {
    this.cell = cell;
    this.cells = new Map();
  }

  *keys(box) {
    for (let x = Math.floor(box.left / this.cell); x <= Math.floor(box.right / this.cell); x += 1) {
      for (let y = Math.floor(box.top / this.cell); y <= Math.floor(box.bottom / this.cell); y += 1) yield x * 1048583 + y;
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  /** @param hard ask only for boxes that must not be covered, not for soft ones. */
  isFree(box, owner, hard = false) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (hard && other.soft) continue;
        const apart = other.right <= box.left || other.left >= box.right || other.bottom <= box.top || other.top >= box.bottom;
        if (!apart && (owner === undefined || other.owner !== owner)) return false;
      }
    }
    return true;
  }
};

KG.Labels = class {
  constructor(drawing) {
    this.drawing = drawing;
    this.placed = [];
    drawing.network.on("afterDrawing", (context) => this.draw(context));
  }

  draw(context) {
    const scale = this.drawing.network.getScale();
    const key = `${scale.toFixed(4)} ${this.drawing.version}`;
    const window = this.window();
    if (key !== this.key || !this.covers(window)) {
      this.region = this.regionOf(window);
      this.placed = this.place(context, scale);
    }
    this.key = key;
    for (const label of this.placed) this.paint(context, label, scale);
  }

  /** Return the part of the drawing that the window shows. */
  window() {
    const { network, container } = this.drawing;
    const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
    const { x: right, y: bottom } = network.DOMtoCanvas({ x: container.clientWidth, y: container.clientHeight });
    return { left, right, top, bottom };
  }

  /** Return where names are placed, in coordinates of the drawing: of a small one everywhere. */
  regionOf({ left, right, top, bottom }) {
    if (this.drawing.nodes.length <= KG.CROWD) return null;
    const [x, y] = [(right - left) / 2, (bottom - top) / 2];
    return { left: left - x, right: right + x, top: top - y, bottom: bottom + y };
  }

  covers({ left, right, top, bottom }) {
    const { region } = this;
    return !region || (region.left <= left && region.right >= right && region.top <= top && region.bottom >= bottom);
  }

  isNear({ x, y }) {
    const { region } = this;
    return !region || (x > region.left && x < region.right && y > region.top && y < region.bottom);
  }

  /** Return the labels that fit, in pixels of the screen counted from the drawing's origin. */
  place(context, scale) {
    const boxes = new KG.Boxes();
    const { drawing } = this;
    const lit = drawing.lit();
    const near = drawing.byRank.filter((node) => !drawing.isHidden(node) && this.isNear(node));
    this.leading = this.region && new Set(near.slice(0, KG.LEADING).map((node) => node.id));
    for (const node of near) boxes.add(this.discOf(node, scale));
    const names = this.ranked(near, lit).map((node) => this.nameOf(context, node, scale, boxes));
    return [...this.marks(context, scale, lit, boxes), ...names.filter((name) => name)];
  }

  discOf(node, scale) {
    const radius = node.size * scale;
    const [x, y] = [node.x * scale, node.y * scale];
    return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, owner: node.id, soft: !this.leads(node) };
  }

  isHub(node) {
    return node.size >= KG.HUB;
  }

  /** Return whether a name is shown at the cost of lesser marks. */
  leads(node) {
    return this.leading ? this.leading.has(node.id) : this.isHub(node);
  }

  rank(node) {
    const { selection, hover } = this.drawing.state;
    if (hover?.kind === "node" && hover.id === node.id) return 2;
    return selection?.kind === "node" && selection.id === node.id ? 1 : 0;
  }

  /** Return whose names are placed, in their order: what is pointed at, what is selected, hubs. */
  ranked(near, lit) {
    const some = near.filter((node) => !lit || lit.nodes.has(node.id) || this.rank(node));
    const first = some.filter((node) => this.rank(node)).sort((a, b) => this.rank(b) - this.rank(a));
    return [...first, ...some.filter((node) => !this.rank(node))].slice(0, this.region ? KG.NAMES : Infinity);
  }

  nameOf(context, node, scale, boxes) {
    const hub = this.isHub(node);
    const size = Math.min(18, Math.max(11, 12.5 * scale ** 0.35)) + (hub ? 1.5 : 0);
    const font = `${hub || this.rank(node) ? 600 : 400} ${size.toFixed(2)}px ${KG.theme.font}`;
    context.font = font;
    const names = [node.label, node.short].filter((name) => name);
    const tries = names.map((name) => this.spread(context, node, scale, size, name.split("\n")));
    const free = tries.flatMap(({ lines, boxes: places }) => places.map((box) => ({ lines, box })));
    const label = free.find(({ box }) => boxes.isFree(box, node.id)) ?? this.anyway(node, free, boxes);
    if (!label) return null;
    const { lines, box } = label;
    boxes.add(box);
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return { kind: "name", id: node.id, lines, font, size, x, y, box };
  }

  /** Return where the lines of a name could stand around a mark. */
  spread(context, node, scale, size, lines) {
    const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 4;
    return { lines, boxes: this.around(node, scale, width, lines.length * size * 1.18) };
  }

  /** Return a place all the same: over lesser marks for a hub, over all for what is pointed at. */
  anyway(node, places, boxes) {
    if (this.rank(node)) return places[0];
    return this.leads(node) ? places.find(({ box }) => boxes.isFree(box, node.id, true)) : undefined;
  }

  /** Return the boxes below, above, right and left of a mark that stay in the frame of the whole. */
  around(node, scale, width, height) {
    const frame = this.drawing.extent();
    const radius = node.size * scale + 3;
    const [x, y] = [node.x * scale, node.y * scale];
    return [
      [x, y + radius + height / 2],
      [x, y - radius - height / 2],
      [x + radius + width / 2, y],
      [x - radius - width / 2, y],
    ]
      .map(([cx, cy]) => ({ left: cx - width / 2, right: cx + width / 2, top: cy - height / 2, bottom: cy + height / 2 }))
      .filter((box, at) => at < 2 || (box.left >= frame.left * scale - KG.MARGIN.x && box.right <= frame.right * scale + KG.MARGIN.x));
  }

  /** Return what stands on lines: counts, a cross on denied ones, wording when selected. */
  marks(context, scale, lit, boxes) {
    const { drawing } = this;
    const placed = [];
    const scarce = scale < KG.SMALL && !lit && drawing.state.hover?.kind !== "edge";
    for (const edge of scarce ? [] : drawing.edges) {
      const text = drawing.isEdgeHidden(edge) || (lit && !lit.edges.has(edge.id)) ? "" : this.wordsOn(edge, lit);
      if (!text) continue;
      context.font = `600 11px ${KG.theme.font}`;
      const half = context.measureText(text).width / 2 + 5;
      const [from, to] = [drawing.nodes[edge.from], drawing.nodes[edge.to]];
      if (!this.isNear({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })) continue;
      for (const t of [0.5, 0.44, 0.56, 0.38, 0.62, 0.3, 0.7]) {
        const [x, y] = [(from.x + (to.x - from.x) * t) * scale, (from.y + (to.y - from.y) * t) * scale];
        const box = { left: x - half, right: x + half, top: y - 9, bottom: y + 9 };
        if (!boxes.isFree(box)) continue;
        boxes.add(box);
        placed.push({ kind: "mark", id: edge.id, text, font: context.font, x, y, box, colour: KG.LINES[drawing.groupOf(edge)].colour });
        break;
      }
    }
    return placed;
  }

  wordsOn(edge, lit) {
    const hover = this.drawing.state.hover;
    const wordy = (lit?.edges.has(edge.id) && lit.edges.size <= KG.WORDY) || (hover?.kind === "edge" && hover.id === edge.id);
    if (!wordy && this.drawing.network.getScale() < KG.SMALL) return "";
    const group = this.drawing.groupOf(edge);
    const cross = group === "negated" ? "✕ " : group === "disputed" ? "≠ " : "";
    const facts = this.drawing.seen(edge);
    const words = new Set(facts.map((fact) => KG.data.facts[fact].predicate));
    if (wordy && words.size === 1) return cross + [...words][0];
    if (wordy) return `${cross}${KG.counted(facts.length, "fact", "facts")}`;
    return (cross + (facts.length > 1 ? `×${facts.length}` : "")).trim();
  }

  paint(context, label, scale) {
    const { colours } = KG.theme;
    context.save();
    context.scale(1 / scale, 1 / scale);
    context.font = label.font;
    context.textAlign = "center";
    context.textBaseline = "middle";
    if (label.kind === "mark") this.paintMark(context, label);
    else {
      context.lineJoin = "round";
      context.lineWidth = 4;
      context.strokeStyle = colours.ground;
      context.fillStyle = colours.text;
      const first = label.y - ((label.lines.length - 1) * label.size * 1.18) / 2;
      label.lines.forEach((line, at) => {
        const y = first + at * label.size * 1.18;
        context.strokeText(line, label.x, y);
        context.fillText(line, label.x, y);
      });
    }
    context.restore();
  }

  paintMark(context, label) {
    const { colours } = KG.theme;
    const { box } = label;
    context.beginPath();
    context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 9);
    context.fillStyle = colours.ground;
    context.strokeStyle = colours[label.colour];
    context.lineWidth = 1;
    context.fill();
    context.stroke();
    context.fillStyle = label.colour === "tie" ? colours.muted : colours[label.colour];
    context.fillText(label.text, label.x, label.y + 0.5);
  }
};
