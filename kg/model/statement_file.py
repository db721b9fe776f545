"""Statements written out in data files: what decisions and rulings are on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.errors import DecisionError
from kg.model.claim import PREDICATES, STATUSES, Value
from kg.model.datafile import Record
from kg.model.decision import Statement
from kg.model.english import either, nearest
from kg.model.entity import Entity
from kg.model.terms import DATATYPES, ID_PREFIXES, EntityRef, Literal

NUMBERS = frozenset({"ordinal"})
"""Qualifiers that always hold a number; in others it is written `{number: 7}`."""

PARTS = ("subject", "predicate", "object", "status", "qualifiers")
"""Keys of a statement."""

_ID = re.compile(r"[a-z]+/[a-z0-9]+(?:-[a-z0-9]+)*")

Entities = Mapping[str, Entity]
Term = Value | Literal


def read_statement(record: Record, entities: Entities) -> Statement:
    """Return the statement whose parts a record writes out.

    Args:
        record: with the keys of `PARTS`; qualifiers may be missing.
        entities: of the registry, by id.

    Raises:
        DecisionError: a part is unfit; with path and line.
    """
    return Statement(
        subject=read_entity(record, "subject", entities),
        predicate=one_of(record, "predicate", PREDICATES),
        object=read_object(record, entities),
        status=one_of(record, "status", STATUSES),
        qualifiers=read_qualifiers(record, entities),
    )


def read_entity(record: Record, key: str, entities: Entities) -> EntityRef:
    """Return the entity of an id, or one that is described in full."""
    value = _term(record[key], entities)
    ref = _ref(value, entities) if isinstance(value, str) else value
    if not isinstance(ref, EntityRef):
        raise unfit(record, key, f"{key!r} is the id of an entity, such as country/chad")
    return ref


def read_object(record: Record, entities: Entities) -> EntityRef | Literal:
    """Return the object of a statement: an entity, or a value with its datatype."""
    value = _term(record["object"], entities)
    term = _ref(value, entities) if isinstance(value, str) else value
    if not isinstance(term, EntityRef | Literal):
        message = "an object is an id, or a value with its datatype: {value: 2016, datatype: gYear}"
        raise unfit(record, "object", message)
    return term


def read_qualifiers(record: Record, entities: Entities) -> dict[str, Value]:
    """Return the qualifiers of a statement."""
    given = record.get("qualifiers", {})
    if given == "":
        return {}
    if not isinstance(given, dict):
        raise unfit(record, "qualifiers", "qualifiers are names with their values")
    found: dict[str, Value] = {}
    for name, value in given.items():
        term = _number(value) if name in NUMBERS else _term(value, entities)
        if term is None or isinstance(term, Literal):
            kind = "a whole number" if name in NUMBERS else "text, an {id: ...} or a {number: ...}"
            raise unfit(given if isinstance(given, Record) else record, name, f"{name!r} is {kind}")
        found[name] = term
    return found


def _term(value: object, entities: Entities) -> Term | None:
    """Return text, a number, an entity or a literal; None if it is none of these."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Record):
        return None
    if set(value) == {"number"}:
        return _number(value["number"])
    if set(value) == {"value", "datatype"}:
        return Literal(text_of(value, "value"), one_of(value, "datatype", DATATYPES))
    if set(value) == {"id"}:
        return _ref(text_of(value, "id"), entities)
    if set(value) == {"id", "label", "type"}:
        kind = one_of(value, "type", tuple(ID_PREFIXES))
        return EntityRef(text_of(value, "id"), text_of(value, "label"), kind)
    return None


def _ref(id: str, entities: Entities) -> EntityRef | None:
    """Return the entity of an id; of one that is not known, all that its id tells."""
    if id in entities:
        return entities[id].ref
    kinds = (kind for kind, prefix in ID_PREFIXES.items() if id.startswith(f"{prefix}/"))
    kind = next(kinds, None)
    return EntityRef(id, id, kind) if kind is not None and _ID.fullmatch(id) else None


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, str) and re.fullmatch("-?[0-9]+", value) else None


def text_of(record: Record, key: str, default: str | None = None) -> str:
    """Return a value that must be text; without a default there must be some."""
    value = record.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise unfit(record, key, f"{key!r} is text")
    return value


def one_of(record: Record, key: str, known: tuple[str, ...]) -> str:
    """Return a value that must be one of a few."""
    value = text_of(record, key)
    if value in known:
        return value
    near = nearest(value, known)
    hint = f"did you mean {either(near)}?" if near else f"known are {', '.join(known)}"
    raise unfit(record, key, f"unknown {key} {value!r}; {hint}")


def check_keys(record: Record, known: tuple[str, ...], required: tuple[str, ...] = ()) -> None:
    """Refuse keys that mean nothing, and the lack of those that must be there."""
    for key in record:
        if key not in known:
            raise unfit(record, key, f"unknown key {key!r}; known are {', '.join(known)}")
    for key in required:
        if key not in record:
            raise unfit(record, key, f"the key {key!r} is missing")


def unfit(record: Record, key: str, message: str) -> DecisionError:
    """Return an error at the line of a key."""
    return DecisionError(message, record.path, record.line_of(key))
