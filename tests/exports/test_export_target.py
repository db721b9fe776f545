"""Where an export goes, and what happens when it cannot get there."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import ExportError
from kg.graph.store import EmbeddedStore
from kg.out.exports import FORMATS, export

NONE = Path("no-context-needed")


def _files(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_the_file_ending_is_the_format_in_any_case(tmp_path: Path, store: EmbeddedStore) -> None:
    """`GRAPH.TTL` is Turtle."""
    export(store, tmp_path / "GRAPH.TTL", ontology_context=NONE)
    export(store, str(tmp_path / "graph.txt"), "ttl", ontology_context=NONE)
    assert (tmp_path / "GRAPH.TTL").read_bytes() == (tmp_path / "graph.txt").read_bytes()
    assert (tmp_path / "GRAPH.TTL").read_bytes().startswith(b"@prefix accord:")


@pytest.mark.parametrize("name", ["graph.docx", "graph", ".ttl", "graph.ttl.gz"])
def test_an_unknown_ending_lists_the_known_ones(
    name: str, tmp_path: Path, store: EmbeddedStore
) -> None:
    """The message names every format, and no file is left behind."""
    with pytest.raises(ExportError, match=", ".join(FORMATS)):
        export(store, tmp_path / name, ontology_context=NONE)
    assert _files(tmp_path) == []


def test_a_stream_needs_a_format(store: EmbeddedStore) -> None:
    """A stream has no ending, so the format must be named."""
    with pytest.raises(ExportError, match="name a format"):
        export(store, io.BytesIO(), ontology_context=NONE)


@pytest.mark.parametrize("ending", sorted(set(FORMATS) - {"jsonld"}))
def test_a_stream_gets_the_bytes_of_the_file_and_stays_open(
    ending: str, tmp_path: Path, store: EmbeddedStore
) -> None:
    """What is written to a stream is what is written to a file; the caller closes it."""
    stream = io.BytesIO()
    export(store, stream, ending, ontology_context=NONE)
    export(store, tmp_path / f"graph.{ending}", ontology_context=NONE)
    assert stream.getvalue() == (tmp_path / f"graph.{ending}").read_bytes()


@pytest.mark.parametrize("ending", ["nt", "csv", "rdf", "graphml"])
def test_a_dash_is_standard_output(
    ending: str, store: EmbeddedStore, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`-` prints the file, which can then be piped on."""
    stream = io.BytesIO()
    export(store, stream, ending, ontology_context=NONE)
    export(store, "-", ending, ontology_context=NONE)
    assert capfdbinary.readouterr().out == stream.getvalue()


def test_a_failed_export_leaves_the_earlier_file(tmp_path: Path, store: EmbeddedStore) -> None:
    """When writing breaks off, the old file is whole and nothing half-written lies about."""
    path = tmp_path / "graph.rdf"
    path.write_text("earlier")
    store.update("INSERT DATA { <http://e/s> <http://e/1> 1 }")  # no name for an XML element
    with pytest.raises(ExportError, match="http://e/1"):
        export(store, path, ontology_context=NONE)
    assert path.read_text() == "earlier"
    assert _files(tmp_path) == ["graph.rdf"]


def test_a_new_file_replaces_the_earlier_one(tmp_path: Path, store: EmbeddedStore) -> None:
    """The earlier file is replaced, not written into: who has it open still reads all of it."""
    path = tmp_path / "graph.nt"
    path.write_text("earlier")
    with path.open() as reader:
        export(store, path, ontology_context=NONE)
        assert reader.read() == "earlier"
    assert _files(tmp_path) == ["graph.nt"]
    umask = os.umask(0o022)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask


def test_a_link_stays_a_link(tmp_path: Path, store: EmbeddedStore) -> None:
    """Exporting to a symbolic link changes the file it leads to."""
    (tmp_path / "real.nt").write_text("earlier")
    link = tmp_path / "link.nt"
    link.symlink_to("real.nt")
    export(store, link, ontology_context=NONE)
    assert link.is_symlink()
    assert (tmp_path / "real.nt").read_bytes().startswith(b"<https://")


def test_a_pipe_is_not_replaced_by_a_file(tmp_path: Path, store: EmbeddedStore) -> None:
    """What is no regular file is written to: a named pipe here, as `/dev/null` would be."""
    pipe, stream = tmp_path / "pipe.csv", io.BytesIO()
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)  # so that no side waits for the other
    try:
        export(store, pipe, ontology_context=NONE)
        export(store, stream, "csv", ontology_context=NONE)
        assert pipe.is_fifo()
        assert os.read(reader, 1 << 16) == stream.getvalue()
    finally:
        os.close(reader)
    assert _files(tmp_path) == ["pipe.csv"]


@pytest.mark.parametrize("name", ["missing/graph.nt", "directory.nt"])
def test_a_target_that_cannot_be_written_is_named(
    name: str, tmp_path: Path, store: EmbeddedStore
) -> None:
    """A missing directory, or a directory in the file's place, is an error with its path."""
    (tmp_path / "directory.nt").mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        export(store, tmp_path / name, ontology_context=NONE)


def test_importing_the_package_loads_no_library() -> None:
    """`kg --help` may import exports without waiting for RDF or graph libraries."""
    code = (
        "import sys, kg.out.exports; print(*sorted({'pyoxigraph', 'rdflib', 'networkx', 'numpy',"
        " 'csv'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
