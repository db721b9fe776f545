"""Generations of the stored graph, and the pointer to the one that counts.

A generation is a directory with a store and a manifest. It is finished before the pointer
names it and never written to afterwards, so whoever reads sees one whole graph, and a build
that dies leaves the earlier graph as it was. What it left behind goes with the next change.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from kg.build.files import read_json, write_json, write_text
from kg.build.manifest import Manifest


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


class Generations:
    """The generations of a build directory.

    Args:
        directory: the build directory.
    """

    def __init__(self, directory: Path):
        self._directory = directory / "generations"
        self._pointer = directory / "current"

    def current(self) -> Generation | None:
        """Return the generation that counts, or None before the first build."""
        try:
            name = self._pointer.read_text(encoding="utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        generation = Generation(self._directory / name)
        return generation if name and generation.store.is_dir() else None

    def manifest(self) -> Manifest | None:
        """Return what the current generation was made from; None without one.

        None as well where another version of this program wrote it otherwise.
        """
        current = self.current()
        record = read_json(current.path / "manifest.json") if current else None
        try:
            return None if record is None else Manifest.from_json(record)
        except (KeyError, TypeError):
            return None

    def begin(self, *, from_current: bool = False) -> Generation:
        """Return a new generation, empty or as a copy of the current one.

        Generations that nothing points to are removed first, so call this only while
        holding the lock of the build directory.
        """
        current = self.current()
        self._sweep(current)
        number = int(current.path.name) + 1 if current else 1
        generation = Generation(self._directory / f"{number:06d}")
        generation.path.mkdir(parents=True)
        if from_current and current:
            shutil.copytree(
                current.store,
                generation.store,
                ignore=shutil.ignore_patterns("LOG*", "LOCK"),
                copy_function=_link_or_copy,
            )
        return generation

    def publish(self, generation: Generation, manifest: Manifest) -> None:
        """Make a finished generation the one that counts."""
        write_json(generation.path / "manifest.json", manifest.to_json())
        write_text(self._pointer, generation.path.name + "\n")

    def _sweep(self, current: Generation | None) -> None:
        if not self._directory.is_dir():
            return
        for path in sorted(self._directory.iterdir()):
            if current is None or path != current.path:
                shutil.rmtree(path)


def _link_or_copy(source: str, target: str) -> None:
    """Copy a file of a closed store; table files never change once written, so link those."""
    if source.endswith(".sst"):
        try:
            os.link(source, target)
        except OSError:  # a file system without hard links
            pass
        else:
            return
    shutil.copy2(source, target)
