"use strict";
/* What the timeline tells, without its picture: events with their days, and members by day.

   An event is what several facts tell of: where they speak of the same parties and their days
   overlap, they are one, and the narrowest days are when it happened. */
KG.LANES = [
  { id: "joining", label: "Signings and joinings", one: "joining", many: "joinings" },
  { id: "agreement", label: "Agreements", one: "agreement", many: "agreements" },
  { id: "launch", label: "Launches", one: "launch", many: "launches" },
  { id: "end", label: "Withdrawals, ends and denials", one: "end or denial", many: "ends and denials" },
  { id: "plan", label: "Planned for", one: "plan", many: "plans" },
];

/** Predicates that lead from a party to what it joins, and those that can be left or denied. */
KG.KINDS = { joins: ["participatesIn", "signatoryOf"], ties: ["participatesIn", "signatoryOf", "agreementWith", "contributesTo"] };

KG.yearOf = (day) => new Date(day * KG.DAY).getUTCFullYear();
KG.newYear = (year) => Date.UTC(year, 0, 1) / KG.DAY;

/** Return the word for how a fact says that something ended, if it does. */
KG.fallOf = ({ qualifiers }) => qualifiers.map(([, value]) => value.text).find((text) => ["withdrawn", "suspended"].includes(text));

/** Return days in words: "3 Oct 2023", or the month, year or decade that they fill. */
KG.daysWords = (first, last) => {
  if (first === last) return KG.dayWords(first);
  const [from, to] = [new Date(first * KG.DAY), new Date((last + 1) * KG.DAY)];
  const [year, after] = [from.getUTCFullYear(), to.getUTCFullYear()];
  const months = 12 * (after - year) + to.getUTCMonth() - from.getUTCMonth();
  const whole = from.getUTCDate() === 1 && to.getUTCDate() === 1;
  if (whole && months === 1) return KG.dayWords(first).slice(2);
  if (whole && months === 12 && from.getUTCMonth() === 0) return String(year);
  if (whole && months === 120 && year % 10 === 0) return `${year}s`;
  if (whole && months % 12 === 0 && from.getUTCMonth() === 0) return `${year} to ${after - 1}`;
  if (!whole) return `${KG.dayWords(first)} to ${KG.dayWords(last)}`;
  const [opens, closes] = [KG.dayWords(first).slice(2), KG.dayWords(last).replace(/^\d+ /, "")];
  return `${year === KG.yearOf(last) ? opens.slice(0, -5) : opens} to ${closes}`;
};

