"use strict";
/* Blocs as hubs with their members around them, those of several blocs between their hubs. */
{
  const SIZES = {
    names: { width: 88, height: 46, mark: -12, text: 8, room: 84, rows: 2 },
    codes: { width: 48, height: 40, mark: -8, text: 14, room: 45, rows: 1 },
  };
  const RADIUS = 7;
  const LEAST = { names: 0.84, codes: 0.8 }; // scales below which names and codes are too small
  const HUB_FONT = "bold 14.5px";
  const MARGIN = 22;
  const SLIM = [1, 1.1, 1.2, 1.3, 1.4]; // how much higher than wide the discs of two blocs may be
  KG.PARTNER_LEVELS = { agency: "agencies", institution: "institutions", company: "companies", "intergovernmental organisation": "intergovernmental organisations" };

  const ruler = document.createElement("canvas").getContext("2d");

  /** Return the lines of a name, or null if it does not fit into so many rows of a width. */
  KG.wrapped = (text, width, rows, font) => {
    ruler.font = `${font} ${getComputedStyle(document.body).fontFamily}`;
    const fits = (line) => ruler.measureText(line).width <= width;
    const lines = [];
    for (const word of text.split(" ")) {
      if (lines.length && fits(`${lines.at(-1)} ${word}`)) lines.push(`${lines.pop()} ${word}`);
      else lines.push(word);
    }
    return lines.length <= rows && lines.every(fits) ? lines : null;
  };

  /** Return the sector of a round mark that belongs to one of so many blocs. */
  const sector = (at, count) => {
    if (count === 1) return KG.sketch("circle", { r: RADIUS });
    const [a, b] = [at, at + 1].map((turn) => Math.PI / 2 + (2 * Math.PI * turn) / count);
    const point = (angle) => `${(RADIUS * Math.cos(angle)).toFixed(2)} ${(RADIUS * Math.sin(angle)).toFixed(2)}`;
    return KG.sketch("path", { d: `M0 0L${point(a)}A${RADIUS} ${RADIUS} 0 0 1 ${point(b)}Z` });
  };

  /** Return the mark of a member: a sector for each bloc it is in, and what is not firm. */
  KG.partnerMark = (parts) => {
    const sectors = parts.map(({ tone, look }, at) => {
      const element = sector(at, parts.length);
      element.setAttribute("class", `sector ${tone} ${look}`);
      return element;
    });
    const strike = parts.some(({ look }) => look === "fallen") ? KG.sketch("path", { class: "strike", d: "M-10 6L10 -6" }) : null;
    const doubt = parts.some((part) => part.doubt) ? KG.sketch("text", { class: "doubt", x: 12, y: 0 }, "?") : null;
    return [...sectors, strike, doubt];
  };

  const signOf = (parts) => KG.sketch("svg", { class: "bloc-key", viewBox: "-12 -12 24 24", "aria-hidden": "true" }, KG.partnerMark(parts));

  /* Who has no date stands where a source first tells of it. */
  const toldOn = (step) => KG.data.facts[step.fact].told?.[0] ?? Infinity;

  KG.Partners = class {
    constructor(container, app) {
      Object.assign(this, { container, app, blocs: new KG.Blocs(app), levels: new Set(["country"]), zoom: 1, items: [] });
      this.bar = new KG.BlocBar(this.blocs, "partners", [
        [signOf([{ tone: "blue", look: "firm" }]), "member"],
        [signOf([{ tone: "blue", look: "planned" }]), "announced or negotiating"],
        [signOf([{ tone: "blue", look: "fallen" }]), "left or suspended"],
        [signOf([{ tone: "blue", look: "firm", doubt: true }]), "candidate or disputed"],
        [signOf([{ tone: "grey", look: "ghost" }]), "not yet"],
      ]);
      this.also = KG.el("div", { class: "also", role: "group", "aria-label": "Also show" });
      this.said = KG.el("output", { class: "said" });
      this.bar.marks.append(this.also);
      this.bar.menu.after(this.said);
      this.layers = ["defs", "hulls", "ties", "hubs", "members"].map((name) => KG.sketch(name === "defs" ? "defs" : "g", { class: name }));
      this.svg = KG.sketch("svg", { class: "partners", role: "group" }, this.layers);
      this.svg.addEventListener("keydown", (event) => this.walk(event));
      this.frame = KG.el("div", { class: "partnersframe" }, this.svg);
      this.frame.addEventListener("click", (event) => { if (!event.target.closest("[data-node], .tie")) app.close(); });
      const button = (name, sign, click) => KG.el("button", { type: "button", "aria-label": name, click }, sign);
      const zoom = (factor) => { this.zoom = factor ? Math.min(4, Math.max(0.5, this.zoom * factor)) : 1; this.show(); };
      const zooms = KG.el("div", { class: "zoom", role: "group", "aria-label": "Zoom" }, button("Zoom in", "+", () => zoom(1.25)), button("Zoom out", "−", () => zoom(0.8)), button("Fit everything", "⤢", () => zoom(0)));
      container.append(this.bar.element, this.frame, zooms);
      this.tip = new KG.BlocTip(container);
      KG.byId("legend").addEventListener("toggle", () => this.resized());
      new ResizeObserver(() => this.resized()).observe(container);
      this.show();
    }

    resized() {
      if (this.frame.clientWidth) this.show();
    }

    /** Leave the room at the sides that legend and panel take. */
    cover() {
      const { left, right } = KG.covered(this.container);
      for (const name of ["padding", "scrollPadding"]) {
        this.frame.style[`${name}Left`] = `${left}px`;
        this.frame.style[`${name}Right`] = `${right}px`;
      }
      this.bar.fit();
    }

    wants(member, bloc) {
      return (this.levels.has(member.level) || !bloc.size) && !this.app.facts.isHidden(member.node);
    }

    /** Return the members by combination of blocs, first those who lead, then who came first. */
    grouped(chosen) {
      const sets = new Map();
      chosen.forEach((bloc, at) => {
        for (const member of bloc.members) {
          if (member.doubt === "denied" || !this.wants(member, bloc)) continue;
          const known = sets.get(member.node) ?? { set: 0, day: Infinity, rank: 0 };
          const day = member.steps.reduce((least, step) => Math.min(least, step.first ?? toldOn(step)), known.day);
          sets.set(member.node, { set: known.set | (1 << at), day, rank: member.leads ? -1 : known.rank + (member.level === "country" ? 0 : 1) });
        }
      });
      const groups = new Map();
      const name = (node) => KG.data.entities[node].id;
      const order = ([a, one], [b, other]) => one.rank - other.rank || (one.day === other.day ? 0 : one.day - other.day) || (name(a) < name(b) ? -1 : 1);
      for (const [node, { set }] of [...sets].sort(order)) groups.set(set, [...(groups.get(set) ?? []), node]);
      return groups;
    }

    /** Find a place for everybody: with names if there is room for them, else with codes. */
    arrange(chosen) {
      const { left } = KG.covered(this.container);
      const [wide, high] = [(this.frame.clientWidth - left) * this.zoom, this.frame.clientHeight * this.zoom];
      const groups = this.grouped(chosen);
      const key = JSON.stringify([wide, high, chosen.map((bloc) => bloc.id), [...groups]]);
      if (key === this.key) return;
      this.key = key;
      const hubs = chosen.map((bloc) => this.hubSize(bloc));
      const room = (frame) => Math.min(1.3, wide / (frame.width + 2 * MARGIN), high / (frame.height + 2 * MARGIN));
      const sizes = hubs.map(({ width, height }) => ({ width, height }));
      for (const kind of ["names", "codes"]) {
        const cell = SIZES[kind];
        const tries = SLIM.map((slim) => KG.arranged(groups, sizes, { width: cell.width, height: cell.height }, wide / high, slim));
        const plan = tries.reduce((a, b) => (room(b.frame) > room(a.frame) ? b : a));
        const scale = room(plan.frame);
        Object.assign(this, { plan, cell, kind, scale: Math.max(scale, LEAST[kind]), hubs, groups });
        if (scale >= LEAST[kind]) break;
      }
      const { frame } = this.plan;
      const [w, h] = [frame.width + 2 * MARGIN, frame.height + 2 * MARGIN];
      this.svg.setAttribute("viewBox", `${frame.left - MARGIN} ${frame.top - MARGIN} ${w} ${h}`);
      this.svg.style.width = `${Math.round(w * this.scale)}px`;
      this.svg.style.height = `${Math.round(h * this.scale)}px`;
    }

    hubSize(bloc) {
      const lines = KG.wrapped(bloc.name, 160, 3, HUB_FONT) ?? KG.drawn.nodes[bloc.node].label.split("\n");
      const letters = lines.reduce((most, line) => Math.max(most, line.length), 0);
      return { lines, width: Math.max(70, 8.4 * letters + 12), height: 46 + 16 * lines.length };
    }
  };
}
