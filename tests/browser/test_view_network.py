"""The facts as a networkx graph, and the ties that a picture shows of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from kg.errors import UnknownNameError
from kg.graph.facts import Fact
from kg.model import EntityRef, Literal
from kg.out.network import label_of, network
from kg.out.views.picture import Picture
from kg.out.views.style import TYPE_STYLES, link_style
from kg.out.views.ties import collapse

Make = Callable[..., Fact]
Entity = Callable[..., EntityRef]


def test_each_claim_between_entities_is_an_edge_with_all_that_is_said(sample: list[Fact]) -> None:
    """An analyst can work with networkx alone: every edge carries its claim and its words."""
    graph = network(sample)
    between = [fact for fact in sample if isinstance(fact.object, EntityRef)]
    assert {key for *_, key in graph.edges(keys=True)} == {fact.claim for fact in between}
    for fact in between:
        assert isinstance(fact.object, EntityRef)
        edge = graph.edges[fact.subject.id, fact.object.id, fact.claim]
        assert (edge["predicate"], edge["status"]) == (fact.predicate, fact.status)
        assert (edge["tier"], edge["confidence"]) == (fact.tier, fact.confidence)
        assert (edge["qualifiers"], edge["evidence"]) == (fact.qualifiers, fact.evidence)
    assert graph.nodes["country/pakistan"]["label"] == "Pakistan"
    assert graph.nodes["country/pakistan"]["type"] == "Country"


def test_values_stand_with_their_entity(sample: list[Fact]) -> None:
    """A number or a date makes no node of its own."""
    graph = network(sample)
    assert [fact.predicate for fact in graph.nodes["country/china"]["facts"]] == [
        "activeSatellites"
    ]
    assert graph.nodes["country/pakistan"]["facts"] == []
    assert set(graph.nodes) == {
        end.id
        for fact in sample
        for end in (fact.subject, fact.object)
        if not hasattr(end, "value")
    }


def test_order_of_the_facts_does_not_matter(sample: list[Fact]) -> None:
    """Two readings of one store give one graph, down to the order of nodes and edges."""
    forth, back = network(sample), network(sample[::-1])
    assert list(forth.nodes(data=True)) == list(back.nodes(data=True))
    assert list(forth.edges(keys=True, data=True)) == list(back.edges(keys=True, data=True))


def test_wording_comes_from_the_ontology_or_is_spelt_out() -> None:
    """A predicate reads as words even where no label is at hand."""
    assert label_of("participatesIn") == "participates in"
    assert label_of("participatesIn", {"participatesIn": "takes part in"}) == "takes part in"
    assert label_of("IntergovernmentalOrganisation") == "Intergovernmental Organisation"


def test_claims_of_one_pair_become_one_tie_with_a_head_per_direction(
    make_fact: Make, make_entity: Entity
) -> None:
    """Parallel and opposite claims are drawn as one line that says which ways it points."""
    a, b, c = make_entity("A"), make_entity("B"), make_entity("C")
    facts = [
        make_fact(a, "contributesTo", b),
        make_fact(b, "ledBy", a),
        make_fact(a, "participatesIn", b),
        make_fact(b, "agreementWith", c),
        make_fact(c, "participatesIn", c),
    ]
    ties = collapse(network(facts), {fact.claim: fact for fact in facts})
    assert sorted(map(sorted, ties.edges)) == [
        ["country/a", "country/b"],
        ["country/b", "country/c"],
    ]
    assert len(ties.edges["country/a", "country/b"]["facts"]) == 3
    assert ties.edges["country/a", "country/b"]["heads"] == {"country/a", "country/b"}
    assert ties.edges["country/b", "country/c"]["heads"] == set()


def test_a_signed_agreement_is_tied_to_its_parties_and_its_subject(sample: list[Fact]) -> None:
    """The node of an agreement does not hang in the air with its signatories."""
    ties = Picture.of(sample).ties
    pact = "agreement/lunar-station-declaration"
    assert set(ties[pact]) == {
        "person/zhang-kejian",
        "country/pakistan",
        "country/china",
        "programme/international-lunar-research-station-ilrs",
    }


@pytest.mark.parametrize(("hops", "size"), [(0, 1), (1, 2), (2, 3), (3, 4), (99, 4), (None, 5)])
def test_focus_shows_so_many_ties_around(
    make_fact: Make, make_entity: Entity, hops: int | None, size: int
) -> None:
    """`hops` counts ties in either direction, and the facts shown are those of the part."""
    names = [make_entity(name) for name in "ABCD"]
    facts = [make_fact(one, "partOf", two) for one, two in pairwise(names)]
    facts.append(make_fact(make_entity("E"), "orbit", Literal("low")))
    picture = Picture.of(facts[::-1], "country/d", hops)
    assert len(picture.entities) == size
    assert len(picture.facts) == (size - 1 if hops is not None else len(facts))


def test_focus_on_what_no_fact_speaks_of_is_an_error(sample: list[Fact]) -> None:
    """A page about nothing is not written."""
    with pytest.raises(UnknownNameError, match="country/atlantis"):
        Picture.of(sample, "country/atlantis", 1)


@pytest.mark.parametrize(
    ("statuses", "style"),
    [
        (["asserted"], "asserted"),
        (["planned"], "planned"),
        (["negated"], "negated"),
        (["opinion", "negated"], "opinion"),
        (["planned", "negated"], "planned"),
        (["planned", "asserted"], "asserted"),
        (["negated", "asserted"], "disputed"),
    ],
)
def test_a_line_shows_the_firmest_status_and_open_dispute(
    make_fact: Make, make_entity: Entity, statuses: list[str], style: str
) -> None:
    """What is both said and denied is never drawn as settled."""
    a, b = make_entity("A"), make_entity("B")
    facts = [make_fact(a, "participatesIn", b, status=status) for status in statuses]
    assert link_style(facts) == style


def test_denial_of_another_statement_is_no_dispute(make_fact: Make, make_entity: Entity) -> None:
    """Two countries may have an agreement and yet deny that one depends on the other."""
    a, b = make_entity("A"), make_entity("B")
    agreed, denied = make_fact(a, "agreementWith", b), make_fact(a, "ledBy", b, status="negated")
    assert link_style([agreed, denied]) == "asserted"


def test_no_two_types_look_alike() -> None:
    """Shape and filling tell apart what has the same colour."""
    assert len(set(TYPE_STYLES.values())) == len(TYPE_STYLES)
