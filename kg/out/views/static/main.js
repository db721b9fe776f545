"use strict";
/* The page put together: one state, the views over it, and what changes it.

   A view is { id, label, create(container, app) }. It is created when it is first opened and
   returns { update(changed), reveal(selection, centre)? }: `update` is called after the state
   has changed while the view is open, and whenever it is opened again.

   What it can give to the menu "Share", it says by further functions that it returns:
   svg({ paper })  -> SVGElement with a viewBox; best the one in the page, which is copied with
                      its looks and scaled to the page in print, or else one of its own whose
                      looks are attributes. `paper` is true in print: a canvas view then gives
                      colours as var(--…).
   canvas()        -> HTMLCanvasElement, as it shall be saved, on the colour of the ground.
                      Where there is none the PNG is painted from the SVG.
   key()           -> [{ swatch, text }] for below a saved picture: what colours and marks mean;
                      swatches are SVG elements in the page.
   csv()           -> text of the table that it shows.
   unfold()        -> shows for print what it holds back on the screen, and returns a function
                      that takes it away again. */
KG.start = (content) => {
  const { data } = content;
  Object.assign(KG, { data, drawn: content });
  KG.marks = new Map(data.types.map((record) => [record.type, record]));
  KG.byId("statistics").append(...data.statistics.map((text) => KG.el("span", {}, text)));
  const bare = data.entities.length === 0;
  KG.byId("empty").hidden = !bare;

  const state = new KG.State(data);
  const facts = new KG.Facts(data, state);
  const app = { data, state, facts };
  KG.page = { state, app };
  const views = KG.views.filter((view) => !view.suits || view.suits(data));
  const open = new Map();
  let opener = null;

  const shown = () => open.get(state.view);

  app.close = () => {
    if (!state.selection) return;
    panel.hide();
    state.set({ selection: null });
    if (opener?.isConnected) opener.focus();
    opener = null;
  };

  const tell = ({ kind, id, nodes, facts: numbers, title, past }) => {
    if (kind === "node") panel.showNode(id);
    else if (kind === "edge") panel.showEdge(content.edges[id]);
    else panel.showFacts(nodes, past ? numbers : facts.among(numbers), title);
  };

  /** Select a node, an edge or some facts; `read` moves the focus into the panel. Facts may
      have a `title` of their own, and `past` shows those, too, that no longer hold. */
  app.select = (selection, { read = false, centre = false } = {}) => {
    if (!KG.byId("panel").contains(document.activeElement)) opener = document.activeElement;
    tell(selection);
    marks.fold();
    state.set({ selection });
    shown()?.reveal?.(selection, centre);
    KG.announce(KG.byId("panel-title").textContent);
    if (read) KG.byId("panel-title").focus({ preventScroll: true });
  };

  KG.page.select = app.select;

  app.goTo = (id, options = { read: true, centre: true }) => {
    state.touch(...facts.unhide(id));
    app.select({ kind: "node", id }, options);
  };

  const panel = new KG.Panel(KG.byId("panel"), facts, (id) => app.goTo(id), app.close);
  new KG.Search(KG.byId("search"), KG.byId("results"), (id) => app.goTo(id));
  const marks = new KG.Legend(KG.byId("legend"), app);
  new KG.Timebar(KG.byId("timebar"), state, facts);
  app.share = new KG.Share(KG.byId("share"), app, shown);
  new KG.Paper(app, shown);

  const tabs = new Map(views.map((view) => {
    const click = () => state.set({ view: view.id });
    const given = { type: "button", role: "tab", id: `tab-${view.id}`, "aria-controls": `view-${view.id}`, click };
    return [view.id, KG.el("button", given, view.label)];
  }));
  KG.byId("tabs").append(...tabs.values());
  KG.byId("tabs").hidden = bare || views.length < 2;
  KG.byId("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = views.findIndex((view) => view.id === state.view);
    const next = views[(at + step + views.length) % views.length];
    state.set({ view: next.id });
    tabs.get(next.id).focus();
    event.preventDefault();
  });

  /** Open the view that the state names, making it if it was never open. */
  const turnTo = () => {
    const named = (list, id) => list.find((view) => view.id === id);
    const chosen = named(views, state.view) ?? views[0];
    const missing = chosen.id === state.view ? null : named(KG.views, state.view);
    if (missing) app.share.tell(`This graph has nothing for the view “${missing.label}”.`);
    state.view = chosen.id;
    for (const [id, tab] of tabs) {
      tab.setAttribute("aria-selected", String(id === chosen.id));
      tab.tabIndex = id === chosen.id ? 0 : -1;
      KG.byId(`view-${id}`).hidden = id !== chosen.id;
    }
    document.body.dataset.view = chosen.id;
    marks.fold();
    if (!open.has(chosen.id)) open.set(chosen.id, chosen.create(KG.byId(`view-${chosen.id}`), app));
    else shown().update(null);
  };

  KG.byId("views").append(...views.map((view) =>
    KG.el("section", { id: `view-${view.id}`, class: "view", role: "tabpanel", "aria-labelledby": `tab-${view.id}`, hidden: "" })));

  const FILTERS = ["asOf", "sure", ...KG.HIDING];
  const isLost = ({ kind, id, nodes, facts: numbers, past }) => {
    const ends = kind === "node" ? [id] : kind === "edge" ? [content.edges[id].from, content.edges[id].to] : nodes;
    const gone = ends.some((node) => facts.isHidden(node));
    const known = kind === "edge" ? content.edges[id].facts : kind === "facts" && !past ? numbers : null;
    return gone || (known !== null && !facts.among(known).length);
  };
  state.onChange((changed) => {
    if (bare) return;
    const filtered = FILTERS.some((name) => changed.has(name));
    if (filtered) {
      facts.refresh();
      marks.show();
      if (state.selection && isLost(state.selection)) app.close();
      else if (state.selection) tell(state.selection);
    }
    if (changed.has("selection") && !state.selection) panel.hide();
    else if (changed.has("selection") && KG.byId("panel").hidden) {
      tell(state.selection);
    }
    marks.fold();
    if (changed.has("view")) turnTo();
    else shown()?.update(changed);
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (event.key === "Escape") app.close();
    else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      KG.byId("search").focus();
    }
  });

  new KG.Nothing(KG.byId("nothing"), app);

  state.view = data.start;
  if (bare) return;
  if (location.hash.length > 1) state.read();
  else turnTo();
  if (!open.size) turnTo();
  if (data.focus !== null && location.hash.length <= 1) app.select({ kind: "node", id: data.focus }, { centre: true });
};
KG.unpack().then(KG.start).then(() => { KG.page.ready = true; });
