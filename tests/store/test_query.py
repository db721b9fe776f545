"""Queries of users: what is added to them, and what is said of their slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.graph.namespaces import ONTOLOGY
from kg.graph.ontology import Ontology
from kg.graph.query import prepare, run
from kg.graph.scanner import scan
from kg.graph.store import EmbeddedStore

KNOWN = frozenset({"Claim", "Country", "participatesIn", "signatoryOf", "status", "planned"})


def test_prefixes_need_not_be_typed(store: EmbeddedStore) -> None:
    """A query with none of its prefixes declared finds its answer."""
    results = run(store, "SELECT ?p { country:sweden kg:signatoryOf ?p }", KNOWN)
    assert list(results.cells()) == [("accord:artemis-accords",)]


def test_declared_prefixes_stay_as_declared(store: EmbeddedStore) -> None:
    """A user's own prefix, even one of our names, means what the user says."""
    text = f"PREFIX country: <{ONTOLOGY}> ASK {{ ?x a country:Country }}"
    assert run(store, text, KNOWN).boolean is True


def test_only_prefixes_in_use_are_added() -> None:
    """What looks like a name in a string, a comment or an IRI needs no prefix."""
    text = 'ASK { ?x ?y \'kg:Claim\', """skos:x\n\'""", <http://a/#dcterms:x> } # xsd:date'
    assert prepare(text, KNOWN) == text
    assert prepare("ASK { ?x a kg:Claim }").startswith("PREFIX kg: <")


def assert_refused(text: str, line: int, column: int, words: str) -> None:
    """Assert that a query is an error at a place of its own text, told in these words."""
    with pytest.raises(QueryError) as caught:
        prepare(text, KNOWN)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("SELEC ?x { ?x ?y ?z }", 1, 1, "unexpected SELEC. Did you mean SELECT"),
        ("SELECT *\nWHERE {\n  ?s ?p }", 3, 9, "unexpected }"),
        ("SELECT ?é { # é {\n ?é a kg:Claim . . }", 2, 18, "unexpected ."),
        ("SELECT ?x { ?x a kg:Claim FILTR(?x) }", 1, 27, "Did you mean FILTER"),
        ("SELECT ?x WHERE ?x a kg:Claim }", 1, 17, "expected {"),
        ("SELECT ?x { ?x a kg:Claim FILTER(?x == 1) }", 1, 38, "unexpected ="),
        ("SELECT ?x { ?x a kg:Claim } ORDER ?x", 1, 35, "unexpected ?x"),
        ("SELECT ?x { ?x a <Claim> }", 1, 18, "no absolute IRI"),
        ("SELECT ?x {\n ?x a kg:Claim ", 1, 11, "the { that opens here is never closed"),
        ("SELECT ?x { ?x a 'abc }", 1, 18, "the string that opens here is never closed"),
        ('SELECT ?x { ?x a """abc" }', 1, 18, "the string that opens here is never closed"),
        ("SELECT ?x { ?x a kg:Claim } LIMIT", 1, 34, "ends too early"),
        ("", 1, 1, "ends too early"),
    ],
)
def test_a_syntax_error_is_placed_where_the_user_made_it(
    text: str, line: int, column: int, words: str
) -> None:
    """Line and column are those of the token that cannot be read, in the text as typed."""
    assert_refused(text, line, column, words)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("ASK {\n ?x kg:participateIn ?y }", 2, 5, "Did you mean kg:participatesIn?"),
        ("ASK { ?x kg:participatesin ?y }", 1, 10, "Did you mean kg:participatesIn?"),
        (f"ASK {{ ?x a <{ONTOLOGY}Clame> }}", 1, 12, "Did you mean kg:Claim"),
        (f"PREFIX my: <{ONTOLOGY}> ASK {{ ?x my:statu ?y }}", 1, 58, "Did you mean kg:status"),
        ("ASK { ?x kg:zzzzzz ?y }", 1, 10, "the ontology has no term kg:zzzzzz"),
        ("ASK { ?x kg:particpatesIn ?y }", 1, 10, "Did you mean kg:participatesIn?"),
        ("ASK { contry:pakistan ?x ?y }", 1, 7, "Did you mean country:pakistan?"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_nearest(
    text: str, line: int, column: int, words: str
) -> None:
    """An unknown term or prefix is an error at its place that names what looks like it."""
    assert_refused(text, line, column, words)


def test_an_inverse_is_explained(ontology_dir: Path) -> None:
    """Asking for a property that only has inverse triples says which one to ask for."""
    ontology = Ontology.load(ontology_dir)
    inverse, stored = next(iter(ontology.inverses.items()))
    with pytest.raises(QueryError, match=f"inverse of kg:{stored}.*swap"):
        prepare(f"ASK {{ ?x kg:{inverse} ?y }}", ontology.names, ontology.unused)


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("Party", "kg:Country or kg:Organisation"),
        ("Initiative", "kg:Accord, kg:Mission, kg:Programme or kg:Spacecraft"),
        ("SharedWork", "kg:Mission, kg:Programme or kg:Spacecraft"),
        ("Launchable", "kg:Mission or kg:Spacecraft"),
        ("Record", "kg:Agreement or kg:Claim"),
        ("Entity", "kg:Agreement, kg:Country, kg:Mission, kg:Organisation, kg:Person, "
         "kg:Programme or kg:Spacecraft"),
    ],
)  # fmt: skip
def test_a_class_without_nodes_is_explained(ontology_dir: Path, name: str, instead: str) -> None:
    """Asking for a class that types no node names those that do, not an empty answer."""
    ontology = Ontology.load(ontology_dir)
    with pytest.raises(QueryError, match=f"kg:{name} is the type of no node.* ask for {instead}$"):
        prepare(f"SELECT ?x {{ ?x a kg:{name} }}", ontology.names, ontology.unused)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x { ?x a kg:Claim ?x kg:status ?y }",
        "SELECT ?x { ?x a kg:Claim kg:status ?y }",
        "SELECT ?x { ?x kg:status kg:planned a kg:Claim }",
        "SELECT ?x { ?x a kg:Claim <http://a/b> ?y ; kg:status ?z }",
    ],
)
def test_a_missing_full_stop_is_hinted_at(text: str) -> None:
    """A term behind a complete triple is told with the mark that is missing before it."""
    with pytest.raises(QueryError, match=r"column 2[7-9]|column 37") as caught:
        prepare(text, KNOWN)
    assert str(caught.value).endswith("; perhaps a . or ; is missing before it")


