"""The ladder of commitment: how far each party has gone towards a programme or an accord.

A step is what one claim says of a party's way: announced, negotiating, signed or ratified, and
suspended or withdrawn. The rung at which a party stands follows from all its steps. It is the
highest that was reached, since whoever has ratified is still a signatory; a fall from the
ladder outweighs all that came before it, and only a later step leads up again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.graph.dated.span import narrowed
from kg.graph.facts import Fact
from kg.graph.timing import issued
from kg.model import MEMBERSHIPS, EntityRef
from kg.model.dates import bounds
from kg.model.vocabulary import RUNGS

FALLS = ("suspended", "withdrawn")
"""Rungs that lead off the ladder."""

IN = ("signed", "ratified", "suspended")
"""Rungs on which a party is in; who suspends its part has not left."""

BINDING = ("lead", "member", "partner")
"""Roles of those who are bound; to support something or to fly along as a guest is no bond."""

LEVELS = {
    "Country": "country",
    "Agency": "agency",
    "Organisation": "institution",
    "University": "institution",
    "Company": "company",
    "IntergovernmentalOrganisation": "intergovernmental organisation",
}
"""Type of a party -> its level, in the order in which members are listed."""

INTENTS = ("letter of intent", "statement of intent")
"""Kinds of agreement that announce one; who signs them has announced an intention."""

_FIRST, _LAST = date.min, date.max
_UP = tuple(rung for rung in RUNGS if rung not in FALLS)
_DATES = ("since", "date")


@dataclass(frozen=True)
class Step:
    """What one claim says of a party's way.

    Args:
        rung: one of `RUNGS`; empty where the claim denies that the party is on the ladder.
        fact: the claim.
        partner: with whom the party agreed on it, where the claim is of an agreement.
    """

    rung: str
    fact: Fact
    partner: EntityRef | None = None

    @property
    def told(self) -> bool:
        """Whether the claim itself says which rung it is."""
        return self.rung != "signed" or "commitment" in self.fact.qualifiers

    @property
    def when(self) -> str:
        """When it was taken, as written; empty where no date is told."""
        found = (self.fact.qualifiers.get(name) for name in _DATES)
        return next((str(value) for value in found if value is not None), "")

    @cached_property
    def said(self) -> str:
        """When it was first said, as written; empty where no source has a date."""
        return min((q.issued for q in self.fact.evidence if q.issued), default="")

    @property
    def first(self) -> date | None:
        """The first day on which it may have been taken."""
        return bounds(self.when)[0]

    @property
    def last(self) -> date | None:
        """The last day on which it may have been taken: undated, before it was told."""
        return bounds(self.when)[1] or bounds(self.said)[1]


@dataclass(frozen=True)
class Membership:
    """Where one party stands towards a programme or an accord.

    Args:
        party: a country or an organisation.
        target: the programme, mission or accord.
        rung: one of `RUNGS`, or empty where sources only deny that it is a member.
        since: when it came to the rung, as written; empty where no date is told.
        steps: that led there, the dated ones first, in their order.
        doubt: `candidate` where no step is trusted, `disputed` where a source denies it or a
            row says that its sources contradict each other, `denied` where sources do nothing
            but deny it; else empty.
        home: id of the country that a body belongs to; empty if none is known.
    """

    party: EntityRef
    target: EntityRef
    rung: str
    since: str
    steps: tuple[Step, ...]
    doubt: str = ""
    home: str = ""

    @property
    def level(self) -> str:
        """What kind of party it is, one of the values of `LEVELS`."""
        return LEVELS.get(self.party.type, "institution")

    @property
    def until(self) -> str:
        """When it ended, as written, if every claim of the rung says that it did."""
        ends = [step.fact.qualifiers.get("until") for step in self._at_rung]
        return str(max(map(str, ends))) if ends and all(ends) else ""

    @property
    def role(self) -> str:
        """In which role the party takes part, if it is another one than that of a member."""
        roles = {str(step.fact.qualifiers.get("role", "member")) for step in self._at_rung}
        return ", ".join(sorted(roles - {"member"}))

    def place(self, day: date | None = None) -> str:
        """Return whether the party counts as a member: the one rule for all lists.

        Args:
            day: on which it is asked; by default the last on which its own sources spoke.

        Returns:
            `in`; `coming` of one that has only announced it or negotiates; `agreed` of a country
            that has an agreement on it, and of which nobody says that it takes part; `left`; or
            why it is not sure: `disputed`, `candidate` or `denied`.
        """
        if self.doubt in ("candidate", "denied"):
            return self.doubt
        if self.rung == "withdrawn" or self._is_over(day):
            return "left"
        direct = [step for step in self._at_rung if step.fact.is_direct]
        if self.rung in IN and direct:
            joined = any(step.partner is None for step in direct)
            return "in" if joined or self.level != "country" else "agreed"
        return self.doubt or "coming"

    def _is_over(self, day: date | None) -> bool:
        said = (issued(quote)[1] for step in self._at_rung for quote in step.fact.evidence)
        day = day or max(filter(None, said), default=None)
        end = bounds(self.until)[0]
        return end is not None and day is not None and end <= day

    @property
    def standing(self) -> str | None:
        """In a graph as of a day: why it is not sure that the rung was reached by then."""
        marks = [step.fact.standing for step in self._at_rung]
        return None if not marks or None in marks else min(filter(None, marks))

    @property
    def _at_rung(self) -> list[Step]:
        return [step for step in self.steps if step.rung == self.rung]


def memberships(
    facts: Sequence[Fact],
    homes: Mapping[str, str],
    leaders: Mapping[str, Collection[str]] | None = None,
) -> list[Membership]:
    """Return where parties stand, by target, level, rung (the highest first) and name.

    Who agrees with the leaders of a programme on that programme is on the ladder, too; the
    leaders are not, nor are the bodies of countries that lead. Whoever only supports a
    programme, or takes part as a guest, has committed itself to nothing.

    Args:
        facts: of a graph; at least all that name a target, or all that name a party.
        homes: id of an organisation -> id of its country.
        leaders: id of a target -> ids of those who lead it; by default as the facts say.
    """
    if leaders is None:
        leaders = _leaders(facts)
    steps: dict[tuple[EntityRef, EntityRef], list[Step]] = {}
    for party, target, step in _steps(facts):
        aside = {party.id, homes.get(party.id, "")}
        if step.partner is None or aside.isdisjoint(leaders.get(target.id, ())):
            steps.setdefault((party, target), []).append(step)
    found = [
        _membership(party, target, homes.get(party.id, ""), taken)
        for (party, target), taken in steps.items()
    ]
    return sorted((each for each in found if each is not None), key=_order)


def _steps(facts: Iterable[Fact]) -> Iterator[tuple[EntityRef, EntityRef, Step]]:
    """Yield party, target and step of each claim that tells of one."""
    for fact in facts:
        rung = rung_of(fact)
        if rung is None or not isinstance(fact.object, EntityRef):
            continue
        concerning = fact.qualifiers.get("concerning")
        if fact.predicate in MEMBERSHIPS:
            yield fact.subject, fact.object, Step(rung, fact)
        elif fact.predicate == "agreementWith" and isinstance(concerning, EntityRef):
            yield fact.subject, concerning, Step(rung, fact, fact.object)
            yield fact.object, concerning, Step(rung, fact, fact.subject)


def rung_of(fact: Fact) -> str | None:
    """Return the rung of a claim; nothing for a denial, None for what is no step at all."""
    told = str(fact.qualifiers.get("commitment", ""))
    if fact.tier in ("overruled", "rejected") or fact.status == "opinion" or not is_binding(fact):
        return None
    if fact.status == "planned":
        return None if told in FALLS else told if told == "negotiating" else "announced"
    if fact.status == "negated":
        return told if told in FALLS else ""
    return told or ("announced" if fact.qualifiers.get("kind") in INTENTS else "signed")


def is_binding(fact: Fact) -> bool:
    """Whether a claim is of somebody's commitment, and not only of its support or its presence."""
    return "commitment" in fact.qualifiers or fact.qualifiers.get("role", "member") in BINDING


