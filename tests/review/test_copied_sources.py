"""Copies of one text confirm nothing among themselves, and stand in for one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest

from kg.api import KnowledgeGraph
from kg.build import writer
from kg.model import Document
from kg.project import Project

ILRS = "the International Lunar Research Station"
BODY = " ".join(f"Guest number {n} spoke of the long road to this day." for n in range(20))
CHAD_IN = "ASK { country:chad kg:participatesIn programme:ilrs }"
WHY = """SELECT DISTINCT ?why { ?claim rdf:subject country:chad ; kg:tier kg:accepted ;
    kg:confirmedBy ?why } ORDER BY ?why"""
# The desk of the paper changed the very sentence that states it, so only the mark of a copy
# tells that both are one source.
WIRE = Document(
    "wire", f"{BODY}\n\nAs told, Chad sided with {ILRS}.\n", date="2025-05-01", url="https://w.test"
)
PAPER = Document(
    "paper", f"{BODY}\n\nChad warmed to {ILRS}, it says.\n", date="2025-05-02", url="https://p.test"
)
THIRD = Document("third", f"In the end Chad warmed to {ILRS}.\n", date="2025-05-03")


@pytest.fixture(params=["few", "many"])
def graph(
    weak: Project, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[KnowledgeGraph]:
    """A graph without an article; changes are written at one go or, as of many, in portions."""
    for path in weak.articles:
        path.unlink()
    if request.param == "many":
        for limit in ("_BATCH", "_LEAVING", "_FEW"):
            monkeypatch.setattr(writer, limit, 1)
    with KnowledgeGraph(weak) as graph:
        graph.build()
        yield graph


def lines(graph: KnowledgeGraph) -> list[str]:
    return sorted(map(str, graph.store.triples()))


def holds(graph: KnowledgeGraph) -> object:
    return graph.query(CHAD_IN)[0]["answer"]


def why(graph: KnowledgeGraph) -> list[str]:
    return [str(row["why"]).rpartition("/id/")[2] for row in graph.query(WHY)]


def test_two_copies_are_one_source(graph: KnowledgeGraph) -> None:
    """Both state the candidate, each in its words, and it stays one until a third confirms it."""
    graph.add(WIRE, PAPER)
    assert graph.copies() == {"paper": "wire"}
    (fact,) = graph.facts()
    assert {quote.article.id for quote in fact.evidence} == {"wire", "paper"}
    assert (fact.tier, holds(graph), why(graph)) == ("candidate", False, [])
    before = lines(graph)
    graph.add(THIRD)
    assert (holds(graph), why(graph)) == (True, ["article/third", "article/wire"])
    assert graph.check().conforms
    graph.remove("third")
    assert lines(graph) == before


def test_the_copy_speaks_once_the_original_is_gone(graph: KnowledgeGraph) -> None:
    """The copy takes its place as a source, and alone is as little as the original was."""
    graph.add(PAPER)
    alone = lines(graph)
    graph.add(THIRD)
    expected = lines(graph)
    graph.add(WIRE)
    assert why(graph) == ["article/third", "article/wire"]
    graph.remove("wire")
    assert why(graph) == ["article/paper", "article/third"]
    assert lines(graph) == expected
    graph.remove("third")
    assert lines(graph) == alone
    assert holds(graph) is False


def test_an_original_that_comes_late_takes_a_source_away(graph: KnowledgeGraph) -> None:
    """Two papers confirm each other only until the text is found that both repeat."""
    words = BODY.split()
    start, end = " ".join(words[:165]), " ".join(words[35:200])
    one = Document("one", f"{start}\n\nChad sided with {ILRS}.\n", url="https://one.test")
    two = Document("two", f"{end}\n\nChad warmed to {ILRS}.\n", url="https://two.test")
    graph.add(one, two)
    assert graph.copies() == {}
    assert why(graph) == ["article/one", "article/two"]
    graph.add(WIRE)
    assert graph.copies() == {"one": "wire", "two": "wire"}
    assert holds(graph) is False


def test_any_order_gives_the_same_graph(graph: KnowledgeGraph) -> None:
    """Original, copy and third source may come one by one in any order, or all at once."""
    graph.add(WIRE, PAPER, THIRD)
    expected = lines(graph)
    for order in permutations([WIRE, PAPER, THIRD]):
        graph.remove("wire", "paper", "third")
        for document in order:
            graph.add(document)
        assert lines(graph) == expected


def test_what_a_person_rejects_is_no_source_in_any_printing(graph: KnowledgeGraph) -> None:
    """A reading found wrong in the original does not confirm through the copy, until undone."""
    graph.add(WIRE, PAPER, THIRD)
    before = lines(graph)
    review = graph.review(reviewer="Ann Reader", date="2026-01-31")
    (fact,) = graph.facts()
    review.decide(fact, "reject", articles=["wire"])
    assert review.update().changed
    assert (holds(graph), why(graph)) == (False, [])
    review.undo()
    assert review.update().changed
    assert lines(graph) == before


def test_a_decision_is_applied_to_what_comes_in(graph: KnowledgeGraph) -> None:
    """Articles that are added after a decision on them get it at once, copies or not."""
    graph.add(WIRE, PAPER)
    review = graph.review(reviewer="Ann Reader", date="2026-01-31")
    (fact,) = graph.facts()
    review.decide(fact, "accept", articles=["paper"])
    review.update()
    assert holds(graph) is True
    expected = lines(graph)
    graph.remove("paper")
    assert holds(graph) is False
    graph.add(PAPER)
    assert lines(graph) == expected
