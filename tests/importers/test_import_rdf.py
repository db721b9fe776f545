"""Any RDF file: a mapping query turns it into rows, each of which is one statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.conftest import Run, facts

TURTLE = """\
@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:m1 a ex:Flight ; rdfs:label "Example Mission" ; ex:with ex:th , ex:xx ;
    ex:start "2031-04-01"^^xsd:date .
ex:th rdfs:label "Thailand" .
ex:xx rdfs:label "Example Institute" .
"""
MAP = """\
PREFIX ex: <http://example.org/>
SELECT ?subject ?subjectLabel ?subjectType ("participatesIn" AS ?predicate)
       ?object ?objectLabel ("Mission" AS ?objectType) (?start AS ?since) {
  ?object a ex:Flight ; rdfs:label ?objectLabel ; ex:with ?subject ; ex:start ?start .
  ?subject rdfs:label ?subjectLabel
  BIND(IF(?subject = ex:xx, "Organisation", "") AS ?subjectType)
}
"""
pytestmark = pytest.mark.usefixtures("files")
IMPORT = ("import", "rdf", "missions.ttl", "--map", "map.rq")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "missions.ttl").write_text(TURTLE)
    (tmp_path / "map.rq").write_text(MAP)
    return tmp_path


def test_each_row_of_the_query_is_a_statement_with_its_source(kg: Run) -> None:
    about = ("--title", "Missions", "--publisher", "An Institute", "--licence", "CC0")
    result = kg(*IMPORT, *about, "--date", "2031-06-01")
    assert result.exit_code == 0, result.stderr
    assert facts(kg) == {
        ("Thailand", "participatesIn", "Example Mission"),
        ("Example Institute", "participatesIn", "Example Mission"),
    }
    shown = kg("show", "Thailand").stdout
    assert "An Institute, Missions, 2031-06-01" in shown
    assert "since: 2031-04-01" in shown
    assert kg("check").exit_code == 0


def test_the_same_file_gives_the_same_rows_and_they_go_again(kg: Run) -> None:
    kg("build")
    before = kg("export", "-o", "-", "-f", "nt").stdout
    kg(*IMPORT)
    assert "the graph is as it was" in kg(*IMPORT).stderr
    kg("remove", "data/rdf-missions")
    assert kg("export", "-o", "-", "-f", "nt").stdout == before


def test_rows_that_state_nothing_of_ours_are_told(files: Path, kg: Run) -> None:
    (files / "map.rq").write_text(
        "PREFIX ex: <http://example.org/> SELECT ?subject ?predicate ?object ?ordinal {"
        ' VALUES (?subject ?predicate ?object ?ordinal) { ("Thailand" "likes" "ILRS" 1)'
        ' ("Thailand" kg:memberCount "ILRS" 1) ("ILRS" kg:memberCount "many" 1)'
        ' ("Siam City" kg:participatesIn "ILRS" 1) ("Thailand" kg:signatoryOf'
        ' "Artemis Accords" "first") } }'
    )
    told = kg(*IMPORT).stderr
    for words in (
        "'likes' is none of our predicates",
        "'many' is no whole number",
        "'Siam City' is not known; give subjectType for a new thing",
        "ordinal: 'first' is no whole number",
        "1 kept, 4 cannot be used",
    ):
        assert words in told
    assert facts(kg) == {("Thailand", "signatoryOf", "Artemis Accords")}


def test_a_wrong_line_of_n_triples_does_not_spoil_the_others(files: Path, kg: Run) -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    (files / "x.nt").write_text(f'<x:a> {label} "Thailand" .\nnonsense\n<x:b> {label} "Laos" .\n')
    (files / "map.rq").write_text(
        'SELECT ?subject ("signatoryOf" AS ?predicate) ("Artemis Accords" AS ?object)'
        " { ?x rdfs:label ?subject }"
    )
    told = kg("import", "rdf", "x.nt", "--map", "map.rq").stderr
    assert "x.nt:2: is no N-Triples" in told
    assert {s for s, _, _ in facts(kg)} == {"Thailand", "Laos"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.ttl", "nonsense", "x.ttl:1: is no Turtle"),
        ("x.rdf", '<!DOCTYPE x [<!ENTITY a "b">]><x/>', "x.rdf: has a DOCTYPE"),
        ("x.csv", "a,b", "no RDF format ends in '.csv'"),
    ],
)
def test_a_file_that_is_no_rdf_is_refused(
    files: Path, kg: Run, name: str, content: str, words: str
) -> None:
    (files / name).write_text(content)
    result = kg("import", "rdf", name, "--map", "map.rq")
    assert result.exit_code == 3
    assert words in result.stderr


def test_a_mapping_query_must_be_there_be_a_select_and_parse(files: Path, kg: Run) -> None:
    assert kg("import", "rdf", "missions.ttl").exit_code == 2
    for query, words in (
        ("ASK { ?s ?p ?o }", "a mapping query is a SELECT"),
        ("SELECT ?subject { ?s ?p }", "line 1, column"),
        ("SELECT ?subject { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT ?thing { ?thing ?p ?o }", "none of its columns is called `subject`"),
    ):
        (files / "map.rq").write_text(query)
        result = kg(*IMPORT)
        assert result.exit_code == 3
        assert words in result.stderr
