"""The states that a text is about, and whose offices it has told already."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from kg.model import EntityRef
from kg.text.mention import Mention

SINGLE = {
    "president": "president", "prime minister": "head", "premier": "head", "chancellor": "head",
    "foreign minister": "foreign", "foreign secretary": "foreign", "secretary of state": "foreign",
}  # fmt: skip
"""Offices that one person of a state holds at a time, by what they are alike to."""
LEAD, CLEAR = 1.5, 1.8
"""How many times the runner-up the leader must have, to be taken at all and to be trusted."""


_DATELINE = re.compile(r"(?:,[^.\n]{0,30})?\s*(?:\([^)\n]*\)\s*)?[-–—:](?!\w)")
_HEADLINE = re.compile(r"\s*[^\n]*[^\s.!?…:;](?=[^\S\n]*(?:\n|$))")
"""The first line of a text, unless it is a sentence of its own."""


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

    def leader(
        self,
        kind: str,
        bonus: Mapping[EntityRef, float],
        barred: Container[EntityRef] = frozenset(),
    ) -> tuple[EntityRef, float] | None:
        """Return the state that clearly leads, with how many times the next one it has.

        States that are barred have no such office.
        """
        ranked = sorted(
            (
                (weight + bonus.get(state, 0.0), state)
                for state, weight in self.weights.items()
                if state in self.named
                and state not in barred
                and SINGLE.get(kind) not in self.holders.get(state, ())
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if len(ranked) == 1 and len(self.weights) == 1:
            return ranked[0][1], CLEAR
        if not ranked or ranked[0][0] < LEAD:
            return None
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        return ranked[0][1], ranked[0][0] / max(second, 0.5)


def headline_end(text: str) -> int:
    """Return where the headline of a text ends, 0 if it opens with a sentence."""
    headline = _HEADLINE.match(text)
    return headline.end() if headline is not None else 0


def opens(text: str, mention: Mention) -> bool:
    """Tell whether a capital is the dateline of its text."""
    at_start = mention.start == 0 or text[mention.start - 1] == "\n"
    return at_start and _DATELINE.match(text, mention.end) is not None
