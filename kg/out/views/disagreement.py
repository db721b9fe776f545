"""What sources disagree on, as the page shows it: sides next to each other, and who ruled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.graph.contradictions import KINDS
from kg.graph.contradictions.settled import ONE_SIDED
from kg.model import EntityRef
from kg.out.network import label_of
from kg.out.views.wording import date_text, plain

if TYPE_CHECKING:
    from kg.graph.contradictions import Contradiction, Side
    from kg.graph.contradictions.settled import Conflict
    from kg.graph.facts import Fact
    from kg.model.ruling import Outcome
    from kg.out.views.payload import Payload

Record = dict[str, Any]


def conflict_records(
    conflicts: Iterable[Conflict], facts: Iterable[Fact], payload: Payload
) -> list[Record]:
    """Return one record per conflict that a fact of the page is a side of, in their order.

    A record is its kind in words, what may explain it, a title, whether it is still open, the
    numbers of the facts `on` which it is, its sides and the rulings. A side is what it says, how
    people ruled on it, its facts, and its words as pairs of a fact and the place among the
    evidence of that. Who is only on a list that a number is held against has no conflict of its
    own.

    Args:
        conflicts: as `kg.graph.contradictions.settled.conflicts` finds them.
        facts: those of the page.
        payload: what holds them already.
    """
    known = {fact.claim: fact for fact in facts}
    records = []
    for conflict in conflicts:
        found = conflict.found
        sides = [
            _side(side, outcome, known, payload)
            for side, outcome in zip(found.sides, conflict.outcomes, strict=True)
        ]
        asked = sides[:1] if found.kind in ONE_SIDED else sides
        on = sorted({number for side in asked for number in side["facts"]})
        if on:
            records.append(
                {
                    "kind": KINDS[found.kind],
                    "note": plain(found.note),
                    "title": _title(found, known, payload),
                    "open": conflict.open,
                    "on": on,
                    "sides": sides,
                    "rulings": [
                        {"by": plain(each.by), "date": date_text(each.date), "why": plain(each.why)}
                        for each in conflict.rulings
                    ],
                }
            )
    return records


def _side(side: Side, outcome: Outcome | None, known: dict[str, Fact], payload: Payload) -> Record:
    facts = [known[claim] for claim in side.claims if claim in known]
    quotes = []
    for quote in side.quotes:
        holder = next((fact for fact in facts if quote in fact.evidence), None)
        if holder is not None:
            quotes.append([payload.add(holder), holder.evidence.index(quote)])
    return {
        "says": plain(date_text(side.says)),
        "outcome": outcome,
        "facts": sorted(payload.add(fact) for fact in facts),
        "quotes": quotes,
    }


def _title(found: Contradiction, known: dict[str, Fact], payload: Payload) -> str:
    """Return what a conflict is about: the subject and what is said of it."""
    first = next((known[claim] for claim in found.sides[0].claims if claim in known), None)
    words = [found.subject.label, label_of(found.predicate, payload.labels)]
    if first is not None and first.subject == found.subject and isinstance(first.object, EntityRef):
        same = {fact.object for claim, fact in known.items() if claim in found.claims}
        words += [first.object.label] if found.kind != "values" or len(same) == 1 else []
    return plain(" ".join(words))
