"use strict";
/* Mouse and fingers on the canvas: what they point at, moving, dragging, zooming, pinching. */

/* Pixels that a click may move, and pixels beside a line that still count as on it. */
KG.STILL = 5;
KG.BESIDE = 5;

KG.Pointer = class {
  constructor(canvas) {
    Object.assign(this, { canvas, down: new Map(), grabbed: null, over: null, moved: false });
    const listen = (name, act) => canvas.frame.addEventListener(name, (event) => act(event, this.pixel(event)));
    listen("pointerdown", (event, at) => this.press(event, at));
    listen("pointermove", (event, at) => this.glide(event, at));
    listen("pointerup", (event, at) => this.release(event, at));
    listen("pointercancel", (event) => this.leave(event));
    listen("pointerleave", () => this.point(null));
    listen("wheel", (event, at) => {
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 30 : 1;
      canvas.zoomAt(at, Math.exp(Math.max(-200, Math.min(200, -event.deltaY * lines)) * 0.002));
    });
  }

  pixel(event) {
    const box = this.canvas.frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** Return the mark at a pixel: the last drawn of those there. */
  nodeAt(pixel) {
    const { x, y } = this.canvas.DOMtoCanvas(pixel);
    const spare = 2 / this.canvas.scale;
    let [found, least] = [null, Infinity];
    for (const node of this.canvas.nodes.get()) {
      if (node.hidden) continue;
      const reach = Math.max(node.size + spare, KG.STILL / this.canvas.scale);
      const [dx, dy] = [node.x - x, node.y - y];
      if (Math.abs(dx) > reach || Math.abs(dy) > reach) continue;
      const distance = dx * dx + dy * dy;
      if (distance < least) [found, least] = [node, distance];
    }
    return found;
  }

  /** Return the line nearest to a pixel, if one is near. */
  edgeAt(pixel) {
    const { x, y } = this.canvas.DOMtoCanvas(pixel);
    const { place } = this.canvas;
    let [found, least] = [null, (KG.BESIDE / this.canvas.scale) ** 2];
    for (const edge of this.canvas.edges.get()) {
      if (edge.hidden) continue;
      const [x1, y1] = [place[2 * edge.from], place[2 * edge.from + 1]];
      const [dx, dy] = [place[2 * edge.to] - x1, place[2 * edge.to + 1] - y1];
      const share = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
      const [ax, ay] = [x1 + share * dx - x, y1 + share * dy - y];
      const distance = ax * ax + ay * ay;
      if (distance < least) [found, least] = [edge, distance];
    }
    return found;
  }

  press(event, at) {
    if (event.button > 0) return;
    this.canvas.frame.setPointerCapture(event.pointerId);
    this.canvas.frame.focus({ preventScroll: true });
    this.canvas.move = null;
    this.down.set(event.pointerId, at);
    if (this.down.size > 1) {
      this.moved = true;
      this.grabbed = null;
      return;
    }
    this.moved = false;
    this.start = at;
    this.grabbed = this.nodeAt(at);
  }

  glide(event, at) {
    const before = this.down.get(event.pointerId);
    if (!before) {
      this.pointing = at;
      this.waiting ??= requestAnimationFrame(() => {
        this.waiting = null;
        if (!this.down.size) this.point(this.pointing);
      });
      return;
    }
    if (this.down.size === 2) this.pinch(event.pointerId, before, at);
    else if (this.moved || Math.hypot(at.x - this.start.x, at.y - this.start.y) > KG.STILL) {
      this.drag(this.moved ? before : this.start, at);
      this.moved = true;
    } else return;
    this.down.set(event.pointerId, at);
  }

  drag(before, at) {
    const { canvas, grabbed } = this;
    const [dx, dy] = [(at.x - before.x) / canvas.scale, (at.y - before.y) / canvas.scale];
    if (grabbed) {
      Object.assign(grabbed, { x: grabbed.x + dx, y: grabbed.y + dy });
      canvas.place[2 * grabbed.id] = grabbed.x;
      canvas.place[2 * grabbed.id + 1] = grabbed.y;
      canvas.version += 1;
      canvas.emit("dragging", { nodes: [grabbed.id] });
    } else {
      canvas.x -= dx;
      canvas.y -= dy;
    }
    canvas.redraw();
  }

  pinch(id, before, at) {
    const [[, other]] = [...this.down].filter(([key]) => key !== id);
    const [was, is] = [before, at].map((one) => Math.hypot(one.x - other.x, one.y - other.y));
    this.canvas.x -= (at.x - before.x) / 2 / this.canvas.scale;
    this.canvas.y -= (at.y - before.y) / 2 / this.canvas.scale;
    this.canvas.zoomAt({ x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }, is / Math.max(1, was));
  }

  release(event, at) {
    if (!this.leave(event)) return;
    if (this.moved) {
      if (this.grabbed) this.canvas.emit("dragEnd", { nodes: [this.grabbed.id] });
    } else {
      const node = this.nodeAt(at);
      const edge = node ? null : this.edgeAt(at);
      this.canvas.emit("click", { nodes: node ? [node.id] : [], edges: edge ? [edge.id] : [] });
    }
    this.grabbed = null;
  }

  /** Forget a finger; return whether it was the last one. */
  leave(event) {
    return this.down.delete(event.pointerId) && !this.down.size;
  }

  /** Tell what is pointed at, when that changes. */
  point(at) {
    const node = at && this.nodeAt(at);
    const edge = at && !node ? this.edgeAt(at) : null;
    const over = node ? { kind: "Node", id: node.id } : edge ? { kind: "Edge", id: edge.id } : null;
    if (over?.kind === this.over?.kind && over?.id === this.over?.id) return;
    if (this.over) this.canvas.emit(`blur${this.over.kind}`, {});
    this.over = over;
    if (over) this.canvas.emit(`hover${over.kind}`, { [over.kind.toLowerCase()]: over.id });
  }
};
