"""Reading decision files: YAML lists of what people decided on claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import DecisionError
from kg.model.claim import PREDICATES, STATUSES, Value
from kg.model.datafile import Record, parse_yaml, read_yaml
from kg.model.dates import datatype
from kg.model.decision import VERDICTS, Decision, Statement
from kg.model.english import either, nearest
from kg.model.entity import Entity
from kg.model.terms import DATATYPES, ID_PREFIXES, EntityRef, Literal

NUMBERS = frozenset({"ordinal"})
"""Qualifiers that always hold a number; in others it is written `{number: 7}`."""

_PARTS = ("subject", "predicate", "object", "status", "qualifiers")
_REQUIRED = ("verdict", *_PARTS[:4], "article", "quote", "by", "date")
_KEYS = (*_REQUIRED, "qualifiers", "claim", "correction", "why")
_ID = re.compile(r"[a-z]+/[a-z0-9]+(?:-[a-z0-9]+)*")

Entities = Mapping[str, Entity]
Term = Value | Literal


def read_decisions(path: Path, entities: Entities) -> list[Decision]:
    """Return the decisions of a file, in its order.

    Args:
        path: a YAML file with a list.
        entities: of the registry, by id; a correction may also name what its claim names.

    Raises:
        DataFileError: the file cannot be read or is no YAML, or a DecisionError: a key is
            missing, unknown or unfit; with path and line.
    """
    return _decisions(read_yaml(path), path, entities)


def parse_decisions(text: str, path: Path, entities: Entities) -> list[Decision]:
    """Return the decisions that a text holds; arguments and errors as `read_decisions`."""
    return _decisions(parse_yaml(text, path), path, entities)


def agreed(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Return decisions by article, each once, after making sure that none is against another.

    Raises:
        DecisionError: two come to different ends on one claim of one article, or a
            correction ends at what another decision rejects; naming both places.
    """
    first: dict[tuple[str, str], Decision] = {}
    found: dict[str, dict[str, Decision]] = {}
    decisions = list(decisions)
    for decision in decisions:
        earlier = first.setdefault(decision.key, decision)
        if not decision.agrees(earlier):
            raise _clash(decision, earlier)
        found.setdefault(decision.article, {})[decision.id] = decision
    for decision in decisions:
        if decision.correction is not None:
            against = first.get((decision.article, decision.correction.id))
            if against is not None and against.verdict != "accept":
                raise _clash(decision, against)
    return {article: tuple(v for _, v in sorted(d.items())) for article, d in sorted(found.items())}


def _clash(decision: Decision, other: Decision) -> DecisionError:
    message = (
        f"the verdict “{decision.verdict}” is against “{other.verdict}” at {other.where}, "
        f"on one claim of {decision.article}; keep one of them"
    )
    return DecisionError(message, decision.path, decision.line)


def _decisions(content: object, path: Path, entities: Entities) -> list[Decision]:
    if content is None:
        return []
    if not isinstance(content, list):
        raise DecisionError("a decision file is a list: begin each decision with a dash", path, 1)
    found = []
    for record in content:
        if not isinstance(record, Record):
            raise DecisionError(f"{str(record)[:40]!r} is no decision, which has keys", path)
        found.append(_decision(record, entities))
    return found


def _decision(record: Record, entities: Entities) -> Decision:
    _check_keys(record, _KEYS, _REQUIRED)
    statement = _statement(record, entities)
    verdict = _one_of(record, "verdict", VERDICTS)
    if _text(record, "claim", statement.id) != statement.id:
        message = f"these words make {statement.id}; mend them, or leave out the key 'claim'"
        raise _error(record, "claim", message)
    if datatype(_text(record, "date")) != "date":
        raise _error(record, "date", "the date of a decision is a day, such as 2026-01-31")
    return Decision(
        verdict=verdict,
        statement=statement,
        article=_text(record, "article"),
        quote=_text(record, "quote"),
        reviewer=_text(record, "by"),
        date=_text(record, "date"),
        note=_text(record, "why", ""),
        correction=_correction(record, verdict, statement, entities),
        path=record.path,
        line=record.line,
    )


def _statement(record: Record, entities: Entities) -> Statement:
    return Statement(
        subject=_entity(record, "subject", entities),
        predicate=_one_of(record, "predicate", PREDICATES),
        object=_object(record, entities),
        status=_one_of(record, "status", STATUSES),
        qualifiers=_qualifiers(record, entities),
    )


