"use strict";
/* The whole network, with names of our own. */
KG.views.push({
  id: "network",
  label: "Network",
  create(container, app) {
    container.append(KG.el("div", { id: "drawing", class: "drawing" }), KG.el("div", { id: "zoom", class: "zoom", role: "group", "aria-label": "Zoom" }));
    const { state, facts } = app;
    const drawing = new KG.Drawing(KG.byId("drawing"), state, facts);
    const labels = new KG.Labels(drawing);
    new KG.Keyboard(drawing, state, {
      goTo: (id) => app.goTo(id, {}),
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
      if (nodes.length) app.select({ kind: "node", id: nodes[0] });
      else if (edges.length) app.select({ kind: "edge", id: edges[0] });
      else app.close();
    });
    network.on("hoverNode", ({ node }) => hover({ kind: "node", id: node }));
    network.on("hoverEdge", ({ edge }) => hover({ kind: "edge", id: edge }));
    network.on("blurNode", () => hover(null));
    network.on("blurEdge", () => hover(null));
    KG.theme.onChange(() => drawing.restyle());
    drawing.fit();
    if (state.selection) {
      drawing.restyle();
      drawing.reveal(state.selection, true);
    }
    const note = drawing.core && new KG.CoreNote(drawing.core, drawing.edges, state);
    if (note) container.append(note.element);
    KG.page.drawing = drawing;
    KG.page.labels = labels;
    return {
      /** @param changed names of what changed in the state; null when the view is opened. */
      update: () => {
        note?.show();
        drawing.restyle();
      },
      reveal: (selection, centre) => drawing.reveal(selection, centre),
      key: KG.legendKey,
      canvas: () => KG.networkCanvas(drawing),
      svg: ({ paper = false } = {}) => KG.networkSvg(drawing, labels, paper),
    };
  },
});
