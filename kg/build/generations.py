"""Generations of the stored graph, and the pointer to the one that counts.

A generation is a directory with a store and a manifest. It is finished before the pointer
names it and never written to afterwards, so whoever reads sees one whole graph, and a build
that dies leaves the earlier graph as it was. What it left behind goes with the next change.
All of it is synced before the pointer is written, and the pointer names the digest of the list
of digests of its files, see `kg.build.sums`.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from kg.build.files import (
    read_json,
    sweep,
    sync_directory,
    sync_tree,
    write_json,
    write_text,
)
from kg.build.manifest import Manifest
from kg.build.sums import SUMS, file_digest, read_sums, sums_text

MANIFEST = "manifest.json"
RESTORING = "restore.new"
"""Where a backup is unpacked in the build directory."""

_LEFT_BY_ENGINE = ("LOG", "LOCK")
"""What the engine writes for people and for other writers; a finished store needs neither."""


@dataclass(frozen=True)
class Generation:
    """One graph on disk.

    Args:
        path: its directory.
    """

    path: Path

    @property
    def store(self) -> Path:
        """The directory of the store."""
        return self.path / "store"

    @property
    def number(self) -> int:
        """Its number; later ones are higher."""
        return int(self.path.name)


class Generations:
    """The generations of a build directory.

    Args:
        directory: the build directory.
    """

    def __init__(self, directory: Path):
        self._root = directory
        self._directory = directory / "generations"
        self.pointer = directory / "current"

    def current(self) -> Generation | None:
        """Return the generation that counts, or None before the first build."""
        name = self.pointed()[0]
        if not re.fullmatch(r"[0-9]{6,18}", name):
            return None
        generation = Generation(self._directory / name)
        return generation if generation.store.is_dir() else None

    def pointed(self) -> tuple[str, str]:
        """Return the name and the digest that the pointer has; empty where it has none."""
        try:
            text = self.pointer.read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            return "", ""
        name, _, digest = text.strip().partition(" ")
        return name, digest

    def manifest(self) -> Manifest | None:
        """Return what the current generation was made from; None without one.

        None as well where another version of this program wrote it otherwise, or where a byte
        of it is not what was written.
        """
        current = self.current()
        return None if current is None else read_manifest(current)

    def begin(self, *, from_current: bool = False) -> Generation:
        """Return a new generation, empty or as a copy of the current one.

        Generations that nothing points to are removed first, so call this only while
        holding the lock of the build directory.
        """
        current = self.current()
        self._sweep(current)
        number = current.number + 1 if current else 1
        generation = Generation(self._directory / f"{number:06d}")
        generation.path.mkdir(parents=True)
        if from_current and current:
            try:
                generation.store.mkdir()
                for path in sorted(current.store.iterdir()):
                    if not path.name.startswith(_LEFT_BY_ENGINE):
                        _link_or_copy(path, generation.store / path.name)
            except BaseException:
                self.abandon(generation)
                raise
        return generation

    def publish(self, generation: Generation, manifest: Manifest) -> None:
        """Make a finished generation the one that counts; when this returns, it lasts."""
        for name in _LEFT_BY_ENGINE:
            for path in generation.store.glob(f"{name}*"):
                path.unlink()
        current = self.current()
        write_json(generation.path / MANIFEST, manifest.to_json())
        sums = generation.path / SUMS
        write_text(sums, sums_text(generation.path, current.path if current else None))
        sync_tree(generation.path)
        sync_directory(self._directory)
        write_text(self.pointer, f"{generation.path.name} {file_digest(sums)}\n")
        sync_directory(self._root.parent)

    def abandon(self, generation: Generation) -> None:
        """Remove a generation that cannot be finished, which gives its room back."""
        shutil.rmtree(generation.path, ignore_errors=True)

    def reclaim(self) -> Generation | None:
        """Remove what a process that was killed left unfinished; return what counts.

        The generation before the current one stays, for whoever is reading it, until the next
        change. Call this only while holding the lock of the build directory.
        """
        sweep(self._root)
        shutil.rmtree(self._root / RESTORING, ignore_errors=True)
        current = self.current()
        if current is None and self.pointer.exists():
            return None  # it is damaged, so which of them counts is for people to say
        newest = current.number if current else 0
        for path in sorted(self._directory.glob("[0-9]*")):
            if path.name.isdecimal() and int(path.name) > newest:
                shutil.rmtree(path)
        return current

    def _sweep(self, current: Generation | None) -> None:
        if not self._directory.is_dir():
            return
        for path in sorted(self._directory.iterdir()):
            if current is None or path != current.path:
                shutil.rmtree(path)


def read_manifest(generation: Generation) -> Manifest | None:
    """Return what a generation was made from; None where its bytes are not those written."""
    path = generation.path / MANIFEST
    try:
        if read_sums(generation.path).get(MANIFEST) != file_digest(path):
            return None
        return Manifest.from_json(read_json(path))
    except (FileNotFoundError, KeyError, TypeError):
        return None


def _link_or_copy(source: Path, target: Path) -> None:
    """Copy a file of a closed store; table files never change once written, so link those."""
    if source.suffix == ".sst":
        try:
            target.hardlink_to(source)
        except OSError:  # a file system without hard links
            pass
        else:
            return
    shutil.copy2(source, target)
