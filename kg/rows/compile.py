"""From rows to claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from kg.model import SYMMETRIC, Claim, Document, EntityRef, Evidence, Literal, Value, merge
from kg.model.agreement import event
from kg.model.datafile import Record
from kg.model.document import DATA
from kg.model.registry import Registry
from kg.model.vocabulary import LITERAL
from kg.rows.cells import Cells
from kg.rows.fields import error, texts
from kg.rows.table import GRADES, Row, Table, read_table
from kg.rows.template import AGREEMENT, Template

ACCEPTED = ("A", "B")
"""Grades of rows whose claims are facts; what other rows state is a candidate."""


def claims_of(document: Document, registry: Registry, path: Path | None = None) -> list[Claim]:
    """Return what the rows of a frozen file state, in the order of the file.

    Args:
        document: as `freeze` made it.
        registry: knows every entity that the rows name.
        path: the file, for errors; by default where a project has it.

    Raises:
        DataFileError: a name is unknown, a value has not the form that it must have, or a
            row states nothing; with path and line.
    """
    name = document.id.removeprefix(DATA)
    path = path or Path("data", "facts", f"{name}.yaml")
    table = read_table(document.text, path)
    compiler = _Compiler(document, name, table, registry)
    return merge(claim for row in table.rows for claim in compiler.claims(row))


class _Compiler:
    """Applies the templates of one table to its rows."""

    def __init__(self, document: Document, name: str, table: Table, registry: Registry):
        self._document, self._name, self._table = document, name, table
        self._cells = Cells(registry)

    def claims(self, row: Row) -> list[Claim]:
        """Return what one row states."""
        found: list[Claim] = []
        for template in self._table.templates:
            if template.fits(row.cells):
                found += self._stated(template, row)
        if not found:
            raise error(row.record, "", f"the row states nothing: {self._wanted()}")
        return found

    def _wanted(self) -> str:
        pairs = (f"{t.subject} and {t.value}" for t in self._table.templates)
        return f"no claim of 'states' has all it needs here ({'; '.join(pairs)})"

    def _stated(self, template: Template, row: Row) -> Iterator[Claim]:
        qualifiers = self._qualifiers(template, row)
        status = self._status(template, row)
        grade = "C" if row.disputed or row.doubtful & {template.subject, template.value} else ""
        grade = grade or row.grade
        for subject, object in self._ends(template, row):
            own = self._with_agreement(template, subject, object, qualifiers)
            yield Claim(
                subject=subject,
                predicate=template.predicate,
                object=object,
                status=status,
                evidence=(self._evidence(template, row),),
                qualifiers=own,
                confidence=GRADES[grade],
                tier="accepted" if grade in ACCEPTED else "candidate",
            )

    def _ends(
        self, template: Template, row: Row
    ) -> Iterator[tuple[EntityRef, EntityRef | Literal]]:
        """Yield each subject with each object; no party agrees with itself."""
        subjects = self._entities(row, template.subject)
        if template.predicate in LITERAL:
            record = self._record(row, template.value)
            values = texts(record, template.value)
            objects: list[EntityRef | Literal] = [
                self._cells.literal(record, template.value, template.predicate, value)
                for value in values
            ]
        else:
            objects = [*self._entities(row, template.value)]
        for subject, object in product(subjects, objects):
            if not (template.predicate in SYMMETRIC and subject == object):
                yield subject, object

    def _entities(self, row: Row, key: str) -> list[EntityRef]:
        if key == AGREEMENT and key not in row.cells:
            return self._events(row)
        record = self._record(row, key)
        return [self._cells.entity(record, key, name) for name in texts(record, key)]

    def _events(self, row: Row) -> list[EntityRef]:
        """Return the agreements that a row tells of without naming them."""
        found = {
            claim.qualifiers["agreement"]: None
            for template in self._table.templates
            if template.predicate == "agreementWith" and template.fits(row.cells)
            for claim in self._stated(template, row)
        }
        if not found:
            raise error(row.record, "", "the row tells who signed, but not who agreed on what")
        return [event for event in found if isinstance(event, EntityRef)]

    def _record(self, row: Row, key: str) -> Record:
        """Return where a cell stands: in the row, or among what holds for all rows."""
        given = self._table.given
        return row.record if key in row.record or given is None else given

    def _qualifiers(self, template: Template, row: Row) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for name, slot in template.qualifiers.items():
            if not slot.key:
                found[name] = self._cells.qualifier(template.record, name, name, slot.constant)
            elif slot.key in row.cells and slot.key not in row.doubtful:
                record = self._record(row, slot.key)
                values = texts(record, slot.key)
                if len(values) > 1:
                    raise error(record, slot.key, f"{name!r} of a claim has one value, not a list")
                found[name] = self._cells.qualifier(record, slot.key, name, values[0])
        return dict(sorted(found.items()))

    def _status(self, template: Template, row: Row) -> str:
        slot = template.status
        if slot is None:
            return row.status
        if slot.constant:
            return slot.constant
        if slot.key not in row.cells:
            return row.status
        return self._cells.status(self._record(row, slot.key), slot.key)

    def _with_agreement(
        self,
        template: Template,
        subject: EntityRef,
        object: EntityRef | Literal,
        qualifiers: Mapping[str, Value],
    ) -> dict[str, Value]:
        """Return the qualifiers with the event that an agreement is, as articles get it."""
        own = dict(qualifiers)
        is_event = template.predicate == "agreementWith" and "agreement" not in own
        if is_event and isinstance(object, EntityRef):
            agreement = event([subject, object], own)
            if agreement is not None:
                own["agreement"] = agreement
        return dict(sorted(own.items()))

    def _evidence(self, template: Template, row: Row) -> Evidence:
        return Evidence(
            document=self._document.id,
            start=row.start,
            end=row.end,
            quote=self._document.text[row.start : row.end],
            pattern=f"{self._name}/{template.predicate}",
            sources=row.sources,
            disputed=row.disputed,
        )
