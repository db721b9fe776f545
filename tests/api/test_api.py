"""The Python API on the bundled articles, as a notebook uses it."""

from __future__ import annotations

import html
import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest
import rdflib

from kg import KnowledgeGraph
from kg.errors import (
    DocumentError,
    KgError,
    QueryError,
    RegistryError,
    StoreError,
    UnknownNameError,
)
from kg.model import Document

SENEGAL = "https://w3id.org/spacekg/id/country/senegal"
SIGNERS = "SELECT ?who { ?who kg:signatoryOf accord:artemis-accords }"


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    """A working directory without data of its own, in which the bundled articles are built."""
    directory = tmp_path_factory.mktemp("notebook")
    shutil.copytree(built / "build" / "claims", directory / "build" / "claims")  # read before
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(directory)
        with KnowledgeGraph.open() as graph:
            assert graph.build().failures == ()
    return directory


@pytest.fixture
def graph(directory: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KnowledgeGraph]:
    monkeypatch.chdir(directory)
    with KnowledgeGraph.open() as graph:
        yield graph


def test_rows_are_plain_python(graph: KnowledgeGraph) -> None:
    """A query gives dictionaries of strings and numbers, no terms of a library."""
    assert {"who": SENEGAL} in graph.query(SIGNERS)
    rows = graph.query("SELECT (COUNT(*) AS ?n) { ?a a kg:Article }")
    assert rows == [{"n": len(graph.project.articles)}]


def test_yes_no_and_triples_are_rows_as_well(graph: KnowledgeGraph) -> None:
    """Whatever was asked, the answer is a list of dictionaries."""
    assert graph.query("ASK { country:senegal a kg:Country }") == [{"answer": True}]
    rows = graph.query("CONSTRUCT { ?s a kg:Country } WHERE { ?s a kg:Country }")
    assert SENEGAL in {row["subject"] for row in rows}
    assert set(rows[0]) == {"subject", "predicate", "object"}


def test_saved_queries_take_values_as_arguments(graph: KnowledgeGraph) -> None:
    """A saved query is called like a function with names of entities."""
    labels = {row["memberLabel"] for row in graph.query("members", programme="ILRS")}
    assert "Senegal" in labels
    assert "members" in graph.queries
    with pytest.raises(UnknownNameError, match="members"):
        graph.query("member")
    with pytest.raises(QueryError, match="saved queries"):
        graph.query(SIGNERS, programme="ILRS")


def test_a_frame_has_the_columns_of_the_query(graph: KnowledgeGraph) -> None:
    """With pandas an answer is a DataFrame, also when it is empty."""
    pandas = pytest.importorskip("pandas", reason="pandas is an extra")
    frame = graph.frame(SIGNERS)
    assert isinstance(frame, pandas.DataFrame)
    assert SENEGAL in set(frame["who"])
    empty = graph.frame("SELECT ?a ?b { ?a kg:signatoryOf ?b . FILTER(false) }")
    assert list(empty.columns) == ["a", "b"]
    assert len(empty) == 0


