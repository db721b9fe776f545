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
    from kg.text.evaluate.floors import Standing
    from kg.text.llm import ModelExtractor
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
            DataFileError: the registry, a pattern, the furniture or a curated row is wrong.
        """
        self.extractor, self.furniture  # noqa: B018  loaded by being asked for
        for path in self.project.facts:
            self.read_rows(path)

    def read_rows(self, path: Path) -> list[Claim]:
        """Return what the rows of a curated file state, in its order.

        Raises:
            DataFileError: the file, or the file of sources, is wrong; with path and line.
        """
        from kg.rows import claims_of, freeze, read_sources

        document = freeze(path, path.read_bytes(), read_sources(self.project.sources))
        return claims_of(document, self.registry, path)

    def read(self, article: str | Path | bytes, metadata: Metadata | None = None) -> Document:
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
        return read_document(Path(article), overrides=metadata, furniture=self.furniture)

    def extract(
        self,
        article: str | Path | Document | None = None,
        *,
        text: str | None = None,
        title: str | None = None,
        date: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> list[Claim]:
        """Return the claims of one article, in document order; the graph stays as it is.

        Args:
            article: a file, or a document as `read` returns it.
            text: the words of an article, where there is no file.
            title: of the file or text; like the next three, it counts more than what the
                article says of itself.
            date: when it was published, such as `2023-10-27` or `2023-10`.
            publisher: who published it.
            url: its address on the web.

        Raises:
            TypeError: not exactly one of `article` and `text` is given, or metadata with a
                document, which has its own.
            DocumentError: the article cannot be read.
        """
        from kg.text.reading import Metadata, read_text

        if (article is None) == (text is None):
            raise TypeError("extract() takes either an article or text=...")
        given = Metadata(title, date, publisher, url)
        if isinstance(article, Document) and given != Metadata():
            raise TypeError("a document has its metadata in itself")
        if text is not None:
            data = text.encode()
            article = read_text(data, "text", overrides=given, furniture=self.furniture)
        elif isinstance(article, str | Path):
            article = self.read(article, given)
        assert article is not None
        return self.extractor.extract(article)

    def model_extractor(
        self, model: str, base_url: str | None = None, *, timeout: float = 120, rules: bool = False
    ) -> ModelExtractor:
        """Return what reads documents with a language model; its claims are candidates.

        Args:
            model: its name, as the server knows it.
            base_url: address of a server that speaks the OpenAI protocol; OpenAI's by default.
            timeout: most seconds for one answer.
            rules: whether the project's patterns read as well.

        Raises:
            ModelError: the package `openai` or the key is missing, or the address is none.
        """
        from kg.api.models import OPENAI, schema_of
        from kg.text.llm import Endpoint, ModelExtractor

        endpoint = Endpoint(model, base_url or OPENAI, timeout)
        beside = self.extractor if rules else None
        return ModelExtractor(endpoint, self.registry, schema_of(self.ontology), beside)

    def evaluate(
        self,
        texts: Path,
        gold: Path | None = None,
        aliases: Path | None = None,
        only: Iterable[str] = (),
        *,
        calibration: Path | None = None,
    ) -> Evaluation:
        """Return how extraction fares against facts that people have read.

        Args:
            texts: an article, or a directory of them; without `gold` a file of sentences
                with their facts, or a directory of them.
            gold: a file of facts, or a directory with one for each article.
            aliases: a JSON file of names that mean the same.
            only: names of the texts to measure; all by default.
            calibration: a file to write, with how often the claims of each pattern were
                right; a calibration that is in use is then left aside.

        Raises:
            UnknownNameError: no text has a name in `only`.
            DataFileError: no text has gold facts, or a file is wrong.
        """
        from kg.api.measure import calibrate, measure

        if calibration is None:
            return measure(self, texts, gold, aliases, only)
        return calibrate(self, calibration, texts, gold, aliases, only)

    def floors(self, path: Path | None = None, *, renew: bool = False) -> list[Standing]:
        """Return how extraction stands to the scores below which it must not fall.

        Args:
            path: the file of floors, by default that of the project.
            renew: whether what is measured now becomes the floors, in the file too.

        Raises:
            DataFileError: the file is wrong, or a corpus in it is missing; with line.
        """
        from kg.api import measure

        work = measure.renew if renew else measure.hold
        return work(self, self.project.floors if path is None else path)

    def lint(self, files: Iterable[Path] = ()) -> list[Finding]:
        """Return what is wrong with extraction patterns.

        Args:
            files: the files to check; without any, all of the project.
        """
        from kg.text.patterns.lint import lint

        wanted = {path.resolve() for path in files}
        known = {path.resolve(): path for path in self.project.patterns}
        paths = [*known.values(), *sorted(wanted - known.keys())]
        found = lint(paths, self.registry, self.ontology.ends)
        return [each for each in found if not wanted or each.path.resolve() in wanted]
