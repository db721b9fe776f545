"""What people decided holds in the graph, exactly as long as they say so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.build.generations import Generations
from kg.errors import DecisionError, UnknownNameError
from kg.graph.facts import Fact, all_facts
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model.decision import Statement

Write = Callable[[str, str], Path]

SECOND = "Officials said that Chad warmed to the International Lunar Research Station.\n"
STRONG = "Chad rallied to the International Lunar Research Station.\n"
CHAD_IN = "ASK { country:chad kg:participatesIn programme:ilrs }"
DECIDED = """SELECT ?verdict ?who ?why { ?decision kg:decides ?claim ; kg:verdict ?verdict ;
    prov:wasAttributedTo/rdfs:label ?who OPTIONAL { ?decision rdfs:comment ?why } }"""
DAY = "2026-01-31"


def lines(graph: KnowledgeGraph) -> list[str]:
    return sorted(map(str, graph.store.triples()))


def holds(graph: KnowledgeGraph) -> object:
    return graph.query(CHAD_IN)[0]["answer"]


def chad(graph: KnowledgeGraph) -> Fact:
    return next(f for f in graph.facts() if f.subject.id == "country/chad")


def decide(graph: KnowledgeGraph, verdict: str, **more: object) -> None:
    """Decide on the claim about Chad, and let the graph follow."""
    review = graph.review("Ann Reader", DAY)
    review.decide(chad(graph), verdict, "looked it up", **more)  # type: ignore[arg-type]
    review.update()


def test_an_accepted_candidate_is_a_fact_and_says_who_accepted_it(graph: KnowledgeGraph) -> None:
    """A person's word makes the plain triple, with name, day and reason in the graph."""
    decide(graph, "accept")
    assert holds(graph) is True
    row = {"verdict": "https://w3id.org/spacekg/ontology#accept", "who": "Ann Reader"}
    assert graph.query(DECIDED) == [row | {"why": "looked it up"}]
    assert graph.check().conforms


def test_a_rejected_claim_keeps_its_words_and_is_no_fact(
    graph: KnowledgeGraph, write: Write
) -> None:
    """What was trusted and is found wrong stays to be seen, but not as a fact."""
    graph.remove("first")
    graph.add(write("strong.txt", STRONG))
    assert holds(graph) is True
    decide(graph, "reject")
    assert holds(graph) is False
    fact = chad(graph)
    assert (fact.tier, len(fact.evidence)) == ("rejected", 1)
    assert graph.check().conforms


def test_a_rejected_reading_confirms_nothing(graph: KnowledgeGraph, write: Write) -> None:
    """Of two sources one was misread, so the other stands alone again."""
    graph.add(write("second.txt", SECOND))
    assert holds(graph) is True
    decide(graph, "reject", articles=["first"])
    assert holds(graph) is False
    assert chad(graph).tier == "candidate"


def test_another_article_may_say_what_was_misread_in_one(
    graph: KnowledgeGraph, write: Write
) -> None:
    """A rejection is of one reading: an article that states it in plain words is believed."""
    decide(graph, "reject")
    graph.add(write("strong.txt", STRONG))
    assert holds(graph) is True


def test_a_corrected_claim_takes_the_place_of_the_wrong_one(graph: KnowledgeGraph) -> None:
    """The right one has the same words and is accepted; the wrong one is rejected."""
    right = Statement.of(chad(graph).to_claim()).corrected(status="planned")
    decide(graph, "correct", correction=right)
    facts = {f.status: f for f in graph.facts() if f.subject.id == "country/chad"}
    assert facts["asserted"].tier == "rejected"
    assert facts["planned"].tier == "accepted"
    assert facts["planned"].evidence == facts["asserted"].evidence
    assert facts["planned"].confirmed_by[0].startswith("decision/")
    assert graph.check().conforms


