"""The ontology is complete in itself, and says what the code says."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.contradictions import FUNCTIONAL
from kg.graph.namespaces import ONTOLOGY, PREFIXES, standard
from kg.graph.ontology import Ontology, read_turtle
from kg.model import ID_PREFIXES, PARENTS, PREDICATES, STATUSES, SYMMETRIC, TIERS

_PREFIXED = re.compile(r"\bkg:([A-Za-z]\w*)")
_WORD = re.compile(r"[A-Za-z]\w*")
_STANDARDS = {
    "schema.org": PREFIXES["schema"],
    "PROV-O": PREFIXES["prov"],
    "SKOS": PREFIXES["skos"],
    "Dublin Core terms": PREFIXES["dcterms"],
    "Web Annotation": PREFIXES["oa"],
    "Wikidata": PREFIXES["wd"],
}
_ALIGNING = {
    standard(name)
    for name in (
        "rdfs:subClassOf",
        "rdfs:subPropertyOf",
        "rdfs:range",
        "owl:equivalentClass",
        "skos:closeMatch",
    )
}


@pytest.fixture(scope="module")
def triples(ontology_dir: Path) -> list[ox.Triple]:
    return read_turtle(ontology_dir / "kg.ttl")


@pytest.fixture(scope="module")
def described(triples: list[ox.Triple]) -> dict[str, dict[str, list[str]]]:
    """Local name -> property IRI -> values, for every term of ours."""
    terms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        subject, value = triple.subject, triple.object
        assert isinstance(subject, ox.NamedNode), "a blank node cannot be cited"
        assert isinstance(value, ox.NamedNode | ox.Literal)
        if subject.value.startswith(ONTOLOGY):
            name = subject.value.removeprefix(ONTOLOGY)
            terms[name][triple.predicate.value].append(value.value)
    return terms


@pytest.fixture(scope="module")
def strings(project_root: Path) -> list[str]:
    """Every string in the code that is no docstring."""
    return [
        node.value
        for path in sorted((project_root / "kg").rglob("*.py"))
        for node in _expressions(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def _expressions(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield all nodes but those of docstrings."""
    for child in ast.iter_child_nodes(tree):
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield child
            yield from _expressions(child)


