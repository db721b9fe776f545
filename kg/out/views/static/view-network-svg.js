"use strict";
/* The network as a drawing in lines: what the screen shows of it now, from the same places,
   marks and names. */

/** Return the corners of a mark as vis-network draws it, or null for a disc. */
KG.corners = (shape, x, y, size) => {
  const around = (count, radius, start, cy = y) =>
    Array.from({ length: count }, (_, at) => {
      const angle = start + (2 * Math.PI * at) / count;
      const r = typeof radius === "function" ? radius(at) : radius;
      return [x + r * Math.cos(angle), cy + r * Math.sin(angle)];
    });
  const triangle = (way) => {
    const r = 1.15 * size;
    const inner = (Math.sqrt(3) / 3) * r;
    const cy = y + way * 0.275 * r;
    return [[x, cy - way * (Math.sqrt(3) * r - inner)], [x + r, cy + way * inner], [x - r, cy + way * inner]];
  };
  switch (shape) {
    case "square": return [[x - size, y - size], [x + size, y - size], [x + size, y + size], [x - size, y + size]];
    case "diamond": return [[x, y + size], [x + size, y], [x, y - size], [x - size, y]];
    case "triangle": return triangle(1);
    case "triangleDown": return triangle(-1);
    case "hexagon": return around(6, size, 0);
    case "star": return around(10, (at) => 0.82 * size * (at % 2 ? 0.5 : 1.3), -Math.PI / 2, y + 0.082 * size);
    default: return null;
  }
};