@pytest.mark.parametrize(
    "text", ["SELECT ?x { ?x a <Claim> }", "SELECT ?x WHERE ?x { ?x a ?y }", "ASK { ?x 'a' ?y }"]
)
def test_other_slips_get_no_such_hint(text: str) -> None:
    """Where a full stop would not mend it, none is asked for."""
    with pytest.raises(QueryError) as caught:
        prepare(text, KNOWN)
    assert "missing before it" not in str(caught.value)


def test_an_error_can_name_the_file_of_the_query() -> None:
    """Within a file, line and column follow its path as editors expect it."""
    with pytest.raises(QueryError) as caught:
        prepare("SELECT ?x {\n ?x ?y }", KNOWN)
    assert str(caught.value.within("m.rq")).startswith("m.rq:2:8: unexpected }")
    assert str(QueryError("no place").within("m.rq")) == "m.rq: no place"


def test_names_with_odd_characters_are_read_whole() -> None:
    """A final full stop, an escape or a colon in a name does not mislead the check."""
    text = r"ASK { ?s a kg:Claim. ?s spacecraft:a\-b ?o. id:claim\/x a kg:Claim ; ?p wd:Q1,wd:Q2 }"
    assert text in prepare(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("INSERT DATA { <http://a> <http://b> 1 }", "INSERT changes the graph"),
        ("PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }", "DELETE changes the graph"),
        ("drop all", "DROP changes the graph"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "SERVICE asks another server"),
        ("SELECT * FROM <http://x/> { ?s ?p ?o }", "FROM names another graph"),
        ("select * from named <http://x/> { ?s ?p ?o }", "FROM names another graph"),
    ],
)
def test_what_writes_or_leaves_the_machine_is_refused(text: str, words: str) -> None:
    """Updates and clauses that fetch from elsewhere are refused with the reason."""
    with pytest.raises(QueryError, match=words):
        prepare(text)


def test_words_that_only_look_like_clauses_pass() -> None:
    """SERVICE, FROM and DELETE as variables, names or strings are no clauses."""
    text = "ASK { ?service ?from 'DELETE FROM' . spacecraft:service ?delete ?insert }"
    assert text in prepare(text)


def test_a_query_that_would_overflow_the_engine_is_refused() -> None:
    """Thousands of nested brackets, which would end the process, are a plain error."""
    with pytest.raises(QueryError, match="nest 5000 deep"):
        prepare("ASK " + "{" * 5000 + "}" * 5000)
    assert prepare("ASK " + "{" * 100 + "}" * 100)


def test_an_unknown_function_is_an_error() -> None:
    """A function that the engine lacks is named."""
    with pytest.raises(QueryError, match="http://x/f"):
        prepare("SELECT (<http://x/f>(1) AS ?y) {}")


def test_an_ungrouped_variable_is_explained() -> None:
    """Mixing a count with a plain variable says what is wrong."""
    with pytest.raises(QueryError, match="neither grouped by nor aggregated"):
        prepare("SELECT ?y (COUNT(?x) AS ?n) { ?x a ?y }")


def test_tokens_are_half_open_stretches_of_the_text() -> None:
    """Each token's interval cuts out exactly its own text."""
    text = "SELECT ?x { ?x kg:a/^kg:b* 1.5e3, -.5, true, 'it''s'@en-GB, _:b.1 . } # end"
    tokens = scan(text)
    assert [text[token.start : token.end] for token in tokens] == [t.text for t in tokens]
    kinds = {token.text: token.kind for token in tokens}
    assert kinds["1.5e3"] == kinds[".5"] == "number"
    assert kinds["@en-GB"] == "language"
    assert kinds["_:b.1"] == "blank"
    assert "end" not in kinds
