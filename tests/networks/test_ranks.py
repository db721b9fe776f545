"""Who is central, on graphs small enough to count by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest

from kg.errors import ParameterError
from kg.out.ranks import Ranking, rank
from kg.out.simple import simple_graph
from tests.networks.conftest import Small, ref

Make = Callable[[str], Small]

BRIDGE = """
    austria participatesIn station
    belgium participatesIn station
    laos participatesIn station
    laos signatoryOf accords
    oman signatoryOf accords
    peru signatoryOf accords
"""
SIDES = ({ref("austria").id, ref("belgium").id}, {ref("oman").id, ref("peru").id})


def ranked(small: Small, measure: str, **wanted: Any) -> list[tuple[int, str, float]]:
    found = rank(small.facts, measure, **wanted)
    return [(each.place, each.entity.label, round(each.score, 4)) for each in found.ranks]


def test_degree_counts_each_other_entity_once(small: Make) -> None:
    """Parallel facts are one tie; plans, candidates and rivalry are none; equals share a place."""
    lines = BRIDGE + "laos participatesIn station role=partner\nlaos competesWith oman\n"
    lines += "oman agreementWith peru planned\noman agreementWith peru candidate\n"
    assert ranked(small(lines), "degree") == [
        (1, "Laos", 2.0),
        (2, "Austria", 1.0),
        (2, "Belgium", 1.0),
        (2, "Oman", 1.0),
        (2, "Peru", 1.0),
    ]


def test_betweenness_is_the_share_of_all_shortest_paths(small: Make) -> None:
    """Laos lies between three entities on either side, of seven in all: 9 of 15 pairs."""
    assert ranked(small(BRIDGE), "betweenness") == [(1, "Laos", 0.6)]


def test_brokerage_is_the_share_of_the_paths_between_two_sides(small: Make) -> None:
    """All go by Laos at first; with a short cut, those of one pair by each of three."""
    assert ranked(small(BRIDGE), "brokerage", between=SIDES) == [(1, "Laos", 1.0)]
    other = BRIDGE + "austria agreementWith peru\n"
    shares = [(1, "Austria", 0.25), (1, "Laos", 0.25), (1, "Peru", 0.25)]
    assert ranked(small(other), "brokerage", between=SIDES) == shares
    everything = ranked(small(BRIDGE), "brokerage", between=SIDES, types=["Programme", "Accord"])
    assert everything == [(1, "Accords", 1.0), (1, "Station", 1.0)]


def test_constraint_puts_brokers_first(small: Make) -> None:
    """Whoever ties two that are not tied themselves is the least constrained."""
    found = ranked(small(BRIDGE), "constraint")
    assert found[0] == (1, "Laos", 0.5)
    assert {score for _, _, score in found[1:]} == {1.0}


def test_constraint_is_that_of_networkx(small: Make) -> None:
    """What is computed on sparse matrices is what `networkx.constraint` says."""
    built = small(BRIDGE + "oman agreementWith peru\naustria participatesIn probe\n")
    types = ["Country", "Programme", "Mission", "Accord"]
    found = rank(built.facts, "constraint", types=types)
    scores = {each.entity.id: each.score for each in found.ranks}
    assert scores == pytest.approx(nx.constraint(simple_graph(built.facts)))


def test_bodies_can_be_taken_as_one_with_their_country(small: Make) -> None:
    """An agency's ties become its country's, and the tie between the two disappears."""
    lines = "nasa agencyOf america\nnasa agreementWith oman\nnasa agreementWith peru"
    built = small(lines)
    assert ranked(built, "degree")[0] == (1, "America", 1.0)
    homes = {ref("nasa").id: ref("america")}
    assert ranked(built, "degree", homes=homes)[0] == (1, "America", 2.0)
    only = small("nasa agencyOf america")
    assert ranked(only, "constraint", homes=homes) == []


def test_types_choose_who_is_ranked_in_one_graph(small: Make) -> None:
    """A kind takes in those below it; what is measured stays the same."""
    built = small(BRIDGE + "nasa agreementWith oman\ncompany agreementWith oman\n")
    found = rank(built.facts, "degree", types=["Organisation"])
    assert [each.entity.label for each in found.ranks] == ["Company", "NASA"]
    assert (found.nodes, found.edges) == (9, 8)


def test_large_graphs_are_sampled_and_always_alike(small: Make) -> None:
    """Beyond a size betweenness is estimated, from the same entities in every run."""
    chain = [f"c{number}" for number in range(60)]
    lines = "\n".join(f"{a} agreementWith {b}" for a, b in pairwise(chain))
    built = small(lines)

    def measure(facts: list[Any]) -> Ranking:
        return rank(facts, "betweenness", budget=1000)

    first = measure(built.facts)
    assert dict(first.parameters) == {"k": 50, "seed": 0}
    assert first == measure(built.facts[::-1])
    assert first.function == "networkx.betweenness_centrality"


@pytest.mark.parametrize("measure", ["degree", "betweenness", "constraint"])
def test_without_ties_nobody_is_ranked(small: Make, measure: str) -> None:
    """A graph of plans alone gives an empty list, not an error."""
    assert ranked(small("laos agreementWith oman planned"), measure) == []


def test_wrong_measures_are_told(small: Make) -> None:
    """An unknown measure, and blocs where they do not belong, are errors."""
    built = small(BRIDGE)
    with pytest.raises(ParameterError, match="'fame' is no measure; take degree, betweenness"):
        rank(built.facts, "fame")
    with pytest.raises(ParameterError, match="between two blocs"):
        rank(built.facts, "brokerage")
    with pytest.raises(ParameterError, match="between two blocs"):
        rank(built.facts, "degree", between=SIDES)
