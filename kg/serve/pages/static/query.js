"use strict";
/* The query page: runs what is in the editor and shows the answer, or where it is wrong. */

const START = `SELECT ?member ?memberLabel ?since WHERE {
  ?claim rdf:predicate kg:participatesIn ;
         rdf:object programme:ilrs ;
         rdf:subject ?member .
  ?member rdfs:label ?memberLabel .
  OPTIONAL { ?claim kg:since ?since }
}
ORDER BY ?memberLabel
`;
const SHOWN = 16 * 1024 * 1024;
const ROWS_AS = { CSV: "text/csv", TSV: "text/tab-separated-values", JSON: "application/sparql-results+json", XML: "application/sparql-results+xml" };
const GRAPH_AS = { Turtle: "text/turtle", "N-Triples": "application/n-triples", "JSON-LD": "application/ld+json" };
const ENDINGS = { CSV: "csv", TSV: "tsv", JSON: "json", XML: "xml", Turtle: "ttl", "N-Triples": "nt", "JSON-LD": "jsonld" };

const at = (id) => document.getElementById(id);
const [area, layer, wrong] = [at("query-text"), at("layer"), at("wrong")];
const page = { running: null, answer: null, asked: "", wrong: null, as: "table" };

/** Say something to all who look; `aloud` says it only to those who listen. */
const tell = (text) => { at("status").textContent = text; };
const aloud = (text) => { at("aloud").textContent = text; };

function painted() {
  Query.paint(layer, area.value, page.wrong);
  const most = Math.max(260, innerHeight * 0.6);
  // It grows and never shrinks under the hands of who writes.
  if (area.scrollHeight > area.clientHeight && area.clientHeight < most) area.style.height = `${Math.min(area.scrollHeight + 2, most)}px`;
  scrolled();
}

/** Put a whole text into the editor. */
function fill(text) {
  area.value = text;
  area.style.height = "";
  area.scrollTop = 0;
  right();
  painted();
}

function scrolled() {
  layer.style.width = `${area.clientWidth}px`;
  layer.scrollTop = area.scrollTop;
  layer.style.height = `${area.clientHeight}px`;
}

function right() {
  page.wrong = null;
  wrong.hidden = true;
  area.removeAttribute("aria-invalid");
  area.setAttribute("aria-describedby", "keys");
}

/** Show a problem document; where it tells a line and column, the place is marked. */
function fail(problem) {
  const words = String(problem.detail || problem.title || "That did not work.");
  wrong.replaceChildren();
  wrong.hidden = false;
  if (Number.isInteger(problem.line) && page.asked === area.value) {
    page.wrong = Query.offset(area.value, problem.line, problem.column || 1);
    const go = Query.element("button", { type: "button", class: "place" }, `Line ${problem.line}, column ${problem.column || 1}`);
    go.addEventListener("click", () => { area.focus(); area.setSelectionRange(page.wrong, page.wrong); });
    wrong.append(go, ": ");
    area.setAttribute("aria-invalid", "true");
    area.setAttribute("aria-describedby", "wrong");
  }
  wrong.append(Query.element("span", {}, words));
  painted();
}

async function run() {
  if (!Query.offered) return;
  completion.close();
  page.running?.abort();
  const running = new AbortController();
  Object.assign(page, { running, asked: area.value });
  right();
  painted();
  share();
  at("stop").hidden = false;
  tell("Running …");
  at("answer").hidden = true;
  try {
    const reply = await ask("application/sparql-results+json, application/n-triples;q=0.9", running.signal);
    if (page.running !== running) return;
    if (!reply.ok) { tell(""); fail(await problem(reply)); } else await show(reply);
  } catch (error) {
    if (page.running !== running) return;
    tell(running.signal.aborted ? "Stopped." : "");
    if (!running.signal.aborted) fail({ detail: "The server does not answer." });
  } finally {
    if (page.running === running) at("stop").hidden = true;
  }
}

const ask = (accept, signal) => fetch("/sparql", {
  method: "POST", body: page.asked, signal, headers: { Accept: accept, "Content-Type": "application/sparql-query" },
});

async function problem(reply) {
  try {
    return await reply.json();
  } catch {
    return { detail: `The server answers ${reply.status} ${reply.statusText}.` };
  }
}

async function show(reply) {
  const data = await reply.blob();
  const graph = (reply.headers.get("content-type") || "").startsWith("application/n-triples");
  at("answer").hidden = false;
  offerDownloads(graph ? GRAPH_AS : ROWS_AS);
  if (data.size > SHOWN) {
    page.answer = null;
    at("count").textContent = `${Math.ceil(data.size / 1048576)} MiB`;
    offerKinds([]);
    tell("The answer is too large to be shown here. Download it, or add a LIMIT.");
    at("shown").replaceChildren();
    return;
  }
  page.answer = read(await data.text(), graph);
  const { rows, kind } = page.answer;
  const unit = kind === "graph" ? "triple" : "row";
  const counted = kind === "boolean" ? "yes or no" : `${rows.length.toLocaleString("en")} ${unit}${rows.length === 1 ? "" : "s"}`;
  at("count").textContent = counted;
  tell("");
  aloud(kind === "boolean" ? `The answer is ${rows[0].answer.value}.` : `${counted}.`);
  const kinds = ["table", ...(Query.numeric(page.answer).length ? ["chart"] : []), ...(Query.edges(page.answer) ? ["graph"] : [])];
  offerKinds(kinds);
  document.querySelector(".answer-head").scrollIntoView({ block: "nearest" });
  showAs(kinds.includes(page.as) ? page.as : "table");
}

