"""Rows of named columns: what a SPARQL query on Wikidata or on any RDF file selects.

With a column `predicate` each row is one statement, of `subject`, `predicate`, `object` and
whatever narrows it. Without one the templates of the catalogue say what its columns state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import ID_PREFIXES, PREDICATES, STATUSES, EntityRef, slugify
from kg.model.datafile import Record as YamlRecord
from kg.model.dates import datatype
from kg.model.vocabulary import COUNTED, DATED, DATES, LITERAL, NAMES, QUALIFIERS
from kg.rows.importers.catalogue import Catalogue
from kg.rows.importers.lines import Line, Problem
from kg.rows.importers.names import Craft, Names, cospar_of, norad_of
from kg.rows.importers.record import Record
from kg.rows.importers.tables import Header, HeaderError, Row
from kg.rows.template import Slot, Template

TABLE = "columns"
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/|wd:)?(Q[1-9]\d*)")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_TIME = re.compile(r"\+?(\d{4})-(\d{2})-(\d{2})T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?")
_PRECISION = {"9": 4, "10": 7, "11": 10}
"""Precision of a time in Wikidata, year, month or day -> how many characters of it count."""
_CRAFT = "spacecraft"


def header_of(line: str) -> Header | None:
    """Return the header that a line is, None if no column could be the subject."""
    columns = tuple(cell.strip().lstrip("?") for cell in line.split("\t"))
    return Header(TABLE, (line,), columns) if {"subject", "item"} & set(columns) else None


def day_of(value: str, precision: str = "") -> str:
    """Return a point in time as a date of the precision that it has.

    `day_of("2018-07-09T00:00:00Z") == "2018-07-09"`; with precision 9, of Wikidata, `2018`.
    """
    match = _TIME.fullmatch(value)
    day = "-".join(match.groups()) if match else value
    return day[: _PRECISION.get(precision, len(day))] if match else day


@dataclass
class Columns:
    """Reads the lines of a table into records.

    Args:
        catalogue: what is declared of the source.
        names: finds entities.
    """

    catalogue: Catalogue
    names: Names
    shared: set[str] = field(default_factory=set)
    header: Header | None = None

    def rows(self, lines: Iterable[Line]) -> Iterator[Row | Problem]:
        """Yield the rows of a table whose first line names the columns."""
        waiting = iter(lines)
        first = next(waiting, None)
        if first is None or (header := header_of(first.text)) is None:
            raise HeaderError("none of its columns is called `subject` or `item`")
        self.header = header
        for line in waiting:
            if line.text.strip():
                yield header.row(line, line.text.split("\t"))

    def record(self, row: Row) -> Record | None:
        """Return what a row says."""
        record = Record(row)
        if "predicate" in row.cells:
            self._statement(record)
        else:
            self._wide(record)
        return record

    def templates(self, record: Record) -> tuple[Template, ...]:
        """Return what a row states: its own predicate, or what all rows state."""
        if "predicate" not in record.row.cells:
            return self.catalogue.templates
        predicate = _local(record.row.cells["predicate"])
        slots = {name: Slot(key=name) for name in QUALIFIERS if name in record.row.cells}
        place = YamlRecord(path=Path(), line=0, lines={})
        return (Template("subject", predicate, "object", slots, None, {}, place),)

    def head(self) -> list[str]:
        """Return the lines with which a frozen part begins."""
        return list(self.header.lines) if self.header else []

    def referred(self, row: Row) -> dict[str, list[str]]:
        """Return nothing: a row needs no other table."""
        del row
        return {}

    def identity(self, row: Row) -> tuple[str, str]:
        """Return the label of the subject, and the subject."""
        key = "subject" if "subject" in row.cells else "item"
        return _label(row.cells, key), row.cells.get(key, "")

    def _statement(self, record: Record) -> None:
        cells = record.row.cells
        predicate = _local(cells["predicate"])
        if predicate not in PREDICATES:
            record.problems.append(f"{cells['predicate']!r} is none of our predicates")
            return
        if cells.get("status"):
            record.status = cells["status"]
            if record.status not in STATUSES:
                record.problems.append(f"the status is one of {', '.join(STATUSES)}")
                return
        record.put("subject", self._entity(record, "subject", _label(cells, "subject")))
        if predicate in LITERAL:
            record.put("object", self._literal(record, predicate, cells["object"]))
        else:
            record.put("object", self._entity(record, "object", _label(cells, "object")))
        for name in sorted(QUALIFIERS & cells.keys()):
            self._qualifier(record, name)

    def _wide(self, record: Record) -> None:
        cells = record.row.cells
        for template in self.catalogue.templates:
            for key in (template.subject, template.value):
                if not cells.get(key) or key in record.cells:
                    continue
                if template.predicate in LITERAL and key == template.value:
                    value = cells.get(f"{key}Label") or cells[key]
                    value = day_of(value, cells.get(f"{key}Precision", ""))
                    record.put(key, self._literal(record, template.predicate, value))
                else:
                    record.put(key, self._entity(record, key, _label(cells, key)))
            for slot in template.qualifiers.values():
                if slot.key and cells.get(slot.key):
                    day = day_of(cells[slot.key], cells.get(f"{slot.key}Precision", ""))
                    record.put(slot.key, day)

    def _literal(self, record: Record, predicate: str, value: str) -> str | None:
        value = day_of(value) if predicate in DATED else value
        if predicate in DATED and datatype(value) == "string":
            record.problems.append(f"{value!r} is no date")
            return None
        if predicate in COUNTED and not (value.isascii() and value.isdigit()):
            record.problems.append(f"{value!r} is no whole number")
            return None
        return value

    def _qualifier(self, record: Record, name: str) -> None:
        value = record.row.cells[name]
        if not value:
            return
        if name in DATES:
            value = day_of(value, record.row.cells.get(f"{name}Precision", ""))
            if datatype(value) == "string":
                record.problems.append(f"{name}: {value!r} is no date")
                return
        if name == "ordinal" and not (value.isascii() and value.isdigit()):
            record.problems.append(f"{name}: {value!r} is no whole number")
            return
        record.put(name, (self._known(value) or value) if name in NAMES else value)

    def _entity(self, record: Record, key: str, label: str) -> EntityRef | None:
        """Return the entity in a cell; the reason is noted where there is none."""
        cells = record.row.cells
        value = cells.get(key, "")
        kind = cells.get(f"{key}Type") or next(iter(self.catalogue.meaning("types", key)), "")
        kind = _local(kind)
        if not value:
            record.problems.append(f"{key}: the cell is empty")
            return None
        if kind and kind not in ID_PREFIXES:
            record.problems.append(f"{key}Type: {kind!r} is none of our classes")
            return None
        known = self._known(value)
        if known is not None:
            return known
        first = key in ("subject", "item")
        if ID_PREFIXES.get(kind) == _CRAFT:
            own = value if _IRI.fullmatch(value) else label
            craft = Craft(
                label,
                cospar_of(cells.get("cospar", "")) if first else None,
                norad_of(cells.get("norad", "")) if first else None,
                own=_item(value) or slugify(own.rpartition("/")[2]),
                type=kind,
            )
            return self.names.craft(craft)
        return self._found(record, key, label, kind)

    def _known(self, value: str) -> EntityRef | None:
        """Return the entity that an IRI, an id, an item or a name stands for."""
        if item := _item(value):
            return self.names.item(item)
        candidates = self.names.registry.candidates(value)
        return self.names.registry.entities[candidates[0]].ref if len(candidates) == 1 else None

    def _found(self, record: Record, key: str, label: str, kind: str) -> EntityRef | None:
        if not label:
            record.problems.append(f"{key}: {record.row.cells[key]} is not known; give {key}Label")
            return None
        known = self._known(label)
        if known is not None:
            return known
        if kind in ("", "Country", "Agreement"):
            what = "no country that is known" if kind == "Country" else "not known"
            record.problems.append(f"{key}: {label!r} is {what}; give {key}Type for a new thing")
            return None
        slug = slugify(label)
        return EntityRef(f"{ID_PREFIXES[kind]}/{slug}", label, kind) if slug else None


def _label(cells: Mapping[str, str], key: str) -> str:
    """Return what to call the thing in a cell: its label, or the cell if that is a name."""
    label = cells.get(f"{key}Label") or (cells.get("label") if key == "subject" else "")
    if label and not _ITEM.fullmatch(label):
        return label
    value = cells.get(key, "")
    return "" if _IRI.fullmatch(value) or _ITEM.fullmatch(value) else value


def _item(value: str) -> str:
    match = _ITEM.fullmatch(value)
    return match[1] if match else ""


def _local(name: str) -> str:
    """Return the last part of an IRI or a prefixed name."""
    return re.split(r"[#/:]", name.strip("<>"))[-1]
