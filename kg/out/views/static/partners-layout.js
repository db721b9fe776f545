"use strict";
/* Where hubs and members stand, reckoned from who is in which of the chosen blocs, and from
   nothing else: neither the day nor a filter moves anybody, and the same choice gives the same
   picture. There is one disc for each combination of blocs. Those of one bloc stand around
   their hub, the longest members next to it, so that who joins later is added at the rim;
   discs of several blocs lie between their hubs, which stand on a ring, nearest to those with
   which they share most. It is reckoned here and not when the page is written because the
   choice is the reader's: there are as many pictures as sets of blocs. */
{
  const ROUNDS = 400;
  const APART = 34; // between discs, so that an outline finds its way
  const GROWTH = 4; // a disc grows by so many places at a time, so that a newcomer moves nobody

  const bitsOf = (set) => KG.TONES.map((_, at) => at).filter((at) => set & (1 << at));

  /** Return the first places of a brick wall around a centre, nearest first, free of a hub;
   *  `slim` makes them a higher figure than a round one. */
  const places = (count, cell, hub, slim) => {
    const reach = Math.ceil(Math.sqrt(count) + 4);
    const found = [];
    for (let row = -2 * reach; row <= 2 * reach; row += 1) {
      for (let column = -reach; column <= reach; column += 1) {
        const x = (column + (row % 2 ? 0.5 : 0)) * cell.width;
        const y = row * cell.height;
        const inHub = hub && Math.abs(x) < (hub.width + cell.width) / 2 && Math.abs(y) < (hub.height + cell.height) / 2;
        if (!inHub) found.push({ x, y, far: Math.round(Math.hypot(x * slim, y / slim)) });
      }
    }
    return found.sort((a, b) => a.far - b.far || a.y - b.y || a.x - b.x).slice(0, count);
  };

  /** Return the order of hubs on the ring in which neighbours share most members. */
  const ringOrder = (count, shared) => {
    const orders = (rest) => (rest.length ? rest.flatMap((one) => orders(rest.filter((each) => each !== one)).map((order) => [one, ...order])) : [[]]);
    const all = orders([...Array(count).keys()].slice(1)).map((order) => [0, ...order]);
    const worth = (order) => order.reduce((sum, one, at) => sum + shared(one, order[(at + 1) % count]), 0);
    return all.reduce((a, b) => (worth(b) > worth(a) ? b : a));
  };

  /** Push discs apart until none covers another; those between hubs hold their place best. */
  const part = (discs) => {
    let apart = true;
    discs.forEach((one, at) => {
      for (const other of discs.slice(at + 1)) {
        const [dx, dy] = [other.x - one.x, other.y - one.y];
        const far = Math.hypot(dx, dy);
        const lack = one.radius + other.radius + APART - far;
        if (lack <= 0.5) continue;
        apart = false;
        const [ux, uy] = far > 0.01 ? [dx / far, dy / far] : [0, 1];
        const share = one.mass / (one.mass + other.mass);
        one.x -= ux * lack * (1 - share);
        one.y -= uy * lack * (1 - share);
        other.x += ux * lack * share;
        other.y += uy * lack * share;
      }
    });
    return apart;
  };

  /** Set two hubs in one line, with what they share between them. */
  const inLine = (discs, isWide) => {
    const row = [1, 3, 2].map((set) => discs.find(({ bits }) => bits.reduce((sum, at) => sum | (1 << at), 0) === set)).filter((disc) => disc);
    let at = 0;
    for (const disc of row) {
      const half = isWide ? disc.wide : disc.high;
      Object.assign(disc, isWide ? { x: at + half, y: 0 } : { x: 0, y: at + half });
      at += 2 * half + APART;
    }
    return discs;
  };

  /** Draw discs together: those of several blocs to the place between their hubs, hubs to what
   *  they share, and all to the middle line of the room. */
  const gather = (discs, hubs, pull, aspect) => {
    const towards = (disc, others, strength) => {
      const weight = (other) => (disc.bits.length > 1 ? 1 / (other.radius + disc.radius) : other.members.length);
      const sum = others.reduce((total, other) => total + weight(other), 0);
      for (const axis of ["x", "y"]) {
        const mean = sum ? others.reduce((total, other) => total + other[axis] * weight(other), 0) / sum : 0;
        disc[axis] += (mean - disc[axis]) * strength;
      }
    };
    for (const disc of discs) {
      if (disc.bits.length > 1) towards(disc, disc.bits.map((at) => hubs[at]), 4 * pull);
      else towards(disc, discs.filter(({ bits }) => bits.length > 1 && bits.includes(disc.bits[0])), pull);
      disc[aspect >= 1 ? "y" : "x"] *= 1 - pull / 2;
    }
  };

  /**
   * Return the places of hubs and members, and the frame of them all.
   *
   * @param groups Map of a combination (bit `i` for bloc `i`) -> its members, in their order.
   * @param hubs width and height of each hub with its name.
   * @param cell width and height of a member with its name.
   * @param aspect width over height of the room there is.
   * @param slim how much higher than wide two hubs in one line make their discs.
   */
  KG.arranged = (groups, hubs, cell, aspect, slim = 1) => {
    const count = hubs.length;
    const sets = new Set([...hubs.map((_, at) => 1 << at), ...groups.keys()]);
    const discs = [...sets].sort((a, b) => a - b).map((set) => {
      const bits = bitsOf(set);
      const members = groups.get(set) ?? [];
      const hub = bits.length === 1 ? hubs[bits[0]] : null;
      const room = places(GROWTH * Math.ceil(members.length / GROWTH), cell, hub, count === 2 ? slim : 1);
      const corner = ({ x, y }) => Math.hypot(Math.abs(x) + 0.3 * cell.width, Math.abs(y) + 0.3 * cell.height);
      const radius = room.reduce((most, place) => Math.max(most, corner(place)), hub ? Math.hypot(hub.width, hub.height) / 2 : 0);
      const span = (axis, size) => room.reduce((most, place) => Math.max(most, Math.abs(place[axis]) + cell[size] / 2), (hub?.[size] ?? 0) / 2);
      return { bits, members, room, radius, wide: span("x", "width"), high: span("y", "height"), mass: hub ? 1 : 6, x: 0, y: 0 };
    });
    const centres = hubs.map((_, at) => discs.find(({ bits }) => bits.length === 1 && bits[0] === at));
    const shared = (one, other) => discs.reduce((sum, { bits, members }) => sum + (bits.includes(one) && bits.includes(other) ? members.length : 0), 0);
    const span = discs.reduce((sum, { radius }) => sum + radius, 0) * (count > 1 ? 1 : 0);
    const [wide, high] = aspect >= 1 ? [span, span / aspect] : [span * aspect, span];
    ringOrder(count, shared).forEach((hub, at) => {
      const angle = Math.PI + (2 * Math.PI * at) / count;
      Object.assign(centres[hub], { x: wide * Math.cos(angle), y: high * Math.sin(angle) });
    });
    if (count === 2) return framed(inLine(discs, aspect >= 1), centres, hubs, cell);
      for (let round = 0; round < ROUNDS; round += 1) {
      gather(discs, centres, 0.06 * (1 - round / ROUNDS), aspect);
      for (let again = 0; again < 3; again += 1) part(discs);
    }
    for (let round = 0; round < ROUNDS && !part(discs); round += 1);
    return framed(discs, centres, hubs, cell);
  };

  const framed = (discs, centres, hubs, cell) => {
    const members = new Map();
    const boxes = [];
    for (const { x, y, room, members: nodes } of discs) {
      nodes.forEach((node, at) => {
        const place = { x: Math.round(x + room[at].x), y: Math.round(y + room[at].y) };
        members.set(node, place);
        boxes.push({ ...place, ...cell });
      });
    }
    const places = centres.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    places.forEach((place, at) => boxes.push({ ...place, ...hubs[at] }));
    const left = boxes.reduce((least, box) => Math.min(least, box.x - box.width / 2), Infinity);
    const top = boxes.reduce((least, box) => Math.min(least, box.y - box.height / 2), Infinity);
    const right = boxes.reduce((most, box) => Math.max(most, box.x + box.width / 2), -Infinity);
    const bottom = boxes.reduce((most, box) => Math.max(most, box.y + box.height / 2), -Infinity);
    return { members, hubs: places, frame: { left, top, width: right - left, height: bottom - top } };
  };
}
