"use strict";
/* Answers as bars, where a column holds numbers, and as a small drawing, where rows are triples. */

const BARS = 50;
const NODES = 60;
const SVG = "http://www.w3.org/2000/svg";

/** Return the columns of an answer that hold numbers, and nothing else. */
Query.numeric = (answer) => Query.columns(answer.names).filter(({ name }) => {
  const terms = answer.rows.map((row) => row[name]).filter(Boolean);
  return terms.length > 0 && terms.every((term) => Query.number(term) !== null);
});

/** Return bars of a numeric column, which may be chosen: a table whose cells are also drawn. */
Query.chart = (answer) => {
  const numeric = Query.numeric(answer);
  const taken = new Set(numeric.map(({ name }) => name));
  const names = Query.columns(answer.names).filter(({ name }) => !taken.has(name));
  const holder = Query.element("div");
  const draw = (column) => holder.replaceChildren(...bars(answer, column, names));
  const choice = Query.element("select", { id: "chart-column" }, ...numeric.map(({ name }, n) => Query.element("option", { value: n }, name)));
  choice.addEventListener("change", () => draw(numeric[Number(choice.value)]));
  draw(numeric[0]);
  const label = Query.element("label", { for: "chart-column", class: "choosing" }, "Bars show ", choice);
  return numeric.length > 1 ? [label, holder] : [holder];
};

function bars(answer, column, names) {
  const rows = answer.rows.filter((row) => row[column.name]).slice(0, BARS);
  const values = rows.map((row) => Query.number(row[column.name]));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = high - low || 1;
  const lines = rows.map((row, n) => {
    const bar = Query.element("span", { class: `bar${values[n] < 0 ? " below" : ""}` });
    bar.style.marginInlineStart = `${((Math.min(0, values[n]) - low) / span) * 100}%`;
    bar.style.width = `${(Math.abs(values[n]) / span) * 100}%`;
    const said = names.slice(0, 2).map((name) => Query.cell(row, name)).filter(Boolean).join(", ") || `row ${n + 1}`;
    const named = names.length === 1 ? Query.linked(row[names[0].name], said) : Query.element("bdi", {}, said);
    return Query.element("tr", {}, Query.element("th", { scope: "row" }, named),
      Query.element("td", { class: "figure" }, values[n].toLocaleString("en", { maximumFractionDigits: 6 })),
      Query.element("td", { class: "drawn", "aria-hidden": "true" }, bar));
  });
  const caption = answer.rows.length > rows.length
    ? `${column.name}: the first ${rows.length} of ${answer.rows.length.toLocaleString("en")} rows`
    : `${column.name} by row`;
  return [Query.element("table", { class: "bars" }, Query.element("caption", {}, caption), Query.element("tbody", {}, ...lines))];
}

/** Return the three columns that make triples of an answer's rows, or null. */
Query.edges = (answer) => {
  if (answer.kind === "graph") return ["subject", "predicate", "object"];
  const names = Query.columns(answer.names);
  if (names.length !== 3 || !answer.rows.length) return null;
  const [s, p, o] = names.map(({ name }) => name);
  const whole = answer.rows.every((row) => ["uri", "bnode"].includes(row[s]?.type) && row[p]?.type === "uri" && row[o]);
  return whole ? [s, p, o] : null;
};

