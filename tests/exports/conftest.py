"""A small graph made by the real graph layer, and ways to read exports back."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
import rdflib
from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Triple
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.graph.dataset import dataset_triples
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model import Claim, Document, EntityRef, Evidence, Literal, Source
from kg.model.entity import Entity
from kg.model.registry import Registry
from kg.out.exports import export

Key = tuple[str, ...]
Export = Callable[..., Path]
Graphs = Callable[[Path], dict[str, set[tuple[Key, ...]]]]
Triples = Callable[[bytes, str], set[tuple[Key, ...]]]
Keys = Callable[[Iterable[Iterable[object]]], set[tuple[Key, ...]]]
Parsed = TypeVar("Parsed", bound=rdflib.Graph)

_READERS = {
    "jsonld": "json-ld",
    "nq": "nquads",
    "nt": "nt",
    "rdf": "xml",
    "trig": "trig",
    "ttl": "turtle",
    "xml": "xml",
}

SWEDEN = EntityRef("country/sweden", "Sweden", "Country")
SWISS = EntityRef("country/switzerland", "Switzerland", "Country")
ACCORDS = EntityRef("accord/artemis-accords", "Artemis Accords", "Accord")
ILRS = EntityRef("programme/ilrs", "International Lunar Research Station", "Programme")
DUST = EntityRef("agreement/sweden-switzerland-2024", "Sweden–Switzerland, 2024", "Agreement")
SATELLITE = EntityRef("spacecraft/mats", "MATS", "Satellite")

FIRST = Document(
    "001",
    "Sweden signed the Artemis Accords on 16 April 2024, the 38th to do so. Sweden and "
    "Switzerland agreed in Bern to study lunar dust. Sweden may join the ILRS. "
    "It has not joined it yet. MATS was launched in 2022. Sweden has over 12 satellites.",
    title="Sweden signs",
    date="2024-04-17",
    publisher="A Paper",
    url="https://example.org/a?b=1&c=2",
)
SECOND = Document(
    "002",
    "Earlier, Sweden signed the Artemis Accords on 16 April 2024. Sweden and Switzerland plan "
    "an agreement.",
    title='A brief: "two" sources',
    date="2024-05",
    sources=(
        Source("B Paper", "Title b", "https://example.org/b", "2024-05-01"),
        Source("C Paper", None, None, "2024"),
    ),
)


def _claim(
    documents: Document | list[tuple[Document, str]],
    quote: str,
    subject: EntityRef,
    predicate: str,
    object: EntityRef | Literal,
    status: str = "asserted",
    **qualifiers: str | int | EntityRef,
) -> Claim:
    given = [(documents, quote)] if isinstance(documents, Document) else documents
    evidence = []
    for document, words in given:
        start = document.text.index(words)
        pattern = f"{predicate}/test"
        evidence.append(Evidence(document.id, start, start + len(words), words, pattern))
    return Claim(subject, predicate, object, status, tuple(evidence), qualifiers, 0.98)


_SIGNED = "Sweden signed the Artemis Accords on 16 April 2024"
CLAIMS = [
    _claim(
        [(FIRST, _SIGNED), (SECOND, _SIGNED)],
        _SIGNED,
        SWEDEN,
        "signatoryOf",
        ACCORDS,
        ordinal=38,
        date="2024-04-16",
    ),
    _claim(
        FIRST,
        "Sweden and Switzerland agreed in Bern to study lunar dust",
        SWEDEN,
        "agreementWith",
        SWISS,
        agreement=DUST,
        kind="agreement",
        place="Bern",
        concerning="lunar dust",
    ),
    _claim(
        SECOND,
        "Sweden and Switzerland plan an agreement",
        SWEDEN,
        "agreementWith",
        SWISS,
        "planned",
        agreement=DUST,
    ),
    _claim(FIRST, "Sweden may join the ILRS", SWEDEN, "participatesIn", ILRS, "planned"),
    _claim(FIRST, "It has not joined it yet", SWEDEN, "participatesIn", ILRS, "negated"),
    _claim(FIRST, "MATS was launched in 2022", SATELLITE, "launchDate", Literal("2022", "gYear")),
    _claim(
        FIRST,
        "Sweden has over 12 satellites",
        SWEDEN,
        "activeSatellites",
        Literal("12", "integer"),
        comparator="over",
        asOf="203X",
    ),
    replace(_claim(FIRST, "Switzerland agreed", SWISS, "participatesIn", ILRS), tier="candidate"),
]
REGISTRY = Registry(
    [
        Entity(SWEDEN, demonyms=("Swedish",), iso2="SE", iso3="SWE", wikidata="Q34"),
        Entity(SWISS, iso2="CH", iso3="CHE"),
        Entity(ACCORDS),
        Entity(ILRS, acronyms=("ILRS",)),
    ]
)


@pytest.fixture
def store() -> EmbeddedStore:
    """Two articles that share a claim: an agreement, values, a plan, a denial, a candidate."""
    store = EmbeddedStore()
    for document in (FIRST, SECOND):
        own = [c for c in CLAIMS if any(e.document == document.id for e in c.evidence)]
        store.load(article_triples(document, own, REGISTRY))
    store.load(dataset_triples(store.triples()))
    return store


@pytest.fixture
def store_of() -> Callable[[str], EmbeddedStore]:
    """A maker of a graph whose quote, title, publisher, label and value are a given text."""

    def make(text: str) -> EmbeddedStore:
        document = Document("odd", text, title=text, publisher=text, date="2024")
        named = EntityRef("programme/odd", text, "Programme")
        claims = [
            _claim(document, text, SWEDEN, "participatesIn", named, role=text, via=text),
            _claim(document, text, SATELLITE, "orbit", Literal(text)),
        ]
        store = EmbeddedStore()
        store.load(article_triples(document, claims, REGISTRY))
        return store

    return make


@pytest.fixture
def context_file(ontology_dir: Path) -> Path:
    """The bundled JSON-LD context."""
    return ontology_dir / "context.jsonld"


@pytest.fixture
def exported(tmp_path: Path, context_file: Path) -> Export:
    """Export a store to a new file with a given ending and return its path."""

    def write(
        store: EmbeddedStore, ending: str, *, evidence: bool = True, rdf12: bool = False
    ) -> Path:
        path = tmp_path / f"graph.{ending}"
        export(store, path, evidence=evidence, rdf12=rdf12, ontology_context=context_file)
        return path

    return write


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Keys:
    """Make rdflib's and pyoxigraph's triples or quads comparable, lexical form and all."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    return lambda statements: {tuple(map(_key, statement)) for statement in statements}


