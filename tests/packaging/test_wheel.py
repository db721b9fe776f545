"""The wheel: installed in an empty directory, without the checkout, it does everything."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Kg = Callable[..., subprocess.CompletedProcess[str]]


def python(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, *args]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=True)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Path:
    """The wheel of this checkout, made without any download."""
    target = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    python("-m", "pip", "wheel", *options, "-w", str(target), str(project_root), cwd=target)
    (made,) = target.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """A fresh environment with the wheel, and our dependencies by reference only."""
    root = tmp_path_factory.mktemp("fresh")
    python("-m", "venv", "--without-pip", str(root / "venv"), cwd=root)
    lib = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = root / "venv" / "lib" / lib / "site-packages"
    python(
        "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site),
        str(wheel), cwd=root,
    )  # fmt: skip
    # Appended behind the wheel, and read as a plain path: .pth files in there, such as that
    # of an editable install of this checkout, are not followed.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return root


@pytest.fixture
def kg(installed: Path, tmp_path: Path) -> Kg:
    """Run the installed program in an empty directory."""
    interpreter = installed / "venv" / "bin" / "python"

    def run(*args: str, code: str | None = None) -> subprocess.CompletedProcess[str]:
        command = [str(interpreter), *(("-c", code) if code else ("-m", "kg")), *args]
        env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )

    return run


pytestmark = pytest.mark.skipif(os.name == "nt", reason="environments are laid out otherwise there")


def test_the_wheel_carries_its_data_and_no_more(wheel: Path) -> None:
    """Ontology, articles, registry, patterns, queries and templates are in; tests are not."""
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "kg/_bundle/ontology/kg.ttl",
        "kg/_bundle/ontology/shapes.ttl",
        "kg/_bundle/data/articles/",
        "kg/_bundle/data/entities/",
        "kg/_bundle/data/patterns/",
        "kg/_bundle/data/queries/",
        "kg/build/builder.py",
        "kg/py.typed",
    ):
        assert any(name.startswith(part) for name in names), part
    for foreign in ("tests/", "tools/", "build/", "docs/"):
        assert not any(name.startswith(foreign) for name in names), foreign
    assert not any("__pycache__" in name for name in names)


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path, project_root: Path) -> None:
    """No template, script or module that the checkout has is left behind."""
    names = set(zipfile.ZipFile(wheel).namelist())
    package = project_root / "kg"
    files = (path for path in package.rglob("*") if path.is_file())
    relative = {path.relative_to(project_root).as_posix() for path in files}
    assert {name for name in relative if "__pycache__" not in name} <= names


def test_the_installed_program_builds_asks_and_draws(
    kg: Kg, tmp_path: Path, page_content: Callable[[str], dict[str, Any]]
) -> None:
    """In an empty directory, the bundled articles become a graph, an answer and a page."""
    where = kg(code="import kg; print(kg.__file__)").stdout
    assert "fresh" in where
    built = kg("build")
    assert built.returncode == 0, built.stderr
    asked = kg("query", "ASK { country:senegal kg:signatoryOf accord:artemis-accords }")
    assert asked.stdout == "yes\n"
    assert "programme" in kg("query", "--list").stdout
    shown = kg("show", "Senegal")
    assert "Senegal signed the Artemis Accords" in shown.stdout
    viewed = kg("view")
    assert viewed.returncode == 0, viewed.stderr
    drawn = page_content((tmp_path / "build" / "graph.html").read_text(encoding="utf-8"))
    assert "Senegal" in {entity["label"] for entity in drawn["data"]["entities"]}
    exported = kg("export", "-o", "graph.ttl")
    assert exported.returncode == 0, exported.stderr
    checked = kg("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"build", "graph.ttl"}


def test_the_installed_program_reads_articles(kg: Kg, tmp_path: Path) -> None:
    """Text, HTML and standard furniture need no file of the checkout."""
    (tmp_path / "page.html").write_text(
        "<html><head><title>Accords</title></head><body><article><h1>Accords</h1>"
        "<p>Ghana signed the Artemis Accords on 3 May 2026 at a ceremony in Accra, where many "
        "guests had come to see it and to hear the speeches of the day.</p></article></body></html>"
    )
    extracted = kg("extract", "page.html", "-f", "json")
    assert '"country/ghana"' in extracted.stdout, extracted.stderr
