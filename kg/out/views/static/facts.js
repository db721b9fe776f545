"use strict";
/* Which facts are seen: by status, predicate, confidence, and the day as of which one looks.

   What a day says of a fact is the same as on the command line (kg/graph/dated/span.py). */
KG.LINK_ORDER = ["asserted", "planned", "opinion", "disputed", "negated"];

/** Return how a line looks that stands for all these facts, or undefined for none. */
KG.linkStyle = (numbers) => {
  const facts = numbers.map((number) => KG.data.facts[number]);
  if (facts.length < 2) return facts[0]?.status;
  const statement = (fact) => JSON.stringify([fact.subject, fact.link, fact.object]);
  const denied = new Set(facts.filter((fact) => fact.status === "negated").map(statement));
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
    Object.assign(this, { data, state, seen: [], all: true });
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

  /** Return whether the legend lets a fact be seen, on whatever day and however sure. */
  isWanted(fact) {
    const { hiddenLinks, hiddenPredicates } = this.state;
    if (hiddenLinks.has(fact.status) || hiddenPredicates.has(fact.link)) return false;
    return fact.tier === "accepted" || !hiddenLinks.has("candidate");
  }

  passes(fact, number) {
    if (!this.isWanted(fact) || fact.confidence < this.state.sure) return false;
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
