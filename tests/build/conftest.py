"""A small project with a few entities and articles, quick to build again and again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kg.project import Project

ENTITIES = """\
- {id: country/china, type: Country, label: China, demonyms: [Chinese]}
- {id: country/senegal, type: Country, label: Senegal, demonyms: [Senegalese]}
- {id: country/thailand, type: Country, label: Thailand, demonyms: [Thai]}
- {id: country/egypt, type: Country, label: Egypt, demonyms: [Egyptian]}
- {id: programme/ilrs, type: Programme, label: International Lunar Research Station}
- {id: accord/artemis-accords, type: Accord, label: Artemis Accords}
"""
PATTERNS = ("lexicon.yaml", "participatesIn.yaml", "signatoryOf.yaml")  # all take long to load
ARTICLES = {
    "senegal.txt": "Senegal signed the Artemis Accords on 24 July 2025.\n",
    "thailand.txt": "Thailand signed the Artemis Accords on 16 December 2024.\n"
    "\nThailand joined the International Lunar Research Station in April 2024.\n",
    "both.txt": "Thailand joined the International Lunar Research Station in April 2024.\n"
    "\nSenegal joined the International Lunar Research Station in September 2024.\n",
}


@pytest.fixture
def small(make_small: Callable[[Path], Project], tmp_path: Path) -> Project:
    """A project of six entities and three articles that share claims."""
    return make_small(tmp_path / "small")


@pytest.fixture(scope="session")
def make_small(project_root: Path) -> Callable[[Path], Project]:
    """Make such a project in a directory."""
    return partial(_make_small, project_root)


def _make_small(project_root: Path, root: Path) -> Project:
    shutil.copytree(project_root / "ontology", root / "ontology")
    (root / "data" / "patterns").mkdir(parents=True)
    for name in PATTERNS:
        shutil.copy(project_root / "data" / "patterns" / name, root / "data" / "patterns")
    (root / "data" / "entities").mkdir()
    (root / "data" / "entities" / "few.yaml").write_text(ENTITIES)
    (root / "data" / "articles").mkdir()
    for name, text in ARTICLES.items():
        (root / "data" / "articles" / name).write_text(text)
    return Project.find(root)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write an article outside the project and return its path."""

    def write_article(name: str, text: str) -> Path:
        path = tmp_path / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write_article
