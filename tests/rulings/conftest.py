"""A project in which three articles differ on a day and a number."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.project import Project

ENTITIES = """\
- {id: country/chad, type: Country, label: Chad}
- {id: country/china, type: Country, label: China}
- {id: country/egypt, type: Country, label: Egypt}
- {id: country/peru, type: Country, label: Peru}
- {id: accord/artemis-accords, type: Accord, label: Artemis Accords}
- id: programme/ilrs
  type: Programme
  label: International Lunar Research Station
  acronyms: [ILRS]
"""
PATTERNS = ("lexicon.yaml", "memberCount.yaml", "participatesIn.yaml", "signatoryOf.yaml")
FIRST = "Chad signed the Artemis Accords on 4 May 2024.\n"
SECOND = "Chad signed the Artemis Accords on 5 May 2024. Egypt signed them on 7 June 2024.\n"
THIRD = "The ILRS now has four nations: Chad, Egypt and Peru.\n"
RULING = """\
# The agency's own release is dated the 4th.
- conflict: details
  stands:
    - subject: country/chad
      predicate: signatoryOf
      object: accord/artemis-accords
      qualifiers: {date: 2024-05-04}
  overruled:
    - subject: country/chad
      predicate: signatoryOf
      object: accord/artemis-accords
  by: Ann Reader
  date: 2026-01-31
  why: the agency gives the day
"""


@pytest.fixture
def project(tmp_path: Path, project_root: Path) -> Project:
    root = tmp_path / "project"
    for name in ("ontology", "data/queries"):
        shutil.copytree(project_root / name, root / name)
    (root / "data" / "patterns").mkdir()
    for name in PATTERNS:
        shutil.copy(project_root / "data" / "patterns" / name, root / "data" / "patterns")
    (root / "data" / "entities").mkdir()
    (root / "data" / "entities" / "few.yaml").write_text(ENTITIES)
    (root / "data" / "articles").mkdir()
    for name, text in (("first", FIRST), ("second", SECOND), ("third", THIRD)):
        (root / "data" / "articles" / f"{name}.txt").write_text(text)
    return Project.find(root)


@pytest.fixture
def graph(project: Project) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph(project) as graph:
        graph.build()
        yield graph


def write_ruling(project: Project, text: str = RULING, name: str = "ann") -> Path:
    """Write a ruling file into a project and return its path."""
    path = project.rulings_dir / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path
