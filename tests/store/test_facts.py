"""Facts as read back from the store: the exact inverse of writing them."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.facts import (
    ArticleInfo,
    EntityInfo,
    all_facts,
    articles,
    entities,
    facts_about,
    statistics,
)
from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model import Claim, Document, EntityRef, Evidence, Literal, Source, merge
from kg.model.registry import Registry


def test_every_claim_comes_back_as_it_was(world: Any, store: EmbeddedStore) -> None:
    """Facts turned into claims equal the merged claims of all articles."""
    assert merge(fact.to_claim() for fact in all_facts(store)) == world.claims
    assert {fact.claim for fact in all_facts(store)} == {claim.id for claim in world.claims}


def test_facts_come_in_a_fixed_order(store: EmbeddedStore) -> None:
    """Facts are sorted by subject, then predicate."""
    keys = [(fact.subject.id, fact.predicate) for fact in all_facts(store)]
    assert keys == sorted(keys)


def test_a_fact_opens_to_its_quotes_and_articles(store: EmbeddedStore) -> None:
    """A fact that two articles state has both quotes, each with its article's metadata."""
    (fact,) = (
        fact
        for fact in facts_about(store, "country/pakistan")
        if fact.predicate == "participatesIn"
    )
    assert (fact.status, fact.tier, fact.confidence) == ("asserted", "accepted", 0.98)
    first, second = fact.evidence
    assert first.text == "The station has seven members, among them Pakistan and Belarus"
    assert (first.start, first.end) == (0, 62)
    assert (first.article.publisher, first.article.date) == ("Example Weekly", "2023-10-27")
    assert first.article.sources == (
        Source("First Paper", "Station grows", "https://example.org/1", "2023-10-25"),
        Source("Second Paper", date="2023-10"),
    )
    assert second.article.url == "https://example.org/sweden"
    assert second.pattern == "participatesIn/test"


def test_facts_about_an_entity_are_all_that_name_it(world: Any, store: EmbeddedStore) -> None:
    """As subject, object or qualifier; an unknown id gives nothing."""
    for id in ("country/china", "agreement/ilrs-2023", "spacecraft/icube-q", "country/nowhere"):
        named = {claim.id for claim in world.claims if id in {e.id for e in claim.entities()}}
        assert {fact.claim for fact in facts_about(store, id)} == named
    whole = {fact.claim: fact for fact in all_facts(store)}
    assert all(whole[f.claim] == f for f in facts_about(store, "country/china"))


def test_entities_carry_what_the_registry_knows(store: EmbeddedStore) -> None:
    """Names, codes and links of known entities; people from the text are marked."""
    known = {info.ref.id: info for info in entities(store)}
    assert list(known) == sorted(known)
    assert known["organisation/cnsa"] == EntityInfo(
        EntityRef("organisation/cnsa", "China National Space Administration", "Agency"),
        alt_labels=("CNSA",),
        country="country/china",
    )
    assert known["country/pakistan"].same_as == ("http://www.wikidata.org/entity/Q843",)
    assert (known["country/china"].iso2, known["country/china"].iso3) == ("CN", "CHN")
    assert known["person/vladimir-gusakov"].found_in_text
    assert not known["country/china"].found_in_text


def test_articles_are_listed_with_their_metadata(store: EmbeddedStore) -> None:
    """Every article by id, also one without a publisher."""
    autumn, spring, winter = articles(store)
    assert [a.id for a in (autumn, spring, winter)] == ["autumn", "spring", "winter"]
    assert len(autumn.sources) == 2
    assert (winter.title, winter.publisher, winter.url) == ("One foot in each camp", None, None)


def test_statistics_count_each_thing_once(world: Any, store: EmbeddedStore) -> None:
    """A claim that one article only suggests and another states counts as accepted, once."""
    counts = statistics(store)
    assert counts.claims == len(world.claims) == 22
    assert counts.statuses == {"asserted": 19, "negated": 1, "opinion": 1, "planned": 1}
    assert counts.tiers == {"accepted": 22}
    assert list(counts.predicates.items())[:2] == [("participatesIn", 4), ("signatoryOf", 3)]
    assert (counts.articles, counts.sources, counts.triples) == (3, 2, len(store))
    assert (counts.first_date, counts.last_date) == ("2023-10-27", "2024-12-20")
    assert counts.entities == len(entities(store)) == 14
    assert counts.quotes == len({q for f in all_facts(store) for q in f.evidence})


def test_an_empty_graph_has_no_facts() -> None:
    """Nothing in, nothing out, and no error."""
    with EmbeddedStore() as store:
        assert [all_facts(store), entities(store), articles(store)] == [[], [], []]
        assert statistics(store).claims == 0


TEXT = "Ångström “quoted” \\ and\tmore 🚀 words\nthan one line holds, \"said\" 'she'."
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
ENTITY = st.builds(
    lambda number: EntityRef(f"country/c{number}", f"“C” {number}", "Country"), st.integers(0, 5)
)
LITERAL = st.one_of(
    st.builds(Literal, WORDS),
    st.builds(lambda n: Literal(str(n), "integer"), st.integers(-5, 10**12)),
    st.sampled_from(
        [
            Literal("2016", "gYear"),
            Literal("2023-10", "gYearMonth"),
            Literal("2023-10-23", "date"),
            Literal("--10-23", "gMonthDay"),
            Literal("203X", "edtf"),
        ]
    ),
)
DATES = st.sampled_from(["2016", "2023-10", "2024-02-29", "--10-23", "203X", "2024~", "soon"])
QUALIFIERS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "role": WORDS,
        "ordinal": st.integers(0, 99),
        "date": DATES,
        "since": DATES,
        "asOf": DATES,
        "via": ENTITY,
        "concerning": st.one_of(WORDS, ENTITY),
        "former": st.just("true"),
        "commitment": st.sampled_from(["announced", "signed", "withdrawn"]),
    },
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    return Claim(
        draw(ENTITY),
        draw(st.sampled_from(["participatesIn", "agreementWith", "orbit"])),
        draw(st.one_of(ENTITY, LITERAL)),
        draw(st.sampled_from(["asserted", "planned", "negated", "opinion"])),
        (Evidence("one", start, end, TEXT[start:end], draw(WORDS)),),
        draw(QUALIFIERS),
        draw(st.integers(0, 100)) / 100,
        draw(st.sampled_from(["accepted", "candidate"])),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), max_size=6))
def test_reading_is_the_inverse_of_writing(written: list[Claim]) -> None:
    """Whatever is claimed, the facts of the graph are the merged claims."""
    document = Document("one", TEXT)
    with EmbeddedStore() as store:
        store.load(article_triples(document, written, Registry([])))
        read = merge(fact.to_claim() for fact in all_facts(store))
    assert read == merge(written)


def test_an_article_without_metadata_still_has_a_name() -> None:
    """Evidence whose article is not described keeps the article's id."""
    document = Document("bare", "China leads it.")
    evidence = Evidence("bare", 0, 5, "China", "x")
    china = EntityRef("country/china", "China", "Country")
    claim = Claim(china, "participatesIn", china, "asserted", (evidence,))
    triples = {t for t in article_triples(document, [claim], Registry([])) if not _is_article(t)}
    with EmbeddedStore() as bare:
        bare.load(triples)
        (fact,) = all_facts(bare)
    assert fact.evidence[0].article == ArticleInfo("bare")
    assert fact.to_claim() == claim


def _is_article(triple: Any) -> bool:
    return str(triple.subject).endswith("article/bare>")
