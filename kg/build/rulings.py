"""The ruling files of a project: read as one, and written one ruling at a time."""

from __future__ import annotations

from pathlib import Path

from kg.build.files import write_text
from kg.errors import DecisionError, ProjectError
from kg.graph.contradictions import KINDS
from kg.model import content_hash, slugify
from kg.model.ruling import Ruling
from kg.model.ruling_file import consistent, parse_rulings, read_rulings, ruling_text
from kg.model.statement_file import Entities
from kg.project import Project


def read_all(project: Project, entities: Entities) -> tuple[Ruling, ...]:
    """Return all rulings of a project, by id.

    Raises:
        DataFileError: a file cannot be read, a ruling in it is wrong, or one is against another.
    """
    files = project.rulings
    found = [each for path in files for each in read_rulings(path, [*KINDS], entities)]
    return consistent(found)


def add_ruling(project: Project, ruling: Ruling, entities: Entities) -> Path:
    """Write a ruling to the end of the file of who ruled; return the file.

    Raises:
        ProjectError: the project is the data of an installed package.
        DataFileError: the file is wrong, or another ruling is against this one.
    """
    if project.bundled:
        raise ProjectError(
            "the data that came with the program takes no rulings; "
            "copy it into a project of your own and give --project DIR"
        )
    name = slugify(ruling.by) or content_hash(ruling.by)[:8]
    path = project.rulings_dir / f"{name}.yaml"
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    gap = "" if not before or before.endswith("\n") else "\n"
    text = before + gap + ruling_text(ruling)
    known = parse_rulings(text, path, [*KINDS], entities)
    if ruling.id not in {each.id for each in known}:
        raise DecisionError("cannot be added to; write one ruling after another", path)
    others = [each for each in read_all(project, entities) if each.path != path]
    consistent([*others, *known])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, text)
    return path
