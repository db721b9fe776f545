"""The values of cells: entities by their names, dates, numbers and words."""

from __future__ import annotations

from kg.errors import UnknownNameError
from kg.model import STATUSES, EntityRef, Literal, Value
from kg.model.datafile import Record
from kg.model.dates import datatype
from kg.model.registry import Registry
from kg.model.vocabulary import COMPARATORS, COUNTED, DATED, DATES, NAMES, RUNGS
from kg.rows.fields import error, text

_CHOICES = {"commitment": RUNGS, "comparator": COMPARATORS, "former": ("true", "false")}


class Cells:
    """Turns the words of cells into values.

    Args:
        registry: knows the entities.
    """

    def __init__(self, registry: Registry):
        self._registry = registry
        self._found: dict[str, EntityRef] = {}

    def entity(self, record: Record, key: str, name: str) -> EntityRef:
        """Return the entity that a cell names.

        Raises:
            RowError: nothing, or more than one thing, answers to the name.
        """
        if name not in self._found:
            try:
                self._found[name] = self._registry.find(name).ref
            except UnknownNameError as unknown:
                hint = " Add it to data/entities, or name one that is there."
                raise error(record, key, str(unknown) + hint) from unknown
        return self._found[name]

    def literal(self, record: Record, key: str, predicate: str, value: str) -> Literal:
        """Return the object of a claim that is no entity.

        Raises:
            RowError: it is no date, or no number, where the predicate takes one.
        """
        if predicate in DATED:
            return Literal(value, self._datatype(record, key, value))
        if predicate in COUNTED:
            return Literal(str(self._number(record, key, value, 0)), "integer")
        return Literal(value)

    def qualifier(self, record: Record, key: str, name: str, value: str) -> Value:
        """Return the value of a qualifier.

        Raises:
            RowError: the value is none that the qualifier can have.
        """
        if name in DATES:
            self._datatype(record, key, value)
        elif name == "ordinal":
            return self._number(record, key, value, 1)
        elif name in _CHOICES:
            if value not in _CHOICES[name]:
                known = ", ".join(_CHOICES[name])
                raise error(record, key, f"{value!r} is no {name}; known are {known}")
        elif name in NAMES:
            return self._named(record, key, name, value)
        return value

    def status(self, record: Record, key: str) -> str:
        """Return the status that a cell names."""
        value = text(record, key)
        if value not in STATUSES:
            raise error(record, key, f"the status is one of {', '.join(STATUSES)}, not {value!r}")
        return value

    def _named(self, record: Record, key: str, name: str, value: str) -> Value:
        try:
            return self._registry.find(value).ref
        except UnknownNameError:
            if name == "agreement":
                return self.entity(record, key, value)
            return value

    def _datatype(self, record: Record, key: str, value: str) -> str:
        kind = datatype(value)
        if kind == "string":
            example = "2023-10-27, 2023-10, 2023, or a period such as 2021/2025"
            raise error(record, key, f"{value!r} is no date; write it like {example}")
        return kind

    def _number(self, record: Record, key: str, value: str, least: int) -> int:
        if not (value.isascii() and value.isdigit()) or int(value) < least:
            raise error(record, key, f"{value!r} must be a whole number from {least}")
        return int(value)
