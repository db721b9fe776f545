"""The entries of the registry: entities, homonyms, and the surfaces that name them."""

from __future__ import annotations

import typing
from dataclasses import dataclass, field
from pathlib import Path

from kg.model.fold import fold
from kg.model.terms import EntityRef

SurfaceKind = typing.Literal["name", "acronym", "demonym", "capital", "blocked"]


def same_name(text: str) -> str:
    """Return the form in which two spellings of one name are equal.

    Case, diacritics, the many apostrophes, a hyphen in place of a space and runs of spaces
    do not distinguish names: `same_name("Chang’e‑6") == same_name("CHANG'E  6")`.
    """
    return " ".join(fold(text).split())


@dataclass(frozen=True)
class Entity:
    """One entry of the registry.

    Args:
        ref: id, preferred label and type.
        aliases: other names: long forms, short forms, spellings.
        acronyms: matched case-sensitively.
        demonyms: of a country: adjective, noun, plural.
        capitals: of a country, in the spellings that newspapers use.
        country: id of the country that an organisation or a spacecraft belongs to.
        iso2: ISO 3166-1 alpha-2 code of a country.
        iso3: ISO 3166-1 alpha-3 code of a country.
        wikidata: item id, such as `Q843`.
        cospar: international designator of what was launched, such as `2016-001A`.
        norad: its number in the satellite catalogue of the United States, such as `41238`.
        series: whether the name is that of many craft, each launched on a day of its own.
        path: the file the entry stands in.
        line: 1-based line of the entry in that file; 0 where it came from no file.
    """

    ref: EntityRef
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    country: str | None = None
    iso2: str | None = None
    iso3: str | None = None
    wikidata: str | None = None
    cospar: str | None = None
    norad: str | None = None
    series: bool = False
    path: Path | None = field(default=None, compare=False)
    line: int = field(default=0, compare=False)

    @property
    def where(self) -> str:
        """The entry with its place, as an error message names it."""
        return f"{self.ref.id} ({self.path}:{self.line})" if self.path else self.ref.id

    def names(self) -> list[tuple[str, SurfaceKind]]:
        """Return every text that names the entity, with its kind, the label first."""
        found: dict[str, SurfaceKind] = {}
        kinds: tuple[tuple[SurfaceKind, tuple[str, ...]], ...] = (
            ("name", (self.ref.label, *self.aliases)),
            ("acronym", self.acronyms),
            ("demonym", self.demonyms),
            ("capital", self.capitals),
        )
        for kind, texts in kinds:
            for text in texts:
                found.setdefault(text, kind)
        return list(found.items())


@dataclass(frozen=True)
class Surface:
    """One way in which a text names something.

    Args:
        text: the words as written in the registry.
        kind: what sort of name it is; `blocked` phrases name nothing that we know.
        candidates: ids of the entities it may mean, sorted; empty when blocked.
    """

    text: str
    kind: SurfaceKind
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Homonym:
    """A surface that needs a look at the article before it means an entity.

    Args:
        surface: the words.
        candidates: ids it may mean, sorted. With more than one, nothing is meant until
            the context decides; with one, that one, except as `unless` and `beside` say.
        unless: words whose presence in the article means that something else is meant.
        beside: words of which the article must hold one; () if it need not.
        path: the file the entry stands in.
        line: 1-based line of the entry in that file; 0 where it came from no file.
    """

    surface: str
    candidates: tuple[str, ...]
    unless: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    path: Path | None = field(default=None, compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Blocked:
    """A longer phrase that contains a name but means something else (New Mexico)."""

    phrase: str
    path: Path | None = field(default=None, compare=False)
    line: int = field(default=0, compare=False)
