"""Members and commitments as `kg show` prints them: by level, rung and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from kg.api.ladder_words import DOUBTS, PLURALS, unsure, way

if TYPE_CHECKING:
    from kg.graph.ladder import Membership

<<<<<<< HEAD
=======
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
_DENIED = "a source denies it"
>>>>>>> main
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
    places = {place: [m for m in members if m.place(day) == place] for place in ("in", *_ASIDE)}
    for level, group in groupby(places["in"], key=lambda each: each.level):
        own = list(group)
<<<<<<< HEAD
        yield f"  {PLURALS[level]} ({len(own)})"
        yield from _rows(own, own_side=True)
    for doubt, title in DOUBTS.items():
        doubted = [each for each in members if each.doubt == doubt]
        if doubted:
            yield f"  {title} ({len(doubted)})"
            yield from _rows(doubted, own_side=True)
=======
        yield f"  {_PLURALS[level]} ({len(own)})"
        yield from _lines("    ", own, [_party(each, countries) for each in own])
    for place, title in _ASIDE.items():
        if places[place]:
            yield f"  {title} ({len(places[place])})"
            names = [_party(each, countries) for each in places[place]]
            yield from _lines("    ", places[place], names)
>>>>>>> main


def commitment_lines(commitments: Sequence[Membership], day: date | None = None) -> Iterator[str]:
    """Yield what a party has committed itself to, one line each."""
    named = []
    for each in commitments:
        place = each.place(day)
        doubt = f" [{_ASIDE[place]}]" if place in ("disputed", "candidate", "denied") else ""
        named.append(f"{each.target.label}{_way(each)}{doubt}")
    yield from _lines("  ", commitments, named)


def _lines(indent: str, told: Sequence[Membership], names: Sequence[str]) -> Iterator[str]:
    cells = [(each.rung or "denied", each.since or _NO_DATE) for each in told]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for each, row, name in zip(told, cells, names, strict=True):
        start = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
<<<<<<< HEAD
        name = each.party.label if own_side else each.target.label
        doubt = f" [{each.doubt}]" if each.doubt and not own_side else ""
        yield f"{indent}{start}  {name}{_bracketed(way(each))}{doubt}{_standing(each)}"


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""


def _standing(membership: Membership) -> str:
    text = unsure(membership)
    return f" [{text}]" if text else ""
=======
        denied = f" [{_DENIED}]" if each.doubt == "disputed" and each.place() == "in" else ""
        yield f"{indent}{start}  {name}{denied}{_standing(each)}"


def _party(membership: Membership, countries: Mapping[str, str]) -> str:
    home = countries.get(membership.home, "")
    home = "" if home in membership.party.label else home  # a ministry seldom says of which
    return f"{membership.party.label}{', ' if home else ''}{home}{_way(membership)}"


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
    others = (s for rung, s in firsts.items() if rung and rung != membership.rung and s.told)
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
>>>>>>> main
