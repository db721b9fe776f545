"""The extractor over the bundled registry and patterns, built once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph.ontology import Ontology
from kg.model import Claim, Document, EntityRef
from kg.model.registry import Registry
from kg.text.extractor import Extractor
from kg.text.lexicon import Lexicon


@pytest.fixture(scope="session")
def registry(data_dir: Path) -> Registry:
    return Registry.load(sorted((data_dir / "entities").glob("*.yaml")))


@pytest.fixture(scope="session")
def ontology(ontology_dir: Path) -> Ontology:
    return Ontology.load(ontology_dir)


@pytest.fixture(scope="session")
def lexicon(data_dir: Path) -> Lexicon:
    return Lexicon.load(data_dir / "patterns" / "lexicon.yaml")


@pytest.fixture(scope="session")
def extractor(registry: Registry, data_dir: Path) -> Extractor:
    return Extractor.load(registry, (data_dir / "patterns").glob("*.yaml"))


@pytest.fixture(scope="session")
def facts(extractor: Extractor) -> Callable[..., set[str]]:
    """Return what a text states, one line a fact: `planned: A predicate B`."""

    def read(text: str, date: str | None = "2024-06-01") -> set[str]:
        return {line(claim) for claim in extractor.extract(Document("test", text, date=date))}

    return read


def line(claim: Claim) -> str:
    obj = claim.object
    value = obj.label if isinstance(obj, EntityRef) else obj.value
    prefix = "" if claim.status == "asserted" else f"{claim.status}: "
    return f"{prefix}{claim.subject.label} {claim.predicate} {value}"
