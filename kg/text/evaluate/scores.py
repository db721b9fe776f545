"""What a measurement gives: counts, and the ratios that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.text.evaluate.calibration import Calibration


@dataclass
class Score:
    """Counts of facts: found rightly, missed, and stated wrongly."""

    found: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """Share of the stated facts that are right; 1 where none is stated."""
        stated = self.found + self.wrong
        return self.found / stated if stated else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold facts that are found; 1 where there is none."""
        expected = self.found + self.missed
        return self.found / expected if expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.found + self.missed + self.wrong
        return 2 * self.found / total if total else 1.0

    def count(self, outcome: str) -> None:
        """Count one fact under `found`, `missed` or `wrong`."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    def to_json(self) -> dict[str, float]:
        """Return counts and ratios, ratios to four places."""
        return {
            "found": self.found,
            "missed": self.missed,
            "wrong": self.wrong,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }


@dataclass
class Ratio:
    """How many of some are right."""

    right: int = 0
    of: int = 0

    def count(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.of += 1


@dataclass(frozen=True)
class Problem:
    """A fact that was missed or wrongly stated, with the sentence it belongs to."""

    document: str
    subject: str
    predicate: str
    object: str
    status: str
    sentence: str
    pattern: str = ""

    def __str__(self) -> str:
        prefix = "" if self.status == "asserted" else f"{self.status}: "
        origin = f" [{self.pattern}]" if self.pattern else ""
        return f"{self.document}: {prefix}{self.subject} {self.predicate} {self.object}{origin}"


@dataclass
class Evaluation:
    """The result of a measurement. Unless it says otherwise, only accepted claims count.

    Args:
        digest: hex SHA-256 of the texts, their gold and the aliases.
        documents: number of texts measured.
        total: over all facts of each text.
        candidates: the same with the candidates among the claims.
        graph: over the unique facts of all texts together.
        predicates: predicate -> score.
        statuses: status -> score.
        phenomena: phenomenon -> score. Precision has a meaning only where whole texts are
            examples of a phenomenon: a false claim of any other text belongs to none.
        misses: gold facts that no claim states.
        false: claims that no gold fact supports.
        negatives: of the texts that state nothing, how many gave nothing.
        qualified: of the facts found whose gold has qualifiers, how many bear them all.
        qualifiers: the same for each qualifier by itself.
        quotes: of all claims, candidates too, how many have only quotes that stand at their
            offsets.
        calibration: how the confidence of claims, candidates too, compares to being right.
    """

    digest: str = ""
    documents: int = 0
    total: Score = field(default_factory=Score)
    candidates: Score = field(default_factory=Score)
    graph: Score = field(default_factory=Score)
    predicates: dict[str, Score] = field(default_factory=dict)
    statuses: dict[str, Score] = field(default_factory=dict)
    phenomena: dict[str, Score] = field(default_factory=dict)
    misses: list[Problem] = field(default_factory=list)
    false: list[Problem] = field(default_factory=list)
    negatives: Ratio = field(default_factory=Ratio)
    qualified: Ratio = field(default_factory=Ratio)
    qualifiers: dict[str, Ratio] = field(default_factory=dict)
    quotes: Ratio = field(default_factory=Ratio)
    calibration: Calibration = field(default_factory=Calibration)

    def count(self, predicate: str, status: str, phenomena: Iterable[str], outcome: str) -> None:
        """Count one fact under `found`, `missed` or `wrong`."""
        self.total.count(outcome)
        self.predicates.setdefault(predicate, Score()).count(outcome)
        self.statuses.setdefault(status, Score()).count(outcome)
        for phenomenon in phenomena:
            self.phenomena.setdefault(phenomenon, Score()).count(outcome)

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain data, keys sorted where they are names."""
        return {
            "digest": self.digest,
            "documents": self.documents,
            "total": self.total.to_json(),
            "candidates": self.candidates.to_json(),
            "graph": self.graph.to_json(),
            "predicates": _scores(self.predicates),
            "statuses": _scores(self.statuses),
            "phenomena": _scores(self.phenomena),
            "negatives": asdict(self.negatives),
            "qualified": asdict(self.qualified),
            "qualifiers": {k: asdict(v) for k, v in sorted(self.qualifiers.items())},
            "quotes": asdict(self.quotes),
            "calibration": self.calibration.to_json(),
            "misses": [asdict(problem) for problem in self.misses],
            "false": [asdict(problem) for problem in self.false],
        }


def _scores(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    return {name: score.to_json() for name, score in sorted(scores.items())}
