"use strict";
/* The side panel: every fact of what is selected, with its words and where they stand. */
/* What an entity says of itself comes first, then what is said to it, then mentions. */
const PARTS = [0, 1, -1];

KG.Panel = class {
  /**
   * @param facts which facts are seen, see facts.js.
   * @param goTo called with the number of an entity that the reader follows.
   */
  constructor(element, facts, goTo, close) {
    Object.assign(this, { element, facts, goTo, close, conflicts: new KG.Conflicts(this) });
  }

  showNode(id) {
    const entity = KG.data.entities[id];
    const facts = this.facts.among(KG.data.about[id]);
    const aside = KG.data.about[id].length - facts.length;
    const known = [entity.typeLabel, KG.counted(facts.length, "fact", "facts")];
    if (aside) known.push(`${aside} more outside the filters`);
    if (entity.foundInText) known.push("found in text");
    const notes = [KG.el("p", {}, known.join(" · "))];
    if (entity.aliases.length) notes.push(this.names(entity.aliases));
    for (const url of entity.sameAs) notes.push(KG.el("p", {}, KG.link(url.replace(/^https?:\/\/(www\.)?/, ""), url)));
    if (KG.data.pages) notes.push(this.pages(entity.id));
    this.fill(KG.swatch(entity.type), [KG.text(entity.label)], notes, this.groups(facts, id));
  }

  /** Return the ways to the server's own page of an entity, and to what is around it. */
  pages(id) {
    const place = (kind) => `${KG.data.pages}${kind}/${id.split("/").map(encodeURIComponent).join("/")}`;
    const around = KG.el("a", { href: `${place("view")}?hops=1` }, "what is around it");
    return KG.el("p", {}, KG.el("a", { href: place("id") }, "its page"), ", ", around);
  }

  showEdge(edge) {
    this.showFacts([edge.from, edge.to], this.facts.among(edge.facts));
  }

  /** Show some facts under the names of the entities that they are about, or a title. */
  showFacts(nodes, facts, heading = null) {
    const names = nodes.map((id) => this.entity({ text: KG.data.entities[id].label, node: id }));
    const note = KG.el("p", {}, KG.counted(facts.length, "fact", "facts"));
    const title = names.flatMap((name, at) => (at ? [" – ", name] : [name]));
    this.fill(null, heading === null ? title : [KG.text(heading)], [note], this.groups(facts, null));
  }

  hide() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  fill(mark, title, notes, groups) {
    const heading = KG.el("h2", { id: "panel-title", tabindex: "-1" }, ...title);
    const close = KG.el("button", { type: "button", class: "close", "aria-label": "Close panel", click: this.close }, "×");
    const head = KG.el("div", { class: "panel-head" }, mark, KG.el("div", {}, heading, ...notes), close);
    this.element.replaceChildren(head, ...groups);
    this.element.hidden = false;
    this.element.scrollTop = 0;
  }

  /** Return the other names of an entity; more than four unfold on request. */
  names(aliases) {
    const [few, rest] = [aliases.slice(0, 4), aliases.slice(4)];
    if (!rest.length) return KG.el("p", {}, "also ", this.joined(few));
    const summary = KG.el("summary", {}, "also ", this.joined(few), ` and ${rest.length} more`);
    return KG.el("details", { class: "names" }, summary, this.joined(rest));
  }

  joined(texts) {
    return texts.flatMap((text, at) => (at ? [", ", KG.text(text)] : [KG.text(text)]));
  }

  /** Return what is disputed, and one section per predicate; statements of the same words
      share one card. */
  groups(numbers, own) {
    const sections = new Map();
    const part = (fact) => [fact.subject.node, fact.object.node].indexOf(own);
    const facts = numbers.map((number) => KG.data.facts[number]);
    for (const fact of [...facts].sort((a, b) => PARTS.indexOf(part(a)) - PARTS.indexOf(part(b)))) {
      if (!sections.has(fact.predicate)) sections.set(fact.predicate, new Map());
      const cards = sections.get(fact.predicate);
      const { status, tier, standing, confidence, qualifiers, evidence } = fact;
      const key = JSON.stringify([status, tier, standing, confidence, qualifiers, evidence]);
      cards.set(key, [...(cards.get(key) ?? []), fact]);
    }
    const groups = [...sections].map(([predicate, cards]) => {
      const count = [...cards.values()].reduce((sum, facts) => sum + facts.length, 0);
      const heading = KG.el("h3", {}, KG.text(predicate), KG.el("span", {}, String(count)));
      return KG.el("section", { class: "group" }, heading, ...[...cards.values()].map((facts) => this.card(facts, own)));
    });
    const disputed = this.conflicts.section(facts);
    return disputed ? [disputed, ...groups] : groups;
  }

  card(facts, own) {
    const [first] = facts;
    const [quote, ...others] = first.evidence.map(([text, article]) => this.quote(text, KG.data.articles[article]));
    const more = others.length
      ? KG.el("details", {}, KG.el("summary", {}, KG.counted(others.length, "further quote", "further quotes")), ...others)
      : null;
    const statements = facts.map((fact) => this.statement(fact, own));
    return KG.el("article", { class: `fact ${first.status}` }, ...statements, this.notes(first), ...this.conflicts.links(facts), quote, more);
  }

  statement(fact, own) {
    const predicate = KG.text(fact.predicate, "span");
    predicate.className = "predicate";
    const subject = this.entity(fact.subject, own);
    return KG.el("p", { class: "statement" }, subject, " ", predicate, " ", this.entity(fact.object, own));
  }

  entity(end, own = null) {
    if (end.node === null || end.node === own) return KG.text(end.text);
    const click = (event) => { event.preventDefault(); this.goTo(end.node); };
    return KG.el("a", { class: "entity", href: "#panel", click }, KG.text(end.text));
  }

  notes(fact) {
    const qualifiers = fact.qualifiers.map(([name, value]) =>
      KG.el("span", { class: "note" }, KG.el("span", { class: "key" }, KG.text(name), " "), this.entity(value)));
    const sure = KG.el("span", { class: "note" }, KG.el("span", { class: "key" }, "confidence "), `${fact.confidence} %`);
    const tier = fact.tier === "accepted" ? null : this.badge(fact.tier);
    const standing = fact.standing ? this.badge(fact.standing) : null;
    return KG.el("div", { class: "notes" }, this.badge(fact.status), tier, standing, ...qualifiers, sure);
  }

  badge(name) {
    return KG.el("span", { class: `badge ${name}` }, KG.data.statuses[name] ?? name);
  }

  quote(text, article) {
    const words = KG.text(text, "blockquote");
    return KG.el("figure", {}, words, KG.el("figcaption", {}, ...this.source(article), this.sources(article)));
  }

  /** Return what an article rests on; more than two sources unfold on request. */
  sources({ sources }) {
    if (!sources.length) return null;
    const few = sources.length <= 2;
    const rows = sources.map((source) => KG.el("li", {}, few ? "based on " : null, ...this.source(source)));
    const list = KG.el("ul", {}, ...rows);
    return few ? list : KG.el("details", {}, KG.el("summary", {}, `based on ${sources.length} sources`), list);
  }

  source({ publisher, title, date, url, id }) {
    const parts = [];
    if (publisher) parts.push(KG.text(publisher));
    if (title || url || id) parts.push(KG.link(title ?? url ?? id, url));
    if (date) parts.push(KG.text(date));
    return parts.flatMap((part, at) => (at ? [" · ", part] : [part]));
  }
};
