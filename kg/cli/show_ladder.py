"""Members and commitments as `kg show` prints them: by level, rung and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.ladder import Membership, Step

_PLURALS = {
    "country": "countries",
    "agency": "agencies",
    "institution": "institutions",
    "company": "companies",
    "intergovernmental organisation": "intergovernmental organisations",
}
_DOUBTS = {
    "disputed": "disputed: a source denies it",
    "candidate": "not confirmed",
    "denied": "said not to be in",
}
_NO_DATE = "no date"


def member_lines(members: Sequence[Membership]) -> Iterator[str]:
    """Yield the members of a programme or an accord, the doubtful ones behind the others."""
    sure = [each for each in members if not each.doubt]
    for level, group in groupby(sure, key=lambda each: each.level):
        own = list(group)
        yield f"  {_PLURALS[level]} ({len(own)})"
        yield from _rows(own, own_side=True)
    for doubt, title in _DOUBTS.items():
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
        yield f"{indent}{start}  {name}{_way(each)}{doubt}{_standing(each)}"


def _standing(membership: Membership) -> str:
    """Return why it is not sure that the rung was reached by the day that the graph is of."""
    if membership.standing is None:
        return ""
    said = min((step.said for step in membership.steps if step.said), default="")
    told = f", told {said}" if said and membership.standing == "undated" else ""
    return f" [{membership.standing}{told}]"


def _way(membership: Membership) -> str:
    """Return by which steps the rung was reached, and with whom, as far as that says more."""
    from kg.graph.ladder import FALLS

    parts = [membership.role] if membership.role else []
    firsts: dict[str, Step] = {}
    for step in membership.steps:
        firsts.setdefault(step.rung, step)
    others = (step for rung, step in firsts.items() if rung and rung != membership.rung)
    parts += [f"{step.rung} {step.when}".strip() for step in others]
    partners = _partners([step for step in membership.steps if step.rung == membership.rung])
    if partners:
        by = "" if membership.rung in FALLS else "by "
        parts.append(f"{by}agreement with {partners}")
    if membership.until:
        parts.append(f"until {membership.until}")
    return f" ({'; '.join(parts)})" if parts else ""


def _partners(steps: Sequence[Step]) -> str:
    """Return with whom a party agreed, if it is on its rung by agreements alone."""
    if any(step.partner is None for step in steps):
        return ""
    return ", ".join(sorted({step.partner.label for step in steps if step.partner}))
