"""Members and commitments as `kg show` prints them: by level, rung and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kg.api.ladder_words import DOUBTS, PLURALS, unsure, way

if TYPE_CHECKING:
    from kg.graph.ladder import Membership

_NO_DATE = "no date"


def member_lines(members: Sequence[Membership]) -> Iterator[str]:
    """Yield the members of a programme or an accord, the doubtful ones behind the others."""
    sure = [each for each in members if not each.doubt]
    for level, group in groupby(sure, key=lambda each: each.level):
        own = list(group)
        yield f"  {PLURALS[level]} ({len(own)})"
        yield from _rows(own, own_side=True)
    for doubt, title in DOUBTS.items():
        doubted = [each for each in members if each.doubt == doubt]
        if doubted:
            yield f"  {title} ({len(doubted)})"
            yield from _rows(doubted, own_side=True)


def commitment_lines(commitments: Sequence[Membership]) -> Iterator[str]:
    """Yield what a party has committed itself to, one line each."""
    yield from _rows(commitments, own_side=False)


def _rows(memberships: Sequence[Membership], *, own_side: bool) -> Iterator[str]:
    indent = "    " if own_side else "  "
    cells = [(each.rung or "denied", each.since or _NO_DATE) for each in memberships]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for each, row in zip(memberships, cells, strict=True):
        start = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        name = each.party.label if own_side else each.target.label
        doubt = f" [{each.doubt}]" if each.doubt and not own_side else ""
        yield f"{indent}{start}  {name}{_bracketed(way(each))}{doubt}{_standing(each)}"


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""


def _standing(membership: Membership) -> str:
    text = unsure(membership)
    return f" [{text}]" if text else ""
