"""What is declared of a catalogue: who publishes it, what its rows state, what its codes mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import RowError
from kg.model import Source
from kg.model.datafile import Record, read_yaml
from kg.rows.fields import check_keys, error, text, texts
from kg.rows.template import Template, read_template

KINDS = ("gcat", "rdf", "ucs", "wikidata")
"""The formats that can be imported; each has a file `data/importers/KIND.yaml`."""
_REQUIRED = ("title", "publisher", "states")
_KEYS = frozenset({*_REQUIRED, "url", "licence", "note", "codes"})


@dataclass(frozen=True)
class Catalogue:
    """One file of `data/importers/`.

    Args:
        kind: one of `KINDS`.
        title: name of the catalogue.
        publisher: who publishes it.
        url: where it is.
        licence: address or words of the terms on which it may be used.
        templates: what a row states.
        codes: name of a table -> code in the catalogue -> what it means to us.
    """

    kind: str
    title: str
    publisher: str
    url: str | None
    licence: str | None
    templates: tuple[Template, ...]
    codes: Mapping[str, Mapping[str, Sequence[str]]]

    def meaning(self, table: str, code: str) -> Sequence[str]:
        """Return what a code means, nothing where the table does not have it."""
        return self.codes.get(table, {}).get(code, ())

    def source(self, date: str | None) -> Source:
        """Return the catalogue, as of a date, as a publication that rows cite."""
        id = f"{self.kind}-{date}" if date else self.kind
        return Source(self.publisher, self.title, self.url, date, id, self.licence)


def read_catalogue(kind: str, directory: Path | None = None) -> Catalogue:
    """Return what is declared of a catalogue.

    Args:
        kind: one of `KINDS`.
        directory: the project's `data/importers`; without such a file in it, the one that
            came with `kg` serves.

    Raises:
        DataFileError: the file is wrong; with path and line.
    """
    path = file_of(f"{kind}.yaml", directory)
    root = read_yaml(path)
    if not isinstance(root, Record):
        raise RowError("must hold a mapping with title, publisher and states", path)
    check_keys(root, _KEYS, _REQUIRED)
    states = root["states"]
    if not isinstance(states, list):
        raise error(root, "states", "'states' holds a list of claims, each with 'claim'")
    plain = {key: text(root, key) for key in ("url", "licence") if key in root}
    return Catalogue(
        kind=kind,
        title=text(root, "title"),
        publisher=text(root, "publisher"),
        url=plain.get("url"),
        licence=plain.get("licence"),
        templates=tuple(read_template(each, root) for each in states),
        codes=_codes(root),
    )


def file_of(name: str, directory: Path | None = None) -> Path:
    """Return a file of the project's `data/importers`, else the one that came with `kg`."""
    own = None if directory is None else directory / name
    return own if own is not None and own.is_file() else _bundled() / name


def _bundled() -> Path:
    package = Path(__file__).resolve().parents[2]
    # In the wheel the data lies in the package, in a checkout beside it.
    roots = (package / "_bundle", package.parent)
    paths = [root / "data" / "importers" for root in roots]
    return next((path for path in paths if path.is_dir()), paths[0])


def _codes(root: Record) -> dict[str, dict[str, tuple[str, ...]]]:
    tables = root.get("codes", {})
    if tables == {}:
        return {}
    if not isinstance(tables, Record):
        raise error(root, "codes", "'codes' holds a mapping of tables")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, table in tables.items():
        if not isinstance(table, Record):
            raise error(tables, name, f"{name!r} holds a mapping of codes to what they mean")
        found[name] = {code: texts(table, code) for code in table}
    return found
