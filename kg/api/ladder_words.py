"""The ladder of commitment in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
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
_ASIDE = {
    "coming": "announced, not yet in",
    "agreed": "by an agreement on it, not said to be in",
    "disputed": "disputed: sources contradict each other",
    "candidate": "not confirmed",
    "left": "no longer in",
    "denied": "said not to be in",
}
"""Why somebody does not count as a member -> heading."""


def listed(
    members: Sequence[Membership], day: date | None = None
) -> Iterator[tuple[str, list[Membership]]]:
    """Yield headings with their members, those who do not count as one behind the others.

    Args:
        members: by level.
        day: on which it is asked.
    """
    places = {place: [m for m in members if m.place(day) == place] for place in ("in", *_ASIDE)}
    for level, group in groupby(places["in"], key=lambda each: each.level):
        yield _PLURALS[level], list(group)
    for place, title in _ASIDE.items():
        if places[place]:
            yield title, places[place]


def home(membership: Membership, countries: Mapping[str, str]) -> str:
    """Return the country of a body, where its name does not tell; `countries` is id -> label."""
    label = countries.get(membership.home, "")
    return "" if label in membership.party.label else label  # a ministry seldom says of which


def doubt(membership: Membership, day: date | None = None) -> str:
    """Return why it is not sure that a party has committed itself; empty where it is."""
    place = membership.place(day)
    return _ASIDE[place] if place in ("disputed", "candidate", "denied") else ""


def denied(membership: Membership) -> str:
    """Return that a source is against a membership which counts all the same."""
    against = membership.doubt == "disputed" and membership.place() == "in"
    return "a source denies it" if against else ""


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
    others = (s for rung, s in firsts.items() if rung and rung != membership.rung and s.told)
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
