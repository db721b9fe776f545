"""Catalogues of others: into the graph, or only held against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kg.errors import DocumentError
from kg.model.dates import datatype
from kg.rows.importers.catalogue import KINDS, Catalogue, file_of
from kg.rows.importers.gcat import LAUNCHES, OBJECTS, ORGS, PAYLOADS, Gcat, header_of, updated
from kg.rows.importers.intake import Tally, Wanted, documents, find_shared, import_id
from kg.rows.importers.lines import Line, Problem, read_lines
from kg.rows.importers.reading import Reader, reader_of

if TYPE_CHECKING:
    from kg.build.report import Report
    from kg.model import Document
    from kg.model.registry import Registry
    from kg.project import Project

_REFERRED = (ORGS, LAUNCHES, PAYLOADS)
_HEAD = 50  # lines of a file among which its header and its date stand


@dataclass(frozen=True)
class Request:
    """What is to be imported.

    Args:
        kind: one of `KINDS`.
        files: of one catalogue; for Wikidata an http or https address will do.
        query: the mapping query for an RDF file; what an endpoint is asked.
        date: of the files, ISO 8601, possibly partial; by default what they say themselves.
        everything: whether rows are kept in which a single state takes part. Of Wikidata and
            RDF files all rows are kept.
        id: name of the import in the graph, by default from kind and file.
        about: what to say of an RDF file: title, publisher, url, licence.
    """

    kind: str
    files: Sequence[str]
    query: str = ""
    date: str | None = None
    everything: bool = False
    id: str = ""
    about: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise DocumentError(f"no format {self.kind!r}; there are {', '.join(KINDS)}")
        if self.date and datatype(self.date) not in ("date", "gYearMonth", "gYear"):
            raise DocumentError(f"{self.date!r} is no date such as 2026-11-22, 2026-11 or 2026")

    @property
    def keeps_all(self) -> bool:
        """Whether rows are kept whoever takes part."""
        return self.everything or self.kind in ("rdf", "wikidata")


@dataclass(frozen=True)
class Imported:
    """What an import did.

    Args:
        id: of the import in the graph.
        report: what became of the graph.
        tally: what became of the rows.
    """

    id: str
    report: Report
    tally: Tally


@dataclass
class Source:
    """The files of a request, ready to be read once.

    Args:
        id: of the import.
        reader: of the format; knows all that rows may refer to.
        files: name of each file with its lines.
        date: of the files, if it is known.
        tally: is told what becomes of the rows.
    """

    id: str
    reader: Reader
    files: list[tuple[str, Iterable[Line]]]
    date: str | None
    tally: Tally

    def documents(self, *, everything: bool) -> Iterator[Document]:
        """Yield the frozen parts."""
        wanted = Wanted(self.id, self.date, everything)
        return documents(self.reader, self.files, wanted, self.tally)


@contextmanager
def opened(
    project: Project, registry: Registry, request: Request, tally: Tally | None = None
) -> Iterator[Source]:
    """Open the files of a request.

    Args:
        project: may declare catalogues in its own way.
        registry: the entities that are known.
        request: what is to be read.
        tally: is told what becomes of the rows.

    Raises:
        DocumentError: a file cannot be read, or is not of the format.
        DataFileError: what is declared of the format is wrong.
        QueryError: the mapping query is wrong.
    """
    tally = tally or Tally()
    with TemporaryDirectory(prefix="kg-") as directory:
        reader = reader_of(request.kind, registry, project.importers, request.date)
        reader.catalogue = _named(reader.catalogue, request.about)
        name = Path(request.files[0]).stem
        if isinstance(reader, Gcat):
            name, files, date = _gcat(reader, request, tally)
        elif request.kind == "ucs":
            files, date = [(file, read_lines(Path(file))) for file in request.files], None
            for file in request.files:
                find_shared(reader, file, read_lines(Path(file)))
        else:
            name, files, date = _table(project, request, Path(directory), tally)
        id = import_id(request.kind, request.id or name)
        yield Source(id, reader, files, request.date or date, tally)


def _named(catalogue: Catalogue, about: dict[str, str]) -> Catalogue:
    return replace(
        catalogue,
        title=about.get("title", catalogue.title),
        publisher=about.get("publisher", catalogue.publisher),
        url=about.get("url", catalogue.url),
        licence=about.get("licence", catalogue.licence),
    )


def _gcat(
    reader: Gcat, request: Request, tally: Tally
) -> tuple[str, list[tuple[str, Iterable[Line]]], str | None]:
    """Read the tables that are referred to; return those of objects, and their date."""
    tables: dict[str, list[str]] = {}
    dates: dict[str, str | None] = {}
    for file in request.files:
        table, dates[file] = _kind_of(Path(file))
        tables.setdefault(table, []).append(file)
    objects = tables.pop(OBJECTS, [])
    _check_tables(objects, tables, request)
    for file in (file for table in _REFERRED for file in tables.get(table, ())):
        for row in reader.rows(read_lines(Path(file))):
            assert isinstance(row, Problem)
            tally.spoilt(replace(row, file=file))
    for file in objects:
        find_shared(reader, file, read_lines(Path(file)))
    files = [(file, read_lines(Path(file))) for file in objects]
    return Path(objects[0]).stem, [*files], dates[objects[0]]


def _check_tables(objects: list[str], tables: Mapping[str, list[str]], request: Request) -> None:
    if not objects:
        raise DocumentError(
            f"{request.files[0]}: holds no objects; give satcat.tsv or another catalogue of objects"
        )
    if ORGS not in tables and not request.everything:
        raise DocumentError(
            "which states built and own an object is told by orgs.tsv; give --orgs FILE, "
            "or --all to keep every payload"
        )


def _kind_of(path: Path) -> tuple[str, str | None]:
    """Return which table of GCAT a file is, and when it was updated."""
    table, date = "", None
    for line in read_lines(path):
        header = header_of(line.text)
        table = table or (header.table if header else "")
        date = date or updated(line.text)
        if date or line.number > _HEAD or not line.text.startswith("#"):
            break
    if not table:
        raise DocumentError(
            f"{path}: is no table of GCAT: its first line must name the columns of satcat, "
            "psatcat, orgs or launch, and begin with #"
        )
    return table, date


def _table(
    project: Project, request: Request, directory: Path, tally: Tally
) -> tuple[str, list[tuple[str, Iterable[Line]]], str | None]:
    """Return the tables that SPARQL results or RDF files give."""
    from kg.rows.importers.endpoint import ask, is_endpoint
    from kg.rows.importers.results import json_lines, table_lines

    name, files = Path(request.files[0]).stem, []
    for file in request.files:
        path = Path(file)
        lines: Iterable[Line | Problem]
        if request.kind == "rdf":
            from kg.graph.mapping import select

            def bad(line: int, message: str, file: str = file) -> None:
                tally.spoilt(Problem(line, message, file))

            lines = table_lines(*select(path, request.query, bad))
        elif is_endpoint(file):
            path, name = directory / "answer.json", "endpoint"
            default = file_of("wikidata.rq", project.importers)
            ask(file, request.query or default.read_text(encoding="utf-8"), path)
            lines = json_lines(path)
        else:
            lines = json_lines(path)
        files.append((file, _good(lines, file, tally)))
    return name, [*files], None


def _good(lines: Iterable[Line | Problem], file: str, tally: Tally) -> Iterator[Line]:
    """Yield lines; what is wrong with the others is told."""
    for line in lines:
        if isinstance(line, Problem):
            tally.spoilt(replace(line, file=file))
        else:
            yield line
