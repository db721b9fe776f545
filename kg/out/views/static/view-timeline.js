"use strict";
/* Time from left to right: members of the largest blocs, joinings by year, and events in lanes. */
KG.Timeline = class {
  static MOST = 6;

  constructor(container, app) {
    Object.assign(this, { container, app, at: null, entity: null });
    const { data } = app;
    this.blocs = data.blocs.filter(({ members }) => members.some(({ level, doubt }) => level === "country" && doubt !== "denied"));
    this.slots = this.camps().slice(0, KG.Timeline.MOST);
    this.refresh();
    this.bounds = this.limits();
    this.usual = this.first();
    this.build();
    new ResizeObserver(() => { if (this.frame.clientWidth && this.frame.clientWidth !== this.width) this.draw(); }).observe(container);
    this.update(null);
  }

  /** Return the blocs, those that compete first, as in the matrix, then the largest. */
  camps() {
    const columns = this.blocs.map(({ node, members }) => ({ node, size: members.length }));
    const first = columns.length > 1 ? KG.camps.rivals(columns) : [];
    const isFirst = ({ node }) => first.includes(node);
    return [...this.blocs.filter(isFirst), ...this.blocs.filter((bloc) => !isFirst(bloc))];
  }

  /** Reckon anew what there is to tell under the filters, whatever the day. */
  refresh() {
    const { data, facts } = this.app;
    const hidden = ({ node }) => node !== null && facts.isHidden(node);
    const passes = data.facts.map((fact) => facts.isWanted(fact) && !hidden(fact.subject) && !hidden(fact.object));
    this.happenings = new KG.Happenings(data, (number) => passes[number]);
    this.grown = this.blocs.map((bloc) => {
      const joiners = KG.joinersOf(bloc, (number) => passes[number]);
      return { bloc, joiners, steps: KG.growth(joiners.dated) };
    });
  }

  /** Return the first and last year of what can be shown. */
  limits() {
    const { events, end } = this.happenings;
    const years = events.flatMap(({ first, last }) => [KG.yearOf(first), KG.yearOf(last)]);
    if (!years.length) years.push(Number.isFinite(end) ? KG.yearOf(end) : 2000);
    return [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))];
  }

  /** Return the years shown: the usual ones, or those of the address where anything is told. */
  get range() {
    const years = this.app.state.years.split("-").map(Number);
    if (years.length < 2) return this.usual;
    return years.map((year) => Math.min(this.bounds[1], Math.max(this.bounds[0], year))).sort((a, b) => a - b);
  }

  /** Start where most happens: the latest of the ranges that holds half of all events. */
  first() {
    const { events } = this.happenings;
    const enough = ([from, to]) => events.filter(({ first, last }) => KG.yearOf(first) >= from && KG.yearOf(last) <= to).length * 2 >= events.length;
    return this.ranges().map(([, range]) => range).reverse().find(enough) ?? this.bounds;
  }

  /** All years, and those since 2015 and 2020 with the plans of the next four years. */
  ranges() {
    const [from, to] = this.bounds;
    const last = Math.min(to, KG.yearOf(Number.isFinite(this.happenings.end) ? this.happenings.end : 0) + 4);
    const since = [2015, 2020].filter((year) => year > from && year < last).map((year) => [`Since ${year}`, [year, last]]);
    return [["All", this.bounds], ...since];
  }

  build() {
    const { data } = this.app;
    this.buttons = this.ranges().map(([words, range]) => {
      const click = () => this.turn(range);
      return { range, button: KG.el("button", { type: "button", click }, words) };
    });
    const change = () => this.custom();
    this.inputs = ["First year", "Last year"].map((name) =>
      KG.el("input", { type: "number", "aria-label": name, min: this.bounds[0], max: this.bounds[1], step: 1, change }));
    const years = KG.el("div", { class: "years", role: "group", "aria-label": "Years shown" },
      ...this.buttons.map(({ button }) => button), KG.el("span", { class: "custom" }, this.inputs[0], " to ", this.inputs[1]));
    this.boxes = this.blocs.map((bloc) => KG.el("input", { type: "checkbox", change: () => this.choose(bloc) }));
    const rows = this.blocs.map((bloc, at) => KG.el("label", {}, this.boxes[at], KG.text(data.entities[bloc.node].label)));
    const chooser = KG.el("details", { class: "chooser" }, KG.el("summary", {}, "Blocs"),
      KG.el("div", { class: "choices" }, KG.el("p", {}, `Up to ${KG.Timeline.MOST} lines`), ...rows));
    chooser.hidden = !rows.length;
    chooser.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !chooser.open) return;
      chooser.open = false;
      chooser.firstElementChild.focus();
      event.stopPropagation();
    });
    this.switch = KG.el("input", { type: "checkbox", change: () => this.app.state.set({ only: this.switch.checked ? this.entity : null }) });
    this.onlyName = KG.el("span", {});
    this.onlyLabel = KG.el("label", { class: "only" }, this.switch, this.onlyName);
    this.undated = KG.el("button", { type: "button", class: "undated", click: () => this.openUndated() });
    this.tip = KG.el("div", { class: "tip", role: "tooltip", hidden: "" });
    this.svg = KG.shape("svg", { class: "timeline", role: "group", "aria-label": "Timeline: arrow keys walk along the events, Enter opens one" });
    this.scene = KG.shape("g", {});
    this.hits = [0, 1, 2].map(() => KG.shape("rect", { class: "hit" }));
    this.slider = KG.shape("rect", { class: "hit grip", role: "slider", tabindex: "0", "aria-label": "As of", y: 0, height: 17, rx: 8, keydown: (event) => this.nudge(event) });
    this.svg.append(...this.hits, this.scene, this.slider);
    for (const hit of [...this.hits, this.slider]) this.drags(hit);
    this.listen();
    this.frame = KG.el("div", { class: "timeline-frame" }, this.svg, this.tip);
    this.container.append(KG.el("div", { class: "timeline-bar" }, years, chooser, this.onlyLabel), this.frame, KG.el("p", { class: "foot" }, this.undated));
  }

  listen() {
    const markOf = (event) => this.byKey?.get(event.target.closest?.("[data-key]")?.getAttribute("data-key"));
    const show = (event) => this.hint(markOf(event));
    const { scene } = this;
    scene.addEventListener("pointerover", show);
    scene.addEventListener("pointerout", () => this.hint(markOf({ target: document.activeElement })));
    scene.addEventListener("focusin", (event) => { this.at = markOf(event)?.key ?? this.at; show(event); });
    scene.addEventListener("focusout", () => this.hint(null));
    scene.addEventListener("click", (event) => this.open(markOf(event), false));
    scene.addEventListener("keydown", (event) => this.walk(event, markOf(event)));
  }

  custom() {
    const years = this.inputs.map(({ value }) => Number.parseInt(value, 10));
    this.turn(years.map((year, at) => (year >= 0 ? year : this.range[at])));
  }

  turn(range) {
    this.app.state.set({ years: String(range) === String(this.usual) ? "" : range.join("-") });
    this.said();
  }

  /** Take a bloc in or out; one that stays keeps its colour. */
  choose(bloc) {
    const at = this.slots.indexOf(bloc);
    const free = Array.from({ length: KG.Timeline.MOST }, (_, slot) => slot).find((slot) => !this.slots[slot]);
    if (at >= 0) this.slots[at] = null;
    else if (free !== undefined) this.slots[free] = bloc;
    this.draw();
  }

  /** @param changed names of what changed in the state; null when the view is opened. */
  update(changed) {
    const { selection, only } = this.app.state;
    if (!changed || ["sure", ...KG.HIDING].some((name) => changed.has(name))) this.refresh();
    const before = this.entity;
    if (selection?.kind === "node") this.entity = selection.id;
    else if (!selection) this.entity = null;
    this.entity ??= only;
    if (only !== null && only !== this.entity) return void this.app.state.set({ only: this.entity });
    const same = before === this.entity && changed?.size === 1 && changed.has("selection");
    if (!same) this.draw();
    if (!selection && this.opened && document.activeElement === document.body) this.byKey.get(this.opened)?.group.focus({ preventScroll: true });
    if (!selection) this.opened = null;
  }

  draw() {
    const { data, state } = this.app;
    const focused = this.scene.contains(document.activeElement);
    this.width = this.frame.clientWidth;
    if (!this.width) return;
    const blocs = this.slots.map((bloc, slot) => bloc && !this.app.facts.isHidden(bloc.node) && { slot, ...this.grown[this.blocs.indexOf(bloc)] }).filter((each) => each);
    const coloured = new Map(blocs.map(({ bloc, slot }) => [bloc.node, KG.TimelineDrawing.COLOURS[slot]]));
    const { events, end } = this.happenings;
    this.drawing ??= new KG.TimelineDrawing(this.svg);
    const parts = this.drawing.draw({
      blocs, end: Number.isFinite(end) ? end : KG.newYear(this.range[1] + 1), entity: this.entity, entities: data.entities, asOf: state.asOf,
      range: [KG.newYear(this.range[0]), KG.newYear(this.range[1] + 1)],
      events: state.only === null ? events : events.filter(({ around }) => around.has(state.only)),
      colourOf: ({ lane, nodes }) => (lane === "joining" && nodes.map((node) => coloured.get(node)).find((each) => each)) || "grey",
      width: this.width, height: this.container.clientHeight - 110,
    });
    this.scene.replaceChildren(...parts);
    this.place();
    this.byKey = new Map(this.drawing.marks.map((mark) => [mark.key, mark]));
    if (!this.byKey.has(this.at)) this.at = this.drawing.marks.at(-1)?.key ?? null;
    this.byKey.get(this.at)?.group.setAttribute("tabindex", "0");
    this.hint(null);
    if (focused) this.byKey.get(this.at)?.group.focus({ preventScroll: true });
    this.said();
  }

  /** Bring the controls into line with what is shown. */
  said() {
    for (const { range, button } of this.buttons) button.setAttribute("aria-pressed", String(String(range) === String(this.range)));
    this.inputs.forEach((input, at) => { input.value = this.range[at]; });
    const full = this.slots.filter((bloc) => bloc).length >= KG.Timeline.MOST;
    this.boxes.forEach((box, at) => {
      box.checked = this.slots.includes(this.blocs[at]);
      box.disabled = full && !box.checked;
    });
    this.onlyLabel.hidden = this.entity === null;
    this.switch.checked = this.app.state.only !== null;
    if (this.entity !== null) this.onlyName.replaceChildren("Only events of ", KG.text(this.app.data.entities[this.entity].label));
    const missing = this.happenings.undated.length;
    this.undated.hidden = !missing;
    this.undated.textContent = `${KG.counted(missing, "fact has", "facts have")} no day and ${missing === 1 ? "is" : "are"} not shown: list ${missing === 1 ? "it" : "them"}`;
  }

  openUndated() {
    const facts = this.happenings.undated;
    this.app.select({ kind: "facts", nodes: [], facts, title: "Facts without a day", past: true }, { read: true });
  }

  open(mark, read) {
    if (!mark) return;
    this.opened = mark.key;
    this.app.select({ kind: "facts", nodes: mark.nodes, facts: mark.facts, title: mark.title, past: true }, { read });
    this.hint(null);
  }

  /** Say a mark in words beside it. */
  hint(mark) {
    const { tip } = this;
    tip.hidden = !mark;
    if (!mark) return;
    tip.replaceChildren(...mark.lines.map((line) => KG.text(line, "p")));
    const left = Math.max(4, Math.min(mark.x - 130, this.width - tip.offsetWidth - 8));
    const above = mark.y - tip.offsetHeight - 16;
    tip.style.left = `${left}px`;
    const hidden = this.container.scrollTop - this.frame.offsetTop;
    tip.style.top = `${above < hidden ? mark.y + 16 : above}px`;
  }

  /** Arrow keys: along a row by time, and to the nearest mark of the row above or below. */
  walk(event, mark) {
    if (!mark) return;
    const { marks } = this.drawing;
    const rows = [...new Set(marks.map(({ row }) => row))];
    const row = marks.filter((each) => each.row === mark.row).sort((a, b) => a.x - b.x);
    const near = (name) => marks.filter((each) => each.row === name)
      .reduce((a, b) => (a && Math.abs(a.x - mark.x) <= Math.abs(b.x - mark.x) ? a : b), null);
    const next = {
      ArrowLeft: () => row[row.indexOf(mark) - 1],
      ArrowRight: () => row[row.indexOf(mark) + 1],
      ArrowUp: () => near(rows[rows.indexOf(mark.row) - 1]),
      ArrowDown: () => near(rows[rows.indexOf(mark.row) + 1]),
      Home: () => row[0],
      End: () => row.at(-1),
    }[event.key]?.();
    if (event.key === "Enter" || event.key === " ") this.open(mark, event.key === "Enter");
    else if (next) {
      mark.group.setAttribute("tabindex", "-1");
      next.group.setAttribute("tabindex", "0");
      next.group.focus();
    } else if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
  }
};

KG.views.push({
  id: "timeline",
  label: "Timeline",
  suits: (data) => data.facts.some(({ begin, due }) => begin || due),
  create(container, app) {
    const timeline = new KG.Timeline(container, app);
    KG.page.timeline = timeline;
    return { update: (changed) => timeline.update(changed), svg: () => timeline.svg };
  },
});
