"""Which state a capital or a people stood for when a text was written.

In an article of 1978 "Moscow" signed for the Soviet Union, and "the Russians" were its people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import EntityRef
from kg.model.dates import bounds
from kg.model.registry import Registry
from kg.text.mention import Mention

_UNTIL = (("country/russia", "country/soviet-union", 1991),)
"""A state, the one that it was part of, and the last year of that."""


class Former:
    """Gives the states of their time to old texts.

    Args:
        registry: the states.
    """

    def __init__(self, registry: Registry):
        entities = registry.entities
        self._states: list[tuple[EntityRef, EntityRef, int]] = [
            (entities[now].ref, entities[then].ref, year)
            for now, then, year in _UNTIL
            if now in entities and then in entities
        ]

    def of_its_time(self, mentions: Iterable[Mention], issued: str | None) -> list[Mention]:
        """Return the mentions of a text, its capitals and peoples led back to states of its time.

        Args:
            mentions: what is named in it.
            issued: its date, ISO 8601, possibly partial.
        """
        last = bounds(issued or "")[1]
        found = list(mentions)
        for now, then, year in self._states if last is not None else ():
            if last is not None and last.year <= year:
                found = [
                    replace(m, entity=then)
                    if m.entity == now and m.kind in ("capital", "demonym")
                    else m
                    for m in found
                ]
        return found