function read(text, graph) {
  if (graph) return { kind: "graph", names: ["subject", "predicate", "object"], rows: Query.triples(text) };
  const record = JSON.parse(text);
  if (typeof record.boolean === "boolean") {
    return { kind: "boolean", names: ["answer"], rows: [{ answer: { type: "literal", value: record.boolean ? "yes" : "no" } }] };
  }
  return { kind: "rows", names: record.head.vars, rows: record.results.bindings.map((row) => Object.assign(Object.create(null), row)) };
}

function offerKinds(kinds) {
  for (const button of document.querySelectorAll("[data-as]")) button.hidden = !kinds.includes(button.dataset.as) || kinds.length < 2;
}

function showAs(kind) {
  for (const button of document.querySelectorAll("[data-as]")) button.setAttribute("aria-pressed", String(button.dataset.as === kind));
  const nothing = () => [Query.element("p", { class: "nothing" }, "No rows.")];
  const drawers = { table: () => Query.table(page.answer, aloud), chart: () => Query.chart(page.answer), graph: () => Query.graph(page.answer) };
  at("shown").replaceChildren(...(page.answer.rows.length ? drawers[kind]() : nothing()));
}

function offerDownloads(formats) {
  at("downloads").replaceChildren(...Object.entries(formats).map(([name, accept]) => {
    const button = Query.element("button", { type: "button", class: "plain-button" }, name);
    button.addEventListener("click", () => download(name, accept));
    return button;
  }));
}

async function download(name, accept) {
  tell(`Fetching ${name} …`);
  try {
    const reply = await ask(accept);
    if (!reply.ok) { tell(""); fail(await problem(reply)); return; }
    const url = URL.createObjectURL(await reply.blob());
    Query.element("a", { href: url, download: `answer.${ENDINGS[name]}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    tell(`Saved as answer.${ENDINGS[name]}.`);
  } catch {
    tell("");
    fail({ detail: "The server does not answer." });
  }
}

/** Put the query into the address, after the #, which no browser sends to a server. */
const share = () => history.replaceState(null, "", `#query=${encodeURIComponent(area.value)}`);

async function copyLink() {
  share();
  try {
    await navigator.clipboard.writeText(location.href);
    tell("The link is copied; whoever opens it sees this query.");
  } catch {
    tell("The link stands in the address bar; whoever opens it sees this query.");
  }
}

function use(text, andRun) {
  fill(text.trim() + "\n");
  if (andRun) run();
  else area.focus();
}

function insert(text) {
  area.focus();
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  painted();
}

function declare() {
  const lines = Query.undeclared(area.value, Query.offered.prefixes);
  area.setSelectionRange(0, 0);
  if (lines) insert(lines);
  tell(lines ? "Prefixes are declared, so that any endpoint understands the query." : "All prefixes are declared.");
}

function restore(saved) {
  const fields = new URLSearchParams(location.hash.slice(1).replace(/\+/g, "%2B"));
  const query = saved.choose(fields.get("saved"));
  if (query) {
    fill(query.text.trim() + "\n");
    if (query.parameters.every((parameter) => parameter.default !== null)) saved.put(false);
  } else fill(fields.get("query") ?? (area.value || START));
}

const completion = Query.completion(area, layer, at("offers"), painted, aloud);

async function start() {
  area.addEventListener("input", () => { right(); painted(); });
  area.addEventListener("scroll", scrolled);
  addEventListener("resize", painted);
  area.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); run(); }
  });
  at("run").addEventListener("click", run);
  at("stop").addEventListener("click", () => page.running?.abort());
  at("share").addEventListener("click", copyLink);
  at("declare").addEventListener("click", declare);
  for (const button of document.querySelectorAll("[data-as]")) {
    button.addEventListener("click", () => { page.as = button.dataset.as; showAs(page.as); });
  }
  painted();
  const reply = await fetch("/query.json", { headers: { Accept: "application/json" } });
  Query.know(await reply.json());
  at("prefixes").append(...Object.entries(Query.offered.prefixes).map(([prefix, space]) => {
    const button = Query.element("button", { type: "button", title: space }, `${prefix}:`);
    button.addEventListener("click", () => { insert(`${prefix}:`); completion.open(true); });
    return Query.element("li", {}, button);
  }));
  const saved = Query.saved(use, fail);
  restore(saved);
  addEventListener("hashchange", () => restore(saved));
  document.documentElement.dataset.ready = "yes";
}

start().catch(() => fail({ detail: "What the editor offers cannot be had from the server; load the page again." }));
