"""Claims: one statement each, with the exact words that make it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.model.terms import EntityRef, Literal

STATUSES = ("asserted", "planned", "negated", "opinion")
TIERS = ("accepted", "candidate", "overruled", "rejected")
"""How far a claim may stand, the best first; a person alone overrules and rejects."""
PREDICATES = tuple(
    "activeSatellites agencyOf agreementWith basedOn builtBy builtFor competesWith contributesTo"
    " dependsOnForLaunch developedBy holdsPosition launchDate launchVehicle launchedBy ledBy"
    " memberCount operatedBy orbit partOf participatesIn plannedFor satelliteType signatoryOf"
    " signedBy".split()
)
"""The vocabulary of statements; the ontology gives each a domain, a range and a label."""

SYMMETRIC = frozenset({"agreementWith", "competesWith"})
"""Predicates that hold in both directions at once."""
MEMBERSHIPS = ("participatesIn", "signatoryOf")
"""Predicates by which a party belongs to something that others join as well."""

Value = str | int | EntityRef
"""What a qualifier holds: text or a date, a number, or an entity."""


def content_hash(*parts: object) -> str:
    """Return the first 32 hex digits of the SHA-256 of the parts as a JSON array."""
    array = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(array.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def statement_id(
    subject: EntityRef,
    predicate: str,
    object: EntityRef | Literal,
    status: str,
    qualifiers: Mapping[str, Value],
) -> str:
    """Return `claim/` and a hash of what is stated; who states it does not enter."""
    plain = {k: _plain(v) for k, v in qualifiers.items()}
    return "claim/" + content_hash(subject.id, predicate, _plain(object), status, plain)


@dataclass(frozen=True, order=True)
class Evidence:
    """The words of one article that state a claim: `text[start:end] == quote`.

    Args:
        document: id of the document.
        start: first code point of the quote.
        end: code point after the last one of the quote.
        quote: the words themselves.
        pattern: the pattern that read them, such as `signatoryOf/ordinal`; of a row of a
            data file, what it states, such as `artemis-accords/signatoryOf`.
        sources: ids of the publications that a row cites, the main one first; none for the
            words of an article.
        disputed: whether a row says that its sources contradict each other.
    """

    document: str
    start: int
    end: int
    quote: str
    pattern: str
    sources: tuple[str, ...] = ()
    disputed: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            raise ValueError(f"span [{self.start}, {self.end}) does not fit its quote")


@dataclass(frozen=True)
class Claim:
    """One statement: subject, predicate, object, how it is meant, and who says so.

    Args:
        subject: the entity the statement is about.
        predicate: local name of an ontology property, such as `participatesIn`.
        object: an entity or a literal.
        status: one of `STATUSES`.
        qualifiers: name -> value; dates are ISO 8601 or EDTF strings.
        evidence: in document order, at least one.
        confidence: 0 to 1.
        tier: one of `TIERS`; only accepted claims become direct triples.
    """

    subject: EntityRef
    predicate: str
    object: EntityRef | Literal
    status: str
    evidence: tuple[Evidence, ...]
    qualifiers: Mapping[str, Value] = field(default_factory=dict)
    confidence: float = 1.0
    tier: str = "accepted"

    def __post_init__(self) -> None:
        if self.status not in STATUSES or self.tier not in TIERS:
            raise ValueError(f"unknown status or tier: {self.status!r}, {self.tier!r}")
        if not self.evidence:
            raise ValueError("a claim without evidence does not exist")

    @property
    def id(self) -> str:
        """`claim/` and a hash of what is stated; who states it does not enter."""
        return statement_id(self.subject, self.predicate, self.object, self.status, self.qualifiers)

    @property
    def is_direct(self) -> bool:
        """Whether the claim may stand as a plain triple in the graph."""
        return self.status == "asserted" and self.tier == "accepted"

    def entities(self) -> list[EntityRef]:
        """Return every entity that the claim mentions: subject, object, qualifiers."""
        found = [self.subject, self.object, *self.qualifiers.values()]
        return [entity for entity in found if isinstance(entity, EntityRef)]

    def to_json(self) -> dict[str, Any]:
        """Return the object that `kg extract --format json` prints, keys in fixed order."""
        first, *more = self.evidence
        record: dict[str, Any] = {
            "document": first.document,
            "subject": self.subject.to_json(),
            "predicate": self.predicate,
            "object": self.object.to_json(),
            "status": self.status,
            "qualifiers": {k: _json(v) for k, v in sorted(self.qualifiers.items())},
            "evidence": {"start": first.start, "end": first.end, "quote": first.quote}
            | _of_row(first),
            "confidence": self.confidence,
            "tier": self.tier,
            "pattern": first.pattern,
        }
        if more:
            record["alsoStated"] = [
                {"start": e.start, "end": e.end, "quote": e.quote, "pattern": e.pattern}
                | ({"document": e.document} if e.document != first.document else {})
                | _of_row(e)
                for e in more
            ]
        return record

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Claim:
        """Return the claim that `to_json` wrote; the round trip is exact."""
        document = record["document"]
        spans = [record["evidence"] | {"pattern": record["pattern"]}]
        spans += record.get("alsoStated", [])
        evidence = tuple(_evidence(span, document) for span in spans)
        return cls(
            subject=EntityRef(**record["subject"]),
            predicate=record["predicate"],
            object=_term(record["object"]),
            status=record["status"],
            evidence=evidence,
            qualifiers={
                k: EntityRef(**v) if isinstance(v, dict) else v
                for k, v in record["qualifiers"].items()
            },
            confidence=record["confidence"],
            tier=record["tier"],
        )


def _of_row(evidence: Evidence) -> dict[str, Any]:
    """Return what evidence has besides its words where these are a row."""
    cited = {"sources": list(evidence.sources)} if evidence.sources else {}
    return cited | ({"disputed": True} if evidence.disputed else {})


def _evidence(span: Mapping[str, Any], document: str) -> Evidence:
    plain = {name: span[name] for name in ("start", "end", "quote", "pattern")}
    sources = tuple(span.get("sources", ()))
    document = span.get("document", document)
    return Evidence(document, sources=sources, disputed=span.get("disputed", False), **plain)


def merge(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims with equal statements folded into one, in document order.

    The evidence of equal statements is united, the highest confidence is kept, and a
    statement is accepted as soon as one of its readings is.
    """
    readings: dict[str, list[Claim]] = {}
    for claim in claims:
        readings.setdefault(claim.id, []).append(claim)
    return sorted(map(_as_one, readings.values()), key=_document_order)


def _as_one(readings: Sequence[Claim]) -> Claim:
    if len(readings) == 1:
        return readings[0]
    return replace(
        readings[0],
        evidence=tuple(sorted({item for claim in readings for item in claim.evidence})),
        confidence=max(claim.confidence for claim in readings),
        tier=min(claim.tier for claim in readings),
    )


def _document_order(claim: Claim) -> tuple[object, ...]:
    first = claim.evidence[0]
    return (first.document, first.start, first.end, claim.predicate, claim.id)


def _plain(value: Value | Literal) -> object:
    if isinstance(value, EntityRef):
        return ["entity", value.id]
    if isinstance(value, Literal):
        return ["literal", value.value, value.datatype]
    return value


def _json(value: Value) -> object:
    return value.to_json() if isinstance(value, EntityRef) else value


def _term(record: Mapping[str, str]) -> EntityRef | Literal:
    if "id" in record:
        return EntityRef(record["id"], record["label"], record["type"])
    return Literal(record["value"], record["datatype"])
