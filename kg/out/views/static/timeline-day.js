"use strict";
/* The day as of which one looks, set on the timeline itself: by click, by dragging, by keys. */
Object.assign(KG.Timeline.prototype, {
  /** Let a rectangle set the day: by a click, or by dragging along it. */
  drags(hit) {
    let down = false;
    const look = (event) => {
      const day = this.drawing.dayAt(event.clientX - this.svg.getBoundingClientRect().left);
      cancelAnimationFrame(this.frameAsked);
      this.frameAsked = requestAnimationFrame(() => this.look(day));
    };
    hit.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      down = true;
      hit.setPointerCapture(event.pointerId);
      if (hit !== this.slider) look(event);
    });
    hit.addEventListener("pointermove", (event) => { if (down) look(event); });
    for (const name of ["pointerup", "pointercancel"]) hit.addEventListener(name, () => { down = false; });
  },

  /** Look as of a day, as the slider below does: behind the last day at all times. */
  look(day) {
    const days = this.app.facts.range();
    if (days) this.app.state.set({ asOf: day > Math.min(days[1], this.happenings.end) ? null : Math.max(days[0], day) });
  },

  nudge(event) {
    const { asOf } = this.app.state;
    const day = new Date((asOf ?? this.happenings.end) * KG.DAY);
    const months = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 }[event.key];
    const to = { Home: KG.newYear(this.range[0]), End: Infinity }[event.key] ?? (months && day.setUTCMonth(day.getUTCMonth() + months) / KG.DAY);
    if (to === undefined) return;
    this.look(to);
    event.preventDefault();
  },

  /** Put what sets the day over the axis above and below, and over the lines. */
  place() {
    const { drawing } = this;
    const bands = [[0, 32], [drawing.height - 24, 24], [32, drawing.linesFoot]];
    this.hits.forEach((hit, at) => {
      const [y, height] = bands[at];
      for (const [name, value] of Object.entries({ x: drawing.left, y, width: drawing.right - drawing.left, height })) hit.setAttribute(name, value);
    });
    const grip = this.scene.querySelector(".handle rect");
    for (const name of ["x", "width"]) this.slider.setAttribute(name, grip.getAttribute(name));
    const { asOf } = this.app.state;
    const [first, last] = this.app.facts.range() ?? [0, 0];
    const values = { "aria-valuemin": first, "aria-valuemax": last, "aria-valuenow": asOf ?? last, "aria-valuetext": asOf === null ? "all times" : KG.dayWords(asOf) };
    for (const [name, value] of Object.entries(values)) this.slider.setAttribute(name, value);
  },
});