def test_undo_leaves_no_trace(graph: KnowledgeGraph) -> None:
    """What was taken back is neither in the file nor in the graph."""
    before = lines(graph)
    review = graph.review("Ann Reader", DAY)
    review.decide(chad(graph), "reject")
    review.update()
    assert lines(graph) != before
    review.undo()
    review.update()
    assert lines(graph) == before
    assert review.decisions == []


def test_decisions_are_applied_without_reading_articles_again(graph: KnowledgeGraph) -> None:
    """The articles may be gone from disk; their kept readings suffice."""
    path = graph.project.root / "data/articles/first.txt"
    text = path.read_text()
    path.unlink()
    decide(graph, "accept")
    assert holds(graph) is True
    path.write_text(text)
    assert not graph.build().changed


def test_a_build_follows_the_files(graph: KnowledgeGraph) -> None:
    """An edited, a removed and an unchanged file of decisions each do what they say."""
    before = lines(graph)
    decide(graph, "accept")
    after = lines(graph)
    assert not graph.build().changed
    (path,) = graph.project.decisions
    text = path.read_text()
    path.unlink()
    assert graph.build().changed
    assert lines(graph) == before
    path.write_text(text)
    graph.build()
    assert lines(graph) == after
    path.write_text(f"# a comment alone changes nothing\n\n{text}")
    assert not graph.build().changed


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_changes_end_in_the_graph_of_a_new_build(
    graph: KnowledgeGraph, write: Write, verdict: str
) -> None:
    """Decided first, or added and removed afterwards: the triples are those of one build."""
    graph.add(write("second.txt", SECOND))
    decide(graph, verdict)
    graph.add(write("strong.txt", STRONG))
    graph.remove("second")
    after = lines(graph)
    shutil.rmtree(graph.project.build / "generations")
    graph.close()
    graph.build()
    assert lines(graph) == after


def test_removal_takes_the_decisions_out_and_addition_brings_them_back(
    graph: KnowledgeGraph, write: Write
) -> None:
    """A decision on an article that went is kept, reported, and holds when it comes back."""
    path = write("second.txt", SECOND)
    graph.add(path)
    fact = chad(graph)
    review = graph.review("Ann Reader", DAY)
    review.decide(fact, "accept", articles=["second"])
    review.update()
    after = lines(graph)
    graph.remove("second")
    assert graph.query(DECIDED) == []
    (stale,) = graph.review().stale()
    assert "no article second" in str(stale)
    graph.add(path)
    assert lines(graph) == after


def test_a_claim_that_is_read_no_more_leaves_its_decision_stale(graph: KnowledgeGraph) -> None:
    """When the article changes under a decision, this is told and nothing is lost."""
    decide(graph, "accept")
    (graph.project.root / "data/articles/first.txt").write_text("Nothing is said here.\n")
    graph.build()
    (stale,) = graph.review().stale()
    assert "not read from first any more" in stale.reason
    assert len(graph.review().decisions) == 1


def test_the_same_again_is_nothing_new_and_the_contrary_needs_to_be_wanted(
    graph: KnowledgeGraph,
) -> None:
    """A second verdict is refused with the place of the first, unless it is to replace it."""
    decide(graph, "accept")
    review = graph.review("Ann Reader", "2026-02-01")
    assert len(review.decide(chad(graph), "accept").same) == 1
    with pytest.raises(DecisionError, match=r"ann-reader.yaml:1"):
        review.decide(chad(graph), "reject")
    review.decide(chad(graph), "reject", replace=True)
    assert [d.verdict for d in graph.review().decisions] == ["reject"]
    review.undo()
    assert [d.verdict for d in graph.review().decisions] == ["accept"]


def test_a_colleague_may_agree_but_not_contradict_unseen(graph: KnowledgeGraph) -> None:
    """Two files may say the same; where they differ, a build names both places."""
    decide(graph, "accept")
    (path,) = graph.project.decisions
    other = path.with_name("ben.yaml")
    other.write_text(path.read_text().replace("Ann Reader", "Ben Reader"))
    graph.build()
    assert {str(row["who"]) for row in graph.query(DECIDED)} == {"Ann Reader", "Ben Reader"}
    before = Generations(graph.project.build).current()
    other.write_text(other.read_text().replace("verdict: accept", "verdict: reject"))
    with pytest.raises(DecisionError, match=r"ben.yaml:1: .*ann-reader.yaml:1"):
        graph.build()
    assert Generations(graph.project.build).current() == before


