"""What is measured: our extractor and spaCy, over the same registry and the same texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.matcher import PhraseMatcher

from benchmarks.prose import articles
from kg.model import Document
from kg.model.registry import Registry
from kg.text.extractor import Extractor
from kg.text.reading import read_document

ROOT = Path(__file__).resolve().parent.parent
Reader = Callable[[Sequence[Document]], int]
"""Reads documents and returns how much it found."""


def registry() -> Registry:
    """Return the bundled registry."""
    return Registry.load([ROOT / "data" / "entities"])


def extractor(known: Registry) -> Extractor:
    """Return our extractor with the bundled patterns."""
    return Extractor.load(known, (ROOT / "data" / "patterns").glob("*.yaml"))


def ours(reader: Extractor) -> Reader:
    """Return a reader that extracts claims."""
    return lambda documents: sum(len(reader.extract(document)) for document in documents)


def spacy_pipeline(known: Registry) -> Reader:
    """Return a reader that only splits sentences and finds the names of the registry.

    Names match in any case, acronyms as they are written. `pipe` is spaCy's fast way through many
    texts; tokenisation is part of the work, as it is of ours.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    surfaces = known.surfaces()
    names = PhraseMatcher(nlp.vocab, attr="LOWER")
    names.add("name", [nlp.make_doc(s.text) for s in surfaces if s.kind != "acronym"])
    acronyms = PhraseMatcher(nlp.vocab, attr="ORTH")
    acronyms.add("acronym", [nlp.make_doc(s.text) for s in surfaces if s.kind == "acronym"])

    def read(documents: Sequence[Document]) -> int:
        found = 0
        for doc in nlp.pipe(document.text for document in documents):
            found += sum(1 for _ in doc.sents) + len(names(doc)) + len(acronyms(doc))
        return found

    return read


def relevant() -> list[Document]:
    """Return the bundled articles, and the development texts where they lie beside the checkout."""
    paths = sorted((ROOT / "data" / "articles").glob("*.md"))
    paths += sorted((ROOT.parent / "shared" / "dev" / "texts").glob("*.txt"))
    return [read_document(path) for path in paths]


def irrelevant(count: int, seed: int) -> list[Document]:
    """Return texts that name nothing of the registry; another seed gives others."""
    texts = articles(count, seed=seed)
    return [Document(f"prose-{i}", text, date="2024-06-01") for i, text in enumerate(texts)]
