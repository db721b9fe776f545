"""Reading one file of the registry: which keys an entry has, and what they may hold.

A file is a list of mappings. One with an `id` is an entity, one with a `surface` a
homonym, one with `blocked` a list of phrases; every file may hold all three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import RegistryError
from kg.model.datafile import Record, read_yaml
from kg.model.english import with_article
from kg.model.entity import Blocked, Entity, Homonym
from kg.model.terms import ID_PREFIXES, EntityRef

_REQUIRED = ("id", "type", "label")
_LISTS = ("aliases", "acronyms", "demonyms", "capitals")
_FORMS = {
    "iso2": re.compile(r"[A-Z]{2}"),
    "iso3": re.compile(r"[A-Z]{3}"),
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
    "cospar": re.compile(r"(19|20)[0-9]{2}-[0-9]{3}[A-HJ-NP-Z]{1,3}"),
    "norad": re.compile(r"[1-9][0-9]{0,8}"),
    "country": re.compile(r"country/[a-z0-9-]+"),
    "series": re.compile(r"yes"),
}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ENTITY_KEYS = frozenset({*_REQUIRED, *_LISTS, *_FORMS, "note"})
_HOMONYM_KEYS = frozenset({"surface", "candidates", "unless", "beside", "note"})
_BLOCKED_KEYS = frozenset({"blocked", "note"})
_ONLY_OF_COUNTRIES = ("demonyms", "capitals", "iso2", "iso3")
_ONLY_OF_LAUNCHED = ("cospar", "norad", "series")
_LAUNCHED = (ID_PREFIXES["Mission"], ID_PREFIXES["Spacecraft"])


@dataclass(frozen=True)
class RegistryFile:
    """What one file holds, in its order."""

    entities: tuple[Entity, ...]
    homonyms: tuple[Homonym, ...]
    blocked: tuple[Blocked, ...]


def read_registry_file(path: Path) -> RegistryFile:
    """Return the entries of one file.

    Raises:
        DataFileError: the file is no YAML.
        RegistryError: an entry is wrong; with path and line.
    """
    content = read_yaml(path)
    if not isinstance(content, list):
        raise RegistryError("must hold a list of entries, each starting with '- '", path)
    entities: list[Entity] = []
    homonyms: list[Homonym] = []
    blocked: list[Blocked] = []
    for record in content:
        if not isinstance(record, Record):
            raise RegistryError(f"must hold mappings only, not {record!r}", path)
        if "blocked" in record:
            blocked.extend(_blocked(record))
        elif "surface" in record:
            homonyms.append(_homonym(record))
        else:
            entities.append(_entity(record))
    return RegistryFile(tuple(entities), tuple(homonyms), tuple(blocked))


def _entity(record: Record) -> Entity:
    _check_keys(record, _ENTITY_KEYS, _REQUIRED)
    ref = EntityRef(_text(record, "id"), _text(record, "label"), _text(record, "type"))
    _check_ref(record, ref)
    _check_country_keys(record, ref)
    _check_launched_keys(record, ref)
    return Entity(
        ref=ref,
        aliases=_texts(record, "aliases"),
        acronyms=_texts(record, "acronyms"),
        demonyms=_texts(record, "demonyms"),
        capitals=_texts(record, "capitals"),
        country=_formed(record, "country"),
        iso2=_formed(record, "iso2"),
        iso3=_formed(record, "iso3"),
        wikidata=_formed(record, "wikidata"),
        cospar=_formed(record, "cospar"),
        norad=_formed(record, "norad"),
        series=_formed(record, "series") is not None,
        path=record.path,
        line=record.line,
    )


def _homonym(record: Record) -> Homonym:
    _check_keys(record, _HOMONYM_KEYS, ("surface", "candidates"))
    candidates = _texts(record, "candidates")
    if not candidates:
        raise _error(record, "candidates", "a homonym needs at least one candidate")
    return Homonym(
        surface=_text(record, "surface"),
        candidates=tuple(sorted(candidates)),
        unless=_texts(record, "unless"),
        beside=_texts(record, "beside"),
        path=record.path,
        line=record.line,
    )


def _blocked(record: Record) -> list[Blocked]:
    _check_keys(record, _BLOCKED_KEYS, ("blocked",))
    line = record.line_of("blocked")
    return [Blocked(phrase, record.path, line) for phrase in _texts(record, "blocked")]


def _check_keys(record: Record, known: frozenset[str], required: tuple[str, ...]) -> None:
    for key in record:
        if key not in known:
            raise _error(record, key, f"unknown key {key!r}; known are {', '.join(sorted(known))}")
    for key in required:
        if key not in record:
            raise _error(record, key, f"the key {key!r} is missing")


def _check_ref(record: Record, ref: EntityRef) -> None:
    prefix = ID_PREFIXES.get(ref.type)
    if prefix is None:
        types = ", ".join(sorted(ID_PREFIXES))
        raise _error(record, "type", f"unknown type {ref.type!r}; known are {types}")
    head, _, slug = ref.id.partition("/")
    if head != prefix:
        raise _error(
            record,
            "id",
            f"the id of {with_article(ref.type)} starts with '{prefix}/', not {ref.id!r}",
        )
    if not _SLUG.fullmatch(slug):
        raise _error(record, "id", f"{ref.id!r} is no id: use small letters, digits and hyphens")


def _check_country_keys(record: Record, ref: EntityRef) -> None:
    if ref.type == "Country":
        if "country" in record:
            raise _error(record, "country", "a country belongs to no country")
        if ("iso2" in record) != ("iso3" in record):
            raise _error(record, "iso2", "give both ISO codes or none")
        return
    for key in _ONLY_OF_COUNTRIES:
        if key in record:
            raise _error(record, key, f"only a Country has {key!r}")


def _check_launched_keys(record: Record, ref: EntityRef) -> None:
    if ID_PREFIXES[ref.type] in _LAUNCHED:
        return
    for key in _ONLY_OF_LAUNCHED:
        if key in record:
            raise _error(record, key, f"only a mission or a spacecraft has {key!r}")


def _text(record: Record, key: str) -> str:
    value = record[key]
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        raise _error(record, key, f"{key!r} must be text, not {value!r}")
    return value


def _texts(record: Record, key: str) -> tuple[str, ...]:
    values = record.get(key, [])
    if not isinstance(values, list):
        raise _error(record, key, f"{key!r} must be a list such as [{values}]")
    texts: dict[str, None] = {}
    for value in values:
        if not isinstance(value, str) or not value.strip() or value != value.strip():
            raise _error(record, key, f"{key!r} must hold texts only, not {value!r}")
        if value in texts:
            raise _error(record, key, f"{value!r} stands twice in {key!r}")
        texts[value] = None
    return tuple(texts)


def _formed(record: Record, key: str) -> str | None:
    if key not in record:
        return None
    value = _text(record, key)
    if not _FORMS[key].fullmatch(value):
        raise _error(record, key, f"{value!r} has not the form of {key!r}: {_FORMS[key].pattern}")
    return value


def _error(record: Record, key: str, message: str) -> RegistryError:
    return RegistryError(message, record.path, record.line_of(key))
