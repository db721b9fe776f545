"""One contract for every store: in memory, on disk, and at two engines.

Where Virtuoso differs, a test says how.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import KgError, PartialAnswerError, QueryError, StoreError
from kg.graph.literals import boolean, decimal, integer
from kg.graph.namespaces import EDTF, iri, standard, term
from kg.graph.remote import RemoteStore
from kg.graph.store import EmbeddedStore

from .conftest import ENGINES, MOST_ROWS, engine_of

AnyStore = EmbeddedStore | RemoteStore


@pytest.fixture(params=["memory", "disk", *ENGINES])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyStore]:
    """An empty store of each kind."""
    if request.param in ENGINES:
        opened: AnyStore = engine_of(request, request.param).open()
    else:
        opened = EmbeddedStore(tmp_path / "store" if request.param == "disk" else None)
    with opened:
        yield opened


def is_virtuoso(store: AnyStore) -> bool:
    return isinstance(store, RemoteStore) and store.endpoint.query.endswith("/sparql")


def triple(number: int, value: str = "") -> Triple:
    return Triple(iri(f"country/c{number:05}"), term("ordinal"), Literal(value or f"n{number}"))


def values(store: AnyStore) -> list[str]:
    return [
        str(t.object.value) for t in store.triples(ordered=True) if isinstance(t.object, Literal)
    ]


def test_a_select_gives_rows(store: AnyStore) -> None:
    """Rows come with their variables, in order, unbound ones as None; each answer once."""
    store.load(map(triple, range(3)))
    results = store.query(
        "SELECT ?s ?o ?none { ?s ?p ?o OPTIONAL { ?o <http://x> ?none } } ORDER BY ?o"
    )
    assert results.variables == ("s", "o", "none")
    assert list(results.terms()) == [(triple(n).subject, triple(n).object, None) for n in range(3)]
    with pytest.raises(QueryError, match="read already"):
        list(results.terms())


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml"])
def test_rows_are_written_the_same_by_every_store(store: AnyStore, format: str) -> None:
    """An answer in a format of W3C is the same bytes wherever the graph is."""
    with EmbeddedStore() as other:
        for each in (store, other):
            each.load([triple(1, "a, “b”\n<c>"), triple(2, "x\ty")])
        text = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s"
        assert store.query(text).serialize(format) == other.query(text).serialize(format)


@pytest.mark.parametrize(("number", "there"), [(1, True), (2, False)])
def test_an_ask_gives_yes_or_no(store: AnyStore, number: int, there: bool) -> None:
    """Yes is yes, and no is no, in every form."""
    store.load([triple(1)])
    results = store.query(f"ASK {{ {triple(number).subject} ?p ?o }}")
    assert (results.kind, results.boolean) == ("boolean", there)
    assert results.serialize("csv") == (b"true" if there else b"false")


def test_a_construct_gives_triples(store: AnyStore) -> None:
    """Each triple once, sorted; none is no error."""
    store.load(map(triple, range(3)))
    label = standard("rdfs:label")
    results = store.query(f"CONSTRUCT {{ ?s {label} ?o . ?s a ?p }} WHERE {{ ?s ?p ?o }} LIMIT 3")
    found = results.triples()
    assert len(found) == 6
    assert found == sorted(found, key=str)
    assert store.query("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p 'nothing' }").triples() == []


def test_a_description_is_given_or_refused(store: AnyStore) -> None:
    """A DESCRIBE gives what is said of a thing; Virtuoso hides whether that is all of it."""
    store.load(map(triple, range(3)))
    text = f"DESCRIBE {triple(1).subject}"
    if is_virtuoso(store):
        with pytest.raises(PartialAnswerError, match="cannot be seen for DESCRIBE"):
            store.query(text)
    else:
        assert store.query(text).triples() == [triple(1)]


def test_an_update_changes_the_graph(store: AnyStore) -> None:
    """An update runs; where the store is a named graph, it has to name it."""
    store.load(map(triple, range(2)))
    head, graph = "", store.endpoint.graph if isinstance(store, RemoteStore) else ""
    text = "DELETE { ?s ?p ?o } INSERT { ?s ?p 'new' } WHERE { ?s ?p ?o FILTER(?o = 'n0') }"
    if graph:
        with pytest.raises(QueryError, match="name the graph"):
            store.update(text)
        head = f"WITH <{graph}> "
    store.update(head + text)
    assert sorted(values(store)) == ["n1", "new"]


def test_what_is_no_sparql_is_refused_and_changes_nothing(store: AnyStore) -> None:
    """A slip in a query or an update is a QueryError."""
    store.load([triple(1)])
    with pytest.raises(QueryError):
        store.query("SELECT ?s { ?s ?p ")
    with pytest.raises(QueryError):
        store.update("INSERT DATA { GRAPH <http://g> { <http://a> <http://b> ")
    assert list(store.triples()) == [triple(1)]


@pytest.mark.parametrize(
    "text", ["LOAD <http://x/>", "INSERT { ?s ?p 1 } WHERE { SERVICE <http://x> {} }"]
)
def test_an_update_fetches_from_nowhere(store: AnyStore, text: str) -> None:
    """What would make an engine fetch something is refused before it is sent."""
    with pytest.raises(QueryError, match="line 1, column"):
        store.update(text)


def test_apply_removes_then_adds(store: AnyStore) -> None:
    """What is removed is gone, what is added is there, what is in both stays."""
    store.load(map(triple, range(4)))
    store.apply(remove=[triple(0), triple(1)], add=[triple(1), triple(9)])
    assert list(store.triples(ordered=True)) == [triple(n) for n in (1, 2, 3, 9)]
    store.apply([], [])
    store.apply([triple(7)], [triple(9)])  # neither changes anything
    assert len(store) == 4


def test_a_change_that_breaks_off_while_it_is_made_up_changes_nothing(store: AnyStore) -> None:
    """A source of triples that fails half-way has no effect on the graph."""

    def broken() -> Iterator[Triple]:
        yield triple(2)
        raise ValueError("half-way")

    store.load([triple(1)])
    with pytest.raises(ValueError, match="half-way"):
        store.apply([triple(1)], broken())
    assert list(store.triples()) == [triple(1)]


def test_ten_thousand_triples_come_back(store: AnyStore) -> None:
    """So many are loaded, counted, given in order whatever the limit of rows, and taken out."""
    many = [triple(n, f"“{n % 7}”") for n in range(10_000)]
    store.load(reversed(many))
    store.load(many[:100])  # what is there already is there once
    assert len(store) == 10_000
    assert list(store.triples(ordered=True)) == many
    store.apply(many[:6_000], [triple(n) for n in range(10_000, 13_000)])
    assert len(store) == 7_000


def test_one_thing_with_more_triples_than_the_engine_gives_rows(store: AnyStore) -> None:
    """A graph is whole even where one subject alone has more than the limit."""
    many = [Triple(iri("country/x"), term("ordinal"), integer(n)) for n in range(MOST_ROWS + 500)]
    store.load(many)
    assert set(store.triples()) == set(many)


def test_less_than_the_whole_is_never_given(store: AnyStore) -> None:
    """Beyond an engine's limit of rows an answer is an error, in rows as in triples."""
    store.load(map(triple, range(MOST_ROWS + 1)))
    rows, graph = "SELECT ?o { ?s ?p ?o }", "CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }"
    if is_virtuoso(store):
        for text in (rows, graph):
            with pytest.raises(PartialAnswerError, match=f"no more than {MOST_ROWS} rows"):
                store.query(text)
    else:
        assert len(list(store.query(rows).terms())) == MOST_ROWS + 1
        assert len(store.query(graph).triples()) == MOST_ROWS + 1


