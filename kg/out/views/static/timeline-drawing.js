"use strict";
/* The picture of the timeline: axis, lines of members, joinings by year; its lanes are in
   timeline-lanes.js. Where things stand follows from range and width, never from the day. */
KG.shape = (name, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
};

KG.TimelineDrawing = class {
  static COLOURS = ["blue", "orange", "green", "purple", "sky", "grey"];
  static AXIS = 34;

  constructor(svg) {
    this.svg = svg;
    this.pen = document.createElement("canvas").getContext("2d");
  }

  /** @param model events, blocs, range, asOf, entity, width, height: see view-timeline.js. */
  draw(model) {
    Object.assign(this, { model, marks: [], parts: [], narrow: model.width < 560 });
    this.family = getComputedStyle(document.body).fontFamily;
    this.place();
    const { AXIS } = KG.TimelineDrawing;
    this.rows = model.blocs.filter(({ joiners }) => joiners.dated.some(({ first }) => first >= model.range[0] && first < model.range[1]));
    const years = this.rows.length ? 24 + 28 * this.rows.length : 0;
    const lanes = KG.LANES.map((lane) => new KG.Lane(this, lane));
    const rest = years + lanes.reduce((sum, { height }) => sum + height, 0) + AXIS + 40;
    const lines = model.blocs.length ? Math.max(this.narrow ? 240 : 210, Math.min(360, model.height - rest)) : 0;
    this.linesFoot = lines;
    let y = AXIS;
    if (lines) y = this.lines(y, lines) + 8;
    if (years) y = this.years(y);
    y = lanes.reduce((top, lane) => lane.draw(top), y + 6);
    this.height = y + 26;
    this.svg.setAttribute("viewBox", `0 0 ${model.width} ${this.height}`);
    this.svg.setAttribute("width", model.width);
    this.svg.setAttribute("height", this.height);
    return [...this.grid(), ...this.parts, ...this.day()];
  }

  /** Lay the years out so that names have room behind the end of the lines. */
  place() {
    const { range: [from, to], width, end } = this.model;
    this.left = this.narrow ? 26 : 38;
    const names = this.narrow ? 96 : 176;
    const lastYear = KG.newYear(KG.yearOf(Math.min(end, to - 1)) + 1);
    const share = (lastYear - from) / (to - from);
    this.right = Math.min(width - 14, this.left + (width - names - this.left) / share);
    this.x = (day) => this.left + ((day - from) / (to - from)) * (this.right - this.left);
    this.dayAt = (x) => Math.round(from + ((x - this.left) / (this.right - this.left)) * (to - from));
    this.namesAt = this.x(lastYear) + 10;
    this.perYear = (this.right - this.left) / (KG.yearOf(to - 1) - KG.yearOf(from) + 1);
    this.until = Math.min(end, to);
  }

  isLater(day) {
    return this.model.asOf !== null && day > this.model.asOf;
  }

  text(words, attributes) {
    return KG.shape("text", { direction: "ltr", ...attributes }, `\u2068${words}\u2069`);
  }

  /** Break words into lines of a width; what is too long ends in dots. */
  wrapped(words, width, most, size = 12) {
    this.pen.font = `${size}px ${this.family}`;
    const fits = (line) => this.pen.measureText(line).width <= width;
    const lines = [""];
    for (const word of words.split(" ")) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (fits(longer) || !lines.at(-1) || lines.length === most) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.map((line) => {
      let cut = line;
      while (cut.length > 1 && !fits(cut === line ? cut : `${cut}…`)) cut = cut.slice(0, -1);
      return cut === line ? line : `${cut.trimEnd()}…`;
    });
  }

  grid() {
    const { range: [from, to], end } = this.model;
    const [first, last] = [KG.yearOf(from), KG.yearOf(to - 1)];
    const { perYear } = this;
    const step = [1, 2, 5, 10, 20, 50, 100].find((each) => each * perYear >= 38) ?? 200;
    const found = [];
    const tick = (day, words, fine) => {
      const x = this.x(day);
      found.push(KG.shape("line", { class: fine ? "grid fine" : "grid", x1: x, x2: x, y1: fine ? 30 : 16, y2: this.height - 18 }));
      if (words) found.push(...[26, this.height - 6].map((y) => this.text(words, { class: "tick", x: x + 4, y })));
    };
    for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
      tick(KG.newYear(year), String(year));
      for (const month of perYear > 150 ? [3, 6, 9] : []) {
        const words = perYear > 260 ? ["Apr", "Jul", "Oct"][month / 3 - 1] : null;
        tick(Date.UTC(year, month, 1) / KG.DAY, words, true);
      }
    }
    if (end >= from && end < to) {
      const x = this.x(end);
      const width = Math.max(0, this.right - x);
      found.unshift(KG.shape("rect", { class: "ahead", x, y: 16, width, height: this.height - 34 }));
    }
    return found;
  }

  heading(words, y) {
    return this.text(words, { class: "heading", x: 8, y });
  }

  /** Draw how many members each bloc has, as steps, with its name where its line ends. */
  lines(top, height) {
    const { blocs, range: [from] } = this.model;
    const [head, foot] = [top + 22, top + height];
    this.parts.push(this.heading("Countries that signed or joined", top + 14));
    const most = Math.max(1, ...blocs.map(({ steps }) => KG.countOn(steps, this.until)[1]));
    const step = [1, 2, 5, 10, 20, 25, 50, 100].find((each) => most / each <= 5) ?? Math.ceil(most / 5);
    const ceiling = Math.ceil(most / step) * step;
    const y = (count) => foot - (count / ceiling) * (foot - head);
    for (let count = 0; count <= ceiling; count += step) {
      this.parts.push(KG.shape("line", { class: "grid", x1: this.left, x2: this.x(this.until), y1: y(count), y2: y(count) }));
      this.parts.push(this.text(count, { class: "tick right", x: this.left - 5, y: y(count) + 4 }));
    }
    const names = blocs.map((each) => {
      this.parts.push(...this.line(each, from, y));
      return { ...each, y: y(KG.countOn(each.steps, this.until)[0]) };
    });
    this.names(names, head, foot);
    return foot;
  }

  line({ slot, steps, joiners }, start, y) {
    const colour = KG.TimelineDrawing.COLOURS[slot];
    const { until, model } = this;
    const from = Math.max(start, Math.min(until, steps[0]?.[0] ?? until));
    const inside = steps.filter(([day]) => day >= from && day <= until);
    const started = KG.countOn(steps, from - 1);
    const path = (which) => inside.reduce((d, each) => `${d}H${this.x(each[0])}V${y(each[1 + which])}`,
      `M${this.x(from)} ${y(started[which])}`) + `H${this.x(until)}`;
    const back = [...inside].reverse().reduce((d, each, at, all) => {
      const before = all[at + 1]?.[1] ?? started[0];
      return `${d}H${this.x(each[0])}V${y(before)}`;
    }, `V${y(inside.at(-1)?.[1] ?? started[0])}`);
    const parts = [
      KG.shape("path", { class: `band ${colour}`, d: `${path(1)}${back}H${this.x(from)}Z` }),
      KG.shape("path", { class: `maybe ${colour}`, d: path(1) }),
      KG.shape("path", { class: `members ${colour} dash${slot}`, d: path(0) }),
    ];
    const own = joiners.dated.find(({ node }) => node === model.entity);
    if (own && own.first >= from && own.last <= until) {
      parts.push(KG.shape("circle", { class: `joined ${colour}`, cx: this.x(own.last), cy: y(KG.countOn(steps, own.last)[0]), r: 5.5 }));
    }
    return parts;
  }

  /** Names beside the ends of the lines, moved apart where they would cover each other. */
  names(names, head, foot) {
    const width = this.model.width - this.namesAt - 6;
    const { asOf } = this.model;
    const day = asOf === null ? this.until : Math.min(asOf, this.until);
    const blocksOf = (rows) => names.map(({ bloc, slot, steps, joiners, y }) => {
      const [least, most] = KG.countOn(steps, day);
      const undated = asOf === null ? joiners.undated.length : 0;
      const aside = undated ? ` (+${undated}${this.narrow ? "?" : " undated"})` : "";
      const count = least === most ? String(least) : `${least}–${most}`;
      this.pen.font = `bold 12px ${this.family}`;
      const indent = this.pen.measureText(count).width + 6;
      const lines = this.wrapped(`${KG.camps.shortName(bloc.node)}${aside}`, width - indent, rows);
      return { slot, count, lines, indent, y, at: y, size: 15 * lines.length + 4 };
    }).sort((a, b) => a.y - b.y || a.slot - b.slot);
    const tall = (blocks) => blocks.reduce((sum, { size }) => sum + size, 0);
    const blocks = [3, 2].map(blocksOf).find((each) => tall(each) <= foot - head + 22) ?? blocksOf(1);
    let low = head - 12;
    for (const block of blocks) {
      block.at = Math.max(low, block.y - block.size / 2);
      low = block.at + block.size;
    }
    let high = foot + 10;
    for (const block of [...blocks].reverse()) {
      block.at = Math.min(block.at, high - block.size);
      high = block.at;
    }
    for (const { slot, count, lines, indent, y, at, size } of blocks) {
      const colour = KG.TimelineDrawing.COLOURS[slot];
      const [x, middle] = [this.x(this.until), at + size / 2];
      this.parts.push(KG.shape("path", { class: `leader ${colour}`, d: `M${x} ${y}L${this.namesAt - 4} ${middle}` }));
      this.parts.push(this.marker(slot, x, y));
      this.parts.push(this.text(count, { class: "count", x: this.namesAt, y: at + 13 }));
      this.parts.push(...lines.map((line, row) => this.text(line, { class: "name", x: this.namesAt + indent, y: at + 13 + 15 * row })));
    }
  }

  marker(slot, x, y) {
    const classes = { class: `marker ${KG.TimelineDrawing.COLOURS[slot]}` };
    const points = ["", "-5,-5 5,-5 5,5 -5,5", "0,-6 6,5 -6,5", "0,-6.5 6.5,0 0,6.5 -6.5,0", "0,6 6,-5 -6,-5", "-6,0 -3,-5 3,-5 6,0 3,5 -3,5"][slot];
    const transform = `translate(${x} ${y})`;
    return points ? KG.shape("polygon", { ...classes, points, transform }) : KG.shape("circle", { ...classes, r: 5, transform });
  }

  /** Draw a row of bars for each bloc: how many joined in which year. */
  years(top) {
    const { blocs, range: [from, to] } = this.model;
    const all = [];
    for (let year = KG.yearOf(from); year < KG.yearOf(to) && KG.newYear(year) <= this.until; year += 1) all.push(year);
    const of = ({ joiners }, year) => joiners.dated.filter(({ first }) => KG.yearOf(first) === year);
    const most = Math.max(1, ...blocs.flatMap((each) => all.map((year) => of(each, year).length)));
    const without = blocs.length - this.rows.length;
    this.parts.push(this.heading(`Joinings by year${without ? ` – ${without} of the blocs had none` : ""}`, top + 14));
    this.rows.forEach((each, row) => {
      const foot = top + 24 + 28 * (row + 1) - 5;
      this.parts.push(KG.shape("line", { class: "grid", x1: this.left, x2: this.namesAt - 10, y1: foot, y2: foot }));
      const [name] = this.wrapped(KG.camps.shortName(each.bloc.node), this.model.width - this.namesAt - 22, 1, 11.5);
      this.parts.push(this.marker(each.slot, this.namesAt + 4, foot - 5));
      this.parts.push(this.text(name, { class: "name small", x: this.namesAt + 16, y: foot - 1 }));
      for (const year of all) this.bar(each, year, of(each, year), foot, 15 / most);
    });
    return top + 24 + 28 * this.rows.length;
  }

  bar({ bloc, slot }, year, joined, foot, unit) {
    if (!joined.length) return;
    const { entities, entity } = this.model;
    const seen = joined.filter(({ first }) => !this.isLater(first));
    const [x, right] = [this.x(KG.newYear(year)) + 1, this.x(KG.newYear(year + 1)) - 1];
    const width = Math.max(1.5, right - x);
    const height = (count) => Math.max(2, count * unit);
    const inDoubt = ({ first, last, sure }) => !sure || KG.yearOf(first) !== KG.yearOf(last);
    const later = !seen.length;
    const shown = later ? joined : seen;
    const count = shown.length;
    const unsure = shown.filter(inDoubt).length;
    const names = seen.map((each) => entities[each.node].label + (inDoubt(each) ? " (in doubt)" : "")).join(", ");
    const said = unsure ? `${count - unsure} +${unsure}?` : String(count);
    const words = `${year}: ${said} ${count === 1 ? "country" : "countries"} joined ${entities[bloc.node].label}: ${names}`;
    const chosen = entity !== null && seen.some(({ node }) => node === entity);
    const group = KG.shape("g", { class: `mark-group year ${KG.TimelineDrawing.COLOURS[slot]}${later ? " later" : ""}${chosen ? " chosen" : ""}` },
      KG.shape("rect", { class: "reach", x, y: foot - 20, width, height: 22 }),
      KG.shape("rect", { class: "bar", x, y: foot - height(count), width, height: height(count) }),
      unsure ? KG.shape("rect", { class: "unsure", x, y: foot - height(count), width, height: height(unsure) }) : null,
      width >= 12 ? this.text(said, { class: "number", x: x + width / 2, y: foot - height(count) - 2 }) : null);
    const facts = [...new Set(seen.flatMap((each) => each.facts))];
    this.add({ key: `year ${bloc.node} ${year}`, row: `year ${bloc.node}`, x: x + width / 2, y: foot - 8, words, lines: [words], group, later, facts, title: `${entities[bloc.node].label}: joined in ${year}`, nodes: [bloc.node] });
  }

  /** Take in a mark that can be walked to and opened. */
  add(mark) {
    this.parts.push(mark.group);
    mark.group.setAttribute("data-key", mark.key);
    if (mark.later) return;
    for (const [name, value] of Object.entries({ role: "button", tabindex: "-1", "aria-label": mark.words })) mark.group.setAttribute(name, value);
    this.marks.push(mark);
  }

  /** The line of the day as of which one looks, over a veil on what comes after it. */
  day() {
    const { asOf, end, range: [from, to] } = this.model;
    const day = asOf ?? Math.min(end, to);
    const x = this.x(Math.max(from, Math.min(to, day)));
    const words = asOf === null ? "All times" : `As of ${KG.dayWords(asOf)}`;
    const width = asOf === null ? 66 : 118;
    const at = Math.max(2, Math.min(this.model.width - width - 2, x - width / 2));
    const [head, foot] = [KG.TimelineDrawing.AXIS, this.height - 18];
    const behind = Math.max(0, this.x(this.until) - x);
    const veil = asOf === null ? null : KG.shape("rect", { class: "veil", x, y: head, width: behind, height: this.linesFoot });
    const line = day < from || day > to ? null : KG.shape("line", { class: asOf === null ? "asof all" : "asof", x1: x, x2: x, y1: 16, y2: foot });
    return [veil, line, KG.shape("g", { class: asOf === null ? "handle all" : "handle" },
      KG.shape("rect", { x: at, y: 0, width, height: 17, rx: 8 }),
      KG.shape("text", { x: at + width / 2, y: 12.5 }, words))].filter((part) => part);
  }
};
