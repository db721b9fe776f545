"""The ontology as code sees it: predicates, classes and the names that queries may use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataFileError
from kg.graph.namespaces import ONTOLOGY, shorten, standard, term
from kg.model import ID_PREFIXES, EntityRef, Literal
from kg.model.dates import datatype
from kg.model.decision import Statement
from kg.model.english import either, nearest, with_article

ObjectOf = Mapping[tuple[ox.NamedNode, ox.NamedNode], list[ox.NamedNode | ox.Literal]]
"""Subject and property -> objects, in the order of the file."""

_RECORD = "Article Brief Claim DataFile Decision Document Evidence Ruling Source".split()
_TYPING = frozenset({*ID_PREFIXES, *_RECORD})
"""Classes that type nodes of the graph; others only gather some of these."""


@dataclass(frozen=True)
class Predicate:
    """A property by which claims state things.

    Args:
        name: local name, such as `participatesIn`.
        label: words for the way from subject to object: "participates in".
        inverse: local name of the inverse; None where the object is a literal. A symmetric
            predicate is its own inverse.
        inverse_label: words for the way back: "has participant"; None without an inverse.
        domain: class of the subject: local name, or prefixed name of a standard term.
        range: class of the object or datatype of the value, named likewise.
        symmetric: whether it holds in both directions.
        functional: whether a subject has at most one value at any one time.
        temporality: how it is bound to time: `lasting`, `happening`, `observed`, `intended`
            or `dating`, as kg:temporality explains.
        dated_by: predicates that tell of the same event, and so may give its date.
        done_by: predicates of events before which what it states is done.
        told_apart_by: qualifiers in which two facts must not differ to tell of the same.
    """

    name: str
    label: str
    inverse: str | None
    inverse_label: str | None
    domain: str
    range: str
    symmetric: bool
    functional: bool
    temporality: str = "lasting"
    dated_by: tuple[str, ...] = ()
    done_by: tuple[str, ...] = ()
    told_apart_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ontology:
    """What `ontology/kg.ttl` defines.

    Args:
        predicates: by local name, sorted.
        qualifiers: local name -> label, sorted by name.
        parents: class -> its direct superclasses in this ontology, both sorted.
        labels: local name of any term -> its English label, sorted by name.
        inverses: inverse name -> predicate; such terms have a definition and serve to word
            facts, but the graph holds no triple of theirs.
        schemes: concept scheme -> its concepts, in the order of the scheme.
        definitions: local name of any term -> its definition in a sentence, sorted by name.
    """

    predicates: Mapping[str, Predicate]
    qualifiers: Mapping[str, str]
    parents: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    inverses: Mapping[str, str]
    schemes: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, str]

    @classmethod
    def load(cls, directory: Path) -> Ontology:
        """Return the ontology in a directory's `kg.ttl`.

        Raises:
            DataFileError: the file is missing or is no Turtle, with its path and line.
        """
        return cls.of(read_turtle(directory / "kg.ttl"))

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> Ontology:
        """Return the ontology that triples describe."""
        index = _index(triples)
        predicates = {node: _predicate(index, node) for node in _instances(index, "kg:Predicate")}
        return cls(
            predicates={p.name: p for p in predicates.values()},
            qualifiers={
                _name(node): _label(index, node) for node in _instances(index, "kg:Qualifier")
            },
            parents=_parents(index),
            labels={_name(node): _label(index, node) for node in _terms(index)},
            inverses={
                p.inverse: p.name
                for p in predicates.values()
                if p.inverse is not None and p.inverse != p.name
            },
            schemes=_schemes(index),
            definitions={_name(node): _definition(index, node) for node in _terms(index)},
        )

    @property
    def names(self) -> frozenset[str]:
        """Local names that can occur in the graph."""
        return frozenset(self.labels) - self.unused.keys()

    @property
    def abstract(self) -> dict[str, tuple[str, ...]]:
        """Classes that type no node -> the widest classes below them that do, both sorted."""
        found = {}
        for name in sorted(self.parents.keys() - _TYPING):
            below = {each for each in self.parents if name in self.ancestors(each)} & _TYPING
            if below:
                found[name] = tuple(c for c in sorted(below) if below & self.ancestors(c) == {c})
        return found

    @property
    def unused(self) -> dict[str, str]:
        """Local names that no triple uses -> a clause that says what to ask for instead."""
        clauses = {
            name: f"is the inverse of kg:{stored}, and the graph holds only that; "
            "swap subject and object"
            for name, stored in self.inverses.items()
        }
        for name, classes in self.abstract.items():
            instead = either([f"kg:{each}" for each in classes])
            clauses[name] = f"is the type of no node of the graph; ask for {instead}"
        return clauses

    def misfit(self, statement: Statement) -> str | None:
        """Return why a claim cannot state something, in a sentence; None where it can."""
        predicate = self.predicates.get(statement.predicate)
        if predicate is None:
            return f"the ontology has no predicate {statement.predicate!r}"
        unknown = sorted(statement.qualifiers.keys() - self.qualifiers.keys())
        if unknown:
            near = nearest(unknown[0], self.qualifiers)
            hint = f"; did you mean {either(near)}?" if near else ""
            return f"the ontology has no qualifier {unknown[0]!r}{hint}"
        subject = statement.subject
        if predicate.domain not in self.ancestors(subject.type):
            return (
                f"{subject.label} is {with_article(subject.type)}, and the subject of "
                f"{predicate.name} is {with_article(predicate.domain)}"
            )
        if not self._fits(statement.object, predicate.range):
            return f"the object of {predicate.name} is {self.range_text(predicate)}"
        return None

    def _fits(self, value: EntityRef | Literal, range: str) -> bool:
        if isinstance(value, EntityRef):
            return range in self.ancestors(value.type)
        if range == "rdfs:Literal":
            return value.datatype == datatype(value.value) != "string"
        whole = value.value.isdecimal() or value.datatype != "integer"
        return range == f"xsd:{value.datatype}" and whole

    def range_text(self, predicate: Predicate) -> str:
        """Return what the object of a predicate is, in words: "a Party", "a date"."""
        words = {"rdfs:Literal": "a date", "xsd:integer": "a whole number", "xsd:string": "text"}
        return words.get(predicate.range) or with_article(predicate.range)

    @property
    def ends(self) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Predicate -> types that its subject and its object may have; none for a value."""
        return {
            name: (self.types_of(each.domain), self.types_of(each.range))
            for name, each in self.predicates.items()
        }

    def types_of(self, name: str) -> tuple[str, ...]:
        """Return the types of entities that are of a class, none where it is a datatype."""
        return tuple(kind for kind in ID_PREFIXES if name in self.ancestors(kind))

    def ancestors(self, name: str) -> frozenset[str]:
        """Return a class and all its superclasses in this ontology."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(self.parents.get(name, ()))
        return frozenset(found)


def read_turtle(path: Path) -> list[ox.Triple]:
    """Return the triples of a Turtle file, in the order of the file.

    Raises:
        DataFileError: the file is missing or is no Turtle, with its path and line.
    """
    try:
        quads = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        return [quad.triple for quad in quads]
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", path) from error
    except SyntaxError as error:
        raise DataFileError(f"no valid Turtle: {error.msg}", path, error.lineno) from error


def _index(triples: Iterable[ox.Triple]) -> ObjectOf:
    index: dict[tuple[ox.NamedNode, ox.NamedNode], list[ox.NamedNode | ox.Literal]] = {}
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            index.setdefault((subject, triple.predicate), []).append(value)
    return index


def _name(node: ox.NamedNode) -> str:
    """Return the local name of a term of ours, the prefixed name of any other."""
    local = node.value.removeprefix(ONTOLOGY)
    return shorten(node) if local == node.value else local


def _terms(index: ObjectOf) -> list[ox.NamedNode]:
    subjects = {node for node, _ in index if node.value.startswith(ONTOLOGY)}
    return sorted(subjects, key=lambda node: node.value)


def _instances(index: ObjectOf, kind: str) -> list[ox.NamedNode]:
    wanted, rdf_type = standard(kind), standard("rdf:type")
    return [node for node in _terms(index) if wanted in index.get((node, rdf_type), ())]


def _nodes(index: ObjectOf, node: ox.NamedNode, name: str) -> list[ox.NamedNode]:
    return [v for v in index.get((node, standard(name)), ()) if isinstance(v, ox.NamedNode)]


def _label(index: ObjectOf, node: ox.NamedNode) -> str:
    return index[node, standard("rdfs:label")][0].value


def _definition(index: ObjectOf, node: ox.NamedNode) -> str:
    return _text(index, node, "skos:definition")


def _text(index: ObjectOf, node: ox.NamedNode, name: str, default: str = "") -> str:
    return next((v.value for v in index.get((node, standard(name)), ())), default)


def _predicate(index: ObjectOf, node: ox.NamedNode) -> Predicate:
    (domain,), (range_,) = _nodes(index, node, "rdfs:domain"), _nodes(index, node, "rdfs:range")
    inverse = next(iter(_nodes(index, node, "owl:inverseOf")), None)
    return Predicate(
        name=_name(node),
        label=_label(index, node),
        inverse=None if inverse is None else _name(inverse),
        inverse_label=None if inverse is None else _label(index, inverse),
        domain=_name(domain),
        range=_name(range_),
        symmetric=standard("owl:SymmetricProperty") in _nodes(index, node, "rdf:type"),
        functional=(node, term("functional")) in index,
        temporality=_text(index, node, "kg:temporality", "lasting"),
        dated_by=tuple(map(_name, _nodes(index, node, "kg:datedBy"))),
        done_by=tuple(map(_name, _nodes(index, node, "kg:doneBy"))),
        told_apart_by=tuple(map(_name, _nodes(index, node, "kg:toldApartBy"))),
    )


def _parents(index: ObjectOf) -> dict[str, tuple[str, ...]]:
    parents = {}
    for node in _instances(index, "owl:Class"):
        above = (_name(parent) for parent in _nodes(index, node, "rdfs:subClassOf"))
        parents[_name(node)] = tuple(sorted(name for name in above if ":" not in name))
    return parents


def _schemes(index: ObjectOf) -> dict[str, tuple[str, ...]]:
    schemes: dict[str, list[tuple[int, str]]] = {}
    for node in _instances(index, "skos:Concept"):
        (scheme,) = _nodes(index, node, "skos:inScheme")
        rank = index.get((node, term("rank")), [])
        schemes.setdefault(_name(scheme), []).append(
            (int(rank[0].value) if rank else 0, _name(node))
        )
    return {name: tuple(c for _, c in sorted(ranked)) for name, ranked in sorted(schemes.items())}
