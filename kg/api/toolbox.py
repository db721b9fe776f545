"""A project's own tools: its entities, patterns and queries, and what reads by them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Claim, Document
from kg.project import Project

if TYPE_CHECKING:
    from kg.graph.ontology import Ontology
    from kg.graph.saved import SavedQuery
    from kg.model.registry import Registry
    from kg.text import Extractor
    from kg.text.evaluate import Evaluation
    from kg.text.patterns.lint import Finding
    from kg.text.reading import Furniture, Metadata


class Toolbox:
    """Everything that needs a project but no graph; each tool loads when it is first used.

    Args:
        project: brings the data.
    """

    def __init__(self, project: Project):
        self.project = project

    @property
    def queries(self) -> dict[str, SavedQuery]:
        """The saved queries of the project, by name."""
        from kg.graph.saved import load_saved

        return load_saved(self.project.queries)

    @cached_property
    def registry(self) -> Registry:
        """The project's entities."""
        from kg.model.registry import Registry

        return Registry.load(self.project.entities)

    @cached_property
    def furniture(self) -> Furniture:
        """The words of page furniture, the project's own if it has any."""
        from kg.text.reading import load_furniture

        return load_furniture(self.project.furniture)

    @cached_property
    def extractor(self) -> Extractor:
        """What finds the claims of a document."""
        from kg.text import Extractor

        return Extractor.load(self.registry, self.project.patterns)

    @cached_property
    def ontology(self) -> Ontology:
        """The project's classes and properties."""
        from kg.graph.ontology import Ontology

        return Ontology.load(self.project.ontology.parent)

    def forget(self) -> None:
        """Load every tool anew when it is next used: the project's files may have changed."""
        for name in ("registry", "furniture", "extractor", "ontology"):
            self.__dict__.pop(name, None)

    def prepare(self) -> None:
        """Load all that reading articles takes, so that its faults show before the first.

        Raises:
            DataFileError: the registry, a pattern or the furniture is wrong.
        """
        self.extractor, self.furniture  # noqa: B018  loaded by being asked for

    def read(self, article: Path | bytes, metadata: Metadata | None = None) -> Document:
        """Return an article as frozen, with its metadata and what is not to be read in it.

        Args:
            article: a file, or the content of one.
            metadata: what counts more than what the article says of itself.

        Raises:
            DocumentError: it cannot be read.
        """
        from kg.text.reading import read_document, read_text

        if isinstance(article, bytes):
            return read_text(article, "stdin", overrides=metadata, furniture=self.furniture)
        return read_document(article, overrides=metadata, furniture=self.furniture)

    def extract(self, source: str | Path | Document) -> list[Claim]:
        """Return the claims of one article, in document order; the graph stays as it is.

        Args:
            source: a path is read; a string is the text itself.
        """
        if isinstance(source, str):
            source = Document(id="text", text=source)
        elif isinstance(source, Path):
            source = self.read(source)
        return self.extractor.extract(source)

    def evaluate(
        self, texts: Path, gold: Path, aliases: Path | None = None, only: Iterable[str] = ()
    ) -> Evaluation:
        """Return how extraction fares against facts that people have read.

        Args:
            texts: an article, or a directory of them.
            gold: a file of facts, or a directory with one for each article.
            aliases: a JSON file of names that mean the same.
            only: names of the texts to measure; all by default.
        """
        from kg.text.evaluate import evaluate
        from kg.text.gold import Names

        names = Names.load(self.registry, aliases)
        return evaluate(self.extractor, names, texts, gold, only)

    def lint(self, files: Iterable[Path] = ()) -> list[Finding]:
        """Return what is wrong with extraction patterns.

        Args:
            files: the files to check; without any, all of the project.
        """
        from kg.text.patterns.lint import lint

        wanted = {path.resolve() for path in files}
        known = {path.resolve(): path for path in self.project.patterns}
        found = lint([*known.values(), *sorted(wanted - known.keys())], self.registry)
        return [each for each in found if not wanted or each.path.resolve() in wanted]
