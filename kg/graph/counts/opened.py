"""A count, opened to the list of those whom it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.counts.members import Member, Standing, members
from kg.graph.counts.range import number_of, overlaps, range_of
from kg.graph.counts.satellites import satellites
from kg.graph.facts import Fact, Quote
from kg.graph.timing import issued
from kg.model import MEMBERSHIPS, EntityRef
from kg.model.dates import bounds

COUNTS = ("activeSatellites", "memberCount")
"""Predicates whose value is a number of things that the graph may know one by one, sorted."""

_KINDS = {
    r"\b(?:nations?|countr(?:y|ies)|states?|governments?)\b": {"Country"},
    r"\b(?:international|intergovernmental) (?:organi[sz]ation|bod)": {
        "IntergovernmentalOrganisation"
    },
    r"\b(?:institut|universit|compan|agenc)": {"Organisation", "University", "Company", "Agency"},
    r"(?<!national )(?<!governmental )\borgani[sz]ations?\b": {
        *("Organisation", "University", "Company", "Agency"),
        "IntergovernmentalOrganisation",
    },
}
"""Words of a count -> types of what is counted."""

_RUNGS = {r"\bpart(?:y|ies)\b": "ratified", r"\bsignator": "signed"}
"""Words of a count -> the rung of commitment of those it counts, where an accord has several."""

_ADDITIONS = re.compile(
    r"\b(?:(?i:added|additional|further|more|new)|that (?:signed|joined) .*\b(?:at|in) [A-Z])"
)
"""Words of a count of some of the members: of those who came later, or on one occasion."""


@dataclass(frozen=True)
class OpenedCount:
    """A count with its list, at the time of the count.

    Args:
        subject: whose members or satellites are counted.
        predicate: one of `COUNTS`.
        count: the fact that gives a number; None if the list is asked for and nobody counted.
        date: the time of the list, as written; empty if it is not known.
        dated_by: `asOf`, if the source gives the date of its count, `article`, if it is that of
            the article, `before`, if it is that and the count was taken by then, on an unknown
            day, `asked`, if the user gave it.
        members: all of the kind that is counted, the surest first.
        others: those who belong as well, but are of another kind than what is counted.
        leaders: who leads the programme and is not on the list, in person or by its country.
        heads: all who lead the programme and are of the kind that is counted.
        complete: whether the list means to be that of the count; of satellites the graph knows
            but a few, and who was added to a list is not told by it.
    """

    subject: EntityRef
    predicate: str
    count: Fact | None
    date: str
    dated_by: str
    members: tuple[Member, ...]
    others: tuple[Member, ...] = ()
    leaders: tuple[EntityRef, ...] = ()
    heads: tuple[EntityRef, ...] = ()
    complete: bool = True

    @property
    def number(self) -> int | None:
        """The number that the source gives."""
        return None if self.count is None else number_of(self.count)

    @property
    def range(self) -> tuple[float, float]:
        """The least and the greatest number that the source's words allow."""
        return (0, float("inf")) if self.count is None else range_of(self.count)

    def of(self, *standings: Standing) -> list[Member]:
        """Return the members of some standings, in their order."""
        return [member for member in self.members if member.standing in standings]

    @property
    def named(self) -> list[Member]:
        """The members that the words of the count name."""
        return [member for member in self.members if member.beside is not None]

    @property
    def missing(self) -> int:
        """How many fewer are known by then than are counted."""
        known = len(self.of("in"))
        return max(0, int(self.range[0]) - known)

    @property
    def surplus(self) -> int:
        """How many more are known by then than are counted."""
        known, most = len(self.of("in")), self.range[1]
        return max(0, known - int(most)) if most != float("inf") else 0

    def fits(self, number: int) -> bool:
        """Whether the words of the count allow a number."""
        least, most = self.range
        return least <= number <= most


def open_count(count: Fact, facts: Sequence[Fact], homes: Mapping[str, str]) -> OpenedCount:
    """Return the list behind a count.

    Args:
        count: of the predicate `memberCount` or `activeSatellites`.
        facts: of the whole graph.
        homes: id of an organisation -> id of the country it belongs to.
    """
    text, by = _dated(count)
    return _opened(count.subject, count.predicate, count, (text, by), facts, homes)


