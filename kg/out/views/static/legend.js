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
  constructor(element, state, onChange) {
    const { types, links } = KG.data;
    element.open = matchMedia("(width >= 700px)").matches;
    element.hidden = !types.length;
    element.append(
      ...types.map((record) => this.row(record.type, record, KG.swatch(record.type), state.hiddenTypes, onChange)),
    );
    if (links.length) element.append(KG.el("h2", {}, "Links"));
    for (const record of links) {
      const line = KG.svg(`line ${record.link}`, "0 0 26 16", "path", { d: "M1 8H25" });
      element.append(this.row(record.link, record, line, state.hiddenLinks, onChange));
    }
  }

  row(key, record, swatch, hidden, onChange) {
    const toggle = (event) => {
      if (event.target.checked) hidden.delete(key);
      else hidden.add(key);
      onChange();
    };
    const input = KG.el("input", { type: "checkbox", checked: "", "data-key": key, change: toggle });
    const count = KG.el("span", { class: "count" }, String(record.count));
    return KG.el("label", {}, input, swatch, KG.text(record.label), count);
  }
};
