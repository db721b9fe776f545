"""Which project a command works on, and what it says when one is not whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import ProjectError
from kg.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The least that is a project."""
    for name in ("data/entities", "data/patterns", "ontology"):
        (tmp_path / "mine" / name).mkdir(parents=True)
    return tmp_path / "mine"


def test_a_given_directory_is_the_project(project: Path) -> None:
    """With a directory given, its data are used and its builds go there."""
    found = Project.find(project)
    assert (found.root, found.build) == (project, project / "build")


def test_the_working_directory_is_the_project_if_it_is_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside a project nothing needs to be given."""
    monkeypatch.chdir(project)
    assert Project.find() == Project.find(project)


def test_elsewhere_the_bundled_data_serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project_root: Path
) -> None:
    """In any other directory the bundled articles are built, into `build` there."""
    monkeypatch.chdir(tmp_path)
    found = Project.find()
    assert found.root == project_root
    assert found.build == tmp_path / "build"
    assert found.articles


@pytest.mark.parametrize("name", ["data/entities", "data/patterns", "ontology"])
def test_a_missing_directory_is_named(project: Path, name: str) -> None:
    """The error says which directory is missing, and of what."""
    shutil.rmtree(project / name)
    with pytest.raises(ProjectError, match=rf"{project.name} is no project.* {name}/"):
        Project.find(project)


def test_no_such_directory(tmp_path: Path) -> None:
    """A directory that does not exist is said to be missing."""
    with pytest.raises(ProjectError, match="no such project directory"):
        Project.find(tmp_path / "nowhere")


def test_files_are_sorted_and_hidden_ones_left_out(project: Path) -> None:
    """Listings do not depend on the file system; editors' hidden files are no articles."""
    articles = project / "data" / "articles"
    (articles / "2024").mkdir(parents=True)
    for name in ("b.md", "a.txt", ".hidden.md", "2024/c.html"):
        (articles / name).write_text("x")
    found = [path.relative_to(articles).as_posix() for path in Project.find(project).articles]
    assert found == ["2024/c.html", "a.txt", "b.md"]
