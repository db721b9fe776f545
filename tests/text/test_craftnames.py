"""Names of craft that no registry knows, and what is no craft."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kg.text.craftnames import CraftNames
from kg.text.lexicon import Lexicon
from kg.text.mention import Mention

Facts = Callable[..., set[str]]


@pytest.fixture(scope="module")
def craft(lexicon: Lexicon) -> Callable[..., set[str]]:
    """Return the names of craft in a text of which the registry knows nothing."""
    names = CraftNames(lexicon)

    def find(text: str, known: list[Mention] | None = None) -> set[str]:
        return {m.entity.label for m in names.find(text, known or []) if m.entity is not None}

    return find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The satellite Khayyam was put into orbit.", "Khayyam"),
        ("Göktürk-1 was launched in December 2016.", "Göktürk-1"),
        ("Al Yah 3 lifted off from Kourou on an Ariane 5.", "Al Yah 3"),
        ("An Ariane 5 rocket launched MOHAMMED VI-A in 2017.", "MOHAMMED VI-A"),
        ("Kanopus-V-IK is operated by the space agency, as is another satellite.", "Kanopus-V-IK"),
        ("PAUSAT-1 belongs to a university.", "PAUSAT-1"),
        ("KhalifaSat weighs 330 kg.", "KhalifaSat"),
        ("Amazonas Nexus was launched on a Falcon 9 rocket.", "Amazonas Nexus"),
        ("The O3b mPOWER 1 satellite is in service.", "O3b mPOWER 1"),
        ("The army has a satellite named Sich-2-30.", "Sich-2-30"),
        ("Tianlu-1, a small satellite built by students, works well.", "Tianlu-1"),
    ],
)
def test_an_unregistered_craft_is_known_by_its_form_or_its_fate(
    craft: Callable[..., set[str]], text: str, name: str
) -> None:
    """Satellites that nobody has registered are found, whatever the shape of their names."""
    assert craft(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "The Shaheen-3 missile was launched on Tuesday.",
        "The Su-30 fighter was built by Sukhoi after the launch.",
        "A Zenit-2SB rocket lifted off.",
        "Yuri Gagarin was launched into orbit on a rocket.",
        "The company EnduroSat said it would launch a satellite.",
        "COVID-19 delayed the launch of the satellite.",
        "Vision 2047 was launched with talk of satellites in orbit.",
        "The satellite bus DFH-4 platform was shown.",
        "Satellite operators met in March 2024 at Hall 5 to speak of orbits.",
        "An Antonov AN-124 brought the satellite to the launch site.",
    ],
)
def test_rockets_people_companies_and_weapons_are_no_craft(
    craft: Callable[..., set[str]], text: str
) -> None:
    """What only looks like the name of a satellite is left alone."""
    assert craft(text) == set()


def test_a_name_that_one_place_shows_is_known_everywhere(facts: Facts) -> None:
    """A bare name is a satellite wherever it stands once the text has said so."""
    text = "China is glad. The satellite Sabalan is new. Sabalan was launched by China in 2023."
    assert "Sabalan launchedBy China" in " ".join(sorted(facts(text)))


def test_a_satellite_named_after_its_operator_is_not_the_operator(facts: Facts) -> None:
    """A number behind an operator's name makes a satellite of it."""
    stated = facts("Eutelsat 99Z was built by Airbus and reached orbit in 2022.")
    assert any(fact.startswith("Eutelsat 99Z builtBy Airbus") for fact in stated)


@pytest.mark.parametrize("text", ["Satx" * 5000, "A-B-C-" * 3000, "Abc, " * 4000, "x" * 20000])
def test_strange_texts_are_searched_in_linear_time(
    craft: Callable[..., set[str]], text: str
) -> None:
    """No run of letters makes the search slow."""
    began = time.process_time()
    craft("China " + text)
    assert time.process_time() - began < 5
