"""Which claims are right: claims compared with gold facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Claim, EntityRef
from kg.text.evaluate.gold import GoldFact, Key, Names, same_day


@dataclass(frozen=True)
class Judged:
    """A claim, and what gold says of it.

    Args:
        claim: the claim.
        keys: under which it is compared.
        hits: numbers of the gold facts that it states.
        verdict: `right`, `wrong`, or `neutral` where only optional facts support it.
    """

    claim: Claim
    keys: tuple[Key, ...]
    hits: frozenset[int]
    verdict: str


class Judge:
    """Holds claims against some gold facts.

    Args:
        facts: what can be stated.
        names: folds names and aliases.
    """

    def __init__(self, facts: Sequence[GoldFact], names: Names):
        self._facts = facts
        self._names = names
        self._by_key: dict[tuple[str, Key], list[int]] = {}
        self._any_year: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
        for number, fact in enumerate(facts):
            for key in names.of_gold(fact):
                self._by_key.setdefault((fact.status, key), []).append(number)
                if key.object.startswith("--"):
                    place = (fact.status, key.subject, key.predicate)
                    self._any_year.setdefault(place, []).append((key.object, number))

    def judge(self, claims: Iterable[Claim]) -> list[Judged]:
        """Return the claims with what gold says of each, in their order."""
        return [self._judge(claim) for claim in claims]

    def _judge(self, claim: Claim) -> Judged:
        keys = self._names.of_claim(claim)
        hits = {n for key in keys for n in self._by_key.get((claim.status, key), ())}
        for key in keys:
            place = (claim.status, key.subject, key.predicate)
            days = self._any_year.get(place, ())
            hits |= {number for day, number in days if same_day(day, key.object)}
        verdict = "neutral" if hits else "wrong"
        if any(not self._facts[number].optional for number in hits):
            verdict = "right"
        return Judged(claim, tuple(keys), frozenset(hits), verdict)


def unique(judged: Iterable[Judged]) -> list[Judged]:
    """Return one claim for each fact, the first."""
    seen: set[tuple[Key, str]] = set()
    kept = []
    for each in judged:
        marks = {(key, each.claim.status) for key in each.keys}
        if seen.isdisjoint(marks):
            kept.append(each)
        seen |= marks
    return kept


def unique_facts(facts: Iterable[GoldFact], names: Names) -> list[GoldFact]:
    """Return each fact once, whatever texts state it; optional only if it is so in all."""
    kept: dict[tuple[Key, str], GoldFact] = {}
    for fact in facts:
        mark = (names.of_gold(fact)[0], fact.status)
        if mark not in kept or kept[mark].optional:
            kept[mark] = fact
    return list(kept.values())


def accepted(judged: Iterable[Judged]) -> list[Judged]:
    """Return those of the accepted tier."""
    return [each for each in judged if each.claim.tier == "accepted"]


def bears(claim: Claim, qualifier: str, value: str, names: Names) -> bool:
    """Tell whether a claim has the qualifier that gold gives."""
    if qualifier not in claim.qualifiers:
        return False
    stated = claim.qualifiers[qualifier]
    return names.same(value, stated.label if isinstance(stated, EntityRef) else str(stated))