def test_without_pandas_it_says_how_to_get_it(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing extra is named, with the package that brings it."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KgError, match="notebook"):
        graph.frame(SIGNERS)


def test_graph_is_an_rdflib_graph_over_the_store(graph: KnowledgeGraph) -> None:
    """Those who know rdflib find its graph, with our prefixes and all triples."""
    assert isinstance(graph.graph, rdflib.Graph)
    assert len(graph.graph) == graph.stats().triples
    assert (rdflib.URIRef(SENEGAL),) in set(graph.graph.query(SIGNERS))


def test_network_is_a_networkx_graph(graph: KnowledgeGraph) -> None:
    """Entities are nodes and claims are edges, so graph algorithms run on it."""
    network = graph.network()
    assert isinstance(network, networkx.MultiDiGraph)
    assert network.nodes["country/senegal"]["label"] == "Senegal"
    assert network.has_edge("country/senegal", "accord/artemis-accords")


def test_extract_reads_text_and_files(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """A file is read, whether named by a string or a path; text is told as such."""
    text = "Ghana signed the Artemis Accords on 3 May 2026.\n"
    path = tmp_path / "news.txt"
    path.write_text(text)
    before = graph.stats()
    (claim,) = graph.extract(path)
    assert (claim.subject.id, claim.predicate) == ("country/ghana", "signatoryOf")
    for found in (
        graph.extract(str(path)),
        graph.extract(text=text),
        graph.extract(Document("news", text)),
    ):
        assert [c.id for c in found] == [claim.id]
    assert graph.stats() == before


def test_extract_never_takes_a_file_name_for_a_text(graph: KnowledgeGraph) -> None:
    """A file that is not there is an error, and so is saying nothing or too much."""
    with pytest.raises(DocumentError, match=r"kenya\.md: cannot be read"):
        graph.extract("kenya.md")
    for arguments in ({}, {"article": "a.txt", "text": "Ghana."}):
        with pytest.raises(TypeError, match="either"):
            graph.extract(**arguments)
    with pytest.raises(TypeError, match="metadata in itself"):
        graph.extract(Document("a", "Ghana."), title="News")


def test_a_text_may_be_given_its_date(graph: KnowledgeGraph) -> None:
    """With the day of publication, "on Tuesday" is a date; a false day is refused."""
    text = "Ghana signed the Artemis Accords on Tuesday.\n"
    (claim,) = graph.extract(text=text, date="2026-05-08", title="News")
    assert claim.qualifiers["date"] == "2026-05-05"
    with pytest.raises(DocumentError, match="2026-02-30"):
        graph.extract(text=text, date="2026-02-30")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ASK { ?x kg:hasParticipant ?y }", "inverse of kg:participatesIn.*swap subject"),
        ("SELECT ?x { ?x a kg:Party }", "ask for kg:Country or kg:Organisation"),
    ],
)
def test_a_term_that_the_graph_never_uses_is_explained(
    graph: KnowledgeGraph, query: str, words: str
) -> None:
    """What would always be empty is answered with what to ask for instead."""
    with pytest.raises(QueryError, match=words):
        graph.query(query)


def test_show_of_an_entity_without_facts_names_those_that_have_some(project_dir: Path) -> None:
    """The company Belintersat is known but never mentioned; the satellite is."""
    with KnowledgeGraph.open(project_dir) as graph:
        graph.add(Document("news", "China launched Belintersat-1 in 2016.\n"))
        portrait = graph.show("belintersat")
        assert portrait.entity.ref.id == "organisation/belintersat"
        assert portrait.facts == ()
        assert [ref.id for ref in portrait.near] == ["spacecraft/belintersat-1"]
        assert graph.show("Belintersat-1").near == ()
        assert graph.show("Greenland").near == ()


def test_show_separates_what_it_does_from_what_is_done_to_it(graph: KnowledgeGraph) -> None:
    """Outgoing, incoming and mere mentions of an entity are kept apart."""
    portrait = graph.show("Artemis Accords")
    assert portrait.entity.ref.id == "accord/artemis-accords"
    assert "country/senegal" in {fact.subject.id for fact in portrait.incoming}
    assert all(fact.subject.id == portrait.entity.ref.id for fact in portrait.outgoing)
    assert all(fact.evidence for fact in portrait.facts)


def test_entities_found_in_text_are_found_by_their_name(project_dir: Path) -> None:
    """Whoever no registry knows is shown by label or id; a slip gets a suggestion."""
    text = "Anna Example, chairman of the China National Space Administration, spoke.\n"
    with KnowledgeGraph.open(project_dir) as graph:
        graph.add(Document("news", text))
        portrait = graph.show("anna example")
        assert portrait.entity.found_in_text
        assert [fact.predicate for fact in portrait.outgoing] == ["holdsPosition"]
        for name in ("person/anna-example", "person:anna-example"):
            assert graph.show(name) == portrait
        with pytest.raises(UnknownNameError, match="Did you mean Anna Example"):
            graph.show("Ana Example")


