"""The decision files of a project: read as one, and written one decision at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.files import write_text
from kg.build.manifest import Decisions
from kg.errors import DecisionError, ProjectError
from kg.model import content_hash, slugify
from kg.model.decision import Decision
from kg.model.decision_file import agreed, parse_decisions, read_decisions
from kg.model.decision_text import inserted, removed
from kg.model.statement_file import Entities
from kg.project import Project

if TYPE_CHECKING:
    from kg.graph.ontology import Ontology


class Ledger:
    """What people decided on the claims of a project.

    Args:
        project: brings the files.
        entities: of the registry, by id; loaded by whoever calls, when it is needed.
    """

    def __init__(self, project: Project, entities: Entities):
        self._project = project
        self._entities = entities

    def all(self) -> list[Decision]:
        """Return all decisions, by file and place.

        Raises:
            DataFileError: a file cannot be read, or a decision in it is wrong.
        """
        files = self._project.decisions
        found = [each for path in files for each in read_decisions(path, self._entities)]
        self.check(found)
        return found

    def read(self, path: Path) -> list[Decision]:
        """Return the decisions of a file from anywhere; errors are those of `all`."""
        found = read_decisions(path, self._entities)
        self.check(found)
        return found

    def parse(self, text: str, path: Path) -> list[Decision]:
        """Return the decisions that a text holds; `path` is for messages."""
        found = parse_decisions(text, path, self._entities)
        self.check(found)
        return found

    def by_article(self) -> Decisions:
        """Return all decisions by article.

        Raises:
            DataFileError: as for `all`, and where one decision is against another.
        """
        return agreed(self.all())

    def check(self, decisions: list[Decision]) -> None:
        """Make sure that what corrections state can be stated.

        Raises:
            DecisionError: the ontology does not allow it; with path and line.
        """
        for decision in decisions:
            if decision.correction is not None:
                problem = self._ontology.misfit(decision.correction)
                if problem is not None:
                    raise DecisionError(problem, decision.path, decision.line)

    def file_of(self, reviewer: str, name: str | None = None) -> Path:
        """Return the file that a person's decisions go to.

        Args:
            reviewer: who decided; each person has a file, so that files merge easily.
            name: of another file in the project's `data/decisions/`.

        Raises:
            DecisionError: the file would not be one that builds read.
        """
        if name is None:
            name = f"{slugify(reviewer) or content_hash(reviewer)[:8]}.yaml"
        directory = self._project.decisions_dir
        path = Path(name) if "/" in name else directory / name
        if path.suffix != ".yaml" or path.name.startswith("."):
            raise DecisionError(f"{name}: decisions go to a file that ends in .yaml")
        if not path.resolve().is_relative_to(directory.resolve()):
            raise DecisionError(
                f"{name}: decisions are kept in {directory}, where builds read them"
            )
        return path.resolve()

    def add(self, decisions: Sequence[Decision], path: Path) -> None:
        """Write decisions into a file, each in its place; all else in it stays as it is.

        Raises:
            ProjectError: the project is the data of an installed package.
            DataFileError: the file is wrong.
        """
        if self._project.bundled:
            raise ProjectError(
                "the data that came with the program takes no decisions; "
                "copy it into a project of your own and give --project DIR"
            )
        text, known = self._open(path)
        self._write(path, inserted(text, known, decisions), _ids([*known, *decisions]))

    def remove(self, decision: Decision) -> None:
        """Take a decision out of the file it came from; all else in it stays as it is."""
        assert decision.path is not None
        text, known = self._open(decision.path)
        kept = _ids(known) - {decision.id}
        self._write(decision.path, removed(text, known, decision), kept)

    def _open(self, path: Path) -> tuple[str, list[Decision]]:
        if not path.exists():
            return "", []
        return path.read_text(encoding="utf-8-sig"), read_decisions(path, self._entities)

    def _write(self, path: Path, text: str, expected: set[str]) -> None:
        """Write a file once its text is known to hold what it should."""
        if _ids(parse_decisions(text, path, self._entities)) != expected:
            message = (
                "cannot be changed in place; write one decision after another, each with a dash"
            )
            raise DecisionError(message, path)
        write_text(path, text)

    @cached_property
    def _ontology(self) -> Ontology:
        from kg.graph.ontology import Ontology

        return Ontology.load(self._project.ontology.parent)


def _ids(decisions: Iterable[Decision]) -> set[str]:
    return {decision.id for decision in decisions}
