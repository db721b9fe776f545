"use strict";
/* Answers as a table, sorted by any column. */

const ROWS = 100;

/** Return the columns that are shown: the label of an entity stands in the entity's own cell. */
Query.columns = (names) => {
  const labels = new Map(names.filter((name) => names.includes(`${name}Label`)).map((name) => [name, `${name}Label`]));
  const hidden = new Set(labels.values());
  return names.filter((name) => !hidden.has(name)).map((name) => ({ name, label: labels.get(name) || null }));
};

/** Return the text of a cell. */
Query.cell = (row, column) => (column.label && row[column.label] ? Query.said(row[column.label]) : Query.said(row[column.name]));

/** Return a table of an answer {names, rows}; `tell` says aloud how it is sorted. */
Query.table = (answer, tell) => {
  const columns = Query.columns(answer.names);
  const state = { rows: answer.rows, shown: ROWS, by: null, down: false };
  const body = Query.element("tbody");
  const heads = columns.map((column) => head(column));
  const more = Query.element("button", { type: "button", class: "plain-button more" });

  function head(column) {
    const button = Query.element("button", { type: "button", class: "sorting" }, column.name);
    const cell = Query.element("th", { scope: "col" }, button);
    button.addEventListener("click", () => {
      state.down = state.by === column && !state.down;
      state.by = column;
      sort();
      tell(`Sorted by ${column.name}, ${state.down ? "descending" : "ascending"}`);
    });
    return cell;
  }

  function sort() {
    const { by, down } = state;
    const term = (row) => (by.label && row[by.label]) || row[by.name];
    state.rows = [...answer.rows].sort((a, b) => {
      const [one, other] = [term(a), term(b)];
      return Query.compare(one, other) * (down && one && other ? -1 : 1);
    });
    for (const [n, cell] of heads.entries()) {
      if (columns[n] === by) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
    fill();
  }

  function fill() {
    body.replaceChildren(...state.rows.slice(0, state.shown).map((row) => Query.element("tr", {}, ...columns.map((column) => cell(row, column)))));
    const left = state.rows.length - state.shown;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(left, ROWS * 5).toLocaleString("en")} more of ${left.toLocaleString("en")}`;
  }

  more.addEventListener("click", () => {
    const first = state.shown;
    state.shown += ROWS * 5;
    fill();
    body.children[first]?.querySelector("a")?.focus();
  });
  fill();
  const table = Query.element("table", { class: "rows" }, Query.element("thead", {}, Query.element("tr", {}, ...heads)), body);
  const scroll = Query.element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rows of the answer" }, table);
  return [scroll, more];
};

function cell(row, column) {
  const term = row[column.name];
  const text = Query.cell(row, column);
  const number = Query.number(term) !== null;
  const size = number ? "figure" : text.length > 60 ? "long" : text.length < 20 ? "brief" : null;
  const shown = column.label && row[column.label] ? Query.linked(term, text) : Query.linked(term);
  const language = term && term["xml:lang"];
  return Query.element("td", { class: size, lang: language || null }, shown);
}
