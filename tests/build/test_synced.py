"""What a command has acknowledged has been synced: files, and directories that list them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.build.generations import Generations
from kg.project import Project

EGYPT = "Egypt signed the Artemis Accords on 1 May 2025.\n"


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Device and inode of everything that is synced, in that order; it is synced all the same."""
    seen: list[tuple[int, int]] = []
    sync = os.fsync

    def watched(descriptor: int) -> None:
        sync(descriptor)
        found = os.fstat(descriptor)
        seen.append((found.st_dev, found.st_ino))

    monkeypatch.setattr(os, "fsync", watched)
    return seen


def number(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def test_all_that_is_acknowledged_is_synced(
    small: Project, write: Callable[[str, str], Path], synced: list[tuple[int, int]], tmp_path: Path
) -> None:
    """After each command every file that the graph hangs on is on the disk, the pointer last."""
    path = write("egypt.txt", EGYPT)
    with KnowledgeGraph(small) as graph:
        commands: list[Callable[[], object]] = [
            graph.build,
            lambda: graph.add(path),
            lambda: graph.remove("senegal"),
            lambda: graph.remove("egypt.txt"),
            lambda: graph.add(path, small.root / "data/articles/senegal.txt"),
        ]
        for command in commands:
            synced.clear()
            command()
            assert_synced(small.build, synced)
        synced.clear()
        graph.backup(tmp_path / "graph.kgb")
        assert {number(tmp_path / "graph.kgb"), number(tmp_path)} <= set(synced)
    synced.clear()
    restored = tmp_path / "restored"
    KnowledgeGraph.restore(tmp_path / "graph.kgb", restored)
    assert_synced(restored / "build", synced)
    project = [p for top in ("data", "ontology") for p in (restored / top).rglob("*")]
    assert {number(p) for p in [*project, restored]} <= set(synced)


def assert_synced(build: Path, synced: list[tuple[int, int]]) -> None:
    """The generation, its files and directories were synced, and only then the pointer to it."""
    generations = Generations(build)
    current = generations.current()
    assert current is not None
    graph = [current.path, *current.path.rglob("*"), build / "generations", build / "claims"]
    pointed = synced.index(number(generations.pointer))
    for path in graph:
        assert number(path) in synced[:pointed], path
    assert number(build) in synced[pointed:]
    assert number(build.parent) in synced
    if (build / "articles").exists():
        assert number(build / "articles") in synced[pointed:]


def test_what_was_added_is_synced_before_it_is_moved(
    small: Project, write: Callable[[str, str], Path], synced: list[tuple[int, int]]
) -> None:
    """The frozen text of an added article, and the list of removed ids, are on the disk."""
    with KnowledgeGraph(small) as graph:
        graph.add(write("egypt.txt", EGYPT))
        assert number(small.build / "articles" / "egypt.json") in synced
        graph.remove("senegal")
        assert number(small.build / "removed.json") in synced


def test_decisions_are_synced(small: Project, synced: list[tuple[int, int]]) -> None:
    """A decision that was acknowledged is in its file, and the file in its directory."""
    with KnowledgeGraph(small) as graph:
        graph.build()
        synced.clear()
        graph.review("Ann Reader", "2026-01-31").decide(graph.facts()[0], "reject", "not so")
    (file,) = small.decisions
    assert {number(file), number(file.parent)} <= set(synced)
