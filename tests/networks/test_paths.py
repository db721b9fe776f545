"""What connects two entities: the shortest ways first, and of those the telling ones."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

import pytest

from kg.graph.ontology import Ontology
from kg.out.paths import Paths, paths
from tests.networks.conftest import Small, ref

Make = Callable[[str], Small]
CROWD = ["austria", "belgium", "cyprus", "denmark", "estonia", "finland"]
SIGNED = "\n".join(f"{name} signatoryOf accords" for name in [*CROWD, "laos", "oman"])


def between(small: Small, start: str, end: str, **wanted: Any) -> Paths:
    return paths(small.facts, ref(start), ref(end), **wanted)


def stops(found: Paths) -> list[str]:
    return [" ".join(each.label for each in path.entities) for path in found.found]


def test_the_shortest_comes_first(small: Make) -> None:
    """A direct tie comes before ways over others, however special these are."""
    found = between(
        small(
            """
            laos signatoryOf accords
            laos agreementWith oman
            oman contributesTo probe
            probe ledBy accords
            """
        ),
        "laos",
        "accords",
    )
    assert stops(found) == ["Laos Accords", "Laos Oman Probe Accords"]
    assert [path.length for path in found.found] == [1, 3]


def test_hubs_and_generic_ties_give_way(small: Make) -> None:
    """Of equally long ways that by a mission of two comes before that by an accord of many."""
    found = between(
        small(f"{SIGNED}\nlaos participatesIn probe\noman participatesIn probe"), "laos", "oman"
    )
    assert stops(found) == ["Laos Probe Oman", "Laos Accords Oman"]
    assert [path.cost for path in found.found] == pytest.approx([log(2) + 2, log(8) + 4])


def test_equal_ways_are_in_the_order_of_names(small: Make) -> None:
    """Where nothing else decides labels do; the first stands for all of one shape."""
    lines = "\n".join(f"{a} agreementWith {b}" for b in CROWD for a in ("laos", "oman"))
    found = between(small(f"{lines}\n{SIGNED}"), "laos", "oman")
    assert stops(found) == ["Laos Austria Oman", "Laos Accords Oman"]
    alike = [path.entities[1].label for path in found.found[0].alike]
    assert alike == ["Belgium", "Cyprus", "Denmark", "Estonia", "Finland"]


def test_no_more_than_are_asked_for(small: Make) -> None:
    """Only the best shapes are returned, each with all that are like it."""
    lines = "\n".join(f"{a} agreementWith {b}" for b in CROWD for a in ("laos", "oman"))
    found = between(small(f"{lines}\n{SIGNED}"), "laos", "oman", most=1)
    assert [len(path.alike) for path in found.found] == [5]


def test_detours_are_left_out(small: Make) -> None:
    """Nobody goes by a fellow member to somebody to whom the programme itself leads."""
    found = between(
        small(
            """
            laos participatesIn station
            oman participatesIn station
            station ledBy china
            oman agreementWith china
            """
        ),
        "laos",
        "china",
    )
    assert stops(found) == ["Laos Station China"]


def test_an_agency_is_no_other_way_than_its_country(small: Make) -> None:
    """Of two equally long ways by a country and by its agency only the better one is told."""
    lines = "laos agreementWith america\namerica agreementWith oman\n"
    lines += "laos contributesTo lander\nnasa agencyOf america\n"
    lines += "laos agreementWith nasa\nnasa agreementWith oman"
    built = small(lines)
    assert len(between(built, "laos", "oman").found) == 2
    found = between(built, "laos", "oman", homes={ref("nasa").id: ref("america")})
    assert stops(found) == ["Laos America Oman"]


def test_only_facts_tie_unless_more_is_asked_for(small: Make) -> None:
    """Plans and candidates tie when they are included, rivalry and denials never."""
    built = small(
        """
        laos agreementWith oman planned
        laos participatesIn probe candidate
        oman participatesIn probe
        laos competesWith oman
        laos agreementWith austria negated
        austria agreementWith oman
        """
    )
    assert between(built, "laos", "oman").shortest is None
    assert stops(between(built, "laos", "oman", include=["planned"])) == ["Laos Oman"]
    assert stops(between(built, "laos", "oman", include=["candidate"])) == ["Laos Probe Oman"]


def test_too_long_a_way_is_known_but_not_told(small: Make) -> None:
    """Beyond the length that is asked for, only the number of steps is known."""
    chain = [*CROWD, "laos"]
    lines = "\n".join(f"{a} agreementWith {b}" for a, b in pairwise(chain))
    found = between(small(lines), "austria", "laos", length=5)
    assert (found.found, found.shortest) == ((), 6)
    assert len(between(small(lines), "austria", "laos", length=6).found) == 1


def test_without_any_way_there_is_none(small: Make) -> None:
    """Two islands, an entity without ties, and one entity twice have no path."""
    built = small("laos agreementWith oman\naustria agreementWith belgium")
    for end in ("austria", "sweden", "laos"):
        assert (between(built, "laos", end).found, between(built, "laos", end).shortest) == (
            (),
            None,
        )


def test_a_path_in_words(small: Make, ontology_dir: Path) -> None:
    """Arrows go from the doer: taking part, leading and building all begin with a party."""
    found = between(
        small(
            """
            laos participatesIn station
            station ledBy cnsa
            cnsa agreementWith nasa
            lander operatedBy nasa
            lander builtFor oman
            """
        ),
        "laos",
        "oman",
        length=5,
    )
    predicates = Ontology.load(ontology_dir).predicates
    assert [path.words(predicates) for path in found.found] == [
        "Laos — participates in → Station ← leads — CNSA — has agreement with — NASA "
        "— operates → Lander — built for → Oman"
    ]


def test_a_step_has_all_its_facts_the_special_ones_first(small: Make) -> None:
    """Parallel ties are one step; each of its facts keeps its words."""
    found = between(
        small("laos participatesIn probe\nlaos contributesTo probe\nprobe ledBy laos"),
        "laos",
        "probe",
    )
    (path,) = found.found
    assert [fact.predicate for fact in path.steps[0].facts] == [
        "contributesTo",
        "ledBy",
        "participatesIn",
    ]
    assert path.steps[0].facts[0].evidence[0].text == "laos contributesTo probe"
