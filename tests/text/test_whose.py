"""Whose craft, whose launch and whose accord a clause means, and where that stays open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Document
from kg.text.extractor import Extractor

Facts = Callable[..., set[str]]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Turksat 5A and 5B came from Airbus Defence and Space; 4A and 4B were supplied by "
            "Mitsubishi Electric and flew on Proton rockets.",
            "Turksat 4A launchVehicle Proton",
        ),
        (
            "Neither Peru nor its partners Kenya and Nigeria adhere to the Artemis Accords.",
            "negated: Kenya signatoryOf Artemis Accords",
        ),
        (
            "Nor has Bolivia subscribed to the Artemis Accords.",
            "negated: Bolivia signatoryOf Artemis Accords",
        ),
        (
            "Kenyan President William Ruto received French President Emmanuel Macron in Nairobi. "
            "Both leaders discussed trade. The two sides signed an agreement on a satellite.",
            "France agreementWith Kenya",
        ),
        (
            "Peru hosted the Asia-Pacific Space Cooperation Organization (APSCO). "
            "Chile signed its convention.",
            "Chile signatoryOf APSCO Convention",
        ),
    ],
)
def test_it_is_told_where_the_words_tell_it(facts: Facts, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Turksat 5A and 5B came from Airbus; 4A and 4B flew on Proton rockets.",
            "Turksat 5A launchVehicle Proton",
        ),
        (
            "LaoSat-1 was launched in 2015. Kenya, by contrast, launches its satellites itself, "
            "having done so for the first time in 1999.",
            "LaoSat-1 launchDate 1999",
        ),
        (
            "Salyut 6 was busy. Their ship had lifted off on 20 May 1978 and would dock with the "
            "Salyut 6 station.",
            "Salyut 6 launchDate 1978-05-20",
        ),
        (
            "Peru signed the Artemis Accords in 2024. It signed, together with Chile and Kenya, "
            "the declaration on tourism.",
            "Chile signatoryOf Artemis Accords",
        ),
        (
            "LaoSat-1 is in orbit. The maker chose for the next one the platform of VeneSat-1. "
            "The craft is operated by Laos.",
            "VeneSat-1 operatedBy Laos",
        ),
        (
            "KOUROU, Feb 8 – Two communications satellites were launched by Ariane.",
            "KOUROU satelliteType communications satellite",
        ),
    ],
)
def test_nothing_is_put_on_another(facts: Facts, text: str, fact: str) -> None:
    assert fact not in facts(text)


def test_the_first_of_a_region_is_not_the_first_of_all(extractor: Extractor) -> None:
    """Nor is a place among all what several share."""
    text = "Rwanda and Nigeria were the first African countries to sign the Artemis Accords."
    claims = extractor.extract(Document("test", text, date="2024-06-01"))
    assert {claim.predicate for claim in claims} == {"signatoryOf"}
    assert not any("ordinal" in claim.qualifiers for claim in claims)
