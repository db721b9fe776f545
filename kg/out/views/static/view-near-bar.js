"use strict";
/* What stands over a neighbourhood: whose it is, how it grows, and to whom a path is sought;
   and what stands in its place while nobody is chosen. */
{
  const BEST = 10;

  const button = (click, ...words) => KG.el("button", { type: "button", click }, ...words);

  /** Return a field with suggestions that calls back with the entity that is chosen. */
  const finder = (name, placeholder, goTo) => {
    const list = KG.el("ul", { id: `${name}s`, class: "results", role: "listbox", "aria-label": "Entities found", hidden: "" });
    const input = KG.el("input", {
      type: "search", id: name, role: "combobox", autocomplete: "off", spellcheck: "false", placeholder,
      "aria-label": placeholder, "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
    });
    new KG.Search(input, list, goTo);
    return KG.el("div", { class: "search" }, input, list);
  };

  KG.NearBar = class {
    /** @param view the neighbourhood, see view-near.js. */
    constructor(view) {
      const { state } = view.app;
      Object.assign(this, { view, state });
      this.name = KG.el("h2", {});
      this.said = KG.el("output", { class: "said" });
      this.grow = button(() => this.view.toggle(this.chosen()));
      this.centre = button(() => this.view.centre(this.chosen()));
      this.step = button(() => this.view.take("*"), "One step more");
      this.fold = button(() => state.set({ grown: [] }), "Fold all");
      this.swap = button(() => state.set({ around: state.to, to: state.around, grown: [] }), "Swap");
      this.back = button(() => state.set({ to: null }), "Back to the neighbours");
      this.path = finder("near-result", "Path to …", (id) => state.set({ to: id }));
      this.element = KG.el("div", { class: "nearbar" }, this.name, this.said,
        KG.el("div", { class: "acts", role: "group", "aria-label": "Growing" }, this.grow, this.centre, this.step, this.fold, this.back, this.swap), this.path);
    }

    /** Return whom the buttons are about: who is selected, if that is another than the centre. */
    chosen() {
      const { selection, around } = this.state;
      return selection?.kind === "node" && selection.id !== around ? selection.id : null;
    }

    show(said = this.said.textContent) {
      const { state, view } = this;
      KG.keepClear(this.element);
      const { entities } = KG.data;
      const isPath = state.to !== null;
      const name = (id) => KG.text(entities[id].label);
      this.name.replaceChildren(...(isPath ? [name(state.around), " – ", name(state.to)] : [name(state.around)]));
      this.said.textContent = said;
      const chosen = this.chosen();
      const drawn = !isPath && chosen !== null && view.plan.places.has(chosen);
      const [fresh, grown] = drawn ? [view.plan.fresh(chosen), view.plan.isGrown(chosen)] : [0, false];
      this.grow.hidden = !(fresh || grown);
      this.centre.hidden = chosen === null;
      if (drawn) this.grow.replaceChildren(grown ? "Fold " : `Show ${KG.counted(fresh, "neighbour", "neighbours")} of `, name(chosen));
      if (chosen !== null) this.centre.replaceChildren("Centre on ", name(chosen));
      this.step.hidden = isPath || !view.plan.hasMore();
      this.fold.hidden = isPath || !state.grown.length;
      this.back.hidden = this.swap.hidden = !isPath;
    }
  };

  /** Return what asks for a centre: a field, and who is tied to most. */
  KG.nearPrompt = (ties, choose) => {
    const { entities } = KG.data;
    const known = entities.map((_, id) => ({ id, count: ties.of(id).length })).filter(({ id, count }) => count && entities[id].type !== "Person");
    known.sort((a, b) => b.count - a.count || a.id - b.id);
    const rows = known.slice(0, BEST).map(({ id, count }) => {
      const offer = button(() => choose(id), KG.swatch(entities[id].type), KG.text(entities[id].label), " ", KG.el("span", { class: "count" }, String(count)));
      offer.setAttribute("aria-label", `${entities[id].label}, ${KG.counted(count, "neighbour", "neighbours")}`);
      return KG.el("li", {}, offer);
    });
    return KG.el("div", { class: "nearprompt" },
      KG.el("h2", {}, "Whose neighbourhood?"),
      finder("near-choice", "Choose an entity …", choose),
      KG.el("p", {}, "The best connected:"), KG.el("ul", {}, ...rows));
  };
}