def test_merging_tells_new_same_and_conflicting(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """A colleague's file adds what is missing and overrules nothing."""
    decide(graph, "accept")
    (own,) = graph.project.decisions
    egypt = next(f for f in graph.facts() if f.subject.id == "country/egypt")
    given = tmp_path / "given.yaml"
    review = graph.review("Ben Reader", DAY)
    review.decide(egypt, "reject", "no such thing")
    given.write_text(own.read_text() + own.with_name("ben-reader.yaml").read_text())
    review.undo()
    merged = review.merge(review.read(given))
    assert [len(each) for each in (merged.new, merged.same, merged.conflicting)] == [1, 1, 0]
    given.write_text(given.read_text().replace("verdict: accept", "verdict: reject"))
    merged = review.merge(review.read(given))
    assert [len(each) for each in (merged.new, merged.same, merged.conflicting)] == [0, 1, 1]
    assert [d.verdict for d in graph.review().decisions] == ["accept", "reject"]


def test_candidates_come_in_their_sentence_and_go_once_decided(graph: KnowledgeGraph) -> None:
    """The surest comes first; a decided claim is not offered again, even before a build."""
    first, second = graph.candidates()
    assert [first.fact.confidence, second.fact.confidence] == [0.6, 0.5]
    (context,) = second.contexts
    assert context.before == "As we hear, "
    assert context.after == "."
    in_order = graph.candidates(order="document")
    assert [each.contexts[0].quote.article.id for each in in_order] == ["first", "other"]
    assert [e.fact for e in graph.candidates(max_confidence=0.5)] == [second.fact]
    graph.review("Ann Reader", DAY).decide(second.fact, "accept")
    assert [each.fact for each in graph.candidates()] == [first.fact]


def test_what_a_correction_made_is_not_up_for_review(graph: KnowledgeGraph) -> None:
    """Neither the wrong claim nor the right one is asked again, in no tier."""
    right = Statement.of(chad(graph).to_claim()).corrected(status="planned")
    decide(graph, "correct", correction=right)
    left = graph.candidates(tier="all")
    assert {each.fact.subject.id for each in left} == {"country/egypt"}


def test_unknown_names_are_answered_with_near_ones(graph: KnowledgeGraph) -> None:
    """A mistyped claim, predicate or article gets a suggestion."""
    claim = chad(graph).claim
    review = graph.review()
    assert review.find([claim.removeprefix("claim/")[:6]]) == [chad(graph)]
    with pytest.raises(UnknownNameError, match=claim):
        review.find([claim[:-1] + "x"])
    with pytest.raises(UnknownNameError, match="participatesIn"):
        graph.candidates(predicate="participateIn")
    with pytest.raises(UnknownNameError, match="first"):
        graph.candidates(article="frist")


def test_every_claim_of_the_bundled_data_can_be_decided_on(project_root: Path) -> None:
    """A claim read back from a graph has the id that a decision on it names."""
    with KnowledgeGraph.open(project_root) as bundled, EmbeddedStore() as store:
        for path in bundled.project.articles:
            document = bundled.read(path)
            claims = bundled.extract(document)
            store.load(article_triples(document, claims, bundled.registry))
        facts = all_facts(store)
    assert len(facts) > 100
    assert [Statement.of(fact.to_claim()).id for fact in facts] == [fact.claim for fact in facts]


def test_an_empty_project_has_nothing_to_review(graph: KnowledgeGraph) -> None:
    """Without articles and decisions everything answers, with nothing."""
    graph.remove("first", "other")
    assert graph.candidates() == []
    assert graph.review().stale() == []
    assert not graph.update_decisions().changed
