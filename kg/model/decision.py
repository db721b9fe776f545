"""What a person has decided on claims: right, wrong, or right once mended.

A decision is on a claim as read from one article. So a misreading that was rejected there
does not silence another article that states the same in plain words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.model.claim import SYMMETRIC, Claim, Value, content_hash, statement_id
from kg.model.terms import EntityRef, Literal

VERDICTS = ("accept", "reject", "correct")


@dataclass(frozen=True)
class Statement:
    """What a claim states, whoever states it; the fields are those of `Claim`."""

    subject: EntityRef
    predicate: str
    object: EntityRef | Literal
    status: str
    qualifiers: Mapping[str, Value] = field(default_factory=dict)

    @classmethod
    def of(cls, claim: Claim) -> Statement:
        """Return what a claim states."""
        parts = (claim.subject, claim.predicate, claim.object, claim.status)
        return cls(*parts, dict(claim.qualifiers))

    @property
    def id(self) -> str:
        """The id of the claim that states this."""
        return statement_id(self.subject, self.predicate, self.object, self.status, self.qualifiers)

    def corrected(self, **parts: Any) -> Statement:
        """Return the statement with other parts in place of its own.

        The ends of a symmetric predicate stand in the order of claims. An agreement is that
        of its parties, so with other ends it goes, unless the qualifiers are given as well.
        """
        new = replace(self, **parts)
        ends = (self.subject.id, self.predicate, self.object)
        if "qualifiers" not in parts and ends != (new.subject.id, new.predicate, new.object):
            kept = {k: v for k, v in new.qualifiers.items() if k != "agreement"}
            new = replace(new, qualifiers=kept)
        first, second = new.subject, new.object
        if new.predicate in SYMMETRIC and isinstance(second, EntityRef) and second.id < first.id:
            new = replace(new, subject=second, object=first)
        return new

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; `from_json` turns them back exactly."""
        return {
            "subject": self.subject.to_json(),
            "predicate": self.predicate,
            "object": self.object.to_json(),
            "status": self.status,
            "qualifiers": {
                k: v.to_json() if isinstance(v, EntityRef) else v
                for k, v in sorted(self.qualifiers.items())
            },
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Statement:
        """Return the statement that `to_json` wrote."""
        stated = record["object"]
        return cls(
            subject=EntityRef(**record["subject"]),
            predicate=record["predicate"],
            object=EntityRef(**stated) if "id" in stated else Literal(**stated),
            status=record["status"],
            qualifiers={
                k: EntityRef(**v) if isinstance(v, dict) else v
                for k, v in record["qualifiers"].items()
            },
        )


@dataclass(frozen=True)
class Decision:
    """What a person decided on a claim as read from one article.

    Args:
        verdict: one of `VERDICTS`.
        statement: what the claim states.
        article: id of the article it was read from.
        quote: the words it was read from.
        reviewer: who decided.
        date: the day, ISO 8601.
        note: why.
        correction: what the words state instead; with the verdict `correct` alone.
        path: the file it came from.
        line: 1-based line in that file.
    """

    verdict: str
    statement: Statement
    article: str
    quote: str
    reviewer: str
    date: str
    note: str = ""
    correction: Statement | None = None
    path: Path | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ValueError(f"unknown verdict: {self.verdict!r}")
        if (self.correction is None) == (self.verdict == "correct"):
            raise ValueError("a correction says what is right instead, and nothing else does")

    @property
    def key(self) -> tuple[str, str]:
        """What it is on: the article and the claim's id."""
        return (self.article, self.statement.id)

    @property
    def id(self) -> str:
        """`decision/` and a hash of all that it says."""
        corrected = self.correction.id if self.correction else None
        parts = (*self.key, self.verdict, corrected, self.reviewer, self.date, self.note)
        return "decision/" + content_hash(*parts)

    @property
    def where(self) -> str:
        """Where it stands, for messages."""
        return self.article if self.path is None else f"{self.path}:{self.line}"

    def agrees(self, other: Decision) -> bool:
        """Whether two decisions on the same claim come to the same."""
        ours, theirs = self.correction, other.correction
        same = ours is theirs or (ours is not None and theirs is not None and ours.id == theirs.id)
        return self.verdict == other.verdict and same

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; `from_json` turns them back, but for path and line."""
        return {
            "verdict": self.verdict,
            "statement": self.statement.to_json(),
            "article": self.article,
            "quote": self.quote,
            "reviewer": self.reviewer,
            "date": self.date,
            "note": self.note,
            "correction": self.correction.to_json() if self.correction else None,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Decision:
        """Return the decision that `to_json` wrote."""
        right = record["correction"]
        nested = {
            "statement": Statement.from_json(record["statement"]),
            "correction": None if right is None else Statement.from_json(right),
        }
        return cls(**{**record, **nested})


def decide(claims: Iterable[Claim], decisions: Iterable[Decision]) -> list[Claim]:
    """Return the claims of one article as they stand after what people decided on them.

    What is right is accepted and what is wrong rejected, in whatever tier it was. Of what
    was corrected, the wrong claim stays as rejected, and the right one comes behind it with
    the same evidence.

    Args:
        claims: as read from the article.
        decisions: on that article; those on claims that it does not make have no effect.
    """
    by_claim = {decision.statement.id: decision for decision in decisions}
    decided: list[Claim] = []
    for claim in claims:
        decision = by_claim.get(claim.id)
        if decision is None:
            decided.append(claim)
        elif decision.correction is None:
            tier = "accepted" if decision.verdict == "accept" else "rejected"
            decided.append(replace(claim, tier=tier))
        else:
            decided += [replace(claim, tier="rejected"), _mended(claim, decision.correction)]
    return decided


def _mended(claim: Claim, right: Statement) -> Claim:
    """Return what a person read from the words of a claim; they were sure of it."""
    known = {ref.id: ref for ref in claim.entities()}

    def named(value: Any) -> Any:
        return known.get(value.id, value) if isinstance(value, EntityRef) else value

    return Claim(
        subject=named(right.subject),
        predicate=right.predicate,
        object=named(right.object),
        status=right.status,
        evidence=claim.evidence,
        qualifiers={name: named(value) for name, value in right.qualifiers.items()},
    )
