"use strict";
/* All facts as a table: the view that needs no eyes for colours and no mouse. */
KG.PAGE = 200;
KG.TYPING = 150;
/* So many rows at most go to the printer. */
KG.PRINTED = 5000;
/* The order in which the table opens. */
KG.NEWEST = "-date";

KG.COLUMNS = [
  { id: "subject", label: "Subject" },
  { id: "relation", label: "Relation" },
  { id: "object", label: "Object" },
  { id: "status", label: "Status" },
  { id: "date", label: "Date", by: (row) => row.day },
  { id: "confidence", label: "Confidence" },
  { id: "quote", label: "Quote" },
  { id: "publisher", label: "Source" },
  { id: "published", label: "Published", by: (row) => row.issued },
];

KG.Table = class {
  constructor(container, app) {
    Object.assign(this, { container, app, state: app.state, table: new KG.TableRows(app.data), about: null });
    this.build();
    this.update(null);
  }

  build() {
    const { state } = this;
    const label = "Filter the facts by words of any column";
    const typing = { input: () => this.typed(), keydown: (event) => this.onFilterKey(event) };
    const looks = { type: "search", autocomplete: "off", spellcheck: "false", placeholder: "Filter by any words …" };
    this.filter = KG.el("input", { id: "table-filter", "aria-label": label, ...looks, ...typing });
    const toggle = () => state.set({ only: this.only.checked ? this.about : null });
    this.only = KG.el("input", { type: "checkbox", role: "switch", change: toggle });
    this.whom = KG.el("span", {});
    this.switch = KG.el("label", { class: "only" }, this.only, "only about ", this.whom);
    this.count = KG.el("p", { class: "count" });
    const save = KG.el("button", { type: "button", class: "download", click: () => this.app.share.saveTable() }, "Download CSV");
    const tools = KG.el("div", { class: "tools", role: "group", "aria-label": "Rows of the table" }, this.filter, this.switch, this.count, save);
    this.heads = new Map(KG.COLUMNS.map((column) => [column.id, this.head(column)]));
    this.body = KG.el("tbody", { role: "rowgroup", click: (event) => this.onClick(event), keydown: (event) => this.onRowKey(event) });
    const top = KG.el("thead", { role: "rowgroup" }, KG.el("tr", { role: "row" }, ...this.heads.values()));
    const given = { role: "table", "aria-label": "Facts" };
    this.element = KG.el("table", given, top, this.body);
    this.more = KG.el("button", { type: "button", click: (event) => this.extend(event.detail === 0) });
    this.rest = KG.el("p", {});
    this.foot = KG.el("div", { class: "foot" }, this.rest, this.more);
    this.none = KG.el("p", { class: "none" }, "No fact passes these filters.");
    this.frame = KG.el("div", { class: "frame" }, this.element, this.none, this.foot);
    this.container.append(tools, this.frame);
  }

  head(column) {
    const click = () => this.sortBy(column.id);
    const sign = KG.el("span", { class: "sign", "aria-hidden": "true" });
    const button = KG.el("button", { type: "button", click }, column.label, sign);
    return KG.el("th", { scope: "col", role: "columnheader", class: column.id }, button);
  }

  /** Return the column that sorts and whether it does so downwards. */
  sorting() {
    const known = KG.COLUMNS.some((column) => column.id === this.state.sort.replace(/^-/, ""));
    const sort = known ? this.state.sort : KG.NEWEST;
    const id = sort.replace(/^-/, "");
    return { column: KG.COLUMNS.find((column) => column.id === id), descending: sort !== id };
  }

  sortBy(id) {
    const { column, descending } = this.sorting();
    const turned = column.id === id && !descending;
    this.state.set({ sort: `${turned ? "-" : ""}${id}` });
    const { label } = KG.COLUMNS.find((each) => each.id === id);
    KG.announce(`Sorted by ${label.toLowerCase()}, ${turned ? "descending" : "ascending"}`);
  }

  typed() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.state.set({ filter: this.filter.value.trim() });
      KG.announce(this.count.textContent);
    }, KG.TYPING);
  }

  onFilterKey(event) {
    if (event.key !== "Escape" || !this.filter.value) return;
    event.stopPropagation();
    event.preventDefault();
    this.filter.value = "";
    this.typed();
  }

  /** Return the facts that pass all filters, in order. */
  passing() {
    const { state, app } = this;
    const words = KG.folded(state.filter).split(/\s+/).filter((word) => word);
    const about = state.only === null ? null : new Set(app.data.about[state.only]);
    const { column, descending } = this.sorting();
    const isHidden = ({ node }) => node !== null && state.hiddenTypes.has(app.data.entities[node].type);
    return this.table.ordered(column, descending).filter((row) => {
      const fact = app.data.facts[row.number];
      if (!app.facts.seen[row.number] || (about && !about.has(row.number))) return false;
      return !isHidden(fact.subject) && !isHidden(fact.object) && this.table.matches(row, words);
    });
  }

  update(changed) {
    const { state } = this;
    const { selection } = state;
    if (selection?.kind === "node") this.about = selection.id;
    else if (!selection) this.about = null;
    this.about ??= state.only;
    if (state.only !== null && selection?.kind === "node" && state.only !== selection.id) {
      state.set({ only: selection.id });
      return;
    }
    this.showSwitch();
    const others = [...(changed ?? ["all"])].some((name) => name !== "selection" && name !== "hover");
    if (others) this.show(changed);
    this.mark();
  }

  showSwitch() {
    this.switch.hidden = this.about === null;
    this.only.checked = this.state.only !== null;
    this.whom.replaceChildren(...(this.about === null ? [] : [KG.text(this.app.data.entities[this.about].label)]));
  }

  /** Show the first rows of what passes; more come on request. */
  show(changed) {
    if (document.activeElement !== this.filter) this.filter.value = this.state.filter;
    const { column, descending } = this.sorting();
    for (const [id, head] of this.heads) {
      const sort = id !== column.id ? "none" : descending ? "descending" : "ascending";
      head.setAttribute("aria-sort", sort);
      head.querySelector(".sign").textContent = { none: "", ascending: " ▲", descending: " ▼" }[sort];
    }
    this.rows = this.passing();
    const total = this.app.data.facts.length;
    const [some, all] = [this.rows.length, total].map((number) => number.toLocaleString("en"));
    this.count.textContent = this.rows.length === total ? KG.counted(all, "fact", "facts") : `${some} of ${all} facts`;
    const held = this.body.contains(document.activeElement) ? document.activeElement.closest("tr").dataset.fact : null;
    this.body.replaceChildren();
    this.element.setAttribute("aria-rowcount", String(this.rows.length + 1));
    this.element.hidden = !this.rows.length;
    this.none.hidden = this.rows.length > 0;
    if (["filter", "sort", "only"].some((name) => changed?.has(name))) this.frame.scrollTop = 0;
    this.append();
    this.hold(this.body.querySelector(`[data-fact="${held}"]`) ?? this.body.firstElementChild, held !== null);
  }

  append(count = KG.PAGE) {
    const from = this.body.childElementCount;
    const part = document.createDocumentFragment();
    this.rows.slice(from, from + count).forEach((row, at) => part.append(this.line(row, from + at)));
    this.body.append(part);
    this.countRest();
  }

  /** Say how many rows are not shown, and offer more of them. */
  countRest() {
    const shown = this.body.childElementCount;
    const [one, all] = [shown, this.rows.length].map((number) => number.toLocaleString("en"));
    const left = this.rows.length - shown;
    this.foot.hidden = left === 0;
    this.rest.textContent = `The first ${one} of ${all} facts are shown.`;
    this.more.textContent = `Show ${Math.min(KG.PAGE, left)} more`;
  }

  /** Show all rows for the paper, as far as it bears them; return what takes them away again. */
  unfold() {
    const before = this.body.childElementCount;
    this.append(Math.max(0, KG.PRINTED - before));
    const left = this.rows.length - this.body.childElementCount;
    if (left) this.rest.textContent += ` ${left.toLocaleString("en")} more are left out here; the CSV file has them.`;
    return () => {
      [...this.body.children].slice(before).forEach((line) => line.remove());
      this.countRest();
    };
  }

  /** Show further rows; by keyboard, reading goes on with the first of them. */
  extend(read) {
    const from = this.body.childElementCount;
    this.append();
    this.mark();
    KG.announce(`${this.body.childElementCount} of ${this.rows.length} facts are shown`);
    if (read) this.hold(this.body.children[from], true);
  }

  line(row, at) {
    const fact = this.app.data.facts[row.number];
    const sentence = `${row.subject} ${row.relation} ${row.object}`;
    const open = KG.el("button", { type: "button", tabindex: "-1", "aria-label": sentence }, KG.text(row.subject));
    const cell = (id, ...children) => KG.el("td", { role: "cell", class: id }, ...children);
    const doubt = this.app.facts.doubt(row.number);
    const badges = [...row.states, doubt].filter((name) => name).map((name) =>
      KG.el("span", { class: `badge ${name}` }, this.app.data.statuses[name] ?? name));
    const date = row.date ? KG.text(row.date) : KG.el("span", { class: "missing" }, "undated");
    const given = { role: "row", "aria-rowindex": at + 2, "data-fact": row.number, class: `${fact.status} ${fact.tier}` };
    return KG.el("tr", given,
      KG.el("th", { scope: "row", role: "rowheader", class: "subject" }, open),
      cell("relation", KG.text(row.relation)), cell("object", KG.text(row.object)),
      cell("status", ...badges.flatMap((badge, place) => (place ? [" ", badge] : [badge]))),
      cell("date", date), cell("confidence", `${row.confidence} %`),
      cell("quote", KG.text(KG.cut(row.quote, KG.QUOTE))),
      cell("publisher", KG.text(row.publisher)), cell("published", KG.text(row.published)));
  }

  /** Mark the rows of what is selected. */
  mark() {
    const { selection } = this.state;
    const chosen = new Set(selection?.kind === "facts" ? selection.facts : selection?.kind === "node" ? this.app.data.about[selection.id] : []);
    for (const line of this.body.children) {
      const on = chosen.has(Number(line.dataset.fact));
      line.classList.toggle("chosen", on);
      if (on && selection.kind === "facts") line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    }
  }

  open(line, read) {
    const number = Number(line.dataset.fact);
    const { subject, object } = this.app.data.facts[number];
    const nodes = [...new Set([subject.node, object.node])].filter((node) => node !== null);
    this.hold(line, true);
    this.app.select({ kind: "facts", nodes, facts: [number] }, { read });
  }

  onClick(event) {
    const line = event.target.closest("tr");
    const reading = !getSelection().isCollapsed;
    if (line && !reading) this.open(line, event.detail === 0);
  }

  /** Let one row be the one that Tab stops at; `focus` moves there. */
  hold(line, focus) {
    if (!line) return;
    this.body.querySelectorAll("[tabindex='0']").forEach((button) => { button.tabIndex = -1; });
    const button = line.querySelector("button");
    button.tabIndex = 0;
    if (focus) button.focus();
  }

  onRowKey(event) {
    const lines = this.body.children;
    const at = [...lines].indexOf(event.target.closest("tr"));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: lines.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (to >= lines.length && lines.length < this.rows.length) this.extend(false);
    this.hold(lines[Math.max(0, Math.min(lines.length - 1, to))], true);
  }

  csv() {
    return KG.csvOf(this.rows, this.app.data.facts);
  }
};

KG.views.push({
  id: "table",
  label: "Table",
  create(container, app) {
    const table = new KG.Table(container, app);
    return { update: (changed) => table.update(changed), csv: () => table.csv(), unfold: () => table.unfold() };
  },
});