KG.Happenings = class {
  /** @param passes whether a fact, by its number, is shown by all filters but that of time. */
  constructor(data, passes) {
    Object.assign(this, { data, passes, events: [], undated: [] });
    this.behalf = this.signers();
    this.parties = this.agreed();
    this.end = this.dataEnd();
    this.disputed = new Set(data.blocs.flatMap(({ node, members }) =>
      members.filter((member) => member.doubt === "disputed").map((member) => `${member.node}>${node}`)));
    const told = new Map();
    data.facts.forEach((fact, number) => {
      if (!passes(number)) return;
      for (const place of this.places(fact)) {
        const key = `${place.lane} ${place.key}`;
        told.set(key, [...(told.get(key) ?? []), { ...place, number }]);
      }
    });
    for (const group of told.values()) this.gather(group);
    this.events.sort((a, b) => a.first - b.first || a.last - b.last || a.facts[0] - b.facts[0]);
  }

  /** Return for whom a person signed what, where some fact tells it. */
  signers() {
    const found = new Map();
    for (const { link, subject, object, qualifiers } of this.data.facts) {
      const [state] = qualifiers.map(([, value]) => value.node).filter((node) => node !== null && node !== undefined);
      if (link === "signedBy" && state !== undefined) found.set(`${subject.node} ${object.node}`, state);
    }
    return found;
  }

  /** Return where a fact stands on the timeline: lane, what makes it the same event, its days. */
  places(fact) {
    const { link, status, subject, object, begin, end, due } = fact;
    const { joins, ties } = KG.KINDS;
    const key = `${subject.node ?? subject.text}>${object.node ?? object.text}`;
    const at = (lane, days, own = key) => ({ lane, key: own, days: this.whole(days) });
    if (status === "opinion") return [];
    if (due && (object.node === null || due[0] === null || due[0] > (begin?.[0] ?? -Infinity))) {
      return [{ ...at("plan", [due[0] ?? begin?.[1] ?? due[1], due[1] ?? due[0]], `${subject.node}`), from: begin?.[0] }];
    }
    if (status === "negated" || (status === "asserted" && KG.fallOf(fact))) return ties.includes(link) ? [at("end", begin)] : [];
    const over = ties.includes(link) && end ? [at("end", end)] : [];
    if (joins.includes(link)) return [at("joining", begin), ...over];
    if (link === "agreementWith") return [at("agreement", begin, this.pact(fact)), ...over];
    if (link === "signedBy") return [this.signing(fact, at)];
    const launched = status === "asserted" && (link === "launchDate" || (link === "launchedBy" && this.whole(begin)));
    return launched ? [at("launch", begin, `${subject.node}`)] : over;
  }

  /** Signing is part of an agreement, or of the joining of the state for which one signed. */
  signing({ subject, object, begin }, at) {
    if (this.data.entities[subject.node]?.type === "Agreement") return at("agreement", begin, this.pactNamed(subject.node));
    const state = this.behalf.get(`${subject.node} ${object.node}`);
    return at("joining", begin, state === undefined ? undefined : `${state}>${subject.node}`);
  }

  /** Return who agreed with whom, by the agreement that facts name. */
  agreed() {
    const found = new Map();
    for (const fact of this.data.facts.filter(({ link }) => link === "agreementWith")) {
      const named = this.named(fact);
      if (named !== undefined) found.set(named, new Set([...(found.get(named) ?? []), this.pair(fact)]));
    }
    return found;
  }

  named({ qualifiers }) {
    return qualifiers.map(([, value]) => value.node).find((node) => this.data.entities[node]?.type === "Agreement");
  }

  pair({ subject, object }) {
    return [subject.node, object.node].sort((a, b) => a - b).join("–");
  }

  /** An agreement of two is known by them, whatever it is called; one of several by its name. */
  pact(fact) {
    const named = this.named(fact);
    return this.parties.get(named)?.size > 1 ? `of ${named}` : this.pair(fact);
  }

  pactNamed(node) {
    const pairs = this.parties.get(node);
    return pairs?.size === 1 ? [...pairs][0] : `of ${node}`;
  }

  whole(days) {
    return days && days[0] !== null && days[1] !== null ? days : null;
  }

  /** Make the events of what is told of the same: the narrowest days first. */
  gather(group) {
    const width = ({ days }) => (days ? days[1] - days[0] : Infinity);
    const events = [];
    for (const told of [...group].sort((a, b) => width(a) - width(b) || a.number - b.number)) {
      const { lane, days, number, from } = told;
      const [first, last] = days ?? [null, null];
      const same = lane === "plan"
        ? events.find((event) => event.first === first && event.last === last)
        : events.find((event) => !days || (first <= event.last && last >= event.first));
      if (same) {
        same.facts.push(number);
        same.from = Math.min(same.from, from ?? first ?? same.from);
      } else if (days) events.push({ lane, first, last, from: from ?? first, facts: [number] });
      else this.undated.push(number);
    }
    this.events.push(...events.map((event) => this.described(event)));
  }

  /** Add who takes part, how sure it is, and the event in words. */
  described(event) {
    const { facts: all, homes } = this.data;
    const facts = event.facts.map((number) => all[number]);
    const main = facts.find(({ link, status, qualifiers }) => (event.lane === "end" ? status === "negated" || KG.fallOf({ qualifiers }) : KG.KINDS.ties.includes(link))) ?? facts[0];
    const nodes = [main.subject.node, main.object.node].filter((node) => node !== null);
    const named = facts.flatMap(({ subject, object, qualifiers }) => [subject.node, object.node, ...qualifiers.map(([, value]) => value.node)])
      .filter((node) => node !== null && node !== undefined);
    const around = new Set(named.flatMap((node) => [node, homes[node]]).filter((node) => node !== null));
    const state = facts.every((fact) => fact.tier !== "accepted") ? "candidate"
      : this.disputed.has(`${main.subject.node}>${main.object.node}`) ? "disputed"
        : event.first > this.end || facts.every((fact) => fact.status === "planned") ? "planned"
          : facts.some((fact) => fact.status === "negated") ? "negated" : "firm";
    return { ...event, nodes, around, state, words: this.wordsOf(event, main, facts) };
  }

  wordsOf({ lane, first, last }, main, facts) {
    const { subject, predicate, object, status } = main;
    const when = KG.daysWords(first, last);
    const pact = [main, ...facts].map((fact) => this.named(fact)).find((node) => node !== undefined);
    if (lane === "launch") return `${when}: launch of ${subject.text}`;
    if (lane === "agreement" && pact !== undefined) return `${when}: ${this.data.entities[pact].label}`;
    const said = object.text.startsWith("by ") ? predicate.replace(/ for$/, "") : predicate;
    const aside = lane === "end" ? ` (${KG.fallOf(main) ?? (status === "negated" ? "denied" : "ends")})`
      : lane === "plan" && object.node !== null ? " (planned)" : "";
    return `${when}: ${subject.text} ${said} ${object.text}${aside}`;
  }

  /** Return the last day that the data speak of as past or present. */
  dataEnd() {
    let last = -Infinity;
    for (const { told, begin, status } of this.data.facts) {
      for (const days of [told, status === "planned" ? null : begin]) last = Math.max(last, days?.[0] ?? -Infinity);
    }
    return last;
  }
};

