"""The dataset to publish: whole, described as it is, and the same every time."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.api import KnowledgeGraph
from kg.cli import cli
from kg.errors import ExportError

TEXT = "Thailand signed the Artemis Accords on 16 December 2024.\n"


@pytest.fixture
def graph(project_dir: Path) -> KnowledgeGraph:
    """A built graph of one article."""
    (project_dir / "data" / "articles" / "a.txt").write_text(TEXT)
    graph = KnowledgeGraph.open(project_dir)
    graph.build()
    return graph


def published(graph: KnowledgeGraph, directory: Path, base: str = "") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in graph.publish(directory, base)}


def test_the_same_graph_gives_the_same_bytes_in_every_file(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    first = published(graph, tmp_path / "one")
    graph.build()
    assert published(graph, tmp_path / "two") == first
    assert published(graph, tmp_path / "one") == first


def test_the_sums_are_those_of_the_files(graph: KnowledgeGraph, tmp_path: Path) -> None:
    files = published(graph, tmp_path / "d")
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path / "d", check=True)


def test_the_description_names_size_sum_and_address_of_each_file(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    files = published(graph, tmp_path / "d", "https://data.example/space")
    store = ox.Store()
    store.load(files["dataset.ttl"], format=ox.RdfFormat.TURTLE)
    rows = store.query(
        """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX spdx: <http://spdx.org/rdf/terms#>
        SELECT ?url ?size ?sum { ?set dcat:distribution ?file .
          ?file dcat:downloadURL ?url ; dcat:byteSize ?size ; dcat:mediaType ?type ;
            spdx:checksum/spdx:checksumValue ?sum }"""
    )
    assert isinstance(rows, ox.QuerySolutions)
    found = {str(row["url"].value).rpartition("/")[2]: row for row in rows}
    assert set(found) == set(files) - {"SHA256SUMS", "README.md", "dataset.ttl"}
    for name, row in found.items():
        assert row["url"].value == f"https://data.example/space/{name}"
        assert int(row["size"].value) == len(files[name])
        assert row["sum"].value == hashlib.sha256(files[name]).hexdigest()


def test_every_file_holds_the_fact_and_only_the_plain_ones_lack_the_quote(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    files = published(graph, tmp_path / "d")
    for name in ("graph.ttl", "facts.ttl", "graph.nq", "graph.jsonld", "facts.csv"):
        assert b"artemis-accords" in files[name], name
        assert (b"Thailand signed" in files[name]) == (name != "facts.ttl"), name
    json.loads(files["graph.jsonld"])


def test_other_files_in_the_directory_stay(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    graph.publish(tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_directory_or_an_address_that_is_none_is_told(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be made"):
        graph.publish(tmp_path / "file" / "d")
    with pytest.raises(ExportError, match="is no address"):
        graph.publish(tmp_path / "d", "data.example")
    assert not (tmp_path / "d").exists()


def test_the_command_says_what_it_wrote(graph: KnowledgeGraph, tmp_path: Path) -> None:
    root = str(graph.project.root)
    run = CliRunner().invoke(cli, ["--project", root, "publish", str(tmp_path / "d")])
    assert run.exit_code == 0
    assert f"written: 12 files in {tmp_path / 'd'}" in run.stderr