TEXTS = (
    "plain",
    " spaces  kept ",
    "tab\tline\nreturn\rend",
    "quotes \"' and \\ back\\n slashes",
    "“curly”, Ünïcödé, e\u0301 is not \u00e9, 嫦娥六号, Чандраян, \u202eright to left\u202c",
    "\U0001f680 beyond the first plane",
    "<b>&amp;</b> ?x $y {z} @en ^^ #",
    "a" * 300_000,
    "“long” " * 40_000,
)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12].strip())
def test_every_text_comes_back_as_it_was(store: AnyStore, text: str) -> None:
    """No character of a literal is lost or changed, however many there are."""
    given = {
        triple(1, text),
        Triple(iri("country/x"), term("ordinal"), Literal(text, language="en")),
    }
    store.apply([], given)
    assert set(store.triples()) == given
    assert set(store.query("CONSTRUCT WHERE { ?s ?p ?o }").triples()) == given
    store.apply(given, [])
    assert len(store) == 0


def test_literals_come_back_in_the_form_that_we_write(store: AnyStore) -> None:
    """Numbers, days, periods and languages in canonical form keep value and datatype."""
    xsd = {name: standard(f"xsd:{name}") for name in ("date", "gYear", "gYearMonth", "gMonthDay")}
    literals = [
        *map(integer, (0, 7, -3, 10**9)),
        *map(decimal, (0.98, 1.0, 0.000001, -2.5)),
        boolean(True),
        boolean(False),
        Literal("2024-02-29", datatype=xsd["date"]),
        Literal("2016", datatype=xsd["gYear"]),
        Literal("2023-10", datatype=xsd["gYearMonth"]),
        Literal("--10-23", datatype=xsd["gMonthDay"]),
        Literal("203X", datatype=EDTF),
        Literal("2024~", datatype=EDTF),
        Literal("moon", language="en"),
        Literal("moon", language="en-gb"),
        Literal("moon"),
        Literal("1"),
        Literal("true"),
    ]
    given = {Triple(triple(n).subject, term("ordinal"), o) for n, o in enumerate(literals)}
    store.load(given)
    assert set(store.triples()) == given
    assert {row[0] for row in store.query("SELECT ?o { ?s ?p ?o }").terms()} == set(literals)
    store.apply(given, [])
    assert list(store.triples()) == []


