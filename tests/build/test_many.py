"""Many articles: the same graph however they are read, and no death of a process loses any."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.build.cache import Reading
from kg.build.crew import DIED, Effort, OnCores
from kg.build.worker import Answer
from kg.project import Project
from kg.text.reading import Item

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")

MANY = 80  # more than are read in the program itself
NAMES = ("China", "Senegal", "Thailand", "Egypt")


def text(number: int, sentences: int = 10) -> str:
    """An article of its own words, with a fact in it."""
    filler = " ".join(f"Guest {number} of row {n} spoke for a while." for n in range(sentences))
    return f"{NAMES[number % 4]} signed the Artemis Accords on 1 May {2000 + number}.\n\n{filler}\n"


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many articles, and one that cannot be read."""
    root = tmp_path_factory.mktemp("inbox")
    for number in range(MANY):
        (root / f"n{number:03d}.txt").write_text(text(number))
    (root / "noise.txt").write_bytes(bytes(range(256)))
    return root


@pytest.fixture(scope="module")
def expected(
    make_small: Callable[[Path], Project], inbox: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[str]:
    """The graph as it is when one process reads everything."""
    with KnowledgeGraph(make_small(tmp_path_factory.mktemp("once") / "small")) as graph:
        graph.add(inbox)
        return lines(graph)


def lines(graph: KnowledgeGraph) -> list[str]:
    """The graph as sorted N-Triples."""
    return sorted(map(str, graph.store.triples()))


def start(project: Project, *args: str) -> subprocess.Popen[str]:
    """Start `kg` in a process of its own."""
    command = [sys.executable, "-m", "kg", "--project", str(project.root), *args]
    return subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        # A test run in the background may ignore the signal, and would hand that down.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def children(pid: int) -> list[int]:
    """The processes that read articles for another."""
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
    return found


def wait_for(condition: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def kept(project: Project) -> int:
    return len(list((project.build / "claims").glob("*.jsonl")))


def test_two_processes_give_the_graph_of_one(
    small: Project, inbox: Path, expected: list[str]
) -> None:
    """The same bytes, the same failure, and articles that are there already are not read."""
    with KnowledgeGraph(small) as graph:
        report = graph.add(inbox, effort=Effort(jobs=2))
        assert lines(graph) == expected
        assert report.count("added") == MANY
        assert [Path(failure.origin).name for failure in report.failures] == ["noise.txt"]
        again = graph.add(inbox, effort=Effort(jobs=2))
        assert not again.changed
        assert again.count("known") == MANY


def test_a_killed_run_goes_on_where_it_was(
    small: Project, inbox: Path, expected: list[str], tmp_path: Path
) -> None:
    """After `kill -9`, no process stays behind, and only what is missing is read."""
    run = start(small, "add", str(inbox), "--jobs", "2")
    wait_for(lambda: kept(small) >= 3 + 16)
    workers = children(run.pid)
    run.kill()
    run.communicate()
    assert run.returncode == -signal.SIGKILL
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    before = {path: path.stat().st_mtime_ns for path in (small.build / "claims").glob("*.jsonl")}
    report = tmp_path / "report.jsonl"
    run = start(small, "add", str(inbox), "--jobs", "2", "--report", str(report))
    told = run.communicate()[1]
    assert run.returncode == 3, told
    assert f"{MANY + 1} given: {MANY} added, 1 failed" in told
    assert {path: path.stat().st_mtime_ns for path in before} == before
    records = [json.loads(line) for line in report.read_text().splitlines()]
    assert [record["status"] for record in records].count("added") == MANY
    assert records[-1]["file"] == str(inbox / "noise.txt")
    with KnowledgeGraph(small) as graph:
        assert lines(graph) == expected


def test_a_killed_worker_loses_nothing(small: Project, inbox: Path, expected: list[str]) -> None:
    """A reading process shot in the middle is replaced, and the run ends as if nothing was."""
    run = start(small, "add", str(inbox), "--jobs", "2")
    wait_for(lambda: children(run.pid) and kept(small) >= 3 + 8)
    os.kill(children(run.pid)[0], signal.SIGKILL)
    told = run.communicate()[1]
    assert run.returncode == 3, told
    assert f"{MANY + 1} given: {MANY} added, 1 failed" in told
    with KnowledgeGraph(small) as graph:
        assert lines(graph) == expected


def test_ctrl_c_ends_all_processes_at_once(small: Project, inbox: Path) -> None:
    """One line says so, no process stays behind, and the next command has the lock."""
    run = start(small, "add", str(inbox), "--jobs", "2")
    wait_for(lambda: children(run.pid) and kept(small) >= 3 + 8)
    workers = children(run.pid)
    for pid in (*workers, run.pid):  # as a terminal does
        os.kill(pid, signal.SIGINT)
    assert run.communicate(timeout=60)[1].strip() == "kg: error: interrupted"
    assert run.returncode == 130
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    with KnowledgeGraph(small) as graph:
        assert graph.stats().articles == 3
        assert graph.add(inbox).count("added") == MANY


class Deadly(Item):
    """An article that no process survives: it ends the one in which it is unpacked."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (9,)


@pytest.fixture
def crew(small: Project) -> Iterator[OnCores]:
    with closing(OnCores(Effort(jobs=2, time_limit=1), small)) as crew:
        yield crew


def answers(crew: OnCores, tasks: Sequence[Item]) -> list[Answer]:
    found: dict[int, Answer] = {}
    crew.read(tasks, found.__setitem__)
    return [found[number] for number in range(len(tasks))]


def test_an_article_that_kills_its_process_is_given_up(crew: OnCores) -> None:
    """The others of its batch are read, and it is named as what it is."""
    tasks = [Item(f"{n}.txt", text(n).encode()) for n in range(20)]
    tasks[11] = Deadly("deadly.txt", b"")
    found = answers(crew, tasks)
    assert found[11] == DIED
    read = [each for each in found if isinstance(each, Reading)]
    assert [each.document.id for each in read] == [str(n) for n in range(20) if n != 11]


def test_an_article_that_takes_too_long_is_given_up(crew: OnCores) -> None:
    """With a limit of time, an endless article is a failure and the next one is read."""
    endless = "\n\n".join(text(n, 40) for n in range(1000))
    found = answers(crew, [Item("endless.txt", endless.encode()), Item("b.txt", text(1).encode())])
    assert found[0] == "takes longer than the limit of 1 s"
    assert isinstance(found[1], Reading)
    assert found[1].claims


def test_a_build_reads_in_parallel_as_well(small: Project, tmp_path: Path) -> None:
    """The project's own articles, read by two processes or by one, give the same graph."""
    for number in range(70):
        (small.root / f"data/articles/n{number}.txt").write_text(text(number))
    with KnowledgeGraph(small) as graph, KnowledgeGraph(Project(small.root, tmp_path / "b")) as one:
        assert graph.build(Effort(jobs=2)).articles == 73
        assert not one.build().failures
        assert lines(graph) == lines(one)
