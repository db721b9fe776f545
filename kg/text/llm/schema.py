"""What a model may state: the predicates and qualifiers, told in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import STATUSES, content_hash

_UNASKED = frozenset({"agreement", "commitment", "former", "comparator", "dateText"})
"""Qualifiers that are made from the others or read from the text, never asked for."""


@dataclass(frozen=True)
class Relation:
    """A predicate as a model is told of it.

    Args:
        name: local name, such as `participatesIn`.
        meaning: what it states, in a sentence.
        subjects: types that its subject may have.
        objects: types that its object may have; of a value one of `date`, `number`, `words`.
    """

    name: str
    meaning: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """All that a model may state.

    Args:
        relations: by name.
        meanings: qualifier -> what it says, in a sentence.
    """

    relations: Mapping[str, Relation]
    meanings: Mapping[str, str]

    @property
    def qualifiers(self) -> dict[str, str]:
        """The qualifiers that a model is asked for, with their meanings, sorted by name."""
        return {k: v for k, v in sorted(self.meanings.items()) if k not in _UNASKED}

    @property
    def answer(self) -> dict[str, object]:
        """The JSON Schema of an answer."""
        text = {"type": "string"}
        fields: dict[str, object] = {
            "subject": text,
            "subject_type": text,
            "predicate": {"type": "string", "enum": sorted(self.relations)},
            "object": text,
            "object_type": text,
            "status": {"type": "string", "enum": list(STATUSES)},
            "qualifiers": {"type": "object", "properties": dict.fromkeys(self.qualifiers, text)},
            "quote": text,
        }
        fact = {"type": "object", "properties": fields, "required": list(fields)}
        facts = {"type": "array", "items": fact}
        return {"type": "object", "properties": {"facts": facts}, "required": ["facts"]}

    def describe(self) -> str:
        """Return the predicates and qualifiers as lines of text."""
        lines = [
            f"- {r.name} ({'|'.join(r.subjects)} -> {'|'.join(r.objects)}): {r.meaning}"
            for _, r in sorted(self.relations.items())
        ]
        lines += ["", "Qualifiers:", ""]
        lines += [f"- {name}: {meaning}" for name, meaning in self.qualifiers.items()]
        return "\n".join(lines)

    def digest(self) -> str:
        """Return a hash of all that a model is told."""
        return content_hash(self.describe(), self.answer)
