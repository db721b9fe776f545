"""Writing the graph of a project, and all that it takes to go on with it, into one file."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.build.archive import ChangedError, Member, is_ours, pack
from kg.build.cache import ReadingCache
from kg.build.files import replacing, sync_directory
from kg.build.full import told_if_full
from kg.build.generations import MANIFEST, Generation, Generations, read_manifest
from kg.build.manifest import Manifest
from kg.build.shelf import Shelf
from kg.build.sums import file_digest
from kg.errors import StoreError
from kg.project import Project

if TYPE_CHECKING:
    pass

GRAPH = "graph.nt"
REMOVED = "removed.json"
PROJECT = "project/"
_TRIES = 5
_PEEPS, _PAUSE = 20, 0.1  # times and seconds between them: a builder needs much less

_Listed = tuple[Member, Callable[[], IO[bytes]]]


@dataclass(frozen=True)
class Kept:
    """What a backup holds.

    Args:
        triples: of the graph.
        files: in the archive.
    """

    triples: int
    files: int


def back_up(project: Project, output: IO[bytes]) -> Kept:
    """Write a backup of the graph that counts now.

    It takes no lock, so builders and readers go on. If the graph changes meanwhile, it is the
    newer one that is written. Equal graphs of equal projects give equal bytes.

    Args:
        project: whose graph; its own data and ontology are part of the backup.
        output: gets the archive; must be able to seek, unless nothing changes meanwhile.

    Raises:
        StoreError: there is no graph, or it is damaged.
    """
    for _ in range(_TRIES):
        try:
            return _written(project, output)
        except (ChangedError, FileNotFoundError):
            output.seek(0)
            output.truncate()
    raise StoreError("the graph changes all the time; try again when nobody is adding to it")


def back_up_to(project: Project, path: Path) -> Kept:
    """Write a backup into a file, which appears whole, and lasts, or not at all.

    Raises:
        StoreError: there is no graph, or it is damaged.
        DiskFullError: there is no room for the file.
    """
    if path.exists() and not path.is_file():  # a pipe or a device, which must not be replaced
        with told_if_full(path), path.open("wb") as device:
            return back_up(project, device)
    with told_if_full(path.parent):
        with replacing(path) as stream:
            kept = back_up(project, stream)
        sync_directory(path.parent)
        return kept


def _written(project: Project, output: IO[bytes]) -> Kept:
    generations, shelf = Generations(project.build), Shelf(project.build)
    before, current = generations.pointed(), generations.current()
    if current is None:
        raise StoreError(f"there is no graph in {project.build}; run `kg build`")
    if _lags(shelf, current):
        raise StoreError("a change was interrupted; finish it by `kg build`, then try again")
    manifest = read_manifest(current)
    if manifest is None:
        raise StoreError(
            f"{current.path} is damaged, or was made by another version of kg; see `kg verify`"
        )
    files = list(_files(project, current, manifest, shelf))
    listed = [_graph(current, manifest), *map(_member, files)]
    if generations.pointed() != before:
        raise ChangedError(current.path.name)
    pack(output, listed, {"triples": manifest.triples, "digest": manifest.digest})
    return Kept(manifest.triples, len(listed))


def _lags(shelf: Shelf, current: Generation) -> bool:
    """Return whether the shelf does not follow a generation that counts, given a moment for it."""
    for _ in range(_PEEPS):
        if not shelf.lags(current.path.name):
            return False
        time.sleep(_PAUSE)
    return True


def _files(
    project: Project, current: Generation, manifest: Manifest, shelf: Shelf
) -> Iterator[tuple[str, Path]]:
    """Yield name and path of all files of a backup but the graph itself."""
    yield MANIFEST, current.path / MANIFEST
    cache = ReadingCache(project.build / "claims")
    for key in sorted({entry.key for entry in manifest.articles.values()}):
        if key in cache:  # else it is read again
            yield f"claims/{key}.jsonl", cache.path(key)
    for path in shelf.paths():
        yield f"articles/{path.name}", path
    if shelf.removed_path.exists():
        yield REMOVED, shelf.removed_path
    if project.build.parent == project.root:
        for name, path in project_files(project.root):
            yield PROJECT + name, path


def project_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a project's data and ontology, sorted; hidden ones are none."""
    for top in ("data", "ontology"):
        found = [path for path in (root / top).rglob("*") if path.is_file()]
        named = sorted((path.relative_to(root), path) for path in found)
        for name, path in named:
            if not any(part.startswith(".") for part in name.parts):
                yield name.as_posix(), path


def _member(file: tuple[str, Path]) -> _Listed:
    name, path = file
    member = Member(name, path.stat().st_size, file_digest(path))
    if not is_ours(member):
        raise StoreError(f"{path} cannot be in a backup under this name; rename it")
    return member, lambda: path.open("rb")


def _graph(current: Generation, manifest: Manifest) -> _Listed:
    from kg.graph.digest import sorted_lines
    from kg.graph.store import EmbeddedStore

    with closing(EmbeddedStore(current.store, read_only=True)) as store:
        lines, found = sorted_lines(store)
    if (found.triples, found.digest) != (manifest.triples, manifest.digest):
        raise StoreError(f"{current.store} is damaged; see `kg verify`")
    data = b"".join(line + b"\n" for line in lines)
    member = Member(GRAPH, len(data), hashlib.sha256(data).hexdigest())
    return member, partial(io.BytesIO, data)
