"use strict";
/* The lanes of events: a mark at its day, a bar where only a month or a year is told, and a
   count where marks would cover each other. */
KG.BINS = [1, 3, 6, 12, 24, 60, 120, 240];
KG.APART = 20;

/** Return the events by calendar bins, of the least months that leave a mark its room. */
KG.binned = (events, x, perYear) => {
  const months = KG.BINS.find((each) => (each / 12) * perYear >= KG.APART) ?? KG.BINS.at(-1);
  const start = (bin) => Date.UTC(0, bin * months) / KG.DAY - Date.UTC(0, 0) / KG.DAY + KG.newYear(1900);
  const bins = new Map();
  for (const event of events) {
    const day = new Date(((event.first + event.last) / 2) * KG.DAY);
    const bin = Math.floor((12 * (day.getUTCFullYear() - 1900) + day.getUTCMonth()) / months);
    bins.set(bin, [...(bins.get(bin) ?? []), event]);
  }
  return [...bins].map(([bin, inside]) => {
    const [first, next] = [start(bin), start(bin + 1)];
    const own = inside.length === 1 ? Math.max(x(first) + 7, Math.min(x(next) - 7, x((inside[0].first + inside[0].last + 1) / 2))) : null;
    return { events: inside, first, last: next - 1, x: own ?? (x(first) + x(next)) / 2 };
  });
};

/** Put bars of the same days together, and give each the first row where it has room; in the
    first row stand the points, too. */
KG.stacked = (events, span, points) => {
  const bars = new Map();
  for (const event of events) {
    const key = `${event.first} ${event.last} ${event.state}`;
    if (!bars.has(key)) bars.set(key, { events: [], span: span(event) });
    bars.get(key).events.push(event);
  }
  const ends = [-Infinity];
  for (const bar of bars.values()) {
    const [left, right] = bar.span;
    const covers = points.some(({ x }) => x > left - 11 && x < right + 11);
    bar.row = ends.findIndex((end, row) => end <= left && !(row === 0 && covers));
    if (bar.row < 0) bar.row = ends.length;
    ends[bar.row] = bar.span[1] + 3;
  }
  return { bars: [...bars.values()], rows: ends.length };
};

