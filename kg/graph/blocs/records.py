"""An overlap as plain records: for JSON as it is, for CSV one row for each party and bloc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.graph.blocs.overlap import Overlap, Row
from kg.graph.blocs.standing import Mark, Standing
from kg.graph.facts import Fact
from kg.model import EntityRef

COLUMNS = tuple(
    "group party label type bloc blocLabel in joined rung ordinal roles marks claims"
    " sources".split()
)
"""Columns of `flat`."""

_KINDS = {"in": "", "candidate": "not confirmed", "denied": "said not to be in"}
_SORTS = {"Agency": "agency", "Company": "company", "University": "university"}


def record(found: Overlap, groups: Iterable[str]) -> dict[str, Any]:
    """Return an overlap as JSON has it, with the parties of some groups."""
    wanted = set(groups)
    return {
        "blocs": _refs(found.blocs),
        "kind": found.kind,
        "parties": [_row(row) for row in found.rows if row.group in wanted],
        "firsts": [
            {
                "bloc": each.bloc.id,
                "parties": [{**party.to_json(), "joined": date} for party, date in each.parties],
                "undated": _refs(each.undated),
            }
            for each in found.firsts
        ],
        "moves": [
            {
                "party": each.party.to_json(),
                "joined": [{"bloc": bloc.id, "joined": date} for bloc, date in each.joined],
                "certain": each.certain,
                "daysBetween": [{"least": least, "most": most} for least, most in each.gaps],
            }
            for each in found.moves
        ],
        "leads": [
            {
                "bloc": each.bloc.id,
                "leaders": _refs(each.leaders),
                "circle": _refs(each.circle),
            }
            for each in found.leads
        ],
        "holders": [
            {
                "party": each.party.to_json(),
                "agreements": [
                    {"bloc": bloc.id, "facts": [fact_record(fact) for fact in facts]}
                    for bloc, facts in zip(found.blocs, each.agreements, strict=True)
                ],
            }
            for each in found.holders
        ],
    }


def flat(found: Overlap, groups: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield a row of `COLUMNS` for each party of some groups and each bloc."""
    wanted = set(groups)
    for row in found.rows:
        if row.group in wanted:
            for standing in row.standings:
                yield _flat(row, standing)


def mark_text(mark: Mark, party: EntityRef) -> str:
    """Return a mark in words: `planned 2024-04-08`, `company Oman Lens`.

    Args:
        mark: what is said.
        party: of whom, so that only a body is named.
    """
    kind = _KINDS.get(mark.kind, mark.kind)
    if mark.kind == "involved":
        kind = ", ".join(sorted({str(fact.qualifiers["role"]) for fact in mark.facts}))
    if mark.party == party:
        return " ".join(filter(None, (kind, mark.date)))
    sort = "agency" if mark.agency else _SORTS.get(mark.party.type, "institution")
    return " ".join(filter(None, (sort, mark.party.label, kind, mark.date)))


def fact_record(fact: Fact) -> dict[str, Any]:
    """Return a fact with its words and where they stand."""
    return {
        "claim": fact.claim,
        "subject": fact.subject.to_json(),
        "predicate": fact.predicate,
        "object": fact.object.to_json(),
        "status": fact.status,
        "tier": fact.tier,
        "qualifiers": {
            name: value.to_json() if isinstance(value, EntityRef) else value
            for name, value in sorted(fact.qualifiers.items())
        },
        "evidence": [
            {"document": each.article.id, "date": each.article.date, "quote": each.text}
            for each in fact.evidence
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        **row.party.to_json(),
        "group": row.group,
        "in": [bloc.id for bloc in row.blocs],
        "standings": [_standing(each) for each in row.standings],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "bloc": standing.bloc.id,
        "in": standing.counted,
        "joined": standing.joined,
        "rung": standing.rung,
        "steps": [{"rung": step.rung, "date": step.date} for step in standing.steps],
        "ordinal": standing.ordinal,
        "roles": list(standing.roles),
        "facts": [fact_record(fact) for fact in standing.facts],
        "marks": [
            {
                "kind": mark.kind,
                "party": mark.party.to_json(),
                "agency": mark.agency,
                "date": mark.date,
                "facts": [fact_record(fact) for fact in mark.facts],
            }
            for mark in standing.marks
        ],
    }


def _flat(row: Row, standing: Standing) -> dict[str, str]:
    facts = [*standing.facts, *(fact for mark in standing.marks for fact in mark.facts)]
    values = {
        "group": row.group,
        "party": row.party.id,
        "label": row.party.label,
        "type": row.party.type,
        "bloc": standing.bloc.id,
        "blocLabel": standing.bloc.label,
        "in": "yes" if standing.counted else "no",
        "joined": standing.joined,
        "rung": standing.rung,
        "ordinal": standing.ordinal,
        "roles": "; ".join(standing.roles),
        "marks": "; ".join(mark_text(mark, row.party) for mark in standing.marks),
        "claims": " ".join(fact.claim for fact in facts),
        "sources": " ".join(sorted({q.article.id for fact in facts for q in fact.evidence})),
    }
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _refs(refs: Iterable[EntityRef]) -> list[dict[str, str]]:
    return [ref.to_json() for ref in refs]
