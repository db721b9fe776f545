"use strict";
/* The palette of the style sheet, for what is drawn on the canvas. */
KG.theme = {
  colours: {},

  read() {
    const style = getComputedStyle(document.documentElement);
    const names = ["ground", "surface", "text", "muted", "tie", "line", "accent", "denied", "planned", "opinion"];
    for (const mark of ["blue", "green", "orange", "purple", "sky", "grey"]) names.push(mark, `${mark}-edge`);
    for (const name of names) this.colours[name] = style.getPropertyValue(`--${name}`).trim();
    this.font = getComputedStyle(document.body).fontFamily;
  },

  onChange(listener) {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.read();
      listener();
    });
  },
};
KG.theme.read();
