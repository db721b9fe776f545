"""`kg backup` and `kg restore`: the same graph, the same bytes, and nothing half restored."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import lzma
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.api import KnowledgeGraph
from kg.build.generations import Generations
from kg.build.lock import exclusive
from kg.build.shelf import Shelf, Shelving
from kg.cli import cli
from kg.errors import StoreError
from kg.project import Project

EGYPT = "Egypt signed the Artemis Accords on 1 May 2025.\n"
CHINA = "China signed the Artemis Accords on 2 May 2025.\n"
Write = Callable[[str, str], Path]


@pytest.fixture
def archive(small: Project, write: Write, tmp_path: Path) -> Path:
    """The backup of a project with an added and a removed article."""
    with KnowledgeGraph(small) as graph:
        graph.add(write("egypt.txt", EGYPT))
        graph.remove("senegal")
        graph.backup(tmp_path / "graph.kgb")
    return tmp_path / "graph.kgb"


def kg(root: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["--project", str(root), *args])


def quads(root: Path) -> bytes:
    result = kg(root, "export", "-f", "nq")
    assert result.exit_code == 0, result.stderr
    return result.stdout_bytes


def everything(root: Path) -> dict[str, bytes]:
    """All files below a directory but the lock, and the directories that nothing is in."""
    found = (path for path in root.rglob("*") if path.name not in ("lock", "build"))
    return {str(p.relative_to(root)): p.read_bytes() if p.is_file() else b"" for p in found}


def test_a_restored_project_is_the_same_and_goes_on(
    small: Project, archive: Path, tmp_path: Path
) -> None:
    """In an empty directory: the same quads, nothing to build, and add and remove work on."""
    root = tmp_path / "restored"
    root.mkdir()
    result = kg(root, "restore", str(archive))
    assert result.exit_code == 0, result.stderr
    assert quads(root) == quads(small.root)
    assert "nothing has changed" in kg(root, "build").stderr
    assert "left out, because it was removed: senegal" in kg(root, "build").stderr
    assert kg(root, "verify").exit_code == 0
    for each in (root, small.root):
        assert kg(each, "remove", "egypt").exit_code == 0
        assert kg(each, "add", str(each / "data/articles/senegal.txt")).exit_code == 0
    assert quads(root) == quads(small.root)


def test_the_same_graph_gives_the_same_bytes(
    small: Project, archive: Path, write: Write, tmp_path: Path
) -> None:
    """Written again, written from the restored project, and after a change was taken back."""
    root, again = tmp_path / "restored", tmp_path / "again.kgb"
    KnowledgeGraph.restore(archive, root)
    with KnowledgeGraph(small) as graph:
        graph.add(write("china.txt", CHINA))
        graph.remove("china.txt")
    for each in (small.root, root):
        assert kg(each, "backup", str(again)).exit_code == 0
        assert again.read_bytes() == archive.read_bytes()
    with tarfile.open(archive) as tar:  # other programs can read it
        assert "graph.nt" in tar.getnames()


def test_a_graph_gives_way_only_if_it_is_wanted(
    make_small: Callable[[Path], Project], archive: Path, write: Write, tmp_path: Path
) -> None:
    """Without --replace nothing is changed; with it, what was added since is gone."""
    other = make_small(tmp_path / "other")
    with KnowledgeGraph(other) as graph:
        graph.add(write("china.txt", CHINA))
    before = everything(other.root)
    refused = kg(other.root, "restore", str(archive))
    assert refused.exit_code == 3
    assert "--replace" in refused.stderr
    assert everything(other.root) == before
    assert kg(other.root, "restore", str(archive), "--replace").exit_code == 0
    assert [path.name for path in (other.build / "articles").iterdir()] == ["egypt.json"]
    assert "nothing has changed" in kg(other.root, "build").stderr


def test_a_fresh_clone_keeps_its_data_and_is_told_of_what_differs(
    make_small: Callable[[Path], Project], small: Project, archive: Path, tmp_path: Path
) -> None:
    """The project's own files are never overwritten; the next build follows them."""
    clone = make_small(tmp_path / "clone").root
    assert "not those" not in kg(clone, "restore", str(archive)).stderr
    assert quads(clone) == quads(small.root)
    (clone / "data/articles/senegal.txt").write_text(CHINA)
    result = kg(clone, "restore", str(archive), "--replace")
    assert "not those of the backup (data/articles/senegal.txt)" in result.stderr
    assert (clone / "data/articles/senegal.txt").read_text() == CHINA


def test_a_directory_of_something_else_is_left_alone(archive: Path, tmp_path: Path) -> None:
    """Where a directory data/ is not that of the backup, nothing is put beside it."""
    place = tmp_path / "place"
    (place / "data").mkdir(parents=True)
    (place / "data" / "letter.txt").write_text("dear reader")
    before = everything(place)
    result = kg(place, "restore", str(archive))
    assert result.exit_code == 3
    assert "does not belong to this backup" in result.stderr
    assert everything(place) == before


