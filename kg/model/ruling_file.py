"""Reading and writing ruling files: YAML lists of how people settled conflicts of sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import DecisionError
from kg.model.claim import SYMMETRIC
from kg.model.datafile import Record, parse_yaml, read_yaml
from kg.model.dates import datatype
from kg.model.decision import Statement
from kg.model.decision_text import scalar, statement_lines
from kg.model.ruling import Ruling, names
from kg.model.statement_file import (
    PARTS,
    Entities,
    check_keys,
    one_of,
    read_statement,
    text_of,
    unfit,
)
from kg.model.terms import EntityRef

_SIDES = ("stands", "overruled")
_REQUIRED = ("conflict", "by", "date", "why")
_KEYS = (*_REQUIRED, *_SIDES)


def read_rulings(path: Path, kinds: Sequence[str], entities: Entities) -> list[Ruling]:
    """Return the rulings of a file, in its order.

    Args:
        path: a YAML file with a list.
        kinds: of conflicts.
        entities: of the registry, by id.

    Raises:
        DataFileError: the file cannot be read or is no YAML, or a DecisionError: a key is
            missing, unknown or unfit; with path and line.
    """
    return _rulings(read_yaml(path), path, kinds, entities)


def parse_rulings(text: str, path: Path, kinds: Sequence[str], entities: Entities) -> list[Ruling]:
    """Return the rulings that a text holds; arguments and errors as `read_rulings`."""
    return _rulings(parse_yaml(text, path), path, kinds, entities)


def consistent(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Return rulings, each once and sorted by id, after making sure that none is against another.

    Raises:
        DecisionError: one lets stand what another overrules; naming both places.
    """
    rulings = list(rulings)
    for ruling in rulings:
        for other in rulings:
            if other.id != ruling.id and _clash(ruling, other):
                message = f"it lets stand what the ruling at {other.where} overrules; keep one"
                raise DecisionError(message, ruling.path, ruling.line)
    return tuple(ruling for _, ruling in sorted({each.id: each for each in rulings}.items()))


def ruling_text(ruling: Ruling) -> str:
    """Return a ruling as it stands in a file."""
    return "".join(_lines(ruling))


def _clash(one: Ruling, other: Ruling) -> bool:
    """Whether a claim might be named as standing by the one and as overruled by the other."""
    return any(
        (names(stands, against) or names(against, stands)) and other.on(stands) != "stands"
        for stands in one.stands
        for against in other.overruled
    )


def _rulings(content: object, path: Path, kinds: Sequence[str], entities: Entities) -> list[Ruling]:
    if content is None:
        return []
    if not isinstance(content, list):
        raise DecisionError("a ruling file is a list: begin each ruling with a dash", path, 1)
    found = []
    for record in content:
        if not isinstance(record, Record):
            raise DecisionError(f"{str(record)[:40]!r} is no ruling, which has keys", path)
        found.append(_ruling(record, kinds, entities))
    return found


def _ruling(record: Record, kinds: Sequence[str], entities: Entities) -> Ruling:
    check_keys(record, _KEYS, _REQUIRED)
    if datatype(text_of(record, "date")) != "date":
        raise unfit(record, "date", "the date of a ruling is a day, such as 2026-01-31")
    stands, overruled = (_side(record, name, entities) for name in _SIDES)
    if not stands and not overruled:
        message = "a ruling says what 'stands' or what is 'overruled', or both"
        raise unfit(record, "conflict", message)
    return Ruling(
        kind=one_of(record, "conflict", tuple(kinds)),
        stands=stands,
        overruled=overruled,
        by=text_of(record, "by"),
        date=text_of(record, "date"),
        why=text_of(record, "why"),
        path=record.path,
        line=record.line,
    )


def _side(record: Record, name: str, entities: Entities) -> tuple[Statement, ...]:
    given = record.get(name, [])
    if given == "":
        return ()
    if not isinstance(given, list) or not all(isinstance(each, Record) for each in given):
        raise unfit(record, name, f"{name!r} is a list of statements, each with a dash")
    return tuple(_statement(each, entities) for each in given)


def _statement(record: Record, entities: Entities) -> Statement:
    check_keys(record, PARTS, PARTS[:3])
    if "status" not in record:
        items = {**record, "status": "asserted"}
        lines = {key: record.line_of(key) for key in record}
        record = Record(items.items(), path=record.path, line=record.line, lines=lines)
    stated = read_statement(record, entities)
    if isinstance(stated.object, EntityRef) and stated.predicate in SYMMETRIC:
        first, second = sorted((stated.subject, stated.object), key=lambda ref: ref.id)
        return replace(stated, subject=first, object=second)
    return stated


def _lines(ruling: Ruling) -> Iterator[str]:
    yield f"- conflict: {ruling.kind}\n"
    for name, side in zip(_SIDES, (ruling.stands, ruling.overruled), strict=True):
        if side:
            yield f"  {name}:\n"
        for stated in side:
            first, *rest = statement_lines(stated, "      ")
            yield f"    - {first.lstrip()}"
            yield from rest
    yield f"  by: {scalar(ruling.by)}\n"
    yield f"  date: {ruling.date}\n"
    yield f"  why: {scalar(ruling.why)}\n"
