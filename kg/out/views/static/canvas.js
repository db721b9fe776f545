"use strict";
/* The renderer of large networks, on a canvas of our own. It takes the place of vis-network,
   with those of its calls and events that the page uses, and nothing else. Lines of one look
   are drawn together, what stands outside the window not at all. */

/* Rows by id, as vis.DataSet keeps them; `version` tells that some were changed. */
KG.Rows = class {
  constructor(rows) {
    Object.assign(this, { rows: [...rows], version: 0 });
  }

  get length() {
    return this.rows.length;
  }

  get(id) {
    return id === undefined ? this.rows : this.rows[id];
  }

  update(rows) {
    for (const row of rows) this.rows[row.id] = row;
    if (rows.length) this.version += 1;
  }
};

/* Marks smaller than this on the screen are dots, arrows and dashes of such size are left out. */
KG.FINE = 2.2;
/* So many lines to a path: one path of all of them is slow to fill, single ones to hand over. */
KG.BATCH = 200;
/* Of more lines a picture is kept that is this much larger than the window, to move it. */
KG.HEAVY = 5000;
KG.SPARE = 1.5;

KG.Canvas = class {
  constructor(container, { nodes, edges }) {
    Object.assign(this, { container, nodes, edges, scale: 1, x: 0, y: 0, version: 0, listeners: {} });
    this.canvas = KG.el("canvas", { class: "renderer-canvas" });
    this.frame = KG.el("div", { class: "renderer", tabindex: 0 }, this.canvas);
    container.append(this.frame);
    this.context = this.canvas.getContext("2d");
    this.sort();
    this.pointer = new KG.Pointer(this);
    new ResizeObserver(() => this.resize()).observe(container);
    this.resize();
  }

  on(name, listener) {
    (this.listeners[name] ??= []).push(listener);
  }

  emit(name, event) {
    for (const listener of this.listeners[name] ?? []) listener(event);
  }

  getScale() {
    return this.scale;
  }

  getPositions(ids = this.nodes.get().map(({ id }) => id)) {
    return Object.fromEntries(ids.map((id) => [id, { x: this.nodes.get(id).x, y: this.nodes.get(id).y }]));
  }

  /** Return where in the container a place of the drawing is shown. */
  canvasToDOM({ x, y }) {
    return { x: (x - this.x) * this.scale + this.width / 2, y: (y - this.y) * this.scale + this.height / 2 };
  }

  DOMtoCanvas({ x, y }) {
    return { x: (x - this.width / 2) / this.scale + this.x, y: (y - this.height / 2) / this.scale + this.y };
  }

  /** Show `position` in the middle, moved by `offset` pixels. */
  moveTo({ position, scale = this.scale, offset = { x: 0, y: 0 }, animation = false }) {
    const goal = position
      ? { scale, x: position.x - offset.x / scale, y: position.y - offset.y / scale }
      : { scale, x: this.x, y: this.y };
    const from = { scale: this.scale, x: this.x, y: this.y };
    const begun = performance.now();
    const move = (this.move = () => {
      if (this.move !== move) return;
      const t = animation ? Math.min(1, (performance.now() - begun) / animation.duration) : 1;
      const share = t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t);
      for (const name of ["scale", "x", "y"]) this[name] = t < 1 ? from[name] + (goal[name] - from[name]) * share : goal[name];
      this.redraw();
      if (t < 1) requestAnimationFrame(move);
      else this.move = null;
    });
    move();
  }

  /** Zoom so that what is under a pixel of the container stays there. */
  zoomAt(pixel, factor) {
    this.move = null;
    const before = this.DOMtoCanvas(pixel);
    this.scale = Math.min(6, Math.max(0.03, this.scale * factor));
    const after = this.DOMtoCanvas(pixel);
    this.x += before.x - after.x;
    this.y += before.y - after.y;
    this.redraw();
  }

  resize() {
    const { clientWidth, clientHeight } = this.container;
    if (!clientWidth || !clientHeight) return;
    this.ratio = devicePixelRatio || 1;
    Object.assign(this, { width: clientWidth, height: clientHeight });
    this.canvas.width = Math.round(clientWidth * this.ratio);
    this.canvas.height = Math.round(clientHeight * this.ratio);
    this.draw();
  }

  /** Draw before the next frame, once however often it is asked for. */
  redraw() {
    this.asked ??= requestAnimationFrame(() => this.draw());
  }

  /** Sort lines and marks by their look, and note their places in arrays that are quick to read. */
  sort() {
    const [nodes, edges] = [this.nodes.get(), this.edges.get()];
    this.sorted = `${this.nodes.version} ${this.edges.version}`;
    this.place = Float64Array.from(nodes.flatMap(({ x, y }) => [x, y]));
    const grouped = (rows, look) => {
      const looks = new Map();
      for (const row of rows) {
        if (row.hidden) continue;
        const key = look(row);
        if (!looks.has(key)) looks.set(key, []);
        looks.get(key).push(row);
      }
      return [...looks.values()];
    };
    this.lines = grouped(edges, ({ color, width, dashes }) => `${color.color} ${color.opacity} ${width} ${dashes}`);
    this.lines.sort(([a], [b]) => a.color.opacity - b.color.opacity || a.width - b.width);
    this.marks = grouped(nodes, ({ color, shape, opacity, borderWidth }) => `${color.background} ${color.border} ${shape} ${opacity} ${borderWidth}`);
    this.marks.sort(([a], [b]) => a.opacity - b.opacity || a.borderWidth - b.borderWidth);
  }

  draw() {
    cancelAnimationFrame(this.asked);
    this.asked = null;
    if (!this.width) return;
    if (this.sorted !== `${this.nodes.version} ${this.edges.version}`) this.sort();
    const { context } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (this.edges.length > KG.HEAVY && !this.pointer.grabbed) this.drawKept();
    else this.drawAll(context, this.x, this.y, this.canvas);
    this.transform(context, this.x, this.y, this.canvas);
    context.globalAlpha = 1;
    context.setLineDash([]);
    this.emit("afterDrawing", context);
  }

  /** Let a context draw in coordinates of the drawing, with this place in its middle. */
  transform(context, x, y, { width, height }) {
    const zoom = this.ratio * this.scale;
    context.setTransform(zoom, 0, 0, zoom, width / 2 - x * zoom, height / 2 - y * zoom);
  }

  /** Draw lines and marks into a canvas around a place. */
  drawAll(context, x, y, canvas) {
    this.transform(context, x, y, canvas);
    const zoom = 2 * this.ratio * this.scale;
    const [right, bottom] = [x + canvas.width / zoom, y + canvas.height / zoom];
    const seen = { left: 2 * x - right, right, top: 2 * y - bottom, bottom };
    for (const rows of this.lines) this.drawLines(context, rows, seen);
    for (const rows of this.marks) this.drawMarks(context, rows, seen);
  }

  /** Draw the picture that was kept, moved; make it anew where it does not reach or is old. */
  drawKept() {
    const { canvas, context } = this;
    const zoom = this.ratio * this.scale;
    const away = () => [this.kept.x - this.x, this.kept.y - this.y].map((distance) => distance * zoom);
    const key = `${this.sorted} ${this.version} ${zoom} ${canvas.width} ${canvas.height}`;
    const spare = (KG.SPARE - 1) / 2;
    const reaches = () => Math.abs(away()[0]) <= spare * canvas.width && Math.abs(away()[1]) <= spare * canvas.height;
    if (this.kept?.key !== key || !reaches()) {
      const picture = this.kept?.picture ?? document.createElement("canvas");
      picture.width = Math.round(canvas.width * KG.SPARE);
      picture.height = Math.round(canvas.height * KG.SPARE);
      this.kept = { key, picture, x: this.x, y: this.y };
      this.drawAll(picture.getContext("2d"), this.x, this.y, picture);
    }
    const { picture } = this.kept;
    const [dx, dy] = away();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.drawImage(picture, Math.round((canvas.width - picture.width) / 2 + dx), Math.round((canvas.height - picture.height) / 2 + dy));
  }

  drawLines(context, rows, { left, right, top, bottom }) {
    const { place, scale } = this;
    const [{ color, width, dashes }] = rows;
    context.strokeStyle = context.fillStyle = color.color;
    context.globalAlpha = color.opacity;
    context.lineWidth = width;
    context.setLineDash(dashes && dashes[0] * scale > 1 ? dashes : []);
    const pointed = 9 * scale > KG.FINE;
    const arrows = [];
    let count = 0;
    context.beginPath();
    for (const row of rows) {
      const [a, b] = [2 * row.from, 2 * row.to];
      const [x1, y1, x2, y2] = [place[a], place[a + 1], place[b], place[b + 1]];
      if ((x1 < left && x2 < left) || (x1 > right && x2 > right) || (y1 < top && y2 < top) || (y1 > bottom && y2 > bottom)) continue;
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      if (pointed) arrows.push(row);
      if ((count += 1) % KG.BATCH) continue;
      context.stroke();
      context.beginPath();
    }
    context.stroke();
    for (const row of arrows) this.drawArrows(context, row);
  }

  drawArrows(context, row) {
    const { place } = this;
    for (const [end, head, tail] of [["to", row.to, row.from], ["from", row.from, row.to]]) {
      if (!row.arrows[end].enabled) continue;
      const [x, y] = [place[2 * head], place[2 * head + 1]];
      const [dx, dy] = [x - place[2 * tail], y - place[2 * tail + 1]];
      const length = Math.hypot(dx, dy);
      const size = 7 + row.width;
      const reach = this.nodes.get(head).size + 1;
      if (length < reach + size) continue;
      const [ux, uy] = [dx / length, dy / length];
      const [tx, ty] = [x - ux * reach, y - uy * reach];
      const [bx, by] = [tx - ux * size, ty - uy * size];
      context.beginPath();
      context.moveTo(tx, ty);
      context.lineTo(bx - uy * size * 0.45, by + ux * size * 0.45);
      context.lineTo(bx + uy * size * 0.45, by - ux * size * 0.45);
      context.fill();
    }
  }

  drawMarks(context, rows, { left, right, top, bottom }) {
    const { place, scale } = this;
    const [{ color, opacity, borderWidth, shape }] = rows;
    context.setLineDash([]);
    context.lineWidth = borderWidth;
    context.strokeStyle = color.border;
    let count = 0;
    context.beginPath();
    const paint = () => {
      context.globalAlpha = opacity;
      context.fillStyle = color.background;
      context.fill();
      context.stroke();
      context.beginPath();
    };
    const dots = [];
    for (const { id, size } of rows) {
      const [x, y] = [place[2 * id], place[2 * id + 1]];
      if (x + size < left || x - size > right || y + size < top || y - size > bottom) continue;
      if (size * scale < KG.FINE) dots.push(x - size, y - size, 2 * size);
      else {
        KG.markPath(context, shape, x, y, size);
        if ((count += 1) % KG.BATCH === 0) paint();
      }
    }
    paint();
    context.fillStyle = color.border;
    for (let at = 0; at < dots.length; at += 3) context.fillRect(dots[at], dots[at + 1], dots[at + 2], dots[at + 2]);
  }
};

/** Add the outline of a mark to the path: the corners that the drawing in lines has, too. */
KG.markPath = (context, shape, x, y, size) => {
  const corners = (KG.markPath.known[shape] ??= KG.corners(shape, 0, 0, 1) ?? []);
  if (!corners.length) {
    context.moveTo(x + size, y);
    context.arc(x, y, size, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([dx, dy], at) => context[at ? "lineTo" : "moveTo"](x + dx * size, y + dy * size));
  context.closePath();
};
KG.markPath.known = {};

KG.renderer = { Set: KG.Rows, Network: KG.Canvas };
