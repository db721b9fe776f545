"""The General Catalog of Artificial Space Objects: its tables, and what their rows say.

Each table is tab-separated. Its first line names the columns and begins with `#`; other lines
that begin with `#` are comment, one of which says when the file was updated. See
https://planet4589.org/space/gcat/ for what the columns mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import EntityRef
from kg.rows.importers.catalogue import Catalogue
from kg.rows.importers.lines import Line, Problem
from kg.rows.importers.names import Craft, Names, cospar_of, norad_of
from kg.rows.importers.record import Record
from kg.rows.importers.tables import Header, Row, shared_line, shared_names
from kg.rows.importers.vague import vague_date
from kg.rows.template import Template

OBJECTS, PAYLOADS, ORGS, LAUNCHES = "satcat", "psatcat", "orgs", "launch"
_SIGNS = {
    OBJECTS: {"#JCAT", "Piece", "Type", "Name", "LDate", "Owner", "State", "Manufacturer"},
    PAYLOADS: {"#JCAT", "Piece", "Name", "TOp", "Category", "Result"},
    ORGS: {"#Code", "StateCode", "Type", "Class", "ShortName", "Name"},
    LAUNCHES: {"#Launch_Tag", "Launch_Date", "LV_Type", "Agency"},
}
"""Table -> the columns by which it is known."""
_UPDATED = re.compile(r"#\s*Updated\s+(\d{4}\s+[A-Za-z]{3}\s+\d{1,2})")
_NO_STATE = frozenset({"", "-", "X", "EARTH", "LUNA"})


def header_of(line: str) -> Header | None:
    """Return the header that a line is, None if it is that of none of the tables."""
    if not line.startswith("#") or "\t" not in line:
        return None
    columns = tuple(cell.strip() for cell in line.split("\t"))
    for table, signs in _SIGNS.items():
        if signs <= set(columns):
            return Header(table, (line,), columns)
    return None


def updated(line: str) -> str | None:
    """Return the date in a line of comment that says when the file was updated."""
    match = _UPDATED.match(line)
    try:
        return vague_date(match[1]) if match else None
    except ValueError:
        return None


@dataclass
class Gcat:
    """Reads lines of one file, or of several after one another, into records.

    Organisations, launches and payloads must come before the objects that refer to them.

    Args:
        catalogue: what is declared of GCAT.
        names: finds entities.
    """

    catalogue: Catalogue
    names: Names
    shared: set[str] = field(default_factory=set)
    headers: dict[str, Header] = field(default_factory=dict)
    _lines: dict[str, dict[str, Line]] = field(default_factory=dict)
    _table: str = ""

    def rows(self, lines: Iterable[Line]) -> Iterator[Row | Problem]:
        """Yield the rows of objects; those of other tables are kept for reference."""
        self._table = ""
        for line in lines:
            if line.text.startswith("#"):
                self._comment(line.text)
            elif not line.text.strip():
                continue
            elif not self._table:
                yield Problem(line.number, "stands before any header that names its columns")
            elif self._table == OBJECTS:
                yield self.headers[OBJECTS].row(line, line.text.split("\t"))
            else:
                key = line.text.partition("\t")[0].strip()
                self._lines.setdefault(self._table, {})[key] = line

    def beside(self, table: str, key: str) -> Row | None:
        """Return the row of a table other than that of objects."""
        line = self._lines.get(table, {}).get(key)
        if line is None:
            return None
        row = self.headers[table].row(line, line.text.split("\t"))
        return row if isinstance(row, Row) else None

    def has(self, table: str) -> bool:
        """Whether there are rows of a table."""
        return bool(self._lines.get(table))

    def head(self) -> list[str]:
        """Return the lines with which a frozen part begins."""
        return [shared_line(self.shared)] if self.shared else []

    def referred(self, row: Row) -> dict[str, list[str]]:
        """Return the rows of other tables that a row of objects needs, by their headers."""
        codes = [code for name in ("Owner", "Manufacturer") for code, _ in codes_of(row, name)]
        launch = row.cells.get("Launch_Tag", "")
        if (found := self.beside(LAUNCHES, launch)) is not None:
            codes += [code for code, _ in codes_of(found, "Agency")]
        keys = {ORGS: codes, LAUNCHES: [launch], PAYLOADS: [row.cells["#JCAT"]], OBJECTS: []}
        needed = {}
        for table, of in keys.items():
            if table in self.headers:
                known = self._lines.get(table, {})
                lines = [known[key].text for key in of if key in known]
                needed["\n".join(self.headers[table].lines)] = lines
        return needed

    def record(self, row: Row) -> Record | None:
        """Return what a row of objects says; None if it is no payload."""
        if not row.cells["Type"].startswith("P"):
            return None
        record = Record(row)
        craft = self.names.craft(self._craft(row))
        if craft is None:
            record.problems.append("has no designation by which it could be told")
            return record
        record.put("craft", craft)
        self._parties(record)
        self._launch(record)
        self._values(record)
        return record

    def templates(self, record: Record) -> tuple[Template, ...]:
        """Return the claims that a record makes."""
        del record
        return self.catalogue.templates

    def identity(self, row: Row) -> tuple[str, str]:
        """Return the best name of an object, and its number in the catalogue."""
        names = (row.cells["Name"], row.cells.get("PLName", "-"))
        plain = (name.strip("[]") for name in names if name not in ("", "-"))
        return next(plain, ""), row.cells["#JCAT"]

    def _comment(self, text: str) -> None:
        header = header_of(text)
        if header is not None:
            self._table = header.table
            known = self.headers.get(header.table)
            if known is None or known.columns != header.columns:
                self.headers[header.table] = header
        elif names := shared_names(text):
            self.shared |= names
        elif self._table and updated(text):
            known = self.headers[self._table]
            if text not in known.lines:
                self.headers[self._table] = known.commented(text)

    def _craft(self, row: Row) -> Craft:
        (name, number), orbit = self.identity(row), row.cells.get("OpOrbit", "")
        return Craft(
            name=name,
            cospar=cospar_of(row.cells["Piece"]),
            norad=norad_of(row.cells.get("Satcat", "")),
            own=f"gcat-{number}",
            type="Satellite" if self.catalogue.meaning("orbits", orbit) else "Spacecraft",
            shared=name in self.shared,
        )

    def _parties(self, record: Record) -> None:
        """Note who runs, owns and made the object."""
        row = record.row
        operators, operator_states = self._orgs(record, row, "Owner", "operator")
        builders, builder_states = self._orgs(record, row, "Manufacturer", "builder")
        owners = self._states(record, row.cells["State"], "State")
        record.put("operator", *(operators or owners))
        record.put("builder", *builders, *builder_states)
        if builder_states and not {s.id for s in builder_states} >= {s.id for s in owners}:
            record.put("customer", *owners)
        record.states |= {state.id for state in (*owners, *operator_states, *builder_states)}

    def _launch(self, record: Record) -> None:
        launch = self.beside(LAUNCHES, record.row.cells.get("Launch_Tag", ""))
        if launch is None:
            return
        launchers, states = self._orgs(record, launch, "Agency", "launcher")
        record.put("launcher", *launchers, *states)
        record.put("vehicle", _value(launch.cells["LV_Type"]))
        record.states |= {state.id for state in states}
        record.beside |= {"launcher": launch, "vehicle": launch}

    def _values(self, record: Record) -> None:
        cells = record.row.cells
        record.put("launched", self._date(record, cells["LDate"], "LDate"))
        record.put("bus", _value(cells.get("Bus", "")))
        record.put("orbit", *self.catalogue.meaning("orbits", cells.get("OpOrbit", "")))
        payload = self.beside(PAYLOADS, cells["#JCAT"])
        if payload is None:
            return
        record.put("ended", self._date(record, payload.cells["TOp"], "TOp"))
        category = payload.cells["Category"].rstrip("?*")
        record.put("kind", *self.catalogue.meaning("categories", category))
        record.beside["kind"] = payload

    def _date(self, record: Record, text: str, column: str) -> str | None:
        try:
            return vague_date(text)
        except ValueError as error:
            record.problems.append(f"{column}: {error}")
            return None

    def _orgs(
        self, record: Record, row: Row, column: str, key: str
    ) -> tuple[list[EntityRef], list[EntityRef]]:
        """Return the organisations of a cell, and the states that they belong to."""
        parties: list[EntityRef] = []
        states: list[EntityRef] = []
        for code, doubtful in codes_of(row, column):
            if doubtful:
                record.doubtful.add(key)
            org = self.beside(ORGS, code)
            if org is None:
                if self.has(ORGS):
                    record.problems.append(f"{column}: the organisation {code!r} is not in orgs")
                continue
            own = self._states(record, org.cells["StateCode"], f"state of {code}")
            party = None if "CY" in org.cells["Type"].split("/") else self._org(org, own)
            parties += [party] if party else []
            states += own
        return parties, states

    def _org(self, org: Row, states: list[EntityRef]) -> EntityRef | None:
        columns = ("EName", "Name", "UName", "ShortEName", "ShortName")
        names = [_value(org.cells.get(column, "")) or "" for column in columns]
        kind = "Company" if org.cells["Class"] == "B" else "Organisation"
        return self.names.party(names, kind, [state.id for state in states])

    def _states(self, record: Record, text: str, where: str) -> list[EntityRef]:
        """Return the countries, or organisations of countries, of a cell of codes."""
        found = []
        for code in text.split("/"):
            plain = code.strip("?* ")
            if plain in _NO_STATE:
                continue
            state = self._state(plain)
            if state is None:
                record.problems.append(f"{where}: the state code {plain!r} is not known")
            else:
                found.append(state)
        return found

    def _state(self, code: str) -> EntityRef | None:
        """Return what a state code means: the table's word, else that of ISO 3166."""
        meant = self.catalogue.meaning("countries", code)
        if meant:
            entity = self.names.registry.entities.get(meant[0])
            return entity.ref if entity else None
        return self.names.country(code)


def codes_of(row: Row, column: str) -> list[tuple[str, bool]]:
    """Return the codes of organisations in a cell, and whether each is in doubt."""
    parts = (part.strip() for part in row.cells.get(column, "").split("/"))
    return [(part.rstrip("?*"), "?" in part) for part in parts if part.strip("-?* ")]


def _value(text: str) -> str | None:
    return text.rstrip("?").strip() if text.strip("-?* ") else None
