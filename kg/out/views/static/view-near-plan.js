"use strict";
/* Where the neighbours of an entity stand. Around the centre they stand in two arcs, by kind,
   their names to the outside, so that no name lies over another or under a line. What grows
   from one of them stands further out, as near to it as there is room. Neither the day nor how
   sure one wants to be moves anything, and what stands keeps its place while more comes. */
{
  const MARK = 8; // half the size of a mark
  const ROW = { 1: 24, 2: 37, 3: 52 }; // height of a row by the lines of its name
  const HEAD = 25;
  const CURVE = 0.85; // how much of a half circle an arc of neighbours is
  const DENT = 1 - Math.sqrt(1 - CURVE);
  const HEADING = 262; // width of the row over a kind at most
  const HEAD_FONT = "600 11.5px";
  const NAME = 178; // width of a name at most
  const BETWEEN = 74; // pixels between what stands and what grows from it, at least
  KG.NEAR = { cap: 40, next: 24, step: 8, mark: MARK, font: "13px", indent: 15, pill: 34 };

  const ruler = document.createElement("canvas").getContext("2d");
  /** Return how wide a text is in pixels. */
  KG.widthOf = (text, font) => {
    ruler.font = `${font} ${KG.theme.font}`;
    return ruler.measureText(text).width;
  };

  /** Return the lines of a text, cut off where it needs more than so many. */
  KG.fitted = (text, width, font, rows = 2) => {
    const whole = KG.wrapped(text, width, rows, font);
    if (whole) return whole;
    let [low, high] = [1, text.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (KG.wrapped(`${text.slice(0, middle).trim()}…`, width, rows, font)) low = middle;
      else high = middle;
    }
    return KG.wrapped(`${text.slice(0, low).trim()}…`, width, rows, font) ?? ["…"];
  };

  /** Who is tied to whom, as far as the legend lets it be seen. */
  KG.NearTies = class {
    constructor(app) {
      Object.assign(this, { app, known: new Map() });
      this.edges = KG.data.entities.map(() => []);
      for (const edge of KG.drawn.edges) {
        this.edges[edge.from].push(edge);
        this.edges[edge.to].push(edge);
      }
      this.order = new Map(KG.data.types.map(({ type }, at) => [type, at]));
    }

    /** Return the neighbours of an entity as { node, edge, facts }, first those with most facts. */
    of(node) {
      if (!this.known.has(node)) this.known.set(node, this.reckon(node));
      return this.known.get(node);
    }

    reckon(node) {
      const { entities, facts, about } = KG.data;
      const found = this.edges[node].flatMap((edge) => {
        const other = edge.from === node ? edge.to : edge.from;
        const wanted = edge.facts.filter((number) => this.app.facts.isListed(facts[number]));
        return !wanted.length || this.app.facts.isHidden(other) ? [] : [{ node: other, edge, facts: wanted }];
      });
      const id = (tie) => entities[tie.node].id;
      return found.sort((a, b) => b.facts.length - a.facts.length || about[b.node].length - about[a.node].length || (id(a) < id(b) ? -1 : 1));
    }

    /** Return ties by the kind of neighbour, each with the words of its relations. */
    grouped(ties) {
      const { entities, facts } = KG.data;
      const groups = new Map();
      for (const tie of ties) {
        const { type } = entities[tie.node];
        groups.set(type, [...(groups.get(type) ?? []), tie]);
      }
      return [...groups].sort(([a], [b]) => this.order.get(a) - this.order.get(b)).map(([type, own]) => {
        const counts = new Map();
        for (const number of own.flatMap((tie) => tie.facts)) counts.set(facts[number].predicate, (counts.get(facts[number].predicate) ?? 0) + 1);
        const words = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([word]) => word);
        return { type, ties: own, words };
      });
    }
  };

  KG.NearPlan = class {
    /** @param narrow whether all stand on one side, below the centre. */
    constructor(ties, centre, narrow) {
      Object.assign(this, { ties, centre, narrow, places: new Map(), blocks: [], grown: new Set(), log: [] });
      const lines = KG.fitted(KG.data.entities[centre].label, narrow ? 250 : 150, "700 15px", narrow ? 2 : 3);
      const half = Math.max(...lines.map((line) => KG.widthOf(line, "700 15px"))) / 2 + 6;
      const box = narrow
        ? { left: -20, right: 24 + 2 * half, top: -22, bottom: 22 }
        : { left: -half, right: half, top: -20, bottom: 28 + 18 * lines.length };
      this.places.set(centre, { node: centre, x: 0, y: 0, side: 1, lines, block: null, box });
      this.refill();
      this.grow(centre, KG.NEAR.cap);
    }

    refill() {
      this.boxes = new KG.Boxes();
      this.boxes.add(this.places.get(this.centre).box);
      for (const block of this.blocks) this.boxes.add(block.box);
    }

    /** Return how many neighbours of an entity are not drawn. */
    fresh(node) {
      return this.ties.of(node).filter((tie) => !this.places.has(tie.node)).length;
    }

    /** Return whether one step more for all would show anybody. */
    hasMore() {
      return [...this.places.keys()].some((node) => !this.grown.has(node) && this.fresh(node));
    }

    isGrown(node) {
      return this.grown.has(node);
    }

    /** Take one step of `state.grown`. */
    apply(step) {
      this.log.push(step);
      const { entities } = KG.data;
      const node = entities.findIndex(({ id }) => id === step.replace(/^-|\*all$/g, ""));
      if (step === "*") for (const each of [...this.places.keys()]) this.grow(each, KG.NEAR.step);
      else if (step.startsWith("-")) this.fold(node);
      else if (step.endsWith("*all")) this.extend(node);
      else this.grow(node, KG.NEAR.next);
    }

    grow(node, most) {
      const place = this.places.get(node);
      if (!place || this.grown.has(node)) return;
      this.grown.add(node);
      const ties = this.ties.of(node).filter((tie) => !this.places.has(tie.node));
      if (ties.length) this.set(node, ties.slice(0, most), ties.length - most, this.anchorOf(place));
    }

    /** Show the neighbours that were too many. */
    extend(node) {
      const row = this.blocks.flatMap((block) => block.rows).find((each) => each.kind === "more" && each.parent === node && !each.open);
      if (!row) return;
      row.open = true;
      const ties = this.ties.of(node).filter((tie) => !this.places.has(tie.node));
      if (ties.length) this.set(node, ties, 0, { x: row.block.edge, y: row.y, side: row.block.side, row });
    }

    /** Take away what has grown from an entity, and what has grown from that. */
    fold(node) {
      this.grown.delete(node);
      for (const block of this.blocks.filter((each) => each.parent === node)) this.drop(block);
      this.refill();
    }

    drop(block) {
      this.blocks = this.blocks.filter((each) => each !== block);
      for (const { node, kind } of block.rows) {
        if (kind !== "node") continue;
        this.places.delete(node);
        this.grown.delete(node);
        for (const each of this.blocks.filter(({ parent }) => parent === node)) this.drop(each);
      }
    }

    /** Return where the lines to what grows from a place begin. */
    anchorOf({ x, y, side, block }) {
      return block ? { x: block.edge, y, side } : { x, y, side: 0 };
    }

    /** Set some neighbours down: on both sides of the centre, else in one block. */
    set(parent, ties, rest, anchor) {
      const rows = this.rowsOf(this.ties.grouped(ties));
      const more = rest > 0 ? [{ kind: "more", parent, count: rest, height: ROW[1], width: 90 }] : [];
      if (anchor.side || this.narrow) this.place(parent, [...rows, ...more], anchor, anchor.side || 1);
      else {
        const [right, left] = halves(rows, ({ label, words }) => this.headOf(label, "", words));
        this.place(parent, left.length ? right : [...right, ...more], anchor, 1);
        if (left.length) this.place(parent, [...left, ...more], anchor, -1);
      }
    }

    rowsOf(groups) {
      const { entities } = KG.data;
      return groups.flatMap(({ type, ties, words }) => {
        const said = this.headOf(KG.marks.get(type).label, String(ties.length), words);
        return [said, ...ties.map(({ node, edge }) => {
          const lines = KG.fitted(entities[node].label, NAME, KG.NEAR.font, 3);
          const width = Math.max(...lines.map((line) => KG.widthOf(line, KG.NEAR.font)));
          return { kind: "node", node, edge, lines, height: ROW[lines.length], width, head: said };
        })];
      });
    }

    /** Return the row over the neighbours of one kind: how many there are, and by which relations. */
    headOf(label, count, words) {
      const said = words.slice(0, 3).join(", ") + (words.length > 3 ? " …" : "");
      const [line] = KG.fitted(`${[label, count].filter((part) => part).join(" ")} · ${said}`, HEADING, HEAD_FONT, 1);
      return { kind: "head", label, line, words, height: HEAD, width: KG.widthOf(line, HEAD_FONT) - KG.NEAR.pill };
    }

    /** Find room for a block beside its anchor, as near to its height as can be. */
    place(parent, rows, anchor, side) {
      const { narrow } = this;
      const height = rows.reduce((sum, row) => sum + row.height, 0);
      const name = Math.max(100, ...rows.map((row) => row.width)) + KG.NEAR.indent + KG.NEAR.pill;
      const central = !anchor.side;
      const round = narrow ? 0 : central ? Math.min(80, height * 0.16) : Math.min(26, height * 0.08);
      const dent = round * DENT;
      const own = this.places.get(this.centre).box.right;
      const gap = !central ? BETWEEN + (narrow ? 0 : Math.min(110, height * 0.16)) : narrow ? 58 : Math.max(150, own + dent + 42, Math.min(210, height * 0.3));
      const [near, far] = [anchor.x + side * (gap - dent), anchor.x + side * (gap + name)];
      const box = { left: Math.min(near, far) - 14, right: Math.max(near, far) };
      const wish = narrow ? anchor.y + (central ? 30 : -ROW[1]) : anchor.y - height / 2;
      const at = (top) => ({ ...box, top: top - 7, bottom: top + height + 7 });
      let off = 0;
      while (!this.boxes.isFree(at(wish + off))) off = off > 0 ? -off : 12 - off;
      const block = { parent, rows, anchor, side, box: at(wish + off), edge: far };
      let y = wish + off;
      for (const row of rows) {
        const turn = ((y + row.height / 2 - wish - off) / height) * 2 - 1;
        const dip = round * (1 - Math.sqrt(1 - CURVE * turn * turn));
        Object.assign(row, { x: Math.round(anchor.x + side * (gap - dip)), y: Math.round(y + row.height / 2), side, block });
        if (row.kind === "node") this.places.set(row.node, row);
        y += row.height;
      }
      this.blocks.push(block);
      this.boxes.add(block.box);
    }

    /** Return the frame of all that stands. */
    frame() {
      const all = [this.places.get(this.centre).box, ...this.blocks.map((block) => block.box)];
      const most = (side, sign) => sign * Math.max(...all.map((box) => sign * box[side])) + sign * 12;
      const [left, top] = [most("left", -1), most("top", -1)];
      return { left, top, width: most("right", 1) - left, height: most("bottom", 1) - top };
    }
  };

  /** Split rows into two halves of about one height, best between two kinds. */
  const halves = (rows, again) => {
    const total = rows.reduce((sum, row) => sum + row.height, 0);
    if (total < 190) return [rows, []];
    let sum = 0;
    const cuts = rows.map((row, at) => {
      const cut = { at, sum, whole: row.kind === "head" };
      sum += row.height;
      return cut;
    }).filter(({ at }) => at && rows[at - 1].kind !== "head");
    const off = (cut) => Math.abs(cut.sum - total / 2) + (cut.whole ? 0 : 0.2 * total);
    const best = cuts.reduce((a, b) => (off(b) < off(a) ? b : a));
    const [right, left] = [rows.slice(0, best.at), rows.slice(best.at)];
    if (best.whole || left[0].kind !== "node") return [right, left];
    return [right, [again(left[0].head), ...left]];
  };
}
