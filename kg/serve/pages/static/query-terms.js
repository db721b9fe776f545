"use strict";
/* Terms of answers: how they are read, named, linked and compared. */

const NUMBERS = new Set(("integer decimal float double int long short byte nonNegativeInteger positiveInteger " +
  "nonPositiveInteger negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte")
  .split(" ").map((name) => `http://www.w3.org/2001/XMLSchema#${name}`));

/** Return the prefixed name of an IRI, or the IRI itself. */
Query.shorten = (iri) => {
  for (const [prefix, space] of Query.spaces) {
    const local = iri.startsWith(space) ? iri.slice(space.length) : "";
    if (/^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/.test(local)) return `${prefix}:${local}`;
  }
  return iri;
};

/** Return how an IRI is written in a query. */
Query.written = (iri) => {
  const short = Query.shorten(iri);
  return short === iri ? `<${iri}>` : short;
};

/** Take over what the server offers, longest namespace first. */
Query.know = (offered) => {
  Query.offered = offered;
  Query.spaces = Object.entries(offered.prefixes).sort((a, b) => b[1].length - a[1].length);
};

/** Return where an IRI leads: {href, out}; null where it leads nowhere safe. */
Query.place = (iri) => {
  const { id, ontology } = Query.offered;
  if (iri.startsWith(id)) {
    return { href: "/id/" + iri.slice(id.length).split("/").map(encodeURIComponent).join("/"), out: false };
  }
  if (iri.startsWith(ontology)) {
    return { href: "/ontology#" + encodeURIComponent(iri.slice(ontology.length)), out: false };
  }
  return /^https?:\/\/[^\s]+$/i.test(iri) ? { href: iri, out: true } : null;
};

/** Return the text of a term as people read it. */
Query.said = (term) => {
  if (!term) return "";
  if (term.type === "uri") return Query.shorten(term.value);
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") {
    const { subject, predicate, object } = term.value;
    return `<<( ${[subject, predicate, object].map(Query.said).join(" ")} )>>`;
  }
  return String(term.value);
};

/** Return the number that a term is, or null. */
Query.number = (term) => {
  if (!term || term.type !== "literal" || !NUMBERS.has(term.datatype)) return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
};

/** Order two terms: numbers by size, all else by their text, what is missing last. */
Query.compare = (one, other) => {
  if (!one || !other) return (one ? 0 : 1) - (other ? 0 : 1);
  const [a, b] = [Query.number(one), Query.number(other)];
  if (a !== null && b !== null) return a - b;
  if (a !== null || b !== null) return a !== null ? -1 : 1;
  return Query.said(one).localeCompare(Query.said(other), "en", { numeric: true });
};

/** Return a link to what an IRI names, or plain text; `text` in place of its name. */
Query.linked = (term, text) => {
  const words = Query.element("bdi", {}, text || Query.said(term));
  const place = term && term.type === "uri" ? Query.place(term.value) : null;
  if (!place) return words;
  const attributes = { href: place.href, title: Query.shorten(term.value) };
  return Query.element("a", place.out ? { ...attributes, class: "out", rel: "noopener nofollow" } : attributes, words);
};

const NODE = "<([^>]*)>|_:([^\\s]+)";
const LINE = new RegExp(`^\\s*(?:${NODE})\\s+<([^>]*)>\\s+(?:${NODE}|"((?:[^"\\\\]|\\\\.)*)"(?:\\^\\^<([^>]*)>|@([\\w-]+))?)\\s*\\.\\s*$`);
const ESCAPED = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f", '"': '"', "'": "'", "\\": "\\" };
const plain = (text) => text.replace(/\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)/g, (whole, four, eight, one) =>
  (one !== undefined ? ESCAPED[one] ?? whole : String.fromCodePoint(Math.min(0x10ffff, parseInt(four || eight, 16)))));

/** Return N-Triples as rows; a line in a form not known here is a row of its text alone. */
Query.triples = (text) => text.split("\n").filter((line) => line.trim()).map((line) => {
  const found = LINE.exec(line);
  if (!found) return { subject: { type: "literal", value: line.trim() } };
  const [, s, sBlank, p, o, oBlank, value, datatype, language] = found;
  const node = (iri, blank) => (iri !== undefined ? { type: "uri", value: plain(iri) } : { type: "bnode", value: blank });
  const object = value !== undefined
    ? { type: "literal", value: plain(value), datatype, "xml:lang": language }
    : node(o, oBlank);
  return { subject: node(s, sBlank), predicate: node(p), object };
});
