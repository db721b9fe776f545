"use strict";
/* The world as tiles: one equal square for each country, in the colours of the blocs it is in.
   A tile of several blocs is split between them; lines in it say what is not firm. */
{
  const TILE = 40;
  const PITCH = 44;

  /** Return the corners of one of so many parts of a tile: halves by its diagonal, else stripes. */
  const partOf = (at, count) => {
    const stripe = (TILE * at) / count;
    if (count === 2) return at === 0 ? `0,0 ${TILE},0 0,${TILE}` : `${TILE},0 ${TILE},${TILE} 0,${TILE}`;
    const end = (TILE * (at + 1)) / count;
    return `${stripe},0 ${end},0 ${end},${TILE} ${stripe},${TILE}`;
  };

  KG.Map = class {
    constructor(container, app) {
      Object.assign(this, { app, blocs: new KG.Blocs(app), tiles: [] });
      const sample = (look) => KG.sketch("svg", { class: "bloc-key", viewBox: "-1 -1 42 42", "aria-hidden": "true" }, this.tile([{ tone: "blue", look }]));
      this.bar = new KG.BlocBar(this.blocs, "map", [
        [sample("firm"), "member"],
        [sample("planned"), "announced or negotiating"],
        [sample("fallen"), "left or suspended"],
        [KG.sketch("svg", { class: "bloc-key", viewBox: "-1 -1 42 42", "aria-hidden": "true" }, this.tile([{ tone: "blue", look: "firm", doubt: true }])), "candidate or disputed"],
        [KG.sketch("svg", { class: "bloc-key", viewBox: "-1 -1 42 42", "aria-hidden": "true" }, this.tile([{ tone: "blue", look: "firm" }, { tone: "orange", look: "firm" }])), "in both"],
        [KG.sketch("svg", { class: "bloc-key faint", viewBox: "-1 -1 42 42", "aria-hidden": "true" }, this.tile([])), "not in this graph"],
      ]);
      const records = KG.data.tiles;
      this.tip = new KG.BlocTip(container);
      const [wide, high] = ["column", "row"].map((axis) => PITCH * (records.reduce((most, tile) => Math.max(most, tile[axis]), 0) + 1));
      this.svg = KG.sketch("svg", { class: "map", viewBox: `-6 -6 ${wide + 8} ${high + 8}`, role: "group", "aria-label": "World of tiles, one for each country" });
      this.patterns = KG.sketch("defs");
      this.svg.append(this.patterns, ...records.map((record) => this.place(record)));
      this.svg.addEventListener("keydown", (event) => this.walk(event));
      this.aside = KG.el("p", { class: "untiled" });
      this.frame = KG.el("div", { class: "mapframe" }, this.svg);
      container.append(this.bar.element, this.frame, this.aside);
      this.current = this.tiles.find(({ record }) => record.node !== null) ?? this.tiles[0];
      this.current.group.setAttribute("tabindex", "0");
      const fit = () => {
        const { left, right } = KG.covered(container);
        for (const name of ["padding", "scrollPadding"]) {
          this.frame.style[`${name}Left`] = `${left}px`;
          this.frame.style[`${name}Right`] = `${right}px`;
        }
        this.bar.fit();
      };
      KG.byId("legend").addEventListener("toggle", fit);
      new ResizeObserver(fit).observe(container);
      this.fit = fit;
      this.show();
    }

    place(record) {
      const { column, row, node } = record;
      const group = KG.sketch("g", { transform: `translate(${column * PITCH} ${row * PITCH})`, role: "button", tabindex: "-1", "data-code": record.code });
      const item = { record, group, x: column, y: row };
      group.addEventListener("click", () => this.open(item, false));
      group.addEventListener("focus", () => this.turnTo(item));
      if (node === null) group.setAttribute("aria-disabled", "true");
      this.tip.watch(group, () => item.lines);
      this.tiles.push(item);
      return group;
    }

    /** Return the face of a tile: its parts by bloc, then what is not firm about them. */
    tile(parts) {
      const faces = parts.flatMap(({ tone, look }, at) => {
        const points = partOf(at, parts.length);
        const woven = look === "firm" ? [KG.sketch("polygon", { class: "woven", points, fill: `url(#map-${tone})` })] : [];
        return [KG.sketch("polygon", { class: `part ${tone} ${look}`, points }), ...woven];
      });
      const frame = KG.sketch("rect", { class: "frame", width: TILE, height: TILE, rx: 3 });
      const lines = parts.flatMap(({ tone, look }, at) => {
        const middle = parts.length === 2 ? (at ? 0.7 : 0.3) : (at + 0.5) / parts.length;
        const [x, y, half] = [TILE * middle, parts.length === 2 ? TILE * middle : TILE / 2, TILE / (parts.length === 1 ? 2 : 6)];
        if (look === "planned") return KG.sketch("polygon", { class: `edge ${tone}`, points: partOf(at, parts.length) });
        if (look === "fallen") return KG.sketch("path", { class: "strike", d: `M${x - half} ${y + half}L${x + half} ${y - half}` });
        return [];
      });
      const doubt = parts.some((part) => part.doubt) ? [KG.sketch("circle", { class: "plate", cx: TILE - 5, cy: 5, r: 7 }), KG.sketch("text", { class: "query", x: TILE - 5, y: 9.3 }, "?")] : [];
      return [...faces, frame, ...lines, ...doubt];
    }

    show() {
      const chosen = this.blocs.chosen();
      this.bar.show(chosen);
      this.patterns.replaceChildren(...KG.Blocs.patterns("map", chosen).childNodes);
      const stands = this.blocs.stands(chosen, (member) => member.level === "country");
      const { state, facts } = this.app;
      const lit = state.selection?.kind === "node" ? [state.selection.id] : state.selection?.nodes ?? [];
      for (const item of this.tiles) this.fill(item, stands.get(item.record.node) ?? [], lit, facts);
      const placed = new Set(this.tiles.map(({ record }) => record.node));
      const others = [...stands].filter(([node, each]) => !placed.has(node) && each.some(({ doubt }) => doubt !== "denied"));
      this.aside.hidden = !others.length;
      const button = ([node, each]) => KG.el("button", { type: "button", title: KG.Blocs.sentence(node, each), click: () => this.app.select({ kind: "node", id: node }) }, KG.text(KG.data.entities[node].label));
      this.aside.replaceChildren("Without a tile: ", ...others.map(button));
      this.fit();
    }

    fill(item, stands, lit, facts) {
      const { group } = item;
      const { node, code, name } = item.record;
      const hidden = node !== null && (!facts.isKnown(node) || facts.isHidden(node));
      const named = node !== null && !hidden;
      const parts = (hidden ? [] : stands)
        .filter(({ doubt }) => doubt !== "denied")
        .map((stand) => ({ tone: stand.bloc.tone, look: KG.Blocs.look(stand), doubt: KG.Blocs.isDoubtful(stand) }));
      const lines = named ? KG.Blocs.lines(node, stands) : [name, hidden ? "nothing that is seen now" : "not named in this graph"];
      item.lines = lines;
      group.setAttribute("aria-label", `${lines[0]}, ${code}: ${lines.slice(1).join("; ")}`);
      group.setAttribute("class", ["country", named ? "named" : "faint", parts.length ? "member" : "", lit.includes(node) && named ? "lit" : ""].join(" ").trim());
      group.replaceChildren(...this.tile(parts), KG.sketch("text", { class: "code", x: TILE / 2, y: TILE / 2 + 4.5 }, code), KG.sketch("rect", { class: "ring", x: -2, y: -2, width: TILE + 4, height: TILE + 4, rx: 5 }));
    }

    turnTo(item) {
      this.current.group.setAttribute("tabindex", "-1");
      this.current = item;
      item.group.setAttribute("tabindex", "0");
    }

    walk(event) {
      if (event.key === "Enter" || event.key === " ") this.open(this.current, true);
      else if (event.key.startsWith("Arrow")) KG.nextOf(this.tiles, this.current, event.key)?.group.focus();
      else return;
      event.preventDefault();
    }

    open(item, read) {
      this.turnTo(item);
      if (item.record.node === null) KG.announce(item.group.getAttribute("aria-label"));
      else this.app.select({ kind: "node", id: item.record.node }, { read });
    }

    /** Bring the tile of what was selected into sight. */
    reveal({ kind, id }) {
      this.fit();
      const item = kind === "node" ? this.tiles.find(({ record }) => record.node === id) : null;
      item?.group.scrollIntoView({ block: "nearest", inline: "center" });
    }
  };

  KG.views.push({
    id: "map",
    label: "Map",
    suits: (data) => data.blocs.length > 0 && data.tiles.some((tile) => tile.node !== null),
    create(container, app) {
      const map = new KG.Map(container, app);
      if (app.state.selection) map.reveal(app.state.selection);
      return {
        update: () => map.show(),
        reveal: (selection) => map.reveal(selection),
        svg: () => map.svg,
        key: () => map.bar.entries(),
      };
    },
  });
}