def _declared(files: Iterator[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(files))


def _iri(name: str) -> str:
    return standard(name).value


def test_every_term_has_a_label_and_a_definition(
    described: dict[str, dict[str, list[str]]],
) -> None:
    """Each class, property and concept can be understood from the file alone."""
    for name, found in described.items():
        (label,), (definition,) = found[_iri("rdfs:label")], found[_iri("skos:definition")]
        assert label, name
        assert definition.endswith("."), name
        assert len(definition.split()) > 2, name


def test_every_property_has_a_domain_and_a_range(
    described: dict[str, dict[str, list[str]]],
) -> None:
    """What a property goes from and to is said once, and our own classes exist."""
    classes = {name for name, found in described.items() if _is(found, "owl:Class")}
    for name, found in described.items():
        if _is(found, "owl:Class", "skos:Concept", "skos:ConceptScheme"):
            continue
        ends = [*found[_iri("rdfs:domain")], *found[_iri("rdfs:range")]]
        assert len(ends) == 2, name
        ours = {end.removeprefix(ONTOLOGY) for end in ends if end.startswith(ONTOLOGY)}
        assert ours <= classes, name


def _is(found: dict[str, list[str]], *kinds: str) -> bool:
    return not {_iri(kind) for kind in kinds}.isdisjoint(found[_iri("rdf:type")])


def test_predicates_between_entities_have_an_inverse(ontology: Ontology) -> None:
    """Every relation can be told from its object: by itself if symmetric, else by a twin."""
    for predicate in ontology.predicates.values():
        if predicate.range in ontology.parents:
            assert predicate.inverse_label, predicate.name
            assert (predicate.inverse == predicate.name) == predicate.symmetric
        else:
            assert predicate.inverse is None, predicate.name


def test_inverses_go_from_range_to_domain(
    triples: list[ox.Triple], ontology: Ontology, described: dict[str, dict[str, list[str]]]
) -> None:
    """The twin of a predicate swaps its ends and names it back."""
    inverse = standard("owl:inverseOf")
    pairs = {(t.subject, t.object) for t in triples if t.predicate == inverse}
    assert pairs == {(other, one) for one, other in pairs}
    for name, twin in ontology.inverses.items():
        predicate, found = ontology.predicates[twin], described[name]
        assert found[_iri("rdfs:domain")] == [ONTOLOGY + predicate.range], name
        assert found[_iri("rdfs:range")] == [ONTOLOGY + predicate.domain], name


@pytest.mark.parametrize("vocabulary", sorted(_STANDARDS))
def test_ontology_is_aligned(vocabulary: str, triples: list[ox.Triple]) -> None:
    """Terms are tied to each of the vocabularies that others know."""
    namespace = _STANDARDS[vocabulary]
    tied = [
        triple
        for triple in triples
        if triple.predicate in _ALIGNING
        and isinstance(triple.object, ox.NamedNode)
        and triple.object.value.startswith(namespace)
    ]
    assert tied


def test_header_names_licence_and_version(triples: list[ox.Triple]) -> None:
    """Whoever loads the ontology knows which one it is and what may be done with it."""
    header = ox.NamedNode(ONTOLOGY.rstrip("#"))
    found = {t.predicate for t in triples if t.subject == header}
    names = ("dcterms:title", "dcterms:description", "dcterms:license", "owl:versionInfo")
    assert {standard(name) for name in names} <= found


def test_ladder_of_commitment_is_in_order(ontology: Ontology) -> None:
    """The rungs come in the order in which a party can climb and leave them."""
    assert ontology.schemes["CommitmentLadder"] == (
        "announced",
        "negotiating",
        "signed",
        "ratified",
        "suspended",
        "withdrawn",
    )


def test_statuses_and_tiers_are_those_of_the_model(ontology: Ontology) -> None:
    """A claim can have exactly the statuses and tiers that the ontology explains."""
    assert set(ontology.schemes["StatusScheme"]) == set(STATUSES)
    assert set(ontology.schemes["TierScheme"]) == set(TIERS)


def test_shapes_list_the_concepts_of_the_schemes(ontology: Ontology, ontology_dir: Path) -> None:
    """A rung or a status that is added to its scheme is allowed by the shapes as well."""
    shapes = (ontology_dir / "shapes.ttl").read_text(encoding="utf-8")
    listed = [set(_PREFIXED.findall(names)) for names in re.findall(r"sh:in \((.*?)\)", shapes)]
    assert all(set(concepts) in listed for concepts in ontology.schemes.values())


def test_entity_types_and_their_parents_are_those_of_the_model(ontology: Ontology) -> None:
    """The type of every entity is a class, and lies under the types the code says."""
    types = set(ID_PREFIXES)
    assert all("Entity" in ontology.ancestors(name) for name in types)
    above = {name: types & set(ontology.parents[name]) for name in types}
    assert {name: p for name, p in above.items() if p} == {n: {p} for n, p in PARENTS.items()}


def test_predicates_are_those_of_the_model(ontology: Ontology) -> None:
    """Extraction and ontology know the same predicates, with the same nature."""
    assert set(ontology.predicates) == set(PREDICATES)
    assert {p.name for p in ontology.predicates.values() if p.symmetric} == SYMMETRIC
    assert [p.name for p in ontology.predicates.values() if p.functional] == list(FUNCTIONAL)


def test_no_term_is_used_that_is_not_defined(
    ontology: Ontology, project_root: Path, strings: list[str]
) -> None:
    """Code, saved queries and shapes name no term that the ontology lacks."""
    root = project_root
    queries = _declared((root / "data" / "queries").glob("*.rq"))
    shapes = _declared((root / "ontology").glob("shapes.ttl"))
    known = frozenset(ontology.labels)
    assert set(_PREFIXED.findall(shapes)) <= known
    assert set(_PREFIXED.findall(queries)) <= ontology.names, "queries cannot ask for inverses"
    assert {name for text in strings for name in _PREFIXED.findall(text)} <= ontology.names
    assert set(_calls_of("term", root / "kg" / "graph")) <= ontology.names


def _calls_of(function: str, directory: Path) -> Iterator[str]:
    """Yield the constant arguments with which a function is called."""
    for path in sorted(directory.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == function:
                yield from (str(a.value) for a in node.args if isinstance(a, ast.Constant))


def test_no_term_is_defined_that_is_never_used(
    ontology: Ontology,
    project_root: Path,
    strings: list[str],
    triples: list[ox.Triple],
) -> None:
    """Every term serves: in code, patterns, queries or shapes, or to define one that does.

    The inverse of a predicate serves too: by its label facts are worded from their object.
    """
    root = project_root
    files = [*(root / "data").rglob("*.yaml"), *(root / "data").rglob("*.rq")]
    written = _declared(iter([*files, root / "ontology" / "shapes.ttl"]))
    used = set(_WORD.findall(written)) | {w for text in strings for w in _WORD.findall(text)}
    used |= set(ontology.inverses)
    structure = {
        standard(name) for name in ("rdfs:domain", "rdfs:range", "rdfs:subClassOf", "skos:inScheme")
    }
    for triple in triples:
        if triple.predicate in structure and isinstance(triple.object, ox.NamedNode):
            used.add(triple.object.value.removeprefix(ONTOLOGY))
    assert set(ontology.labels) - used == set()


def test_names_leave_out_what_the_graph_never_holds(ontology: Ontology) -> None:
    """A query for an inverse would find nothing, so it is no name to query by."""
    assert "hasParticipant" not in ontology.names
    assert ontology.inverses["hasParticipant"] == "participatesIn"
    assert {"participatesIn", "Claim", "asserted", "role"} <= ontology.names


def test_ancestors_follow_every_line(ontology: Ontology) -> None:
    """An accord is an agreement as well as something that parties can join."""
    assert {"Accord", "Agreement", "Initiative", "Entity"} <= ontology.ancestors("Accord")
    assert "SharedWork" not in ontology.ancestors("Accord")
