"""What one row of a catalogue says, by the keys of its templates, and the claims it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Claim, Document, EntityRef, Evidence, Literal, Value
from kg.model.dates import datatype
from kg.model.vocabulary import COUNTED, DATED, DATES, LITERAL
from kg.rows.importers.tables import Row
from kg.rows.template import Template

CONFIDENCE = 0.9
"""Of what one catalogue states: a single publication."""
DOUBTFUL = 0.5
"""Of what the catalogue itself puts a question mark to."""

Cell = EntityRef | str


@dataclass
class Record:
    """One row, read.

    Args:
        row: as it stands in the file.
        cells: key -> values, as the templates name them.
        beside: key -> a row of another table that says so as well.
        doubtful: keys that the catalogue puts a question mark to.
        states: ids of the countries and organisations of countries that take part.
        problems: what of the row cannot be used, and why.
        status: how the row means what it states.
    """

    row: Row
    cells: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    beside: dict[str, Row] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    status: str = "asserted"

    def put(self, key: str, *values: Cell | None) -> None:
        """Note what stands under a key; nothing is noted for what is missing."""
        found = tuple(dict.fromkeys(value for value in values if value))
        if found:
            self.cells[key] = found

    def entities(self, key: str) -> list[EntityRef]:
        """Return the entities under a key."""
        return [value for value in self.cells.get(key, ()) if isinstance(value, EntityRef)]


def claims_of_record(
    record: Record, templates: Sequence[Template], document: Document, cites: tuple[str, ...]
) -> Iterator[Claim]:
    """Yield what a row states.

    Args:
        record: the row.
        templates: what rows of its kind state.
        document: the frozen file that it stands in.
        cites: ids of the publications behind it.
    """
    for template in templates:
        for subject in record.entities(template.subject):
            for object in _objects(record, template):
                if object != subject:
                    yield _claim(record, template, subject, object, document, cites)


def _objects(record: Record, template: Template) -> Iterator[EntityRef | Literal]:
    for value in record.cells.get(template.value, ()):
        if isinstance(value, EntityRef):
            if template.predicate not in LITERAL:
                yield value
        elif template.predicate in DATED:
            yield Literal(value, datatype(value))
        elif template.predicate in COUNTED:
            yield Literal(value, "integer")
        elif template.predicate in LITERAL:
            yield Literal(value)


def _claim(
    record: Record,
    template: Template,
    subject: EntityRef,
    object: EntityRef | Literal,
    document: Document,
    cites: tuple[str, ...],
) -> Claim:
    sure = record.doubtful.isdisjoint({template.subject, template.value})
    rows = [record.row]
    if template.value in record.beside:
        rows.append(record.beside[template.value])
    pattern = f"{document.kind}/{template.predicate}"
    return Claim(
        subject=subject,
        predicate=template.predicate,
        object=object,
        status=record.status,
        evidence=tuple(sorted(_evidence(row, document, pattern, cites) for row in rows)),
        qualifiers=_qualifiers(record, template),
        confidence=CONFIDENCE if sure else DOUBTFUL,
        tier="accepted" if sure else "candidate",
    )


def _evidence(row: Row, document: Document, pattern: str, cites: tuple[str, ...]) -> Evidence:
    """Return the row as evidence, without the empty cells at its end."""
    quote = row.text[: row.quoted or None].rstrip(" \t,;")
    return Evidence(document.id, row.start, row.start + len(quote), quote, pattern, cites)


def _qualifiers(record: Record, template: Template) -> Mapping[str, Value]:
    found: dict[str, Value] = {}
    for name, slot in sorted(template.qualifiers.items()):
        values: Sequence[Cell] = (
            (slot.constant,) if slot.constant else record.cells.get(slot.key, ())
        )
        if len(values) == 1 and slot.key not in record.doubtful:
            value = values[0]
            if name in DATES and datatype(str(value)) == "string":
                continue
            found[name] = int(str(value)) if name == "ordinal" else value
    return found
