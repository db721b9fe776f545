"""Retraction: what goes with an article is exactly what no other article contributes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Triple

from kg.build.retract import retract
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model import Claim, Document, EntityRef, Evidence
from kg.model.entity import Entity
from kg.model.registry import Registry

Statement = dict[str, Any]
Corpus = dict[str, list[Statement]]

CHINA = EntityRef("country/china", "China", "Country")
SENEGAL = EntityRef("country/senegal", "Senegal", "Country")
CNSA = EntityRef("organisation/cnsa", "China National Space Administration", "Agency")
ILRS = EntityRef("programme/ilrs", "International Lunar Research Station", "Programme")
REGISTRY = Registry([Entity(CHINA), Entity(SENEGAL), Entity(CNSA, country=CHINA.id), Entity(ILRS)])
FOUND = [
    EntityRef("organisation/lab", "Lab", "Organisation"),
    EntityRef("organisation/lab", "LAB", "University"),  # another text, another spelling
]
AGREEMENTS = [
    EntityRef("agreement/x", "X", "Agreement"),
    EntityRef("agreement/y", "Y", "Agreement"),
]

parties = st.sampled_from([CHINA, SENEGAL, CNSA, *FOUND])
manner: dict[str, st.SearchStrategy[Any]] = {
    "status": st.sampled_from(["asserted", "asserted", "planned"]),
    "confidence": st.sampled_from([0.5, 0.9]),
    "tier": st.sampled_from(["accepted", "accepted", "candidate"]),
}
memberships: st.SearchStrategy[Statement] = st.builds(
    dict,
    subject=parties,
    predicate=st.just("participatesIn"),
    object=st.just(ILRS),
    qualifiers=st.sampled_from([{}, {"via": CNSA}]),
    **manner,
)
agreements: st.SearchStrategy[Statement] = st.builds(
    dict,
    subject=parties,
    predicate=st.just("agreementWith"),
    object=parties,
    qualifiers=st.fixed_dictionaries(
        {"agreement": st.sampled_from(AGREEMENTS)},
        optional={"kind": st.just("treaty"), "concerning": st.just(ILRS)},
    ),
    **manner,
)
corpora = st.lists(st.lists(memberships | agreements, max_size=4), min_size=1, max_size=5).map(
    lambda articles: {f"a{n}": claims for n, claims in enumerate(articles)}
)


def contribution(id: str, statements: list[Statement]) -> set[Triple]:
    """The triples of an article that makes some statements, one line each."""
    text = "".join(f"line {n}\n" for n in range(len(statements)))
    claims = [
        Claim(evidence=(Evidence(id, 7 * n, 7 * n + 6, f"line {n}", "p"),), **statement)
        for n, statement in enumerate(statements)
    ]
    return article_triples(Document(id, text), claims, REGISTRY)


def memory_store(sets: Iterable[set[Triple]]) -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(set().union(*sets))
    return store


@given(corpora, st.data())
def test_what_goes_is_what_no_other_article_contributes(
    corpus: Corpus, data: st.DataObject
) -> None:
    """Whatever articles share, removal leaves the union of those that stay."""
    parts = {id: contribution(id, statements) for id, statements in corpus.items()}
    leaving = data.draw(st.sets(st.sampled_from(sorted(parts)), min_size=1))
    staying = sorted(parts.keys() - leaving)
    doomed = set().union(*(parts[id] for id in leaving))
    gone = retract(memory_store(parts.values()), doomed, staying, parts.__getitem__)
    left = set().union(*(parts[id] for id in staying))
    assert gone == doomed - left


@pytest.mark.parametrize("size", [10, 200])
def test_few_articles_are_computed_again_however_many_mention_the_same(size: int) -> None:
    """Removing one article of many that name China looks at a handful of the others."""
    china_in_ilrs = {
        "subject": CHINA,
        "predicate": "participatesIn",
        "object": ILRS,
        "status": "asserted",
    }
    only_here = {**china_in_ilrs, "object": SENEGAL, "predicate": "competesWith"}
    parts = {f"a{n:03d}": contribution(f"a{n:03d}", [china_in_ilrs]) for n in range(size)}
    parts["odd"] = contribution("odd", [china_in_ilrs, only_here])
    asked: list[str] = []

    def counted(id: str) -> set[Triple]:
        asked.append(id)
        return parts[id]

    staying = sorted(parts.keys() - {"odd"})
    gone = retract(memory_store(parts.values()), parts["odd"], staying, counted)
    assert gone == parts["odd"] - parts["a000"]
    assert len(asked) <= 4
