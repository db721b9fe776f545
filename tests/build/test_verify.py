"""`kg verify`: every flipped byte is found and named, and what it says to do mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.api import KnowledgeGraph
from kg.build.generations import Generations
from kg.build.lock import exclusive
from kg.build.verify import verify
from kg.cli import cli
from kg.project import Project

EGYPT = "Egypt signed the Artemis Accords on 1 May 2025.\n"
PLACES = 9
"""How many bytes of each file are flipped, spread from the first to the last."""


@pytest.fixture
def root(small: Project, write: Callable[[str, str], Path]) -> Path:
    """A project with an added and a removed article."""
    with KnowledgeGraph(small) as graph:
        graph.add(write("egypt.txt", EGYPT))
        graph.remove("senegal")
    return small.root


def files(build: Path) -> list[Path]:
    """All files that the graph hangs on."""
    current = Generations(build).current()
    assert current is not None
    kept = [build / "current", build / "removed.json"]
    kept += [p for name in ("claims", "articles") for p in (build / name).iterdir()]
    return sorted([*kept, *(p for p in current.path.rglob("*") if p.is_file())])


def flips(path: Path) -> Iterator[int]:
    """Positions of a file, each with one bit of it flipped while it is yielded."""
    data = path.read_bytes()
    places = sorted({n * (len(data) - 1) // (PLACES - 1) for n in range(PLACES)} if data else ())
    for number, place in enumerate(places):
        changed = bytearray(data)
        changed[place] ^= 1 << number % 8
        path.write_bytes(changed)
        yield place
    path.write_bytes(data)


def lines(root: Path) -> list[str]:
    with KnowledgeGraph.open(root) as graph:
        return sorted(map(str, graph.store.triples()))


def test_every_flipped_byte_is_found(root: Path) -> None:
    """In each kind of file, wherever it is, and with the name of the file."""
    build = root / "build"
    assert verify(build).damages == ()
    kinds = set()
    for path in files(build):
        for place in flips(path):
            damages = verify(build).damages
            assert path in {damage.path for damage in damages}, (path, place)
            assert all(damage.path.samefile(path) for damage in damages), (path, place)
            kinds.add(path.name if path.parent == build else path.suffix or path.name[:4])
    assert kinds >= {"current", "removed.json", "SHA2", ".json", ".jsonl", ".sst", "MANI", "CURR"}
    assert verify(build).damages == ()


def test_files_that_are_missing_or_too_many_are_found(root: Path) -> None:
    """A lost file, a stray one, and a lost article that was added, are damage as well."""
    build = root / "build"
    current = Generations(build).current()
    assert current is not None
    stray = current.store / "000099.sst"
    stray.write_bytes(b"")
    (damage,) = verify(build).damages
    assert (damage.path, damage.what) == (stray, "it does not belong there")
    stray.unlink()
    for path in [*current.store.glob("*.sst"), build / "articles" / "egypt.json"]:
        data = path.read_bytes()
        path.unlink()
        (damage,) = verify(build).damages
        assert (damage.path, damage.what) == (path, "it is missing")
        path.write_bytes(data)
    assert verify(build).damages == ()


def test_the_command_names_the_damage_and_what_to_do(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 and a line for each damage; 0 and the digest where all is sound."""
    monkeypatch.chdir(root)
    sound = CliRunner().invoke(cli, ["verify"])
    assert sound.exit_code == 0
    assert sound.stdout.startswith("sound: 256 triples, digest ")
    path = min(p for p in (root / "build" / "claims").iterdir() if p.stat().st_nlink == 1)
    next(flips(path))
    result = CliRunner().invoke(cli, ["verify"])
    assert result.exit_code == 1
    assert result.stdout == (
        f"build/claims/{path.name}: its bytes are not those that were written; "
        "delete this file and run `kg build`, which reads the article again\n"
    )
    path.unlink()
    assert CliRunner().invoke(cli, ["build"]).exit_code == 0
    assert CliRunner().invoke(cli, ["verify"]).exit_code == 0


def test_a_graph_that_is_damaged_can_be_made_anew(root: Path) -> None:
    """Without the damaged generation a build gives the same graph as before."""
    before = lines(root)
    current = Generations(root / "build").current()
    assert current is not None
    next(flips(current.path / "manifest.json"))
    (damage,) = verify(root / "build").damages
    assert "delete the directory generations/" in damage.remedy
    shutil.rmtree(root / "build" / "generations")
    with KnowledgeGraph.open(root) as graph:
        assert graph.build().changed
    assert lines(root) == before
    assert verify(root / "build").damages == ()


def test_a_damaged_reading_yields_no_fact(root: Path) -> None:
    """What was read is never taken from a file with a wrong byte, though it still parses."""
    before = lines(root)
    for path in (root / "build" / "claims").glob("*.jsonl"):
        path.write_text(path.read_text().replace("2024-04", "2024-05"))
    shutil.rmtree(root / "build" / "generations")
    with KnowledgeGraph.open(root) as graph:
        graph.build()
    assert lines(root) == before


def test_a_look_does_not_wait_for_a_builder(root: Path) -> None:
    """While another command holds the graph, it can be verified."""
    with exclusive(root / "build"):
        assert verify(root / "build").damages == ()


def test_equal_graphs_have_equal_digests(root: Path, small: Project, tmp_path: Path) -> None:
    """The digest is that of the triples, whatever way they came."""
    other = tmp_path / "other"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("generations", "current"))
    with KnowledgeGraph.open(other) as graph:
        graph.build()
    assert verify(other / "build").digest == verify(root / "build").digest
    with KnowledgeGraph(small) as graph:
        graph.remove("egypt")
    assert verify(other / "build").digest != verify(root / "build").digest