@pytest.fixture
def triples_in(keys: Keys) -> Triples:
    """Read a format of triples with rdflib, by the ending of its files."""

    def read(data: bytes, ending: str) -> set[tuple[Key, ...]]:
        return keys(_parsed(rdflib.Graph(), data, ending))

    return read


@pytest.fixture
def graphs(keys: Keys) -> Graphs:
    """Read TriG or N-Quads with rdflib: IRI of a graph ("" the default one) -> its triples."""

    def read(path: Path) -> dict[str, set[tuple[Key, ...]]]:
        found: dict[str, set[tuple[Key, ...]]] = {}
        dataset = _parsed(rdflib.Dataset(), path.read_bytes(), path.suffix[1:])
        for *triple, graph in dataset.quads():
            name = "" if graph in (None, DATASET_DEFAULT_GRAPH_ID) else str(graph)
            found.setdefault(name, set()).update(keys([tuple(triple)]))
        return found

    return read


def _parsed(graph: Parsed, data: bytes, ending: str) -> Parsed:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns of its own inside
        graph.parse(data=data, format=_READERS[ending])
    return graph


def _key(term: object) -> Key:
    if isinstance(term, NamedNode):
        return ("iri", term.value)
    if isinstance(term, OxLiteral):
        return ("literal", term.value, term.language or "", term.datatype.value)
    if isinstance(term, Triple):
        return ("triple", *(part for inner in term for part in _key(inner)))
    if isinstance(term, rdflib.URIRef):
        return ("iri", str(term))
    if isinstance(term, rdflib.Literal):
        plain = rdflib.RDF.langString if term.language else rdflib.XSD.string
        return ("literal", str(term), term.language or "", str(term.datatype or plain))
    raise TypeError(f"an unexpected term: {term!r}")
