"""A store of its own: `kg --store DIR` verifies it, backs it up and restores it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.build.own import verify_store
from kg.cli import cli
from kg.errors import StoreError
from kg.graph.store import EmbeddedStore
from tests.conftest import ROOT

NAMED = (
    "INSERT DATA { GRAPH <http://a/g> { <http://a/s> <http://a/p> _:b . _:b <http://a/q> 'é' } }"
)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A store with a thousand triples, some of them in a named graph and on blank nodes."""
    path = tmp_path / "notes.db"
    data = " . ".join(f"<http://a/{n}> <http://a/has> 'a {n:050}', {n % 7}" for n in range(500))
    with EmbeddedStore(path) as store:
        store.update(f"INSERT DATA {{ {data} }}")
        store.update(NAMED)
    return path


def kg(store: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--store", str(store), *words])


def quads(path: Path) -> set[str]:
    with EmbeddedStore(path, read_only=True) as store:
        return set(map(str, store.native))


def test_a_restored_store_is_the_same(notes: Path, tmp_path: Path) -> None:
    """Quads, blank nodes and digest; and the backup of it has the same bytes."""
    files = [tmp_path / name for name in ("one.kgb", "two.kgb")]
    assert kg(notes, "backup", str(files[0])).exit_code == 0
    back = tmp_path / "new" / "back.db"
    done = kg(back, "restore", str(files[0]))
    assert (done.exit_code, "1,002 triples" in done.stderr) == (0, True), done.output
    assert quads(back) == quads(notes)
    assert kg(back, "verify").stdout == kg(notes, "verify").stdout
    assert kg(notes, "verify").stdout.startswith("sound: 1,002 triples, digest ")
    assert kg(back, "backup", str(files[1])).exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    with EmbeddedStore(back) as store:
        store.update("INSERT DATA { <http://a/new> <http://a/has> 1 }")


def test_nothing_that_is_there_is_written_over(notes: Path, tmp_path: Path) -> None:
    """Not a store, not by a damaged file, and a backup of the one kind is not the other."""
    file = tmp_path / "notes.kgb"
    kg(notes, "backup", str(file))
    before = quads(notes)
    assert "restore into a new directory" in kg(notes, "restore", str(file)).stderr
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    refused = kg(tmp_path / "other.db", "restore", str(file))
    assert (refused.exit_code, "is damaged" in refused.stderr) == (3, True)
    assert not (tmp_path / "other.db").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"notes.db", "notes.kgb"}
    assert quads(notes) == before


def test_the_backup_of_a_store_is_none_of_a_project(
    notes: Path, project_dir: Path, tmp_path: Path
) -> None:
    """Each says how the other is restored."""
    file = tmp_path / "notes.kgb"
    kg(notes, "backup", str(file))
    base = ["--project", str(project_dir)]
    refused = CliRunner().invoke(cli, [*base, "restore", str(file)])
    assert (refused.exit_code, "kg --store NEW restore" in refused.stderr) == (3, True)
    CliRunner().invoke(cli, [*base, "build"])
    CliRunner().invoke(cli, [*base, "backup", str(file)])
    refused = kg(tmp_path / "other.db", "restore", str(file))
    assert (refused.exit_code, "without --store" in refused.stderr) == (3, True)


def test_no_flipped_byte_changes_an_answer_unnoticed(notes: Path) -> None:
    """Bytes of every file, from the first to the last: each is told, or changes nothing."""
    sound = verify_store(notes)
    assert sound.damages == ()
    told = 0
    for path in sorted(path for path in notes.iterdir() if path.stat().st_size):
        data = path.read_bytes()
        for place in sorted({len(data) * part // 4 for part in range(4)} | {len(data) - 1}):
            flipped = bytearray(data)
            flipped[place] ^= 0x10
            path.write_bytes(flipped)
            try:
                found = verify_store(notes)
            except StoreError:
                told += 1
                continue
            told += bool(found.damages)
            same = (found.triples, found.digest) == (sound.triples, sound.digest)
            assert found.damages or same, (path.name, place)
        path.write_bytes(data)
    assert told > 10


@pytest.mark.parametrize("command", ["verify", "backup -"])
def test_what_has_no_files_here_says_what_to_do(
    command: str, tmp_path: Path, kg_words: Callable[[str], Result]
) -> None:
    """An endpoint, and a directory without a store."""
    there = kg_words(f"--store http://127.0.0.1:9/query {command}")
    assert (there.exit_code, "keeps its files itself" in there.stderr) == (3, True)
    nowhere = kg(tmp_path / "nowhere", *command.split())
    assert (nowhere.exit_code, "there is no store at" in nowhere.stderr) == (3, True)


@pytest.fixture
def kg_words() -> Callable[[str], Result]:
    return lambda words: CliRunner().invoke(cli, ["--project", str(ROOT), *words.split()])
