"""A cluster: articles read by the workers of a real dask scheduler, over its address."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.build.crew import Effort
from kg.errors import WorkerError
from kg.project import Project

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

SERVE = """
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        input()
"""


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, in processes of their own."""
    directory = tmp_path_factory.mktemp("cluster")
    (directory / "serve.py").write_text(SERVE)
    with subprocess.Popen(
        [sys.executable, "serve.py"],
        cwd=directory,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate("\n")


def lines(graph: KnowledgeGraph) -> list[str]:
    """The graph as sorted N-Triples."""
    return sorted(map(str, graph.store.triples()))


def run(project: Project, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "--project", str(project.root), *args]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_cluster_gives_the_graph_of_one_process(
    small: Project, scheduler: str, tmp_path: Path
) -> None:
    """The workers get the project's files by the scheduler, and the bytes are the same."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(30):
        (inbox / f"{number}.txt").write_text(f"Egypt signed the Artemis Accords in {1990 + number}")
    (inbox / "noise.txt").write_bytes(bytes(range(256)))
    result = run(small, "add", str(inbox), "--scheduler", scheduler)
    assert result.returncode == 3, result.stderr
    assert "31 given: 30 added, 1 failed" in result.stderr
    once = KnowledgeGraph(Project(small.root, tmp_path / "once"))
    with KnowledgeGraph(small) as graph, once:
        once.add(inbox)
        assert lines(graph) == lines(once)


def test_a_scheduler_that_is_not_there_is_named(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong address ends in one line, and nothing was changed."""
    monkeypatch.setattr("kg.build.crew._PATIENCE", 1)
    (tmp_path / "a.txt").write_text("Egypt signed the Artemis Accords.")
    with KnowledgeGraph(small) as graph, pytest.raises(WorkerError, match="tcp://127"):
        graph.add(tmp_path / "a.txt", effort=Effort(scheduler="tcp://127.0.0.1:9"))
