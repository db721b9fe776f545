"""What a graph is made from: the articles wanted, and everything their reading depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
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
    from kg.text.reading import Furniture

_PACKAGE = Path(__file__).resolve().parent.parent
_CODE = ("model", "text", "graph")


@dataclass(frozen=True)
class Input:
    """An article that the graph should hold.

    Args:
        id: of the article.
        origin: the file it came from, see `origin_of`.
        key: hash of everything its reading depends on.
        added: whether `kg add` brought it.
        read: returns the document, given the words of page furniture; raises what
            `read_document` raises.
    """

    id: str
    origin: str
    key: str
    added: bool
    read: Callable[[Furniture], Document]


def environment(project: Project) -> str:
    """Return a digest of all that every article's reading depends on.

    These are the registry, the patterns, the ontology and the code that reads and writes
    claims, so that neither an edited pattern nor a newer version leaves stale facts.
    """
    data = [*project.entities, *project.patterns, project.ontology, project.shapes]
    data += [project.furniture] if project.furniture else []
    code = [path for name in _CODE for path in sorted((_PACKAGE / name).rglob("*.py"))]
    named = [(p.relative_to(project.root).as_posix(), _digest(p)) for p in data if p.is_file()]
    named += [(p.relative_to(_PACKAGE).as_posix(), _digest(p)) for p in code]
    return content_hash(__version__, named)


def wanted(project: Project, shelf: Shelf, environment: str) -> tuple[list[Input], list[Failure]]:
    """Return the articles of the project and the added ones, without the removed.

    An added article takes the place of a project's article of the same id. Of two project
    files with one id the second is a failure.

    Returns:
        The inputs sorted by id, and the failures.
    """
    added = [from_shelf(each, environment) for each in shelf]
    taken = {each.id for each in added} | shelf.removed()
    files, failures = _files(project, environment)
    kept = [each for each in files if each.id not in taken]
    return sorted([*kept, *added], key=lambda each: each.id), failures


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
    read = partial(_read, path, id)
    return Input(id, origin_of(project, path), key, added=False, read=read)


def from_shelf(added: Added, environment: str) -> Input:
    """Return an added article as an input."""
    document = added.document
    key = content_hash(environment, "added", document_to_json(document))
    return Input(document.id, added.origin, key, added=True, read=lambda _: document)


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


def _read(path: Path, id: str, furniture: Furniture) -> Document:
    from kg.text.reading import read_document

    return replace(read_document(path, furniture=furniture), id=id)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
