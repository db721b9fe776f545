"use strict";
/* Shared by all scripts of the page: its data, and building elements. Text from the graph
   enters the page as text nodes only; no script here ever parses markup. */
var KG = {};

/** Return what the page carries: nodes, edges, options of the drawing, and the tables. */
KG.unpack = async () => {
  if (KG.byId("library")) {
    // The policy of the page names this script by its hash, and lets no other run.
    const script = document.createElement("script");
    script.textContent = await KG.inflated("library");
    document.head.append(script);
    script.remove();
    KG.useLibrary();
  }
  return KG.rows(JSON.parse(await KG.inflated("packed")));
};

/** Return the text that an element holds packed, see packing.py. */
KG.inflated = async (id) => {
  const letters = atob(KG.byId(id).textContent);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
};

/** Return a value whose tables stand in columns with its tables as rows, see packing.py. */
KG.rows = (value) => {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) value[at] = KG.rows(value[at]);
    return value;
  }
  const names = value["#"];
  if (names === undefined) {
    for (const name of Object.keys(value)) value[name] = KG.rows(value[name]);
    return value;
  }
  if (names === null) return Object.fromEntries(value.of.map(([name, each]) => [name, KG.rows(each)]));
  const columns = value.of.map(KG.rows);
  return columns[0].map((_, at) => {
    const row = {};
    for (let column = 0; column < names.length; column += 1) row[names[column]] = columns[column][at];
    return row;
  });
};
KG.byId = (id) => document.getElementById(id);

/** Return an element; attributes that are functions become listeners, null children fall away. */
KG.el = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
};

/** Return text from the graph, isolated so that it cannot reorder what stands around it. */
KG.text = (text, name = "bdi") => KG.el(name, { dir: "auto" }, String(text));

/** Return a link that opens elsewhere, or the bare text where the address is not http(s). */
KG.link = (text, address) => {
  if (!/^https?:\/\//i.test(address ?? "")) return KG.text(text);
  const safe = { href: address, target: "_blank", rel: "noopener noreferrer" };
  return KG.el("a", safe, KG.text(text));
};

KG.svg = (classes, viewBox, name, attributes) => {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", classes);
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
  svg.append(shape);
  return svg;
};

KG.counted = (number, one, many) => `${number} ${Number(number) === 1 ? one : many}`;
KG.announce = (text) => { KG.byId("live").textContent = text; };

/** Views by the order in which they were added; see views.js. */
KG.views = [];
