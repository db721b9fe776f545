"""Candidates become facts when another source confirms them, and only as long as it does."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.graph.confirmed import confirm, statements
from kg.graph.confirmed import derived as what_was_derived
from kg.graph.rdf import article_triples
from kg.graph.sources import in_own_words
from kg.graph.store import EmbeddedStore
from kg.model import Claim, Document, EntityRef, Evidence
from kg.model.registry import Registry

Write = Callable[[str, str], Path]

CHAD_IN = "ASK { country:chad kg:participatesIn programme:ilrs }"
WHY = """SELECT DISTINCT ?why { ?claim rdf:subject country:chad ; rdf:predicate kg:participatesIn ;
    kg:tier kg:candidate, kg:accepted ; kg:confirmedBy ?why } ORDER BY ?why"""
SECOND = "Officials said that Chad warmed to the International Lunar Research Station.\n"
STRONG = "Chad rallied to the International Lunar Research Station.\n"
DENIED = "Chad has not joined the International Lunar Research Station.\n"


def lines(graph: KnowledgeGraph) -> list[str]:
    return sorted(map(str, graph.store.triples()))


def holds(graph: KnowledgeGraph) -> object:
    return graph.query(CHAD_IN)[0]["answer"]


def why(graph: KnowledgeGraph) -> list[str]:
    return [str(row["why"]).rpartition("/id/")[2] for row in graph.query(WHY)]


def test_one_weak_reading_is_a_candidate_and_no_fact(graph: KnowledgeGraph) -> None:
    """The claim is there with its words, but a plain question does not see it."""
    assert holds(graph) is False
    (fact,) = [f for f in graph.facts() if f.subject.id == "country/chad"]
    assert (fact.tier, fact.confidence) == ("candidate", 0.5)
    assert fact.evidence[0].text.startswith("Chad sided with")


def test_a_second_source_makes_it_a_fact_until_it_goes(graph: KnowledgeGraph, write: Write) -> None:
    """Another article in other words confirms; without it, the graph is what it was."""
    before = lines(graph)
    graph.add(write("second.txt", SECOND))
    assert holds(graph) is True
    assert why(graph) == ["article/first", "article/second"]
    assert graph.check().conforms
    graph.remove("second")
    assert lines(graph) == before


def test_the_first_source_may_be_the_one_that_goes(graph: KnowledgeGraph, write: Write) -> None:
    """Whichever of two sources goes, the other is a candidate again."""
    graph.add(write("second.txt", SECOND))
    graph.remove("first")
    assert holds(graph) is False
    assert why(graph) == []
    assert {f.tier for f in graph.facts()} == {"candidate"}


def test_the_same_sentence_elsewhere_is_the_same_source(
    graph: KnowledgeGraph, write: Write
) -> None:
    """A syndicated sentence in an otherwise different article confirms nothing."""
    copied = (
        "Reported today.\n\nAs we hear, Chad sided with the International Lunar Research Station."
    )
    graph.add(write("copied.txt", copied))
    assert holds(graph) is False
    graph.add(write("second.txt", SECOND))
    assert why(graph) == ["article/copied", "article/first", "article/second"]


def test_an_accepted_claim_confirms_a_candidate(graph: KnowledgeGraph, write: Write) -> None:
    """What is accepted with other circumstances lends its standing, and takes it back."""
    before = lines(graph)
    graph.add(write("strong.txt", STRONG.replace(".", " in April 2024.")))
    assert holds(graph) is True
    (reason,) = why(graph)
    assert reason.startswith("claim/")
    graph.remove("strong")
    assert lines(graph) == before


def test_a_fact_outlives_the_candidate_that_it_confirmed(
    graph: KnowledgeGraph, write: Write
) -> None:
    """When the weak source goes, the strong one still stands as a plain triple."""
    graph.add(write("strong.txt", STRONG.replace(".", " in April 2024.")))
    graph.remove("first")
    assert holds(graph) is True
    assert graph.check().conforms


def test_a_candidate_that_is_read_well_elsewhere_is_accepted(
    graph: KnowledgeGraph, write: Write
) -> None:
    """The very same claim from a strong pattern needs no other confirmation."""
    graph.add(write("second.txt", SECOND))
    between = lines(graph)
    graph.add(write("strong.txt", STRONG))
    assert why(graph) == []
    assert holds(graph) is True
    graph.remove("strong")
    assert lines(graph) == between


def test_a_denial_confirms_nothing(graph: KnowledgeGraph, write: Write) -> None:
    """Only what is meant in the same way counts as the same statement."""
    graph.add(write("denied.txt", DENIED))
    assert holds(graph) is False


@pytest.mark.parametrize("order", [("first", "second", "strong"), ("strong", "second", "first")])
def test_any_order_of_sources_gives_the_built_graph(
    graph: KnowledgeGraph, tmp_path: Path, order: tuple[str, ...]
) -> None:
    """One build and single additions end in the same triples, confirmations included."""
    articles = graph.project.root / "data" / "articles"
    texts = {"second": SECOND, "strong": STRONG.replace(".", " in April 2024.")}
    for name, text in texts.items():
        (articles / f"{name}.txt").write_text(text)
    graph.build()
    root = tmp_path / "again"
    ignored = shutil.ignore_patterns("build", "articles")
    shutil.copytree(graph.project.root, root, ignore=ignored)
    with KnowledgeGraph.open(root) as other:
        for name in (*order, "other"):
            other.add(articles / f"{name}.txt")
        assert lines(other) == lines(graph)


def test_articles_are_independent_unless_they_share_all_their_words() -> None:
    """A source counts where some other one says it in none of the same sentences."""
    assert in_own_words({"a": {"1"}, "b": {"1"}}) == set()
    assert in_own_words({"a": {"1"}, "b": {"2"}}) == {"a", "b"}
    assert in_own_words({"a": {"1", "2"}, "b": {"1"}, "c": {"2"}}) == {"b", "c"}


CHINA = EntityRef("country/china", "China", "Country")
EGYPT = EntityRef("country/egypt", "Egypt", "Country")


def agreement(article: str, name: str | None) -> Claim:
    """A candidate: China and Egypt agreed, told by one article, on one agreement."""
    qualifiers = {"agreement": EntityRef(f"agreement/{name}", name, "Agreement")} if name else {}
    evidence = (Evidence(article, 0, 6, "agreed", "p"),)
    parts = (CHINA, "agreementWith", EGYPT, "asserted", evidence)
    return Claim(*parts, qualifiers=qualifiers, confidence=0.5, tier="candidate")


def derived(*claims: Claim, copies: Mapping[str, str] | None = None) -> set[str]:
    """What is derived from claims of as many articles, each in words of its own."""
    with EmbeddedStore() as store:
        for claim in claims:
            id = claim.evidence[0].document
            copy_of = (copies or {}).get(id, "")
            triples = article_triples(
                Document(id, "agreed"), [claim], Registry([]), copy_of=copy_of
            )
            store.load(triples)
        found = confirm(store, lambda article, _: article)
        return {str(triple) for triples in found for triple in triples}


def test_two_agreements_do_not_confirm_each_other() -> None:
    """Who concluded one agreement has not thereby concluded another one."""
    assert derived(agreement("a", "x"), agreement("b", "y")) == set()
    assert any("agreement/x" in line for line in derived(agreement("a", "x"), agreement("b", None)))


def test_what_another_statement_says_of_the_same_agreement_stays() -> None:
    """Of three parties to one agreement, the confirmed two keep it when the third is in doubt."""
    chad = EntityRef("country/chad", "Chad", "Country")
    with EmbeddedStore() as store:
        for article in ("a", "b", "c", "d"):
            claim = agreement(article, "x")
            if article in "cd":
                claim = replace(claim, object=chad)
            store.load(article_triples(Document(article, "agreed"), [claim], Registry([])))
        for triples in confirm(store, lambda article, _: article):
            store.load(triples)
        found = what_was_derived(store, statements(store, ["c", "d"]))
    gone = {str(triple) for triple in found.shared - found.standing}
    parties = [line for line in gone if "#party" in line]
    assert [line.partition("country/")[2] for line in parties] == ["chad>"]


def test_both_ways_round_is_one_statement() -> None:
    """What holds in both directions is confirmed from either end, and stands in both."""
    one = agreement("a", None)
    evidence = (Evidence("b", 0, 6, "agreed", "p"),)
    other = Claim(EGYPT, "agreementWith", CHINA, "asserted", evidence, tier="candidate")
    found = derived(one, other)
    assert sum("agreementWith" in line for line in found) == 2


def test_a_known_copy_is_no_source_of_its_own() -> None:
    """An article that is marked as a copy does not confirm its original, whatever its words."""
    claims = (agreement("a", "x"), agreement("b", "x"))
    assert derived(*claims)
    assert derived(*claims, copies={"b": "a"}) == set()


def test_a_copy_speaks_for_its_text() -> None:
    """What only the copies of a text state is one source beside an independent article."""
    claims = (agreement("b", "x"), agreement("c", "x"), agreement("d", "x"))
    assert derived(*claims[:2], copies={"b": "a", "c": "a"}) == set()
    found = derived(*claims, copies={"b": "a", "c": "a"})
    backing = {line.partition("article/")[2] for line in found if "confirmedBy" in line}
    assert backing == {"b>", "d>"}
