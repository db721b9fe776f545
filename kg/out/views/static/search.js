"use strict";
/* Search boxes: names, other names and ids; arrow keys choose, Enter goes there. */
KG.folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘ʼ`´]/g, "'").toLowerCase();

KG.Search = class {
  constructor(input, list, goTo) {
    Object.assign(this, { input, list, goTo, active: 0, found: [] });
    this.option = list.id.replace(/s$/, "");
    input.addEventListener("input", () => this.search());
    input.addEventListener("focus", () => this.search());
    input.addEventListener("blur", () => this.hide());
    input.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** Return 0 for a name that begins so, 1 for a word in it, 2 for any place, else 3. */
  rank(names, wanted) {
    if (names.some((name) => name.startsWith(wanted))) return 0;
    if (names.some((name) => name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted)))) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : 3;
  }

  /** The names of all entities, made ready when first looked for. */
  get records() {
    return (this.ready ??= KG.data.entities.map((entity, id) => ({
      id,
      names: [entity.label, ...entity.aliases, entity.id].map(KG.folded),
      weight: KG.data.about[id].length,
    })));
  }

  search() {
    const wanted = KG.folded(this.input.value.trim());
    this.found = this.records
      .map((record) => ({ ...record, rank: this.rank(record.names, wanted) }))
      .filter((record) => record.rank < 3)
      .sort((a, b) => a.rank - b.rank || b.weight - a.weight || a.id - b.id)
      .slice(0, 12);
    this.active = 0;
    this.render(wanted);
  }

  render(wanted) {
    const rows = this.found.map(({ id }, at) => {
      const entity = KG.data.entities[id];
      const name = KG.text(entity.label, "span");
      name.className = "name";
      const kind = KG.el("span", { class: "kind" }, entity.typeLabel);
      const choose = (event) => { event.preventDefault(); this.choose(at); };
      return KG.el("li", { role: "option", id: `${this.option}-${at}`, mousedown: choose }, KG.swatch(entity.type), name, kind);
    });
    if (!rows.length) rows.push(KG.el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing here has that name."));
    this.list.replaceChildren(...rows);
    this.list.hidden = !KG.data.entities.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    if (wanted) KG.announce(KG.counted(this.found.length, "entity found", "entities found"));
    this.mark();
  }

  mark() {
    this.list.querySelectorAll("[role=option]:not(.none)").forEach((row, at) => {
      row.setAttribute("aria-selected", String(at === this.active));
      if (at === this.active) row.scrollIntoView({ block: "nearest" });
    });
    if (this.found.length) this.input.setAttribute("aria-activedescendant", `${this.option}-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.list.hidden) this.search();
    else if (step && this.found.length) {
      this.active = (this.active + step + this.found.length) % this.found.length;
      this.mark();
    } else if (event.key === "Enter" && !this.list.hidden) this.choose(this.active);
    else if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.hide();
    } else return;
    event.preventDefault();
  }

  choose(at) {
    if (!this.found[at]) return;
    this.input.value = "";
    this.hide();
    this.goTo(this.found[at].id);
  }

  hide() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
};
