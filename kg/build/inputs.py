"""What a graph is made from: the articles wanted, and everything their reading depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg._version import __version__
from kg.build.cache import document_to_json
from kg.build.manifest import Failure
from kg.build.shelf import Added, Shelf
from kg.model import Document, content_hash, slugify
from kg.project import Project

if TYPE_CHECKING:
    from kg.text.reading import Item

_PACKAGE = Path(__file__).resolve().parent.parent
_CODE = ("model", "text", "rows", "graph")


@dataclass(frozen=True)
class Input:
    """An article that the graph should hold.

    Args:
        id: of the article, as far as it is known before it is read.
        origin: what it came from, see `origin_of`.
        key: hash of everything its reading depends on.
        added: whether `kg add` brought it.
        load: returns its content or, where it was frozen before, the document.

    `load` raises DocumentError or OSError where there is no such file any more.
    """

    id: str
    origin: str
    key: str
    added: bool
    load: Callable[[], Item | Document]


def environment(project: Project) -> str:
    """Return a digest of all that every article's reading depends on.

    These are the registry, the patterns, the ontology and the code that reads and writes
    claims, so that neither an edited pattern nor a newer version leaves stale facts.
    """
    data = depended_on(project)
    code = [path for name in _CODE for path in sorted((_PACKAGE / name).rglob("*.py"))]
    named = [(p.relative_to(project.root).as_posix(), _digest(p)) for p in data if p.is_file()]
    named += [(p.relative_to(_PACKAGE).as_posix(), _digest(p)) for p in code]
    return content_hash(__version__, named)


def depended_on(project: Project) -> list[Path]:
    """Return the files of a project on which every article's reading depends."""
    data = [*project.entities, *project.patterns, project.ontology, project.shapes]
    data += sorted(project.importers.glob("*.yaml"))
    return data + ([project.furniture] if project.furniture else [])


def wanted(project: Project, shelf: Shelf, environment: str) -> tuple[list[Input], list[Failure]]:
    """Return the articles and data files of the project and the added ones, without the removed.

    An added article takes the place of a project's article of the same id. Of two project
    files with one id the second is a failure.

    Returns:
        The inputs sorted by id, and the failures.
    """
    added = [from_shelf(each, environment, shelf) for each in shelf]
    taken = {each.id for each in added} | shelf.removed()
    files, failures = _files(project, environment)
    kept = [each for each in files if each.id not in taken]
    rows = [each for each in _rows(project, environment) if each.id not in taken]
    return sorted([*kept, *rows, *added], key=lambda each: each.id), failures


def origin_of(project: Project, path: Path) -> str:
    """Return what a file is called: relative where it lies in the project, else absolute.

    So a project that was moved or copied has the same graph.
    """
    path = path.resolve()
    if path.is_relative_to(project.root):
        return path.relative_to(project.root).as_posix()
    return str(path)


def from_file(project: Project, path: Path, environment: str) -> Input:
    """Return a file of the project as an input.

    Raises:
        OSError: the file cannot be read.
    """
    digest = _digest(path)
    id = slugify(path.stem) or f"article-{digest[:8]}"
    key = content_hash(environment, "file", path.name, digest)
    return Input(id, origin_of(project, path), key, added=False, load=partial(_load, path, id))


def from_rows(project: Project, path: Path, environment: str) -> Input:
    """Return a file of curated rows as an input; what it cites is part of it.

    Raises:
        OSError: the file cannot be read.
    """
    sources = _digest(project.sources) if project.sources.is_file() else ""
    key = content_hash(environment, "rows", path.name, _digest(path), sources)
    load = partial(_load_rows, project, path)
    return Input(rows_id(path), origin_of(project, path), key, added=False, load=load)


def rows_id(path: Path) -> str:
    """Return the id of the document that a file of curated rows is."""
    from kg.rows.freeze import document_id

    return document_id(path)


def from_shelf(added: Added, environment: str, shelf: Shelf) -> Input:
    """Return an added article as an input; its text is fetched again when it is needed."""
    id = added.document.id
    key = frozen_key(added.document, environment)
    return Input(id, added.origin, key, added=True, load=lambda: shelf.get(id).document)


def from_document(document: Document, environment: str) -> Input:
    """Return a document that a program brings as an input."""
    key = frozen_key(document, environment)
    return Input(document.id, "document", key, added=True, load=lambda: document)


def from_item(project: Project, item: Item, environment: str) -> Input:
    """Return an item that is to be added as an input."""
    from kg.text.reading import place

    known = (Path(item.origin).name, item.record, item.kind, item.id)
    given = [asdict(metadata) for metadata in (item.given, item.fallback)]
    digest = hashlib.sha256(item.data).hexdigest()
    key = content_hash(environment, "item", known, given, digest)
    path = Path(item.origin)
    file = origin_of(project, path) if path.is_absolute() else item.origin
    origin = place(file, item.record)
    return Input(item.id, origin, key, added=True, load=lambda: item)


def frozen_key(document: Document, environment: str) -> str:
    """Return the key of the reading of a document as it was frozen."""
    return content_hash(environment, "added", document_to_json(document))


def _files(project: Project, environment: str) -> tuple[list[Input], list[Failure]]:
    inputs: dict[str, Input] = {}
    failures = []
    for path in project.articles:
        try:
            each = from_file(project, path, environment)
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
            failures.append(Failure(origin_of(project, path), reason))
            continue
        first = inputs.setdefault(each.id, each)
        if first is not each:
            reason = f"has the id {each.id}, as {first.origin} has; rename one of them"
            failures.append(Failure(each.origin, reason, each.key))
    return list(inputs.values()), failures


def _rows(project: Project, environment: str) -> list[Input]:
    return [from_rows(project, path, environment) for path in project.facts]


def _load_rows(project: Project, path: Path) -> Document:
    from kg.rows import freeze, read_sources

    return freeze(path, path.read_bytes(), read_sources(project.sources))


def _load(path: Path, id: str) -> Item:
    from kg.text.reading import Item
    from kg.text.reading.reader import read_bytes

    return Item(str(path), read_bytes(path), id=id)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
