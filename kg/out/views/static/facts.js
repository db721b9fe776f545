"use strict";
/* Which facts are seen: by status, tier, predicate, bloc, confidence, and the day as of which
   one looks.

   What a day says of a fact is the same as on the command line (kg/graph/dated/span.py). */
KG.LINK_ORDER = ["asserted", "planned", "opinion", "disputed", "negated"];

/** Return how a line looks that stands for all these facts, or undefined for none. */
KG.linkStyle = (numbers) => {
  const facts = numbers.map((number) => KG.data.facts[number]);
  if (facts.length < 2) return facts[0]?.status;
  const statement = (fact) => JSON.stringify([fact.subject, fact.link, fact.object]);
  const denied = new Set(facts.filter((fact) => fact.status === "negated" && !fact.falls).map(statement));
  if (facts.some((fact) => fact.status === "asserted" && denied.has(statement(fact)))) return "disputed";
  const ranks = facts.map((fact) => KG.LINK_ORDER.indexOf(fact.status));
  return ranks.length ? KG.LINK_ORDER[Math.min(...ranks)] : undefined;
};

/** Return how a fact stands on a day: holds, uncertain, undated, later or ended. */
KG.standing = (fact, day) => {
  const surely = (span) => span[1] !== null && span[1] <= day;
  const [first] = fact.begin ?? [null];
  if (first !== null && first > day) return "later";
  if (fact.end && surely(fact.end)) return "ended";
  if (!fact.begin || (first === null && !surely(fact.begin))) return "undated";
  const ending = fact.end && (fact.end[0] === null || fact.end[0] <= day);
  return ending || !surely(fact.begin) ? "uncertain" : "holds";
};

KG.Facts = class {
  constructor(data, state) {
    Object.assign(this, { data, state, seen: [], all: true, blocsOf: new Map() });
    for (const { node, members } of data.blocs) {
      for (const each of [node, ...members.filter(({ doubt }) => doubt !== "denied").map((member) => member.node)]) {
        this.blocsOf.set(each, [...(this.blocsOf.get(each) ?? []), data.entities[node].id]);
      }
    }
    this.ownBloc = new Map(data.blocs.map(({ node }) => [node, data.entities[node].id]));
    this.refresh();
  }

  /** Reckon anew what is seen, after the state has changed. */
  refresh() {
    const { state, data } = this;
    this.standings = state.asOf === null ? null : data.facts.map((fact) => KG.standing(fact, state.asOf));
    this.seen = data.facts.map((fact, number) => this.passes(fact, number));
    this.all = this.seen.every((seen) => seen);
    this.known = this.all ? null : data.about.map((numbers) => numbers.some((number) => this.seen[number]));
  }

  /** Return whether an entity is hidden with its type or its bloc. */
  isHidden(node) {
    return this.state.hiddenTypes.has(this.data.entities[node].type) || this.isAside(node);
  }

  /** Return whether a bloc is hidden, or somebody who is in no bloc but hidden ones. */
  isAside(node) {
    const { hiddenBlocs } = this.state;
    if (!hiddenBlocs.size) return false;
    if (this.ownBloc.has(node)) return hiddenBlocs.has(this.ownBloc.get(node));
    return this.blocsOf.get(node)?.every((id) => hiddenBlocs.has(id)) ?? false;
  }

  /** Let an entity be seen again; returns the names of what changed in the state. */
  unhide(node) {
    const { state } = this;
    const types = state.hiddenTypes.delete(this.data.entities[node].type);
    const blocs = this.isAside(node) ? this.blocsOf.get(node) : [];
    for (const id of this.ownBloc.has(node) ? [this.ownBloc.get(node)] : blocs) state.hiddenBlocs.delete(id);
    return [types ? "hiddenTypes" : null, blocs.length ? "hiddenBlocs" : null].filter((name) => name);
  }

  /** Return whether the legend lets a fact be seen, on whatever day and however sure. */
  isListed({ status, tier, link, subject, object }) {
    const { state } = this;
    if (state.hiddenLinks.has(status) || state.hiddenLinks.has(tier) || state.hiddenPredicates.has(link)) return false;
    return ![subject, object].some(({ node }) => node !== null && this.isAside(node));
  }

  /** Return whether the legend and the confidence let a fact be seen, on whatever day. */
  isWanted(fact) {
    return fact.confidence >= this.state.sure && this.isListed(fact);
  }

  passes(fact, number) {
    if (!this.isWanted(fact)) return false;
    const standing = this.standings?.[number];
    return standing !== "later" && standing !== "ended";
  }

  /** Return those of some facts that are seen. */
  among(numbers) {
    return this.all ? numbers : numbers.filter((number) => this.seen[number]);
  }

  /** Return whether a fact that is seen speaks of an entity, or there is none at all. */
  isKnown(node) {
    return this.all || this.known[node];
  }

  /** Return why it is not sure that a fact held on the chosen day, or null. */
  doubt(number) {
    const standing = this.standings?.[number];
    return standing === "undated" || standing === "uncertain" ? standing : this.data.facts[number].standing;
  }

  /** Return the first and the last day on which any dated fact began. */
  range() {
    const days = this.data.facts.flatMap((fact) => (fact.begin ?? []).filter((day) => day !== null));
    return days.length ? [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))] : null;
  }
};
