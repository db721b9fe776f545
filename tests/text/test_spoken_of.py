"""What sentences tell of the mission, the craft or the programme that a text is speaking of."""

from __future__ import annotations

from collections.abc import Callable

Facts = Callable[..., set[str]]


def test_shares_in_a_mission_are_read_sentence_after_sentence(facts: Facts) -> None:
    read = facts(
        "Chang'e-7 is nearly ready. Egypt and Bahrain have teamed up for a hyperspectral camera. "
        "A laser reflector comes from Italy. Officials spoke of long nights. "
        "Thailand is preparing a space weather monitor. From Switzerland comes a radiometer."
    )
    assert {
        f"{giver} contributesTo Chang'e-7"
        for giver in ("Egypt", "Bahrain", "Italy", "Thailand", "Switzerland")
    } <= read


def test_what_is_bought_or_sold_elsewhere_is_no_share(facts: Facts) -> None:
    read = facts(
        "Chang'e-7 is nearly ready. Thailand bought a telescope for its schools. "
        "Egypt sold a camera to Sudan."
    )
    assert not any("contributesTo" in fact for fact in read)


def test_a_mission_behind_a_semicolon_is_not_the_one_spoken_of(facts: Facts) -> None:
    read = facts(
        "The Lunar Gateway needs partners. Ottawa has promised a robotic arm; "
        "in return a Canadian flew on Artemis II."
    )
    assert "planned: Canada contributesTo Lunar Gateway" in read
    assert "planned: Canada contributesTo Artemis II" not in read


def test_a_rocket_that_starts_takes_up_the_craft_spoken_of(facts: Facts) -> None:
    read = facts(
        "AngoSat-2 was made by ISS-Reshetnev. The Proton-M launch vehicle, made at the "
        "Khrunichev works, started from Baikonur on 12 October 2022."
    )
    assert {"AngoSat-2 launchVehicle Proton-M", "AngoSat-2 launchDate 2022-10-12"} <= read


def test_a_month_without_a_year_is_the_past_one_where_the_past_is_told(facts: Facts) -> None:
    told = "In January a Long March 3B carried LaoSat-1 from Xichang."
    assert "LaoSat-1 launchDate 2024-01" in facts(told, "2024-11-02")
    planned = "LaoSat-1 is to be launched in January."
    assert "planned: LaoSat-1 plannedFor 2025-01" in facts(planned, "2024-11-02")


def test_who_did_so_is_told_in_the_same_sentence(facts: Facts) -> None:
    read = facts(
        "The International Lunar Research Station grows. Azerbaijan joined in October 2023; "
        "Egypt had done so in December."
    )
    assert "Egypt participatesIn International Lunar Research Station" in read


def test_an_agreement_between_a_national_agency_and_a_firm_keeps_its_document(
    facts: Facts,
) -> None:
    read = facts(
        "The rocket was bought under a contract between Peru's space agency CONIDA and "
        "Arianespace for the launch of a satellite."
    )
    assert any("agreementWith" in fact and "Arianespace" in fact for fact in read)
