"""What nouns with "the", pairs, ordinals and quotes refer to, and where they are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = Callable[..., set[str]]

ACCORDS = "signatoryOf Artemis Accords"
STATION = "participatesIn International Lunar Research Station"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Euclid looks for dark matter. The telescope was launched in July 2023.",
            {"Euclid launchDate 2023-07"},
        ),
        ("The ILRS was presented in 2021. Peru joined the scheme.", {f"Peru {STATION}"}),
        ("Bahrain wants more. The Gulf state signed the Artemis Accords.", {f"Bahrain {ACCORDS}"}),
        ("In May the Balkan state of Serbia joined the ILRS.", {f"Serbia {STATION}"}),
        (
            "NASA and JAXA met. The two sides signed an agreement on lunar rovers.",
            {
                "Japan Aerospace Exploration Agency agreementWith "
                "National Aeronautics and Space Administration"
            },
        ),
        (
            "Ethiopia owns ETRSS-1 and ET-SMART-RSS. The second was launched by China.",
            {"ET-SMART-RSS launchedBy China"},
        ),
        (
            "Algiers is glad. The country's first communications satellite, Alcomsat-1, works.",
            {"Alcomsat-1 builtFor Algeria"},
        ),
        ("Kenya launched its first satellite, Taifa-1.", {"Taifa-1 builtFor Kenya"}),
        (
            "“Our country has signed the Artemis Accords,” said Kenya's foreign minister.",
            {f"Kenya {ACCORDS}"},
        ),
        (
            "Peru signed the Artemis Accords. The foreign minister of Chile signed the same day.",
            {f"Chile {ACCORDS}"},
        ),
        (
            "LaoSat-1 belongs to Laos. INVAP in Bariloche, Argentina, and OHB of Bremen built it.",
            {"LaoSat-1 builtBy INVAP", "LaoSat-1 builtBy OHB SE"},
        ),
        (
            "LaoSat-1 belongs to Laos. The mission will ride on an Ariane 6.",
            {"planned: LaoSat-1 launchVehicle Ariane 6"},
        ),
    ],
)
def test_what_is_named_before_is_meant(facts: Facts, text: str, stated: set[str]) -> None:
    """A noun, a pair or a speaker's "our country" is read as what it stands for."""
    assert stated <= facts(text)


@pytest.mark.parametrize(
    ("text", "not_stated"),
    [
        ("PeruSat-1 and KazEOSat-1 fly. The satellite was built by Airbus.", "builtBy"),
        ("PeruSat-1 flies. Its camera – built at Airbus in Toulouse – works.", "builtBy"),
        ("PeruSat-1 flies. Contributions were made by Airbus and ESA.", "builtBy"),
        (
            "A ship left the port of the Unity module. The spacecraft rode on an Ariane 5.",
            "Unity",
        ),
        (
            "The Artemis programme grows.\n- Peru joined Chang'e-7.\n- Chile develops a camera.",
            "Chile contributesTo Chang'e-7",
        ),
        ("China met Brazil, Chile and Peru. Both countries signed a satellite pact.", "agreement"),
        ("ISRO builds the lander of LUPEX. ESA gives the orbiter.", "ESA contributesTo"),
        ("Three states asked about the Artemis Accords. They are Chad, Peru and Kenya.", ACCORDS),
        ("Ten nations joined the ILRS. He named Chad and Peru as candidates.", f"Peru {STATION}"),
        ("“Our country signed the Artemis Accords,” somebody said in Kenya.", ACCORDS),
        ("The president of SpaceX signed the Artemis Accords poster in Peru.", f"Peru {ACCORDS}"),
    ],
)
def test_where_two_may_be_meant_nothing_is_stated(facts: Facts, text: str, not_stated: str) -> None:
    """What could stand for several things, or for none, states nothing."""
    assert not [fact for fact in facts(text) if not_stated in fact]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "SSTL built KazEOSat-2, and Airbus KazEOSat-1.",
            {"KazEOSat-1 builtBy Airbus"},
        ),
        (
            "PeruSat-1 was launched on a Vega, KazEOSat-2 on a Dnepr.",
            {"KazEOSat-2 launchVehicle Dnepr"},
        ),
        (
            "Ten nations belong to the ILRS. The minister named Egypt, Serbia and Senegal.",
            {f"Egypt {STATION}", f"Serbia {STATION}", f"Senegal {STATION}"},
        ),
        (
            "The following states have signed the Artemis Accords:\n\n1. Peru\n2. Chile\n3. Kenya",
            {f"Peru {ACCORDS}", f"Chile {ACCORDS}", f"Kenya {ACCORDS}"},
        ),
    ],
)
def test_lists_and_conjuncts_share_a_verb(facts: Facts, text: str, stated: set[str]) -> None:
    """What a list or a second conjunct leaves out is taken from the clause before."""
    assert stated <= facts(text)


def test_a_second_clause_is_no_conjunct(facts: Facts) -> None:
    """A clause with a verb of its own shares none."""
    told = facts("KazEOSat-2 was built by SSTL, and Airbus praised KazEOSat-1.")
    assert "KazEOSat-1 builtBy Airbus" not in told
    assert "KazEOSat-2 builtBy Airbus" not in told


def test_a_relative_clause_keeps_its_object(facts: Facts) -> None:
    """What another craft undergoes behind a relative clause is not told of the one in it."""
    told = facts(
        "NigComSat-1R, a replacement for NigComSat-1 which CGWIC delivered, was launched in 2011."
    )
    assert "NigComSat-1R launchDate 2011" in told
    assert "NigComSat-1 launchDate 2011" not in told
