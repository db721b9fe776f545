"""Measuring extraction against gold facts: precision, recall, F1, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.model import Claim, Document, EntityRef, Evidence
from kg.text.evaluate.calibration import Verdict, calibration
from kg.text.evaluate.corpus import Corpus, Item, digest, read_articles
from kg.text.evaluate.gold import GoldFact, Names
from kg.text.evaluate.judge import Judge, Judged, accepted, bears, unique, unique_facts
from kg.text.evaluate.scores import Evaluation, Problem, Ratio, Score
from kg.text.evaluate.sentences import read_sentences
from kg.text.extractor import Extractor
from kg.text.reading import Furniture
from kg.text.sentences import sentences


def evaluate(
    extractor: Extractor,
    names: Names,
    texts: Path,
    gold: Path | None = None,
    only: Iterable[str] = (),
    furniture: Furniture | None = None,
) -> Evaluation:
    """Extract from texts and compare with their gold facts.

    Args:
        extractor: what to measure.
        names: folds names and aliases.
        texts: a text, or a folder of them; without `gold` a sentence corpus.
        gold: a gold file, or a folder with `NAME.json` for each text.
        only: names of the texts to measure; all that have gold by default.
        furniture: words of page furniture, by default those that came with `kg`.

    Raises:
        UnknownNameError: no text has a name in `only`.
        DataFileError: no text has a gold file, or a file is wrong.
    """
    if gold is None:
        return measure(extractor, names, read_sentences(texts, only))
    return measure(extractor, names, read_articles(texts, gold, only, furniture))


def measure(extractor: Extractor, names: Names, corpus: Corpus) -> Evaluation:
    """Return how the extractor fares on a corpus.

    A fact that one text states several times counts once. An optional gold fact is neutral:
    a claim that states it is neither right nor wrong. A right fact with a wrong status is
    wrong, and the gold fact missed.
    """
    aliases = [("aliases", names.digest)] if names.digest else []
    result = Evaluation(digest([*corpus.files, *aliases]), len(corpus.items))
    facts: list[GoldFact] = []
    claims: list[Claim] = []
    verdicts: list[Verdict] = []
    for item in corpus.items:
        judged = Judge(item.facts, names).judge(extractor.extract(item.document))
        _add_accepted(result, item, unique(accepted(judged)))
        # Accepted ones first: a candidate that says the same as one of them adds nothing.
        tiers = sorted(judged, key=lambda each: each.claim.tier)
        _add(result.candidates, item.facts, unique(tiers))
        _add_qualifiers(result, item.facts, accepted(judged), names)
        for each in judged:
            result.quotes.count(is_exact(each.claim, item.document))
        verdicts += _verdicts(judged)
        facts += item.facts
        claims += [each.claim for each in accepted(judged)]
    pool = unique_facts(facts, names)
    _add(result.graph, pool, unique(Judge(pool, names).judge(claims)))
    confidences = {p.id: (p.confidence, p.prior) for p in extractor.patterns}
    result.calibration = calibration(verdicts, confidences)
    return result


def is_exact(claim: Claim, document: Document) -> bool:
    """Tell whether every quote of a claim stands at its offsets in the document."""
    return all(
        each.document == document.id and document.text[each.start : each.end] == each.quote
        for each in claim.evidence
    )


def _add(score: Score, facts: Sequence[GoldFact], judged: Iterable[Judged]) -> None:
    """Count gold facts as found or missed, and claims that are wrong."""
    matched: set[int] = set()
    for each in judged:
        matched |= each.hits
        if each.verdict == "wrong":
            score.count("wrong")
    for number, fact in enumerate(facts):
        if not fact.optional:
            score.count("found" if number in matched else "missed")


def _add_accepted(result: Evaluation, item: Item, judged: Sequence[Judged]) -> None:
    """Count what the accepted claims of a text state, by everything that facts differ in."""
    wrong = [each.claim for each in judged if each.verdict == "wrong"]
    for claim in wrong:
        result.count(claim.predicate, claim.status, item.phenomena, "wrong")
        result.false.append(_false(claim, item.document))
    matched = {number for each in judged for number in each.hits}
    for number, fact in enumerate(item.facts):
        if fact.optional:
            continue
        outcome = "found" if number in matched else "missed"
        result.count(fact.predicate, fact.status, fact.phenomena, outcome)
        if outcome == "missed":
            result.misses.append(_miss(fact, item.document))
    if not item.facts:
        result.negatives.count(not wrong)


def _add_qualifiers(
    result: Evaluation, facts: Sequence[GoldFact], judged: Sequence[Judged], names: Names
) -> None:
    """Count, for each fact found, which of the qualifiers that gold gives a claim has."""
    for number, fact in enumerate(facts):
        stating = [each.claim for each in judged if number in each.hits]
        if fact.optional or not stating or not fact.qualifiers:
            continue
        met = [
            {name for name, value in fact.qualifiers.items() if bears(claim, name, value, names)}
            for claim in stating
        ]
        result.qualified.count(any(len(each) == len(fact.qualifiers) for each in met))
        for name in fact.qualifiers:
            ratio = result.qualifiers.setdefault(name, Ratio())
            ratio.count(any(name in each for each in met))


def _verdicts(judged: Iterable[Judged]) -> list[Verdict]:
    """Return what calibration counts: each claim, except where gold is neutral."""
    return [
        Verdict(
            each.claim.confidence,
            tuple(evidence.pattern for evidence in each.claim.evidence),
            each.verdict == "right",
        )
        for each in judged
        if each.verdict != "neutral"
    ]


def _false(claim: Claim, document: Document) -> Problem:
    obj = claim.object
    value = obj.label if isinstance(obj, EntityRef) else obj.value
    first: Evidence = claim.evidence[0]
    return Problem(
        document.id, claim.subject.label, claim.predicate, value, claim.status,
        _sentences(document, first.start, first.end), first.pattern,
    )  # fmt: skip


def _miss(fact: GoldFact, document: Document) -> Problem:
    at = document.text.find(fact.evidence) if fact.evidence else -1
    around = _sentences(document, at, at + len(fact.evidence)) if at >= 0 else ""
    return Problem(document.id, fact.subject, fact.predicate, fact.object, fact.status, around)


def _sentences(document: Document, first: int, last: int) -> str:
    """Return the sentences in which a stretch of a text lies, in one line."""
    spans = [(a, b) for a, b in sentences(document.text) if a < last and first < b]
    if not spans:
        return ""
    return " ".join(document.text[spans[0][0] : spans[-1][1]].split())
