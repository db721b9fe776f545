"use strict";
/* What the reader has chosen, and its address: everything that a link can bring back.

   view      which view is open
   focus     number of the selected entity, or null
   asOf      day as of which facts are shown, or null for all of them
   sure      least confidence in percent
   whole     whether all of a large network is drawn, or its core
   blocs     ids of the blocs to compare, in the order chosen; null is the choice of the page
   hidden…   what is not shown: types of entities, statuses and tiers of facts (hiddenLinks),
             predicates, and ids of blocs
   filter    words that the rows of the table have to hold
   sort      column by which the table is sorted, with "-" in front downwards
   only      number of the entity that rows of the table and events of the timeline are about,
             or null
   years     first and last year of the timeline, "2015-2030"; empty is the choice of the page
   level     which members are the rows of the matrix: "agency"; empty is countries
   camps     number of the combination of blocs that its rows are narrowed to, or null
   around    number of the entity whose neighbourhood is drawn; null is who is selected
   grown     how it has grown, in order: an id shows its neighbours, "id*all" those left out,
             "-id" folds it, "*" is one step more for all
   to        number of the entity to which paths are drawn, or null */
KG.DAY = 86400000;
KG.dayText = (day) => new Date(day * KG.DAY).toISOString().slice(0, 10);
KG.dayOf = (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) / KG.DAY : NaN);
KG.dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
KG.dayWords = (day) => KG.dayFormat.format(day * KG.DAY);

/* What the legend hides; the values of no two of them are alike, so that one list names all. */
KG.HIDING = ["hiddenTypes", "hiddenLinks", "hiddenPredicates", "hiddenBlocs"];

KG.State = class {
  constructor(data) {
    this.data = data;
    this.listeners = [];
    Object.assign(this, { view: null, selection: null, hover: null, asOf: null, sure: 0, blocs: null });
    Object.assign(this, { filter: "", sort: "", only: null, whole: false, years: "", level: "", camps: null });
    Object.assign(this, { around: null, grown: [], to: null });
    for (const name of KG.HIDING) this[name] = new Set();
    addEventListener("hashchange", () => { if (location.hash.slice(1) !== this.written) this.read(); });
  }

  /** Call a listener with the names of what changed. */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /** Change some of it; listeners are told once, and the address follows. */
  set(change) {
    const changed = Object.keys(change).filter((name) => this[name] !== change[name]);
    Object.assign(this, change);
    this.touch(...changed);
  }

  /** Tell that what these names hold was changed in place. */
  touch(...changed) {
    if (!changed.length) return;
    this.write();
    for (const listener of this.listeners) listener(new Set(changed));
  }

  address() {
    const parts = new URLSearchParams();
    if (this.view) parts.set("view", this.view);
    if (this.selection?.kind === "node") parts.set("focus", this.data.entities[this.selection.id].id);
    if (this.asOf !== null) parts.set("asof", KG.dayText(this.asOf));
    if (this.sure) parts.set("sure", String(this.sure));
    if (this.whole) parts.set("whole", "1");
    if (this.blocs) parts.set("blocs", this.blocs.join(","));
    const hidden = KG.HIDING.flatMap((name) => [...this[name]]);
    if (hidden.length) parts.set("hide", hidden.sort().join(","));
    this.writeView(parts);
    if (this.view === "near") this.writeNear(parts);
    return parts.toString().replaceAll("%2F", "/").replaceAll("%2C", ",");
  }

  /** Add what only the view that is open shows. */
  writeView(parts) {
    const { view } = this;
    if (view === "table" && this.filter) parts.set("rows", this.filter);
    if (view === "table" && this.sort) parts.set("sort", this.sort);
    if (["table", "timeline"].includes(view) && this.only !== null) parts.set("only", this.data.entities[this.only].id);
    if (view === "timeline" && this.years) parts.set("years", this.years);
    if (view === "matrix" && this.level) parts.set("level", this.level);
    if (view === "matrix" && this.camps !== null) parts.set("camps", String(this.camps));
  }

  /** The neighbourhood is around the selected entity, where no other is named. */
  writeNear(parts) {
    const { around, selection, to, grown } = this;
    const { entities } = this.data;
    if (around !== null && (selection?.kind !== "node" || selection.id !== around)) parts.set("around", entities[around].id);
    if (grown.length) parts.set("open", grown.join(","));
    if (to !== null) parts.set("to", entities[to].id);
  }

  write() {
    this.written = this.address();
    try {
      history.replaceState(null, "", `#${this.written}`);
    } catch {
      /* Inside a notebook cell the page has no address of its own. */
    }
  }

  /** Take over what the address says; what it does not name gets its first value. */
  read() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const { data } = this;
    const [focus, only, around, to] = ["focus", "only", "around", "to"].map((name) => data.entities.findIndex((entity) => entity.id === parts.get(name)));
    const day = KG.dayOf(parts.get("asof") ?? "");
    const blocs = new Set(data.blocs.map((bloc) => data.entities[bloc.node].id));
    const known = {
      hiddenTypes: new Set(data.types.map((record) => record.type)),
      hiddenLinks: new Set([...data.links, ...data.tiers].map((record) => record.link)),
      hiddenPredicates: new Set(data.facts.map((fact) => fact.link)),
      hiddenBlocs: blocs,
    };
    const chosen = (parts.get("blocs") ?? "").split(",").filter((id) => blocs.has(id));
    const ids = new Set(data.entities.map((entity) => entity.id));
    const grown = (parts.get("open") ?? "").split(",").filter((step) => step === "*" || ids.has(step.replace(/^-|\*all$/g, "")));
    const hide = (parts.get("hide") ?? "").split(",");
    for (const [name, values] of Object.entries(known)) this[name] = new Set(hide.filter((each) => values.has(each)));
    this.set({
      view: parts.get("view") ?? this.view,
      selection: focus < 0 ? null : { kind: "node", id: focus },
      asOf: Number.isNaN(day) ? null : day,
      whole: parts.get("whole") === "1",
      filter: parts.get("rows") ?? "",
      sort: parts.get("sort") ?? "",
      only: only < 0 ? null : only,
      years: /^\d{1,4}-\d{1,4}$/.exec(parts.get("years") ?? "")?.[0] ?? "",
      level: parts.get("level") ?? "",
      camps: /^[0-7]$/.test(parts.get("camps") ?? "") ? Number(parts.get("camps")) : null,
      around: around < 0 ? null : around,
      to: to < 0 ? null : to,
      grown,
      sure: Math.min(100, Math.max(0, Number.parseInt(parts.get("sure") ?? "0", 10) || 0)),
      blocs: chosen.length ? [...new Set(chosen)] : null,
    });
    this.touch(...KG.HIDING, "selection");
  }
};
