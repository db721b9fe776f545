"use strict";
/* The page put together: one state, and what changes it. */
KG.start = () => {
  const { data } = KG;
  const state = { selection: null, hover: null, hiddenTypes: new Set(), hiddenLinks: new Set() };
  KG.byId("statistics").append(...data.statistics.map((text) => KG.el("span", {}, text)));
  KG.byId("empty").hidden = data.entities.length > 0;
  KG.byId("zoom").hidden = !data.entities.length;

  const drawing = new KG.Drawing(KG.byId("drawing"), state);
  const labels = new KG.Labels(drawing);
  let opener = null;

  /* Where panel and legend would leave no room between them, the legend folds while reading. */
  const legend = KG.byId("legend");
  let folded = false;
  const fold = () => {
    if (!legend.open || window.innerWidth >= 1150) return;
    legend.open = false;
    folded = true;
  };
  const unfold = () => {
    if (folded) legend.open = true;
    folded = false;
  };

  const close = () => {
    if (!state.selection) return;
    state.selection = null;
    panel.hide();
    unfold();
    drawing.restyle();
    if (opener?.isConnected) opener.focus();
    opener = null;
  };

  /** Select a node or an edge; `read` moves the focus into the panel, `centre` the view. */
  const select = (selection, { read = false, centre = false } = {}) => {
    if (!KG.byId("panel").contains(document.activeElement)) opener = document.activeElement;
    state.selection = selection;
    if (selection.kind === "node") panel.showNode(selection.id);
    else panel.showEdge(drawing.edges[selection.id]);
    fold();
    drawing.restyle();
    drawing.reveal(selection, centre);
    KG.announce(KG.byId("panel-title").textContent);
    if (read) KG.byId("panel-title").focus({ preventScroll: true });
  };

  const goTo = (id, options = { read: true, centre: true }) => {
    const type = data.entities[id].type;
    if (state.hiddenTypes.has(type)) document.querySelector(`.legend input[data-key="${CSS.escape(type)}"]`).click();
    select({ kind: "node", id }, options);
  };

  const panel = new KG.Panel(KG.byId("panel"), (id) => goTo(id), close);
  new KG.Search(KG.byId("search"), KG.byId("results"), (id) => goTo(id));
  new KG.Legend(legend, state, () => {
    const chosen = state.selection;
    const lost = chosen && (chosen.kind === "node" ? drawing.isHidden(drawing.nodes[chosen.id]) : drawing.isEdgeHidden(drawing.edges[chosen.id]));
    if (lost) close();
    drawing.restyle();
  });
  new KG.Keyboard(drawing, state, {
    close,
    goTo: (id) => goTo(id, {}),
    read: () => KG.byId("panel-title")?.focus(),
  });

  const button = (name, path, click) =>
    KG.el("button", { type: "button", "aria-label": name, click }, KG.svg("", "0 0 18 18", "path", { d: path }));
  KG.byId("zoom").append(
    button("Zoom in", "M9 3.5V14.5M3.5 9H14.5", () => drawing.zoom(1.3)),
    button("Zoom out", "M3.5 9H14.5", () => drawing.zoom(1 / 1.3)),
    button("Fit everything", "M2.5 6.5V2.5H6.5M11.5 2.5H15.5V6.5M15.5 11.5V15.5H11.5M6.5 15.5H2.5V11.5", () => drawing.fit(true)),
  );

  const { network } = drawing;
  const hover = (value) => {
    state.hover = value;
    drawing.version += 1;
    KG.byId("drawing").classList.toggle("pointing", value !== null);
    network.redraw();
  };
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) select({ kind: "node", id: nodes[0] });
    else if (edges.length) select({ kind: "edge", id: edges[0] });
    else close();
  });
  network.on("hoverNode", ({ node }) => hover({ kind: "node", id: node }));
  network.on("hoverEdge", ({ edge }) => hover({ kind: "edge", id: edge }));
  network.on("blurNode", () => hover(null));
  network.on("blurEdge", () => hover(null));
  KG.theme.onChange(() => drawing.restyle());

  drawing.fit();
  if (data.focus !== null) select({ kind: "node", id: data.focus }, { centre: true });
  KG.page = { drawing, labels, state, select };
};
KG.start();