def _leaders(facts: Iterable[Fact]) -> dict[str, set[str]]:
    """Return the ids of those who lead, by what they lead."""
    found: dict[str, set[str]] = {}
    for fact in facts:
        if fact.predicate == "ledBy" and fact.is_direct and isinstance(fact.object, EntityRef):
            found.setdefault(fact.subject.id, set()).add(fact.object.id)
    return found


def _membership(
    party: EntityRef, target: EntityRef, home: str, taken: list[Step]
) -> Membership | None:
    disputed = any(step.fact.disputed for step in taken)
    trusted = [step for step in taken if step.fact.tier == "accepted"]
    told = sorted(trusted or taken, key=_by_date)
    doubt = "" if trusted else "disputed" if disputed else "candidate"
    present = _present([step for step in told if step.rung])
    denials = [step for step in told if not step.rung]
    if present is None:
        # A denial of an agreement says nothing of being a member.
        denials = [step for step in denials if step.partner is None]
        if not denials:
            return None
        return Membership(party, target, "", "", tuple(denials), "denied", home)
    if any(_contradicts(denial, present) for denial in denials):
        doubt = doubt or "disputed"
    if disputed and present.rung not in (*IN, *FALLS):
        doubt = "disputed"  # whether it has gone further than that
    return Membership(party, target, present.rung, present.when, tuple(told), doubt, home)