KG.NetworkPicture = class {
  /** @param colour gives the colour of a name in the palette, as it shall stand in the file. */
  constructor(drawing, labels, colour) {
    Object.assign(this, { drawing, labels, colour });
    this.scale = drawing.network.getScale();
    this.origin = drawing.network.canvasToDOM({ x: 0, y: 0 });
    this.width = drawing.container.clientWidth;
    this.height = drawing.container.clientHeight;
    /* The palette by its values, to name again what nodes and edges are painted with. */
    this.names = new Map(Object.entries(KG.theme.colours).map(([name, value]) => [value, name]));
  }

  svg() {
    const { drawing, width, height } = this;
    const lit = drawing.lit();
    const root = KG.svgPart("svg", { viewBox: `0 0 ${width} ${height}`, "font-family": KG.theme.font, "aria-hidden": "true" });
    root.append(
      KG.svgPart("g", { fill: "none" }, ...drawing.edges.flatMap((edge) => this.line(edge, lit))),
      KG.svgPart("g", {}, ...drawing.nodes.flatMap((node) => this.mark(node, lit))),
      KG.svgPart("g", { "text-anchor": "middle", "dominant-baseline": "central" }, ...this.labels.placed.flatMap((label) => this.label(label))),
    );
    return root;
  }

  at({ x, y }) {
    return { x: this.origin.x + x * this.scale, y: this.origin.y + y * this.scale };
  }

  paint(value) {
    const name = this.names.get(value);
    return name ? this.colour(name) : value;
  }

  line(edge, lit) {
    const { drawing, scale } = this;
    const style = drawing.edgeStyle(edge, lit);
    if (style.hidden) return [];
    const [from, to] = [drawing.nodes[edge.from], drawing.nodes[edge.to]];
    const [a, b] = [this.at(from), this.at(to)];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    const outside = Math.max(a.x, b.x) < 0 || Math.min(a.x, b.x) > this.width || Math.max(a.y, b.y) < 0 || Math.min(a.y, b.y) > this.height;
    if (outside || !length) return [];
    const stroke = this.paint(style.color.color);
    const heads = [["to", b, a, to], ["from", a, b, from]].filter(([end]) => style.arrows[end].enabled);
    const tips = heads.map(([end, tip, tail, node]) => this.head(tip, tail, node.size * scale, style, end, length));
    const [start, stop] = [a, b].map((place) => tips.find((tip) => tip.of === place)?.base ?? place);
    const look = { stroke, "stroke-width": this.number(style.width * scale), opacity: style.color.opacity };
    if (style.dashes) look["stroke-dasharray"] = style.dashes.map((dash) => this.number(dash * scale)).join(" ");
    const way = { x1: this.number(start.x), y1: this.number(start.y), x2: this.number(stop.x), y2: this.number(stop.y) };
    const points = tips.map((tip) => KG.svgPart("polygon", { points: tip.points, fill: stroke, opacity: style.color.opacity }));
    return [KG.svgPart("line", { ...way, ...look }), ...points];
  }

  /** Return an arrow head that touches the mark at its tip. */
  head(tip, tail, radius, style, end, length) {
    const [ux, uy] = [(tail.x - tip.x) / length, (tail.y - tip.y) / length];
    const size = (15 * style.arrows[end].scaleFactor + 3 * style.width) * this.scale;
    const point = { x: tip.x + ux * radius, y: tip.y + uy * radius };
    const base = { x: point.x + 0.9 * ux * size, y: point.y + 0.9 * uy * size };
    const wing = (way) => [point.x + ux * size - way * uy * size * 0.3, point.y + uy * size + way * ux * size * 0.3];
    const corners = [[point.x, point.y], wing(1), [base.x, base.y], wing(-1)];
    return { of: tip, base, points: this.points(corners) };
  }

  mark(node, lit) {
    const style = this.drawing.nodeStyle(node, lit);
    const { x, y } = this.at(node);
    const size = node.size * this.scale;
    const outside = x + size < 0 || x - size > this.width || y + size < 0 || y - size > this.height;
    if (style.hidden || outside) return [];
    const look = { fill: this.paint(style.color.background), stroke: this.paint(style.color.border), "stroke-width": this.number(style.borderWidth * this.scale), opacity: style.opacity };
    const corners = KG.corners(node.shape, x, y, size);
    const title = KG.svgPart("title", {}, KG.data.entities[node.id].label);
    if (corners) return [KG.svgPart("polygon", { points: this.points(corners), ...look }, title)];
    return [KG.svgPart("circle", { cx: this.number(x), cy: this.number(y), r: this.number(size), ...look }, title)];
  }

  label(label) {
    const [x, y] = [this.origin.x + label.x, this.origin.y + label.y];
    const [, weight, size] = /^(\S+) ([\d.]+)px/.exec(label.font);
    const font = { "font-size": size, "font-weight": weight, "unicode-bidi": "plaintext" };
    const text = (words, cy, look) => KG.svgPart("text", { x: this.number(x), y: this.number(cy), ...font, ...look }, words);
    if (label.kind === "mark") {
      const { left, right, top, bottom } = label.box;
      const box = { x: this.number(this.origin.x + left), y: this.number(this.origin.y + top), width: this.number(right - left), height: this.number(bottom - top), rx: 9 };
      const ink = label.colour === "tie" ? "muted" : label.colour;
      return [
        KG.svgPart("rect", { ...box, fill: this.colour("ground"), stroke: this.colour(label.colour) }),
        text(label.text, y + 0.5, { fill: this.colour(ink) }),
      ];
    }
    const look = { fill: this.colour("text"), stroke: this.colour("ground"), "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
    const first = y - ((label.lines.length - 1) * label.size * 1.18) / 2;
    return label.lines.map((words, at) => text(words, first + at * label.size * 1.18, look));
  }

  points(corners) {
    return corners.map(([x, y]) => `${this.number(x)},${this.number(y)}`).join(" ");
  }

  number(value) {
    return Number(value.toFixed(2));
  }
};

/** Return the network as it stands on the screen; on paper in the colours of the paper. */
KG.networkSvg = (drawing, labels, paper = false) =>
  new KG.NetworkPicture(drawing, labels, (name) => (paper ? `var(--${name})` : KG.theme.colours[name])).svg();

/** Return a copy of the drawing's canvas on the colour of the ground. */
KG.networkCanvas = (drawing) => {
  const drawn = drawing.container.querySelector("canvas");
  const copy = document.createElement("canvas");
  Object.assign(copy, { width: drawn.width, height: drawn.height });
  const context = copy.getContext("2d");
  context.fillStyle = KG.theme.colours.ground;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawn, 0, 0);
  return copy;
};
