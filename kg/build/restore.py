"""Putting a backup in place: all of it, or, where anything is wrong with it, nothing.

The archive is unpacked beside the graph and checked whole before anything of it counts.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from kg.build.archive import unpacking
from kg.build.backup import GRAPH, PROJECT, project_files
from kg.build.cache import ReadingCache
from kg.build.files import read_json, sync_directory, sync_tree
from kg.build.full import told_if_full
from kg.build.generations import MANIFEST, RESTORING, Generation, Generations
from kg.build.lock import exclusive
from kg.build.manifest import Manifest
from kg.build.publish import publish
from kg.build.shelf import Shelf, Shelving
from kg.build.sums import file_digest
from kg.errors import StoreError
from kg.model.document import DATA
from kg.project import Project

_TOPS = ("data", "ontology")


@dataclass(frozen=True)
class Restored:
    """What was restored.

    Args:
        project: where.
        triples: of the graph.
        articles: of the graph.
        data_files: of the graph.
        other: files of the project's data that are not as they were when the backup was
            written, sorted; they were left as they are.
    """

    project: Project
    triples: int
    articles: int
    data_files: int
    other: tuple[str, ...] = ()


def restore(
    stream: IO[bytes], name: str, directory: Path | None = None, *, replace: bool = False
) -> Restored:
    """Put a backup in place, and return what was restored.

    Args:
        stream: the archive.
        name: of the file, for messages.
        directory: a project, or where there is to be one; by default the working directory.
        replace: let a graph that is there give way, with what was added and removed.

    Raises:
        StoreError: the file is no backup or is damaged, or a graph is there.
        DiskFullError: there is no room for it.
    """
    root = (directory or Path.cwd()).resolve()
    build = root / "build"
    with exclusive(build), told_if_full(build):
        generations, shelf = Generations(build), Shelf(build)
        current = generations.reclaim()
        shelf.settle(current.path.name if current else None)
        if not replace and (generations.pointer.exists() or shelf.paths()):
            raise StoreError(
                f"there is a graph in {build}; give --replace to put the backup in its place"
            )
        with _unpacked(stream, name, build / RESTORING) as (staged, head):
            return _Restoring(staged, head, root, name, directory).run()


@contextmanager
def _unpacked(stream: IO[bytes], name: str, staged: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give a directory with all that an archive holds, once all of it is known to be sound."""
    shutil.rmtree(staged, ignore_errors=True)
    try:
        with unpacking(stream, name) as (head, members):
            for each in members:
                path = staged / each.member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as target:
                    if not each.copy(target):
                        raise StoreError(f"{name} is damaged at {each.member.name}")
        yield staged, head
    finally:
        shutil.rmtree(staged, ignore_errors=True)


class _Restoring:
    """Lets what was unpacked take its place."""

    def __init__(
        self, staged: Path, head: dict[str, Any], root: Path, name: str, directory: Path | None
    ):
        self._staged, self._head, self._root, self._name = staged, head, root, name
        self._directory = directory
        self._own = staged / PROJECT
        self._build = root / "build"
        self._generations, self._shelf = Generations(self._build), Shelf(self._build)

    def run(self) -> Restored:
        manifest, change, missing = self._manifest(), self._change(), self._missing()
        project = None if missing else Project.find(self._directory)
        generation = self._generation(manifest)
        try:
            self._readings()
            for top in missing:
                sync_tree(self._own / top)
                (self._own / top).replace(self._root / top)
            if missing:
                sync_directory(self._root)
        except BaseException:
            self._generations.abandon(generation)
            raise
        publish(self._generations, self._shelf, generation, manifest, change)
        other = () if missing else tuple(self._differing(_TOPS))
        project = project or Project.find(self._root)
        rows = sum(id.startswith(DATA) for id in manifest.articles)
        return Restored(project, manifest.triples, len(manifest.articles) - rows, rows, other)

    def _missing(self) -> list[str]:
        """Return what of the project is to come from the backup: what is not there yet.

        Raises:
            StoreError: what is there is no part of this project.
        """
        there = [top for top in _TOPS if (self._root / top).exists()]
        missing = [top for top in _TOPS if (self._own / top).is_dir() and top not in there]
        if missing and any(True for _ in self._differing(there)):
            raise StoreError(
                f"{self._root} has a directory {there[0]}/ that does not belong to this backup; "
                "restore into an empty directory, or into a whole project"
            )
        return missing

    def _manifest(self) -> Manifest:
        if not (self._staged / MANIFEST).exists():
            message = "is the backup of a store alone; restore it by `kg --store NEW restore FILE`"
            raise StoreError(f"{self._name} {message}")
        record = read_json(self._staged / MANIFEST)
        try:
            manifest = Manifest.from_json(record)
        except (KeyError, TypeError) as error:
            raise StoreError(f"{self._name} was written by another version of kg") from error
        told = (self._head.get("triples"), self._head.get("digest"))
        if told != (manifest.triples, manifest.digest):
            raise StoreError(f"{self._name} is no sound backup: its parts contradict each other")
        return manifest

    def _change(self) -> Shelving:
        """Return what the shelf becomes: what the backup has, and nothing else."""
        had = Shelf(self._staged)
        change = Shelving(removed=had.removed())
        for added in had:
            change.put[added.document.id] = partial(had.get, added.document.id)
        change.drop = {added.document.id for added in self._shelf} - change.put.keys()
        return change

    def _generation(self, manifest: Manifest) -> Generation:
        """Return a generation with the graph of the backup; it does not count yet."""
        from kg.graph.digest import contents
        from kg.graph.store import EmbeddedStore

        graph = self._staged / GRAPH
        if not graph.is_file():
            raise StoreError(f"{self._name} is no sound backup: it has no graph")
        generation = self._generations.begin()
        try:
            with closing(EmbeddedStore(generation.store)) as store:
                store.load_file(graph)
                found = contents(store)
            if (found.triples, found.digest) != (manifest.triples, manifest.digest):
                raise StoreError(f"{self._name} is no sound backup: its graph is another one")
        except BaseException:
            self._generations.abandon(generation)
            raise
        return generation

    def _readings(self) -> None:
        """Keep what was read from the articles, so that it is not read again."""
        target = self._build / "claims"
        target.mkdir(exist_ok=True)
        for path in ReadingCache(self._staged / "claims").paths():
            path.replace(target / path.name)
        sync_tree(target)

    def _differing(self, tops: Collection[str]) -> Iterator[str]:
        """Yield the files of the project that are not those of the backup, sorted."""
        if not self._own.is_dir():
            return
        theirs, ours = dict(project_files(self._own)), dict(project_files(self._root))
        for name in sorted(theirs.keys() | ours.keys()):
            if name.partition("/")[0] not in tops:
                continue
            if name not in theirs or name not in ours or _differ(theirs[name], ours[name]):
                yield name


def _differ(one: Path, other: Path) -> bool:
    return file_digest(one) != file_digest(other)
