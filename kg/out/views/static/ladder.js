"use strict";
/* Where a member of a bloc stands on the ladder of commitment, as the state of the page has it:
   the same reckoning as kg/graph/ladder.py, over those steps whose facts are seen and whose day
   is not after the day as of which one looks. */
KG.RUNGS = ["announced", "negotiating", "signed", "ratified", "suspended", "withdrawn"];
KG.FALLS = ["suspended", "withdrawn"];
{
  const OPEN = Number.MAX_SAFE_INTEGER;
  /* Rungs on which a party is in; who suspends its part has not left. */
  const IN = ["signed", "ratified", "suspended"];

  /** Return the last day on which a step may have been taken: undated, before it was told. */
  const lastDay = (step) => step.last ?? KG.data.facts[step.fact].told?.[1] ?? null;
  const ofAgreement = (step) => KG.data.facts[step.fact].link === "agreementWith";
  const isBefore = (a, b) =>
    ((a.first ?? OPEN) - (b.first ?? OPEN) || (a.last ?? OPEN) - (b.last ?? OPEN)) < 0;

  /** Return the step taken first, by the most exact of its dates. */
  const earliest = (steps) => {
    const first = steps.reduce((a, b) => (isBefore(b, a) ? b : a));
    const inside = steps.filter((step) => first.first !== null && step.first >= first.first && step.last !== null && step.last <= first.last);
    return inside.reduce((a, b) => (b.last - b.first < a.last - a.first ? b : a), first);
  };

  const isLater = (a, b) => (lastDay(a) ?? -OPEN) > (lastDay(b) ?? -OPEN);
  const latest = (steps) => steps.reduce((a, b) => (isLater(b, a) ? b : a));

  /** Return the fall that counts: the last one; an undated one is the dated one that is known,
   *  unless the party came up again after that. */
  const fallOf = (falls, ups) => {
    const fall = latest(falls);
    const dated = falls.filter((step) => step.first !== null && step.rung === fall.rung);
    if (fall.first !== null || !dated.length) return fall;
    const known = latest(dated);
    return ups.some((step) => step.first !== null && step.first > lastDay(known)) ? fall : known;
  };

  /** Return the step that led to where a party stands; the end of one agreement is no withdrawal
   *  of a party that takes part by other means, nor is a fall that may not have come yet. */
  const presentOf = (steps, asOf) => {
    const joined = steps.some((step) => !ofAgreement(step));
    let ups = steps.filter((step) => !KG.FALLS.includes(step.rung));
    const yet = (step) => asOf === null || !ups.length || (lastDay(step) ?? OPEN) <= asOf;
    const falls = steps.filter((step) => KG.FALLS.includes(step.rung) && !(joined && ofAgreement(step)) && yet(step));
    if (falls.length) {
      const fall = fallOf(falls, ups);
      ups = ups.filter((step) => step.first !== null && lastDay(fall) !== null && step.first > lastDay(fall));
      if (!ups.length) return fall;
    }
    if (!ups.length) return null;
    const top = Math.max(...ups.map((step) => KG.RUNGS.indexOf(step.rung)));
    return earliest(ups.filter((step) => step.rung === KG.RUNGS[top]));
  };

  /** Return whether a denial is against where a party stands, and not just older than it. */
  const contradicts = (denial, present) => {
    if (ofAgreement(denial) || KG.FALLS.includes(present.rung) || present.rung === "announced") return false;
    const until = lastDay(denial);
    return !(until !== null && present.first !== null && until < present.first);
  };

  /** Return whether it is not sure that a step was taken by the day, and still counts; one
   *  without a date was taken before it was told. */
  const isUncertain = (step, asOf) => {
    if (asOf === null) return false;
    const standing = KG.standing(KG.data.facts[step.fact], asOf);
    return standing === "uncertain" || (standing === "undated" && (lastDay(step) ?? OPEN) > asOf);
  };

  /** Return whether a country only has an agreement on it, and nobody says that it takes part. */
  const isOnlyAgreed = (steps, level) => {
    const direct = steps.filter((step) => KG.data.facts[step.fact].status === "asserted");
    return level === "country" && direct.length > 0 && direct.every(ofAgreement);
  };

  /**
   * Return where a member stands, or null where nothing that is seen tells of it.
   *
   * `rung` is one of KG.RUNGS, or empty where sources only deny it; `step` the one that led there;
   * `doubt` is denied, candidate, disputed, uncertain or empty; `left` says that it is no member
   * any more, `firm` that it is one beyond doubt, `maybe` that it is one, or may be or become
   * one; `facts` are what it rests on.
   */
  KG.standOf = (member, { state, facts }) => {
    const { asOf } = state;
    const seen = member.steps.filter((step) => facts.seen[step.fact] && (asOf === null || step.first === null || step.first <= asOf));
    if (!seen.length) return null;
    const trusted = seen.filter((step) => KG.data.facts[step.fact].tier === "accepted");
    const told = trusted.length ? trusted : seen;
    const denials = told.filter((step) => !step.rung);
    const present = presentOf(told.filter((step) => step.rung), asOf);
    if (!present && denials.every(ofAgreement)) return null;
    const rung = present?.rung ?? "";
    const reached = told.filter((step) => step.rung === rung);
    const isDisputed = seen.some((step) => KG.data.facts[step.fact].disputed);
    const isFirmRung = [...IN, ...KG.FALLS].includes(rung);
    const doubts = {
      denied: !present,
      disputed: present && ((isDisputed && !(trusted.length && isFirmRung)) || (trusted.length && denials.some((denial) => contradicts(denial, present)))),
      candidate: !trusted.length,
      uncertain: present && reached.every((step) => isUncertain(step, asOf)),
    };
    const doubt = Object.keys(doubts).find((name) => doubts[name]) ?? "";
    // As of a day, what has ended by then is not among the steps that are seen.
    const left = rung === "withdrawn" || (asOf === null && member.left);
    const inside = IN.includes(rung) && !isOnlyAgreed(reached, member.level);
    return {
      rung,
      doubt,
      left,
      step: present ?? denials[0],
      leads: member.leads,
      firm: inside && !doubt && !left,
      maybe: doubt !== "denied" && !left,
      facts: [...new Set(seen.map((step) => step.fact))],
    };
  };
}