def _correction(
    record: Record, verdict: str, statement: Statement, entities: Entities
) -> Statement | None:
    given = record.get("correction")
    if (verdict == "correct") != (given is not None):
        message = "the verdict 'correct', and no other, needs the key 'correction'"
        raise _error(record, "correction" if given is not None else "verdict", message)
    if given is None:
        return None
    if not isinstance(given, Record):
        raise _error(record, "correction", f"a correction has keys: {either(_PARTS)}")
    corrected = statement.corrected(**_corrected_parts(given, {**entities, **_named(statement)}))
    if corrected.id == statement.id:
        raise _error(record, "correction", "the correction states the same as the claim")
    return corrected


def _corrected_parts(given: Record, known: Entities) -> dict[str, Any]:
    """Return the parts that a correction gives, by name."""
    _check_keys(given, _PARTS)
    readers: dict[str, Callable[[], Any]] = {
        "subject": lambda: _known(given, "subject", _entity(given, "subject", known), known),
        "predicate": lambda: _one_of(given, "predicate", PREDICATES),
        "object": lambda: _known(given, "object", _object(given, known), known),
        "status": lambda: _one_of(given, "status", STATUSES),
        "qualifiers": lambda: {
            name: _known(given, "qualifiers", value, known)
            for name, value in _qualifiers(given, known).items()
        },
    }
    return {name: read() for name, read in readers.items() if name in given}


def _named(statement: Statement) -> dict[str, Entity]:
    """Return the entities that a claim names; its article says what they are."""
    values = (statement.subject, statement.object, *statement.qualifiers.values())
    return {value.id: Entity(value) for value in values if isinstance(value, EntityRef)}


def _known(record: Record, key: str, value: Term, known: Entities) -> Term:
    """Return a value, if it is no entity that nobody can describe."""
    if isinstance(value, EntityRef) and value.id not in known and value.label == value.id:
        near = nearest(value.id, known)
        hint = f" (did you mean {either(near)}?)" if near else ""
        message = f"nothing is known of {value.id!r}{hint}; or give its id, label and type"
        raise _error(record, key, message)
    return value


def _entity(record: Record, key: str, entities: Entities) -> EntityRef:
    value = _term(record[key], entities)
    ref = _ref(value, entities) if isinstance(value, str) else value
    if not isinstance(ref, EntityRef):
        raise _error(record, key, f"{key!r} is the id of an entity, such as country/chad")
    return ref


def _object(record: Record, entities: Entities) -> EntityRef | Literal:
    value = _term(record["object"], entities)
    term = _ref(value, entities) if isinstance(value, str) else value
    if not isinstance(term, EntityRef | Literal):
        message = "an object is an id, or a value with its datatype: {value: 2016, datatype: gYear}"
        raise _error(record, "object", message)
    return term


def _qualifiers(record: Record, entities: Entities) -> dict[str, Value]:
    given = record.get("qualifiers", {})
    if given == "":
        return {}
    if not isinstance(given, dict):
        raise _error(record, "qualifiers", "qualifiers are names with their values")
    found: dict[str, Value] = {}
    for name, value in given.items():
        term = _number(value) if name in NUMBERS else _term(value, entities)
        if term is None or isinstance(term, Literal):
            kind = "a whole number" if name in NUMBERS else "text, an {id: ...} or a {number: ...}"
            raise _error(
                given if isinstance(given, Record) else record, name, f"{name!r} is {kind}"
            )
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
        return Literal(_text(value, "value"), _one_of(value, "datatype", DATATYPES))
    if set(value) == {"id"}:
        return _ref(_text(value, "id"), entities)
    if set(value) == {"id", "label", "type"}:
        kind = _one_of(value, "type", tuple(ID_PREFIXES))
        return EntityRef(_text(value, "id"), _text(value, "label"), kind)
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


def _text(record: Record, key: str, default: str | None = None) -> str:
    value = record.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise _error(record, key, f"{key!r} is text")
    return value


def _one_of(record: Record, key: str, known: tuple[str, ...]) -> str:
    value = _text(record, key)
    if value in known:
        return value
    near = nearest(value, known)
    hint = f"did you mean {either(near)}?" if near else f"known are {', '.join(known)}"
    raise _error(record, key, f"unknown {key} {value!r}; {hint}")


def _check_keys(record: Record, known: tuple[str, ...], required: tuple[str, ...] = ()) -> None:
    for key in record:
        if key not in known:
            raise _error(record, key, f"unknown key {key!r}; known are {', '.join(known)}")
    for key in required:
        if key not in record:
            raise _error(record, key, f"the key {key!r} is missing")


def _error(record: Record, key: str, message: str) -> DecisionError:
    return DecisionError(message, record.path, record.line_of(key))
