"use strict";
/* The network: what is drawn of it, and how it looks in each state of the page. The renderer
   is vis-network, or canvas.js for large ones; see RENDERERS in page.py. */
KG.LINES = {
  asserted: { colour: "tie", dashes: false },
  planned: { colour: "planned", dashes: [9, 6] },
  opinion: { colour: "opinion", dashes: [14, 5, 3, 5] },
  disputed: { colour: "denied", dashes: [12, 5, 2, 5] },
  negated: { colour: "denied", dashes: [2, 5] },
};

const head = (enabled) => ({ enabled, scaleFactor: 0.5 });
KG.ARROWS = Object.fromEntries(["", "to", "from", "to,from"].map((ends) =>
  [ends, { to: head(ends.startsWith("to")), from: head(ends.endsWith("from")) }]));

/* What marks and names of the outermost nodes need, in pixels of the screen, and the note on
   what is drawn of a large network. */
KG.MARGIN = { x: 72, top: 34, bottom: 66, note: { top: 62, bottom: 34 } };

/** Return the part of a drawing that neither panel nor legend covers, in its own pixels. */
KG.freeArea = (container) => {
  const all = container.getBoundingClientRect();
  const area = { left: 0, top: 0, right: all.width, bottom: all.height };
  const panel = KG.byId("panel");
  if (!panel.hidden) {
    const sheet = panel.getBoundingClientRect();
    if (sheet.width < all.width) area.right = sheet.left - all.left;
    else area.bottom = sheet.top - all.top;
  }
  const legend = KG.byId("legend").getBoundingClientRect();
  const right = legend.right - all.left;
  if (KG.byId("legend").open && right < (area.right - area.left) * 0.3) area.left = right;
  return area;
};

