"""One statement of one article, said once: the richest reading of each is kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Claim, Evidence, Literal, Value

_GRADED = ("satelliteType", "launchVehicle")
"""What a text may first tell loosely and then closely: "a Soyuz", "the Soyuz-2.1b"."""


def consolidate(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of a document with compatible readings of one statement united.

    Two readings with the same subject, predicate, object and status are one statement
    where the qualifiers of both agree as far as both have them, and the same voice says it.
    """
    statements: dict[tuple[object, ...], _Statement] = {}
    for claim in claims:
        speaker = claim.qualifiers.get("attributedTo")
        key = (claim.subject, claim.predicate, claim.object, claim.status, speaker)
        statements.setdefault(key, _Statement()).take(claim)
    return _closest([claim for statement in statements.values() for claim in statement.claims()])


def _closest(claims: list[Claim]) -> list[Claim]:
    """Return the claims without a type of satellite or rocket where the same has a closer one."""
    told: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        if claim.predicate in _GRADED and isinstance(claim.object, Literal):
            told.setdefault((claim.subject.id, claim.predicate), []).append(claim.object.value)
    return [c for c in claims if not _is_loose(c, told.get((c.subject.id, c.predicate), []))]


def _is_loose(claim: Claim, told: list[str]) -> bool:
    if claim.predicate not in _GRADED or not isinstance(claim.object, Literal):
        return False
    value = claim.object.value
    if claim.predicate == "launchVehicle":
        return any(other.startswith((f"{value}-", f"{value} ")) for other in told)
    return any(other != value and other.endswith(value) for other in told)


class _Statement:
    """The readings of one statement, compatible ones united.

    A reading joins the first one whose qualifiers agree with its own. Bit masks tell which
    that is, as a long text may state the same with a thousand dates.
    """

    def __init__(self) -> None:
        self._readings: list[Claim] = []
        self._evidence: list[list[Evidence]] = []
        self._having: dict[str, int] = {}
        self._holding: dict[tuple[str, Value], int] = {}

    def take(self, claim: Claim) -> None:
        """Unite a reading with the first that agrees with it, or keep it beside them."""
        agreeing = (1 << len(self._readings)) - 1
        for key, value in claim.qualifiers.items():
            agreeing &= ~self._having.get(key, 0) | self._holding.get((key, value), 0)
        if agreeing:
            i = (agreeing & -agreeing).bit_length() - 1
            self._readings[i] = _unite(self._readings[i], claim)
            self._evidence[i].extend(claim.evidence)
        else:
            i = len(self._readings)
            self._readings.append(claim)
            self._evidence.append(list(claim.evidence))
        for key, value in claim.qualifiers.items():
            self._having[key] = self._having.get(key, 0) | 1 << i
            self._holding[key, value] = self._holding.get((key, value), 0) | 1 << i

    def claims(self) -> Iterator[Claim]:
        """Yield the united readings, each with its smallest quotes."""
        for claim, evidence in zip(self._readings, self._evidence, strict=True):
            yield replace(claim, evidence=_smallest(evidence))


def _unite(first: Claim, second: Claim) -> Claim:
    return replace(
        first,
        qualifiers={**second.qualifiers, **first.qualifiers},
        confidence=max(first.confidence, second.confidence),
        tier=min(first.tier, second.tier),
    )


def _smallest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence in document order; of overlapping quotes only the smallest."""
    kept: list[Evidence] = []
    for item in sorted(set(evidence), key=lambda e: (e.end - e.start, e.start, e.pattern)):
        at = bisect_left(kept, item.start, key=lambda e: e.start)
        before_fits = at == 0 or kept[at - 1].end <= item.start
        if before_fits and (at == len(kept) or item.end <= kept[at].start):
            kept.insert(at, item)
    return tuple(kept)
