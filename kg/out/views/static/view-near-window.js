"use strict";
/* The window on a neighbourhood: it is moved by the mouse, by touch and by the keyboard, and
   what stands keeps its place on the screen while the drawing grows. */
{
  const LEAST = { wide: 0.7, narrow: 0.88 }; // scales at which names can still be read
  const MOST = 1.15;
  const EDGE = 14;
  const BUTTONS = 54; // what the buttons of the zoom take at the side
  const ROOMY = 600;
  const LEFT = 420; // what has to be left beside the legend

  KG.nearWindow = {
    /** Return the part of the window that neither panel, legend nor buttons cover. */
    free() {
      const area = KG.freeArea(this.frame);
      const legend = KG.byId("legend").getBoundingClientRect().right - this.frame.getBoundingClientRect().left;
      if (KG.byId("legend").open && area.right - legend > LEFT) area.left = legend;
      if (area.right > ROOMY) area.right -= BUTTONS;
      return area;
    },

    /** Set the size of the drawing, with room around it to move in. */
    size() {
      const { box, scale, field, frame, svg } = this;
      svg.style.width = `${Math.round(box.width * scale)}px`;
      svg.style.height = `${Math.round(box.height * scale)}px`;
      field.style.padding = `${frame.clientHeight}px ${frame.clientWidth}px`;
    },

    /** Where in the window the centre of the drawing stands. */
    placeNow() {
      const { frame, box, scale } = this;
      if (!box) return null;
      return { x: frame.clientWidth - box.left * scale - frame.scrollLeft, y: frame.clientHeight - box.top * scale - frame.scrollTop };
    },

    /** Move the window so that the centre of the drawing stands there. */
    hold({ x, y }) {
      const { frame, box, scale } = this;
      frame.scrollLeft = frame.clientWidth - box.left * scale - x;
      frame.scrollTop = frame.clientHeight - box.top * scale - y;
    },

    zoom(factor) {
      const area = this.free();
      const middle = { x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 };
      const { x, y } = this.placeNow();
      const scale = Math.min(4, Math.max(0.3, this.scale * factor));
      const turn = scale / this.scale;
      Object.assign(this, { scale, moved: true });
      this.size();
      this.hold({ x: middle.x + (x - middle.x) * turn, y: middle.y + (y - middle.y) * turn });
    },

    /** Show everything, or as much as stays readable: around the centre, or from the top. */
    fit() {
      const { box } = this;
      const area = this.free();
      const [wide, high] = [area.right - area.left - 2 * EDGE, area.bottom - area.top - 2 * EDGE];
      const whole = Math.min(MOST, wide / box.width, this.narrow ? Infinity : high / box.height);
      const scale = Math.max(this.narrow ? LEAST.narrow : LEAST.wide, whole);
      Object.assign(this, { scale, moved: false });
      this.size();
      const isPath = this.app.state.to !== null;
      /* From the start if `first` is true, or null and there is no room for all of it. */
      const along = (start, room, size, from, first) => {
        if (size * scale <= room + 1 && first !== true) return start + EDGE + (room - size * scale) / 2 - from * scale;
        return first !== false ? start + EDGE - from * scale : start + EDGE + room / 2;
      };
      this.hold({
        x: along(area.left, wide, box.width, box.left, this.narrow || (isPath ? null : false)),
        y: along(area.top, high, box.height, box.top, this.narrow || isPath),
      });
    },

    /** Move the window as little as it takes to show a box of the drawing, its top first. */
    bring({ left, right, top, bottom }) {
      const area = this.free();
      const { x, y } = this.placeNow();
      const { scale } = this;
      const shift = (low, high, from, until) => {
        if (high - low > until - from || low < from) return from - low;
        return Math.min(0, until - high);
      };
      const dx = shift(x + left * scale, x + right * scale, area.left + EDGE, area.right - EDGE);
      const dy = shift(y + top * scale, y + bottom * scale, area.top + EDGE, area.bottom - EDGE);
      if (!dx && !dy) return;
      this.moved = true;
      this.hold({ x: x + dx, y: y + dy });
    },

    /** Show what is new beside what it has grown from; where that needs more room, show more. */
    welcome({ box, parent }) {
      const { x, y } = this.plan.places.get(parent);
      const both = { left: Math.min(box.left, x - 20), right: Math.max(box.right, x + 20), top: Math.min(box.top, y - 20), bottom: Math.max(box.bottom, y + 20) };
      const area = this.free();
      const fits = (both.right - both.left) * this.scale < area.right - area.left && (both.bottom - both.top) * this.scale < area.bottom - area.top;
      if (!fits) this.fit();
      this.bring(fits ? both : box);
      this.moved = true;
    },

    /** Let the mouse pull the drawing; a click on the ground is the way out. */
    drag() {
      const { frame, app } = this;
      let from = null;
      frame.addEventListener("pointerdown", (event) => {
        if (event.pointerType !== "mouse" || event.button || event.target.closest("[role=button], .tie")) return;
        from = { x: event.clientX, y: event.clientY, place: this.placeNow(), far: false };
      });
      addEventListener("pointermove", (event) => {
        if (!from) return;
        const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
        if (Math.abs(dx) + Math.abs(dy) > 3) from.far = true;
        if (!from.far) return;
        this.moved = true;
        frame.classList.add("pulled");
        this.hold({ x: from.place.x + dx, y: from.place.y + dy });
      });
      addEventListener("pointerup", () => {
        frame.classList.remove("pulled");
        setTimeout(() => { from = null; });
      });
      frame.addEventListener("click", (event) => {
        if (!from?.far && !event.target.closest("[role=button], .tie")) app.close();
      });
    },
  };
}
