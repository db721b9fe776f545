"use strict";
/* The text of a query: its parts, the layer behind the editor that colours them, and places. */

const Query = {};

Query.keywords = new Set(("select construct describe ask where from named prefix base distinct reduced " +
  "optional union minus filter bind as values graph service silent group order by having limit offset " +
  "asc desc not exists in undef count sum min max avg sample group_concat separator str lang langmatches " +
  "datatype bound iri uri bnode rand abs ceil floor round concat strlen ucase lcase encode_for_uri " +
  "contains strstarts strends strbefore strafter year month day hours minutes seconds timezone tz now " +
  "uuid struuid md5 sha1 sha256 sha384 sha512 coalesce if strlang strdt sameterm isiri isuri isblank " +
  "isliteral isnumeric regex substr replace true false").split(" "));

const PARTS = new RegExp([
  "(?<comment>#[^\\n]*)",
  "(?<iri><[^\\s<>\"{}|^`\\\\]*>)",
  "(?<text>\"\"\"(?:[^\"\\\\]|\\\\[\\s\\S]|\"(?!\"\"))*(?:\"\"\"|$)|'''(?:[^'\\\\]|\\\\[\\s\\S]|'(?!''))*(?:'''|$)" +
    "|\"(?:[^\"\\\\\\n]|\\\\.)*\"?|'(?:[^'\\\\\\n]|\\\\.)*'?)",
  "(?<variable>[?$][\\p{L}\\p{N}_]+)",
  "(?<name>[\\p{L}][\\p{L}\\p{N}_-]*:[\\p{L}\\p{N}_:%.-]*[\\p{L}\\p{N}_:%-]|[\\p{L}][\\p{L}\\p{N}_-]*:|:[\\p{L}\\p{N}_-]+)",
  "(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)",
  "(?<number>[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)",
].join("|"), "gu");

/** The most characters that are coloured while one types. */
const MOST = 60000;

/** Return the parts of a query that have a kind: [{kind, start, end, text}]. */
Query.parts = (text) => {
  const found = [];
  for (const match of text.matchAll(PARTS)) {
    let kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    if (kind === "word") {
      if (!Query.keywords.has(match[0].toLowerCase()) && match[0] !== "a") kind = "plain";
      else kind = "keyword";
    }
    found.push({ kind, start: match.index, end: match.index + match[0].length, text: match[0] });
  }
  return found;
};

/** Return the part that the caret stands in or right after. */
Query.partAt = (text, caret) =>
  Query.parts(text).find((part) => part.start < caret && caret <= part.end) || null;

/** Return the offset of a line and column, both from 1, columns counted in code points. */
Query.offset = (text, line, column) => {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const head = Array.from(lines[line - 1] || "").slice(0, column - 1).join("");
  return Math.min(text.length, before + head.length);
};

/** Return the PREFIX lines for names that a query uses and does not declare. */
Query.undeclared = (text, prefixes) => {
  const names = Query.parts(text).filter((part) => part.kind === "name");
  const declared = new Set();
  const used = new Set();
  for (const part of names) {
    const prefix = part.text.slice(0, part.text.indexOf(":"));
    const before = text.slice(0, part.start).trimEnd();
    (/prefix$/i.test(before) ? declared : used).add(prefix);
  }
  const missing = [...used].filter((prefix) => !declared.has(prefix) && Object.hasOwn(prefixes, prefix));
  return missing.sort().map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("");
};

/** Show the text in the layer, its parts coloured; `wrong` is an offset that is marked. */
Query.paint = (layer, text, wrong) => {
  const pieces = [];
  let at = 0;
  for (const part of text.length > MOST ? [] : Query.parts(text)) {
    if (part.start > at) pieces.push(...between(text, at, part.start, wrong));
    pieces.push([part.kind, part.start, part.end]);
    at = part.end;
  }
  if (at < text.length) pieces.push(...between(text, at, text.length, wrong));
  const nodes = pieces.map(([kind, start, end]) => {
    const marked = wrong !== null && start <= wrong && wrong < end && text.slice(start, end).trim();
    return piece(text.slice(start, end), kind, marked);
  });
  layer.replaceChildren(...nodes, document.createTextNode("\n"));
};

/** Return text without a kind as pieces, of which one is the word or sign that is wrong. */
function between(text, start, end, wrong) {
  if (wrong === null || wrong < start || wrong >= end) return [["", start, end]];
  const after = Math.min(end, wrong + Math.max(1, text.slice(wrong, end).search(/\W|$/)));
  return [["", start, wrong], ["", wrong, after], ["", after, end]].filter(([, a, b]) => a < b);
}

function piece(text, kind, marked) {
  if (!kind && !marked) return document.createTextNode(text);
  const span = document.createElement("span");
  span.className = `part-${kind || "other"}${marked ? " part-wrong" : ""}`;
  span.textContent = text;
  return span;
}

/** Return where the character at an offset is drawn: {left, top, bottom} in the window. */
Query.where = (layer, offset) => {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left < node.data.length) {
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      return range.getClientRects()[0] || range.getBoundingClientRect();
    }
    left -= node.data.length;
  }
  return layer.getBoundingClientRect();
};

/** Return an element with text and attributes; text is never read as markup. */
Query.element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};
