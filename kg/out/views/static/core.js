"use strict";
/* What is drawn of a large network at first: its core, until the reader asks for the whole. */

/* So many lines are drawn of themselves; what hangs on others goes first, then who has few. */
KG.LEGIBLE = 1500;
KG.HANGERS = ["Person", "Agreement"];

/** Return { nodes, edges, words }: the core of a large network, null of one that is not. */
KG.core = (nodes, edges) => {
  if (edges.length <= KG.LEGIBLE) return null;
  const partners = nodes.map(() => []);
  for (const { from, to } of edges) {
    if ([from, to].some((id) => KG.HANGERS.includes(nodes[id].group))) continue;
    partners[from].push(to);
    partners[to].push(from);
  }
  const firm = nodes.map(({ id }) => id).filter((id) => partners[id].length);
  firm.sort((a, b) => partners[b].length - partners[a].length || a - b);
  const core = new Set();
  let count = 0;
  for (const id of firm) {
    const more = partners[id].filter((other) => core.has(other)).length;
    if (count + more > KG.LEGIBLE) break;
    core.add(id);
    count += more;
  }
  const without = nodes.some(({ group }) => KG.HANGERS.includes(group)) ? "without persons and agreements" : null;
  const few = core.size < firm.length ? `between the ${core.size.toLocaleString("en-GB")} best connected` : null;
  return { nodes: core, edges: count, words: [few, without].filter((part) => part).join(", ") };
};

/** The words that say so, with a button for the whole; it follows the state. */
KG.CoreNote = class {
  constructor(core, edges, state) {
    Object.assign(this, { core, edges, state });
    this.said = KG.el("span", {});
    this.button = KG.el("button", { type: "button", click: () => state.set({ whole: !state.whole }) });
    this.element = KG.el("div", { class: "core-note", role: "note" }, this.said, this.button);
    this.show();
  }

  show() {
    const { core, state } = this;
    const all = this.edges.length.toLocaleString("en-GB");
    this.said.textContent = state.whole
      ? `All ${all} links are drawn.`
      : `${core.edges.toLocaleString("en-GB")} of ${all} links are drawn, ${core.words}. What you look up is drawn too.`;
    this.button.textContent = state.whole ? "Show the core" : "Show all";
  }
};
