"""The registry: every entity known beforehand, and every way in which texts name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from kg.errors import RegistryError, UnknownNameError
from kg.model.claim import content_hash
from kg.model.english import nearest
from kg.model.entity import Blocked, Entity, Homonym, Surface, SurfaceKind, same_name
from kg.model.registry_file import read_registry_file
from kg.model.terms import slugify

_WORD = re.compile(r"(?:(?!'s\b)[^\s\-,;:()])+")
_BRACKETS = re.compile(r"\s*\(([^()]+)\)")
_MAX_SUGGESTIONS = 3


class Registry:
    """All entities, homonyms and blocked phrases, checked against each other.

    Args:
        entities: in any order.
        homonyms: surfaces that may be shared by several entities.
        blocked: phrases that contain a name but mean something else.

    Raises:
        RegistryError: an id or a code stands twice, a country is unknown, two
            entities share a surface that no homonym declares, or a homonym or a blocked
            phrase does not fit the entities.
    """

    def __init__(
        self,
        entities: Iterable[Entity],
        homonyms: Iterable[Homonym] = (),
        blocked: Iterable[Blocked] = (),
    ):
        self.entities: Mapping[str, Entity] = MappingProxyType(_by_id(entities))
        self._named = _by_surface(self.entities.values())
        self.homonyms: Mapping[str, Homonym] = MappingProxyType(self._checked(homonyms))
        self._check_collisions()
        self.blocked: Sequence[Blocked] = self._relevant(blocked)

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Registry:
        """Return the registry that stands in some files.

        Args:
            paths: YAML files, and directories for all `*.yaml` in them; their order
                does not matter.

        Raises:
            DataFileError: a file is no YAML; or a RegistryError as above, with path
                and line.
        """
        files = {
            file for path in paths for file in (path.glob("*.yaml") if path.is_dir() else [path])
        }
        parts = [read_registry_file(file) for file in sorted(files)]
        return cls(
            (entity for part in parts for entity in part.entities),
            (homonym for part in parts for homonym in part.homonyms),
            (phrase for part in parts for phrase in part.blocked),
        )

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """Id of what belongs to a country -> id of that country."""
        return {e.ref.id: e.country for e in self.entities.values() if e.country is not None}

    def get(self, id: str) -> Entity:
        """Return the entity of an id such as `country/pakistan`.

        Raises:
            UnknownNameError: there is none.
        """
        try:
            return self.entities[id]
        except KeyError:
            raise UnknownNameError(f"No entity has the id {id!r}.", self._near(id)) from None

    def find(self, name: str) -> Entity:
        """Return the entity that a person means by a name.

        Ids, IRIs, labels, aliases, acronyms, demonyms and capitals are understood, in any
        case, with any apostrophe or dash, with or without diacritics and `the`, and with
        an acronym in brackets behind the name.

        Raises:
            UnknownNameError: nothing answers to it, or several entities do; with up to
                three suggestions.
        """
        candidates = self._candidates(name)
        if len(candidates) == 1:
            return self.entities[candidates[0]]
        if candidates:
            raise UnknownNameError(
                f"{name!r} may mean {' or '.join(candidates)}; give one of these."
            )
        raise UnknownNameError(f"Nothing is known by the name {name!r}.", self._near(name))

    def candidates(self, name: str) -> tuple[str, ...]:
        """Return the ids of all that `find` might mean by a name, sorted; none if it is unknown."""
        return self._candidates(name)

    def surfaces(self) -> Sequence[Surface]:
        """Return every text that names an entity or is blocked, sorted by text."""
        return self._surfaces

    def digest(self) -> str:
        """Return a hash of all that extraction and graph take from the registry."""
        return self._digest

    def _checked(self, homonyms: Iterable[Homonym]) -> dict[str, Homonym]:
        checked: dict[str, Homonym] = {}
        for homonym in homonyms:
            key = same_name(homonym.surface)
            if key in checked:
                first = checked[key]
                message = f"{homonym.surface!r} is declared before ({first.path}:{first.line})"
                raise RegistryError(message, homonym.path, homonym.line)
            unknown = [id for id in homonym.candidates if id not in self.entities]
            if unknown:
                message = f"{homonym.surface!r} names {unknown[0]!r}, which is no entity"
                raise RegistryError(message, homonym.path, homonym.line)
            checked[key] = homonym
        return dict(sorted(checked.items()))

    def _check_collisions(self) -> None:
        for key, named in self._named.items():
            homonym = self.homonyms.get(key)
            owner = next(id for _, id in named)
            declared = homonym.candidates if homonym else (owner,)
            for text, id in named:
                if id not in declared:
                    raise self._collision(text, id, owner, homonym)

    def _collision(self, text: str, id: str, other: str, homonym: Homonym | None) -> RegistryError:
        late, early = self.entities[id], self.entities[other]
        if homonym:
            message = f"{text!r} also names {late.where}; add that to its candidates"
            return RegistryError(message, homonym.path, homonym.line)
        message = (
            f"{text!r} names both {early.where} and {late.where}; "
            "remove it from one, or declare it in homonyms.yaml"
        )
        return RegistryError(message, late.path, late.line or None)

    def _relevant(self, blocked: Iterable[Blocked]) -> tuple[Blocked, ...]:
        names = {tuple(_WORD.findall(key)) for key in (*self._named, *self.homonyms)}
        seen: dict[str, Blocked] = {}
        for phrase in blocked:
            key = same_name(phrase.phrase)
            if key in seen:
                raise _useless(phrase, "stands twice")
            if key in self._named or key in self.homonyms:
                raise _useless(phrase, "is itself a name of the registry")
            if not names & set(_stretches(_WORD.findall(key))):
                raise _useless(phrase, "contains no name of the registry, so it blocks nothing")
            seen[key] = phrase
        return tuple(phrase for _, phrase in sorted(seen.items()))

    @cached_property
    def _surfaces(self) -> tuple[Surface, ...]:
        surfaces: dict[str, Surface] = {}
        for key, named in self._named.items():
            ids = self.homonyms[key].candidates if key in self.homonyms else None
            for text, id, kind in named.values():
                surfaces.setdefault(text, Surface(text, kind, ids or (id,)))
        for key, homonym in self.homonyms.items():
            if key not in self._named:
                text = homonym.surface
                surfaces[text] = Surface(text, _kind_of(text), homonym.candidates)
        for phrase in self.blocked:
            surfaces[phrase.phrase] = Surface(phrase.phrase, "blocked", ())
        return tuple(surfaces[text] for text in sorted(surfaces))

    @cached_property
    def _digest(self) -> str:
        entities: list[list[object]] = []
        for e in self.entities.values():
            names = [e.aliases, e.acronyms, e.demonyms, e.capitals]
            codes = [e.country, e.iso2, e.iso3, e.wikidata, e.cospar, e.norad, e.series]
            entities.append([e.ref.to_json(), *names, *codes])
        homonyms = [[h.surface, h.candidates, h.unless, h.beside] for h in self.homonyms.values()]
        return content_hash(entities, homonyms, [b.phrase for b in self.blocked])

    @cached_property
    def _by_fold(self) -> dict[str, tuple[str, ...]]:
        return {same_name(s.text): s.candidates for s in self._surfaces if s.candidates}

    @cached_property
    def _by_slug(self) -> dict[str, tuple[str, ...]]:
        """Candidates by the loosest form of a name; the tail of an id is the last resort."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for key, ids in self._by_fold.items():
            found[slugify(key)].update(ids)
        for id in self.entities:
            tail = id.partition("/")[2]
            if tail not in found:
                found[tail].add(id)
        return {slug: tuple(sorted(ids)) for slug, ids in sorted(found.items()) if slug}

    def _candidates(self, name: str) -> tuple[str, ...]:
        id = _as_id(name)
        if id in self.entities:
            return (id,)
        readings = (name, _BRACKETS.sub("", name), *_BRACKETS.findall(name))
        return next(filter(None, map(self._named_by, readings)), ())

    def _named_by(self, name: str) -> tuple[str, ...]:
        slug = slugify(name)
        for candidates in (
            self._by_fold.get(same_name(name)),
            self._by_slug.get(slug),
            self._by_slug.get(slug.removeprefix("the-")),
        ):
            if candidates:
                return candidates
        return ()

    def _near(self, name: str) -> list[str]:
        """Return labels: of names that hold all the words, then of names spelt alike."""
        wanted = slugify(name.rpartition("/")[2])
        words = set(filter(None, wanted.split("-")))
        near = [slug for slug in self._by_slug if words and words <= set(slug.split("-"))]
        near.sort(key=len)
        near += nearest(wanted, self._by_slug, 9)
        labels = (self.entities[id].ref.label for slug in near for id in self._by_slug[slug])
        return list(dict.fromkeys(labels))[:_MAX_SUGGESTIONS]


