"""A project with one file of curated rows, and the means to write others."""

from __future__ import annotations

from pathlib import Path

import pytest

SOURCES = """\
- {id: agency, publisher: An Agency, title: Signatures so far, date: 2024-12-20}
- id: paper
  publisher: A Paper
  title: '[On the signing]'
  url: https://paper.example/1
  date: 2025-08
"""
HEAD = """\
title: Who signed
date: 2025-01-01
given: {accord: Artemis Accords}
states:
  - claim: country signatoryOf accord
    date: signed
    ordinal: order
    commitment: =signed
    only: {stage: [signed, both]}
  - claim: accord signedBy signer
    onBehalfOf: country
rows:
"""
ROWS = """\
  # In the order of signing.
  - country: Thailand
    stage: signed
    signed: 2024-12-16
    order: 51
    grade: A
    sources: [agency, paper]

  - country: Senegal
    stage: both
    signed: 2025-07
    signer: Maram Kaire
    note: not the day
    grade: B
    sources: [paper]
"""


@pytest.fixture
def project(project_dir: Path) -> Path:
    """A project with one file of rows and no article."""
    (project_dir / "data" / "sources.yaml").write_text(SOURCES)
    (project_dir / "data" / "facts").mkdir()
    write(project_dir, HEAD + ROWS)
    return project_dir


def write(project: Path, text: str, name: str = "accords") -> Path:
    """Write a file of rows into a project and return its path."""
    path = project / "data" / "facts" / f"{name}.yaml"
    path.write_text(text)
    return path
