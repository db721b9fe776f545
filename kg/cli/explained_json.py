"""Explanations for programs: plain JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kg.cli.quoted import quote_record

if TYPE_CHECKING:
    from kg.api.explain import ExplainedCount, ExplainedFact, Explanation
    from kg.graph.counts import Member

_STATED = ("subject", "predicate", "object", "status", "qualifiers", "confidence", "tier")


def records(found: Explanation) -> Iterator[dict[str, Any]]:
    """Yield one plain JSON object for each fact and each count."""
    yield from map(_fact, found.facts)
    yield from map(_count, found.counts)


def _fact(each: ExplainedFact) -> dict[str, Any]:
    stated = each.fact.to_claim().to_json()
    return {
        "claim": each.fact.claim,
        **{name: stated[name] for name in _STATED},
        "evidence": [quote_record(quote) for quote in each.fact.evidence],
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
