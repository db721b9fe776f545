"use strict";
/* The menu "Share": the address of what is seen, the paper, and files of it. */
KG.Share = class {
  /** @param shown returns the view that is open; what it offers is said in main.js. */
  constructor(element, app, shown) {
    Object.assign(this, { app, shown, title: document.title });
    const click = () => (this.menu.hidden ? this.open() : this.close(true));
    this.button = KG.el("button", { type: "button", id: "share-button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": "share-menu", click }, "Share");
    this.menu = KG.el("ul", { id: "share-menu", class: "menu", role: "menu", "aria-labelledby": "share-button", hidden: "" });
    this.told = KG.el("div", { class: "told", hidden: "" });
    element.append(this.button, this.menu, this.told);
    element.addEventListener("keydown", (event) => this.onKey(event));
    element.addEventListener("focusout", (event) => { if (event.relatedTarget && !element.contains(event.relatedTarget)) this.close(false); });
    document.addEventListener("pointerdown", (event) => { if (!element.contains(event.target)) this.close(false); });
    this.told.addEventListener("keydown", (event) => { if (event.key === "Escape") this.tell(null); });
  }

  /** Return what the view that is open can give, as name and act. */
  offers() {
    const view = this.shown() ?? {};
    const offers = [];
    if (location.protocol !== "about:") offers.push(["Copy link", () => this.copy()]);
    offers.push(["Print …", () => this.print()]);
    if (view.canvas || view.svg) offers.push(["Save picture (PNG)", () => this.savePng()]);
    if (view.svg) offers.push(["Save drawing (SVG)", () => this.saveSvg()]);
    if (view.csv) offers.push(["Save table (CSV)", () => this.saveTable()]);
    return offers;
  }

  open() {
    this.tell(null);
    const items = this.offers().map(([name, act]) => {
      const click = () => { this.close(true); act(); };
      return KG.el("li", { role: "none" }, KG.el("button", { type: "button", role: "menuitem", tabindex: "-1", click }, name));
    });
    this.menu.replaceChildren(...items);
    this.menu.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.menu.querySelector("button").focus();
  }

  close(back) {
    if (this.menu.hidden) return;
    this.menu.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (back) this.button.focus();
  }

  onKey(event) {
    if (this.menu.hidden) {
      if (event.key !== "ArrowDown" || event.target !== this.button) return;
      this.open();
      event.preventDefault();
      return;
    }
    const items = [...this.menu.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[(to + items.length) % items.length].focus();
    else if (event.key === "Escape") this.close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Say what came of it, to eyes and to a screen reader. */
  tell(text, ...more) {
    clearTimeout(this.waiting);
    this.told.replaceChildren(...(text ? [KG.el("p", {}, text), ...more] : []));
    this.told.hidden = !text;
    if (!text) return;
    KG.announce(text);
    if (!more.length) this.waiting = setTimeout(() => this.tell(null), 4000);
  }

  async copy() {
    const link = location.href;
    let copied = false;
    try {
      await navigator.clipboard.writeText(link);
      copied = true;
    } catch {
      copied = this.copyAsText(link);
    }
    if (copied) this.tell("Link copied");
    else this.hand(link);
  }

  /** Copy the way that needs no permission; return whether it went. */
  copyAsText(text) {
    const field = KG.el("textarea", { class: "unseen", readonly: "", "aria-hidden": "true", tabindex: "-1" });
    field.value = text;
    this.told.parentElement.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    this.button.focus();
    return done;
  }

  /** Hand the link to the reader, marked, where nothing may write to the clipboard. */
  hand(link) {
    const field = KG.el("input", { type: "text", readonly: "", "aria-label": "Link to this view" });
    field.value = link;
    const done = KG.el("button", { type: "button", click: () => { this.tell(null); this.button.focus(); } }, "Done");
    this.tell("Copy this link yourself:", field, done);
    field.focus();
    field.select();
  }

  print() {
    window.print();
  }

  nameFor(ending) {
    const { view, asOf } = this.app.state;
    return KG.fileName(this.title, view, asOf, ending);
  }

  /** Return what stands below a picture of the open view. */
  caption() {
    return [this.title, ...KG.circumstances(this.app)].join(" · ");
  }

  /** Return the drawing of the open view, complete in itself. */
  drawing() {
    const view = this.shown();
    return KG.complete(view.svg(), this.caption(), KG.theme.colours.ground, view.key?.());
  }

  async savePng() {
    const view = this.shown();
    const canvas = view.canvas ? await KG.withKey(view.canvas(), view.key?.() ?? [], this.caption()) : await KG.painted(this.drawing());
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
    this.hold(blob, "png");
  }

  saveSvg() {
    this.hold(new Blob([KG.svgText(this.drawing())], { type: "image/svg+xml" }), "svg");
  }

  saveTable() {
    this.hold(new Blob([this.shown().csv()], { type: "text/csv;charset=utf-8" }), "csv");
  }

  hold(blob, ending) {
    const name = this.nameFor(ending);
    if (blob) KG.save(blob, name);
    this.tell(blob ? `Saved as ${name}` : "This picture is too large to be saved.");
  }
};
