"""A small project in which some readings are only candidates."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.project import Project

ENTITIES = """\
- {id: country/chad, type: Country, label: Chad, demonyms: [Chadian]}
- {id: country/china, type: Country, label: China, demonyms: [Chinese]}
- {id: country/egypt, type: Country, label: Egypt, demonyms: [Egyptian]}
- {id: programme/ilrs, type: Programme, label: International Lunar Research Station}
- {id: accord/artemis-accords, type: Accord, label: Artemis Accords}
"""
PATTERNS = ("lexicon.yaml", "participatesIn.yaml", "signatoryOf.yaml")  # all take long to load
WEAK = """\
predicate: participatesIn
about: Words that only suggest a membership; for tests.
patterns:
  - id: sides-with
    text:
      - "{subject: Country} sided with {object: Programme}"
    confidence: 0.5
    examples:
      - text: "Chad sided with the International Lunar Research Station."
        facts: ["Chad participatesIn International Lunar Research Station"]
    counterexamples:
      - "Chad sided with Egypt."
  - id: warmed-to
    text:
      - "{subject: Country} warmed to {object: Programme}"
    confidence: 0.6
    examples:
      - text: "Chad warmed to the International Lunar Research Station."
        facts: ["Chad participatesIn International Lunar Research Station"]
    counterexamples:
      - "Chad warmed to Egypt."
  - id: rallied-to
    text:
      - "{subject: Country} rallied to {object: Programme}"
    confidence: 0.95
    examples:
      - text: "Chad rallied to the International Lunar Research Station."
        facts: ["Chad participatesIn International Lunar Research Station"]
    counterexamples:
      - "Chad rallied to Egypt."
"""
FIRST = "As we hear, Chad sided with the International Lunar Research Station. More followed.\n"
OTHER = "Egypt warmed to the International Lunar Research Station.\n"

Write = Callable[[str, str], Path]


@pytest.fixture
def weak(tmp_path: Path, project_root: Path) -> Project:
    """A project of five entities, two weak patterns and two articles with a candidate each."""
    root = tmp_path / "weak"
    shutil.copytree(project_root / "ontology", root / "ontology")
    shutil.copytree(project_root / "data" / "queries", root / "data" / "queries")
    (root / "data" / "patterns").mkdir()
    for name in PATTERNS:
        shutil.copy(project_root / "data" / "patterns" / name, root / "data" / "patterns")
    (root / "data" / "patterns" / "weak.yaml").write_text(WEAK)
    (root / "data" / "entities").mkdir()
    (root / "data" / "entities" / "few.yaml").write_text(ENTITIES)
    (root / "data" / "articles").mkdir()
    (root / "data" / "articles" / "first.txt").write_text(FIRST)
    (root / "data" / "articles" / "other.txt").write_text(OTHER)
    return Project.find(root)


@pytest.fixture
def graph(weak: Project) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph(weak) as graph:
        graph.build()
        yield graph


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an article outside the project and return its path."""

    def write_article(name: str, text: str) -> Path:
        path = tmp_path / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write_article
