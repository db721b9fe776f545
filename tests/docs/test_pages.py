"""The pages on single matters show what the commands print."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.test_tutorial import shows, steps

PAGES = {"networks.md": 9, "saved-queries.md": 1, "time.md": 2}
"""Page -> how many commands at least stand there with what they print."""

Run = Callable[[str], str]


@pytest.fixture(scope="module")
def root(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built copy of the project for whoever tries what the pages show."""
    root = tmp_path_factory.mktemp("pages") / "project"
    shutil.copytree(built, root)
    return root


@pytest.fixture(scope="module")
def run(project_root: Path, root: Path) -> Run:
    """Run a command line in the built copy; return all that it prints."""
    env = os.environ | {"PYTHONPATH": str(project_root), "PYTHONUTF8": "1", "TERM": "dumb"}
    kg = f'kg() {{ {shlex.quote(sys.executable)} -m kg "$@"; }}; '

    def command(line: str) -> str:
        return subprocess.run(
            ["bash", "-c", kg + line],
            cwd=root,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        ).stdout

    return command


@pytest.mark.parametrize("name", PAGES)
def test_every_output_on_a_page_is_what_is_printed(
    run: Run, root: Path, project_root: Path, name: str
) -> None:
    """Whoever asks what the page asks gets its answers, messages included."""
    compared = 0
    for head, content in steps((project_root / "docs" / name).read_text("utf-8")):
        if not head.startswith("$ "):
            (root / head).write_text(content, encoding="utf-8")
        elif content.strip():
            printed = run(head[2:])
            assert shows(content, printed), (head, printed)
            compared += 1
    assert compared >= PAGES[name]


def test_every_saved_query_is_in_the_table(project_root: Path) -> None:
    """The page on saved queries names each one with its question, and no other."""
    page = (project_root / "docs" / "saved-queries.md").read_text("utf-8")
    queries = (project_root / "data" / "queries").glob("*.rq")
    heads = {path.stem: path.read_text("utf-8").partition("\n")[0] for path in queries}
    assert dict(re.findall(r"^\| `([\w-]+)` \| (.+?) \|", page, re.MULTILINE)) == {
        name: head.removeprefix("# title: ") for name, head in heads.items()
    }