def test_equal_values_of_two_types_are_two(store: AnyStore) -> None:
    """A number and a yes or no at one property are two triples; Virtuoso takes them for one."""
    given = {Triple(iri("country/x"), term("ordinal"), o) for o in (integer(0), boolean(False))}
    store.load(given)
    assert len(store) == (1 if is_virtuoso(store) else 2)


def test_addresses_come_back_as_they_were(store: AnyStore) -> None:
    """Letters of any script and percent signs in IRIs stay."""
    nodes = ("http://example.org/é/嫦娥?a=1&b=%C3%A9#x", "urn:isbn:123", iri("country/x").value)
    given = {Triple(NamedNode(n), NamedNode(n), NamedNode(n)) for n in nodes}
    store.load(given)
    assert set(store.triples()) == given


def test_blank_nodes_are_refused(store: AnyStore) -> None:
    """A change by blank nodes cannot be taken back, so it is an error and does nothing."""
    blank = Triple(BlankNode("b"), term("ordinal"), Literal("x"))
    for remove, add in ([[blank], []], [[], [triple(1), blank]]):
        with pytest.raises(StoreError, match="blank node"):
            store.apply(remove, add)
    assert len(store) == 0


def test_a_closed_store_answers_no_more(store: AnyStore) -> None:
    """After close every use is an error, and closing again is none."""
    store.close()
    store.close()
    for use in (lambda: store.query("ASK {}"), lambda: list(store.triples())):
        with pytest.raises(StoreError, match="is closed"):
            use()
    with pytest.raises(KgError):
        store.apply([], [triple(1)])
