"use strict";
/* The legend explains the marks and lines, and hides and shows them. */

/* Widths beside the panel from which it stands open: over the network, which is round and leaves
   the corners free, and over views that would have to make room for it. */
KG.LEGEND_ROOM = { network: 840, others: 1640 };

KG.swatch = (type) => {
  const mark = KG.marks.get(type);
  const classes = `mark ${mark.colour}${mark.solid ? " solid" : ""}`;
  const points = {
    square: "2.5,2.5 13.5,2.5 13.5,13.5 2.5,13.5",
    diamond: "8,1 15,8 8,15 1,8",
    triangle: "8,2 15,14 1,14",
    triangleDown: "8,14 15,2 1,2",
    hexagon: "1,8 4.5,2 11.5,2 15,8 11.5,14 4.5,14",
    star: "8,0.8 10.1,5.6 15.3,6.1 11.4,9.6 12.5,14.7 8,12 3.5,14.7 4.6,9.6 0.7,6.1 5.9,5.6",
  }[mark.shape];
  if (!points) return KG.svg(classes, "0 0 16 16", "circle", { cx: 8, cy: 8, r: 6.5 });
  return KG.svg(classes, "0 0 16 16", "polygon", { points });
};

KG.Legend = class {
  constructor(element, { state, facts }) {
    Object.assign(this, { element, state, facts, rows: [], sums: [], chosen: null });
    const { types, links, tiers, predicates, blocs, entities } = KG.data;
    const line = (name) => KG.svg(`line ${name}`, "0 0 26 16", "path", { d: "M1 8H25" });
    const asLink = (record) => ({ ...record, key: record.link, swatch: line(record.link) });
    const asBloc = ({ node, members }) => {
      const { id, label } = entities[node];
      return { key: id, label, count: members.filter(({ doubt }) => doubt !== "denied").length };
    };
    element.hidden = !types.length;
    element.append(...[
      this.section("Types", "hiddenTypes", types.map((record) => ({ ...record, key: record.type, swatch: KG.swatch(record.type) }))),
      this.section("Status", "hiddenLinks", links.map(asLink)),
      this.section("Tier", "hiddenLinks", tiers.map(asLink)),
      this.section("Blocs", "hiddenBlocs", blocs.map(asBloc), true),
      this.section("Relations", "hiddenPredicates", predicates.map((record) => ({ ...record, key: record.predicate })), true),
    ].filter((section) => section));
    this.show();
    element.querySelector("summary").addEventListener("click", () => { this.chosen = !element.open; });
    addEventListener("resize", () => this.fold());
  }

  /** Return one part of the legend, or null of nothing; a folded one says what it hides. */
  section(title, set, records, folded = false) {
    if (!records.length) return null;
    const rows = records.map((record) => this.row(set, record));
    const hidden = KG.el("span", { class: "hidden" });
    const all = KG.el("button", { type: "button", class: "all", click: () => this.turn(set, records, title) });
    this.sums.push({ set, records, title, hidden, all });
    const given = { class: folded ? "part folded" : "part", role: "group", "aria-label": title };
    if (!folded) return KG.el("div", given, KG.el("h2", {}, title, " ", hidden, all), ...rows);
    return KG.el("details", given, KG.el("summary", {}, title, " ", hidden), all, ...rows);
  }

  row(set, { key, label, count, swatch = null }) {
    const toggle = ({ target }) => {
      this.state[set][target.checked ? "delete" : "add"](key);
      this.tell(set, `${label} ${target.checked ? "shown" : "hidden"}`);
    };
    const input = KG.el("input", { type: "checkbox", "data-key": key, change: toggle });
    this.rows.push({ input, set, key });
    return KG.el("label", {}, input, swatch, KG.text(label), KG.el("span", { class: "count" }, String(count)));
  }

  /** Hide all of a part, or show all if any of it is hidden. */
  turn(set, records, title) {
    const back = records.some(({ key }) => this.state[set].has(key));
    for (const { key } of records) this.state[set][back ? "delete" : "add"](key);
    this.tell(set, `${title}: ${back ? "all shown" : "all hidden"}`);
  }

  tell(set, words) {
    this.state.touch(set);
    const seen = this.facts.seen.filter((each) => each).length;
    KG.announce(`${words}; ${seen.toLocaleString("en-GB")} of ${KG.counted(this.facts.seen.length.toLocaleString("en-GB"), "fact", "facts")}`);
  }

  /** Bring the boxes into the state of the page. */
  show() {
    for (const { input, set, key } of this.rows) input.checked = !this.state[set].has(key);
    for (const { set, records, title, hidden, all } of this.sums) {
      const count = records.filter(({ key }) => this.state[set].has(key)).length;
      hidden.textContent = count ? `${count} hidden` : "";
      all.textContent = count ? "show all" : "hide all";
      all.setAttribute("aria-label", `${title}: ${all.textContent}`);
    }
  }

  /** Stand open where it leaves the drawing its room, unless the reader chose otherwise; on
      paper paper.js decides. */
  fold() {
    if (matchMedia("print").matches) return;
    const panel = KG.byId("panel");
    const room = window.innerWidth - (panel.hidden ? 0 : panel.getBoundingClientRect().width);
    const open = this.chosen ?? room >= (this.state.view === "network" ? KG.LEGEND_ROOM.network : KG.LEGEND_ROOM.others);
    if (this.element.open !== open) this.element.open = open;
  }
};
