"""A corrected claim from what a person types, part by part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.api.names import Names
from kg.errors import DecisionError, UnknownNameError
from kg.model import STATUSES, EntityRef, Literal, Value
from kg.model.dates import datatype
from kg.model.decision import Statement
from kg.model.english import either, nearest
from kg.model.statement_file import NUMBERS

if TYPE_CHECKING:
    from kg.api.graph import KnowledgeGraph

PARTS = ("subject", "predicate", "object", "status", "qualifiers")


class Correction:
    """Takes the parts that differ from a claim, as people type them.

    Args:
        graph: knows the names.
        wrong: what the claim states.
    """

    def __init__(self, graph: KnowledgeGraph, wrong: Statement):
        self._ontology = graph.ontology
        self._names = Names(graph)
        self._wrong = wrong
        self._parts: dict[str, object] = {}

    @property
    def statement(self) -> Statement:
        """What is stated with the parts as set so far.

        Raises:
            DecisionError: it is what the claim states, or the ontology does not allow it.
        """
        new = self._draft()
        if new.id == self._wrong.id:
            raise DecisionError("the correction states the same as the claim")
        problem = self._ontology.misfit(new)
        if problem is not None:
            raise DecisionError(problem)
        return new

    def set(self, part: str, text: str) -> None:
        """Take one of `PARTS`.

        Args:
            part: the object after the predicate, since this says what it is.
            text: the name of an entity in any form, a predicate or its label, a value, a
                status, or qualifiers such as `date=2024-05; role=member`, all of them.

        Raises:
            DecisionError: the text cannot be that part.
            UnknownNameError: nothing answers to the name; with suggestions.
        """
        value = getattr(self, f"_{part}")(text.strip())
        self._parts[part] = value

    def expected(self) -> str:
        """Return what the object is, in words, by the predicate as set so far."""
        return self._ontology.range_text(self._ontology.predicates[self._draft().predicate])

    def _draft(self) -> Statement:
        new = self._wrong.corrected(**self._parts)
        agreement = self._wrong.qualifiers.get("agreement")
        event = isinstance(agreement, EntityRef) and agreement.type == "Agreement"
        moved = not {"subject", "object"}.isdisjoint(self._parts)
        return _with_agreement(new) if event and moved else new

    def _subject(self, text: str) -> EntityRef:
        return self._names.find(text).ref

    def _predicate(self, text: str) -> str:
        labels = {p.label: p.name for p in self._ontology.predicates.values()}
        name = labels.get(text, text)
        if name in self._ontology.predicates:
            return name
        raise UnknownNameError(f"there is no predicate {text!r}.", nearest(text, labels.values()))

    def _object(self, text: str) -> EntityRef | Literal:
        range = self._ontology.predicates[self._draft().predicate].range
        if not range.startswith(("xsd:", "rdfs:")):
            return self._names.find(text).ref
        if range == "xsd:integer":
            return Literal(str(_number(text)), "integer")
        kind = datatype(text) if range == "rdfs:Literal" else "string"
        if not text or (range == "rdfs:Literal" and kind == "string"):
            raise DecisionError(f"{text!r} is no {'date such as 2024-05' if text else 'text'}")
        return Literal(text, kind)

    def _status(self, text: str) -> str:
        if text not in STATUSES:
            raise DecisionError(f"a status is {either(STATUSES)}, not {text!r}")
        return text

    def _qualifiers(self, text: str) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for pair in filter(None, map(str.strip, text.split(";"))):
            name, equals, value = (part.strip() for part in pair.partition("="))
            if not equals or not value:
                raise DecisionError(f"{pair!r} is no qualifier; write it as date=2024-05")
            if name not in self._ontology.qualifiers:
                near = nearest(name, self._ontology.qualifiers)
                raise UnknownNameError(f"there is no qualifier {name!r}.", near)
            found[name] = self._value(name, value)
        return found

    def _value(self, name: str, text: str) -> Value:
        """Return the value of a qualifier; one that the claim has stays what it is."""
        old = self._wrong.qualifiers.get(name)
        if old is not None and text in (shown(old), str(old)):
            return old
        if name in NUMBERS:
            return _number(text)
        is_id = "/" in text and " " not in text
        if is_id or name == "agreement":
            return self._names.find(text).ref
        return text


def shown(value: Value) -> str:
    """Return a value of a qualifier as a person types it; an entity is its id."""
    return value.id if isinstance(value, EntityRef) else str(value)


def qualifiers_text(statement: Statement) -> str:
    """Return the qualifiers of a statement as `Correction.set` takes them."""
    return "; ".join(f"{k}={shown(v)}" for k, v in sorted(statement.qualifiers.items()))


def _number(text: str) -> int:
    digits = text.replace(",", "")
    if not digits.isdecimal():
        raise DecisionError(f"{text!r} is no whole number")
    return int(digits)


def _with_agreement(new: Statement) -> Statement:
    """Return a statement with the agreement that its parties and circumstances make."""
    from kg.model.agreement import event

    if new.predicate != "agreementWith" or not isinstance(new.object, EntityRef):
        return new
    rest = {name: value for name, value in new.qualifiers.items() if name != "agreement"}
    made = event([new.subject, new.object], rest)
    return replace(new, qualifiers=rest if made is None else {**rest, "agreement": made})