def _present(steps: Sequence[Step]) -> Step | None:
    """Return the step that led to where a party stands now.

    The end of one agreement is no withdrawal of a party that takes part by other means.
    """
    joined = any(step.partner is None for step in steps)
    falls = [s for s in steps if s.rung in FALLS and not (joined and s.partner)]
    ups = [step for step in steps if step.rung in _UP]
    if falls:
        fall = _fall(falls, ups)
        ups = [s for s in ups if s.first and fall.last and s.first > fall.last]
        if not ups:
            return fall
    if not ups:
        return None
    top = _UP[max(_UP.index(step.rung) for step in ups)]
    return _earliest([step for step in ups if step.rung == top])


def _fall(falls: Sequence[Step], ups: Sequence[Step]) -> Step:
    """Return the fall that counts: the last one.

    An undated one is the dated one that is known, unless the party came up again after that.
    """
    fall = _latest(falls)
    dated = [step for step in falls if step.first and step.rung == fall.rung]
    if fall.first or not dated:
        return fall
    known = _latest(dated)
    again = any(step.first and known.last and step.first > known.last for step in ups)
    return fall if again else known


def _latest(steps: Sequence[Step]) -> Step:
    return max(steps, key=lambda step: step.last or _FIRST)


def _earliest(steps: Sequence[Step]) -> Step:
    """Return the step that was taken first, by the most exact of its dates."""
    first = min(steps, key=_by_date)
    same = [step for step in steps if step.partner == first.partner]
    when = bounds(first.when)
    exact = narrowed(when, (bounds(step.when) for step in same)) if any(when) else when
    return next(step for step in same if bounds(step.when) == exact)


def _contradicts(denial: Step, present: Step) -> bool:
    """Whether a denial is against the present rung, and not just older than it."""
    if denial.partner is not None or present.rung in FALLS or present.rung == "announced":
        return False
    return not is_overtaken(denial.fact, present.first)


def is_overtaken(denial: Fact, joined: date | None) -> bool:
    """Whether a party joined after the day on which it was said not to be in."""
    last = Step("", denial).last
    return last is not None and joined is not None and last < joined


def _by_date(step: Step) -> tuple[date, date, str]:
    """Return what steps are sorted by: dates, and those without one behind."""
    return step.first or _LAST, bounds(step.when)[1] or _LAST, step.fact.claim


def _order(membership: Membership) -> tuple[object, ...]:
    levels = list(dict.fromkeys(LEVELS.values()))
    rank = RUNGS.index(membership.rung) if membership.rung else len(RUNGS)
    up = rank if membership.rung in FALLS or not membership.rung else -rank
    target, party = membership.target, membership.party
    first, last = bounds(membership.since)
    return (
        *(target.label, target.id, levels.index(membership.level), up),
        *(first or _LAST, last or _LAST, party.label, party.id),
    )
