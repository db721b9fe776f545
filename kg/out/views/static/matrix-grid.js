"use strict";
/* The table of the matrix: heads that stay in sight, bands, cells, and the keyboard on them. */
KG.MatrixGrid = class {
  /** @param act called with what was chosen: { row?, column? } by node, and whether by key. */
  constructor(act) {
    this.table = KG.el("table", { class: "matrix", role: "grid" });
    this.lines = [];
    this.at = null;
    this.table.addEventListener("click", (event) => {
      const cell = event.target.closest("th, td");
      if (this.places.has(cell)) act(this.places.get(cell), false);
    });
    this.table.addEventListener("keydown", (event) => this.onKey(event, act));
    this.table.addEventListener("focusin", ({ target }) => { if (this.places.has(target)) this.rove(target); });
    this.places = new Map();
  }

  /**
   * Draw the table anew; whoever was in a cell stays in it.
   *
   * @param label what the table is of.
   * @param corner what the rows are.
   * @param wide whether the names of the rows are long.
   * @param columns [{ node, name, count, aside, camp, swatch }]
   * @param bands [{ title, rows: [{ node, cells, blocs, camps, said }], both }]
   */
  fill({ label, corner, columns, bands, wide }) {
    const held = this.table.contains(document.activeElement);
    this.places = new Map();
    this.columns = columns;
    const head = [this.place(KG.el("th", { scope: "col", class: "corner", tabindex: "-1" }, corner), {}), ...columns.map((column) => this.columnHead(column))];
    const body = bands.map((band) => this.band(band));
    this.lines = [head, ...body.flatMap(({ lines }) => lines)];
    this.table.setAttribute("aria-label", label);
    this.table.classList.toggle("wide", wide);
    this.table.replaceChildren(KG.el("thead", {}, KG.el("tr", {}, ...head)), ...body.map(({ element }) => element));
    const kept = (this.at && this.find(this.at)) ?? head[1] ?? head[0];
    kept.tabIndex = 0;
    if (held) kept.focus({ preventScroll: true });
  }

  place(element, place) {
    this.places.set(element, place);
    return element;
  }

  columnHead({ node, name, count, aside, camp, swatch }) {
    const { label, type, typeLabel } = KG.data.entities[node];
    const said = aside ? `${count} and ${aside} in doubt` : String(count);
    const given = { scope: "col", tabindex: "-1", class: `bloc ${camp}`, title: `${label} (${typeLabel}), members: ${said}`, "aria-label": `${label}, members: ${said}` };
    const number = KG.el("span", { class: "count" }, swatch, String(count), aside ? KG.el("small", {}, ` +${aside}?`) : null);
    return this.place(KG.el("th", given, KG.el("span", { class: "name" }, KG.swatch(type), " ", KG.text(name)), number), { column: node });
  }

  band({ title, rows, both }) {
    const lines = rows.map((row) => this.line(row));
    const over = title ? KG.el("tr", { class: "band" }, KG.el("th", { scope: "rowgroup", colspan: this.columns.length + 1 }, KG.el("span", {}, KG.text(title)))) : null;
    const trs = lines.map((cells, at) => KG.el("tr", { "data-node": rows[at].node }, ...cells));
    return { element: KG.el("tbody", { class: both ? "both" : "" }, over, ...trs), lines };
  }

  line(row) {
    const { label } = KG.data.entities[row.node];
    const said = `${label}, in ${KG.counted(row.blocs, "bloc", "blocs")}${row.said ? `: ${row.said}` : ""}`;
    const given = { scope: "row", tabindex: "-1", title: said, "aria-label": said };
    const camps = KG.el("span", { class: "camps" }, ...row.camps);
    const count = KG.el("span", { class: "count" }, String(row.blocs));
    const head = this.place(KG.el("th", given, KG.el("span", { class: "who" }, KG.text(label), camps, count)), { row: row.node });
    const cells = this.columns.map(({ node, name, camp }) =>
      this.place(KG.matrixCell.make(row.cells.get(node), `${label}, ${name}`, camp), { row: row.node, column: node }));
    return [head, ...cells];
  }

  /** Return the cell of a place, if it is in the table. */
  find({ row, column }) {
    for (const [element, place] of this.places) if (place.row === row && place.column === column) return element;
    return null;
  }

  /** Make a cell the one that the tab key comes to. */
  rove(cell) {
    const before = this.at && this.find(this.at);
    if (before) before.tabIndex = -1;
    this.lines[0].forEach((head) => { head.tabIndex = -1; });
    cell.tabIndex = 0;
    this.at = this.places.get(cell);
  }

  onKey(event, act) {
    const here = event.target;
    if (!this.places.has(here) || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") act(this.places.get(here), true);
    else {
      const y = this.lines.findIndex((line) => line.includes(here));
      const next = this.step(event, this.lines[y].indexOf(here), y);
      if (!next) return;
      const [x, row] = next;
      const line = this.lines[Math.min(this.lines.length - 1, Math.max(0, row))];
      line[Math.min(line.length - 1, Math.max(0, x))].focus();
    }
    event.preventDefault();
  }

  /** Return where a key leads from a place, or nothing for other keys. */
  step(event, x, y) {
    const far = event.ctrlKey;
    return {
      ArrowRight: [x + 1, y],
      ArrowLeft: [x - 1, y],
      ArrowDown: [x, y + 1],
      ArrowUp: [x, y - 1],
      PageDown: [x, y + 10],
      PageUp: [x, y - 10],
      Home: [0, far ? 0 : y],
      End: [Infinity, far ? Infinity : y],
    }[event.key];
  }

  /** Show which rows, columns or cell are selected. */
  mark({ rows, columns, cell }) {
    for (const [element, { row, column }] of this.places) {
      const chosen = cell ? row === cell[0] && column === cell[1] : rows.includes(row) || columns.includes(column);
      element.classList.toggle("chosen", chosen);
      if (chosen) element.setAttribute("aria-selected", "true");
      else element.removeAttribute("aria-selected");
    }
  }
};
