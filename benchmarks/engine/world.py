"""Who is in a made-up graph: a few hubs that everyone meets, and many small entities.

As in the graphs that `kg` builds, countries, agencies and programmes are few and stand in most
facts, while spacecraft, people and agreements are as many as the articles that tell of them.
Nothing here is anybody's name: labels are syllables drawn by lot.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from benchmarks.graphs import SYLLABLES
from kg.model import EntityRef
from kg.model.entity import Entity
from kg.model.registry import Registry
from kg.model.terms import ID_PREFIXES, slugify

HUBS = {"Country": 60, "Programme": 12, "Accord": 4}
"""How many there are, whatever the size of the graph."""
_FIRST = {"Country": 60, "Agency": 60, "Programme": 12, "Accord": 4, "Mission": 20}
_FIRST |= {"Company": 40, "University": 20, "Satellite": 60, "Person": 60}
_PER_CLAIM = {"Mission": 0.01, "Company": 0.04, "University": 0.01, "Satellite": 0.05}
_PER_CLAIM |= {"Person": 0.03}
_AT_HOME = ("Agency", "Company", "University", "Satellite")


@dataclass(frozen=True)
class World:
    """All entities, by type; those of lower number are named more often."""

    registry: Registry
    members: dict[str, list[EntityRef]]
    weights: dict[str, list[float]]

    @classmethod
    def of(cls, claims: int, chance: random.Random) -> World:
        """Return the entities for a graph of about so many claims."""
        counts = {
            kind: first + round(claims * _PER_CLAIM.get(kind, 0)) for kind, first in _FIRST.items()
        }
        entities = list(_entities(counts, chance))
        members: dict[str, list[EntityRef]] = {}
        for entity in entities:
            members.setdefault(entity.ref.type, []).append(entity.ref)
        weights = {
            kind: list(accumulate(1 / (at + 3) for at in range(len(refs))))
            for kind, refs in members.items()
        }
        return cls(Registry(entities), members, weights)

    def any(self, chance: random.Random, *kinds: str) -> EntityRef:
        """Return an entity of one of the types, the first of a type most often."""
        kind = chance.choice(kinds)
        refs, weights = self.members[kind], self.weights[kind]
        return chance.choices(refs, cum_weights=weights)[0]

    def hub(self, kind: str, at: int = 0) -> EntityRef:
        """Return one of the entities that are named most."""
        return self.members[kind][at]


def _entities(counts: dict[str, int], chance: random.Random) -> Iterator[Entity]:
    countries = [_ref("Country", at, chance) for at in range(counts["Country"])]
    for at, ref in enumerate(countries):
        letters = chr(65 + at // 26) + chr(65 + at % 26)
        yield Entity(ref, iso2=letters, iso3=letters + "X")
    for kind, count in counts.items():
        for at in range(count if kind != "Country" else 0):
            home = None
            if kind in _AT_HOME:
                early = kind == "Agency" or at < len(countries)
                home = countries[at % len(countries) if early else chance.randrange(20)].id
            aliases = (f"{kind} of {at} old",) if chance.random() < 0.3 else ()
            yield Entity(_ref(kind, at, chance), aliases, country=home)


def _ref(kind: str, at: int, chance: random.Random) -> EntityRef:
    name = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    label = f"{name} {kind} {at}"
    return EntityRef(f"{ID_PREFIXES[kind]}/{slugify(label)}", label, kind)
