"use strict";
/* What stands below a saved picture: what its colours and marks mean, of when it is, and
   through which filters one looked. */
{
  const [HEIGHT, GAP, MARGIN, SWATCH] = [24, 22, 16, 24];
  const FONT = "13px";
  const ruler = document.createElement("canvas").getContext("2d");

  /** Return the key that elements of the page are, each a swatch in SVG and words beside it. */
  KG.keyOf = (elements) => [...elements].map((element) => {
    const words = [...element.childNodes].filter((node) => !(node instanceof SVGElement) && !node.classList?.contains("count"));
    return { swatch: element.querySelector("svg"), text: words.map((node) => node.textContent).join(" ").trim() };
  }).filter(({ swatch }) => swatch);

  /** Return the key of what the legend shows: the types, statuses and tiers that are not hidden. */
  KG.legendKey = () => KG.keyOf(document.querySelectorAll("#legend div.part label:has(input:checked)"));

  /** Return a swatch that needs no style sheet, in its box. */
  const drawn = (swatch, x, y) => {
    const copy = swatch.cloneNode(true);
    KG.dress(swatch, copy, null);
    KG.strip(copy);
    for (const [name, value] of Object.entries({ x, y, width: SWATCH, height: 16 })) copy.setAttribute(name, value);
    return copy;
  };

  /** Return a caption with a key as a group below some height, and how high that is. */
  KG.pictureKey = (entries, caption, { x, y, width }) => {
    ruler.font = `${FONT} ${KG.theme.font}`;
    const { text, muted } = KG.theme.colours;
    const group = KG.svgPart("g", { "font-family": KG.theme.font, "font-size": FONT, "font-weight": 400, "text-anchor": "start", "dominant-baseline": "central", stroke: "none" });
    let [left, row] = [MARGIN, 0];
    for (const { swatch, text: words } of entries) {
      const wide = SWATCH + 7 + ruler.measureText(words).width;
      if (left > MARGIN && left + wide > width - MARGIN) [left, row] = [MARGIN, row + 1];
      const middle = y + HEIGHT * (row + 0.5) + 4;
      group.append(drawn(swatch, x + left, middle - 8), KG.svgPart("text", { x: x + left + SWATCH + 7, y: middle, fill: text }, words));
      left += wide + GAP;
    }
    const rows = row + (entries.length ? 2 : 1);
    group.append(KG.svgPart("text", { x: x + MARGIN, y: y + HEIGHT * (rows - 0.5) + 4, fill: muted }, caption));
    return { group, height: rows * HEIGHT + 12 };
  };

  /** Return a canvas with a key painted below it. */
  KG.withKey = async (canvas, entries, caption) => {
    const width = Math.round(canvas.width / window.devicePixelRatio);
    const { group, height } = KG.pictureKey(entries, caption, { x: 0, y: 0, width });
    const box = { width, height, viewBox: `0 0 ${width} ${height}` };
    const svg = KG.svgPart("svg", box, KG.svgPart("rect", { width, height, fill: KG.theme.colours.ground }), group);
    const key = await KG.painted(svg);
    const whole = document.createElement("canvas");
    const high = Math.round(height * (canvas.width / width));
    Object.assign(whole, { width: canvas.width, height: canvas.height + high });
    const context = whole.getContext("2d");
    context.drawImage(canvas, 0, 0);
    context.drawImage(key, 0, canvas.height, canvas.width, high);
    return whole;
  };
}
