"use strict";
/* Shared by all scripts of the page: its data, and building elements. Text from the graph
   enters the page as text nodes only; no script here ever parses markup. */
var KG = {};

/** Return what the page carries: nodes, edges, options of the drawing, and the tables. */
KG.unpack = async () => {
  const letters = atob(document.getElementById("packed").textContent);
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
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
