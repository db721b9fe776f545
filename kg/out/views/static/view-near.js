"use strict";
/* The neighbourhood of one entity, growing step by step, and the paths from it to another. */
{
  const NARROW = 700;
  const TWICE = 220; // milliseconds in which a second click follows

  KG.Near = class {
    constructor(container, app) {
      Object.assign(this, { container, app, items: [], scale: 1, moved: false, unfolded: new Set(), plan: null });
      this.bar = new KG.NearBar(this);
      this.layers = new Map(["lines", "heads", "marks"].map((name) => [name, KG.sketch("g", { class: name })]));
      this.svg = KG.sketch("svg", { class: "near", role: "group" }, ...this.layers.values());
      this.svg.addEventListener("keydown", (event) => this.onKey(event));
      this.field = KG.el("div", { class: "nearfield" }, this.svg);
      this.frame = KG.el("div", { class: "nearframe" }, this.field);
      const button = (name, sign, click) => KG.el("button", { type: "button", "aria-label": name, click }, sign);
      this.zooms = KG.el("div", { class: "zoom", role: "group", "aria-label": "Zoom" },
        button("Zoom in", "+", () => this.zoom(1.25)), button("Zoom out", "−", () => this.zoom(0.8)), button("Fit everything", "⤢", () => this.fit()));
      this.asked = KG.el("div", { class: "nearasked" });
      container.append(this.bar.element, this.frame, this.zooms, this.asked);
      this.tip = new KG.BlocTip(container);
      this.drag();
      const resized = () => { if (this.frame.clientWidth) this.show({ again: true }); };
      KG.byId("legend").addEventListener("toggle", resized);
      new ResizeObserver(resized).observe(container);
      this.show();
    }

    /** Return whether an entity stands in the drawing, be it as one that is not seen now. */
    isDrawn(node) {
      return this.app.state.to === null ? this.plan.places.has(node) : this.items.some((item) => item.node === node);
    }

    centre(node) {
      this.app.state.set({ around: node, grown: [], to: null });
    }

    /** Show the neighbours of an entity, or fold them. */
    toggle(node) {
      if (node === this.plan.centre) return;
      const { id } = KG.data.entities[node];
      if (!this.plan.isGrown(node)) {
        if (this.plan.fresh(node)) this.take(id);
        return;
      }
      const { grown } = this.app.state;
      const kept = grown.filter((step) => step !== id && step !== `${id}*all`);
      this.plan.fold(node);
      this.plan.log = kept.length < grown.length && !grown.includes("*") ? kept : [...grown, `-${id}`];
      this.app.state.set({ grown: this.plan.log });
      KG.announce(`Neighbours of ${KG.data.entities[node].label} folded`);
    }

    /** Grow by one step, see `state.grown`, and bring what is new into the window. */
    take(step) {
      const before = new Set(this.plan.places.keys());
      const blocks = new Set(this.plan.blocks);
      this.plan.apply(step);
      this.moved = true;
      this.app.state.set({ grown: [...this.app.state.grown, step] });
      const fresh = this.plan.blocks.find((block) => !blocks.has(block));
      if (step === "*") this.fit();
      else if (fresh) this.welcome(fresh);
      KG.announce(`${KG.counted(this.plan.places.size - before.size, "entity", "entities")} added`);
    }

    /** Bring the plan into the state of the page; it is made anew only where it has to be. */
    follow() {
      const { state } = this.app;
      const narrow = this.frame.clientWidth < NARROW;
      const key = JSON.stringify([state.around, narrow, ...KG.HIDING.map((name) => [...state[name]].sort())]);
      if (key === this.key && state.grown.join() === this.plan.log.join()) return;
      if (key !== this.key) this.ties = new KG.NearTies(this.app);
      Object.assign(this, { key, narrow });
      this.plan = new KG.NearPlan(this.ties, state.around, narrow);
      for (const step of state.grown) this.plan.apply(step);
      this.moved = false;
    }

    show({ again = false } = {}) {
      const { state } = this.app;
      const chosen = state.selection?.kind === "node" ? state.selection.id : null;
      if (state.around === null) state.around = chosen ?? KG.data.focus;
      const bare = state.around === null;
      for (const element of [this.bar.element, this.frame, this.zooms]) element.hidden = bare;
      this.asked.hidden = !bare;
      if (bare) {
        this.asked.replaceChildren(KG.nearPrompt(new KG.NearTies(this.app), (id) => this.app.select({ kind: "node", id })));
        return;
      }
      this.follow();
      const picture = `${state.around} ${state.to}`;
      if (picture !== this.picture) {
        this.moved = false;
        this.unfolded.clear();
      }
      const old = this.moved ? this.placeNow() : null;
      const said = state.to === null ? this.drawPlan() : this.drawLanes();
      this.bar.show(said);
      if (picture !== this.picture && this.picture !== undefined) KG.announce(said);
      this.picture = picture;
      if (old) this.hold(old);
      else if (again || this.fitted !== `${picture} ${this.key}`) this.fit();
      this.fitted = `${picture} ${this.key}`;
      this.light(state.selection);
    }

    /** Put the parts of a drawing into its layers; what has the focus keeps it. */
    lay(layers, box) {
      const focused = this.items.find(({ group }) => group === document.activeElement)?.key;
      const parts = layers.flatMap(([name, elements]) => elements.flat().map((element) => [name, element]));
      const held = this.frame.contains(document.activeElement);
      for (const [name, layer] of this.layers) layer.replaceChildren(...parts.filter(([own]) => own === name).map(([, element]) => element));
      const groups = new Map((this.fresh ?? []).map((item) => [item.group, item]));
      this.items = [...this.svg.querySelectorAll("[role=button]")].map((group) => groups.get(group));
      this.fresh = [];
      this.tip.hide();
      const current = this.items.find(({ key }) => key === (focused ?? this.current)) ?? this.items.find(({ node }) => node === this.app.state.around) ?? this.items[0];
      current?.group.setAttribute("tabindex", "0");
      if (held && focused !== undefined) current?.group.focus({ preventScroll: true });
      this.box = box;
      this.svg.setAttribute("viewBox", [box.left, box.top, box.width, box.height].join(" "));
      this.size();
    }

    /** Return something that can be walked to and opened. */
    item({ node, x, y, act, edge, more, ends }, classes, lines, children) {
      const group = KG.sketch("g", { class: classes, role: "button", tabindex: "-1", "data-node": node, "data-more": more, "data-ends": ends?.join(" "), "aria-label": `${lines[0]}: ${lines.slice(1).join("; ")}` }, children);
      const item = { node, key: node ?? `more ${more}`, x, y, group, edge, act: act ?? ((options) => this.app.select({ kind: "node", id: node }, options)) };
      group.addEventListener("click", (event) => this.clicked(item, event));
      group.addEventListener("focus", () => this.turnTo(item));
      for (const name of ["pointerenter", "focus"]) group.addEventListener(name, () => { if (node !== null) this.light({ kind: "node", id: node }); });
      for (const name of ["pointerleave", "blur"]) group.addEventListener(name, () => this.light(this.app.state.selection));
      this.tip.watch(group, () => lines);
      (this.fresh ??= []).push(item);
      return group;
    }

    /** Act on a click; where the panel might open under the pointer, a second click comes first. */
    clicked(item, event) {
      clearTimeout(this.acting);
      if (event.detail > 1) return;
      const waits = event.detail === 1 && item.edge && KG.byId("panel").hidden;
      if (waits) this.acting = setTimeout(() => item.act({}), TWICE);
      else item.act({});
    }

    turnTo(item) {
      for (const each of this.items) each.group.setAttribute("tabindex", each === item ? "0" : "-1");
      this.current = item.key;
      this.bring({ left: item.x - 90, right: item.x + 90, top: item.y - 24, bottom: item.y + 24 });
    }

    /** Let what is selected stand out, with all that it is tied to. */
    light(selection) {
      const { state, data } = this.app;
      const edge = selection?.kind === "edge" ? KG.drawn.edges[selection.id] : null;
      const chosen = edge ? [edge.from, edge.to] : selection?.kind === "node" ? [selection.id] : selection?.nodes ?? [];
      const isLit = (ends) => (selection?.kind === "node" ? ends.includes(selection.id) : ends.length && ends.every((node) => chosen.includes(node)));
      const ties = [...this.svg.querySelectorAll(".tie")].map((tie) => ({ tie, ends: tie.dataset.ends.split(" ").map(Number) }));
      const lit = ties.filter(({ ends }) => isLit(ends));
      const near = new Set([...chosen, ...lit.flatMap(({ ends }) => ends)]);
      const isCentre = selection?.kind === "node" && (selection.id === state.around || state.to !== null);
      this.svg.classList.toggle("dim", lit.length > 0 && !isCentre && chosen.every((id) => data.entities[id]));
      for (const each of ties) each.tie.classList.toggle("lit", lit.includes(each) && !isCentre);
      for (const { node, group } of this.items) {
        if (node !== null) group.classList.toggle("lit", near.has(node));
        group.classList.toggle("own", state.selection?.kind === "node" && state.selection.id === node);
      }
    }

    onKey(event) {
      const current = this.items.find(({ group }) => group === document.activeElement);
      if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      const grows = { "+": false, "=": false, "-": true }[key];
      if (key.startsWith("Arrow")) KG.nextOf(this.items, current, key)?.group.focus({ preventScroll: true });
      else if (key === " " && current.edge) this.app.select({ kind: "edge", id: current.edge.id }, { read: true });
      else if (key === "Enter" || key === " ") current.act({ read: true });
      else if (grows !== undefined && current.node !== null && this.app.state.to === null) {
        if (this.plan.isGrown(current.node) === grows) this.toggle(current.node);
      } else return;
      event.preventDefault();
    }

    /** @param changed names of what changed in the state; null when the view is opened again. */
    update(changed) {
      const { state } = this.app;
      const other = !changed || [...changed].some((name) => name !== "selection" && name !== "hover");
      const resized = state.to !== null && !this.moved;
      if (other || resized || state.around === null) this.show({ again: resized });
      else {
        this.bar.show();
        this.light(state.selection);
      }
      /* Who was selected elsewhere meanwhile is whose neighbourhood is asked for. */
      if (!changed && state.selection?.kind === "node" && !this.isDrawn(state.selection.id)) this.centre(state.selection.id);
    }

    /** Bring what was selected into the window; who was looked up and is not drawn is the new
        centre. After a click that waits, so that a second one meets the same place. */
    reveal({ kind, id }, centre) {
      clearTimeout(this.waiting);
      if (kind !== "node") return;
      const item = this.items.find(({ node }) => node === id);
      const show = () => { if (item?.group.isConnected) this.bring({ left: item.x - 110, right: item.x + 110, top: item.y - 30, bottom: item.y + 30 }); };
      if (!centre) this.waiting = setTimeout(show, 2 * TWICE);
      else if (!this.isDrawn(id)) this.centre(id);
      else if (this.moved) show();
      else this.fit();
    }
  };

  Object.assign(KG.Near.prototype, KG.nearMarks, KG.nearLanes, KG.nearWindow);

  KG.views.push({
    id: "near",
    label: "Neighbourhood",
    create(container, app) {
      const near = new KG.Near(container, app);
      return {
        update: (changed) => near.update(changed),
        reveal: (selection, centre) => near.reveal(selection, centre),
        svg: () => near.svg,
        key: KG.legendKey,
      };
    },
  });
}
