"""Each shape catches what it is for, with a message that says what is wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from kg.errors import DataFileError
from kg.graph.check import Report, check, core, reference, sparql
from kg.graph.namespaces import PREFIXES, iri, shorten, standard
from kg.graph.ontology import read_turtle
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model.decision import Decision, Statement

if TYPE_CHECKING:
    from tests.graph.conftest import Reading

_HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
_PEOPLE = """
    country:peru a kg:Country ; rdfs:label "Peru" ; skos:prefLabel "Peru"@en .
    country:chile a kg:Country ; rdfs:label "Chile" ; skos:prefLabel "Chile"@en .
    programme:p a kg:Programme ; rdfs:label "P" ; skos:prefLabel "P"@en .
"""
_CLAIM = "claim:c a kg:Claim ; "
_STATED = "claim:c a kg:Claim ; rdf:subject country:peru ; rdf:predicate kg:participatesIn ; "
_ROW = "evidence:r oa:hasSource data:d . data:d a kg:DataFile . claim:c a kg:Claim ; "
_ROW += "kg:evidence evidence:r ; "

CASES = [
    # claims
    (_CLAIM + "rdf:object programme:p .", "exactly one subject"),
    (_CLAIM + "rdf:subject 'Peru' .", "exactly one subject"),
    (_CLAIM + "rdf:predicate kg:hasJoined .", "exactly one predicate"),
    (_STATED + "rdf:object programme:p , programme:q .", "exactly one object"),
    (_STATED + "kg:status kg:asserted , kg:planned .", "exactly one status"),
    (_STATED + "kg:status kg:rumoured .", "exactly one status"),
    (_STATED + "kg:tier kg:asserted .", "in a tier"),
    (_STATED + "kg:confidence 1.5 .", "a decimal number from 0 to 1"),
    (_STATED + "kg:confidence '0.5' .", "a decimal number from 0 to 1"),
    (_STATED + "kg:standing kg:accepted .", "undated or uncertain"),
    (_STATED + "rdf:object programme:p .", "without evidence does not exist"),
    (_STATED + "kg:evidence evidence:none .", "without evidence does not exist"),
    # decisions on them
    ("id:d a kg:Decision ; kg:decides country:peru .", "exactly one claim"),
    ("id:d a kg:Decision ; kg:verdict kg:perhaps .", "accept, reject or correct"),
    ("id:d a kg:Decision ; oa:hasSource country:peru .", "exactly one article"),
    ("id:d a kg:Decision ; prov:wasAttributedTo 'me' .", "names the person"),
    ("id:d a kg:Decision ; dcterms:date 'today' .", "the day on which it was taken"),
    ("id:d a kg:Decision ; kg:correctedTo country:peru .", "leads to one claim"),
    (_STATED + "kg:confirmedBy id:d ; kg:tier kg:candidate .", "that is confirmed is accepted"),
    (_STATED + "kg:confirmedBy country:peru .", "a decision, another claim or an article"),
    # rulings on them
    ("id:r a kg:Ruling ; kg:conflictKind 'quarrel' .", "on one kind of conflict"),
    ("id:r a kg:Ruling ; prov:wasAttributedTo 'me' .", "names the person who ruled"),
    ("id:r a kg:Ruling .", "gives its reason"),
    ("id:r a kg:Ruling ; dcterms:date 'today' .", "the day on which it was made"),
    (_STATED + "kg:overruledBy id:r ; kg:tier kg:accepted .", "overruled does not stand"),
    (_STATED + "kg:overruledBy country:peru .", "What overrules a claim is a ruling"),
    (_STATED + "kg:upheldBy country:peru .", "What upholds a claim is a ruling"),
    # what they state
    (
        _CLAIM + "rdf:subject programme:p ; rdf:predicate kg:participatesIn .",
        "programme:p cannot be the subject of kg:participatesIn: it is no party.",
    ),
    (
        _STATED + "rdf:object country:chile .",
        "country:chile cannot be the object of kg:participatesIn: it is no shared work.",
    ),
    (
        _STATED + "rdf:object 'the programme' .",
        "the programme cannot be the object of kg:participatesIn",
    ),
    (
        _CLAIM + "rdf:predicate kg:launchVehicle ; rdf:object 5 .",
        "5 cannot be the value of kg:launchVehicle, which takes xsd:string.",
    ),
    (
        _CLAIM + "rdf:predicate kg:plannedFor ; rdf:object country:peru .",
        "cannot be the value of kg:plannedFor",
    ),
    (
        _CLAIM + "rdf:predicate kg:launchDate ; rdf:object 'in spring' .",
        "in spring is no well-formed date",
    ),
    (_CLAIM + "rdf:predicate kg:memberCount ; rdf:object -3 .", "a whole number from 0"),
    # qualifiers
    (_STATED + "kg:sha256 'ab' .", "cannot have kg:sha256"),
    (_STATED + "kg:role 'member' , 'partner' .", "kg:role only once"),
    (_STATED + "kg:ordinal 'third' .", "kg:ordinal cannot be “third”"),
    (_STATED + "kg:role '' .", "kg:role cannot be “”"),
    (_STATED + "kg:what country:nowhere .", "country:nowhere is neither"),
    (_STATED + "kg:date '2023-02-30'^^xsd:date .", "2023-02-30 is no well-formed date"),
    (_STATED + "kg:since '2023-13'^^xsd:gYearMonth .", "2023-13 is no well-formed date"),
    (_STATED + "kg:asOf 'Tuesday' .", "Tuesday is no well-formed date"),
    (_STATED + "kg:asOf 'Tuesday'^^edtf:EDTF .", "Tuesday is no well-formed date"),
    (
        _STATED + "kg:earliest '2024-01-02'^^xsd:date ; kg:latest '2024-01-01'^^xsd:date .",
        "not after its latest day",
    ),
    (_STATED + "kg:latest '2024' .", "The latest day of a claim is a day"),
    (_STATED + "kg:ordinal 0 .", "An ordinal is a whole number from 1"),
    (_STATED + "kg:comparator 'more than' .", "A comparator is one of"),
    (_STATED + "kg:commitment kg:accepted .", "a rung of the ladder"),
    (_STATED + "kg:agreement country:peru .", "is described as an agreement"),
    # direct triples
    (
        "country:peru kg:participatesIn programme:p .",
        "country:peru kg:participatesIn programme:p stands in the graph, but no accepted",
    ),
    (
        "country:peru kg:participatesIn programme:p ."
        + _STATED
        + "rdf:object programme:p ; kg:status kg:planned ; kg:tier kg:accepted .",
        "stands in the graph",
    ),
    (
        "country:chile kg:participatesIn programme:p ."
        + _STATED
        + "rdf:object programme:p ; kg:status kg:asserted ; kg:tier kg:candidate .",
        "stands in the graph",
    ),
    # evidence
    ("evidence:e a kg:Evidence .", "exactly one article"),
    ("evidence:e a kg:Evidence ; oa:hasSource country:peru .", "exactly one article"),
    ("evidence:e a kg:Evidence ; oa:hasSelector id:q .", "two selectors"),
    (
        "evidence:e a kg:Evidence ; oa:hasSelector id:q , id:r . id:q oa:exact 'a' , 'b' .",
        "exactly one quote",
    ),
    (
        "evidence:e a kg:Evidence ; oa:hasSelector id:q . id:q oa:exact 'a' .",
        "exactly one position",
    ),
    ("evidence:e a kg:Evidence .", "names the pattern"),
    ("evidence:e a kg:Evidence ; kg:disputed 'maybe' .", "Evidence is disputed, or nothing"),
    ("evidence:e a kg:Evidence ; prov:wasAttributedTo 'me' .", "names the extractor"),
    (
        "evidence:e a kg:Evidence ; oa:hasSelector id:q , id:p ."
        "id:q oa:exact 'four' . id:p oa:start 10 ; oa:end 15 .",
        "The quote is not as long as its position says",
    ),
    ("id:q a oa:TextQuoteSelector ; oa:exact '' .", "they are not empty"),
    ("id:p a oa:TextPositionSelector ; oa:start -1 ; oa:end 5 .", "starts at 0 or later"),
    ("id:p a oa:TextPositionSelector ; oa:start 7 ; oa:end 5 .", "before its end"),
    ("id:p a oa:TextPositionSelector ; oa:start 7 .", "exactly one end"),
    # articles
    ("article:a a kg:Article .", "64 hexadecimal digits"),
    ("article:a a kg:Article ; kg:sha256 'ABC' .", "64 hexadecimal digits"),
    ("data:a a kg:DataFile .", "64 hexadecimal digits"),
    ("data:a a kg:DataFile . evidence:a oa:hasSource data:a .", "names no source"),
    ("evidence:a a kg:Evidence ; dcterms:source country:peru .", "What a row cites is a source"),
    ("article:a a kg:Article ; dcterms:issued 'May 2024' .", "The date of a document"),
    ("country:fiji a kg:Country .", "Nothing in the graph speaks of this entity"),
    # dates of rows
    (_ROW + "kg:since '2016-05-01' ; kg:until '2016-04' .", "ends before it begins"),
    (
        _ROW + "rdf:predicate kg:signatoryOf ; rdf:object accord:a ; kg:status kg:asserted ; "
        "kg:tier kg:accepted ; kg:latest '2020-10-12'^^xsd:date . claim:d rdf:subject accord:a ; "
        "rdf:predicate kg:ledBy ; kg:since '2020-10-13' ; kg:tier kg:accepted ; "
        "kg:earliest '2020-10-13'^^xsd:date .",
        "join before what it joins began",
    ),
    (
        _ROW + "rdf:predicate kg:operatedBy ; rdf:subject spacecraft:s ; kg:status kg:asserted ; "
        "kg:tier kg:accepted ; kg:since '2015' . claim:d rdf:subject spacecraft:s ; "
        "rdf:predicate kg:launchDate ; rdf:object '2016-01-15' ; kg:status kg:asserted ; "
        "kg:tier kg:accepted .",
        "operated before it was launched",
    ),
    (
        _ROW + "rdf:subject country:peru ; rdf:predicate kg:signatoryOf ; rdf:object accord:a ; "
        "kg:commitment kg:ratified ; kg:latest '1980-01-01'^^xsd:date ; kg:tier kg:accepted . "
        "claim:d rdf:subject country:peru ; rdf:predicate kg:signatoryOf ; rdf:object accord:a ; "
        "kg:commitment kg:signed ; kg:earliest '1981-06-23'^^xsd:date ; kg:tier kg:accepted .",
        "ratify before it signed",
    ),
    (
        _ROW + "kg:status kg:asserted ; kg:tier kg:accepted ; "
        "kg:earliest '2024-05-01'^^xsd:date . evidence:r dcterms:source source:s . "
        "source:s dcterms:issued '2024-04' .",
        "too old to know",
    ),
    ("article:a a kg:Article ; dcterms:title '' .", "at most one title"),
    (
        "article:a a kg:Article ; schema:url <ftp://example.org/a> .",
        "The address of an article begins with http",
    ),
    ("article:a a kg:Article ; kg:copyOf country:peru .", "A copy repeats one article"),
    (
        "article:a kg:copyOf article:b . article:b kg:copyOf article:c . article:a a kg:Article .",
        "not another copy",
    ),
    ("article:a a kg:Brief , kg:Article .", "A brief names the sources"),
    ("id:s a kg:Source ; dcterms:issued '2024-99'^^xsd:gYearMonth .", "The date of a source"),
    ("id:s a kg:Source ; schema:url 'https://example.org' .", "The address of a source"),
    # entities
    ("[] a kg:Mission ; rdfs:label 'M' .", "a blank node cannot be cited"),
    ("mission:m a kg:Mission ; skos:prefLabel 'M'@en .", "An entity has a label"),
    ("mission:m a kg:Mission ; rdfs:label 'M' ; skos:prefLabel 'M' .", "with its language"),
    (
        "mission:m a kg:Mission ; rdfs:label 'M' ; schema:sameAs <urn:m> .",
        "What an entity is the same as",
    ),
    ("organisation:o a kg:Agency ; kg:country country:atlantis .", "at most one country"),
    ("country:x a kg:Country ; kg:iso2 'pe' .", "two capital letters"),
    ("country:x a kg:Country ; kg:iso3 'PE' .", "three capital letters"),
    ("organisation:esa a kg:Organisation ; kg:iso2 'EU' .", "Only a country has an ISO code"),
    ("organisation:esa a kg:Organisation ; kg:iso3 'EUR' .", "Only a country has an ISO code"),
    ("organisation:esa a kg:Organisation ; kg:noradId '5' .", "Only a mission or a spacecraft"),
    ("spacecraft:s a kg:Satellite ; kg:cosparId '2016-1A' .", "such as 2016-001A"),
    ("spacecraft:s a kg:Satellite ; kg:cosparId '2016-001A', '2016-001B' .", "COSPAR designator"),
    ("spacecraft:s a kg:Satellite ; kg:noradId '00005' .", "without leading zeros"),
    # agreements
    (
        "claim:c a kg:Claim ; rdf:predicate kg:agreementWith ; kg:status kg:asserted ;"
        "kg:tier kg:accepted ; kg:agreement agreement:a . agreement:a kg:party country:peru .",
        "at least two parties",
    ),
    ("agreement:a kg:party programme:p .", "A party to an agreement is a country"),
]


def _parsed(turtle: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(_HEAD + turtle, format=ox.RdfFormat.TURTLE)]


@cache
def _check(turtle: str, ontology_dir: Path) -> Report:
    return check(_parsed(turtle), ontology_dir)


def _messages(ontology_dir: Path) -> list[str]:
    message = standard("sh:message")
    triples = read_turtle(ontology_dir / "shapes.ttl")
    return [t.object.value for t in triples if t.predicate == message]  # type: ignore[union-attr]


@pytest.mark.parametrize(("turtle", "message"), CASES)
def test_shape_catches_its_fixture(turtle: str, message: str, ontology_dir: Path) -> None:
    """A graph with one fault is found out, in words that name the fault."""
    report = _check(_PEOPLE + turtle, ontology_dir)
    assert not report.conforms
    assert message in "\n".join(violation.message for violation in report.violations)


def test_every_message_has_a_fixture(ontology_dir: Path) -> None:
    """No rule stands in the shapes that these tests do not break."""
    wordings = {
        message: re.compile(re.sub(r"\\{\\[?$]\w+\\}|\\{\\\?\w+\\}", ".*", re.escape(message)))
        for message in _messages(ontology_dir)
    }
    told = [
        violation.message
        for turtle, _ in CASES
        for violation in _check(_PEOPLE + turtle, ontology_dir).violations
    ]
    unbroken = [m for m, wording in wordings.items() if not any(map(wording.fullmatch, told))]
    assert unbroken == []


def test_every_constraint_has_a_message(ontology_dir: Path) -> None:
    """No violation is worded by the validator in place of a person."""
    triples = read_turtle(ontology_dir / "shapes.ttl")
    bearing = {t.subject for t in triples if t.predicate == standard("sh:message")}
    paths = {t.subject for t in triples if t.predicate == standard("sh:path")}
    queries = {t.object for t in triples if t.predicate == standard("sh:sparql")}
    assert paths | queries <= bearing
    assert all(message.endswith(".") for message in _messages(ontology_dir))


def test_sound_graph_passes_and_every_shape_looked_at_it(
    triples: frozenset[ox.Triple], ontology_dir: Path
) -> None:
    """A brief with claims of every kind breaks no rule, and no rule passes by idleness."""
    report = check(triples, ontology_dir)
    assert report.violations == ()
    assert report.conforms
    assert set(report.idle) <= {"comparators"}


def test_sound_decisions_break_no_rule(reading: Reading, ontology_dir: Path) -> None:
    """Claims that people accepted, rejected and corrected make a graph without a fault."""
    weak, built, leader = (reading.claim(name) for name in ("builtFor", "builtBy", "ledBy"))
    right = Statement.of(leader).corrected(status="planned")
    parts = ("station-grows", "words", "Ann Reader", "2026-01-31", "looked it up")
    decisions = (
        Decision("accept", Statement.of(weak), *parts),
        Decision("reject", Statement.of(built), *parts),
        Decision("correct", Statement.of(leader), *parts, right),
    )
    triples = article_triples(reading.document, reading.claims, reading.registry, decisions)
    report = check(triples, ontology_dir)
    assert report.violations == ()
    direct = {shorten(t.predicate) for t in triples if t.subject == iri("spacecraft/belintersat-1")}
    assert "kg:builtFor" in direct
    assert "kg:builtBy" not in direct


def test_empty_graph_conforms_but_says_that_nothing_was_checked(ontology_dir: Path) -> None:
    """A shape that found nothing to look at is reported as idle, not as passed."""
    report = check([], ontology_dir)
    assert report.conforms
    assert {"claims", "evidence", "articles", "entities", "qualifiers"} <= set(report.idle)


def test_store_and_triples_give_the_same_report(
    triples: frozenset[ox.Triple], ontology_dir: Path
) -> None:
    """It does not matter whether a graph comes from a store, nor in which order."""
    broken = sorted(triples, key=str)[::3]
    with EmbeddedStore() as store:
        store.load(broken)
        report = check(store, ontology_dir)
    assert report.violations
    assert report == check(reversed(broken), ontology_dir)


def test_violation_names_node_property_and_value(ontology_dir: Path) -> None:
    """Whoever reads a violation can find the triple that is wrong."""
    turtle = "country:x a kg:Country ; rdfs:label 'X' ; skos:prefLabel 'X'@en ; kg:iso2 'pe' ."
    turtle += " claim:c rdf:subject country:x ."
    (violation,) = _check(turtle, ontology_dir).violations
    assert (violation.shape, violation.focus) == ("countries", "country:x")
    assert (violation.path, violation.value) == ("kg:iso2", "pe")


def test_symmetric_claim_bears_out_both_direct_triples(ontology_dir: Path) -> None:
    """One accepted claim stands for the triple and its reverse, but only if symmetric."""
    claim = """claim:c rdf:subject country:peru ; rdf:object country:chile ;
        rdf:predicate kg:{0} ; kg:status kg:asserted ; kg:tier kg:accepted .
        country:peru kg:{0} country:chile . country:chile kg:{0} country:peru ."""
    both = _check(_PEOPLE + claim.format("competesWith"), ontology_dir)
    one = _check(_PEOPLE + claim.format("dependsOnForLaunch"), ontology_dir)
    rules = [[v.message for v in r.violations if v.shape == "direct triples"] for r in (both, one)]
    assert rules[0] == []
    assert len(rules[1]) == 1
    assert rules[1][0].startswith("country:chile kg:dependsOnForLaunch country:peru stands")


@pytest.mark.parametrize("turtle", [turtle for turtle, _ in CASES][11:45:4])
def test_setwise_constraints_find_what_the_standard_finds(turtle: str, ontology_dir: Path) -> None:
    """Running a SPARQL constraint once finds the nodes that pySHACL finds one by one."""
    ontology, shapes = (read_turtle(ontology_dir / name) for name in ("kg.ttl", "shapes.ttl"))
    triples = [*ontology, *_parsed(_PEOPLE + turtle)]
    found = sparql.violations(triples, shapes)
    data, rules = reference.plain_graph(triples), reference.plain_graph(shapes)
    _, results, _ = pyshacl.validate(data, shacl_graph=rules)
    component, focus = rdflib.SH.sourceConstraintComponent, rdflib.SH.focusNode
    expected = {
        shorten(ox.NamedNode(str(results.value(result, focus))))
        for result in results.subjects(component, rdflib.SH.SPARQLConstraintComponent)
    }
    assert {violation.focus for violation in found} == expected


def test_validation_leaves_rdflib_as_it_was(ontology_dir: Path) -> None:
    """Literals that others parse afterwards are normalised as before."""
    before = rdflib.NORMALIZE_LITERALS
    check([], ontology_dir)
    assert before == rdflib.NORMALIZE_LITERALS
    assert str(rdflib.Literal("01", datatype=rdflib.XSD.integer)) == "1"


def test_broken_ontology_file_is_named_with_its_line(tmp_path: Path) -> None:
    """A slip in a shapes file is reported at its place."""
    (tmp_path / "shapes.ttl").write_text("@prefix a: <http://a/> .\n\na:b a:c\n")
    with pytest.raises(DataFileError, match=r"shapes\.ttl:[34]: no valid Turtle"):
        check([], tmp_path)
    with pytest.raises(DataFileError, match="cannot be read"):
        check([], tmp_path / "missing")


@pytest.mark.parametrize("faults", [*(turtle for turtle, _ in CASES[::7]), "all", "holes"])
def test_core_is_read_as_the_reference_reads_it(
    faults: str, triples: frozenset[ox.Triple], ontology_dir: Path
) -> None:
    """The same nodes, values and words, and as much looked at, as pySHACL tells."""
    ontology, shapes = (read_turtle(ontology_dir / name) for name in ("kg.ttl", "shapes.ttl"))
    if faults == "holes":
        graph = [triple for at, triple in enumerate(sorted(triples, key=str)) if at % 4]
    elif faults == "all":
        graph = [triple for turtle, _ in CASES for triple in _parsed(_PEOPLE + turtle)]
    else:
        graph = _parsed(_PEOPLE + faults)
    found, counts = core.validate([*ontology, *graph], shapes)
    expected, expected_counts = reference.validate([*ontology, *graph], shapes)
    assert set(found) == set(expected)
    assert counts == expected_counts


def test_shipped_shapes_are_read_without_the_reference(ontology_dir: Path) -> None:
    """Validation is fast as long as our shapes use what we read ourselves."""
    program = "import sys; from pathlib import Path; from kg.graph.check import check;"
    program += "check([], Path(sys.argv[1])); print('pyshacl' in sys.modules)"
    command = [sys.executable, "-c", program, str(ontology_dir)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False\n"


def test_shapes_of_another_kind_are_left_to_the_reference() -> None:
    """A project may use any constraint of SHACL Core in shapes of its own."""
    own = """@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix kg: <https://w3id.org/spacekg/ontology#> .
        :Short a sh:NodeShape ; sh:name "short" ; sh:targetClass kg:Country ;
            sh:property [ sh:path kg:iso2 ; sh:maxLength 2 ; sh:message "Two letters." ] ."""
    shapes = [quad.triple for quad in ox.parse(own, format=ox.RdfFormat.TURTLE)]
    found, counts = core.validate(_parsed("country:x a kg:Country ; kg:iso2 'PER' ."), shapes)
    assert [(one.message, one.value) for one in found] == [("Two letters.", "PER")]
    assert [(one.shape, one.checked) for one in counts] == [("short", 1)]
