"""One statement of one article, said once: the richest reading of each is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Claim, Evidence, Literal, Value


def consolidate(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of a document with compatible readings of one statement united.

    Two readings with the same subject, predicate, object and status are one statement
    where the qualifiers of both agree as far as both have them, and the same voice says it.
    """
    kept: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        speaker = claim.qualifiers.get("attributedTo")
        key = (claim.subject, claim.predicate, claim.object, claim.status, speaker)
        group = kept.setdefault(key, [])
        for i, other in enumerate(group):
            if _agree(claim.qualifiers, other.qualifiers):
                group[i] = _unite(other, claim)
                break
        else:
            group.append(claim)
    return _most_specific([claim for group in kept.values() for claim in group])


def _most_specific(claims: list[Claim]) -> list[Claim]:
    """Return the claims without a type of satellite where a closer one of the same is given."""
    types = {
        (c.subject, c.object.value) for c in claims if c.predicate == "satelliteType" and isinstance(c.object, Literal)
    }
    return [
        claim
        for claim in claims
        if claim.predicate != "satelliteType"
        or not any(
            subject == claim.subject and value != claim.object.value and value.endswith(claim.object.value)
            for subject, value in types
        )
    ]


def _agree(first: Mapping[str, Value], second: Mapping[str, Value]) -> bool:
    return all(second[key] == value for key, value in first.items() if key in second)


def _unite(first: Claim, second: Claim) -> Claim:
    return replace(
        first,
        qualifiers={**second.qualifiers, **first.qualifiers},
        evidence=_smallest([*first.evidence, *second.evidence]),
        confidence=max(first.confidence, second.confidence),
        tier=min(first.tier, second.tier),
    )


def _smallest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence in document order; of overlapping quotes only the smallest."""
    kept: list[Evidence] = []
    for item in sorted(set(evidence), key=lambda e: (e.end - e.start, e.start, e.pattern)):
        if all(item.end <= other.start or other.end <= item.start for other in kept):
            kept.append(item)
    return tuple(sorted(kept))