/** Return a drawing of the nodes that triples join, and a line on what it leaves out. */
Query.graph = (answer) => {
  const { nodes, edges, left } = drawn(answer);
  if (!edges.length) return [Query.element("p", { class: "nothing" }, "No triple joins two nodes; the table has them all.")];
  settle(nodes, edges);
  const box = frame(nodes);
  const picture = part("svg", { viewBox: box.join(" "), role: "group", class: "picture", "aria-label": `${nodes.length} nodes, ${edges.length} lines` }, arrow());
  for (const edge of edges) picture.append(line(edge));
  for (const node of nodes) picture.append(dot(node));
  const note = `${nodes.length} nodes and ${edges.length} lines${left ? `; ${left} nodes with fewer lines are left out` : ""}. Values, such as names and dates, stand in the table.`;
  return [Query.element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Drawing of the answer" }, picture), Query.element("p", { class: "read" }, note)];
};

function drawn(answer) {
  const [s, p, o] = Query.edges(answer);
  const names = new Map();
  const degree = new Map();
  const found = [];
  for (const row of answer.rows) {
    if (!row[s] || !row[o]) continue;
    if (row[p]?.value.endsWith("#label")) names.set(Query.said(row[s]), Query.said(row[o]));
    if (!["uri", "bnode"].includes(row[o].type)) continue;
    found.push([row[s], row[p], row[o]]);
    for (const end of [row[s], row[o]]) degree.set(Query.said(end), (degree.get(Query.said(end)) || 0) + 1);
  }
  const kept = new Map();
  const edges = [];
  // Lines of the best connected nodes come first, so that these keep their neighbours.
  const weight = ([from, , to]) => Math.max(degree.get(Query.said(from)), degree.get(Query.said(to)));
  for (const [from, by, to] of found.sort((a, b) => weight(b) - weight(a))) {
    const ends = [from, to].map((term) => ({ term, key: Query.said(term) }));
    const more = ends.filter(({ key }) => !kept.has(key));
    if (ends[0].key === ends[1].key || kept.size + more.length > NODES) continue;
    for (const node of more) kept.set(node.key, { ...node, name: names.get(node.key) || bare(node.key) });
    edges.push({ from: kept.get(ends[0].key), to: kept.get(ends[1].key), name: bare(Query.said(by)) });
  }
  return { nodes: [...kept.values()], edges, left: degree.size - kept.size };
}

const bare = (name) => name.replace(/^[\w-]+:(?!\/)/, "");

/** Give each node a place: on a ring at first, then pushed by the others and pulled by its lines. */
function settle(nodes, edges) {
  const size = 90 * Math.sqrt(nodes.length);
  nodes.forEach((node, n) => {
    const turn = (n * 2 * Math.PI) / nodes.length;
    Object.assign(node, { x: size * Math.cos(turn), y: size * 0.6 * Math.sin(turn) });
  });
  for (let step = 0; step < 250; step += 1) {
    const most = 30 * (1 - step / 250) + 0.5;
    const push = new Map(nodes.map((node) => [node, [-node.x * 0.02, -node.y * 0.05]]));
    for (const a of nodes) {
      for (const b of nodes) if (a !== b) shove(push.get(a), a, b, 9000 / Math.max(100, gap(a, b) ** 2));
    }
    for (const { from, to } of edges) {
      const pull = -(gap(from, to) - 130) * 0.06;
      shove(push.get(from), from, to, pull);
      shove(push.get(to), to, from, pull);
    }
    for (const [node, [x, y]] of push) {
      const scale = Math.min(1, most / (Math.hypot(x, y) || 1));
      node.x += x * scale;
      node.y += y * scale;
    }
  }
}

const gap = (a, b) => Math.hypot(a.x - b.x, a.y - b.y) || 1;

function shove(sum, a, b, force) {
  sum[0] += ((a.x - b.x) / gap(a, b)) * force * 3;
  sum[1] += ((a.y - b.y) / gap(a, b)) * force * 2;
}

function frame(nodes) {
  const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
  const [left, top] = [Math.min(...xs) - 90, Math.min(...ys) - 30];
  return [left, top, Math.max(...xs) - left + 90, Math.max(...ys) - top + 40].map(Math.round);
}

function part(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function arrow() {
  const tip = part("path", { d: "M0 0L8 4L0 8z" });
  return part("defs", {}, part("marker", { id: "tip", viewBox: "0 0 8 8", refX: 13, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" }, tip));
}

function line({ from, to, name }) {
  const text = `${from.name} – ${name} – ${to.name}`;
  const middle = { x: from.x + (to.x - from.x) * 0.5, y: from.y + (to.y - from.y) * 0.5 };
  return part("g", { class: "line" }, part("title", {}, text),
    part("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, "marker-end": "url(#tip)" }),
    part("text", { x: middle.x, y: middle.y - 3, class: "by" }, name));
}

function dot(node) {
  const place = node.term.type === "uri" ? Query.place(node.term.value) : null;
  const short = node.name.length > 28 ? `${node.name.slice(0, 27)}…` : node.name;
  const inside = [part("title", {}, node.name), part("circle", { cx: node.x, cy: node.y, r: 6 }),
    part("text", { x: node.x, y: node.y + 20 }, short)];
  if (!place) return part("g", { class: "dot" }, ...inside);
  return part("a", { class: "dot", href: place.href, ...(place.out ? { rel: "noopener nofollow" } : {}) }, ...inside);
}