def test_view_and_page_are_the_same(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """The page goes to the build directory or where it is wanted."""
    path = graph.view(focus="Senegal", hops=1)
    assert path == graph.project.build / "graph.html"
    page = path.read_text(encoding="utf-8")
    assert page == graph.page("Senegal", 1)
    other = graph.view(tmp_path / "new" / "senegal.html", focus="Senegal", hops=1)
    assert other.read_text(encoding="utf-8") == page


def test_export_writes_to_a_stream(graph: KnowledgeGraph) -> None:
    """Without a file the format is given by name."""
    stream = io.BytesIO()
    graph.export(stream, "nt")
    quads = ox.parse(stream.getvalue(), format=ox.RdfFormat.N_TRIPLES)
    assert sum(1 for _ in quads) == graph.stats().triples


def test_contradictions_are_a_list_to_look_at(graph: KnowledgeGraph) -> None:
    """Each with the sides that stand against each other."""
    assert graph.contradictions()
    assert all(len(found.sides) >= 2 for found in graph.contradictions())


def test_check_reads_the_registry_as_it_is_now(project_dir: Path) -> None:
    """A name given to a second entity is an error with file and line, even after loading."""
    with KnowledgeGraph.open(project_dir) as graph:
        graph.build()
        assert "accord/x" not in graph.registry.entities
        accords = project_dir / "data" / "entities" / "accords.yaml"
        entry = "- id: accord/x\n  type: Accord\n  label: Kenya\n"
        accords.write_text(entry + accords.read_text())
        with pytest.raises(RegistryError, match=r"\.yaml:\d+: 'Kenya' names both"):
            graph.check()


def test_a_notebook_shows_counts_and_the_page(project_dir: Path) -> None:
    """The cell has a small table, and the page in a frame that cannot reach out of it."""
    article = project_dir / "data" / "articles" / "news.txt"
    article.write_text("Ghana signed the Artemis Accords on 3 May 2026.\n")
    graph = KnowledgeGraph.open(project_dir)
    graph.build()
    cell = graph._repr_html_()
    assert f"<td>{graph.stats().triples:,}</td>" in cell
    srcdoc = cell.partition('srcdoc="')[2].partition('"')[0]
    assert html.unescape(srcdoc) == graph.page()
    assert "allow-same-origin" not in cell


def test_before_the_build_a_notebook_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Showing or asking an unbuilt graph names the command that builds it."""
    monkeypatch.chdir(tmp_path)
    with KnowledgeGraph.open() as graph:
        assert "kg build" in graph._repr_html_()
        with pytest.raises(StoreError, match="kg build"):
            graph.query(SIGNERS)


def test_what_was_added_is_seen_at_once(project_dir: Path) -> None:
    """An open graph answers from the new state, and from the old one after removal."""
    with KnowledgeGraph.open(project_dir) as graph:
        graph.build()
        ask = "ASK { country:ghana kg:signatoryOf ?accord }"
        assert graph.query(ask) == [{"answer": False}]
        graph.add(Document("news", "Ghana signed the Artemis Accords on 3 May 2026.\n"))
        assert graph.query(ask) == [{"answer": True}]
        graph.remove("news")
        assert graph.query(ask) == [{"answer": False}]


def test_progress_is_told(project_dir: Path) -> None:
    """A build says how many articles there are and how far it is."""
    (project_dir / "data" / "articles" / "a.txt").write_text("Nothing is said here.\n")
    steps: list[tuple[str, int, int]] = []
    with KnowledgeGraph.open(project_dir, progress=lambda *step: steps.append(step)) as graph:
        graph.build()
    assert steps[0] == ("reading articles", 0, 1)
    assert steps[-1] == ("writing the graph", 0, 0)
