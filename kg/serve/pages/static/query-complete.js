"use strict";
/* Names that are offered while one types: prefixes and terms at once, entities from the server. */

const OFFERED = 12;
const WAIT = 120;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Offer names at the caret of a textarea.
 *
 * `changed` is called after a name was put into the text, `tell` says something aloud.
 */
Query.completion = (area, layer, list, changed, tell) => {
  const state = { offers: [], at: 0, word: null, asking: null, timer: 0 };

  const close = () => {
    clearTimeout(state.timer);
    state.asking?.abort();
    state.offers = [];
    list.hidden = true;
    list.replaceChildren();
    area.removeAttribute("aria-activedescendant");
  };

  const move = (to) => {
    state.at = (to + state.offers.length) % state.offers.length;
    for (const [n, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(n === state.at));
      if (n === state.at) option.scrollIntoView({ block: "nearest" });
    }
    area.setAttribute("aria-activedescendant", `offer-${state.at}`);
  };

  const take = (offer) => {
    const { start, end } = state.word;
    close();
    area.focus();
    area.setSelectionRange(start, end);
    const text = offer.text + (offer.open ? "" : " ");
    // Through the browser's own editing, so that it can be undone.
    if (!document.execCommand("insertText", false, text)) area.setRangeText(text, start, end, "end");
    changed();
    if (offer.open) open(false);
  };

  const show = (offers, at = 0) => {
    state.offers = offers;
    if (!offers.length) return close();
    list.replaceChildren(...offers.map((offer, n) => option(offer, n)));
    list.hidden = false;
    place();
    move(Math.min(at, offers.length - 1));
    tell(`${offers.length} name${offers.length === 1 ? "" : "s"}; ${offers[state.at].text} is chosen`);
  };

  const option = (offer, n) => {
    const made = Query.element("li", { id: `offer-${n}`, role: "option", "aria-selected": "false", title: offer.meaning || null },
      Query.element("code", {}, offer.text), " ", Query.element("bdi", {}, offer.label),
      " ", Query.element("span", { class: "type" }, offer.kind));
    made.addEventListener("pointerdown", (event) => { event.preventDefault(); take(offer); });
    return made;
  };

  const place = () => {
    const box = list.parentElement.getBoundingClientRect();
    const at = Query.where(layer, state.word.start);
    const most = Math.max(0, box.width - list.offsetWidth - 4);
    list.style.left = `${Math.max(4, Math.min(at.left - box.left, most))}px`;
    list.style.top = `${Math.min(at.bottom - box.top + 4, box.height)}px`;
  };

  /** Offer what fits the word at the caret; `asked` where the user asked for it. */
  const open = (asked) => {
    clearTimeout(state.timer);
    state.asking?.abort();
    state.word = Query.offered ? wordAt(area, asked) : null;
    if (!state.word) return close();
    const own = local(state.word.text);
    show(own);
    state.timer = setTimeout(() => entities(state, own, show, asked), WAIT);
  };

  area.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.code === "Space") { event.preventDefault(); open(true); return; }
    if (!state.offers.length || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      ArrowDown: () => move(state.at + 1), ArrowUp: () => move(state.at - 1),
      Enter: () => take(state.offers[state.at]), Tab: () => take(state.offers[state.at]), Escape: close,
    }[event.key];
    if (!act || (event.shiftKey && event.key === "Tab")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  area.addEventListener("input", (event) => { if (event.inputType !== "insertFromPaste") open(false); });
  area.addEventListener("blur", close);
  area.addEventListener("click", close);
  area.addEventListener("scroll", () => { if (!list.hidden) place(); });
  area.addEventListener("keyup", (event) => {
    if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) close();
  });
  return { open, close };
};

/** Return the word that is being typed, null where no name could stand. */
function wordAt(area, asked) {
  const caret = area.selectionStart;
  if (caret !== area.selectionEnd) return null;
  const part = Query.partAt(area.value, caret);
  if (part && ["comment", "iri", "text", "variable", "number"].includes(part.kind)) return null;
  const before = area.value.slice(0, caret);
  const [text] = /[\p{L}\p{N}_:'’-]*$/u.exec(before);
  const start = caret - text.length;
  if (/[?$@]$|<[^\s<>"{}|^`\\]*$/.test(before.slice(0, start))) return null;
  const short = text.length < 2 || Query.keywords.has(text.toLowerCase());
  return short && !asked ? null : { text, start, end: caret };
}

/** Return prefixes and terms of the ontology that fit, the best first. */
function local(text) {
  const wanted = fold(text);
  const { prefixes, terms } = Query.offered;
  const found = Object.keys(prefixes).filter((prefix) => wanted && prefix.startsWith(wanted) && !text.includes(":"))
    .map((prefix) => ({ text: `${prefix}:`, label: prefixes[prefix], kind: "prefix", open: true, rank: 1 }));
  for (const term of terms) {
    const rank = fits(term, wanted);
    if (rank !== null && term.name !== text) found.push({ ...term, text: term.name, rank });
  }
  found.sort((a, b) => a.rank - b.rank || a.text.length - b.text.length || a.text.localeCompare(b.text));
  return found.slice(0, OFFERED);
}

function fits(term, wanted) {
  const name = fold(term.name);
  const own = name.slice(name.indexOf(":") + 1);
  if (wanted.includes(":")) return name.startsWith(wanted) ? 0 : null;
  if (own.startsWith(wanted)) return 0;
  if (fold(term.label).split(/\s+/).some((word) => word.startsWith(wanted))) return 2;
  return null;
}

/** Ask the server for entities that fit, and show them beside what is offered already. */
async function entities(state, own, show, asked) {
  const { text } = state.word;
  const [, prefix, name] = /^(?:([^:]*):)?(.*)$/s.exec(text);
  const inner = prefix === undefined || prefix === "id" ? "" : `${prefix}/`;
  const wanted = name.replace(/[-_]/g, " ").trim();
  if (prefix === "kg" || wanted.length < (asked ? 1 : 2)) return;
  const asking = new AbortController();
  state.asking = asking;
  try {
    const reply = await fetch(`/suggest?${new URLSearchParams({ q: wanted })}`, { signal: asking.signal, headers: { Accept: "application/json" } });
    if (!reply.ok) return;
    const { results } = await reply.json();
    if (asking.signal.aborted) return;
    const found = results.filter((each) => each.id.startsWith(inner))
      .map((each) => ({ text: Query.written(each.iri), label: each.matched ? `${each.label} (${each.matched})` : each.label, kind: each.type }))
      .filter((each) => each.text !== text);
    if (found.length) show([...own.slice(0, OFFERED - Math.min(found.length, 6)), ...found].slice(0, OFFERED), state.at);
  } catch {
    // Without an answer, what is known here is offered still.
  }
}
