"use strict";
/* The bar below: the day as of which one looks, and how sure a fact has to be. */
KG.FRAMES = 60;

KG.Timebar = class {
  constructor(element, state, facts) {
    Object.assign(this, { element, state, playing: null });
    const range = facts.range();
    element.hidden = !facts.data.facts.length;
    this.parts = [range ? this.time(range) : null, this.confidence()].filter((part) => part);
    element.append(...this.parts);
    state.onChange((changed) => { if (changed.has("asOf") || changed.has("sure")) this.show(); });
    this.show();
  }

  time([first, last]) {
    this.first = first;
    this.last = last;
    // The day is read first: stopping brings the slider back to the state.
    const move = (day) => { this.stop(); this.look(day); };
    const input = () => move(Number(this.slider.value));
    this.slider = KG.el("input", { type: "range", min: first, max: last + 1, step: 1, "aria-label": "As of", input });
    const pick = () => move(KG.dayOf(this.date.value));
    const days = { min: KG.dayText(first), max: KG.dayText(last) };
    this.date = KG.el("input", { type: "date", "aria-label": "As of this day", ...days, change: pick });
    this.play = KG.el("button", { type: "button", class: "play", click: () => this.toggle() });
    this.all = KG.el("button", { type: "button", class: "all", click: () => move(last + 1) }, "All times");
    this.said = KG.el("output", { class: "asof" });
    return KG.el("div", { class: "time" }, this.play, this.said, this.slider, this.date, this.all);
  }

  confidence() {
    const input = () => this.state.set({ sure: Number(this.sure.value) });
    this.sure = KG.el("input", { type: "range", min: 0, max: 100, step: 5, "aria-label": "Least confidence in percent", input });
    this.atLeast = KG.el("output", {});
    return KG.el("label", { class: "sure" }, "Confidence from ", this.sure, this.atLeast);
  }

  /** Look at the graph as of a day; beyond the last one at all of it. */
  look(day) {
    if (!Number.isNaN(day)) this.state.set({ asOf: day > this.last ? null : Math.max(this.first, day) });
  }

  show() {
    const { asOf, sure } = this.state;
    this.sure.value = sure;
    this.atLeast.textContent = ` ${sure} %`;
    if (!this.slider) return;
    this.slider.value = asOf ?? this.last + 1;
    this.slider.setAttribute("aria-valuetext", asOf === null ? "all times" : KG.dayWords(asOf));
    this.date.value = asOf === null ? "" : KG.dayText(asOf);
    this.said.textContent = asOf === null ? "All times" : `As of ${KG.dayWords(asOf)}`;
    this.all.disabled = asOf === null;
    this.play.textContent = this.playing ? "❚❚" : "▶";
    this.play.setAttribute("aria-label", this.playing ? "Stop" : "Play through time");
  }

  toggle() {
    if (this.playing) this.stop();
    else {
      const step = Math.max(1, Math.ceil((this.last - this.first) / KG.FRAMES));
      let day = this.state.asOf ?? this.first;
      this.playing = setInterval(() => {
        if (day > this.last) this.stop();
        this.look(day);
        day += step;
      }, 250);
      this.look(day);
    }
    this.show();
  }

  stop() {
    clearInterval(this.playing);
    this.playing = null;
    this.show();
  }
};
