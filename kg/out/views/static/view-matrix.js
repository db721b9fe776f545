"use strict";
/* Who is in which bloc: countries by programmes and accords. Those in both of the blocs that are
   held against each other stand on top. */
KG.MATRIX = { least: 3, columns: 20, rows: 150 };

KG.Matrix = class {
  constructor(container, app) {
    Object.assign(this, { app, state: app.state, only: null, whole: false });
    this.levels = this.levelsOf(app.data.blocs);
    this.grid = new KG.MatrixGrid((place, byKey) => this.open(place, byKey));
    this.camps = KG.el("div", { class: "combinations", role: "group", "aria-label": "Combinations" });
    this.answer = KG.el("p", { class: "answer" });
    this.choice = KG.el("div", { class: "choice" });
    this.key = KG.el("ul", { class: "key", "aria-label": "Key" });
    this.more = KG.el("button", { type: "button", class: "more", click: () => { this.whole = true; this.draw(); } });
    const wide = matchMedia("(width >= 700px)").matches;
    const rest = KG.el("details", { class: "setting", open: wide ? "" : null }, KG.el("summary", {}, "Rows, blocs and key"), this.choice, this.key);
    const bar = KG.el("div", { class: "matrix-bar" }, this.answer, this.camps, rest);
    container.append(KG.el("div", { class: "matrix-page" }, bar, this.grid.table, this.more));
    this.take();
    this.draw();
  }

  /** Return the levels that occur with how many members each has, countries first. */
  levelsOf(blocs) {
    const found = new Map([["country", new Set()]]);
    for (const { node, level } of blocs.flatMap((bloc) => bloc.members)) found.set(level, (found.get(level) ?? new Set()).add(node));
    return found;
  }

  /** Return the blocs that have enough members of a level, those with most of them first. */
  columnsOf(level) {
    const least = level === "country" ? KG.MATRIX.least : 1;
    return this.app.data.blocs
      .map(({ node, members }) => ({ node, members: members.filter((member) => member.level === level) }))
      .map((column) => ({ ...column, size: column.members.filter((member) => member.doubt !== "denied").length }))
      .filter(({ size }) => size >= least)
      .sort((a, b) => b.size - a.size || a.node - b.node);
  }

  /** Turn to another kind of rows. */
  turn(level) {
    this.state.set({ level: level === "country" ? "" : level, camps: null });
    this.choice.querySelector("select").focus();
  }

  /** Take over from the state of the page which rows there are and which blocs are compared, of
      which three find room. */
  take() {
    this.level = this.levels.has(this.state.level) ? this.state.level : "country";
    this.columns = this.columnsOf(this.level);
    const ids = this.state.blocs ?? [];
    const nodes = ids.map((id) => this.columns.find(({ node }) => KG.data.entities[node].id === id)?.node);
    const known = nodes.filter((node) => node !== undefined).slice(0, 3);
    this.chosen = known.length ? known : KG.camps.rivals(this.columns);
    this.offer();
  }

  /** Offer the kinds of rows and the blocs to compare. */
  offer() {
    const option = (value, text, chosen) => KG.el("option", { value, selected: chosen ? "" : null }, text);
    const levels = [...this.levels].map(([level, nodes]) => option(level, `${KG.Matrix.plural(level)} (${nodes.size})`, level === this.level));
    const rows = KG.el("select", { "aria-label": "Rows", change: ({ target }) => this.turn(target.value) }, ...levels);
    const blocs = [0, 1, 2].filter((at) => this.columns.length > Math.max(at, 1)).map((at) => {
      const none = at < 2 ? [] : [option("", "–", this.chosen.length < 3)];
      const options = this.columns.map(({ node }) => option(node, KG.data.entities[node].label, this.chosen[at] === node));
      const label = ["Compare", "with", "and"][at];
      return KG.el("label", {}, KG.el("span", {}, `${label} `), KG.el("select", { "data-at": at, change: (event) => this.compare(at, event.target.value) }, ...none, ...options));
    });
    this.choice.replaceChildren(KG.el("label", {}, KG.el("span", {}, "Rows "), rows), ...blocs);
  }

  /** Compare another bloc; one that is compared already changes places with it. */
  compare(at, value) {
    const chosen = [...this.chosen];
    const node = value === "" ? undefined : Number(value);
    const before = chosen.indexOf(node);
    if (before >= 0 && chosen[at] !== undefined) chosen[before] = chosen[at];
    else if (before >= 0) return this.offer();
    chosen[at] = node;
    this.chosen = chosen.filter((each) => each !== undefined);
    const usual = KG.camps.rivals(this.columns);
    const same = this.chosen.join() === usual.join();
    this.state.set({ camps: null, blocs: same ? null : this.chosen.map((each) => KG.data.entities[each].id) });
    this.choice.querySelector(`[data-at="${at}"]`).focus();
    return undefined;
  }

  /** Return the rows: each member with what it is in, as the state of the page has it. */
  rowsOf(columns) {
    const rows = new Map();
    for (const { node, members } of columns) {
      for (const member of members) {
        const stand = this.app.facts.isHidden(member.node) ? null : KG.standOf(member, this.app);
        if (!stand) continue;
        if (!rows.has(member.node)) rows.set(member.node, { node: member.node, cells: new Map() });
        rows.get(member.node).cells.set(node, stand);
      }
    }
    return [...rows.values()].map((row) => this.described(row));
  }

  described(row) {
    const firm = KG.camps.pattern(row, this.shown);
    const loose = KG.camps.pattern(row, this.shown, true);
    const blocs = [...row.cells.values()].filter((stand) => stand.firm).length;
    const [many, maybe] = [firm, loose].map((pattern) => KG.camps.bits(pattern).length);
    const said = firm && this.shown.length > 1 ? KG.camps.words(firm, this.shown) : "";
    return { ...row, said, firm, loose, blocs, many, maybe, camps: this.shown.length < 2 ? [] : KG.camps.bits(firm).map((at) => this.swatch(at)) };
  }

  swatch(at) {
    const shape = [["circle", { cx: 8, cy: 8, r: 6 }], ["polygon", { points: "2.5,2.5 13.5,2.5 13.5,13.5 2.5,13.5" }], ["polygon", { points: "8,1.5 15,14 1,14" }]][at];
    return KG.svg(`camp camp-${at}`, "0 0 16 16", ...shape);
  }

  draw() {
    const { camps } = this.state;
    const columns = this.columns.filter(({ node }) => !this.app.facts.isHidden(node));
    const wide = columns.filter(({ node }, at) => at < KG.MATRIX.columns || this.chosen.includes(node));
    this.shown = this.chosen.filter((node) => wide.some((column) => column.node === node));
    const rank = ({ node }) => (this.shown.includes(node) ? this.shown.indexOf(node) : this.shown.length);
    wide.sort((a, b) => rank(a) - rank(b));
    const by = new Intl.Collator("en");
    const doubtful = (row) => (row.many < 2 ? row.maybe : row.many);
    this.rows = this.rowsOf(wide).sort((a, b) =>
      (b.many > 1 ? b.many : 0) - (a.many > 1 ? a.many : 0) || (doubtful(b) > 1) - (doubtful(a) > 1) || b.blocs - a.blocs ||
      by.compare(KG.data.entities[a.node].label, KG.data.entities[b.node].label) || a.node - b.node);
    this.only = this.shown.length > 1 && camps < 1 << this.shown.length ? camps : null;
    this.tell();
    this.combine();
    this.key.replaceChildren(...KG.matrixCell.key(this.rows.flatMap((row) => [...row.cells.values()])));
    this.table(wide, columns.length - wide.length);
    this.mark();
  }

  /** Return the rows that the reader wants to see. */
  wanted() {
    return this.rows.filter((row) => this.only === null || row.firm === this.only || row.loose === this.only);
  }

  /** Draw the table of those rows. */
  table(columns, aside) {
    const wanted = this.wanted();
    const rows = this.whole ? wanted : wanted.slice(0, KG.MATRIX.rows);
    const heads = columns.map(({ node }) => {
      const stands = this.rows.map((row) => row.cells.get(node)).filter((stand) => stand);
      const count = stands.filter((stand) => stand.firm).length;
      const at = this.shown.length < 2 ? -1 : this.shown.indexOf(node);
      return { node, name: KG.camps.shortName(node), count, aside: stands.filter((stand) => stand.maybe).length - count, camp: at < 0 ? "" : `camp-${at}`, swatch: at < 0 ? null : this.swatch(at) };
    });
    const plural = KG.Matrix.plural(this.level);
    const corner = aside ? `${plural} (${aside} smaller blocs left out)` : plural;
    this.grid.fill({ label: `${plural} by programmes and accords`, corner, columns: heads, bands: this.bands(rows), wide: this.level !== "country" });
    this.more.hidden = rows.length === wanted.length;
    this.more.textContent = `Show all ${wanted.length} rows`;
  }

  /** Return the rows in bands: in all of the chosen blocs, in two, perhaps in two, others. */
  bands(rows) {
    const count = this.shown.length;
    if (count < 2) return [{ title: "", rows }];
    const both = count === 2 ? "both" : "all three";
    const names = this.shown.map(KG.camps.shortName).join(count === 2 ? " and " : ", ");
    const bands = [
      { title: `In ${both}: ${names}`, both: true, rows: rows.filter((row) => row.many === count) },
      { title: "In two of the three", both: true, rows: rows.filter((row) => row.many === 2 && count === 3) },
      { title: `Perhaps in ${count === 2 ? "both" : "two or more"}: doubtful or only announced`, rows: rows.filter((row) => row.many < 2 && row.maybe > 1) },
      { title: "In one of them or in none", rows: rows.filter((row) => row.many < 2 && row.maybe < 2) },
    ];
    return bands.filter((band) => band.rows.length);
  }

  /** Say in a sentence who is in both camps. */
  tell() {
    const count = this.shown.length;
    this.answer.hidden = count < 2;
    if (count < 2) return;
    const names = (rows) => rows.slice(0, 12).flatMap(({ node }, at) => [at ? ", " : "", this.name(node)]).concat(rows.length > 12 ? ` and ${rows.length - 12} more` : "");
    const both = this.rows.filter((row) => row.many === count);
    const doubtful = this.rows.filter((row) => row.many < count && row.maybe === count);
    const words = `In ${count === 2 ? "both" : "all three"}: `;
    const parts = [KG.el("strong", {}, words), ...(both.length ? names(both) : ["nobody"])];
    if (doubtful.length) parts.push(KG.el("span", { class: "aside" }, " · in doubt: ", ...names(doubtful)));
    this.answer.replaceChildren(...parts);
  }

  name(node) {
    return KG.el("button", { type: "button", class: "name", click: () => this.app.select({ kind: "node", id: node }) }, KG.text(KG.data.entities[node].label));
  }

  /** Count the combinations; a click leaves only the rows of one. */
  combine() {
    this.camps.hidden = this.shown.length < 2;
    const held = this.camps.contains(document.activeElement) ? document.activeElement.dataset.camps : null;
    this.camps.replaceChildren(...KG.camps.combinations(this.shown.length).map((pattern) => {
      const words = KG.camps.words(pattern, this.shown);
      const count = this.rows.filter((row) => row.firm === pattern).length;
      const aside = this.rows.filter((row) => row.loose === pattern && row.firm !== pattern).length;
      const click = () => {
        this.state.set({ camps: this.only === pattern ? null : pattern });
        KG.announce(this.only === null ? `All ${this.rows.length} rows` : `${words}: ${count}${aside ? ` and ${aside} in doubt` : ""}`);
      };
      const swatches = KG.camps.bits(pattern).map((at) => this.swatch(at));
      const doubt = aside ? KG.el("small", { title: `${aside} more if what is doubtful or announced counts` }, ` +${aside}?`) : null;
      return KG.el("button", { type: "button", "data-camps": pattern, "aria-pressed": String(this.only === pattern), click }, ...swatches, KG.text(words, "span"), KG.el("b", {}, String(count)), doubt);
    }));
    if (held !== null) this.camps.querySelector(`[data-camps="${held}"]`)?.focus();
  }

  /** Open what a place of the table stands for. */
  open({ row, column }, byKey) {
    const how = { read: byKey };
    if (row !== undefined && column !== undefined) {
      const stand = this.rows.find((each) => each.node === row).cells.get(column);
      if (stand) this.app.select({ kind: "facts", nodes: [row, column], facts: stand.facts }, how);
    } else if (row !== undefined || column !== undefined) this.app.select({ kind: "node", id: row ?? column }, how);
  }

  /** Show what is selected. */
  mark() {
    const { selection } = this.state;
    const node = selection?.kind === "node" ? [selection.id] : [];
    this.grid.mark({ rows: node, columns: node, cell: selection?.kind === "facts" ? selection.nodes : null });
  }

  /** Bring what is selected into sight, even if the rows were narrowed down to others; not so
      where a link has opened the page as it was. */
  reveal(selection, linked = false) {
    const place = selection.kind === "facts" ? { row: selection.nodes[0], column: selection.nodes[1] } : { row: selection.id };
    const hidden = this.rows.some((row) => row.node === place.row) && !this.grid.find({ row: place.row });
    if (hidden) {
      this.whole = true;
      if (!linked) this.state.set({ camps: null });
      this.draw();
    }
    (this.grid.find(place) ?? this.grid.find({ column: selection.id }))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Return the table as it stands: a row for each member, in words what it is in each bloc. */
  csv() {
    const { columns } = this.grid;
    const label = (node) => KG.data.entities[node].label;
    const heads = [KG.Matrix.plural(this.level), "compared", "blocs", ...columns.map(({ node }) => label(node))];
    const cells = (row) => columns.map(({ node }) => (row.cells.has(node) ? KG.matrixCell.words(row.cells.get(node)) : ""));
    return KG.csvText([heads, ...this.wanted().map((row) => [label(row.node), row.said, row.blocs, ...cells(row)])]);
  }

  static plural(level) {
    const words = { country: "Countries", agency: "Agencies", company: "Companies" }[level] ?? `${level}s`;
    return words[0].toUpperCase() + words.slice(1);
  }
};

KG.views.push({
  id: "matrix",
  label: "Matrix",
  suits: ({ blocs }) => blocs.some(({ members }) => members.filter((member) => member.level === "country" && member.doubt !== "denied").length >= KG.MATRIX.least),
  create(container, app) {
    const matrix = new KG.Matrix(container, app);
    if (app.state.selection) matrix.reveal(app.state.selection, true);
    return {
      update: (changed) => {
        if (changed && [...changed].every((name) => name === "selection" || name === "hover")) return matrix.mark();
        if (!changed || changed.has("blocs") || changed.has("level")) matrix.take();
        return matrix.draw();
      },
      reveal: (selection) => matrix.reveal(selection),
      csv: () => matrix.csv(),
    };
  },
});
