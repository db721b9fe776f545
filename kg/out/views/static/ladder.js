"use strict";
/* Where a member of a bloc stands on the ladder of commitment, as the state of the page has it:
   the same reckoning as kg/graph/ladder.py, over those steps whose facts are seen and whose day
   is not after the day as of which one looks. */
KG.RUNGS = ["announced", "negotiating", "signed", "ratified", "suspended", "withdrawn"];
KG.FALLS = ["suspended", "withdrawn"];
{
  const OPEN = Number.MAX_SAFE_INTEGER;

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

  /** Return the step that led to where a party stands; the end of one agreement is no withdrawal
   *  of a party that takes part by other means, nor is a fall that may not have come yet. */
  const presentOf = (steps, asOf) => {
    const joined = steps.some((step) => !ofAgreement(step));
    let ups = steps.filter((step) => !KG.FALLS.includes(step.rung));
    const yet = (step) => asOf === null || !ups.length || (lastDay(step) ?? OPEN) <= asOf;
    const falls = steps.filter((step) => KG.FALLS.includes(step.rung) && !(joined && ofAgreement(step)) && yet(step));
    if (falls.length) {
      const fall = falls.reduce((a, b) => ((lastDay(b) ?? -OPEN) > (lastDay(a) ?? -OPEN) ? b : a));
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

  /** Return whether a step may not have been taken by the day, or no longer count. */
  const isUncertain = (step, asOf) => {
    if (asOf === null) return false;
    const { end } = KG.data.facts[step.fact];
    const ending = end && (end[0] === null || end[0] <= asOf);
    return ending || (lastDay(step) ?? OPEN) > asOf;
  };

  /**
   * Return where a member stands, or null where nothing that is seen tells of it.
   *
   * `rung` is one of KG.RUNGS, or empty where sources only deny it; `step` the one that led there;
   * `doubt` is denied, candidate, disputed, uncertain or empty; `firm` says that it is a member
   * beyond doubt, `maybe` that it is one, or may be or become one; `facts` are what it rests on.
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
    const doubts = {
      denied: !present,
      candidate: !trusted.length,
      disputed: present && denials.some((denial) => contradicts(denial, present)),
      uncertain: present && isUncertain(present, asOf),
    };
    const doubt = Object.keys(doubts).find((name) => doubts[name]) ?? "";
    const rung = present?.rung ?? "";
    const inside = rung === "signed" || rung === "ratified";
    return {
      rung,
      doubt,
      step: present ?? denials[0],
      leads: member.leads,
      firm: inside && !doubt,
      maybe: doubt !== "denied" && !KG.FALLS.includes(rung),
      facts: [...new Set(seen.map((step) => step.fact))],
    };
  };
}
