"""From a match to claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from kg.model import SYMMETRIC, Claim, Document, EntityRef, Evidence, Value
from kg.model.agreement import event
from kg.model.dates import Bounds, bounds
from kg.text.agreement import agreement_of
from kg.text.context import Context
from kg.text.counted import counted_on
from kg.text.encode import token_regex
from kg.text.match import Match, Term, term_of
from kg.text.mention import Mention
from kg.text.otherthing import is_of_other
from kg.text.patterns.files import Gives
from kg.text.qualifiers import qualifiers, title_at, when_and_where
from kg.text.sites import Sites

ACCEPTED_FROM = 0.8
"""Confidence from which a claim is accepted; below, it is a candidate."""

_DATED = ("signatoryOf", "agreementWith", "signedBy", "participatesIn")
_ON_A_DAY = ("launchDate", "plannedFor")
_COUNTED = ("memberCount", "activeSatellites")
_NOT_YET: dict[str, dict[str, Value]] = {"planned": {"commitment": "announced"}, "negated": {}}
"""What a signature amounts to that is only planned, or denied."""
_NEXT = {
    kind: re.compile(
        r"\s*(?:,\s*(?:and\s+)?|and\s+)(?:(?:in|on|at|by|from)\s+)?(?:an?\s+|the\s+)?"
        rf"({token_regex([kind], plural=False)})"
    )
    for kind in ("Date", "Vehicle", "Orbit")
}
"""What coordinates a further value of a kind with one before it."""
_RESPECTIVELY = re.compile(r"[^.;]{0,80}?\brespectively\b")
_OF_CRAFT = ("builtFor", "builtBy", "operatedBy", "developedBy", "launchedBy", "partOf")
"""Predicates of craft whose objects may be told "respectively"."""
_ACCEDES = re.compile(r"\b(?:acced(?:e[ds]?|ing)|accession)\b", re.IGNORECASE)
_SIGNS = re.compile(r"\b(?:sign|ink)", re.IGNORECASE)
_MUTUAL = 5
"""How many bind themselves to each other; a treaty of more is one thing that they all join."""
_EACH = re.compile(r"\beach\b(?!\s+other)")
_PROGRESSIVE = re.compile(r"\b(?:is|are)\s+(?:(?:also|now|\w+ly)\s+)?\w+ing\b")
_WHEN = re.compile(
    rf"\s*(?:(?:in|on|by|early|late|from)\s+){{0,2}}({token_regex(['Date'], plural=False)})"
)
_OF_SIGNING = ("date", "dateText", "place", "onBehalfOf")


@dataclass(frozen=True)
class Stater:
    """Turns matches in one document into claims.

    Args:
        document: the document.
        sites: finds from where something was launched.
        series: ids of names that many craft share; no day is that of all of them.
    """

    document: Document
    sites: Sites
    series: frozenset[str] = frozenset()

    def claims(self, match: Match, context: Context) -> Iterator[Claim]:
        """Yield the claims that a match states, one for each pair of subject and object.

        A launch date that lies ahead, or was given up, is what a spacecraft is planned for.
        """
        if self._is_overdue(match):
            return
        match = self._as_meant(match, context)
        found = qualifiers(match)
        if any(gives.predicate in _DATED for gives in match.pattern.gives):
            found = {**when_and_where(match, context), **found}
        agreement = agreement_of(match, found)
        for gives in match.pattern.gives:
            predicate, stated = gives.predicate, found
            if predicate == "launchDate" and match.status != "asserted":
                predicate, stated = "plannedFor", {"what": "launch", **found}
            if is_of_other(predicate, match):
                continue
            for subject, obj in self._told(predicate, match, gives, agreement):
                chosen = self._circumstances(predicate, match, stated, context)
                chosen |= _of_pair(match, gives, (subject, obj), agreement, found)
                chosen = {k: v for k, v in chosen.items() if v not in (subject, obj)}
                yield self._claim(match, subject, predicate, obj, chosen)

    def _told(
        self, predicate: str, match: Match, gives: Gives, agreement: EntityRef | None
    ) -> Iterator[tuple[EntityRef, Term]]:
        """Yield the pairs that a match joins; no day is that of all craft of a series."""
        pairs = _pairs(match, gives, agreement)
        dated = predicate in _ON_A_DAY
        yield from ((one, two) for one, two in pairs if not (dated and one.id in self.series))

    def _as_meant(self, match: Match, context: Context) -> Match:
        """Return a match as its article means it.

        A launch that lies ahead of the article is planned, whatever its verb, and so is what
        somebody "is joining next year"; what critics say is an opinion.
        """
        if match.status != "asserted":
            return match
        launch = any(gives.predicate == "launchDate" for gives in match.pattern.gives)
        dates = [*(_spans(match) if launch else ()), *_behind(match)]
        if any(self._is_ahead(first) for first, _ in dates):
            return replace(match, status="planned")
        return replace(match, status="opinion") if context.is_opinion else match

    def _is_ahead(self, day: date | None) -> bool:
        return self._issued is not None and day is not None and day > self._issued

    def _is_overdue(self, match: Match) -> bool:
        """Tell whether a frame, or what tells of a launch, gives a plan for a time long past."""
        launch = any(gives.predicate == "launchDate" for gives in match.pattern.gives)
        loose = launch or match.pattern.frame is not None
        if match.status != "planned" or not loose or self._issued is None:
            return False
        return any(last is not None and last < self._issued for _, last in _spans(match))

    @property
    def _issued(self) -> date | None:
        return bounds(self.document.date or "")[0]

    def _circumstances(
        self, predicate: str, match: Match, found: Mapping[str, Value], context: Context
    ) -> dict[str, Value]:
        """Return the qualifiers that belong to a statement with this predicate."""
        signing = predicate == "signedBy"
        chosen = {k: v for k, v in found.items() if not signing or k in _OF_SIGNING}
        if predicate in _COUNTED and "asOf" not in chosen:
            day = counted_on(match.view, match.span, context, self.document.date or "")
            chosen |= {"asOf": day} if day else {}
        if chosen.get("commitment") == "signed" and match.status in _NOT_YET:
            del chosen["commitment"]
            chosen |= _NOT_YET[match.status]
        elif chosen.get("commitment") == "signed" and self._is_accession(match):
            del chosen["commitment"]
        site = self.sites.of(match, predicate, chosen.get("what"))
        if site is not None:
            chosen["launchSite"] = site
        if context.speaker is not None:
            chosen["attributedTo"] = context.speaker
        return chosen

    def _is_accession(self, match: Match) -> bool:
        """Whether the words say that a party acceded: it is bound without having signed."""
        words = self.document.text[match.start : match.end]
        return bool(_ACCEDES.search(words)) and not _SIGNS.search(words)

    def _claim(
        self,
        match: Match,
        subject: EntityRef,
        predicate: str,
        obj: Term,
        chosen: Mapping[str, Value],
    ) -> Claim:
        if predicate in SYMMETRIC and isinstance(obj, EntityRef) and obj < subject:
            subject, obj = obj, subject
        quote = self.document.text[match.start : match.end]
        confidence = match.pattern.confidence
        return Claim(
            subject=subject,
            predicate=predicate,
            object=obj,
            status=match.status,
            evidence=(Evidence(self.document.id, match.start, match.end, quote, match.pattern.id),),
            qualifiers=chosen,
            confidence=confidence,
            tier="accepted" if confidence >= ACCEPTED_FROM else "candidate",
        )


def _of_pair(
    match: Match,
    gives: Gives,
    pair: tuple[EntityRef, Term],
    agreement: EntityRef | None,
    found: Mapping[str, Value],
) -> Mapping[str, Value]:
    """Return the qualifiers that hold of one subject and object alone.

    "A signed agreements with B and C" are two, one with each.
    """
    subject, obj = pair
    if gives.predicate == "holdsPosition":
        return title_at(match, obj)
    if gives.predicate != "agreementWith" or not isinstance(obj, EntityRef):
        return {}
    own = event([subject, obj], found) if gives.subject != gives.object else agreement
    return {"agreement": own} if own is not None else {}


def _spans(match: Match) -> list[Bounds]:
    """Return the bounds of the dates that a match has as objects."""
    return [bounds(m.value) for m in match.slots.get("object", ()) if m.type == "Date"]


def _behind(match: Match) -> Iterator[Bounds]:
    """Yield the bounds of a date behind something that is being done: "is joining next year"."""
    start, end = match.span
    when = _WHEN.match(match.view.text, end)
    if when is not None and _PROGRESSIVE.search(match.view.text, start, end):
        yield bounds(match.view.mention(when[1]).value)


def _can_be(predicate: str, obj: Term, agreement: EntityRef | None) -> bool:
    """Tell named accords from agreements between parties.

    Who signs the same accord concludes nothing with each other, and an agreement that has no
    name of its own has parties, no signatories.
    """
    if predicate == "agreementWith":
        return agreement is None or agreement.type != "Accord"
    return predicate != "signatoryOf" or not isinstance(obj, EntityRef) or obj.type == "Accord"


def _pairs(
    match: Match, gives: Gives, agreement: EntityRef | None
) -> Iterator[tuple[EntityRef, Term]]:
    """Yield subject and object of each statement; a slot with itself gives each pair once."""
    aligned = _respectively(match, gives)
    if aligned is not None:
        yield from aligned
        return
    known: list[Term] = [agreement] if agreement is not None else []
    subjects = known if gives.subject == "agreement" else match.terms(gives.subject)
    objects = known if gives.object == "agreement" else match.terms(gives.object)
    same = gives.subject == gives.object
    separate = gives.predicate == "agreementWith" and _EACH.search(_words(match))
    if same and (separate or len(set(subjects)) > _MUTUAL):
        return  # "A, B and C each signed a contract" with somebody else
    pairs = combinations(dict.fromkeys(subjects), 2) if same else _product(subjects, objects)
    for subject, obj in pairs:
        stands = _can_be(gives.predicate, obj, agreement)
        if isinstance(subject, EntityRef) and subject != obj and stands:
            yield subject, obj


def _words(match: Match) -> str:
    return match.view.text[slice(*match.span)]


def _respectively(match: Match, gives: Gives) -> list[tuple[EntityRef, Term]] | None:
    """Return the pairs of a list of things with a list of values, None if there are no two lists.

    "A and B were launched in 2011 and 2014"; where one list is longer, nothing is certain.
    """
    objects = match.slots.get(gives.object, ())
    subjects = match.terms(gives.subject)
    if len(subjects) < 2 or not objects:
        return None
    told = len(objects) > 1 and "respectively" in match.view.text and gives.predicate in _OF_CRAFT
    if not told and (len(objects) != 1 or objects[0].type not in _NEXT):
        return None
    listed = [*objects] if told else [*objects, *_further(match, objects[0].type)]
    if len(listed) == 1:
        # "A and B, launched in 2021, in May and June respectively": each has a date of its own.
        each = objects[0].type in ("Date", "Vehicle") and _RESPECTIVELY.match(
            match.view.text, match.span[1]
        )
        return [] if each else None
    values = [term_of(mention) for mention in listed]
    if len(values) != len(subjects):
        return []
    pairs = zip(subjects, values, strict=True)
    return [(s, v) for s, v in pairs if isinstance(s, EntityRef) and v is not None]


def _further(match: Match, kind: str) -> Iterator[Mention]:
    """Yield the values of a kind that are coordinated with the one at the end of a match."""
    found = _NEXT[kind].match(match.view.text, match.span[1])
    while found is not None:
        yield match.view.mention(found[1])
        found = _NEXT[kind].match(match.view.text, found.end())


def _product(subjects: list[Term], objects: list[Term]) -> Iterator[tuple[Term, Term]]:
    return ((subject, obj) for subject in subjects for obj in objects)
