"""A full disk: one clear error, nothing half done, and the graph can still be read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.project import Project
from tests.conftest import filled

EGYPT = "Egypt signed the Artemis Accords on 1 May 2025.\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(project_root: Path) -> Run:
    """Run `kg` in a process of its own; `most` limits how many KiB a file may have."""

    def kg(*args: str, cwd: Path, most: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kg", *args]
        if most:
            command = ["bash", "-c", f'ulimit -f {most}; exec "$@"', "-", *command]
        env = os.environ | {"PYTHONPATH": str(project_root), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)

    return kg


def lines(project: Path) -> list[str]:
    with KnowledgeGraph.open(project) as graph:
        assert graph.verify().damages == ()
        return sorted(map(str, graph.store.triples()))


def files(build: Path) -> dict[str, int]:
    """What is in a build directory: path and inode."""
    return {str(p): p.stat().st_ino for p in build.rglob("*") if p.is_file() and p.name != "lock"}


def assert_told(done: subprocess.CompletedProcess[str], place: Path) -> None:
    """What, where, and what to do; in one line."""
    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 1
    told = f"kg: error: the disk that holds {place.relative_to(place.parent)} has no room"
    assert done.stderr.startswith(told), done.stderr
    assert "nothing was changed" in done.stderr
    assert "make room" in done.stderr


def test_nothing_is_half_done_on_a_full_disk(
    disk: Path, make_small: Callable[[Path], Project], run: Run
) -> None:
    """Wherever in an addition the room ends, the graph stays; with room it is added."""
    root = make_small(disk / "small").root
    assert run("build", cwd=root).returncode == 0
    before, there = lines(root), files(root / "build")
    (root / "egypt.txt").write_text(EGYPT)
    for room in (0, 8_192, 40_960, 81_920, 163_840, 245_760):
        with filled(disk, room):
            assert_told(run("add", "egypt.txt", cwd=root), root / "build")
            asked = run("query", "ASK { country:senegal kg:signatoryOf ?any }", cwd=root)
            assert asked.returncode == 0, asked.stderr
        assert lines(root) == before
        now = files(root / "build")
        assert {path: now[path] for path in there} == there
        assert not [path for path in now.keys() - there.keys() if "/claims/" not in path]
    assert run("add", "egypt.txt", cwd=root).returncode == 0
    assert lines(root) != before


@pytest.mark.parametrize("most", [1, 4, 40])
def test_a_limit_on_files_is_told_like_a_full_disk(small: Project, run: Run, most: int) -> None:
    """Where no file may grow beyond some KiB, a build ends with the same words."""
    pytest.importorskip("resource")
    assert run("build", cwd=small.root).returncode == 0
    before = lines(small.root)
    (small.root / "data/articles/senegal.txt").write_text(EGYPT)
    assert_told(run("build", cwd=small.root, most=most), small.build)
    assert lines(small.root) == before
    assert run("build", cwd=small.root).returncode == 0
    assert lines(small.root) != before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_backup_that_does_not_fit_is_none(small: Project, run: Run, tmp_path: Path) -> None:
    """A backup fails as a whole, and leaves an earlier one of that name alone."""
    assert run("build", cwd=small.root).returncode == 0
    done = run("backup", "/dev/full", cwd=small.root)
    assert done.returncode == 3
    assert "has no room" in done.stderr
    earlier = tmp_path / "graph.kgb"
    assert run("backup", str(earlier), cwd=small.root).returncode == 0
    data = earlier.read_bytes()
    assert run("backup", str(earlier), cwd=small.root, most=4).returncode == 3
    assert earlier.read_bytes() == data
    assert [path.name for path in tmp_path.glob("*.kgb*")] == ["graph.kgb"]


def test_a_restore_that_does_not_fit_changes_nothing(
    disk: Path, make_small: Callable[[Path], Project], run: Run, tmp_path: Path
) -> None:
    """The graph that was to give way stays, until there is room for the other."""
    other = make_small(tmp_path / "other").root
    (other / "data/articles/senegal.txt").write_text(EGYPT)
    assert run("build", cwd=other).returncode == 0
    assert run("backup", str(tmp_path / "graph.kgb"), cwd=other).returncode == 0
    root = make_small(disk / "small").root
    assert run("build", cwd=root).returncode == 0
    before = lines(root)
    restore = ("restore", "--replace", str(tmp_path / "graph.kgb"))
    for room in (0, 102_400, 307_200):
        with filled(disk, room):
            assert_told(run(*restore, cwd=root), root / "build")
        assert lines(root) == before
    assert run(*restore, cwd=root).returncode == 0
    assert lines(root) == lines(other)
