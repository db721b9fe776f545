"""What a text takes back, denies behind the verb, or says of something else than the fact."""

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
            "Boeing turned down the offer to build Türksat 3A.",
            {"negated: Turksat 3A builtBy Boeing"},
        ),
        (
            "Kenya has so far joined neither China's lunar station nor the Artemis Accords.",
            {f"negated: Kenya {STATION}", f"negated: Kenya {ACCORDS}"},
        ),
        (
            "Peru has not joined the Artemis Accords. Nor did Chile sign.",
            {f"negated: Peru {ACCORDS}", f"negated: Chile {ACCORDS}"},
        ),
        (
            "KazSat-3 was to be launched in 2030; that date is gone.",
            {"negated: KazSat-3 plannedFor 2030"},
        ),
        (
            "Kenya sent a camera to the International Space Station.",
            {"Kenya contributesTo International Space Station"},
        ),
        (
            "Peru's first Earth observation satellite is in orbit. PeruSAT-1 works.",
            {
                "PeruSat-1 builtFor Peru",
                "PeruSat-1 satelliteType Earth observation satellite",
            },
        ),
        (
            "Japan and the United States met. Both sides are signatories of the Artemis Accords.",
            {f"Japan {ACCORDS}", f"United States {ACCORDS}"},
        ),
        (
            "Peru signed the Artemis Accords. Kenya has not taken that step. Chile, for its part, "
            "has not.",
            {
                f"Peru {ACCORDS}",
                f"negated: Kenya {ACCORDS}",
                f"negated: Chile {ACCORDS}",
            },
        ),
        (
            "The Artemis Accords date from 2020. Bahrain is not yet a party to them.",
            {f"negated: Bahrain {ACCORDS}"},
        ),
    ],
)
def test_what_is_denied_and_what_is_not(facts: Facts, text: str, stated: set[str]) -> None:
    assert facts(text) == stated


@pytest.mark.parametrize(
    ("text", "not_stated"),
    [
        ("PeruSAT-1 is in orbit, officials reported on Friday.", "launchDate"),
        ("Kenya left Copernicus. Nor did Peru need to ask for it.", "Peru"),
        ("India sent Shubhanshu Shukla, 39, to the International Space Station.", "contributesTo"),
        ("Kenya sent two astronauts to the International Space Station.", "contributesTo"),
        (
            "Egypt turned to Ukraine for EgyptSat-1. Roscosmos chief Dmitry Rogozin was glad. "
            "No contract for a further satellite has been signed.",
            "agreementWith",
        ),
    ],
)
def test_what_is_told_of_something_else_states_nothing(
    facts: Facts, text: str, not_stated: str
) -> None:
    assert not any(not_stated in line for line in facts(text))


def test_a_second_craft_is_not_the_first(facts: Facts) -> None:
    """What is told of "a second satellite" is not told of the first, which is named next."""
    found = facts("Russia is making a second satellite for Angola. The first, AngoSat-1, was lost.")
    assert "AngoSat-1 builtBy Russia" not in found


def test_what_shares_a_flight_goes_up_with_it(facts: Facts) -> None:
    text = "A Vega rocket lifted off on 9 October 2023. On the same flight was LaoSat-1."
    assert facts(text) >= {"LaoSat-1 launchVehicle Vega", "LaoSat-1 launchDate 2023-10-09"}


def test_what_goes_to_a_programme_named_last_is_not_for_the_mission_before(facts: Facts) -> None:
    text = (
        "Work on TRISHNA goes well. France supports the programme Gaganyaan. "
        "The supply of equipment by CNES was agreed earlier."
    )
    assert not any("contributesTo TRISHNA" in line for line in facts(text))


def test_the_closer_name_of_a_rocket_stays(facts: Facts) -> None:
    """A headline may call loosely what the text then names."""
    text = "Soyuz rocket launches LaoSat-1\n\nLaoSat-1 was launched by a Soyuz-2.1b on Friday."
    assert "LaoSat-1 launchVehicle Soyuz-2.1b" in facts(text)
    assert "LaoSat-1 launchVehicle Soyuz" not in facts(text)
