"use strict";
/* Blocs that are held against each other: which ones, and who is in which of them. */

{
  /* Words that say what a bloc is, and not which one. */
  const KINDS = /\b(programmes?|programs?|accords?|agreements?|conventions?|treaty|treaties|charter|initiative|projects?|campaign|intergovernmental)\b/g;

  /** Return a name without what kind of bloc it is of: "Artemis Accords" and "Artemis programme"
   *  are both "artemis". */
  const bareName = (node) => KG.folded(KG.data.entities[node].label).replace(KINDS, " ").replace(/\(.*?\)/g, " ").replace(/\s+/g, " ").trim();

  /** Return whether an accord and a programme go by one name. */
  const isAkin = (one, other) => {
    const [a, b] = [bareName(one), bareName(other)];
    return one === other || (a !== "" && b !== "" && (a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `)));
  };

  KG.camps = {
    /** Return a short name that is known, for heads and chips; the whole one where it is short. */
    shortName(node) {
      const { label, aliases } = KG.data.entities[node];
      const { short } = KG.drawn.nodes[node];
      if (label.length <= 24) return label;
      const shorter = aliases.filter((name) => name.length >= 12 && name.length < label.length);
      return short || shorter.reduce((a, b) => (b.length < a.length ? b : a), label);
    },

    /** Return the programme or accord, of those given, that stands for an entity: itself or the
     *  largest by its name; where there is none, the largest accord of the same leaders. */
    standsFor(node, columns) {
      const akin = columns.filter((column) => isAkin(column.node, node));
      const leaders = (bloc) => KG.data.facts.filter((fact) => fact.link === "ledBy" && fact.status === "asserted" && fact.subject.node === bloc).map((fact) => fact.object.node);
      const led = () => columns.filter((column) => KG.data.entities[column.node].type === "Accord" && leaders(column.node).some((leader) => leaders(node).includes(leader)));
      return (akin.length ? akin : led())[0];
    },

    /** Return the two blocs to compare first: the largest of those said to compete, else the two
     *  with most members. The columns come with the largest first. */
    rivals(columns) {
      const size = (pair) => Math.min(...pair.map((column) => column.size));
      const pairs = KG.data.facts
        .filter((fact) => fact.link === "competesWith" && fact.status === "asserted" && fact.object.node !== null)
        .map((fact) => [fact.subject.node, fact.object.node].map((node) => this.standsFor(node, columns)))
        .filter(([one, other]) => one && other && one !== other)
        .map((pair) => pair.sort((a, b) => columns.indexOf(a) - columns.indexOf(b)));
      const best = pairs.length ? pairs.reduce((a, b) => (size(b) > size(a) ? b : a)) : columns.slice(0, 2);
      return best.map((column) => column.node);
    },

    /** Return, as bits, in which of the chosen blocs a row is; `loosely` counts doubtful ones. */
    pattern(row, chosen, loosely = false) {
      return chosen.reduce((bits, node, at) => {
        const cell = row.cells.get(node);
        return bits | ((loosely ? cell?.maybe : cell?.firm) ? 1 << at : 0);
      }, 0);
    },

    /** Return every combination of so many blocs, all of them first, none of them last. */
    combinations(count) {
      const bits = (number) => [0, 1, 2].filter((at) => number & (1 << at)).length;
      return [...Array(1 << count).keys()].sort((a, b) => bits(b) - bits(a) || a - b);
    },

    bits: (number) => [0, 1, 2].filter((at) => number & (1 << at)),

    /** Return a combination in words: "both", "Artemis Accords only", "neither". */
    words(number, chosen) {
      const inside = this.bits(number).map((at) => this.shortName(chosen[at]));
      if (!inside.length) return chosen.length === 2 ? "neither" : "none of them";
      if (inside.length === chosen.length && chosen.length > 1) return chosen.length === 2 ? "both" : "all three";
      return inside.length === 1 ? `${inside[0]} only` : inside.join(" and ");
    },
  };
}
