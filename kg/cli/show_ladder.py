"""Members and commitments as `kg show` prints them: by level, rung and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.api.ladder_words import denied, doubt, home, listed, unsure, way

if TYPE_CHECKING:
    from kg.graph.ladder import Membership

_NO_DATE = "no date"


def member_lines(
    members: Sequence[Membership], countries: Mapping[str, str], day: date | None = None
) -> Iterator[str]:
    """Yield the members of a programme or an accord, and behind them who does not count as one.

    Args:
        members: by level.
        countries: id -> label, to say where a body is at home.
        day: on which it is asked.
    """
    for title, own in listed(members, day):
        yield f"  {title} ({len(own)})"
        yield from _lines("    ", own, [_party(each, countries) for each in own])


def commitment_lines(commitments: Sequence[Membership], day: date | None = None) -> Iterator[str]:
    """Yield what a party has committed itself to, one line each."""
    named = [f"{each.target.label}{_way(each)}{_mark(doubt(each, day))}" for each in commitments]
    yield from _lines("  ", commitments, named)


def _lines(indent: str, told: Sequence[Membership], names: Sequence[str]) -> Iterator[str]:
    cells = [(each.rung or "denied", each.since or _NO_DATE) for each in told]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for each, row, name in zip(told, cells, names, strict=True):
        start = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"{indent}{start}  {name}{_mark(denied(each))}{_mark(unsure(each))}"


def _party(membership: Membership, countries: Mapping[str, str]) -> str:
    country = home(membership, countries)
    return f"{membership.party.label}{', ' if country else ''}{country}{_way(membership)}"


def _way(membership: Membership) -> str:
    text = way(membership)
    return f" ({text})" if text else ""


def _mark(text: str) -> str:
    return f" [{text}]" if text else ""
