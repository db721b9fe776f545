"""What is told of several things at once, or of one after the other with the verb left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Document
from kg.text.extractor import Extractor

Facts = Callable[..., set[str]]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Paksat-1R came in 2011, PakSat-MM1 in 2024. Both were launched by China.", 2),
        ("LaoSat-1 came first. Horus-1 and Horus-2 followed. All three were launched by China.", 3),
        ("Horus-1 came in 2023, Horus-2 later. China launched them.", 2),
        ("LaoSat-1 is small. China launched that one.", 1),
        ("LaoSat-1 is small. Both were launched by China.", 0),
        ("LaoSat-1 is small.\n\nHorus-1 is new. Both were launched by China.", 0),
        ("Horus-1, Horus-2 and LaoSat-1 are small. Both were launched by China.", 0),
    ],
)
def test_several_craft_are_meant_where_their_number_fits(
    facts: Facts, text: str, stated: int
) -> None:
    """Both, all three and them mean the craft of the paragraph; what does not fit means none."""
    assert sum(fact.endswith("launchedBy China") for fact in facts(text)) == stated


def test_a_craft_is_known_by_its_number_behind_another(facts: Facts) -> None:
    """Nilesat 201 and 301 are two; days and engineers behind a craft are none."""
    found = facts("China launched Nilesat 201 and 301 for Egypt.")
    assert {"Nilesat 201 launchedBy China", "Nilesat 301 launchedBy China"} <= found
    assert facts("China launched Chang'e-5 and 3 engineers cheered.") == {
        "Chang'e-5 launchedBy China"
    }


def test_each_name_with_a_date_of_its_own_did_the_same(facts: Facts) -> None:
    found = facts("Peru joined the ILRS in May 2023, Kenya in June 2023 and Brazil in 2024.")
    assert len([fact for fact in found if "participatesIn" in fact]) == 3
    assert len(facts("Peru joined the ILRS in May 2023, Kenya was free in June 2023.")) == 1


def test_days_share_the_year_that_stands_beside_them(facts: Facts) -> None:
    """Without one, the year is that of the article."""
    found = facts("Horus-1 and Horus-2 were launched on 8 January and 19 December 2021.")
    assert {"Horus-1 launchDate 2021-01-08", "Horus-2 launchDate 2021-12-19"} <= found
    agreed = facts("LaoSat-1, agreed on in 2015, was launched on 3 March.", "2016-05-01")
    assert "LaoSat-1 launchDate 2016-03-03" in agreed


@pytest.mark.parametrize(
    "text",
    [
        "Neither China nor Russia has signed the Artemis Accords.",
        "Neither of the two countries, China and Russia, has signed the Artemis Accords.",
        "None of those partners, China and Russia, has signed the Artemis Accords.",
    ],
)
def test_neither_is_in_the_quote_of_what_it_denies(extractor: Extractor, text: str) -> None:
    """A quote that leaves it out would say the opposite."""
    found = list(extractor.extract(Document("test", text)))
    assert {(claim.subject.label, claim.status) for claim in found} == {
        ("China", "negated"),
        ("Russia", "negated"),
    }
    assert all(e.quote.startswith("N") for claim in found for e in claim.evidence)


def test_neither_of_many_has_signed(facts: Facts) -> None:
    found = facts("The Moon Agreement is old. Neither Russia nor China nor Japan has signed.")
    assert found == {
        f"negated: {state} signatoryOf Moon Agreement" for state in ("Russia", "China", "Japan")
    }


def test_who_is_to_leave_has_not_left(facts: Facts) -> None:
    """A reported plan to withdraw is planned; it ends nothing."""
    text = "The minister said that Peru would leave the ILRS after 2030."
    assert facts(text) == {"planned: Peru participatesIn International Lunar Research Station"}


@pytest.mark.parametrize(
    ("text", "rocket"),
    [
        ("VRSS-1 flew on a Long March 2D. A rocket of the same type launched LaoSat-1.", "2D"),
        ("VRSS-1 flew on a Long March 2D. LaoSat-1 was launched on a 3B.", "3B"),
        ("VRSS-1 was built. A rocket of the same type launched LaoSat-1.", ""),
    ],
)
def test_a_rocket_is_known_by_the_one_before_it(facts: Facts, text: str, rocket: str) -> None:
    """Of the same type, or by its number alone; where none was named, none is meant."""
    stated = {fact for fact in facts(text) if fact.startswith("LaoSat-1 launchVehicle")}
    assert stated == ({f"LaoSat-1 launchVehicle Long March {rocket}"} if rocket else set())


def test_an_adjective_of_two_states_names_both(facts: Facts) -> None:
    """A Sino-French mission is one of China and France; a Franco-German study of it is none."""
    assert facts("Chang'e-6 is a Sino-French mission.") == {
        "China participatesIn Chang'e-6",
        "France participatesIn Chang'e-6",
    }
    assert facts("A Franco-German study looked at Chang'e-6.") == set()


def test_an_agency_is_known_again_by_its_country(facts: Facts) -> None:
    """The Japanese agency is the one that was named before, and no other body of Japan."""
    told = "JAXA and NASA met over LUPEX. The Japanese agency spoke of {} first."
    assert "Japan Aerospace Exploration Agency agencyOf Japan" in facts(told.format("it"))
    assert not facts("NASA met over LUPEX. The Japanese agency spoke of it first.")


def test_each_party_with_a_thing_of_its_own_gives_it(facts: Facts) -> None:
    """The verb is said once; a party with a verb of its own says something else."""
    found = facts("For CBERS-6 China provides the launcher, Brazil the radar payload.")
    assert {"China contributesTo CBERS-6", "Brazil contributesTo CBERS-6"} <= found
    other = facts("For CBERS-6 China provides the launcher, Brazil the host is glad.")
    assert "Brazil contributesTo CBERS-6" not in other


def test_owners_told_respectively_are_paired_with_their_craft(facts: Facts) -> None:
    found = facts("GhanaSat-1 and Mazaalai belong to Ghana and Mongolia respectively.")
    assert found == {"GhanaSat-1 builtFor Ghana", "Mazaalai builtFor Mongolia"}


def test_each_craft_with_a_date_of_its_own_is_planned_for_it(facts: Facts) -> None:
    found = facts("Luna 26 is pencilled in for 2028 and Luna 27 for 2029.")
    assert sum("plannedFor" in fact for fact in found) == 2


def test_the_kind_before_a_name_keeps_no_pattern_from_reading_it(facts: Facts) -> None:
    found = facts("Airbus built the Earth observation satellite PeruSat-1.")
    assert "PeruSat-1 builtBy Airbus" in found
