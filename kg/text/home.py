"""The states that a text is about, and whose offices it has told already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import EntityRef

SINGLE = {
    "president": "president", "prime minister": "head", "premier": "head", "chancellor": "head",
    "foreign minister": "foreign", "foreign secretary": "foreign", "secretary of state": "foreign",
}  # fmt: skip
"""Offices that one person of a state holds at a time, by what they are alike to."""
LEAD, CLEAR = 1.5, 1.8
"""How many times the runner-up the leader must have, to be taken at all and to be trusted."""


@dataclass
class Home:
    """How much a text speaks of each state, and who is known to hold which office where.

    Args:
        weights: state -> weight of all its mentions.
        named: states that are named themselves, and not only by their bodies.
        dateline: the state whose capital opens the text, if one does.
        holders: state -> kinds of office whose holder the text names.
        lead: the state that the sentence before was about.
    """

    weights: dict[EntityRef, float] = field(default_factory=dict)
    holders: dict[EntityRef, set[str]] = field(default_factory=dict)
    named: set[EntityRef] = field(default_factory=set)
    dateline: EntityRef | None = None
    dateline_at: int = -1
    lead: EntityRef | None = None

    def add(self, state: EntityRef, weight: float) -> None:
        """Count a mention."""
        self.weights[state] = self.weights.get(state, 0.0) + weight

    def leader(self, kind: str, bonus: Mapping[EntityRef, float]) -> tuple[EntityRef, float] | None:
        """Return the state that clearly leads, with how many times the next one it has."""
        ranked = sorted(
            (
                (weight + bonus.get(state, 0.0), state)
                for state, weight in self.weights.items()
                if state in self.named and SINGLE.get(kind) not in self.holders.get(state, ())
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if len(ranked) == 1 and len(self.weights) == 1:
            return ranked[0][1], CLEAR
        if not ranked or ranked[0][0] < LEAD:
            return None
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        return ranked[0][1], ranked[0][0] / max(second, 0.5)
