"use strict";
/* Files that the page hands out: made in the page, named after its title and its day. */

/** Return a file name: the title, what it holds, and the day as of which one looked, or else
    the last day on which anything was told. */
KG.fileName = (title, what, asOf, ending) => {
  const told = KG.data.facts.map((fact) => fact.told?.[0] ?? null).filter((day) => day !== null);
  const last = told.length ? KG.dayText(told.reduce((a, b) => Math.max(a, b))) : "";
  const parts = [title, what, asOf === null ? last : `as of ${KG.dayText(asOf)}`];
  const words = KG.folded(parts.filter((part) => part).join(" ")).normalize("NFC");
  const slug = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const name = slug(words);
  const tail = slug(parts.slice(1).filter((part) => part).join(" "));
  const whole = [...name].length <= 90 ? name : `${slug([...name].slice(0, 89 - tail.length).join(""))}-${tail}`;
  return `${whole}.${ending}`;
};

/** Return a cell that no spreadsheet runs as a formula, quoted; see kg/out/exports/table.py. */
KG.csvCell = (value) => {
  const text = String(value);
  const inert = /^[=+\-@\t\r\n'＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};

/** Return lines of cells as CSV by RFC 4180; Excel takes it for UTF-8 only by the mark in front. */
KG.csvText = (lines) => `\ufeff${lines.map((cells) => `${cells.map(KG.csvCell).join(",")}\r\n`).join("")}`;

/** Hand a file to the browser; nothing leaves the page. */
KG.save = (blob, name) => {
  const href = URL.createObjectURL(blob);
  const link = KG.el("a", { href, download: name, hidden: "" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
};

/* What a picture owes to the style sheet: first what children inherit, then what they do not. */
KG.INHERITED = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linecap", "stroke-linejoin",
  "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "paint-order", "direction",
];
KG.OWN = { opacity: "1", "text-decoration-line": "none", "unicode-bidi": "normal" };

/** Take out of a picture what is of use in the page only, and what could lead out of it. */
KG.strip = (copy) => {
  for (const each of [copy, ...copy.querySelectorAll("*")]) {
    if (["script", "foreignObject"].includes(each.localName)) each.remove();
    for (const { name, value } of [...each.attributes]) {
      const leads = /^(xlink:)?href$/.test(name) && !value.startsWith("#");
      if (leads || /^(on|class$|style$|tabindex$|role$|aria-|data-)/.test(name)) each.removeAttribute(name);
    }
  }
};

/** Return a picture that needs no style sheet: a copy with its looks as attributes, and with its
    title and key (see picture-key.js) below. */
KG.complete = (svg, title, ground, entries = []) => {
  const copy = svg.cloneNode(true);
  if (svg.isConnected) KG.dress(svg, copy, null);
  KG.strip(copy);
  const frame = svg.viewBox.baseVal?.width ? svg.viewBox.baseVal : null;
  const { x, y, width, height: high } = frame ?? { x: 0, y: 0, ...KG.sizeOf(svg) };
  const key = KG.pictureKey(entries, title, { x, y: y + high, width });
  const height = high + key.height;
  const box = { x, y, width, height };
  copy.setAttribute("viewBox", [x, y, width, height].join(" "));
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.prepend(KG.svgPart("title", {}, title), KG.svgPart("rect", { ...box, fill: ground }));
  copy.append(key.group);
  return copy;
};

KG.sizeOf = (svg) => {
  const { width, height } = svg.getBoundingClientRect();
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
};

/** Write the computed looks of an element and all below it into its copy. */
KG.dress = (element, copy, above) => {
  const style = getComputedStyle(element);
  const looks = new Map(KG.INHERITED.map((name) => [name, style.getPropertyValue(name)]));
  for (const [name, value] of looks) {
    if (above?.get(name) === value) copy.removeAttribute(name);
    else copy.setAttribute(name, value);
  }
  for (const [name, usual] of Object.entries(KG.OWN)) {
    const value = style.getPropertyValue(name);
    if (value !== usual) copy.setAttribute(name.replace("-line", ""), value);
  }
  const copies = [...copy.children];
  [...element.children].forEach((child, at) => {
    if (getComputedStyle(child).display === "none" && child.localName !== "title") copies[at].remove();
    else KG.dress(child, copies[at], looks);
  });
};

/** Return an element of a picture; its text is text. */
KG.svgPart = (name, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

/** Return a picture as the text of a file; characters that XML has no room for are replaced. */
KG.svgText = (svg) => {
  const text = new XMLSerializer().serializeToString(svg);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")}\n`;
};

/** Return a picture painted, at twice its size, for a file of dots. */
KG.painted = async (svg) => {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(KG.svgText(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * Number(svg.getAttribute("width"));
  canvas.height = 2 * Number(svg.getAttribute("height"));
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
};
