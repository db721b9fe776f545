"use strict";
/* The blocs that the reader compares in partners and map: which ones, in which colour and
   pattern, who stands where in them, and that in words. */
{
  KG.TONES = ["blue", "orange", "green", "purple", "sky", "grey"];
  /* The second channel: a pattern of its own for each tone, as strokes in a square of 8. */
  const PATTERNS = {
    blue: "M-1 9L9 -1M-1 1L1 -1M7 9L9 7",
    orange: "M2 2h.01M6 6h.01",
    green: "M-1 -1L9 9M-1 7L1 9M7 -1L9 1",
    purple: "M0 4H8",
    sky: "M4 0V8",
    grey: "M0 4H8M4 0V8",
  };
  const LEADING = { announced: "announced", negotiating: "negotiating", ratified: "ratified", suspended: "suspended", withdrawn: "withdrawn" };
  const DOUBTS = { candidate: "a candidate, not certain", disputed: "disputed", uncertain: "not certain by that day" };

  /** Return an SVG element. */
  KG.sketch = (name, attributes = {}, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  };

  KG.Blocs = class {
    constructor(app) {
      Object.assign(this, { app, all: KG.data.blocs.map((bloc) => this.record(bloc)) });
      const usual = KG.camps.rivals(this.all).map((node) => this.all.find((bloc) => bloc.node === node));
      this.usual = usual.sort((a, b) => this.all.indexOf(a) - this.all.indexOf(b));
      this.ranked = [...new Set([...this.usual, ...this.all])];
    }

    record(bloc) {
      const real = bloc.members.filter((member) => member.doubt !== "denied");
      const countries = real.filter((member) => member.level === "country").length;
      return { ...bloc, id: KG.data.entities[bloc.node].id, name: KG.camps.shortName(bloc.node), size: countries, count: real.length, levels: new Set(real.map((member) => member.level)) };
    }

    /** Return the blocs that are compared and that the legend shows. */
    chosen() {
      return this.picked().filter((bloc) => !this.app.facts.isHidden(bloc.node));
    }

    /** Return the blocs that the reader picked, each with a tone that no other of them has. */
    picked() {
      const ids = this.app.state.blocs;
      const blocs = ids ? ids.map((id) => this.all.find((bloc) => bloc.id === id)).slice(0, KG.TONES.length) : this.usual;
      const free = [...KG.TONES];
      const ranks = blocs.map((bloc) => this.ranked.indexOf(bloc)).sort((a, b) => a - b);
      const tones = new Map(ranks.map((rank) => [rank, free.splice(Math.max(0, free.indexOf(KG.TONES[rank % KG.TONES.length])), 1)[0]]));
      return blocs.map((bloc) => ({ ...bloc, tone: tones.get(this.ranked.indexOf(bloc)) }));
    }

    toggle(id) {
      const { facts, state } = this.app;
      const picked = this.picked();
      const aside = picked.find((bloc) => bloc.id === id && facts.isHidden(bloc.node));
      if (aside) return state.touch(...facts.unhide(aside.node));
      const ids = picked.map((bloc) => bloc.id);
      const next = ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id];
      if (!next.length) return undefined;
      const usual = this.usual.map((bloc) => bloc.id);
      return state.set({ blocs: next.join() === usual.join() ? null : next });
    }

    /** Return, by member, where it stands in each of some blocs that it has to do with now. */
    stands(blocs, isWanted) {
      const found = new Map();
      for (const bloc of blocs) {
        for (const member of bloc.members) {
          if (!isWanted(member, bloc)) continue;
          const stand = KG.standOf(member, this.app);
          if (!stand) continue;
          if (!found.has(member.node)) found.set(member.node, []);
          found.get(member.node).push({ bloc, ...stand });
        }
      }
      return found;
    }

    /** Return how one stands in words: "Artemis Accords since 16 Dec 2024". */
    static words({ bloc, rung, doubt, step, leads, left }) {
      if (doubt === "denied") return `not in ${bloc.name}, as sources say`;
      const when = step.date || (rung === "signed" ? "an unknown date" : "undated");
      const said = rung === "signed" ? `since ${when}` : `${LEADING[rung]} ${when}`;
      return [`${bloc.name} ${said}`, leads ? "leads it" : null, left && rung !== "withdrawn" ? "ended by now" : null, DOUBTS[doubt]].filter((part) => part).join(", ");
    }

    /** Return the name of a member, and for each bloc how it stands there. */
    static lines(node, stands) {
      const said = stands.map((stand) => KG.Blocs.words(stand));
      return [KG.data.entities[node].label, ...(said.length ? said : ["in none of the chosen blocs"])];
    }

    static sentence(node, stands) {
      const [name, ...said] = KG.Blocs.lines(node, stands);
      return `${name}: ${said.join("; ")}`;
    }

    /** Return what a mark says of a stand besides its tone: firm, planned, fallen or denied. */
    static look({ rung, doubt, left }) {
      if (doubt === "denied") return "denied";
      if (left || KG.FALLS.includes(rung)) return "fallen";
      return rung === "announced" || rung === "negotiating" ? "planned" : "firm";
    }

    static isDoubtful = ({ doubt }) => doubt !== "" && doubt !== "denied";

    /** Return the patterns of some blocs for the definitions of a drawing. */
    static patterns(prefix, blocs) {
      return KG.sketch("defs", {}, blocs.map(({ tone }) => {
        const path = KG.sketch("path", { class: `weave ${tone}`, d: PATTERNS[tone] });
        return KG.sketch("pattern", { id: `${prefix}-${tone}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, path);
      }));
    }
  };

  /** Keep a bar clear of the legend where that reaches up to it, and of the panel. */
  KG.keepClear = (element) => {
    const { style } = element;
    Object.assign(style, { paddingLeft: "", paddingRight: "" });
    const { left, right } = KG.covered(element);
    if (right) style.paddingRight = `${right + 12}px`;
    const [legend, own] = [KG.byId("legend"), element].map((each) => each.getBoundingClientRect());
    if (left && legend.top < own.bottom) style.paddingLeft = `${left + 12}px`;
  };

  /** The choice of blocs over a view, and what their colours and marks mean. */
  KG.BlocBar = class {
    constructor(blocs, prefix, marks) {
      Object.assign(this, { blocs, prefix });
      this.boxes = blocs.all.map((bloc) => {
        const input = KG.el("input", { type: "checkbox", value: bloc.id, change: () => blocs.toggle(bloc.id) });
        const title = KG.data.entities[bloc.node].label;
        return { bloc, input, row: KG.el("label", { title }, input, KG.text(bloc.name), KG.el("span", { class: "count" }, String(bloc.count))) };
      });
      this.said = KG.el("span");
      const list = KG.el("fieldset", {}, KG.el("legend", {}, "Blocs to compare, at most six"), ...this.boxes.map(({ row }) => row));
      this.menu = KG.el("details", { class: "choice" }, KG.el("summary", {}, this.said), list);
      this.menu.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !this.menu.open) return;
        event.stopPropagation();
        this.menu.open = false;
        this.menu.querySelector("summary").focus();
      });
      document.addEventListener("pointerdown", (event) => { if (!this.menu.contains(event.target)) this.menu.open = false; });
      this.keys = KG.el("ul", { class: "keys", "aria-label": "What the colours mean" });
      const meanings = KG.el("ul", { class: "keys", "aria-label": "What the marks mean" }, ...marks.map(([mark, text]) => KG.el("li", {}, mark, text)));
      this.marks = KG.el("details", { class: "marks" }, KG.el("summary", {}, "Marks"), meanings);
      this.marks.open = matchMedia("(width >= 700px)").matches;
      this.element = KG.el("div", { class: "blocbar" }, this.menu, this.keys, this.marks);
    }

    fit() {
      KG.keepClear(this.element);
    }

    /** Return what it explains, as a key for below a saved picture. */
    entries() {
      return KG.keyOf(this.element.querySelectorAll(".keys button, .keys li:not(:has(button))"));
    }

    show(chosen) {
      const ids = chosen.map((bloc) => bloc.id);
      this.fit();
      this.said.textContent = `Blocs: ${ids.length} of ${this.boxes.length}`;
      for (const { bloc, input } of this.boxes) {
        input.checked = ids.includes(bloc.id);
        input.disabled = input.checked ? ids.length === 1 : ids.length === KG.TONES.length;
      }
      this.keys.replaceChildren(...chosen.map((bloc) => {
        const id = `${this.prefix}-key`;
        const swatch = KG.sketch("svg", { class: `bloc-key ${bloc.tone}`, viewBox: "0 0 22 14", "aria-hidden": "true" },
          KG.Blocs.patterns(id, [bloc]), KG.sketch("rect", { class: "plain", x: 1, y: 1, width: 20, height: 12, rx: 4 }),
          KG.sketch("rect", { x: 1, y: 1, width: 20, height: 12, rx: 4, fill: `url(#${id}-${bloc.tone})` }));
        const click = () => this.blocs.app.select({ kind: "node", id: bloc.node });
        return KG.el("li", {}, KG.el("button", { type: "button", title: KG.data.entities[bloc.node].label, click }, swatch, KG.text(bloc.name)));
      }));
    }
  };

  /** A note beside what the mouse or the focus is on: its whole name and where it stands. */
  KG.BlocTip = class {
    constructor(container) {
      this.element = KG.el("div", { class: "bloc-tip", "aria-hidden": "true", hidden: "" });
      this.container = container;
      container.append(this.element);
    }

    show(target, words) {
      const [at, all] = [target.getBoundingClientRect(), this.container.getBoundingClientRect()];
      this.element.replaceChildren(...words.map((line, row) => KG.el(row ? "div" : "strong", {}, KG.text(line))));
      this.element.hidden = false;
      const { width, height } = this.element.getBoundingClientRect();
      const left = Math.max(6, Math.min((at.left + at.right - width) / 2 - all.left, all.width - width - 6));
      const above = at.top - all.top - height - 8;
      this.element.style.left = `${left + this.container.scrollLeft}px`;
      this.element.style.top = `${(above < 4 ? at.bottom - all.top + 8 : above) + this.container.scrollTop}px`;
    }

    hide() {
      this.element.hidden = true;
    }

    /** Show it for an element while that has the mouse or the focus. */
    watch(element, words) {
      for (const name of ["pointerenter", "focus"]) element.addEventListener(name, () => this.show(element, words()));
      for (const name of ["pointerleave", "blur"]) element.addEventListener(name, () => this.hide());
    }
  };

  /** Return the item that an arrow key leads to from another: the nearest one in its direction. */
  KG.nextOf = (items, from, key) => {
    const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
    const cost = (item) => {
      const [x, y] = [item.x - from.x, item.y - from.y];
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      return along <= 0 || aside > 2 * along ? Infinity : along + 2 * aside;
    };
    const best = items.reduce((a, b) => (cost(b) < cost(a) ? b : a), from);
    return cost(best) < Infinity ? best : null;
  };

  /** Return how much of a view the legend and the panel cover at its sides, in pixels. */
  KG.covered = (element) => {
    const all = element.getBoundingClientRect();
    const legend = KG.byId("legend");
    const panel = KG.byId("panel");
    const aside = legend.open ? legend.getBoundingClientRect().right - all.left : 0;
    const sheet = panel.hidden ? 0 : panel.getBoundingClientRect().width;
    return { left: aside < all.width * 0.3 ? aside : 0, right: sheet < all.width * 0.7 ? sheet : 0 };
  };
}
