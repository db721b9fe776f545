"""The command line on a project with the bundled data, built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli


@pytest.fixture
def kg(built: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `kg` in the built project, in this process."""
    monkeypatch.chdir(built)

    def run(*args: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, args, input=input)

    return run


@pytest.fixture
def own(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built project that a test may change, as the working directory."""
    root = tmp_path / "own"
    shutil.copytree(built, root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def kg_here() -> Callable[..., Result]:
    """Run `kg` in the working directory, in this process."""

    def run(*args: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, args, input=input)

    return run


@pytest.fixture
def shell(project_root: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python in a process of its own, with this `kg` importable from anywhere."""

    def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        env = os.environ | {"PYTHONPATH": str(project_root), "PYTHONUTF8": "1"}
        command = [sys.executable, *args]
        return subprocess.run(
            command, cwd=cwd, env=env, capture_output=True, text=True, check=False
        )

    return run
