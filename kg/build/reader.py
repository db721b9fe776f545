"""Reading articles: from the cache where they were read before, else by extraction."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.build.cache import Reading, ReadingCache
from kg.build.inputs import Input
from kg.build.manifest import Decisions, Entry, Failure
from kg.errors import KgError, StoreError
from kg.project import Project

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.model.registry import Registry
    from kg.text import Extractor
    from kg.text.reading import Furniture


class Reader:
    """Turns articles into readings, and readings into triples.

    The registry and the patterns are loaded when they are first needed.

    Args:
        project: brings registry and patterns.
        cache: of the build directory.
    """

    def __init__(self, project: Project, cache: ReadingCache):
        self._project = project
        self._cache = cache

    @cached_property
    def registry(self) -> Registry:
        """The project's entities."""
        from kg.model.registry import Registry

        return Registry.load(self._project.entities)

    @property
    def decisions(self) -> Decisions:
        """What people decided, by article, as their files say now."""
        from kg.build.decisions import Ledger

        # Without a file of decisions a build that has nothing to do need not load the registry.
        files = self._project.decisions
        return Ledger(self._project, self.registry.entities).by_article() if files else {}

    @cached_property
    def extractor(self) -> Extractor:
        """What finds the claims of a document."""
        from kg.text import Extractor

        return Extractor.load(self.registry, self._project.patterns)

    @cached_property
    def furniture(self) -> Furniture:
        """The words of page furniture, the project's own if it has any."""
        from kg.text.reading import load_furniture

        return load_furniture(self._project.furniture)

    def attempt(self, each: Input) -> Reading | Failure:
        """Return the reading of an input, or why there is none.

        Whatever goes wrong with one article is reported and must not lose the others.

        Raises:
            DataFileError: the registry, a pattern or the furniture is wrong, which is no
                fault of the article.
        """
        reading = self._cache.get(each.key)
        if reading is not None:
            return reading
        furniture, extractor = self.furniture, self.extractor
        try:
            document = each.read(furniture)
            reading = Reading(document, tuple(extractor.extract(document)))
        except (KgError, OSError) as error:
            return Failure(each.origin, str(error), each.key)
        except Exception as error:  # noqa: BLE001  a defect of ours, shown as such
            reason = f"internal error, please report it: {type(error).__name__}: {error}"
            return Failure(each.origin, reason, each.key)
        self._cache.put(each.key, reading)
        return reading

    def recall(self, id: str, entry: Entry) -> Reading:
        """Return the reading of an article that is in the graph.

        Raises:
            StoreError: the file it was kept in is damaged.
        """
        reading = self._cache.get(entry.key)
        if reading is None:
            raise StoreError(
                f"what was read from {id} is damaged; delete the build directory's claims/ "
                "and run `kg build`"
            )
        return reading

    def triples(self, reading: Reading, decisions: Decisions) -> set[Triple]:
        """Return what an article contributes to the graph, given what people decided."""
        from kg.graph.rdf import article_triples

        document = reading.document
        own = decisions.get(document.id, ())
        return article_triples(document, reading.claims, self.registry, own)
