"use strict";
/* Facts as rows of a table: what each column shows, by what it sorts, what a spreadsheet gets. */
KG.MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/* Qualifiers that date a fact where nothing says when it began. */
KG.DATED_BY = ["date", "since", "as of", "planned for"];

/* Letters of a quote that a row shows; the panel has all of it. */
KG.QUOTE = 140;

/** Return how exact days are that bound a time: a year, a month or a day. */
KG.unitOf = (first, last) => {
  const [from, next] = [new Date(first * KG.DAY), new Date((last + 1) * KG.DAY)];
  if (from.getUTCDate() !== 1 || next.getUTCDate() !== 1) return "day";
  return from.getUTCMonth() || next.getUTCMonth() ? "month" : "year";
};

/** Return the first and the last of some days, as exact as they are, in ISO 8601. */
KG.isoSpan = ([first, last]) => {
  if (first === null || last === null) return `${first === null ? ".." : KG.dayText(first)}/${last === null ? ".." : KG.dayText(last)}`;
  const letters = { year: 4, month: 7, day: 10 }[KG.unitOf(first, last)];
  const [from, to] = [first, last].map((day) => KG.dayText(day).slice(0, letters));
  return from === to ? from : `${from}/${to}`;
};

KG.isoWords = (iso) => {
  const [year, month, day] = iso.split("-");
  return [day && Number(day), month && KG.MONTHS[month - 1], year].filter((part) => part).join(" ");
};

/** Return the same in words: "Apr 1967", "by 7 Apr 2025", "2030 to 2039". */
KG.spanWords = (span) => {
  const [from, to] = KG.isoSpan(span).split("/");
  if (from === "..") return to === ".." ? "" : `by ${KG.isoWords(to)}`;
  if (to === "..") return `from ${KG.isoWords(from)}`;
  return to ? `${KG.isoWords(from)} to ${KG.isoWords(to)}` : KG.isoWords(from);
};

KG.cut = (text, length) => {
  const words = text.replace(/\s+/g, " ").trim();
  if (words.length <= length) return words;
  const start = [...words.slice(0, length)].slice(0, -1).join("");
  return `${start.slice(0, Math.max(start.lastIndexOf(" "), length / 2)).trimEnd()} …`;
};

KG.TableRows = class {
  constructor(data) {
    this.data = data;
    this.rows = data.facts.map((fact, number) => this.row(fact, number));
    this.orders = new Map();
    this.collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  }

  row(fact, number) {
    const [quote, at] = fact.evidence[0] ?? ["", null];
    const { statuses } = this.data;
    const states = [fact.status, fact.tier === "accepted" ? null : fact.tier].filter((name) => name);
    return {
      number,
      subject: fact.subject.text,
      relation: fact.predicate,
      object: fact.object.text,
      states,
      status: states.map((name) => statuses[name] ?? name).join(", "),
      ...this.when(fact),
      confidence: fact.confidence,
      quote,
      ...this.source(at === null ? null : this.data.articles[at]),
    };
  }

  /** Return where a quote stands: whom it rests on, and when that was said (Quote.issued). */
  source(article) {
    if (!article) return { publisher: "", sources: "", published: "", issued: "", article: "", urls: "" };
    const cited = article.sources.length ? article.sources : [article];
    const names = [...new Set(cited.map(({ publisher, title }) => publisher ?? title).filter((name) => name))];
    const dated = (article.id.startsWith("data/") ? article.sources : [article]).filter(({ issued }) => issued);
    const first = dated.sort((a, b) => (a.issued < b.issued ? -1 : 1))[0];
    return {
      publisher: names.length > 1 ? `${names[0]} and ${names.length - 1} more` : (names[0] ?? ""),
      sources: names.join("; "),
      published: first?.date ?? "",
      issued: first?.issued ?? "",
      article: article.title ?? article.id,
      urls: [article, ...article.sources].map(({ url }) => url).filter((url) => url).join(" "),
    };
  }

  /** Return when a fact holds, in words, in ISO 8601, and as the day by which it sorts. */
  when({ begin, end, qualifiers }) {
    const spans = [begin, end].map((span) => (span && span.some((day) => day !== null) ? span : null));
    const words = spans.map((span) => (span ? KG.spanWords(span) : ""));
    const [first, last] = spans;
    const day = first ? (first[0] ?? first[1]) : last ? (last[0] ?? last[1]) : null;
    if (day !== null) {
      const date = [words[0], last ? `until ${words[1]}` : ""].filter((text) => text).join(", ");
      return { date, day, begin: first ? KG.isoSpan(first) : "", end: last ? KG.isoSpan(last) : "" };
    }
    const [name, value] = qualifiers.find(([key]) => KG.DATED_BY.includes(key)) ?? [];
    const date = name === undefined ? "" : name === "date" ? value.text : `${name} ${value.text}`;
    return { date, day, begin: "", end: "" };
  }

  /** Return all rows in the order of a column; what is empty comes last, whichever way. */
  ordered({ id, by }, descending) {
    const key = `${id} ${descending}`;
    if (!this.orders.has(key)) {
      const value = by ?? ((row) => row[id]);
      const compare = (a, b) => (typeof a === "number" ? a - b : this.collator.compare(a, b));
      const keyed = this.rows.map((row) => ({ row, value: value(row) }));
      const missing = (one) => one.value === null || one.value === "";
      keyed.sort((a, b) =>
        missing(a) - missing(b) || (missing(a) ? 0 : compare(a.value, b.value) * (descending ? -1 : 1)) || a.row.number - b.row.number);
      this.orders.set(key, keyed.map(({ row }) => row));
    }
    return this.orders.get(key);
  }

  /** Return whether each of some words, folded, stands anywhere in a row. */
  matches(row, words) {
    row.folded ??= KG.folded([row.subject, row.relation, row.object, row.status, row.date || "undated",
      `${row.confidence} %`, row.quote, row.sources, row.published].join("\n"));
    return words.every((word) => row.folded.includes(word));
  }
};

/** What a row gives a spreadsheet: one record for each fact. */
KG.CSV_COLUMNS = [
  ["subject", "subject"], ["relation", "relation"], ["object", "object"], ["status", "status"],
  ["begin", "begin"], ["end", "end"], ["date in words", "date"], ["confidence %", "confidence"],
  ["quote", "quote"], ["sources", "sources"], ["published", "issued"], ["article", "article"], ["urls", "urls"],
];

/** Return rows of facts as the text of a CSV file. */
KG.csvOf = (rows, facts) => {
  const head = [...KG.CSV_COLUMNS.map(([name]) => name), "claim"];
  return KG.csvText([head, ...rows.map((row) => [...KG.CSV_COLUMNS.map(([, key]) => row[key]), facts[row.number].id])]);
};