KG.Lane = class {
  /** Lay the lane out; its height is known before anything is drawn. */
  constructor(drawing, lane) {
    Object.assign(this, { drawing, lane, model: drawing.model });
    const { range: [from, to] } = this.model;
    this.events = this.model.events.filter((event) => event.lane === lane.id && event.last >= from && event.first < to);
    const ends = ({ first, last }) => [Math.max(drawing.left, drawing.x(first)), Math.min(drawing.right, drawing.x(last + 1))];
    const isBar = (event) => event.last > event.first && drawing.x(event.last + 1) - drawing.x(event.first) > 16;
    this.points = KG.binned(this.events.filter((event) => !isBar(event)), drawing.x, drawing.perYear);
    const { bars, rows } = KG.stacked(this.events.filter(isBar), ends, this.points);
    this.bars = bars;
    this.height = this.events.length ? 24 + 20 * rows : 22;
  }

  draw(top) {
    const { drawing, lane, model, events } = this;
    const seen = events.filter((event) => !drawing.isLater(event.from)).length;
    drawing.parts.push(KG.shape("line", { class: "rule", x1: 0, x2: model.width, y1: top + 1, y2: top + 1 }));
    const heading = drawing.heading(`${lane.label}${seen ? "" : " – none in these years"}`, top + 14);
    if (seen) heading.append(KG.shape("tspan", { class: "sum" }, `  ${seen}`));
    drawing.parts.push(heading);
    for (const bin of this.points) this.point(bin, top + 29);
    for (const bar of this.bars) this.bar(bar, top + 21 + 20 * bar.row);
    return top + this.height;
  }

  /** Return what a mark says and opens, as of the day: of all events at it, those seen. */
  about(events, days) {
    const { drawing, model, lane } = this;
    const seen = events.filter((event) => !drawing.isLater(event.from));
    const told = seen.length ? seen : events;
    const states = new Set(told.map((event) => event.state));
    const state = states.size === 1 ? [...states][0] : "firm";
    const own = model.entity === null ? [] : told.filter((event) => event.around.has(model.entity));
    const doubt = { planned: "planned", candidate: "candidate", disputed: "disputed" };
    const said = (event) => event.words + (doubt[event.state] && !(lane.id === "plan" && event.state === "planned") ? ` (${doubt[event.state]})` : "");
    const of = own.length ? `, ${own.length} of ${model.entities[model.entity].label}` : "";
    const many = `${KG.daysWords(...days)}: ${told.length} ${lane.many}${of}`;
    const ordered = own.length ? [...own, ...told.filter((event) => !own.includes(event))] : told;
    const few = ordered.slice(0, 7).map(said);
    const lines = told.length === 1 ? few : [many, ...few, ...(told.length > 7 ? [`and ${told.length - 7} more`] : [])];
    const classes = [`mark-group ${lane.id} ${state}`, seen.length ? "" : "later", own.length ? "chosen" : model.entity === null ? "" : "aside"];
    const colours = new Set(told.map((event) => model.colourOf(event)));
    return {
      told, colour: colours.size === 1 ? [...colours][0] : "grey",
      classes: classes.filter((each) => each).join(" "),
      mark: {
        key: `${lane.id} ${events[0].first} ${events[0].facts[0]}`, row: lane.id, later: !seen.length,
        words: told.length === 1 ? lines[0] : `${many}. ${few.join("; ")}`, lines,
        facts: [...new Set(told.flatMap((event) => event.facts))],
        nodes: told.length === 1 ? told[0].nodes : [], title: told.length === 1 ? null : many,
      },
    };
  }

  point({ events, first, last, x }, y) {
    const { told, colour, classes, mark } = this.about(events, [first, last]);
    const group = KG.shape("g", { class: `${classes} ${colour}`, transform: `translate(${x} ${y})` });
    if (told.length > 1) {
      const width = told.length > 99 ? 25 : 19;
      group.append(KG.shape("rect", { class: "body many", x: -width / 2, y: -9, width, height: 18, rx: 6 }));
      group.append(KG.shape("text", { class: "number", y: 4 }, String(told.length)));
    } else group.append(...this.glyph(told[0].state));
    this.drawing.add({ ...mark, group, x, y });
  }

  /** One event: its shape says its kind, its outline how sure it is. */
  glyph(state) {
    const reach = KG.shape("rect", { class: "reach", x: -10, y: -11, width: 20, height: 22 });
    if (this.lane.id === "end") return [reach, KG.shape("path", { class: "body cross", d: "M-5 -5L5 5M5 -5L-5 5" })];
    const points = { agreement: "0,-7 7,0 0,7 -7,0", launch: "0,-7 6.5,5.5 -6.5,5.5" }[this.lane.id];
    const body = points ? KG.shape("polygon", { class: "body", points }) : KG.shape("circle", { class: "body", r: 6 });
    return [reach, body, state === "disputed" ? KG.shape("path", { class: "struck", d: "M-8 8L8 -8" }) : null].filter((part) => part);
  }

  bar({ events, span: [x, right] }, y) {
    const { drawing, model } = this;
    const { told, colour, classes, mark } = this.about(events, [events[0].first, events[0].last]);
    const group = KG.shape("g", { class: `${classes} ${colour} stretch` },
      KG.shape("rect", { class: "body", x: x + 1, y, width: Math.max(4, right - x - 2), height: 16, rx: 4 }));
    const room = right - x - 10;
    const whole = this.fitting(told.length > 1 ? KG.counted(told.length, this.lane.one, this.lane.many) : this.short(told[0]), room);
    const words = told.length > 1 && /^$|…$/.test(whole) ? String(told.length) : whole;
    if (words && (room > 32 || told.length > 1)) group.append(drawing.text(words, { class: "inside", x: x + 6, y: y + 12 }));
    drawing.add({ ...mark, group, x: Math.min((x + right) / 2, model.width - 10), y: y + 8 });
  }

  /** Return as many whole words as find room: who speaks what is seen is then understood. */
  fitting(text, room) {
    const [line] = this.drawing.wrapped(text, room, 1, 11);
    if (line === text) return line;
    const kept = line.slice(0, -1);
    const whole = text[kept.length] === " " ? kept : kept.slice(0, Math.max(0, kept.lastIndexOf(" ")));
    return whole && `${whole} …`;
  }

  short(event) {
    const [main] = event.facts.map((number) => KG.data.facts[number]);
    return main.subject.text;
  }
};
