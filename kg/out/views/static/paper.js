"use strict";
/* The page on paper: it says as of when and through which filters, and shows its legend. */

/** Return as of when and through which filters one looks, in words. */
KG.circumstances = ({ state, data }) => {
  const words = [state.asOf === null ? "All times" : `As of ${KG.isoWords(KG.dayText(state.asOf))}`];
  if (state.sure) words.push(`confidence from ${state.sure} %`);
  const labels = [
    ...data.types.filter((record) => state.hiddenTypes.has(record.type)),
    ...[...data.links, ...data.tiers].filter((record) => state.hiddenLinks.has(record.link)),
    ...data.predicates.filter((record) => state.hiddenPredicates.has(record.predicate)),
    ...[...state.hiddenBlocs].sort().map((id) => data.entities.find((entity) => entity.id === id)),
  ].map((record) => record.label);
  if (labels.length) words.push(`without ${labels.join(", ")}`);
  if (state.view === "table" && state.filter) words.push(`rows with “${state.filter}”`);
  if (["table", "timeline"].includes(state.view) && state.only !== null) words.push(`only about ${data.entities[state.only].label}`);
  return words;
};

KG.Paper = class {
  /** @param shown returns the view that is open. */
  constructor(app, shown) {
    Object.assign(this, { app, shown, picture: null, unfolded: false, fold: null });
    this.line = KG.el("p", { class: "circumstances" });
    document.querySelector(".heading").append(this.line);
    addEventListener("beforeprint", () => this.lay());
    addEventListener("afterprint", () => this.clear());
  }

  lay() {
    this.clear();
    const label = KG.views.find((view) => view.id === this.app.state.view)?.label;
    this.line.replaceChildren(KG.text([label, ...KG.circumstances(this.app)].filter((text) => text).join(" · ")));
    const legend = KG.byId("legend");
    this.unfolded = !legend.open;
    legend.open = true;
    const view = this.shown();
    this.fold = view?.unfold?.() ?? null;
    const picture = view?.svg?.({ paper: true });
    if (picture?.isConnected) {
      this.scaled = picture;
      picture.classList.add("scaled");
    } else if (picture && view.canvas) {
      this.picture = picture;
      picture.classList.add("on-paper");
      KG.byId("views").after(picture);
    }
  }

  clear() {
    if (this.unfolded) KG.byId("legend").open = false;
    this.unfolded = false;
    this.fold?.();
    this.fold = null;
    this.picture?.remove();
    this.picture = null;
    this.scaled?.classList.remove("scaled");
    this.scaled = null;
  }
};
