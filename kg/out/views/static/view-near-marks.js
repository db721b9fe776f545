"use strict";
/* How a neighbourhood looks at the moment: what is seen of it at the places of its plan. */
{
  const CROWD = 70; // more lines between neighbours than this are shown only of what is selected
  const SAID = 4;
  const NOTES = { planned: "planned", negated: "denied", opinion: "an opinion" };

  /** Return some facts as sentences, each with what is not firm about it. */
  KG.sentences = (numbers, facts) => {
    const said = numbers.map((number) => {
      const fact = KG.data.facts[number];
      const notes = [NOTES[fact.status], fact.tier === "accepted" ? null : "not certain", facts.doubt(number)].filter((note) => note);
      return `${fact.subject.text} ${fact.predicate} ${fact.object.text}${notes.length ? ` (${notes.join(", ")})` : ""}`;
    });
    const all = [...new Set(said)];
    return all.length > SAID ? [...all.slice(0, SAID), `and ${all.length - SAID} more`] : all;
  };

  /** Return the mark of an entity. */
  KG.nearMark = (node, x, y, size) => {
    const { shape, colour, solid } = KG.marks.get(KG.data.entities[node].type);
    const corners = KG.corners(shape, x, y, size);
    const classes = { class: `shape ${colour}${solid ? " solid" : ""}` };
    return corners
      ? KG.sketch("polygon", { ...classes, points: corners.map((corner) => corner.map((value) => value.toFixed(1)).join()).join(" ") })
      : KG.sketch("circle", { ...classes, cx: x, cy: y, r: size });
  };

  /** Return the classes of a line that stands for some facts, and the sign on it. */
  KG.nearLook = (numbers) => {
    const look = KG.linkStyle(numbers);
    const candidate = numbers.every((number) => KG.data.facts[number].tier !== "accepted");
    const sign = { negated: "✕", disputed: "≠" }[look] ?? (candidate ? "?" : "");
    return { classes: `${look}${candidate ? " candidate" : ""}`, sign };
  };

  KG.nearMarks = {
    drawPlan() {
      const { plan } = this;
      const ties = this.tiesDrawn();
      const seen = new Set(ties.flatMap(({ edge }) => [edge.from, edge.to]));
      const faint = ties.filter((tie) => tie.kind === "faint");
      this.svg.classList.toggle("crowded", plan.narrow || faint.length > CROWD);
      const rows = plan.blocks.flatMap((block) => block.rows);
      const shown = rows.filter(({ kind }) => kind === "node");
      this.lay([
        ["lines", ties.map((tie) => this.tie(tie))],
        ["heads", rows.filter(({ kind }) => kind === "head").map((row) => this.head(row))],
        ["marks", [this.centreMark(), ...rows.flatMap((row) => (row.kind === "node" ? [this.neighbour(row, seen)] : row.kind === "more" ? [this.more(row)] : []))]],
      ], plan.frame());
      const now = shown.filter(({ node }) => seen.has(node)).length;
      const words = `${now} of ${KG.counted(shown.length, "entity", "entities")} around ${KG.data.entities[plan.centre].label}`;
      this.svg.setAttribute("aria-label", `${words}. Arrow keys walk, Enter reads, Space reads the tie, + shows neighbours, - folds them.`);
      return now === shown.length ? KG.counted(now, "entity", "entities") : `${now} of ${shown.length} seen`;
    },

    /** Return the ties that are seen between those that are drawn, the fainter ones first. */
    tiesDrawn() {
      const { plan, ties, app } = this;
      const found = new Map();
      for (const place of plan.places.values()) {
        for (const { node: other, edge } of ties.of(place.node)) {
          if (found.has(edge.id) || !plan.places.has(other)) continue;
          const facts = app.facts.among(edge.facts);
          if (!facts.length) continue;
          const child = [place, plan.places.get(other)].find((each) => each.edge === edge);
          const kind = child ? "own" : plan.isGrown(place.node) || plan.isGrown(other) ? "cross" : "faint";
          found.set(edge.id, { edge, facts, child, kind });
        }
      }
      const rank = ["faint", "cross", "own"];
      return [...found.values()].sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind) || a.edge.id - b.edge.id);
    },

    tie({ edge, facts, child, kind }) {
      const { classes, sign } = KG.nearLook(facts);
      const d = child ? this.wayTo(child) : this.wayBetween(this.plan.places.get(edge.from), this.plan.places.get(edge.to));
      const click = (event) => {
        event.stopPropagation();
        this.app.select({ kind: "edge", id: edge.id });
      };
      const words = [sign, facts.length > 1 ? `×${facts.length}` : ""].filter((part) => part).join(" ");
      const group = KG.sketch("g", { class: `tie ${kind} ${classes}`, "data-ends": `${edge.from} ${edge.to}`, "data-edge": edge.id, click },
        KG.sketch("path", { class: "seen", d, "stroke-width": Math.min(4, 1 + 0.5 * facts.length) }),
        KG.sketch("path", { class: "reach", d }),
        ...(child ? this.ends(edge, child, words) : []));
      this.tip.watch(group, () => KG.sentences(facts, this.app.facts));
      return group;
    },

    /** Return arrow heads beside the mark of a neighbour, and the words on its line. */
    ends(edge, { node, x, y, side }, words) {
      const at = (way) => (edge[way === "to" ? "to" : "from"] === node);
      const heads = edge.arrows ? edge.arrows.split(",") : [];
      const tip = (from, to) => KG.sketch("polygon", { class: "arrow", points: `${x - side * to},${y} ${x - side * from},${y - 4} ${x - side * from},${y + 4}` });
      const parts = heads.map((way) => (at(way) ? tip(19, 11) : tip(heads.length > 1 ? 20 : 12, heads.length > 1 ? 28 : 20)));
      const reach = 23 + (heads.length > 1 ? 8 : 0);
      if (words) parts.push(KG.sketch("text", { class: "count", x: x - side * reach, y: y + 4, "text-anchor": side > 0 ? "end" : "start" }, words));
      return parts;
    },

    /** Return the line to a neighbour from what it has grown from. */
    wayTo({ x, y, side, block }) {
      const { anchor, parent } = block;
      if (!anchor.side && this.plan.narrow) return `M0 13V${y - 9}Q0 ${y} 9 ${y}H${x - 10}`;
      const stop = x - side * 44;
      const last = `${stop} ${y}H${x - side * 10}`;
      if (!anchor.side) return `M${side * 15} 0C${stop * 0.5} 0 ${stop - side * Math.abs(stop) * 0.4} ${y} ${last}`;
      const from = anchor.row ?? this.plan.places.get(parent);
      const start = from.x + side * (KG.NEAR.indent + from.width + KG.NEAR.pill);
      const half = (stop - anchor.x) / 2;
      return `M${start} ${anchor.y}H${anchor.x}C${anchor.x + half} ${anchor.y} ${stop - half} ${y} ${last}`;
    },

    /** Return a line between two that stand already: on the inner side, where no names are. */
    wayBetween(one, other) {
      const [near, far] = Math.abs(one.x) <= Math.abs(other.x) ? [one, other] : [other, one];
      if (near.block && near.side === far.side && far.side * far.x > near.side * near.block.edge) {
        const start = near.x + near.side * (KG.NEAR.indent + near.width + KG.NEAR.pill);
        const half = (far.x - near.block.edge) / 2;
        return `M${start} ${near.y}H${near.block.edge}C${near.block.edge + half} ${near.y} ${far.x - half} ${far.y} ${far.x - far.side * 10} ${far.y}`;
      }
      const bow = (place) => place.x - (place.block ? place.side * Math.min(this.plan.narrow ? 44 : 150, 40 + Math.abs(near.y - far.y) * 0.3) : 0);
      const end = (place) => place.x - (place.block ? place.side * 10 : 0);
      return `M${end(near)} ${near.y}C${bow(near)} ${near.y} ${bow(far)} ${far.y} ${end(far)} ${far.y}`;
    },

    head({ x, y, side, line, words }) {
      const look = { class: "head", x: x + side * KG.NEAR.indent, y: y + 7, "text-anchor": side > 0 ? "start" : "end" };
      return KG.sketch("text", look, KG.sketch("title", {}, words.join(", ")), line);
    },

    centreMark() {
      const { centre, narrow, places } = this.plan;
      const { lines, box } = places.get(centre);
      const { left, top, right, bottom } = box;
      const named = (line, row) => (narrow
        ? { x: 24, y: lines.length > 1 ? row * 18 - 3 : 5, "text-anchor": "start" }
        : { x: 0, y: 36 + 18 * row, "text-anchor": "middle" });
      const { label, typeLabel } = KG.data.entities[centre];
      return this.item({ node: centre, x: 0, y: 0 }, "centre", [label, typeLabel], [
        KG.sketch("rect", { class: "ring", x: left, y: top, width: right - left, height: bottom - top, rx: 9 }),
        KG.nearMark(centre, 0, 0, 12),
        ...lines.flatMap((line, row) => [row ? " " : "", KG.sketch("text", { class: "name", ...named(line, row) }, line)]),
      ]);
    },

    neighbour(row, seen) {
      const { node, x, y, side, lines, width, edge } = row;
      const { label, typeLabel } = KG.data.entities[node];
      const facts = this.app.facts.among(edge.facts);
      const from = x + side * KG.NEAR.indent;
      const start = side > 0 ? x - 11 : x - KG.NEAR.indent - width - 5;
      const first = y + 4.5 - 7.5 * (lines.length - 1);
      const names = lines.flatMap((line, at) => [at ? " " : "", KG.sketch("text", { class: "name", x: from, y: first + 15 * at, "text-anchor": side > 0 ? "start" : "end" }, line)]);
      const mark = KG.nearMark(node, x, y, KG.NEAR.mark);
      if (!seen.has(node)) return KG.sketch("g", { class: "neighbour ghost", "aria-hidden": "true", "data-node": node }, KG.sketch("title", {}, label), mark, names);
      const struck = facts.length && KG.linkStyle(facts) === "negated" ? " struck" : "";
      const fresh = this.plan.fresh(node);
      const grown = this.plan.isGrown(node);
      const more = grown ? "its neighbours are shown, - folds them" : fresh ? `${KG.counted(fresh, "further neighbour", "further neighbours")}, + shows them` : "no further neighbours";
      const ring = KG.sketch("rect", { class: "ring", x: start, y: y - row.height / 2 + 1, width: width + KG.NEAR.indent + 16, height: row.height - 2, rx: 7 });
      const lead = KG.sentences(facts, this.app.facts);
      const group = this.item({ node, x, y, edge }, `neighbour${struck}`, [label, typeLabel, ...lead, more], [ring, mark, ...names]);
      if (fresh || grown) group.append(this.pill(node, from + side * (width + 7), y, side, grown ? "−" : `+${fresh}`));
      group.addEventListener("dblclick", (event) => { if (!event.target.closest(".pill")) this.toggle(node); });
      return group;
    },

    /** Return the button behind a name that shows its neighbours, or folds them. */
    pill(node, x, y, side, text) {
      const width = 10 + 6.6 * text.length;
      const click = (event) => {
        event.stopPropagation();
        this.toggle(node);
      };
      return KG.sketch("g", { class: "pill", "data-grow": node, click },
        KG.sketch("rect", { x: side > 0 ? x : x - width, y: y - 9, width, height: 18, rx: 9 }),
        KG.sketch("text", { x: x + (side * width) / 2, y: y + 4, "text-anchor": "middle" }, text));
    },

    /** Return the button for those who were too many; once they are shown, their joint. */
    more({ parent, count, x, y, side, open }) {
      const words = `${count} more`;
      const start = side > 0 ? x + KG.NEAR.indent - 6 : x - KG.NEAR.indent - 84;
      const children = [
        KG.sketch("rect", { class: "box", x: start, y: y - 10, width: 90, height: 22, rx: 11 }),
        KG.sketch("text", { class: "name", x: start + 45, y: y + 5, "text-anchor": "middle" }, words),
      ];
      if (open) return KG.sketch("g", { class: "joint" }, children);
      const { id, label } = KG.data.entities[parent];
      return this.item({ node: null, more: parent, x, y, act: () => this.take(`${id}*all`) }, "more", [`${words} of the neighbours of ${label}`, "show them"], children);
    },
  };
}
