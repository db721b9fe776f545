"""What the rows of a file state: templates of claims over the keys of a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import PREDICATES, STATUSES
from kg.model.datafile import Record
from kg.model.english import nearest
from kg.model.vocabulary import QUALIFIERS
from kg.rows.fields import error, text, texts

AGREEMENT = "agreement"
"""The key of an agreement; a row without it means the one that its own parties conclude."""
_OWN = frozenset({"claim", "only", "status"})
_FORM = "write it as 'SUBJECT-KEY predicate OBJECT-KEY', such as 'country signatoryOf accord'"


@dataclass(frozen=True)
class Slot:
    """Where a value comes from.

    Args:
        key: the key of the row that holds it; empty for a constant.
        constant: the value itself.
    """

    key: str = ""
    constant: str = ""

    @classmethod
    def of(cls, written: str) -> Slot:
        """Return the slot that a file writes as `key`, or as `=constant`."""
        if written.startswith("="):
            return cls(constant=written[1:].strip())
        return cls(key=written)


@dataclass(frozen=True)
class Template:
    """A claim that a row makes if it has the keys for it.

    Args:
        subject: key of the entity that the claim is about.
        predicate: what is stated.
        value: key of the entity or value that is stated of it.
        qualifiers: name -> where its value comes from.
        status: where the status comes from; None for that of the row.
        only: key -> the values that a row must have there, one of them each.
        record: where it stands, for errors.
    """

    subject: str
    predicate: str
    value: str
    qualifiers: Mapping[str, Slot]
    status: Slot | None
    only: Mapping[str, tuple[str, ...]]
    record: Record

    def cells(self) -> list[str]:
        """Return every key of a row that the template looks at."""
        slots = [*self.qualifiers.values(), *([self.status] if self.status else [])]
        return [self.subject, self.value, *(s.key for s in slots if s.key), *self.only]

    def fits(self, row: Mapping[str, object]) -> bool:
        """Whether a row states this."""
        if self.value not in row or self.subject not in {*row, AGREEMENT}:
            return False
        return all(row.get(key) in values for key, values in self.only.items())


def read_template(record: object, parent: Record) -> Template:
    """Return one entry of `states`.

    Raises:
        RowError: it is ill-formed, or names what the ontology does not have.
    """
    if not isinstance(record, Record):
        raise error(parent, "states", f"'states' holds mappings with 'claim', not {record!r}")
    if "claim" not in record:
        raise error(record, "claim", f"the key 'claim' is missing; {_FORM}")
    subject, predicate, value = _parts(record)
    slots = {name: Slot.of(text(record, name)) for name in record if name not in _OWN}
    for name in slots:
        if name not in QUALIFIERS:
            raise error(record, name, _unknown(name, "qualifier", QUALIFIERS))
    status = Slot.of(text(record, "status")) if "status" in record else None
    if status is not None and status.constant and status.constant not in STATUSES:
        raise error(record, "status", _unknown(status.constant, "status", STATUSES))
    return Template(subject, predicate, value, slots, status, _only(record), record)


def _parts(record: Record) -> tuple[str, str, str]:
    words = text(record, "claim").split()
    if len(words) != 3:
        raise error(record, "claim", f"{' '.join(words)!r} is no claim; {_FORM}")
    if words[1] not in PREDICATES:
        raise error(record, "claim", _unknown(words[1], "predicate", PREDICATES))
    return words[0], words[1], words[2]


def _only(record: Record) -> dict[str, tuple[str, ...]]:
    conditions = record.get("only", {})
    if conditions == {}:
        return {}
    if not isinstance(conditions, Record):
        raise error(record, "only", "write 'only' as '{key: [value, ...]}'")
    return {key: texts(conditions, key) for key in conditions}


def _unknown(name: str, what: str, known: Iterable[str]) -> str:
    near = nearest(name, sorted(known))
    hint = f"did you mean {', '.join(near)}?" if near else f"known are {', '.join(sorted(known))}"
    return f"unknown {what} {name!r}; {hint}"
