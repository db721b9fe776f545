"""The sentences that quotes stand in, from the readings that a build keeps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg.build.manifest import Entry
from kg.build.reader import Reader
from kg.model import Document
from kg.text.sentences import sentences

_KEPT = 10_000


class Sentences:
    """Gives the sentence of an article in which a quote begins.

    Args:
        reader: recalls the articles.
        articles: those of the graph, by id.
    """

    def __init__(self, reader: Reader, articles: Mapping[str, Entry]):
        self._reader = reader
        self._articles = articles
        self._sentence = lru_cache(maxsize=_KEPT)(self._find)

    def __call__(self, article: str, start: int) -> str:
        """Return the sentence, every run of white space in it as one blank."""
        return self._sentence(article, start)

    def _find(self, article: str, start: int) -> str:
        document = self._reader.recall(article, self._articles[article]).document
        first, end = sentence_at(document, start)
        return " ".join(document.text[first:end].split())


def sentence_at(document: Document, position: int) -> tuple[int, int]:
    """Return the sentence that holds a position of a document, as a half-open span."""
    for start, end in sentences(document.readable()):
        if position < end:
            return min(start, position), end
    return position, len(document.text)