def test_every_damaged_archive_is_refused_whole(archive: Path, small: Project) -> None:
    """One flipped bit anywhere, an end that is missing, or more than the end: nothing changes."""
    data = archive.read_bytes()
    places = sorted({n * (len(data) - 1) // 59 for n in range(60)} | set(range(14)))
    damaged = [bytearray(data) for _ in places]
    for number, place in enumerate(places):
        damaged[number][place] ^= 1 << number % 8
    before = everything(small.root)
    torn = [data[:-1], data[: len(data) // 2], data[:10], data + b"\0", data + data]
    for copy in [*map(bytes, damaged), *torn]:
        archive.write_bytes(copy)
        with pytest.raises(StoreError, match=r"is damaged|is no backup"):
            KnowledgeGraph.restore(archive, small.root, replace=True)
        assert everything(small.root) == before


def members(archive: Path) -> dict[str, bytes]:
    """The members of a backup but its head."""
    found = {}
    with tarfile.open(archive) as tar:
        for info in tar.getmembers():
            file = tar.extractfile(info)
            assert file is not None
            found[info.name] = file.read()
    del found["backup.json"]
    return found


def forged(path: Path, files: dict[str, bytes], **other: object) -> None:
    """Write an archive whose head fits its members, as somebody might who means ill."""
    listed = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
    ]
    head = {"format": "kg backup", "version": 1, "members": listed, **other}
    with lzma.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for name, data in {"backup.json": json.dumps(head).encode(), **files}.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "/tmp/kg-evil.txt",
        "project/data/../../../evil.txt",
        "project/../evil.txt",
        "project/data/.hidden",
        "project/data//evil.txt",
        "claims/..",
        "articles/a\\..\\b.json",
        "project/data/a\nb.txt",
        "project/bin/evil.sh",
        "evil.txt",
        "",
    ],
)
def test_members_that_lead_elsewhere_are_refused(name: str, archive: Path, tmp_path: Path) -> None:
    """A name that no backup has, above all one that leads out of the project, changes nothing."""
    place = tmp_path / "place" / "project"
    place.mkdir(parents=True)
    forged(archive, {**members(archive), name: b"evil"})
    with pytest.raises(StoreError, match="is no backup"):
        KnowledgeGraph.restore(archive, place)
    assert everything(tmp_path / "place") == {"project": b""}


def link(path: Path) -> None:
    """An archive with a link in place of a file."""
    forged(path, {"graph.nt": b""})
    data = lzma.decompress(path.read_bytes())
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        head = tar.extractfile("backup.json")
        assert head is not None
        text = head.read()
    with lzma.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        info = tarfile.TarInfo("backup.json")
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))
        info = tarfile.TarInfo("graph.nt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)


FOREIGN: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("dear reader\n" * 100),
    "packed text": lambda path: path.write_bytes(lzma.compress(b"dear reader\n" * 1000)),
    "another tar": lambda path: forged(path, {}, format="tar"),
    "a later version": lambda path: forged(path, {}, version=2),
    "no list": lambda path: forged(path, {}, members=None),
    "a wrong list": lambda path: forged(path, {}, members=[{"name": 1, "size": 0, "sha256": ""}]),
    "no graph": lambda path: forged(path, {"removed.json": b"[]"}),
    "link": link,
    "a member that is listed and missing": lambda path: forged(
        path, {}, members=[{"name": "graph.nt", "size": 4, "sha256": ""}]
    ),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_no_backup_is_refused(kind: str, tmp_path: Path, small: Project) -> None:
    """Other files, and archives made up to look like one, are told as what they are."""
    path = tmp_path / "foreign"
    FOREIGN[kind](path)
    before = everything(small.root)
    result = kg(small.root, "restore", str(path))
    assert result.exit_code == 3, result.output
    assert result.stderr.startswith(f"kg: error: {path}")
    assert "Error" not in result.stderr
    assert everything(small.root) == before


def test_a_backup_does_not_wait_for_a_builder(small: Project, archive: Path) -> None:
    """While another command holds the graph, the finished one is backed up."""
    again = archive.with_name("again.kgb")
    with exclusive(small.build), KnowledgeGraph(small) as graph:
        graph.backup(again)
    assert again.read_bytes() == archive.read_bytes()


_CHANGES = """
import sys
from kg.api import KnowledgeGraph
with KnowledgeGraph.open(sys.argv[1]) as graph:
    for _ in range(6):
        graph.add(sys.argv[2])
        graph.remove("china")
"""


def test_a_backup_amid_changes_is_one_of_the_graphs(
    small: Project, archive: Path, write: Write, tmp_path: Path, project_root: Path
) -> None:
    """Whenever it is written, it is the graph of before or after a change, never a mixture."""
    path = write("china.txt", CHINA)
    allowed = {archive.read_bytes()}
    with KnowledgeGraph(small) as graph:
        graph.add(path)
        graph.backup(tmp_path / "more.kgb")
        allowed.add((tmp_path / "more.kgb").read_bytes())
        graph.remove("china")
    command, written = [sys.executable, "-c", _CHANGES, str(small.root), str(path)], 0
    with subprocess.Popen(command, cwd=project_root) as process:
        while process.poll() is None:
            too_many_changes = contextlib.suppress(StoreError)
            with KnowledgeGraph(small) as graph, too_many_changes:
                graph.backup(tmp_path / "amid.kgb")
                assert (tmp_path / "amid.kgb").read_bytes() in allowed
                written += 1
    assert process.returncode == 0
    assert written


def test_an_interrupted_change_is_settled_before_a_backup(small: Project, archive: Path) -> None:
    """Between graph and shelf there is nothing to back up; any change settles it."""
    current = Generations(small.build).current()
    assert current is not None
    Shelf(small.build).stage(Shelving(), current.path.name)
    with KnowledgeGraph(small) as graph:
        with pytest.raises(StoreError, match="interrupted"):
            graph.backup(archive.with_name("no.kgb"))
        graph.build()
        graph.backup(archive.with_name("yes.kgb"))
    assert archive.with_name("yes.kgb").read_bytes() == archive.read_bytes()
