"use strict";
/* The keyboard on the drawing: arrows walk from mark to mark, Enter moves into the panel,
   + and - zoom, 0 fits. */
KG.Keyboard = class {
  constructor(drawing, state, actions) {
    Object.assign(this, { drawing, state, actions });
    this.frame = drawing.container.firstElementChild;
    this.frame.setAttribute("role", "application");
    this.frame.setAttribute("aria-label", `Network of ${drawing.nodes.length} entities. Arrow keys walk from one to the next, Enter reads its facts.`);
    this.frame.addEventListener("keydown", (event) => this.onDrawing(event));
  }

  onDrawing(event) {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    const act = { "+": () => this.drawing.zoom(1.25), "-": () => this.drawing.zoom(0.8), 0: () => this.drawing.fit(true), Enter: () => this.actions.read() }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !(way || act)) return;
    event.preventDefault();
    if (act) act();
    else this.walk(way);
  }

  walk([dx, dy]) {
    const { selection } = this.state;
    const seen = this.drawing.nodes.filter((node) => !this.drawing.isHidden(node));
    const here = selection?.kind === "node" ? this.drawing.nodes[selection.id] : null;
    const next = here ? this.nearest(here, seen, dx, dy) : seen.sort((a, b) => b.size - a.size || a.id - b.id)[0];
    if (next) this.actions.goTo(next.id);
  }

  /** Return the nearest node that lies more this way than aside, if any. */
  nearest(here, seen, dx, dy) {
    const cost = (node) => {
      const ahead = (node.x - here.x) * dx + (node.y - here.y) * dy;
      const aside = Math.abs((node.x - here.x) * dy) + Math.abs((node.y - here.y) * dx);
      return node === here || ahead <= 0 || aside > ahead * 1.2 ? Infinity : ahead + 1.5 * aside;
    };
    const costs = seen.map((node) => ({ node, cost: cost(node) })).filter((entry) => entry.cost < Infinity);
    return costs.sort((a, b) => a.cost - b.cost || a.node.id - b.node.id)[0]?.node;
  }
};