def open_list(
    subject: EntityRef, predicate: str, day: str, facts: Sequence[Fact], homes: Mapping[str, str]
) -> OpenedCount:
    """Return the list of members or satellites of which nobody gives the number.

    Args:
        subject: a programme, mission, accord or country.
        predicate: `memberCount` or `activeSatellites`.
        day: at which, ISO 8601; empty for all that is known.
        facts: of the whole graph.
        homes: id of an organisation -> id of the country it belongs to.
    """
    return _opened(subject, predicate, None, (day, "asked"), facts, homes)


def _opened(
    subject: EntityRef,
    predicate: str,
    count: Fact | None,
    dated: tuple[str, str],
    facts: Sequence[Fact],
    homes: Mapping[str, str],
) -> OpenedCount:
    when = bounds(dated[0])
    if predicate == "activeSatellites":
        crafts = satellites(subject, facts, when, homes)
        return OpenedCount(subject, predicate, count, *dated, tuple(crafts), complete=False)
    beside = {} if count is None else _beside(count, facts)
    found = members(subject, _on_rung(subject, count, facts), when, beside)
    kinds = set() if count is None else _kinds(count)
    counted = tuple(each for each in found if not kinds or each.entity.type in kinds)
    others = tuple(each for each in found if each not in counted)
    known = {each.entity for each in counted if each.standing == "in"}
    heads = tuple(_leaders(subject, facts, kinds or {entity.type for entity in known}))
    on_list = {entity.id for entity in known}
    leaders = tuple(h for h in heads if on_list.isdisjoint((h.id, homes.get(h.id))))
    whole = count is None or not _ADDITIONS.search(_what(count))
    return OpenedCount(subject, predicate, count, *dated, counted, others, leaders, heads, whole)


def _dated(count: Fact) -> tuple[str, str]:
    for name in ("asOf", "date"):
        if name in count.qualifiers:
            text = str(count.qualifiers[name])
            # Words such as "now" are read as the date of their article.
            now = all(quote.article.date == text for quote in count.evidence)
            return text, "article" if now else "asOf"
    days = ((issued(quote)[1], quote.issued or quote.article.date) for quote in count.evidence)
    known = [(day, text) for day, text in days if day is not None and text is not None]
    return min(known)[1] if known else "", "before"


def _beside(count: Fact, facts: Iterable[Fact]) -> dict[str, Quote]:
    """Return the ids of the members that stand in the same words as a count, with these."""
    found: dict[str, Quote] = {}
    for fact in facts:
        if fact.predicate in MEMBERSHIPS and fact.object == count.subject:
            for quote in fact.evidence:
                if overlaps(quote, count.evidence):
                    found.setdefault(fact.subject.id, quote)
    return found


def _kinds(count: Fact) -> set[str]:
    """Return the types of what is counted, by its words; nothing if they do not say."""
    texts = [_what(count), *(quote.text for quote in count.evidence)]
    words = next((text for text in texts if any(re.search(k, text, re.I) for k in _KINDS)), "")
    kinds = (kinds for pattern, kinds in _KINDS.items() if re.search(pattern, words, re.I))
    return {kind for each in kinds for kind in each}


def _what(count: Fact) -> str:
    what = count.qualifiers.get("what", "")
    return what.label if isinstance(what, EntityRef) else str(what)


def _on_rung(subject: EntityRef, count: Fact | None, facts: Sequence[Fact]) -> Sequence[Fact]:
    """Return the facts without memberships of another rung of commitment than is counted.

    Of a treaty some have signed and others ratified, and a count is of either.
    """
    what = "" if count is None else _what(count)
    rung = next((rung for words, rung in _RUNGS.items() if re.search(words, what, re.I)), None)
    belong = [f for f in facts if f.predicate in MEMBERSHIPS and f.object == subject]
    if rung is None or all(f.qualifiers.get("commitment") != "ratified" for f in belong):
        return facts
    return [f for f in belong if f.qualifiers.get("commitment", rung) in (rung, "withdrawn")]


def _leaders(subject: EntityRef, facts: Iterable[Fact], kinds: set[str]) -> list[EntityRef]:
    """Return who leads a programme, of the types that are counted."""
    leaders = {
        fact.object
        for fact in facts
        if fact.predicate == "ledBy" and fact.subject == subject and fact.tier == "accepted"
        if fact.status == "asserted" and isinstance(fact.object, EntityRef)
    }
    return sorted(leader for leader in leaders if leader.type in kinds)
