"""The ladder of commitment in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.ladder import Membership, Step

PLURALS = {
    "country": "countries",
    "agency": "agencies",
    "institution": "institutions",
    "company": "companies",
    "intergovernmental organisation": "intergovernmental organisations",
}
"""Level of a party -> words for several of them."""

DOUBTS = {
    "disputed": "disputed: a source denies it",
    "candidate": "not confirmed",
    "denied": "said not to be in",
}
"""Doubt on a membership -> the heading of those that it is on."""


def unsure(membership: Membership) -> str:
    """Return why it is not sure that the rung was reached by the day that the graph is of."""
    if membership.standing is None:
        return ""
    said = min((step.said for step in membership.steps if step.said), default="")
    told = f", told {said}" if said and membership.standing == "undated" else ""
    return f"{membership.standing}{told}"


def way(membership: Membership) -> str:
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
    return "; ".join(parts)


def _partners(steps: Sequence[Step]) -> str:
    """Return with whom a party agreed, if it is on its rung by agreements alone."""
    if any(step.partner is None for step in steps):
        return ""
    return ", ".join(sorted({step.partner.label for step in steps if step.partner}))
