"""Syndicated copies: recorded as what they are, never counted twice, exact in any order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest

from kg.api import KnowledgeGraph
from kg.graph.articles import independent
from kg.model import Document
from kg.project import Project

BODY = (
    "Egypt signed the Artemis Accords on 1 May 2025. "
    + " ".join(f"Guest number {n} spoke of the long road to this day." for n in range(12))
    + "\n"
)
WIRE = Document("wire", BODY, date="2025-05-01", publisher="Wire", url="https://wire.example/1")
PAPER = Document(
    "a-paper",
    f"By our own desk\n\n{BODY}\nFirst printed elsewhere.\n",
    date="2025-05-02",
    publisher="Paper",
    url="https://paper.example/x",
)
SITE = Document("site", BODY, date="2025-05-03", url="https://site.example/y")
OTHER = Document("other", "China signed nothing at all that anyone has heard of.\n")


@pytest.fixture
def graph(small: Project) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph(small) as graph:
        graph.build()
        yield graph


def lines(graph: KnowledgeGraph) -> list[str]:
    """The graph as sorted N-Triples."""
    return sorted(map(str, graph.store.triples()))


def test_a_copy_names_the_first_article(graph: KnowledgeGraph) -> None:
    """The one dated first is the original, whatever the ids; the report says what is a copy."""
    report = graph.add(PAPER, OTHER, SITE, WIRE)
    assert graph.copies() == {"a-paper": "wire", "site": "wire"}
    told = {outcome.id: (outcome.status, outcome.copy_of) for outcome in report.outcomes}
    assert told["a-paper"] == ("copy", "wire")
    assert told["wire"] == ("added", "")
    assert graph.stats().copies == 2
    assert graph.check().conforms


def test_copies_are_no_second_source(graph: KnowledgeGraph) -> None:
    """A claim that three papers print has three quotes and one independent source."""
    graph.add(WIRE, PAPER, SITE)
    (fact,) = [f for f in graph.facts() if f.subject.id == "country/egypt"]
    sources = {quote.article.id for quote in fact.evidence}
    assert sources == {"wire", "a-paper", "site"}
    assert independent(sources, graph.copies()) == {"wire"}


def test_any_order_gives_the_same_graph(graph: KnowledgeGraph) -> None:
    """Six orders of adding three articles, one by one, and one call end in the same bytes."""
    graph.add(WIRE, PAPER, SITE)
    expected = lines(graph)
    for order in permutations([WIRE, PAPER, SITE]):
        graph.remove("wire", "a-paper", "site")
        for document in order:
            graph.add(document)
        assert lines(graph) == expected


def test_a_copy_takes_the_place_of_the_original(graph: KnowledgeGraph) -> None:
    """When the original goes, the graph is as if only the copies had ever come."""
    graph.add(PAPER, SITE)
    expected = lines(graph)
    assert graph.copies() == {"site": "a-paper"}
    graph.add(WIRE)
    assert graph.copies() == {"a-paper": "wire", "site": "wire"}
    graph.remove("wire")
    assert lines(graph) == expected
    assert graph.query("ASK { country:egypt kg:signatoryOf ?any }") == [{"answer": True}]
    graph.remove("a-paper")
    assert graph.copies() == {}
    assert graph.query("ASK { country:egypt kg:signatoryOf ?any }") == [{"answer": True}]


def test_a_build_finds_the_same_copies(graph: KnowledgeGraph, small: Project) -> None:
    """A graph made anew from the kept articles is the one that grew by additions."""
    graph.add(SITE)
    graph.add(WIRE, PAPER)
    expected = lines(graph)
    with (small.root / "data/entities/few.yaml").open("a") as stream:
        stream.write("# a remark\n")
    assert graph.build().changed
    assert lines(graph) == expected


def test_the_same_text_from_the_same_place_is_not_added_again(graph: KnowledgeGraph) -> None:
    """Another name for what is there already is no copy, and neither is no address at all."""
    graph.add(WIRE)
    before = lines(graph)
    for again in (
        Document("again", BODY, url=WIRE.url),
        Document("again", BODY),
        Document("again", BODY, publisher="Wire"),
    ):
        report = graph.add(again)
        assert not report.changed
        assert [outcome.status for outcome in report.outcomes] == ["known"]
    assert lines(graph) == before


def test_an_edited_copy_is_no_copy_any_more(graph: KnowledgeGraph) -> None:
    """A copy that is replaced by another text loses its mark."""
    graph.add(WIRE, SITE)
    assert graph.copies() == {"site": "wire"}
    graph.add(Document("site", "Senegal signed the Artemis Accords.\n", url=SITE.url))
    assert graph.copies() == {}
