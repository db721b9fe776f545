"""The dataset as it describes itself: VoID and DCAT, licence, version and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg._version import __version__
from kg.graph.literals import date_literal, integer
from kg.graph.namespaces import ID, ONTOLOGY, iri, standard, term
from kg.model import ID_PREFIXES
from kg.model.dates import bounds
from kg.model.moment import NOW, Moment

TITLE = "Space Partnerships Knowledge Graph"
DESCRIPTION = (
    "Countries, organisations, programmes, agreements, missions and spacecraft, and the "
    "partnerships between them. Every fact carries the words of the articles that state it."
)
KEYWORDS = ("agreements", "Artemis Accords", "ILRS", "international cooperation", "outer space")
LICENSE = "https://creativecommons.org/licenses/by/4.0/"

DISTRIBUTIONS: Mapping[str, str] = {"graph.ttl": "text/turtle"}
"""File that a build writes -> its media type."""

DATASET = iri("dataset")
"""The dataset itself; the nodes of its parts begin with its IRI."""

_A = standard("rdf:type")
_ISSUED = standard("dcterms:issued")
_DOCUMENT = term("Document")
_VOCABULARIES = (
    ONTOLOGY,
    *(
        standard(f"{prefix}:").value
        for prefix in ("dcterms", "oa", "prov", "rdf", "rdfs", "schema", "skos")
    ),
)
_ENTITIES = frozenset(term(name) for name in ID_PREFIXES)
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass
class _Counts:
    """What one pass over a graph finds: how often each term stands in it, and on what."""

    triples: int = 0
    properties: Counter[ox.NamedNode] = field(default_factory=Counter)
    classes: Counter[ox.NamedNode] = field(default_factory=Counter)
    entities: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    issued: dict[str, str] = field(default_factory=dict)

    def add(self, subject: str, triple: ox.Triple) -> None:
        self.triples += 1
        self.properties[triple.predicate] += 1
        if triple.predicate == _A and isinstance(triple.object, ox.NamedNode):
            self.classes[triple.object] += 1
            if triple.object in _ENTITIES:
                self.entities.add(subject)
            elif triple.object == _DOCUMENT:
                self.documents.add(subject)
        elif triple.predicate == _ISSUED and isinstance(triple.object, ox.Literal):
            self.issued[subject] = triple.object.value

    def newest(self) -> str | None:
        """Return the latest date of an article or a data file, as written."""
        dates = {self.issued[document] for document in self.documents & self.issued.keys()}
        dated = [(bounds(value)[1], value) for value in dates]
        known = [(last, value) for last, value in dated if last is not None]
        return max(known)[1] if known else None


def dataset_triples(
    triples: Iterable[ox.Triple],
    *,
    title: str = TITLE,
    description: str = DESCRIPTION,
    version: str = __version__,
    distributions: Mapping[str, str] = DISTRIBUTIONS,
    moment: Moment = NOW,
) -> set[ox.Triple]:
    """Return the description of a graph, which is not counted in it.

    The date of the newest article or data file stands for that of the last change, so that the
    same articles always give the same description.

    Args:
        triples: the graph; an earlier description of it among them is passed over.
        title: name of the dataset.
        description: a few sentences on what is in it.
        version: of the dataset.
        distributions: name of each file it is offered in -> media type.
        moment: the time that the graph is of, if parts of it were left out for that.
    """
    counts = _Counts()
    for triple in triples:
        subject = triple.subject
        if isinstance(subject, ox.NamedNode) and not subject.value.startswith(DATASET.value):
            counts.add(subject.value, triple)
    return {
        *_about(f"{title}, {moment}" if moment else title, description, version, counts),
        *_time(moment),
        *_statistics(counts),
        *_partitions(counts),
        *_distributions(distributions),
    }


def distribution_node(name: str) -> ox.NamedNode:
    """Return the node of a file in which the dataset is offered."""
    return iri(f"dataset/distribution/{name}")


def _about(title: str, description: str, version: str, counts: _Counts) -> Iterator[ox.Triple]:
    for kind in ("void:Dataset", "dcat:Dataset"):
        yield ox.Triple(DATASET, _A, standard(kind))
    yield _dataset("dcterms:title", ox.Literal(title, language="en"))
    yield _dataset("dcterms:description", ox.Literal(description, language="en"))
    yield _dataset("dcterms:license", ox.NamedNode(LICENSE))
    yield _dataset("dcat:version", ox.Literal(version))
    yield _dataset("void:uriSpace", ox.Literal(ID))
    yield _dataset("dcterms:language", ox.Literal("en"))
    for keyword in KEYWORDS:
        yield _dataset("dcat:keyword", ox.Literal(keyword, language="en"))
    newest = counts.newest()
    if newest is not None:
        yield _dataset("dcterms:modified", date_literal(newest))
    for vocabulary in _VOCABULARIES:
        yield _dataset("void:vocabulary", ox.NamedNode(vocabulary))


def _time(moment: Moment) -> Iterator[ox.Triple]:
    """Yield the day that the graph is of, and the one by which its sources were issued."""
    if moment.as_of is not None:
        day = moment.as_of.isoformat()
        period = iri(f"dataset/as-of/{day}")
        yield _dataset("dcterms:temporal", period)
        yield ox.Triple(period, _A, standard("dcterms:PeriodOfTime"))
        for end in ("dcat:startDate", "dcat:endDate"):
            yield ox.Triple(period, standard(end), date_literal(day))
    if moment.known_by is not None:
        yield ox.Triple(DATASET, term("knownBy"), date_literal(moment.known_by.isoformat()))


def _statistics(counts: _Counts) -> Iterator[ox.Triple]:
    yield _dataset("void:triples", integer(counts.triples))
    yield _dataset("void:entities", integer(len(counts.entities)))
    yield _dataset("void:classes", integer(len(counts.classes)))
    yield _dataset("void:properties", integer(len(counts.properties)))


def _partitions(counts: _Counts) -> Iterator[ox.Triple]:
    """Yield the members of each class of ours and the triples of each property of ours."""
    for kind, size in counts.classes.items():
        if kind.value.startswith(ONTOLOGY):
            part = _part("class", kind)
            yield _dataset("void:classPartition", part)
            yield ox.Triple(part, standard("void:class"), kind)
            yield ox.Triple(part, standard("void:entities"), integer(size))
    for name, size in counts.properties.items():
        if name.value.startswith(ONTOLOGY):
            part = _part("property", name)
            yield _dataset("void:propertyPartition", part)
            yield ox.Triple(part, standard("void:property"), name)
            yield ox.Triple(part, standard("void:triples"), integer(size))


def _distributions(files: Mapping[str, str]) -> Iterator[ox.Triple]:
    for name, media_type in files.items():
        node = distribution_node(name)
        yield _dataset("dcat:distribution", node)
        yield ox.Triple(node, _A, standard("dcat:Distribution"))
        yield ox.Triple(node, standard("dcterms:title"), ox.Literal(name))
        yield ox.Triple(node, standard("dcterms:license"), ox.NamedNode(LICENSE))
        kind = ox.NamedNode(_MEDIA_TYPES + media_type)
        yield ox.Triple(node, standard("dcat:mediaType"), kind)


def _dataset(name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(DATASET, standard(name), value)


def _part(kind: str, node: ox.NamedNode) -> ox.NamedNode:
    return iri(f"dataset/{kind}/{node.value.removeprefix(ONTOLOGY)}")
