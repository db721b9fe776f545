"""Measuring extraction against gold facts: precision, recall, F1, and what went wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import DataFileError
from kg.model import Claim, Document, EntityRef, Evidence
from kg.text.extractor import Extractor
from kg.text.gold import GoldFact, Key, Names, read_gold, same_day
from kg.text.reading import Metadata, read_document
from kg.text.sentences import sentences

_ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf")


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
    """The result of a measurement.

    Args:
        total: over all facts.
        predicates: predicate -> score.
        statuses: status -> score.
        misses: gold facts that no claim states.
        false: claims that no gold fact supports.
        documents: number of texts measured.
    """

    total: Score = field(default_factory=Score)
    predicates: dict[str, Score] = field(default_factory=dict)
    statuses: dict[str, Score] = field(default_factory=dict)
    misses: list[Problem] = field(default_factory=list)
    false: list[Problem] = field(default_factory=list)
    documents: int = 0

    def count(self, predicate: str, status: str, outcome: str) -> None:
        """Count one fact under `found`, `missed` or `wrong`."""
        by_predicate = self.predicates.setdefault(predicate, Score())
        for score in (self.total, by_predicate, self.statuses.setdefault(status, Score())):
            setattr(score, outcome, getattr(score, outcome) + 1)

    def to_json(self) -> dict[str, object]:
        """Return everything as plain data, keys sorted."""
        return {
            "documents": self.documents,
            "total": self.total.to_json(),
            "predicates": {k: v.to_json() for k, v in sorted(self.predicates.items())},
            "statuses": {k: v.to_json() for k, v in sorted(self.statuses.items())},
            "misses": [problem.__dict__ for problem in self.misses],
            "false": [problem.__dict__ for problem in self.false],
        }


def evaluate(
    extractor: Extractor, names: Names, texts: Path, gold: Path, only: Iterable[str] = ()
) -> Evaluation:
    """Extract from texts and compare with their gold facts.

    Args:
        extractor: what to measure.
        names: folds names and aliases.
        texts: a text, or a folder of them; `NAME.json` beside a text holds its metadata.
        gold: a gold file, or a folder with `NAME.json` for each text.
        only: names of the texts to measure; all that have gold by default.

    Raises:
        DataFileError: no text has a gold file, or a file is wrong.
    """
    result = Evaluation()
    wanted = set(only)
    for text_path, gold_path in _pairs(texts, gold):
        if not wanted or text_path.stem in wanted:
            document = read_document(text_path, overrides=_metadata(text_path))
            facts = read_gold(gold_path)
            score_document(result, names, document, extractor.extract(document), facts)
    if not result.documents:
        raise DataFileError("no text here has a gold file of the same name", gold)
    return result


def score_document(
    result: Evaluation, names: Names, document: Document, claims: Sequence[Claim],
    facts: Sequence[GoldFact],
) -> None:  # fmt: skip
    """Compare the claims of one document with its gold facts and add to the result.

    A fact stated several times counts once. An optional gold fact is neutral: a claim that
    states it is neither right nor wrong. A right fact with a wrong status is wrong, and the
    gold fact missed.
    """
    result.documents += 1
    stated = _unique([claim for claim in claims if claim.tier == "accepted"], names)
    matched: set[int] = set()
    for claim, keys in stated:
        hits = [i for i, fact in enumerate(facts) if _same(fact, claim, keys, names)]
        matched.update(hits)
        if any(not facts[i].optional for i in hits):
            continue
        if not hits:
            result.count(claim.predicate, claim.status, "wrong")
            result.false.append(_false(claim, document))
    for i, fact in enumerate(facts):
        if not fact.optional:
            result.count(fact.predicate, fact.status, "found" if i in matched else "missed")
            if i not in matched:
                result.misses.append(_miss(fact, document))


def _unique(claims: Sequence[Claim], names: Names) -> list[tuple[Claim, list[Key]]]:
    """Return one claim for each fact, with its keys."""
    seen: set[tuple[Key, str]] = set()
    kept = []
    for claim in claims:
        keys = names.of_claim(claim)
        if not any((key, claim.status) in seen for key in keys):
            kept.append((claim, keys))
        seen.update((key, claim.status) for key in keys)
    return kept


def _same(fact: GoldFact, claim: Claim, keys: list[Key], names: Names) -> bool:
    if fact.predicate != claim.predicate or fact.status != claim.status:
        return False
    expected = names.of_gold(fact)
    if not set(expected).isdisjoint(keys):
        return True
    return any(
        a.subject == b.subject and same_day(a.object, b.object) for a in expected for b in keys
    )


def _pairs(texts: Path, gold: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each text with its gold file, sorted by name."""
    paths = sorted(texts.iterdir()) if texts.is_dir() else [texts]
    for path in paths:
        if path.suffix in _ENDINGS:
            facts = gold / f"{path.stem}.json" if gold.is_dir() else gold
            if facts.exists():
                yield path, facts


def _metadata(path: Path) -> Metadata | None:
    """Return the metadata that stands beside a text, if any."""
    beside = path.with_suffix(".json")
    if not beside.exists():
        return None
    try:
        data = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataFileError(f"no JSON: {error}", beside) from error
    return Metadata(title=data.get("title"), date=data.get("published"), url=data.get("url"))


def _false(claim: Claim, document: Document) -> Problem:
    obj = claim.object
    value = obj.label if isinstance(obj, EntityRef) else obj.value
    first: Evidence = claim.evidence[0]
    return Problem(
        document.id, claim.subject.label, claim.predicate, value, claim.status,
        _sentence(document, first.start), first.pattern,
    )  # fmt: skip


def _miss(fact: GoldFact, document: Document) -> Problem:
    at = document.text.find(fact.evidence) if fact.evidence else -1
    sentence = _sentence(document, at) if at >= 0 else ""
    return Problem(document.id, fact.subject, fact.predicate, fact.object, fact.status, sentence)


def _sentence(document: Document, position: int) -> str:
    for start, end in sentences(document.text):
        if start <= position < end:
            return " ".join(document.text[start:end].split())
    return ""
