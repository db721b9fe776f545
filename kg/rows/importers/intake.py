"""From a catalogue's files to frozen documents: which rows are kept, and what is wrong.

A catalogue may have tens of thousands of rows, so it is frozen in parts of a bounded size,
one after another, and no more than one part is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.errors import DocumentError
from kg.model import Document, slugify
from kg.model.document import DATA, part_id
from kg.rows.importers.lines import Line, Problem
from kg.rows.importers.reading import Reader
from kg.rows.importers.record import Record
from kg.rows.importers.tables import HeaderError, Row

PART = 250
"""Rows in a part. A part is read, written and taken out as a whole."""


@dataclass
class Finding:
    """Something wrong, and how often.

    Args:
        problem: the first of its kind.
        times: on how many lines.
    """

    problem: Problem
    times: int = 1

    def __str__(self) -> str:
        more = f" (and on {self.times - 1:,} more lines)" if self.times > 1 else ""
        return f"{self.problem}{more}"


@dataclass
class Tally:
    """What became of the rows of an import.

    Args:
        read: rows of things that could be of interest.
        kept: those that were frozen.
        domestic: those that were left out because a single state takes part.
        bad: lines that are no row, or rows that state nothing.
        findings: what is wrong, by message; in the order in which it was met.
    """

    read: int = 0
    kept: int = 0
    domestic: int = 0
    bad: int = 0
    findings: dict[str, Finding] = field(default_factory=dict)

    def note(self, problem: Problem) -> None:
        """Count something that is wrong; what is the same elsewhere is told once."""
        known = self.findings.get(problem.message)
        if known is None:
            self.findings[problem.message] = Finding(problem)
        else:
            known.times += 1

    def spoilt(self, problem: Problem) -> None:
        """Count a line that is no row, or a row that states nothing."""
        self.bad += 1
        self.note(problem)


@dataclass(frozen=True)
class Wanted:
    """What is to be frozen, and under which name.

    Args:
        id: of the first part, beginning with `data/`; the others get a number behind it.
        date: of the file, ISO 8601; None if it is not known.
        everything: whether rows are kept in which a single state takes part.
    """

    id: str
    date: str | None = None
    everything: bool = False


def import_id(kind: str, name: str) -> str:
    """Return the id of an import: `import_id("gcat", "satcat") == "data/gcat-satcat"`."""
    slug = slugify(name)
    return DATA + (slug if slug == kind or slug.startswith(f"{kind}-") else f"{kind}-{slug}")


def find_shared(reader: Reader, file: str, lines: Iterable[Line]) -> None:
    """Let a reader know which names of known spacecraft several things of a file have.

    Raises:
        DocumentError: the file has not the form that its format asks for.
    """
    first: dict[str, str] = {}
    for row in _rows(reader, file, lines):
        if isinstance(row, Row):
            name, number = reader.identity(row)
            if first.setdefault(name, number) != number and reader.names.shares(name):
                reader.shared.add(name)


def documents(
    reader: Reader, files: Iterable[tuple[str, Iterable[Line]]], wanted: Wanted, tally: Tally
) -> Iterator[Document]:
    """Yield the parts of an import, each as soon as it is full.

    Args:
        reader: of the format; knows the shared names and the tables referred to.
        files: name of each file with its lines.
        wanted: what is to be kept.
        tally: is told what became of each row.

    Raises:
        DocumentError: a file has not the form that its format asks for.
    """
    part = _Part(reader, wanted)
    for name, lines in files:
        for row in _rows(reader, name, lines):
            if _keeps(reader, row, name, wanted, tally):
                assert isinstance(row, Row)
                part.add(row)
            if len(part.rows) == PART:
                yield part.document()
                part = part.following()
        if part.rows:  # the next file may have other columns
            yield part.document()
            part = part.following()


def _rows(reader: Reader, file: str, lines: Iterable[Line]) -> Iterator[Row | Problem]:
    try:
        yield from reader.rows(lines)
    except HeaderError as error:
        raise DocumentError(f"{file}: {error}") from error


def _keeps(reader: Reader, row: Row | Problem, name: str, wanted: Wanted, tally: Tally) -> bool:
    if isinstance(row, Problem):
        tally.spoilt(Problem(row.line, row.message, name))
        return False
    record = reader.record(row)
    if record is None:
        return False
    tally.read += 1
    problems = [Problem(row.line, message, name) for message in record.problems]
    if not _states(reader, record):
        for problem in problems or [Problem(row.line, "states nothing", name)]:
            tally.note(problem)
        tally.bad += 1
        return False
    for problem in problems:
        tally.note(problem)
    if not wanted.everything and len(_sides(reader, record)) < 2:
        tally.domestic += 1
        return False
    tally.kept += 1
    return True


def _states(reader: Reader, record: Record) -> bool:
    """Whether a record has what any of its claims needs."""
    return any(
        template.subject in record.cells and template.value in record.cells
        for template in reader.templates(record)
    )


def _sides(reader: Reader, record: Record) -> set[str]:
    """Return the states that take part; a state and its successor are one."""
    successor = reader.catalogue.meaning
    return {(*successor("successors", state), state)[0] for state in record.states}


class _Part:
    """Gathers the rows of one document."""

    def __init__(self, reader: Reader, wanted: Wanted, number: int = 1):
        self._reader, self._wanted, self._number = reader, wanted, number
        self._referred: dict[str, dict[str, None]] = {}
        self.rows: list[str] = []

    def add(self, row: Row) -> None:
        self.rows.append(row.text)
        for header, lines in self._reader.referred(row).items():
            self._referred.setdefault(header, {}).update(dict.fromkeys(lines))

    def following(self) -> _Part:
        return _Part(self._reader, self._wanted, self._number + 1)

    def document(self) -> Document:
        """Return the header, the rows referred to, and the rows, as a document."""
        lines = self._reader.head()
        for header, referred in self._referred.items():
            own = not referred and header == list(self._referred)[-1]
            lines += [header, *referred] if referred or own else []
        catalogue, date = self._reader.catalogue, self._wanted.date
        title = catalogue.title
        return Document(
            id=part_id(self._wanted.id, self._number),
            text="\n".join([*lines, *self.rows]) + "\n",
            title=title if self._number == 1 else f"{title}, part {self._number}",
            date=date,
            publisher=catalogue.publisher,
            url=catalogue.url,
            sources=(catalogue.source(date),),
            kind=catalogue.kind,
        )
