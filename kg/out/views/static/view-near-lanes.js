"use strict";
/* The paths between two entities as lanes: what stands between the two, with the words of each
   step on its line. On a narrow screen each path runs from top to bottom instead. */
{
  const LANE = 92;
  const ENDS = 118; // pixels in which lanes leave from one end and meet at the other
  const FONT = "13px";
  const WORDS = "12px";
  const END = "700 14px";
  const SHOWN = 12; // paths of one shape that unfold at most

  KG.nearLanes = {
    drawLanes() {
      const { around, to } = this.app.state;
      const paths = KG.connections(this.app, around, to);
      this.paths = paths;
      this.svg.classList.remove("crowded");
      const lanes = paths.found.flatMap((path, at) => {
        const alike = this.unfolded.has(at) ? path.alike.slice(0, SHOWN).map((each) => ({ steps: each.steps, like: true })) : [];
        return [{ steps: path.steps, at, alike: path.alike }, ...alike];
      });
      if (this.narrow) this.drawChains(lanes, around, to);
      else this.drawAcross(lanes, around, to);
      const said = this.found(paths, around, to);
      this.svg.setAttribute("aria-label", `${said}. Arrow keys walk, Enter reads.`);
      return said;
    },

    /** Return what was found, in words. */
    found({ found, shortest, unsure }, around, to) {
      const [one, other] = [around, to].map((node) => KG.data.entities[node].label);
      const through = this.app.state.asOf !== null || !this.app.facts.all ? " of what is seen now" : "";
      if (around === to) return `${one} is one entity; a path is between two`;
      if (shortest === null) return `Nothing${through} connects ${one} with ${other}`;
      if (!found.length) return shortest > 4 ? `No path of up to 4 steps; the shortest has ${shortest}` : "No path without a detour";
      const kinds = KG.counted(found.length, "path", "paths");
      const steps = KG.counted(shortest, "step", "steps");
      return `${unsure ? "Only by what is planned or not certain: " : ""}${kinds}, the shortest of ${steps}`;
    },

    drawAcross(lanes, around, to) {
      const free = this.free();
      const longest = lanes.reduce((most, { steps }) => Math.max(most, steps.length), 1);
      const side = 34 + [around, to].reduce((most, node) => Math.max(most, KG.widthOf(KG.data.entities[node].label, END)), 0);
      const margin = Math.min(190, side);
      const width = Math.max(440, 2 * ENDS + longest * 150, Math.min(1100, free.right - free.left - 2 * margin - 30));
      const middle = (Math.max(1, lanes.length) - 1) * LANE * 0.5;
      const lines = [];
      const marks = [this.pathEnd(around, 0, middle, -1), this.pathEnd(to, width, middle, 1)];
      lanes.forEach((lane, row) => {
        const y = row * LANE;
        const count = lane.steps.length;
        const slot = (width - 2 * ENDS) / count;
        const x = (at) => ENDS + slot * at;
        lane.steps.forEach((step, at) => {
          const [from, until] = [at ? x(at) + 12 : 15, at < count - 1 ? x(at + 1) - 12 : width - 15];
          const lead = at ? `M${from} ${y}` : `M${from} ${middle}C${ENDS * 0.65} ${middle} ${ENDS * 0.35} ${y} ${ENDS} ${y}`;
          const tail = at < count - 1 ? `H${until}` : `H${width - ENDS}C${width - ENDS * 0.35} ${y} ${width - ENDS * 0.65} ${middle} ${until} ${middle}`;
          const place = { x: x(at) + slot / 2, y, room: count > 1 ? slot - 34 : slot + 40, heads: [[x(at) + 16, -1], [x(at + 1) - 16, 1]] };
          lines.push(this.step(step, lead + tail, place));
          if (at < count - 1) marks.push(this.stop(step.end, x(at + 1), y, Math.min(170, slot - 14), count > 1 && at === 0 ? lane : null));
        });
      });
      this.lay([["lines", lines], ["heads", []], ["marks", marks]], { left: -margin, top: -52, width: width + 2 * margin, height: Math.max(0, lanes.length - 1) * LANE + 140 });
    },

    /** Return one of the two ends of all lanes, its name to the outside. */
    pathEnd(node, x, y, side) {
      const { label, typeLabel } = KG.data.entities[node];
      const lines = KG.fitted(label, 150, END, 3);
      const first = y + 5 - (lines.length - 1) * 8.5;
      return this.item({ node, x, y }, "end", [label, typeLabel], [
        KG.sketch("rect", { class: "ring", x: side > 0 ? x - 16 : x - 180, y: y - 30, width: 196, height: 60, rx: 9 }),
        KG.nearMark(node, x, y, 11),
        ...lines.map((line, row) => KG.sketch("text", { class: "name", x: x + side * 20, y: first + 17 * row, "text-anchor": side > 0 ? "start" : "end" }, line)),
      ]);
    },

    /** Return a stop on a lane with its name below, and the way to others of its kind. */
    stop(node, x, y, room, lane) {
      const { label, typeLabel } = KG.data.entities[node];
      const lines = KG.fitted(label, room, FONT);
      const group = this.item({ node, x, y }, "stop", [label, typeLabel], [
        KG.sketch("rect", { class: "ring", x: x - room / 2 - 6, y: y - 14, width: room + 12, height: 26 + 16 * lines.length, rx: 8 }),
        KG.nearMark(node, x, y, 9),
        ...lines.map((line, row) => KG.sketch("text", { class: "name", x, y: y + 25 + 15 * row, "text-anchor": "middle" }, line)),
      ]);
      return lane?.alike?.length ? [group, this.likewise(lane, x, y + 30 + 15 * lines.length)] : group;
    },

    likewise({ at, alike }, x, y, anchor = "middle") {
      const open = this.unfolded.has(at);
      const words = open ? "fewer" : `likewise by ${alike.length} more`;
      const names = alike.slice(0, SHOWN).map(({ steps }) => steps.slice(0, -1).map(({ end }) => KG.data.entities[end].label).join(" – "));
      const width = 16 + 7 * words.length;
      const act = () => {
        this.unfolded[open ? "delete" : "add"](at);
        this.show();
      };
      const left = anchor === "middle" ? x - width / 2 : x;
      return this.item({ node: null, more: `alike-${at}`, x, y, act }, "more", [words, ...names], [
        KG.sketch("rect", { class: "box", x: left, y: y - 3, width, height: 19, rx: 9 }),
        KG.sketch("text", { class: "name small", x: left + width / 2, y: y + 10.5, "text-anchor": "middle" }, words),
      ]);
    },

    /** Return a step: its line, the words of its most telling relation, and its direction. */
    step({ start, end, facts }, d, { x, y, room, heads, upright = false }) {
      const { entities, predicates } = KG.data;
      const seen = this.app.facts.among(facts);
      const { classes, sign } = KG.nearLook(seen);
      const first = KG.data.facts[seen[0]];
      const words = [...new Set(seen.map((number) => KG.data.facts[number].predicate))];
      const told = (some, rest) => [sign, some, rest].filter((part) => part).join(" ");
      const times = seen.length > 1 ? `×${seen.length}` : "";
      const all = KG.wrapped(told(words.join(", "), words.length > 1 ? "" : times), room, 2, WORDS);
      const lines = all ?? KG.fitted(told(words[0], words.length > 1 ? `+${words.length - 1}` : times), room, WORDS);
      const symmetric = predicates.find((record) => record.predicate === first.link)?.symmetric;
      const [tip, way] = heads[first.subject.node === start ? 1 : 0];
      const base = tip - way * 9;
      const arrow = upright ? `0,${tip} -4.5,${base} 4.5,${base}` : `${tip},${y} ${base},${y - 4.5} ${base},${y + 4.5}`;
      const said = KG.sentences(seen, this.app.facts);
      const act = () => this.app.select({ kind: "facts", nodes: [start, end], facts }, { read: true });
      const top = !upright ? y - 8 - 14 * (lines.length - 1) : y + 4 - 7 * (lines.length - 1);
      return this.item({ node: null, more: `${start}-${end}`, x, y, act, ends: [start, end] }, `tie step ${classes}`, [`${entities[start].label} – ${entities[end].label}`, ...said], [
        KG.sketch("path", { class: "seen", d, "stroke-width": Math.min(4, 1.2 + 0.5 * seen.length) }),
        KG.sketch("path", { class: "reach", d }),
        symmetric ? null : KG.sketch("polygon", { class: "arrow", points: arrow }),
        ...lines.map((line, row) => KG.sketch("text", { class: "words", x, y: top + 14 * row, "text-anchor": upright ? "start" : "middle" }, line)),
      ]);
    },

    /** Draw each path from top to bottom, one below the other. */
    drawChains(lanes, around, to) {
      const [lines, marks] = [[], []];
      const room = Math.max(180, this.frame.clientWidth - 70);
      let y = 0;
      const point = (node, name) => {
        const { label, typeLabel } = KG.data.entities[node];
        const text = KG.fitted(label, room, name === "end" ? END : FONT);
        const first = y + 5 - 8 * (text.length - 1);
        marks.push(this.item({ node, x: 0, y }, name, [label, typeLabel], [
          KG.sketch("rect", { class: "ring", x: -14, y: y - 18, width: room + 40, height: 36, rx: 8 }),
          KG.nearMark(node, 0, y, 9),
          ...text.map((line, row) => KG.sketch("text", { class: "name", x: 20, y: first + 16 * row, "text-anchor": "start" }, line)),
        ]));
      };
      if (!lanes.length) for (const node of new Set([around, to])) { point(node, "end"); y += 46; }
      for (const lane of lanes) {
        point(around, "end");
        lane.steps.forEach((step, at) => {
          const last = at === lane.steps.length - 1;
          const place = { x: 22, y: y + 33, room, heads: [[y + 13, -1], [y + 53, 1]], upright: true };
          lines.push(this.step(step, `M0 ${y + 12}V${y + 54}`, place));
          y += 66;
          point(step.end, last ? "end" : "stop");
        });
        if (lane.alike?.length) marks.push(this.likewise(lane, 20, (y += 26), "start"));
        y += 62;
      }
      this.lay([["lines", lines], ["heads", []], ["marks", marks]], { left: -20, top: -26, width: room + 50, height: Math.max(80, y) });
    },
  };
}
