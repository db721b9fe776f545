"""Facts, quotes and explanations for programs: plain JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api.explain import ExplainedCount, ExplainedFact, Explanation
    from kg.graph.counts import Member
    from kg.graph.facts import Fact, Quote
    from kg.model import Source

_STATED = ("subject", "predicate", "object", "status", "qualifiers", "confidence", "tier")


def records(found: Explanation) -> Iterator[dict[str, Any]]:
    """Yield one plain JSON object for each fact and each count."""
    yield from map(_fact, found.facts)
    yield from map(_count, found.counts)


def fact_record(fact: Fact) -> dict[str, Any]:
    """Return a fact as a claim, with how sure it is that it held where that is in question."""
    record = fact.to_claim().to_json()
    return record | {"standing": fact.standing} if fact.standing else record


def quote_record(quote: Quote) -> dict[str, Any]:
    """Return a quote with where it stands and what this rests on, as plain JSON values."""
    article = quote.article
    return {
        "quote": quote.text,
        "start": quote.start,
        "end": quote.end,
        "document": article.id,
        "kind": article.kind,
        "publisher": article.publisher,
        "title": article.title,
        "date": quote.issued,
        "url": article.url,
        "pattern": quote.pattern,
        "sources": [_source_record(source) for source in quote.rests_on],
    }


def _source_record(source: Source) -> dict[str, Any]:
    named = ("id", "publisher", "title", "date", "url")
    return {name: getattr(source, name) for name in named if getattr(source, name)}


def stated_record(fact: Fact) -> dict[str, Any]:
    """Return a fact with each of its quotes and what that rests on, as plain JSON values."""
    stated = fact_record(fact)
    return {
        "claim": fact.claim,
        **{name: stated[name] for name in _STATED if name in stated},
        "evidence": [quote_record(quote) for quote in fact.evidence],
    }


def _fact(each: ExplainedFact) -> dict[str, Any]:
    return {
        **stated_record(each.fact),
        "confirmedBy": list(each.fact.confirmed_by),
        "decisions": [asdict(decided) for decided in each.decided],
        "rulings": [asdict(ruled) for ruled in each.ruled],
        "conflicts": [
            {"kind": conflict.kind, "message": conflict.message, "claims": sorted(conflict.claims)}
            for conflict in each.contradicted
        ],
    }


def _count(each: ExplainedCount) -> dict[str, Any]:
    opened = each.opened
    return {
        "of": opened.subject.to_json(),
        "predicate": opened.predicate,
        "number": opened.number,
        "date": opened.date,
        "datedBy": opened.dated_by,
        "missing": opened.missing if opened.complete else None,
        "surplus": opened.surplus if opened.complete else None,
        "reasons": list(each.reasons),
        "leaders": [leader.to_json() for leader in opened.leaders],
        "members": [_member(member) for member in opened.members],
        "others": [_member(member) for member in opened.others],
        "count": None if each.told is None else _fact(each.told),
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        **member.entity.to_json(),
        "standing": member.standing,
        "namedBeside": member.beside is not None,
        "since": member.since,
        "claims": [fact.claim for fact in member.facts],
        "evidence": [quote_record(quote) for quote in member.facts[0].evidence],
    }
