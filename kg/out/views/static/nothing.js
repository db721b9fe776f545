"use strict";
/* What is said where no fact passes the filters. The table says so itself, and the timeline shows
   on any day what comes later. */
KG.Nothing = class {
  constructor(element, { data, state, facts }) {
    Object.assign(this, { element, data, state, facts });
    const click = () => {
      for (const name of KG.HIDING) state[name].clear();
      state.set({ asOf: null, sure: 0 });
      state.touch(...KG.HIDING);
      KG.byId(`tab-${state.view}`)?.focus();
    };
    this.words = KG.el("p", {}, "No fact passes these filters.");
    element.append(this.words, KG.el("button", { type: "button", click }, "Show everything"));
    state.onChange(() => this.show());
    this.show();
  }

  show() {
    const { data, state, facts, element } = this;
    const told = state.view === "table" || (state.view === "timeline" && state.asOf !== null);
    const hidden = data.types.every(({ type }) => state.hiddenTypes.has(type)) || !facts.seen.some((seen) => seen);
    const none = data.facts.length > 0 && !told && hidden;
    if (none && element.hidden) KG.announce(this.words.textContent);
    element.hidden = !none;
  }
};
