"""Finding a project and its files.

A directory with its own `data/` and `ontology/` is a project. Without one, the data that
came with the package serves, and builds go to `build/` under the working directory.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import ProjectError

_PACKAGE = Path(__file__).resolve().parent.parent
_NEEDED = ("data/entities", "data/patterns", "ontology")


@dataclass(frozen=True)
class Project:
    """The files of one knowledge graph.

    Args:
        root: the directory that holds `data/` and `ontology/`.
        build: the directory that builds write to; need not exist yet.
    """

    root: Path
    build: Path

    @classmethod
    def find(cls, directory: Path | None = None) -> Project:
        """Return the project to work on.

        Args:
            directory: a project directory; without it the working directory, if it is
                one, else the data that came with the package.

        Raises:
            ProjectError: a directory that the project must have is missing.
        """
        if directory is not None:
            root = directory.resolve()
            return cls(_whole(root), root / "build")
        here = Path.cwd()
        if _is_project(here):
            return cls(_whole(here), here / "build")
        return cls(_bundled(), here / "build")

    @property
    def articles(self) -> list[Path]:
        """The article files, sorted by path; hidden files are none."""
        return _files(self.root / "data" / "articles", "*")

    @property
    def facts(self) -> list[Path]:
        """The files of curated rows, sorted by path."""
        return _files(self.root / "data" / "facts", "*.yaml")

    @property
    def sources(self) -> Path:
        """The file of the publications that curated rows cite; it may not exist."""
        return self.root / "data" / "sources.yaml"

    @property
    def importers(self) -> Path:
        """The directory of what is declared of catalogues; it may not exist."""
        return self.root / "data" / "importers"

    @property
    def entities(self) -> list[Path]:
        """The files of the registry of entities, sorted by path."""
        return _files(self.root / "data" / "entities", "*.yaml")

    @property
    def patterns(self) -> list[Path]:
        """The files of extraction patterns, sorted by path."""
        return _files(self.root / "data" / "patterns", "*.yaml")

    @property
    def decisions(self) -> list[Path]:
        """The files of what people decided on claims, sorted by path."""
        return _files(self.decisions_dir, "*.yaml")

    @property
    def decisions_dir(self) -> Path:
        """The directory of the decision files; need not exist yet."""
        return self.root / "data" / "decisions"

    @property
    def rulings(self) -> list[Path]:
        """The files of what people ruled on conflicts, sorted by path."""
        return _files(self.rulings_dir, "*.yaml")

    @property
    def rulings_dir(self) -> Path:
        """The directory of the ruling files; need not exist yet."""
        return self.root / "data" / "rulings"

    @property
    def bundled(self) -> bool:
        """Whether this is the data of an installed package, which nobody may write to."""
        return self.root == _PACKAGE / "_bundle"

    @property
    def queries(self) -> list[Path]:
        """The saved queries, sorted by path."""
        return _files(self.root / "data" / "queries", "*.rq")

    @property
    def furniture(self) -> Path | None:
        """The project's own words of page furniture, if it has any."""
        path = self.root / "data" / "furniture.yaml"
        return path if path.is_file() else None

    @property
    def floors(self) -> Path:
        """The file of scores below which extraction must not fall; it may not exist."""
        return self.root / "data" / "gold" / "floors.yaml"

    @property
    def ontology(self) -> Path:
        """The file of classes and properties."""
        return self.root / "ontology" / "kg.ttl"

    @property
    def shapes(self) -> Path:
        """The file of SHACL shapes."""
        return self.root / "ontology" / "shapes.ttl"


def _is_project(directory: Path) -> bool:
    return (directory / "data").is_dir() and (directory / "ontology").is_dir()


def _whole(root: Path) -> Path:
    """Return the directory itself once nothing it must have is missing."""
    if not root.is_dir():
        raise ProjectError(f"no such project directory: {root}")
    for name in _NEEDED:
        if not (root / name).is_dir():
            raise ProjectError(f"{root} is no project: it has no directory {name}/")
    return root


def _bundled() -> Path:
    """Return the data in the wheel or, in a checkout, that of the repository."""
    for root in (_PACKAGE / "_bundle", _PACKAGE.parent):
        if _is_project(root):
            return _whole(root)
    raise ProjectError(
        f"the data that belongs to this installation is missing beside {_PACKAGE}; "
        "install it again or give --project DIR"
    )


def _files(directory: Path, pattern: str) -> list[Path]:
    found = directory.rglob(pattern) if directory.is_dir() else iter(())
    kept = (p for p in found if p.is_file() and not p.name.startswith("."))
    return sorted(kept, key=lambda p: p.relative_to(directory).as_posix())
