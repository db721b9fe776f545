"use strict";
/* Where sources disagree: what stands against a fact, and the sides next to each other. */
KG.Conflicts = class {
  static SOURCES = 2;

  /** @param panel shows notes and quotes of facts, see panel.js. */
  constructor(panel) {
    Object.assign(this, { panel, open: new Map(), byFact: new Map() });
    for (const record of KG.data.conflicts) {
      for (const number of record.on) {
        const fact = KG.data.facts[number];
        this.byFact.set(fact, [...(this.byFact.get(fact) ?? []), record]);
      }
    }
  }

  /** Return the section on all that some facts are a side of, or null; one alone stands open. */
  section(facts) {
    const records = [...new Set(facts.flatMap((fact) => this.byFact.get(fact) ?? []))];
    this.open = new Map(records.map((record) => [record, this.element(record, records.length === 1)]));
    if (!records.length) return null;
    const heading = KG.el("h3", {}, "Where sources disagree", KG.el("span", {}, String(records.length)));
    return KG.el("section", { class: "group conflicts" }, heading, ...this.open.values());
  }

  element(record, open) {
    const state = record.open ? null : KG.el("span", { class: "badge settled" }, "settled");
    const summary = KG.el("summary", {}, KG.el("span", { class: "sign", "aria-hidden": "true" }, "≠ "), KG.text(record.title), " ", state);
    const short = KG.el("p", { class: "short" }, ...record.sides.flatMap(({ says }, at) => [at ? " or " : "", KG.text(KG.cut(says, 40))]));
    const kind = KG.el("p", { class: "kind" }, [record.kind, record.note].filter((text) => text).map((text) => `${text[0].toUpperCase()}${text.slice(1)}.`).join(" "));
    const sides = KG.el("div", { class: "sides" }, ...record.sides.map((side) => this.side(side)));
    const rulings = record.rulings.map(({ by, date, why }) =>
      KG.el("p", { class: "ruling" }, KG.el("strong", {}, "Ruling: "), KG.text(why), " – ", KG.text(by), ", ", KG.text(date)));
    const given = { class: record.open ? "conflict" : "conflict settled", open: open ? "" : null };
    return KG.el("details", given, summary, short, kind, sides, ...rulings);
  }

  side({ says, outcome, facts, quotes }) {
    const known = facts.map((number) => KG.data.facts[number]);
    const words = outcome ? KG.el("span", { class: `badge ${outcome}` }, outcome) : null;
    const figures = this.figures(quotes);
    const rest = figures.splice(KG.Conflicts.SOURCES);
    const more = rest.length ? KG.el("details", {}, KG.el("summary", {}, KG.counted(rest.length, "further source", "further sources")), ...rest) : null;
    const silent = figures.length ? null : KG.el("p", { class: "silent" }, "no source says so");
    const name = KG.el("h4", {}, KG.text(says), words ? " " : null, words);
    return KG.el("div", { class: `side ${outcome ?? ""}`.trim() }, name, this.notes(known), ...figures, silent, more);
  }

  /** Return the words of a side, those of one source under one caption. */
  figures(quotes) {
    const bySource = new Map();
    for (const [number, at] of quotes) {
      const [text, article] = KG.data.facts[number].evidence[at];
      if (bySource.has(article)) bySource.get(article).querySelector("figcaption").before(KG.text(text, "blockquote"));
      else bySource.set(article, this.panel.quote(text, KG.data.articles[article]));
    }
    return [...bySource.values()];
  }

  /** Return what is to be said of the facts of a side: all of a single one, else their states. */
  notes(facts) {
    if (facts.length === 1) return this.panel.notes(facts[0]);
    const names = [...new Set(facts.flatMap(({ status, tier }) => (tier === "accepted" ? [status] : [status, tier])))];
    return facts.length ? KG.el("div", { class: "notes" }, ...names.map((name) => this.panel.badge(name))) : null;
  }

  /** Return what leads from facts to all that stands against them. */
  links(facts) {
    const numbers = new Set(facts.map((fact) => KG.data.facts.indexOf(fact)));
    const records = [...new Set(facts.flatMap((fact) => this.byFact.get(fact) ?? []))];
    return records.map((record) => {
      const others = record.sides.filter((side) => !side.facts.some((number) => numbers.has(number)));
      const said = others.map((side) => KG.cut(side.says, 60)).join(" or ");
      const click = (event) => { event.preventDefault(); this.show(record); };
      const words = record.open ? "≠ contradicted: " : "≠ settled against: ";
      return KG.el("a", { class: "against", href: "#panel", click }, words, KG.text(said));
    });
  }

  /** Unfold a conflict and bring it into sight. */
  show(record) {
    const element = this.open.get(record);
    element.open = true;
    element.scrollIntoView({ block: "start" });
    element.querySelector("summary").focus({ preventScroll: true });
    KG.announce(`${record.title}: ${record.sides.map((side) => side.says).join(" or ")}`);
  }
};
