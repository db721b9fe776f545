"use strict";
/* What connects two entities: the same paths in the same order as `kg path` prints them (see
   kg/out/paths.py, which says why), over the facts that are seen. */
{
  const STEP = 1000; // outweighs any cost, so that a shorter path always comes first
  const LENGTH = 4;
  const MOST = 5;
  const TRIED = 1000; // paths looked at to find those that are not alike
  const PATIENCE = 60000; // paths under way looked at in a graph of many hubs

  /** The least of some things at any time. */
  class Heap {
    constructor(isLess) {
      Object.assign(this, { isLess, items: [] });
    }

    push(item) {
      const { items, isLess } = this;
      let at = items.push(item) - 1;
      for (let up = (at - 1) >> 1; at && isLess(item, items[up]); up = (at - 1) >> 1) {
        items[at] = items[up];
        at = up;
      }
      items[at] = item;
    }

    pop() {
      const { items, isLess } = this;
      const [least] = items;
      const last = items.pop();
      if (!items.length) return least;
      let at = 0;
      for (let down = 1; down < items.length; down = 2 * at + 1) {
        if (down + 1 < items.length && isLess(items[down + 1], items[down])) down += 1;
        if (!isLess(items[down], last)) break;
        items[at] = items[down];
        at = down;
      }
      items[at] = last;
      return least;
    }
  }

  const before = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  /** The ties between entities, by what is seen of them: asserted and accepted facts, or with
      `unsure` planned ones and candidates as well. */
  class Ties {
    constructor({ data, facts }, unsure, ends) {
      this.costs = new Map(data.predicates.map((record) => [record.predicate, record.cost]));
      this.of = data.entities.map(() => new Map());
      /* Only a body has a home: a craft does not do what its country does. */
      this.homes = data.homes.map((home, node) => (data.entities[node].id.startsWith("organisation/") ? home : null));
      data.facts.forEach((fact, number) => {
        const [one, other] = [fact.subject.node, fact.object.node];
        if (one === null || other === null || one === other || !facts.seen[number]) return;
        if (this.costs.get(fact.link) === null) return;
        const firm = fact.status === "asserted" && fact.tier === "accepted";
        const maybe = unsure && ["asserted", "planned"].includes(fact.status) && ["accepted", "candidate"].includes(fact.tier);
        const hidden = [one, other].some((node) => facts.isHidden(node) && !ends.includes(node));
        if (hidden || !(firm || maybe)) return;
        if (fact.link === "agencyOf" && firm) this.homes[one] = Math.min(other, this.homes[one] ?? other);
        for (const [node, next] of [[one, other], [other, one]]) {
          if (!this.of[node].has(next)) this.of[node].set(next, []);
          this.of[node].get(next).push(number);
        }
      });
    }

    generic(numbers) {
      return numbers.reduce((least, number) => Math.min(least, this.costs.get(KG.data.facts[number].link)), Infinity);
    }

    /** The cost of a step: half of each end's as a hub, so that a path sums them up. */
    weight(one, other) {
      const hubs = Math.log(this.of[one].size) + Math.log(this.of[other].size);
      return STEP + hubs / 2 + this.generic(this.of[one].get(other));
    }

    /** Return, for each entity, what the best way from there to the end costs, if there is one. */
    rest(end) {
      const found = new Map();
      const heap = new Heap((a, b) => a[0] < b[0]);
      heap.push([0, end]);
      while (heap.items.length) {
        const [cost, node] = heap.pop();
        if (found.has(node)) continue;
        found.set(node, cost);
        for (const next of this.of[node].keys()) if (!found.has(next)) heap.push([cost + this.weight(node, next), next]);
      }
      return found;
    }

    /** Return whether one path under way comes before another: by estimate, then by names. */
    static isBefore(a, b) {
      if (a.total !== b.total) return a.total < b.total;
      const { entities } = KG.data;
      for (let at = 0; at < Math.min(a.nodes.length, b.nodes.length); at += 1) {
        const [one, other] = [entities[a.nodes[at]], entities[b.nodes[at]]];
        const order = before(one.label, other.label) || before(one.id, other.id);
        if (order) return order < 0;
      }
      return a.nodes.length < b.nodes.length;
    }

    /** Where a path can go on without a detour: to nothing that an earlier stop is tied to. */
    onward(nodes, end) {
      const last = nodes.at(-1);
      if (nodes.length > 1 && this.of[last].has(end)) return [end];
      const earlier = nodes.slice(0, -1);
      return [...this.of[last].keys()].filter((node) => !nodes.includes(node) && !earlier.some((each) => this.of[each].has(node)));
    }

    /** Yield paths in order, by an A* search whose estimate is the exact cost of the rest. */
    *best(start, end, rest) {
      const limit = (LENGTH + 1) * STEP;
      const heap = new Heap(Ties.isBefore);
      heap.push({ total: rest.get(start), nodes: [start], spent: 0 });
      for (let tried = 0; heap.items.length && tried < PATIENCE; tried += 1) {
        const { nodes, spent } = heap.pop();
        const last = nodes.at(-1);
        if (last === end) {
          yield nodes;
          continue;
        }
        for (const node of this.onward(nodes, end)) {
          const cost = spent + this.weight(last, node);
          const total = Number((cost + rest.get(node)).toFixed(6));
          if (total < limit) heap.push({ total, nodes: [...nodes, node], spent: cost });
        }
      }
    }

    /** Yield paths without those that do by an agency what an earlier one did by its country. */
    *different(paths) {
      const seen = new Set();
      for (const nodes of paths) {
        const states = nodes.map((node) => this.homes[node] ?? node);
        const key = [nodes.length, ...states.filter((state, at) => state !== states[at - 1])].join();
        if (!seen.has(key)) yield nodes;
        seen.add(key);
      }
    }

    /** Return the steps of a path, the most telling facts of each first. */
    steps(nodes) {
      const { facts } = KG.data;
      const cost = (number) => this.costs.get(facts[number].link);
      const order = (a, b) => cost(a) - cost(b) || facts[b].qualifiers.length - facts[a].qualifiers.length || before(facts[a].id, facts[b].id);
      return nodes.slice(1).map((end, at) => ({ start: nodes[at], end, facts: [...this.of[nodes[at]].get(end)].sort(order) }));
    }
  }

  /** What ties the two ends of a step, in which direction, and what kind of thing it leads to. */
  const shapeOf = ({ start, end, facts: [first] }) => {
    const { link, subject } = KG.data.facts[first];
    return [link, subject.node === start, KG.marks.get(KG.data.entities[end].type).kind];
  };

  const search = (app, start, end, unsure) => {
    const ties = new Ties(app, unsure, [start, end]);
    const rest = ties.rest(end);
    if (start === end || !rest.has(start)) return { found: [], shortest: null, unsure };
    const shapes = new Map();
    let tried = 0;
    for (const nodes of ties.different(ties.best(start, end, rest))) {
      const path = { steps: ties.steps(nodes), alike: [] };
      const shape = JSON.stringify(path.steps.map(shapeOf));
      if (shapes.has(shape)) shapes.get(shape).alike.push(path);
      else if (shapes.size < MOST) shapes.set(shape, path);
      tried += 1;
      if (tried === TRIED) break;
    }
    return { found: [...shapes.values()], shortest: Math.floor(rest.get(start) / STEP), unsure };
  };

  /**
   * Return the best connections between two entities, over the facts that are seen.
   *
   * { found, shortest, unsure }: paths of up to four steps, each { steps: [{ start, end,
   * facts }], alike: paths of the same shape }; the number of steps of the shortest one of any
   * length, null if there is none; and whether only planned facts or candidates connect them.
   */
  KG.connections = (app, start, end) => {
    const firm = search(app, start, end, false);
    if (firm.found.length) return firm;
    const maybe = search(app, start, end, true);
    return maybe.found.length || firm.shortest === null ? maybe : firm;
  };
}
