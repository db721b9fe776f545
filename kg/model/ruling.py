"""Rulings: which side of a conflict stands, by whose word and why.

A decision (`kg.model.decision`) says what the words of one article state. A ruling says what
holds where sources differ. It names statements by their content, so it holds for whoever makes
them, after every rebuild; what it overrules is kept, and only does not stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Protocol

from kg.model.claim import Claim, Value, content_hash
from kg.model.decision import Statement
from kg.model.terms import EntityRef
from kg.model.terms import Literal as Term

Outcome = Literal["stands", "overruled"]


class Stated(Protocol):
    """Whatever states something: a claim, a fact of a graph, a statement."""

    @property
    def subject(self) -> EntityRef: ...  # noqa: D102
    @property
    def predicate(self) -> str: ...  # noqa: D102
    @property
    def object(self) -> EntityRef | Term: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def qualifiers(self) -> Mapping[str, Value]: ...  # noqa: D102


@dataclass(frozen=True)
class Ruling:
    """What a person ruled on a conflict.

    Args:
        kind: of the conflict, a key of `kg.graph.contradictions.KINDS`.
        stands: statements that hold; each stands for all claims that state as much, or more.
        overruled: statements that do not, likewise; where both name a claim, it stands.
        by: who ruled.
        date: the day, ISO 8601.
        why: the reason.
        path: the file it came from.
        line: 1-based line in that file.
    """

    kind: str
    stands: tuple[Statement, ...]
    overruled: tuple[Statement, ...]
    by: str
    date: str
    why: str
    path: Path | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)

    @property
    def id(self) -> str:
        """`ruling/` and a hash of all that it says."""
        sides = [[each.id for each in side] for side in (self.stands, self.overruled)]
        return "ruling/" + content_hash(self.kind, *sides, self.by, self.date, self.why)

    @property
    def where(self) -> str:
        """Where it stands, for messages."""
        return self.id if self.path is None else f"{self.path}:{self.line}"

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that it names."""
        return self.stands + self.overruled

    def on(self, stated: Stated) -> Outcome | None:
        """Return what becomes of a claim; None if the ruling does not name it."""
        if any(names(each, stated) for each in self.stands):
            return "stands"
        return "overruled" if any(names(each, stated) for each in self.overruled) else None

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; `from_json` turns them back, but for path and line."""
        return {
            "conflict": self.kind,
            "stands": [each.to_json() for each in self.stands],
            "overruled": [each.to_json() for each in self.overruled],
            "by": self.by,
            "date": self.date,
            "why": self.why,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Ruling:
        """Return the ruling that `to_json` wrote."""
        stands, overruled = (
            tuple(map(Statement.from_json, record[name])) for name in ("stands", "overruled")
        )
        told = (record["by"], record["date"], record["why"])
        return cls(record["conflict"], stands, overruled, *told)


def names(statement: Statement, stated: Stated) -> bool:
    """Whether a claim states at least what a statement of a ruling does."""
    return (
        statement.subject.id == stated.subject.id
        and statement.predicate == stated.predicate
        and statement.status == stated.status
        and _same(statement.object, stated.object)
        and all(
            name in stated.qualifiers and _same(value, stated.qualifiers[name])
            for name, value in statement.qualifiers.items()
        )
    )


def rule(claims: Iterable[Claim], rulings: Sequence[Ruling]) -> list[Claim]:
    """Return claims as they stand after what people ruled on conflicts.

    What stands is accepted, what is overruled is not; a reading that a person found wrong
    stays rejected.
    """
    return [_ruled(claim, rulings) for claim in claims]


def _ruled(claim: Claim, rulings: Sequence[Ruling]) -> Claim:
    outcomes = {ruling.on(claim) for ruling in rulings}
    if claim.tier == "rejected" or outcomes <= {None}:
        return claim
    return replace(claim, tier="accepted" if "stands" in outcomes else "overruled")


def _same(one: object, other: object) -> bool:
    if isinstance(one, EntityRef) and isinstance(other, EntityRef):
        return one.id == other.id
    return one == other
