"""The Satellite Database of the Union of Concerned Scientists, as text or CSV.

It is published as a spreadsheet and as text separated by tabs; copies separated by commas
are common. The first line names the columns. Dates are month/day/year; behind the columns
that are read stand comments and sources. Spreadsheets leave empty columns, hard spaces and
encodings other than UTF-8 behind, which do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.model import EntityRef
from kg.rows.importers.catalogue import Catalogue
from kg.rows.importers.lines import Line, Problem
from kg.rows.importers.names import Craft, Names, cospar_of, norad_of
from kg.rows.importers.record import Record
from kg.rows.importers.tables import (
    Header,
    HeaderError,
    Row,
    cell_end,
    cells,
    clean,
    delimiter_of,
    records,
    shared_line,
    shared_names,
)
from kg.rows.importers.vague import slashed_date
from kg.rows.template import Template

TABLE = "ucs"
_NAMES = ("Current Official Name of Satellite", "Name of Satellite, Alternate Names")
_NEEDED = (
    "Country of Operator/Owner",
    "Operator/Owner",
    "Date of Launch",
    "Contractor",
    "Country of Contractor",
    "Launch Vehicle",
    "COSPAR Number",
    "NORAD Number",
)
_NONE = "none"


def header_of(line: str) -> Header | None:
    """Return the header that a line is, None if it is not that of the database."""
    try:
        columns = tuple(clean(name) for name in cells(line, delimiter_of(line)))
    except ValueError:
        return None
    named = set(columns)
    if not named.issuperset(_NEEDED) or named.isdisjoint(_NAMES):
        return None
    return Header(TABLE, (line,), columns)


@dataclass
class Ucs:
    """Reads lines of a file into records.

    Args:
        catalogue: what is declared of the database.
        names: finds entities.
        as_of: date of the file, at which its operators ran what they ran.
    """

    catalogue: Catalogue
    names: Names
    as_of: str | None = None
    shared: set[str] = field(default_factory=set)
    header: Header | None = None

    def rows(self, lines: Iterable[Line]) -> Iterator[Row | Problem]:
        """Yield the rows of a file, or of a frozen document, whose first line is its header."""
        waiting = iter(lines)
        first = next(waiting, None)
        while first is not None and (names := shared_names(first.text)):
            self.shared |= names
            first = next(waiting, None)
        if first is None or (header := header_of(first.text)) is None:
            needed = ", ".join(_NEEDED)
            raise HeaderError(f"is no UCS database: its first line must name the columns {needed}")
        self.header = header
        delimiter = delimiter_of(first.text)
        for each in records(waiting, delimiter):
            if isinstance(each, Problem):
                yield each
            elif each.text.strip(delimiter + " "):
                yield _row(header, each, delimiter)

    def record(self, row: Row) -> Record | None:
        """Return what a row says."""
        record = Record(row)
        craft = self.names.craft(self._craft(row))
        if craft is None:
            record.problems.append("has neither a COSPAR nor a NORAD number")
            return record
        record.put("craft", craft)
        record.put("asOf", self.as_of)
        self._parties(record)
        self._values(record)
        return record

    def templates(self, record: Record) -> tuple[Template, ...]:
        """Return the claims that a record makes."""
        del record
        return self.catalogue.templates

    def head(self) -> list[str]:
        """Return the lines with which a frozen part begins."""
        shared = [shared_line(self.shared)] if self.shared else []
        return [*shared, *(self.header.lines if self.header else ())]

    def referred(self, row: Row) -> dict[str, list[str]]:
        """Return nothing: a row needs no other table."""
        del row
        return {}

    def identity(self, row: Row) -> tuple[str, str]:
        """Return the best name of a satellite, and its designator or number."""
        name = next((row.cells[name] for name in _NAMES if row.cells.get(name)), "")
        return name, row.cells["COSPAR Number"] or row.cells["NORAD Number"]

    def _craft(self, row: Row) -> Craft:
        cospar, norad = cospar_of(row.cells["COSPAR Number"]), norad_of(row.cells["NORAD Number"])
        name, _ = self.identity(row)
        return Craft(name, cospar, norad, shared=name in self.shared)

    def _parties(self, record: Record) -> None:
        owners = self._countries(record, "Country of Operator/Owner")
        makers = self._countries(record, "Country of Contractor")
        operators = self._organisations(record, "Operator/Owner", owners)
        record.put("operator", *(operators or owners))
        record.put("builder", *self._organisations(record, "Contractor", makers), *makers)
        if makers and not {maker.id for maker in makers} >= {owner.id for owner in owners}:
            record.put("customer", *owners)
        launchers = self._launchers(record)
        record.put("launcher", *launchers)
        record.states |= {state.id for state in (*owners, *makers)}
        record.states |= {self._country_of(launcher) for launcher in launchers}

    def _values(self, record: Record) -> None:
        row = record.row.cells
        record.put("vehicle", row["Launch Vehicle"])
        try:
            record.put("launched", slashed_date(row["Date of Launch"]))
        except ValueError as error:
            record.problems.append(f"Date of Launch: {error}")
        orbit, kind = row.get("Class of Orbit", ""), row.get("Type of Orbit", "")
        meant = self.catalogue.meaning("orbits", f"{orbit}/{kind}")
        record.put("orbit", *(meant or self.catalogue.meaning("orbits", orbit)))
        record.put("kind", *self.catalogue.meaning("purposes", row.get("Purpose", "")))

    def _countries(self, record: Record, column: str) -> list[EntityRef]:
        found = []
        for name in _parts(record.row.cells[column]):
            meant = self.catalogue.meaning("countries", name)
            if meant == (_NONE,):
                continue
            state = self.names.state(meant[0] if meant else name)
            if state is None:
                record.problems.append(f"{column}: {name!r} is no country that is known")
            else:
                found.append(state)
        return found

    def _organisations(
        self, record: Record, column: str, countries: list[EntityRef]
    ) -> list[EntityRef]:
        """Return who is named in a cell: all of it as one name, else its parts."""
        cell = record.row.cells[column]
        ids = [country.id for country in countries]
        whole = self.names.known(cell, ids)
        found = (
            [whole]
            if whole
            else [self.names.party([name], "Organisation", ids) for name in _parts(cell)]
        )
        return [party for party in found if party is not None]

    def _launchers(self, record: Record) -> list[EntityRef]:
        """Return who flies the rocket, by the longest beginning of its name that is listed."""
        vehicle = record.row.cells["Launch Vehicle"].casefold()
        rockets = self.catalogue.codes.get("rockets", {})
        fitting = [name for name in rockets if vehicle.startswith(name.casefold())]
        ids = rockets[max(fitting, key=len)] if fitting else ()
        entities = self.names.registry.entities
        return [entities[id].ref for id in ids if id in entities]

    def _country_of(self, party: EntityRef) -> str:
        """Return the country of a party, or the party where it is of none."""
        return self.names.registry.entities[party.id].country or party.id


def _parts(cell: str) -> list[str]:
    return [part for part in (part.strip() for part in cell.split("/")) if part]


def _row(header: Header, record: Line, delimiter: str) -> Row | Problem:
    try:
        row = header.row(record, cells(record.text, delimiter))
    except ValueError as error:
        return Problem(record.number, f"is no row: {error}")
    if isinstance(row, Problem):
        return row
    last = max(header.columns.index(name) for name in _NEEDED)
    return replace(row, quoted=cell_end(record.text, delimiter, last))
