"""Why a fact stands in the graph, and whom a count counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.api.asked import Asked, understand
from kg.errors import UnknownNameError
from kg.graph.counts import COUNTS
from kg.model import EntityRef, Literal, slugify
from kg.model.dates import bounds
from kg.model.english import either, nearest

if TYPE_CHECKING:
    from datetime import date

    from kg.api.graph import KnowledgeGraph
    from kg.graph.contradictions import Contradiction
    from kg.graph.counts import OpenedCount
    from kg.graph.decisions import Decided
    from kg.graph.facts import Fact
    from kg.graph.rulings import Ruled

_SHORTEST = 4
"""Fewest digits by which a claim may be called, where they are enough."""


@dataclass(frozen=True)
class ExplainedFact:
    """A fact with all that speaks for it and against it.

    Args:
        fact: with its quotes.
        decided: what people decided on it, by article and date.
        ruled: what people ruled on it where sources differ, by date.
        contradicted: the conflicts that it is a side of, and that nobody settled.
    """

    fact: Fact
    decided: tuple[Decided, ...] = ()
    ruled: tuple[Ruled, ...] = ()
    contradicted: tuple[Contradiction, ...] = ()


@dataclass(frozen=True)
class ExplainedCount:
    """A count with its list, and what this says about the number.

    Args:
        opened: the list.
        reasons: sentences: whether the number comes out, and what would make it come out.
        told: the fact of the count; None if nobody counted.
    """

    opened: OpenedCount
    reasons: tuple[str, ...]
    told: ExplainedFact | None


@dataclass(frozen=True)
class Explanation:
    """The answer to `explain`: facts, or counts.

    Args:
        facts: by predicate, those between what was named first.
        counts: by date.
        places: document and start of each row among the quotes -> its file and line.
    """

    facts: tuple[ExplainedFact, ...] = ()
    counts: tuple[ExplainedCount, ...] = ()
    places: Mapping[tuple[str, int], str] = field(default_factory=dict)


def explain(graph: KnowledgeGraph, words: Sequence[str]) -> Explanation:
    """Return what stands behind a fact or a count; errors are those of `KnowledgeGraph.explain`."""
    asked = understand(graph, words)
    facts = graph.facts()
    named = [] if asked.claim is None else [_by_id(asked.claim, facts)]
    if asked.counts or any(fact.predicate in COUNTS for fact in named):
        counts = _counts(graph, asked, facts, named)
        told = [each.told.fact for each in counts if each.told is not None]
        return Explanation(counts=counts, places=_places(graph, told))
    found = named or _stated(asked, facts, " ".join(words))
    return Explanation(_explained(graph, found), places=_places(graph, found))


def resolve_claim(name: str, known: Sequence[str]) -> str:
    """Return the id of a claim by its first digits.

    Raises:
        UnknownNameError: there is no such claim, or there are several; with suggestions.
    """
    digits = name.rstrip("/").rpartition("/")[2].removeprefix("claim:")
    found = claims_called(digits, known)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownNameError(f"{name!r} may be {either(found[:3])}; give more digits.")
    near = nearest(f"claim/{digits}", known)
    raise UnknownNameError(f"the graph has no claim {name!r}; see `kg review --list`.", near)


def claims_called(digits: str, known: Iterable[str]) -> list[str]:
    """Return the ids of claims that begin with some digits; none where these are too few."""
    if len(digits) < _SHORTEST:
        return []
    return [id for id in known if id.removeprefix("claim/").startswith(digits)]


def _places(graph: KnowledgeGraph, found: Iterable[Fact]) -> dict[tuple[str, int], str]:
    """Return the file and line of each row among the evidence that still stands there."""
    from kg.rows.freeze import document_id

    files = {document_id(path): path for path in graph.project.facts}
    texts: dict[str, str] = {}
    places = {}
    for quote in (quote for fact in found for quote in fact.evidence):
        path = files.get(quote.article.id)
        if path is None:
            continue
        text = texts.setdefault(quote.article.id, path.read_text(encoding="utf-8-sig"))
        if text[quote.start : quote.end] == quote.text:
            line = text.count("\n", 0, quote.start) + 1
            where = path.relative_to(graph.project.root)
            places[quote.article.id, quote.start] = f"{where.as_posix()}:{line}"
    return places


def _by_id(digits: str, facts: Iterable[Fact]) -> Fact:
    by_id = {fact.claim: fact for fact in facts}
    return by_id[resolve_claim(digits, sorted(by_id))]


def _explained(graph: KnowledgeGraph, found: Sequence[Fact]) -> tuple[ExplainedFact, ...]:
    """Return facts with what people decided on them, and the conflicts that they are part of."""
    from kg.graph.decisions import decided
    from kg.graph.rulings import rulings_on

    claims = [fact.claim for fact in found]
    decisions, rulings = decided(graph.store, claims), rulings_on(graph.store, claims)
    conflicts = graph.contradictions()
    return tuple(
        ExplainedFact(
            fact,
            tuple(decisions.get(fact.claim, ())),
            tuple(rulings.get(fact.claim, ())),
            tuple(each for each in conflicts if _is_in_question(fact, each)),
        )
        for fact in found
    )


def _is_in_question(fact: Fact, conflict: Contradiction) -> bool:
    """Whether a conflict is on a fact that is more than one of a list beside a number."""
    from kg.graph.contradictions.settled import sides_of

    return any(fact.claim in side.claims for side in sides_of(conflict))


def _stated(asked: Asked, facts: Iterable[Fact], words: str) -> list[Fact]:
    """Return the facts that hold all that was named, those between what was named first.

    Raises:
        UnknownNameError: there is none, or so little was named that it is no fact.
    """
    named = {ref.id for ref in asked.entities}
    facts = list(facts)
    if not named or (len(named) == 1 and asked.predicate is None):
        what = asked.entities[0].label if named else words
        raise UnknownNameError(
            f"{what!r} alone is no fact; name a second thing or a predicate, or see `kg show`."
        )
    about = [fact for fact in facts if named <= _mentioned(fact)]
    found = [fact for fact in about if _fits(asked, fact)]
    if not found:
        others = sorted({fact.predicate for fact in about})
        raise UnknownNameError(f"no source of the graph states anything on {words!r}.", others)
    return sorted(found, key=lambda fact: (not named <= _ends(fact), fact.predicate, fact.claim))


def _fits(asked: Asked, fact: Fact) -> bool:
    if asked.predicate is not None and fact.predicate != asked.predicate:
        return False
    if asked.value is None:
        return True
    value = fact.object.value if isinstance(fact.object, Literal) else fact.object.label
    return slugify(value).startswith(slugify(asked.value))


def _ends(fact: Fact) -> set[str]:
    return {each.id for each in (fact.subject, fact.object) if isinstance(each, EntityRef)}


def _mentioned(fact: Fact) -> set[str]:
    refs = (value.id for value in fact.qualifiers.values() if isinstance(value, EntityRef))
    return _ends(fact) | {*refs}


def _counts(
    graph: KnowledgeGraph, asked: Asked, facts: Sequence[Fact], named: Sequence[Fact]
) -> tuple[ExplainedCount, ...]:
    """Return the counts that were asked for, each with its list.

    A list reckons itself who was on it at a time, so it also takes the facts that did not hold
    yet or any more on the day that is asked for.

    Raises:
        UnknownNameError: no source gives such a number.
    """
    from kg.graph.counts import number_of, open_count, open_list

    subject = asked.entities[0] if asked.entities else None
    homes = {info.ref.id: info.country for info in graph.entities() if info.country is not None}
    told = named or [
        fact
        for fact in facts
        if fact.predicate in COUNTS and asked.predicate in (None, fact.predicate)
        if subject is None or fact.subject == subject
        if asked.number is None or number_of(fact) == asked.number
    ]
    if graph.moment.as_of is not None:
        facts = graph.whole.at(known_by=graph.moment.known_by).facts()
    if told:
        explained = _explained(graph, told)
        opened = [(open_count(each.fact, facts, homes), each) for each in explained]
        opened.sort(key=lambda pair: (pair[0].subject.id, pair[0].date, pair[1].fact.claim))
        day = graph.moment.as_of
        if day is not None and asked.number is None:
            # A count without a day of its own is in as undated; told later, it tells nothing here.
            opened = [(each, why) for each, why in opened if not _is_later(each.date, day)]
        found = [_with_reasons(each, why, facts, homes) for each, why in opened]
        if day is not None and subject is not None and asked.number is None:
            listed = open_list(subject, _counted(subject), day.isoformat(), facts, homes)
            found.insert(0, ExplainedCount(listed, (), None))
        return tuple(found)
    if subject is None or asked.number is not None:
        whose = f" of {subject.label}" if subject else ""
        number = "" if asked.number is None else f" {asked.number}"
        raise UnknownNameError(f"no source of the graph counts{number} members{whose}.")
    day = graph.moment.as_of
    listed = open_list(subject, _counted(subject), day.isoformat() if day else "", facts, homes)
    if not listed.members:
        raise UnknownNameError(
            f"no source of the graph names or counts members of {subject.label}."
        )
    return (ExplainedCount(listed, (), None),)


def _is_later(written: str, day: date) -> bool:
    first, _ = bounds(written)
    return first is not None and first > day


def _counted(subject: EntityRef) -> str:
    """Return the predicate of counts that a thing may have."""
    return "activeSatellites" if subject.type == "Country" else "memberCount"


def _with_reasons(
    opened: OpenedCount, told: ExplainedFact, facts: Sequence[Fact], homes: dict[str, str]
) -> ExplainedCount:
    from kg.graph.counts import open_list, reasons

    listed = [
        open_list(accord, "memberCount", opened.date, facts, homes)
        for accord in _namesakes(opened.subject, facts)
    ]
    return ExplainedCount(opened, tuple(reasons(opened, listed)), told)


def _namesakes(programme: EntityRef, facts: Iterable[Fact]) -> list[EntityRef]:
    """Return the accords whose name holds that of a programme.

    Reports speak of one where the numbers are those of the other.
    """
    words = set(programme.id.partition("/")[2].split("-"))
    accords = {f.object for f in facts if isinstance(f.object, EntityRef)}
    return sorted(
        accord
        for accord in accords
        if programme.type == "Programme" and accord.type == "Accord"
        if words <= set(accord.id.partition("/")[2].split("-"))
    )
