"""From the names and numbers of a catalogue to entities: known ones first, else found ones.

A spacecraft is known by its international designator (COSPAR), then by its number in the
catalogue of the United States (NORAD), then by exactly its name. One that the registry does
not have gets its id from its designator, which is the same in all catalogues, whatever name
each gives it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from kg.model import ID_PREFIXES, EntityRef, slugify
from kg.model.entity import Entity, same_name
from kg.model.registry import Registry

_COSPAR = re.compile(r"((?:19|20)\d{2})-(\d{3})([A-HJ-NP-Z]{1,3})")
_NORAD = re.compile(r"0*([1-9]\d{0,8})")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "academy administration aeronautical aerospace agency air and armed army bureau center"
    " centre civil command commission communication communications company corporation council"
    " defence defense department earth electronic federal for force forces foreign general"
    " government industries industry information institute intelligence laboratory meteorological"
    " meteorology military ministry national naval navy observation of office organisation"
    " organization program programme public remote research royal satellite satellites science"
    " sciences security sensing service services space state strategic studies system systems"
    " technical technology telecommunication telecommunications the transport university".split()
)
"""Words of which names are made that bodies of many countries share."""
_ACRONYM = 5
"""Letters up to which a word in capitals may stand for several bodies."""
_LAUNCHED = ("spacecraft/", "mission/")
_PARTIES = ("country/", "organisation/")


def cospar_of(text: str) -> str | None:
    """Return an international designator, None if the text is none in the modern form."""
    match = _COSPAR.fullmatch(text.strip().upper())
    return match.group() if match else None


def norad_of(text: str) -> str | None:
    """Return a catalogue number without leading zeros, None if the text is none."""
    match = _NORAD.fullmatch(text.strip())
    return match[1] if match else None


@dataclass(frozen=True)
class Craft:
    """A spacecraft as a row names it.

    Args:
        name: as the row gives it.
        cospar: international designator, if it has one.
        norad: catalogue number, if it has one.
        own: what the catalogue itself calls it, for want of the two.
        type: its class, if nobody knows better.
        shared: whether several things of the catalogue have this name.
        wikidata: item, if the row says so.
    """

    name: str
    cospar: str | None = None
    norad: str | None = None
    own: str = ""
    type: str = "Satellite"
    shared: bool = False
    wikidata: str | None = None


@dataclass
class Names:
    """Matches what rows name with the registry.

    Args:
        registry: the entities that are known.
    """

    registry: Registry
    _numbered: dict[str, Entity] = field(default_factory=dict)
    _countries: dict[str, Entity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entity in self.registry.entities.values():
            if entity.ref.id.startswith(_LAUNCHED):
                for number in (entity.cospar, entity.norad):
                    if number:
                        self._numbered[number] = entity
            if entity.wikidata:
                self._numbered[entity.wikidata] = entity
            if entity.iso2:
                self._countries[entity.iso2] = entity

    def item(self, wikidata: str) -> EntityRef | None:
        """Return the entity of a Wikidata item such as `Q843`."""
        entity = self._numbered.get(wikidata)
        return entity.ref if entity else None

    def country(self, iso2: str) -> EntityRef | None:
        """Return the country of a code of ISO 3166-1 alpha-2."""
        entity = self._countries.get(iso2)
        return entity.ref if entity else None

    def state(self, name: str) -> EntityRef | None:
        """Return the country, or the organisation of countries, of a name or an id."""
        kinds = ("Country", "IntergovernmentalOrganisation")
        found = [e for e in self._named(name, _PARTIES) if e.ref.type in kinds or e.country is None]
        return found[0].ref if len(found) == 1 else None

    def known(self, name: str, countries: Collection[str] = ()) -> EntityRef | None:
        """Return the party of the registry that a name means.

        A company may sit in several countries. But an acronym, or a name of common words, is
        borne by bodies of several countries, so one of another country is another one.
        """
        found = self._named(name, _PARTIES)
        if countries and _is_common(name):
            found = [each for each in found if each.country in (None, *countries)]
        return found[0].ref if len(found) == 1 else None

    def craft(self, craft: Craft) -> EntityRef | None:
        """Return the spacecraft of a row; None if it has neither designator nor number."""
        for number in (craft.wikidata, craft.cospar, craft.norad):
            if number and number in self._numbered:
                return self._numbered[number].ref
        known = None if craft.shared else self._known_craft(craft)
        if known is not None:
            return known
        tail = craft.cospar or (f"norad-{craft.norad}" if craft.norad else craft.own)
        slug = slugify(tail)
        if not slug:
            return None
        return EntityRef(f"spacecraft/{slug}", craft.name or tail, craft.type)

    def party(
        self,
        names: Collection[str],
        type: str = "Organisation",
        countries: Collection[str] = (),
    ) -> EntityRef | None:
        """Return the organisation or country that goes by one of several names.

        Args:
            names: of one party, the best first; the first is its label if it is not known.
            type: its class, if it is not known.
            countries: ids of those it can belong to; one of another country is another one
                of the same name. None are given where this is not known.

        Returns:
            None if there is no name.
        """
        given = [name for name in names if name]
        for name in given:
            known = self.known(name, countries)
            if known is not None:
                return known
        return self._found(given[0], type, countries) if given else None

    def shares(self, name: str) -> bool:
        """Whether a name is one of a spacecraft or mission of the registry."""
        return bool(self._exactly(name))

    def _known_craft(self, craft: Craft) -> EntityRef | None:
        """Return what has exactly this name and no other number."""
        fitting = [
            entity
            for entity in self._exactly(craft.name)
            if entity.cospar in (None, craft.cospar) and entity.norad in (None, craft.norad)
        ]
        return fitting[0].ref if len(fitting) == 1 else None

    def _exactly(self, name: str) -> list[Entity]:
        wanted = same_name(name)
        return [
            entity
            for entity in self._named(name, _LAUNCHED)
            if any(same_name(own) == wanted for own, _ in entity.names())
        ]

    def _named(self, name: str, kinds: tuple[str, ...]) -> list[Entity]:
        ids = self.registry.candidates(name) if name else ()
        return [self.registry.entities[id] for id in ids if id.startswith(kinds)]

    def _found(self, label: str, type: str, countries: Collection[str]) -> EntityRef | None:
        """Return an organisation that is not known; one of a common name gets its country."""
        slug = slugify(label)
        taken = self.registry.candidates(label)
        if taken or _is_common(label):
            country = self.registry.entities.get(min(countries, default=""))
            if country is None:
                return None
            own = self.known(f"{label} of {country.ref.label}")
            if own is not None:
                return own
            slug = f"{slug}-{country.ref.id.partition('/')[2]}"
            label = f"{label} ({country.ref.label})"
        return EntityRef(f"{ID_PREFIXES[type]}/{slug}", label, type) if slug else None


def _is_common(name: str) -> bool:
    """Whether bodies of several countries may have a name: an acronym, or common words."""
    words = _WORD.findall(name)
    if len(words) == 1 and name.isupper() and len(name) <= _ACRONYM:
        return True
    return {word.lower() for word in words} <= _COMMON
