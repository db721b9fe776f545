"""Starting quickly: what a command does not need is not loaded."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import HELP

Shell = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = {"rdflib", "networkx", "pyvis", "pyshacl", "numpy", "scipy", "trafilatura", "rich"}
LIST = """
import sys
before = set(sys.modules)
from kg.cli import cli
try:
    cli.main({args!r})
finally:
    loaded = {{name.partition(".")[0] for name in set(sys.modules) - before}}
    print("loaded:", *sorted(loaded - set(sys.stdlib_module_names)), file=sys.stderr)
"""


def loaded(shell: Shell, cwd: Path, *args: str) -> set[str]:
    """Return the packages that a command loads besides the standard library."""
    process = shell("-c", LIST.format(args=args), cwd=cwd)
    assert process.returncode == 0, process.stderr
    line = process.stderr.rpartition("loaded:")[2]
    return set(line.split()) - {"_virtualenv", "a1_coverage", "coverage"}


def imports(shell: Shell, cwd: Path, *args: str) -> set[str]:
    """Return the top-level modules that a run of Python imports, as it tells them itself."""
    process = shell("-X", "importtime", *args, cwd=cwd)
    assert process.returncode == 0, process.stderr
    names = {line.rpartition("|")[2].strip() for line in process.stderr.splitlines()}
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_of_kg_loads_nothing(shell: Shell, tmp_path: Path, option: str) -> None:
    """`kg --help` prints its file, and needs neither click nor any other library for it."""
    process = shell("-m", "kg", option, cwd=tmp_path)
    assert process.stdout == Path(HELP).read_text(encoding="utf-8")
    assert process.stderr == ""
    own = imports(shell, tmp_path, "-m", "kg", option) - imports(shell, tmp_path, "-c", "pass")
    assert "kg" in own
    assert own - {"kg"} <= sys.stdlib_module_names


def test_on_a_narrow_terminal_help_is_as_narrow(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below 80 columns the lines are wrapped to the terminal, with the same commands."""
    monkeypatch.setenv("COLUMNS", "60")
    text = shell("-m", "kg", "--help", cwd=tmp_path).stdout
    wide = Path(HELP).read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 60 < max(map(len, wide.splitlines()))
    assert text.split() == wide.split()


@pytest.mark.parametrize("args", [["query", "--help"], ["--version"]])
def test_help_loads_click_and_nothing_else(shell: Shell, tmp_path: Path, args: list[str]) -> None:
    """Help answers at once, because none of the libraries is loaded for it."""
    assert loaded(shell, tmp_path, *args) <= {"kg", "click", "colorama"}


@pytest.mark.parametrize(
    "args",
    [
        ["query", "ASK { ?s ?p ?o }"],
        ["query", "SELECT ?s { ?s kg:participatesIn ?o } LIMIT 1"],
        ["query", "--list"],
        ["stats"],
    ],
)
def test_a_question_loads_no_heavy_library(shell: Shell, built: Path, args: list[str]) -> None:
    """Questions go to the engine itself; rdflib and the view stay out of it."""
    packages = loaded(shell, built, *args)
    assert "pyoxigraph" in packages
    assert not packages & HEAVY


def test_a_directory_is_asked_without_what_speaks_http(shell: Shell, built: Path) -> None:
    """Only a store at an address needs a client for it."""
    (store,) = (built / "build" / "generations").glob("*/store")
    packages = loaded(shell, built, "--store", str(store), "query", "ASK { ?s ?p ?o }")
    assert "pyoxigraph" in packages
    assert not packages & {*HEAVY, "urllib3"}


def test_the_package_is_lazy(shell: Shell, tmp_path: Path) -> None:
    """`import kg` loads nothing, and the names of its surface are there."""
    code = (
        "import sys, kg; assert not [m for m in sys.modules if m.startswith('kg.api')];"
        "assert dir(kg).count('KnowledgeGraph') == 1; kg.KnowledgeGraph; print(kg.__version__)"
    )
    process = shell("-c", code, cwd=tmp_path)
    assert process.returncode == 0, process.stderr
    assert process.stdout.strip()


def test_python_m_kg_is_kg(shell: Shell, tmp_path: Path) -> None:
    """`python -m kg` runs the same commands."""
    process = shell("-m", "kg", "--version", cwd=tmp_path)
    assert process.stdout.startswith("kg ")


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_a_reader_that_stops_early_is_no_error(built: Path, project_root: Path) -> None:
    """`kg export | head -1` ends quietly."""
    command = f"PYTHONPATH='{project_root}' '{sys.executable}' -m kg export -f nt | head -1"
    process = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command],
        cwd=built,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.stdout.count("\n") == 1
    assert process.stderr == ""
    assert process.returncode == 0
