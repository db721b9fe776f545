"use strict";
/* How partners look at the moment: what is drawn at the places that were found. */
{
  const NAME_FONT = "11.5px";
  /* Lines of a name, so that they read as words and do not run into each other. */
  const spaced = (texts) => texts.flatMap((text) => [text, " "]);

  Object.assign(KG.Partners.prototype, {
    show() {
      const { app } = this;
      const chosen = this.blocs.chosen();
      this.bar.show(chosen);
      this.svg.toggleAttribute("hidden", !chosen.length);
      if (!chosen.length) {
        this.items = [];
        this.said.textContent = "The legend hides all of these blocs.";
        return;
      }
      this.offer(chosen);
      this.cover();
      this.arrange(chosen);
      const stands = this.blocs.stands(chosen, (member, bloc) => this.wants(member, bloc));
      const parts = (node) => (stands.get(node) ?? []).filter(({ doubt }) => doubt !== "denied");
      const inside = (bloc) => [...this.plan.members.keys()].filter((node) => parts(node).some((stand) => stand.bloc === bloc && stand.maybe));
      const sure = (bloc) => inside(bloc).filter((node) => parts(node).some((stand) => stand.bloc === bloc && stand.firm));
      const [defs, hulls, ties, hubs, members] = this.layers;
      const focused = this.items.find(({ group }) => group === document.activeElement)?.node;
      this.items = [];
      defs.replaceChildren(...KG.Blocs.patterns("partners", chosen).childNodes);
      hulls.replaceChildren(...chosen.map((bloc, at) => this.hull(bloc, at, inside(bloc))));
      ties.replaceChildren(...[...this.plan.members].flatMap(([node, place]) => (stands.get(node) ?? []).map((stand) => this.tie(node, place, stand, chosen))));
      const counts = (bloc) => [sure(bloc).length, inside(bloc).length - sure(bloc).length];
      hubs.replaceChildren(...chosen.map((bloc, at) => this.hub(bloc, at, ...counts(bloc))));
      members.replaceChildren(...[...this.plan.members].map(([node, place]) => this.member(node, place, parts(node), stands.get(node) ?? [])));
      const both = [...this.plan.members.keys()].filter((node) => chosen.filter((bloc) => inside(bloc).includes(node)).length > 1);
      const unsure = both.filter((node) => parts(node).some(KG.Blocs.isDoubtful)).length;
      const several = chosen.length === 2 ? "both" : "more than one";
      this.said.textContent = chosen.length > 1 ? `${both.length} in ${several}${unsure ? `, ${unsure} of them in doubt` : ""}` : "";
      this.svg.setAttribute("aria-label", `${chosen.map((bloc) => `${bloc.name} with ${KG.counted(sure(bloc).length, "member", "members")}`).join(", ")}; ${this.said.textContent}`);
      const current = this.items.find(({ node }) => node === focused) ?? this.items.find(({ node }) => node === this.current) ?? this.items[0];
      current?.group.setAttribute("tabindex", "0");
      if (focused !== undefined && current) current.group.focus({ preventScroll: true });
      this.light(app.state.selection);
    },

    /** Offer the other levels that the chosen blocs have. */
    offer(chosen) {
      const found = Object.keys(KG.PARTNER_LEVELS).filter((level) => chosen.some((bloc) => bloc.size && bloc.levels.has(level)));
      if (found.join() === this.offered) return;
      this.offered = found.join();
      const box = (level) => {
        const change = (event) => {
          this.levels[event.target.checked ? "add" : "delete"](level);
          this.show();
        };
        const input = KG.el("input", { type: "checkbox", value: level, change });
        input.checked = this.levels.has(level);
        return KG.el("label", {}, input, KG.PARTNER_LEVELS[level]);
      };
      this.also.replaceChildren(...(found.length ? ["Also", ...found.map(box)] : []));
    },

    hull(bloc, at, nodes) {
      const { width, height } = this.cell;
      const mine = new Set(nodes);
      const ever = [...this.groups].flatMap(([set, group]) => (set & (1 << at) ? group : []));
      const box = (node) => ({ ...this.plan.members.get(node), width, height, gap: 14 });
      /* Who joins later stands among the others, so that only its mark can be left out. */
      const later = (node) => ({ ...box(node), width: width / 3, height: height / 3, gap: 2 });
      const others = [...this.plan.members.keys()].filter((node) => !mine.has(node)).map((node) => (ever.includes(node) ? later(node) : box(node)));
      const hubs = this.plan.hubs.map((place, each) => ({ ...place, width: this.hubs[each].width, height: this.hubs[each].height, gap: 8 }));
      const d = KG.outline(hubs[at], nodes.map(box), [...others, ...hubs.filter((_, each) => each !== at)]);
      return KG.sketch("g", { class: `hull ${bloc.tone}`, "data-bloc": bloc.id },
        KG.sketch("path", { class: "ground", d, "fill-rule": "evenodd" }),
        KG.sketch("path", { class: "woven", d, fill: `url(#partners-${bloc.tone})`, "fill-rule": "evenodd" }));
    },

    tie(node, place, stand, chosen) {
      const hub = this.plan.hubs[chosen.indexOf(stand.bloc)];
      const d = `M${hub.x} ${hub.y}L${place.x} ${place.y + this.cell.mark}`;
      const look = KG.Blocs.look(stand);
      const between = [...this.groups].some(([set, nodes]) => set & (set - 1) && nodes.includes(node));
      const click = (event) => {
        event.stopPropagation();
        this.app.select({ kind: "facts", nodes: [node, stand.bloc.node], facts: stand.facts });
      };
      const classes = ["tie", stand.bloc.tone, look, between ? "between" : "", KG.Blocs.isDoubtful(stand) ? "doubtful" : ""];
      return KG.sketch("g", { class: classes.join(" ").trim(), "data-ends": `${node} ${stand.bloc.node}`, click },
        KG.sketch("path", { class: "seen", d }), KG.sketch("path", { class: "reach", d }),
        look === "denied" ? KG.sketch("text", { class: "no", x: (hub.x + 2 * place.x) / 3, y: (hub.y + 2 * place.y) / 3 }, "✕") : null);
    },

    hub(bloc, at, count, unsure) {
      const { x, y } = this.plan.hubs[at];
      const { lines, height } = this.hubs[at];
      const points = "0,-11 3.2,-4 11,-3.2 5.2,2 6.9,9.6 0,5.6 -6.9,9.6 -5.2,2 -11,-3.2 -3.2,-4";
      const top = y - height / 2;
      const { label } = KG.data.entities[bloc.node];
      const said = `${KG.counted(count, "member", "members")}${unsure ? ` +${unsure}?` : ""}`;
      return this.item(bloc.node, { x, y }, `hub ${bloc.tone}`, [label, said], [
        KG.sketch("polygon", { class: "star", points, transform: `translate(${x} ${top + 14})` }),
        ...spaced(lines.map((line, row) => KG.sketch("text", { class: "name", x, y: top + 40 + 16 * row }, line))),
        KG.sketch("text", { class: "size", x, y: top + 40 + 16 * lines.length - 1 }, said),
        KG.sketch("rect", { class: "ring", x: x - this.hubs[at].width / 2, y: top - 2, width: this.hubs[at].width, height: height + 6, rx: 8 }),
      ], lines.join(" "));
    },

    member(node, { x, y }, parts, stands) {
      const { width, height, mark, text } = this.cell;
      const looks = parts.map((stand) => ({ tone: stand.bloc.tone, look: KG.Blocs.look(stand), doubt: KG.Blocs.isDoubtful(stand) }));
      const ghost = !looks.length;
      const lines = ghost ? [KG.data.entities[node].label, "in none of the chosen blocs by then"] : KG.Blocs.lines(node, stands);
      const shown = this.shortened(node);
      const struck = looks.length && looks.every(({ look }) => look === "fallen");
      const children = [
        KG.sketch("rect", { class: "ring", x: x - width / 2 + 2, y: y - height / 2, width: width - 4, height: height - 1, rx: 8 }),
        KG.sketch("g", { transform: `translate(${x} ${y + mark})` }, KG.partnerMark(ghost ? [{ tone: "grey", look: "ghost" }] : looks)),
        ...spaced(shown.map((line, row) => KG.sketch("text", { class: "name", x, y: y + text + 12.5 * row }, line))),
      ];
      if (ghost) return KG.sketch("g", { class: "partner ghost", "aria-hidden": "true", "data-node": node }, KG.sketch("title", {}, lines.join(": ")), children);
      return this.item(node, { x, y }, `partner${struck ? " struck" : ""}`, lines, children, shown.join(" "));
    },

    /** Return the name of a member in the lines that it has room for. */
    shortened(node) {
      const { room, rows } = this.cell;
      const { label, iso3 } = KG.data.entities[node];
      if (this.kind === "codes" && iso3) return [iso3];
      const fitted = (text) => KG.wrapped(text, room, rows, NAME_FONT);
      const { short } = KG.drawn.nodes[node];
      const whole = fitted(label) ?? (short ? fitted(short) : null) ?? (iso3 ? [iso3] : null);
      if (whole) return whole;
      for (let end = label.length - 1; end > 1; end -= 1) {
        const lines = fitted(`${label.slice(0, end).trim()}…`);
        if (lines) return lines;
      }
      return [`${label.slice(0, 1)}…`];
    },

    /** @param shown the name as it is drawn: who opens by voice what is seen may say that. */
    item(node, place, classes, lines, children, shown) {
      const name = lines[0].includes(shown) ? lines[0] : `${lines[0]}, ${shown}`;
      const group = KG.sketch("g", { class: classes, role: "button", tabindex: "-1", "data-node": node, "aria-label": `${name}: ${lines.slice(1).join("; ")}` }, children);
      const item = { node, group, ...place };
      group.addEventListener("click", () => this.app.select({ kind: "node", id: node }));
      group.addEventListener("focus", () => this.turnTo(item));
      for (const name of ["pointerenter", "focus"]) group.addEventListener(name, () => this.light({ kind: "node", id: node }));
      for (const name of ["pointerleave", "blur"]) group.addEventListener(name, () => this.light(this.app.state.selection));
      this.tip.watch(group, () => lines);
      this.items.push(item);
      return group;
    },

    turnTo(item) {
      for (const each of this.items) each.group.setAttribute("tabindex", each === item ? "0" : "-1");
      this.current = item.node;
    },

    /** Let what is selected stand out, with all that it is tied to. */
    light(selection) {
      const chosen = selection?.kind === "node" ? [selection.id] : selection?.nodes ?? [];
      const ends = (tie) => tie.dataset.ends.split(" ").map(Number);
      const isLit = (tie) => (selection?.kind === "node" ? ends(tie).includes(selection.id) : ends(tie).every((node) => chosen.includes(node)));
      const ties = [...this.layers[2].children];
      const lit = chosen.length ? ties.filter(isLit) : [];
      const near = new Set([...chosen, ...lit.flatMap(ends)]);
      const own = this.app.state.selection;
      this.svg.classList.toggle("dim", lit.length > 0);
      for (const tie of ties) tie.classList.toggle("lit", lit.includes(tie));
      for (const { node, group } of this.items) {
        group.classList.toggle("lit", near.has(node));
        group.classList.toggle("own", own?.kind === "node" && own.id === node);
      }
    },

    walk(event) {
      const current = this.items.find(({ group }) => group === document.activeElement);
      if (!current) return;
      if (event.key === "Enter" || event.key === " ") this.app.select({ kind: "node", id: current.node }, { read: true });
      else if (event.key.startsWith("Arrow")) KG.nextOf(this.items, current, event.key)?.group.focus();
      else return;
      event.preventDefault();
    },

    /** A new selection alone moves and redraws nothing, so that the focus stays where it is. */
    update(changed) {
      const other = changed && [...changed].some((name) => name !== "selection" && name !== "hover");
      if (!changed || other) return this.show();
      this.cover();
      return this.light(this.app.state.selection);
    },

    /** Bring what was selected into the part that no panel covers. */
    reveal({ kind, id }) {
      this.cover();
      const item = kind === "node" ? this.items.find(({ node }) => node === id) : null;
      item?.group.scrollIntoView({ block: "nearest", inline: "center" });
    },
  });

  KG.views.push({
    id: "partners",
    label: "Partners",
    suits: (data) => data.blocs.length > 0,
    create(container, app) {
      const partners = new KG.Partners(container, app);
      if (app.state.selection) partners.reveal(app.state.selection);
      return {
        update: (changed) => partners.update(changed),
        reveal: (selection) => partners.reveal(selection),
        svg: () => partners.svg,
        key: () => partners.bar.entries(),
      };
    },
  });
}
