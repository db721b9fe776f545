"use strict";
/* What stands in one cell of the matrix: the mark of the rung, the year, and what is to be said
   beside it; and the key that explains the marks. */
KG.matrixCell = {
  PATHS: {
    announced: "M8 2.2a5.8 5.8 0 1 0 0 11.6a5.8 5.8 0 1 0 0-11.6Zm0 2a3.8 3.8 0 1 1 0 7.6a3.8 3.8 0 1 1 0-7.6Z",
    negotiating: "M8 2.2a5.8 5.8 0 1 0 0 11.6a5.8 5.8 0 1 0 0-11.6Zm0 2a3.8 3.8 0 0 1 0 7.6Z",
    signed: "M8 2.2a5.8 5.8 0 1 0 0 11.6a5.8 5.8 0 1 0 0-11.6Z",
    ratified: "M2 2H14V14H2ZM3.7 8.3L6.9 11.5L12.4 6L11 4.6L6.9 8.7L5.1 6.9Z",
    suspended: "M3.5 3H7V13H3.5ZM9 3H12.5V13H9Z",
    withdrawn: "M1.5 6.8H8.5V3.2L14.5 8L8.5 12.8V9.2H1.5Z",
    denied: "M3 4.6L4.6 3L8 6.4L11.4 3L13 4.6L9.6 8L13 11.4L11.4 13L8 9.6L4.6 13L3 11.4L6.4 8Z",
    leads: "M8 .8L10.1 5.6L15.3 6.1L11.4 9.6L12.5 14.7L8 12L3.5 14.7L4.6 9.6L.7 6.1L5.9 5.6Z",
  },
  DOUBTS: { candidate: "?", disputed: "!", uncertain: "≈" },
  WORDS: {
    denied: "said not to be a member",
    candidate: "candidate, not yet confirmed",
    disputed: "disputed: a source denies it",
    uncertain: "not certain on this day",
    undated: "no date is told",
    leads: "leads it",
  },

  mark(name) {
    return KG.svg(`rung ${name}`, "0 0 16 16", "path", { d: this.PATHS[name], "fill-rule": "evenodd" });
  },

  /** Return the year or years in which a step may have been taken, nothing for an undated one. */
  year({ first, last }) {
    const years = [first, last].filter((day) => day !== null).map((day) => KG.dayText(day).slice(0, 4));
    return [...new Set(years)].join("–");
  },

  /** Return the year in which a membership ended, if its own facts say so. */
  endYear({ left, step }) {
    const end = KG.data.facts[step.fact].end?.[0] ?? null;
    return left && end !== null ? KG.dayText(end).slice(0, 4) : "";
  },

  /** Return what a cell says in words: "signed 12 May 2023, leads it". */
  words(stand) {
    const { rung, step, doubt, leads } = stand;
    const when = rung ? step.date || "undated" : step.date;
    const end = this.endYear(stand);
    const said = [[rung, when].filter((part) => part).join(" "), end && `until ${end}`, this.WORDS[doubt], leads ? this.WORDS.leads : ""];
    return said.filter((part) => part).join(", ");
  },

  /** Return the element of a cell. */
  make(stand, name, camp) {
    if (!stand) return KG.el("td", { role: "gridcell", tabindex: "-1", "aria-label": "nothing known" });
    const { rung, step, doubt, leads, firm } = stand;
    const classes = ["told", rung || "denied", doubt, firm ? "in" : "", stand.left ? "left" : "", camp];
    const words = this.words(stand);
    const given = { role: "gridcell", tabindex: "-1", class: classes.filter((each) => each).join(" "), title: `${name}: ${words}`, "aria-label": words };
    const year = rung ? [this.year(step), this.endYear(stand)].filter((part) => part).join("–") : "";
    const text = rung ? KG.el("span", { class: year ? "year" : "undated" }, year || "undated") : KG.el("s", {}, "member");
    const aside = this.DOUBTS[doubt];
    const parts = [this.mark(rung || "denied"), text, aside ? KG.el("b", { class: "doubt" }, aside) : null, leads ? this.mark("leads") : null];
    return KG.el("td", given, KG.el("span", { class: "value" }, ...parts.filter((part) => part)));
  },

  /** Return the key: the marks, of those that occur. */
  key(stands) {
    const occurs = (test) => stands.some(test);
    const rungs = KG.RUNGS.filter((rung) => occurs((stand) => stand.rung === rung)).map((rung) => [this.mark(rung), rung]);
    if (occurs((stand) => stand.leads)) rungs.push([this.mark("leads"), "leads"]);
    if (occurs((stand) => stand.doubt === "denied")) rungs.push([this.mark("denied"), KG.el("s", {}, "member"), " denied"]);
    const doubts = Object.entries(this.DOUBTS)
      .filter(([doubt]) => occurs((stand) => stand.doubt === doubt))
      .map(([doubt, sign]) => [KG.el("b", { class: `sign ${doubt}` }, sign), this.WORDS[doubt]]);
    return [...rungs, ...doubts].map((parts) => KG.el("li", {}, ...parts));
  },
};
