"""Reading decision files: YAML lists of what people decided on claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kg.errors import DecisionError
from kg.model.claim import PREDICATES, STATUSES
from kg.model.datafile import Record, parse_yaml, read_yaml
from kg.model.dates import datatype
from kg.model.decision import VERDICTS, Decision, Statement
from kg.model.english import either, nearest
from kg.model.entity import Entity
from kg.model.statement_file import (
    PARTS,
    Entities,
    Term,
    check_keys,
    one_of,
    read_entity,
    read_object,
    read_qualifiers,
    read_statement,
    text_of,
    unfit,
)
from kg.model.terms import EntityRef

_REQUIRED = ("verdict", *PARTS[:4], "article", "quote", "by", "date")
_KEYS = (*_REQUIRED, "qualifiers", "claim", "correction", "why")


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
    check_keys(record, _KEYS, _REQUIRED)
    statement = read_statement(record, entities)
    verdict = one_of(record, "verdict", VERDICTS)
    if text_of(record, "claim", statement.id) != statement.id:
        message = f"these words make {statement.id}; mend them, or leave out the key 'claim'"
        raise unfit(record, "claim", message)
    if datatype(text_of(record, "date")) != "date":
        raise unfit(record, "date", "the date of a decision is a day, such as 2026-01-31")
    return Decision(
        verdict=verdict,
        statement=statement,
        article=text_of(record, "article"),
        quote=text_of(record, "quote"),
        reviewer=text_of(record, "by"),
        date=text_of(record, "date"),
        note=text_of(record, "why", ""),
        correction=_correction(record, verdict, statement, entities),
        path=record.path,
        line=record.line,
    )


def _correction(
    record: Record, verdict: str, statement: Statement, entities: Entities
) -> Statement | None:
    given = record.get("correction")
    if (verdict == "correct") != (given is not None):
        message = "the verdict 'correct', and no other, needs the key 'correction'"
        raise unfit(record, "correction" if given is not None else "verdict", message)
    if given is None:
        return None
    if not isinstance(given, Record):
        raise unfit(record, "correction", f"a correction has keys: {either(PARTS)}")
    corrected = statement.corrected(**_corrected_parts(given, {**entities, **_named(statement)}))
    if corrected.id == statement.id:
        raise unfit(record, "correction", "the correction states the same as the claim")
    return corrected


def _corrected_parts(given: Record, known: Entities) -> dict[str, Any]:
    """Return the parts that a correction gives, by name."""
    check_keys(given, PARTS)
    readers: dict[str, Callable[[], Any]] = {
        "subject": lambda: _known(given, "subject", read_entity(given, "subject", known), known),
        "predicate": lambda: one_of(given, "predicate", PREDICATES),
        "object": lambda: _known(given, "object", read_object(given, known), known),
        "status": lambda: one_of(given, "status", STATUSES),
        "qualifiers": lambda: {
            name: _known(given, "qualifiers", value, known)
            for name, value in read_qualifiers(given, known).items()
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
        raise unfit(record, key, message)
    return value