def _by_id(entities: Iterable[Entity]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    codes: dict[str, Entity] = {}
    for entity in entities:
        if entity.ref.id in found:
            raise _twice(entity, f"the id {entity.ref.id!r}", found[entity.ref.id])
        found[entity.ref.id] = entity
        for code in _codes(entity):
            if codes.setdefault(code, entity) is not entity:
                raise _twice(entity, code, codes[code])
    for entity in found.values():
        if entity.country is not None and entity.country not in found:
            message = f"{entity.ref.id} names the country {entity.country!r}, which is no entity"
            raise RegistryError(message, entity.path, entity.line or None)
    return dict(sorted(found.items()))


def _codes(entity: Entity) -> Iterable[str]:
    """Yield what names an entity in other lists, in words that no two lists share."""
    yield from filter(None, (entity.iso2, entity.iso3, entity.wikidata))
    if entity.cospar:
        yield f"COSPAR {entity.cospar}"
    if entity.norad:
        yield f"NORAD {entity.norad}"


_Named = dict[tuple[str, str], tuple[str, str, SurfaceKind]]


def _by_surface(entities: Iterable[Entity]) -> dict[str, _Named]:
    """Return, by folded surface, each (text, id) once with its kind."""
    found: defaultdict[str, _Named] = defaultdict(dict)
    for entity in entities:
        id = entity.ref.id
        for text, kind in entity.names():
            found[same_name(text)].setdefault((text, id), (text, id, kind))
    return dict(found)


def _twice(entity: Entity, what: str, first: Entity) -> RegistryError:
    message = f"{what} is taken by {first.where}"
    return RegistryError(message, entity.path, entity.line or None)


def _useless(phrase: Blocked, why: str) -> RegistryError:
    return RegistryError(f"the blocked phrase {phrase.phrase!r} {why}", phrase.path, phrase.line)


def _stretches(words: list[str]) -> Iterable[tuple[str, ...]]:
    """Yield every run of words that is shorter than the whole."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                yield tuple(words[start:end])


def _kind_of(text: str) -> SurfaceKind:
    return "acronym" if text.isupper() and " " not in text else "name"


def _as_id(name: str) -> str:
    """Return the id in an IRI, a prefixed name (`country:pakistan`) or an id."""
    tail = name.strip().strip("<>").rpartition("/id/")[2].removeprefix("id:")
    return tail if "/" in tail else tail.replace(":", "/", 1)
