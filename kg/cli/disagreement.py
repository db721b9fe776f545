"""Conflicts of sources for people and programs: each side with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.api.records import quote_record
from kg.cli.quoted import cited, source_lines
from kg.model.english import counted

if TYPE_CHECKING:
    from kg.graph.contradictions import Contradiction, Side
    from kg.graph.contradictions.settled import Conflict
    from kg.model.ruling import Ruling

COLUMNS = (
    *("conflict", "kind", "about", "predicate", "message", "state", "side", "says", "outcome"),
    *("quote", "document", "date", "sources"),
)
_QUOTES = 6
"""As many quotes of one side are printed; programs get all."""


def blocks(found: Sequence[Conflict]) -> Iterator[list[str]]:
    """Yield the lines on each conflict, then those on the sources, then how many there are."""
    for each in found:
        yield [*_conflict(each)]
    sides = (side for each in found for side in each.found.sides)
    lines = [*source_lines(quote for side in sides for quote in side.quotes[:_QUOTES])]
    if lines:
        yield ["Sources", *(f"  {line}" for line in lines)]
    yield [counted(len(found), "conflict")]


def lines_of(found: Contradiction, outcomes: Sequence[str | None] = ()) -> Iterator[str]:
    """Yield the sides of a conflict, each with its words."""
    marks = [*outcomes, *(None for _ in found.sides[len(outcomes) :])]
    for number, (side, outcome) in enumerate(zip(found.sides, marks, strict=True), start=1):
        yield f"  {number}. {side.says}{f' [{outcome}]' if outcome else ''}"
        yield from (f"     {cited(quote)}" for quote in side.quotes[:_QUOTES])
        if len(side.quotes) > _QUOTES:
            yield f"     and {counted(len(side.quotes) - _QUOTES, 'more quote', 'more quotes')}"


def ruling_line(ruling: Ruling) -> str:
    """Return who ruled when, and why."""
    return f"ruled by {ruling.by}, {ruling.date}: {ruling.why}"


def rows(found: Iterable[Conflict]) -> Iterator[list[str]]:
    """Yield one row for each quote of each side; a silence has a row without a quote."""
    for each in found:
        for number, side in enumerate(each.found.sides, start=1):
            head = [*_head(each), str(number), side.says, each.outcomes[number - 1] or ""]
            yield from ([*head, *cells] for cells in _quote_cells(side))


def record(each: Conflict) -> dict[str, Any]:
    """Return a conflict as plain JSON values."""
    found = each.found
    return {
        "conflict": found.id,
        "kind": found.kind,
        "about": found.subject.to_json(),
        "predicate": found.predicate,
        "message": found.message,
        "state": "open" if each.open else "ruled",
        "sides": [
            {
                "says": side.says,
                "outcome": outcome,
                "claims": list(side.claims),
                "evidence": [quote_record(quote) for quote in side.quotes],
            }
            for side, outcome in zip(found.sides, each.outcomes, strict=True)
        ],
        "rulings": [
            {"id": ruling.id, "where": ruling.where, **ruling.to_json()} for ruling in each.rulings
        ],
    }


def _conflict(each: Conflict) -> Iterator[str]:
    found = each.found
    yield found.message
    yield f"  {found.kind}, {found.id}"
    yield from lines_of(found, each.outcomes)
    yield from (f"  {ruling_line(ruling)}" for ruling in each.rulings)


def _head(each: Conflict) -> list[str]:
    found = each.found
    state = "open" if each.open else "ruled"
    return [found.id, found.kind, found.subject.label, found.predicate, found.message, state]


def _quote_cells(side: Side) -> Iterator[list[str]]:
    for quote in side.quotes:
        sources = (source.publisher or source.title or source.id for source in quote.rests_on)
        yield [quote.text, quote.article.id, quote.issued or "", "; ".join(sources)]
    if not side.quotes:
        yield ["", "", "", ""]