/** Return the countries that joined a bloc, and how many more are in without a date. */
KG.joinersOf = (bloc, passes) => {
  const found = { dated: [], undated: [] };
  for (const { level, doubt, steps, node } of bloc.members) {
    if (level !== "country" || doubt === "denied") continue;
    const shown = steps.filter((step) => passes(step.fact));
    const ups = shown.filter((step) => ["signed", "ratified"].includes(step.rung));
    const dated = ups.filter((step) => step.first !== null && step.last !== null);
    const facts = shown.filter((step) => step.rung).map((step) => step.fact);
    if (!dated.length) {
      if (ups.length) found.undated.push({ node, facts });
      continue;
    }
    const earliest = dated.reduce((a, b) => (b.first < a.first || (b.first === a.first && b.last < a.last) ? b : a));
    const inside = dated.filter((step) => step.first >= earliest.first && step.last <= earliest.last);
    const { first, last } = inside.reduce((a, b) => (b.last - b.first < a.last - a.first ? b : a));
    found.dated.push({ node, first, last, sure: !doubt, left: KG.leftOf(shown, ups), facts: [...new Set(facts)] });
  }
  return found;
};

/** Return the days between which a member left, or null. */
KG.leftOf = (steps, ups) => {
  const falls = steps.filter((step) => ["withdrawn", "suspended"].includes(step.rung) && step.first !== null && step.last !== null);
  const fall = falls.reduce((a, b) => (a && a.last >= b.last ? a : b), null);
  if (fall && !ups.some((step) => step.first !== null && step.first > fall.last)) return [fall.first, fall.last];
  const ends = ups.map((step) => KG.data.facts[step.fact].end);
  if (!ends.every((end) => end && end[0] !== null && end[1] !== null)) return null;
  return ends.reduce((a, b) => (b[1] > a[1] ? b : a));
};

/** Return [day, least, most] for each day on which the number of members changes. */
KG.growth = (joiners) => {
  const changes = [];
  for (const { first, last, sure, left } of joiners) {
    changes.push([first, 0, 1]);
    if (sure) changes.push([last, 1, 0]);
    if (left && sure) changes.push([left[0], -1, 0]);
    if (left) changes.push([left[1], 0, -1]);
  }
  const steps = [];
  for (const [day, least, most] of changes.sort((a, b) => a[0] - b[0])) {
    const [last, low, high] = steps.at(-1) ?? [null, 0, 0];
    if (last === day) steps.pop();
    steps.push([day, low + least, high + most]);
  }
  return steps;
};

/** Return least and most members on a day. */
KG.countOn = (steps, day) => {
  const at = steps.filter(([when]) => when <= day).at(-1);
  return at ? at.slice(1) : [0, 0];
};
