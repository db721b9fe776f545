"""Processes killed by SIGKILL while they change the graph: all of a change, or nothing of it.

Twenty kills by default, those of `tests/serve/test_kills.py` included; KG_KILLS=200 for more.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kg.api import KnowledgeGraph
from kg.build.generations import Generations
from kg.project import Project

KILLS = int(os.environ.get("KG_KILLS", "20"))

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")

# Starts one process after another that has all modules loaded, runs a command and is killed: at
# the n-th time that it opens, links, renames or removes something in the build directory, or at a
# part of the time that the command takes.
_NURSERY = """
import json, os, signal, sys, time
import kg.api, kg.build.builder, kg.build.restore, kg.build.sentences, kg.graph.confirmed
import kg.graph.dataset, kg.graph.rdf, kg.graph.store, kg.rows, kg.text, kg.text.reading
from kg.cli import cli
from kg.cli import add, backup, build, remove, restore

WATCHED = {"open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"}

def child(job, said):
    seen = 0
    def hook(event, args):
        nonlocal seen
        if event in WATCHED and job["build"] in str(args[0]):
            seen += 1
            if seen == job.get("at"):
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
    os.chdir(job["cwd"])
    code = 99
    try:
        cli(job["args"])
    except SystemExit as end:
        code = end.code or 0
    os.write(said, json.dumps([code, seen]).encode())

for line in sys.stdin:
    job = json.loads(line)
    ours, theirs = os.pipe()
    begun = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        child(job, theirs)
        os._exit(0)
    os.close(theirs)
    if "after" in job:
        time.sleep(job["after"])
        os.kill(pid, signal.SIGKILL)
    status = os.waitpid(pid, 0)[1]
    said = os.read(ours, 1000)
    os.close(ours)
    code, seen = json.loads(said) if said else [None, 0]
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    print(json.dumps({"code": code, "seen": seen, "killed": killed,
                      "seconds": time.monotonic() - begun}), flush=True)
"""


@dataclass
class Nursery:
    """Runs commands that may be killed."""

    process: subprocess.Popen[str]

    def run(self, root: Path, args: list[str], **how: float) -> dict[str, Any]:
        """Run a command in a project; `at` or `after` says when it is killed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        build = str(root / "build")
        job = {"cwd": str(root), "build": build, "args": ["--quiet", *args], **how}
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        reply: dict[str, Any] = json.loads(self.process.stdout.readline())
        return reply


@pytest.fixture(scope="module")
def nursery(project_root: Path) -> Iterator[Nursery]:
    env = os.environ | {"PYTHONPATH": str(project_root)}
    with subprocess.Popen(
        [sys.executable, "-c", _NURSERY],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


@dataclass
class Case:
    """A command, and what there is before it."""

    args: list[str]
    earlier: list[list[str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


EGYPT = "Egypt signed the Artemis Accords on 1 May 2025.\n"
CHINA = "China signed the Artemis Accords on 2 May 2025.\n"
INBOX = {"inbox/egypt.txt": EGYPT, "inbox/china.txt": CHINA}
CASES = {
    "first build": Case(["build"]),
    "build": Case(
        ["build"],
        [["build"], ["add", "inbox/egypt.txt"]],
        {"data/articles/china.txt": CHINA, "data/articles/senegal.txt": "Nothing is said.\n"},
    ),
    "add": Case(
        ["add", "inbox", "--replace"],
        [["build"], ["add", "inbox/egypt.txt"], ["remove", "senegal"]],
        {
            "inbox/egypt.txt": "Egypt joined the International Lunar Research Station in 2023.\n",
            "inbox/senegal.txt": "Senegal signed the Artemis Accords on 24 July 2025. More.\n",
        },
    ),
    "restore": Case(
        ["restore", "--replace", "graph.kgb"],
        [
            ["build"],
            ["add", "inbox/egypt.txt"],
            ["remove", "senegal"],
            ["backup", "graph.kgb"],
            ["add", "inbox/china.txt", "data/articles/senegal.txt"],
            ["remove", "egypt"],
        ],
    ),
    "remove": Case(
        ["remove", "egypt.txt", "china", "thailand"],
        [["build"], ["add", "inbox/egypt.txt", "inbox/china.txt"]],
    ),
}


def state(root: Path) -> str:
    """The digest of the graph as sorted N-Triples; empty where there is none."""
    if Generations(root / "build").current() is None:
        return ""
    with KnowledgeGraph.open(root) as graph:
        lines = sorted(map(str, graph.store.triples()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def kept(root: Path) -> dict[str, str]:
    """What a later build goes on from: added articles and removed ids."""
    build = root / "build"
    paths = [*(build / "articles").glob("*"), build / "removed.json"]
    return {path.name: path.read_text() for path in paths if path.exists()}


def leftovers(root: Path) -> list[str]:
    """What a finished command does not leave behind."""
    build = root / "build"
    current = Generations(build).current()
    assert current is not None
    newer = [p for p in (build / "generations").iterdir() if int(p.name) > current.number]
    return sorted(str(path) for path in [*build.rglob("*.new"), *build.rglob("*.dbtmp"), *newer])


def moments(reference: dict[str, Any], count: int) -> Iterator[dict[str, float]]:
    """Spread moments to kill at: by turns at a step in the build directory, and in between."""
    for number in range(count):
        part = Fraction(number + 1, count + 1)
        if number % 2 == 0:
            yield {"at": 1 + int(part * reference["seen"])}
        else:
            yield {"after": float(part) * reference["seconds"]}


@pytest.mark.parametrize("name", CASES)
def test_a_killed_command_changes_all_or_nothing(
    name: str, nursery: Nursery, make_small: Callable[[Path], Project], tmp_path: Path
) -> None:
    """Whenever it dies, the graph is that of before or of after, and the next command clears up."""
    case = CASES[name]
    start = make_small(tmp_path / "start").root
    for file, text in INBOX.items():
        (start / file).parent.mkdir(exist_ok=True)
        (start / file).write_text(text)
    for args in case.earlier:
        assert nursery.run(start, args)["code"] == 0
    for file, text in case.files.items():
        (start / file).write_text(text)
    root = tmp_path / "root"

    def fresh() -> None:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(start, root)

    fresh()
    before = state(root), kept(root)
    reference = nursery.run(root, case.args)
    assert reference["code"] == 0
    after = state(root), kept(root)
    assert before[0] != after[0]
    killed = 0
    for moment in moments(reference, max(1, KILLS * 4 // 5 // len(CASES))):
        fresh()
        reply = nursery.run(root, case.args, **moment)
        killed += reply["killed"]
        found = state(root)
        assert found in {before[0], after[0]}, moment
        if reply["code"] == 0:  # it was done, and said so, before the kill
            assert found == after[0], moment
        assert nursery.run(root, ["remove", "nobody"])["code"] == 3  # an error, or no graph
        assert state(root) == found, moment
        assert kept(root) == (after if found == after[0] else before)[1], moment
        assert nursery.run(root, case.args)["code"] in {0, 3}
        assert state(root) == after[0], moment
        assert leftovers(root) == [], moment
        with KnowledgeGraph.open(root) as graph:
            assert graph.verify().damages == ()
    assert killed
