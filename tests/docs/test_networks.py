"""The page on blocs, connections and central places shows what the commands print."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.docs.test_tutorial import shows, steps


def test_every_output_on_the_page_is_what_is_printed(project_root: Path, tmp_path: Path) -> None:
    """Whoever asks what the page asks gets its answers, messages included."""
    for name in ("data", "ontology"):
        shutil.copytree(project_root / name, tmp_path / name)
    env = os.environ | {"PYTHONPATH": str(project_root), "PYTHONUTF8": "1", "TERM": "dumb"}
    kg = f'kg() {{ {shlex.quote(sys.executable)} -m kg "$@"; }}; '

    def run(command: str) -> str:
        return subprocess.run(
            ["bash", "-c", kg + command],
            cwd=tmp_path,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        ).stdout

    run("kg build")
    page = (project_root / "docs" / "networks.md").read_text("utf-8")
    shown = [(head[2:], content) for head, content in steps(page) if head.startswith("$ ")]
    assert len(shown) > 6
    for command, content in shown:
        printed = run(command)
        assert shows(content, printed), (command, printed)
