"""What holds of a graph of a day, whatever the graph."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph.claims import stated_triples
from kg.graph.confirmed import confirm
from kg.graph.dated.known import known_by
from kg.graph.dated.spans import spans
from kg.graph.dated.true import true_on
from kg.graph.facts import all_facts
from kg.graph.namespaces import term
from kg.graph.ontology import Predicate
from kg.graph.store import EmbeddedStore
from kg.model import PREDICATES, Claim, Document, merge
from kg.model.dates import bounds
from tests.dated.conftest import Said, article, claim, stored

DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
END = date(2200, 1, 1)
STATEMENTS = (
    "peru participatesIn station",
    "chad participatesIn station",
    "peru signatoryOf accords",
    "peru agreementWith china",
    "academy agreementWith cnsa",
    "sat launchDate 2021-06-15",
    "sat launchedBy china",
    "sat builtBy orbital",
    "probe plannedFor 2024",
    "station memberCount 7",
    "ana-ruiz holdsPosition peru",
)
laws = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """A day, a month, a year, or one of the other forms that a date may have."""
    day = draw(DAYS).isoformat()
    return draw(st.sampled_from([day, day, day[:7], day[:4], f"{day[:4]}~", "202X", day[4:]]))


@st.composite
def worlds(draw: st.DrawFn) -> list[Said]:
    """Some articles with their dates and claims."""
    said: list[Said] = []
    for id in "abc":
        issued = draw(st.none() | st.sampled_from(["2020", "2022-05", "2023-10-27", "2025-01-01"]))
        document = article(id, issued)
        claims = [draw(claims_of(document, words)) for words in range(draw(st.integers(0, 7)))]
        said.append((document, merge(claims)))
    return said


@st.composite
def claims_of(draw: st.DrawFn, document: Document, words: int) -> Claim:
    statement = draw(st.sampled_from(STATEMENTS))
    status = draw(st.sampled_from(["asserted", "asserted", "asserted", "planned", "negated"]))
    qualifiers: dict[str, str | int] = {}
    for name in draw(st.sets(st.sampled_from(["date", "since", "until"]), max_size=2)):
        qualifiers[name] = draw(dates())
    if status == "negated" and draw(st.booleans()):
        qualifiers["commitment"] = "withdrawn"
    if "agreementWith" in statement:
        qualifiers |= {"agreement": "peru-china"} if draw(st.booleans()) else {}
    # The tier hangs on the statement, so that no claim has one from each article.
    doubtful = STATEMENTS.index(statement) % 4 == 0 and status != "planned"
    tier = "candidate" if doubtful else "accepted"
    return claim(document, words, statement, status, tier, **qualifiers)


def graph_of(said: list[Said]) -> EmbeddedStore:
    """Return the graph of articles, with what they confirm."""
    store = stored(*said)
    for derived in confirm(store, sentence):
        store.load(derived)
    return store


def sentence(article: str, start: int) -> str:
    """Every word stands in a sentence of its own."""
    return f"{article} {start}"


def lines(store: EmbeddedStore, *, without: str = "") -> set[str]:
    found = {str(triple) for triple in store.triples()}
    return {line for line in found if not without or without not in line}


@laws
@given(worlds())
def test_known_by_the_end_of_time_is_the_graph_itself(said: list[Said]) -> None:
    """Nothing is lost, added or confirmed otherwise on the way."""
    graph = graph_of(said)
    assert lines(known_by(graph, END, sentence)[0]) == lines(graph)


@laws
@given(worlds(), DAYS)
def test_known_by_is_the_graph_of_what_had_been_said(said: list[Said], day: date) -> None:
    """It is the graph that would have been built from the articles that were there by then."""

    def was_there(document: Document) -> bool:
        first = bounds(document.date or "")[0]
        return first is None or first <= day

    then = [(document, claims) for document, claims in said if was_there(document)]
    assert lines(known_by(graph_of(said), day, sentence)[0]) == lines(graph_of(then))


@laws
@given(worlds(), DAYS, st.integers(0, 900))
def test_what_is_known_only_grows(said: list[Said], day: date, more: int) -> None:
    """What had been said by a day has been said by every later one."""
    graph = graph_of(said)
    earlier, _ = known_by(graph, day, sentence)
    later, _ = known_by(graph, day + timedelta(days=more), sentence)
    assert {fact.claim for fact in all_facts(earlier)} <= {f.claim for f in all_facts(later)}
    assert plain(earlier) <= plain(later)


@laws
@given(worlds(), DAYS)
def test_as_of_a_day_is_the_graph_of_the_claims_that_stand(
    predicates: Mapping[str, Predicate], said: list[Said], day: date
) -> None:
    """It is what the articles would have made of only these claims, with marks on the unsure."""
    graph = stored(*said)
    found = spans(all_facts(graph), predicates)
    stands = {
        claim for claim, span in found.items() if span.standing(day) not in ("later", "ended")
    }
    then, truth = true_on(graph, day, predicates)
    expected = stored(*((d, [c for c in claims if c.id in stands]) for d, claims in said))
    assert lines(then, without="standing>") == lines(expected)
    marked = {fact.claim for fact in all_facts(then) if fact.standing}
    assert marked == {c for c in stands if found[c].standing(day) != "holds"}
    assert truth.sure + truth.undated + truth.uncertain == len(stands)
    assert truth.later + truth.ended == len(found) - len(stands)


@laws
@given(worlds(), DAYS)
def test_a_plain_triple_stands_where_a_claim_of_the_day_states_it(
    predicates: Mapping[str, Predicate], said: list[Said], day: date
) -> None:
    """No plain triple is left over from a claim that is out, and none is missing."""
    then, _ = true_on(graph_of(said), day, predicates)
    stated = {triple for fact in all_facts(then) for triple in stated_triples(fact)}
    of_predicates = {triple for triple in stated if triple.predicate in _STATING}
    assert plain(then) == of_predicates


@laws
@given(worlds())
def test_in_the_end_only_what_ended_is_missing(
    predicates: Mapping[str, Predicate], said: list[Said]
) -> None:
    """Long after everything, no claim is left out for being of later."""
    _, truth = true_on(stored(*said), END, predicates)
    assert truth.later == 0


_STATING = frozenset(map(term, PREDICATES))


def plain(store: EmbeddedStore) -> set[ox.Triple]:
    return {triple for triple in store.triples() if triple.predicate in _STATING}
