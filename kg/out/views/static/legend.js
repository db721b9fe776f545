"use strict";
/* The legend explains the marks and lines, and hides and shows them. */
KG.swatch = (type) => {
  const mark = KG.marks.get(type);
  const classes = `mark ${mark.colour}${mark.solid ? " solid" : ""}`;
  const points = {
    square: "2.5,2.5 13.5,2.5 13.5,13.5 2.5,13.5",
    diamond: "8,1 15,8 8,15 1,8",
    triangle: "8,2 15,14 1,14",
    triangleDown: "8,14 15,2 1,2",
    hexagon: "1,8 4.5,2 11.5,2 15,8 11.5,14 4.5,14",
    star: "8,0.8 10.1,5.6 15.3,6.1 11.4,9.6 12.5,14.7 8,12 3.5,14.7 4.6,9.6 0.7,6.1 5.9,5.6",
  }[mark.shape];
  if (!points) return KG.svg(classes, "0 0 16 16", "circle", { cx: 8, cy: 8, r: 6.5 });
  return KG.svg(classes, "0 0 16 16", "polygon", { points });
};

KG.Legend = class {
  constructor(element, state) {
    const { types, links, predicates } = KG.data;
    Object.assign(this, { state, rows: [] });
    element.open = matchMedia("(width >= 700px)").matches;
    element.hidden = !types.length;
    element.append(...types.map((record) => this.row("hiddenTypes", record.type, record, KG.swatch(record.type))));
    if (links.length) element.append(KG.el("h2", {}, "Links"));
    for (const record of links) {
      const line = KG.svg(`line ${record.link}`, "0 0 26 16", "path", { d: "M1 8H25" });
      element.append(this.row("hiddenLinks", record.link, record, line));
    }
    if (predicates.length) {
      const rows = predicates.map((record) => this.row("hiddenPredicates", record.predicate, record, null));
      element.append(KG.el("details", { class: "relations" }, KG.el("summary", {}, "Relations"), ...rows));
    }
    this.show();
  }

  row(set, key, record, swatch) {
    const toggle = (event) => {
      if (event.target.checked) this.state[set].delete(key);
      else this.state[set].add(key);
      this.state.touch(set);
    };
    const input = KG.el("input", { type: "checkbox", "data-key": key, change: toggle });
    this.rows.push({ input, set, key });
    const count = KG.el("span", { class: "count" }, String(record.count));
    return KG.el("label", {}, input, swatch, KG.text(record.label), count);
  }

  /** Bring the boxes into the state of the page. */
  show() {
    for (const { input, set, key } of this.rows) input.checked = !this.state[set].has(key);
  }
};