KG.Drawing = class {
  /**
   * @param state hidden types and links, selection, hover: read whenever it is restyled.
   * @param facts which facts are seen, see facts.js.
   */
  constructor(container, state, facts) {
    Object.assign(this, { container, state, facts });
    this.nodes = KG.drawn.nodes;
    this.edges = KG.drawn.edges;
    this.version = 0;
    this.turn();
    this.edgesOf = this.nodes.map(() => []);
    for (const edge of this.edges) {
      this.edgesOf[edge.from].push(edge);
      this.edgesOf[edge.to].push(edge);
    }
    this.byRank = [...this.nodes].sort((a, b) => b.size - a.size || a.id - b.id);
    this.core = KG.core(this.nodes, this.edges);
    this.reckon();
    const lit = this.lit();
    this.nodeSet = new KG.renderer.Set(this.nodes.map((node) => this.nodeStyle(node, lit)));
    this.edgeSet = new KG.renderer.Set(this.edges.map((edge) => this.edgeStyle(edge, lit)));
    const data = { nodes: this.nodeSet, edges: this.edgeSet };
    this.network = new KG.renderer.Network(container, data, KG.drawn.options);
    this.network.on("dragEnd", ({ nodes }) => this.moved(nodes));
    this.network.on("dragging", ({ nodes }) => this.moved(nodes));
  }

  /** Set a wide drawing upright where the screen is high, so that a phone is filled. */
  turn() {
    const span = (axis) => this.nodes.reduce((most, node) => Math.max(most, Math.abs(node[axis])), 0);
    const { clientWidth, clientHeight } = this.container;
    this.turned = clientHeight > 1.2 * clientWidth && span("x") > span("y");
    if (this.turned) for (const node of this.nodes) [node.x, node.y] = [-node.y, node.x];
  }

  moved(ids) {
    if (!ids.length) return;
    const places = this.network.getPositions(ids);
    for (const id of ids) Object.assign(this.nodes[id], places[id]);
    this.version += 1;
  }

  /** Reckon what is hidden and how lines look, once for all who ask until the next change. */
  reckon() {
    const { state, facts, nodes, edges } = this;
    const core = state.whole ? null : this.core;
    const chosen = state.selection;
    const near = new Set(chosen?.kind === "node" && core ? this.edgesOf[chosen.id].flatMap(({ from, to }) => [from, to]) : []);
    for (const id of chosen?.nodes ?? (chosen ? [chosen.id] : [])) if (chosen.kind !== "edge") near.add(id);
    const own = chosen?.kind === "edge" ? edges[chosen.id] : null;
    if (own) near.add(own.from).add(own.to);
    const isAside = (id) => core && !core.nodes.has(id);
    this.hidden = nodes.map(({ id, group }) => (isAside(id) && !near.has(id)) || facts.isHidden(id) || !facts.isKnown(id));
    this.groups = edges.map((edge) => (facts.all ? edge.group : KG.linkStyle(this.seen(edge))));
    this.edgeHidden = edges.map((edge) => {
      const { id, from, to } = edge;
      if (this.hidden[from] || this.hidden[to] || !this.groups[id] || state.hiddenLinks.has(this.groups[id])) return true;
      const touched = edge === own || (chosen?.kind === "node" && (from === chosen.id || to === chosen.id));
      return !touched && (isAside(from) || isAside(to));
    });
  }

  isHidden(node) {
    return this.hidden[node.id];
  }

  /** Return the facts of an edge that are seen now. */
  seen(edge) {
    return this.facts.among(edge.facts);
  }

  /** Return how an edge looks by the facts that are seen now; see `link_style` in style.py. */
  groupOf(edge) {
    return this.groups[edge.id];
  }

  isEdgeHidden(edge) {
    return this.edgeHidden[edge.id];
  }

  /** Return the node and edge numbers that stand out, or null when nothing is selected. */
  lit() {
    const chosen = this.state.selection;
    if (!chosen) return null;
    const edges = chosen.kind === "edge" ? [this.edges[chosen.id]] : this.edgesOf[chosen.id];
    const seen = edges.filter((edge) => !this.isEdgeHidden(edge));
    const nodes = new Set(seen.flatMap((edge) => [edge.from, edge.to]));
    if (chosen.kind === "node") nodes.add(chosen.id);
    return { nodes, edges: new Set(seen.map((edge) => edge.id)) };
  }

  nodeStyle(node, lit) {
    const { colours } = KG.theme;
    const mark = KG.marks.get(node.group);
    const chosen = this.state.selection;
    const own = chosen?.kind === "node" && chosen.id === node.id;
    const border = own ? colours.text : colours[`${mark.colour}-edge`];
    const background = mark.solid ? colours[mark.colour] : colours.surface;
    const { id, x, y, shape, size } = node;
    const opacity = lit && !lit.nodes.has(id) ? 0.16 : 1;
    const color = { background, border };
    return { id, x, y, shape, size, color, opacity, borderWidth: own ? 4 : 2, hidden: this.isHidden(node) };
  }

  edgeStyle(edge, lit) {
    const line = KG.LINES[this.groupOf(edge) ?? edge.group];
    const on = lit?.edges.has(edge.id);
    const color = { color: KG.theme.colours[line.colour], opacity: lit && !on ? 0.12 : on ? 1 : 0.8, inherit: false };
    const width = (edge.candidate ? 0.7 : Math.min(5, 1.2 + 0.6 * Math.max(1, this.seen(edge).length))) + (on ? 0.8 : 0);
    const arrows = KG.ARROWS[edge.arrows];
    const { id, from, to } = edge;
    return { id, from, to, color, width, arrows, dashes: line.dashes, hidden: this.isEdgeHidden(edge) };
  }

  /** Bring marks and lines into the state of the page; those that look as before stay untouched. */
  restyle() {
    this.reckon();
    const lit = this.lit();
    this.version += 1;
    const changed = (set, rows, names) => rows.filter((row) => {
      const old = set.get(row.id);
      return names.some((name) => old[name] !== row[name])
        || Object.keys(row.color).some((name) => old.color[name] !== row.color[name]);
    });
    const nodes = changed(this.nodeSet, this.nodes.map((node) => this.nodeStyle(node, lit)), ["hidden", "opacity", "borderWidth"]);
    const edges = changed(this.edgeSet, this.edges.map((edge) => this.edgeStyle(edge, lit)), ["hidden", "width", "dashes"]);
    this.nodeSet.update(nodes);
    this.edgeSet.update(edges);
    this.network.redraw();
  }

  free() {
    return KG.freeArea(this.container);
  }

  /** Move the view so that a place of the drawing stands in the middle of the free area. */
  show(position, scale, animate) {
    const area = this.free();
    const all = this.container.getBoundingClientRect();
    const offset = {
      x: (area.left + area.right - all.width) / 2,
      y: (area.top + area.bottom - all.height) / 2,
    };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches || !animate;
    const animation = still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
    this.network.moveTo({ position, scale, offset, animation });
  }

  /** Return the frame of all marks that are shown, in coordinates of the drawing. */
  extent() {
    if (this.frameOf !== this.version) {
      const frame = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
      for (const node of this.nodes.filter((one) => !this.isHidden(one))) {
        frame.left = Math.min(frame.left, node.x);
        frame.right = Math.max(frame.right, node.x);
        frame.top = Math.min(frame.top, node.y);
        frame.bottom = Math.max(frame.bottom, node.y);
      }
      this.frame = frame.left > frame.right ? { left: 0, right: 0, top: 0, bottom: 0 } : frame;
      this.frameOf = this.version;
    }
    return this.frame;
  }

  /** Fit the whole picture, labels included, into the free area. */
  fit(animate = false) {
    const { left, right, top, bottom } = this.extent();
    const area = this.free();
    const wide = (area.right - area.left - 2 * KG.MARGIN.x) / Math.max(1, right - left);
    const { above, below } = this.margins();
    const high = (area.bottom - area.top - above - below) / Math.max(1, bottom - top);
    const scale = Math.max(0.03, Math.min(wide, high, 1.5));
    const lift = (below - above) / 2 / scale;
    this.show({ x: (left + right) / 2, y: (top + bottom) / 2 + lift }, scale, animate);
  }

  /** Return what stays free above and below; the note stands above on a phone, else below. */
  margins() {
    const { top, bottom, note } = KG.MARGIN;
    const isNarrow = window.innerWidth < 700;
    return { above: top + (this.core && isNarrow ? note.top : 0), below: bottom + (this.core && !isNarrow ? note.bottom : 0) };
  }

  /** Bring a node or an edge into the free area, if it does not stand there already. */
  reveal(selection, centre) {
    const ends = selection.kind === "edge" ? [this.edges[selection.id].from, this.edges[selection.id].to] : [selection.id];
    const places = ends.map((id) => this.nodes[id]);
    const position = {
      x: places.reduce((sum, place) => sum + place.x, 0) / places.length,
      y: places.reduce((sum, place) => sum + place.y, 0) / places.length,
    };
    const at = this.network.canvasToDOM(position);
    const area = this.free();
    const inside = at.x > area.left + 40 && at.x < area.right - 40 && at.y > area.top + 40 && at.y < area.bottom - 40;
    const scale = this.network.getScale();
    if (centre || !inside) this.show(position, centre ? Math.max(scale, 0.9) : scale, true);
  }

  zoom(factor) {
    const scale = Math.min(6, Math.max(0.03, this.network.getScale() * factor));
    this.network.moveTo({ scale, animation: false });
  }
};
