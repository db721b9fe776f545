"""What English does around a fact: tense, voice, negation, reference, lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Document
from kg.text.extractor import Extractor

Facts = Callable[..., set[str]]

SIGNED = "Kenya signatoryOf Artemis Accords"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Kenya signed the Artemis Accords.", {SIGNED}),
        ("Kenya has formally signed the Artemis Accords.", {SIGNED}),
        ("Kenya decided to sign the Artemis Accords.", {SIGNED}),
        ("Kenya will sign the Artemis Accords.", {f"planned: {SIGNED}"}),
        ("Kenya is expected to sign the Artemis Accords.", {f"planned: {SIGNED}"}),
        ("Kenya to sign the Artemis Accords", {f"planned: {SIGNED}"}),
        ("Kenya has not signed the Artemis Accords.", {f"negated: {SIGNED}"}),
        ("Kenya hasn't yet signed the Artemis Accords.", {f"negated: {SIGNED}"}),
        ("Kenya refused to sign the Artemis Accords.", {f"negated: {SIGNED}"}),
        ("Kenya has yet to sign the Artemis Accords.", {f"negated: {SIGNED}"}),
        ("Kenya may sign the Artemis Accords.", set()),
        ("Kenya was invited to sign the Artemis Accords.", set()),
        ("Kenya discussed the Artemis Accords.", set()),
        ("Before signing the Artemis Accords, Kenya waited.", set()),
    ],
)
def test_how_a_verb_is_meant(facts: Facts, text: str, stated: set[str]) -> None:
    """Done, planned, denied and merely possible are kept apart."""
    assert facts(text) == stated


def test_a_list_gives_one_fact_each(facts: Facts) -> None:
    """Every member of a coordination is a subject of its own."""
    assert facts("Peru, Kenya, and the UK joined the ILRS.") == {
        "Peru participatesIn International Lunar Research Station",
        "Kenya participatesIn International Lunar Research Station",
        "United Kingdom participatesIn International Lunar Research Station",
    }


def test_it_is_the_subject_of_the_sentence_before(facts: Facts) -> None:
    """A pronoun takes the last subject, not the last name."""
    text = "Kenya met China in Beijing. It signed the Artemis Accords."
    assert facts(text) == {SIGNED}


def test_the_mission_is_the_last_mission(facts: Facts) -> None:
    """A definite phrase takes the latest thing of its kind."""
    text = "Chang'e-6 flew in May. Pakistan is involved in the mission."
    assert "Pakistan participatesIn Chang'e-6" in facts(text)


def test_a_verb_without_subject_takes_the_relative_clause(facts: Facts) -> None:
    """In "which did this and did that" both verbs have the same subject."""
    text = "NASA met partners of the ILRS, which began in 2021 and has seven nations."
    assert facts(text) == {"International Lunar Research Station memberCount 7"}


def test_a_qualifying_name_is_not_the_thing(facts: Facts) -> None:
    """Kenya's minister signing nothing himself does not make Kenya's neighbours sign."""
    assert facts("Kenya-based students joined the ILRS.") == set()


def test_a_statement_of_two_voices_is_kept_for_each(facts: Facts) -> None:
    """What the article says and what it quotes are two claims of one fact."""
    text = "The ILRS has seven nations. The ILRS has seven nations, SpaceNews reported."
    assert facts(text) == {"International Lunar Research Station memberCount 7"}


def claims_of(extractor: Extractor, text: str) -> list[Claim]:
    return extractor.extract(Document("test", text, date="2024-06-01"))


def test_agreements_with_several_are_one_with_each(extractor: Extractor) -> None:
    """Signing agreements with B and C does not make B and C partners of each other."""
    claims = claims_of(extractor, "Peru signed space agreements with Kenya and Japan.")
    parties = {frozenset(ref.label for ref in claim.entities()[:2]) for claim in claims}
    assert parties == {frozenset({"Peru", "Kenya"}), frozenset({"Peru", "Japan"})}
    assert len({claim.qualifiers["agreement"] for claim in claims}) == 2


def test_those_who_sign_together_share_one_agreement(extractor: Extractor) -> None:
    """What A, B and C signed is one event of three parties."""
    claims = claims_of(extractor, "Peru, Kenya and Japan signed a space agreement.")
    assert len(claims) == 3
    assert len({claim.qualifiers["agreement"] for claim in claims}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Peru signed the Artemis Accords in Beijing on 3 October 2023.",
        "Peru signed the Artemis Accords on 3 October 2023 in Beijing.",
        "In Beijing, on 3 October 2023, Peru signed the Artemis Accords.",
    ],
)
def test_an_event_keeps_its_date_and_place(extractor: Extractor, text: str) -> None:
    """Date and place belong to the event wherever they stand in its clause."""
    (claim,) = claims_of(extractor, text)
    assert claim.qualifiers["date"] == "2023-10-03"
    assert claim.qualifiers["place"] == "Beijing"


def test_the_date_of_another_clause_does_not_date_an_event(extractor: Extractor) -> None:
    """A plan's year is not the year in which somebody joined."""
    text = "Peru joined the ILRS, which aims to build a base in the 2030s."
    joined = [c for c in claims_of(extractor, text) if c.predicate == "participatesIn"]
    assert "date" not in joined[0].qualifiers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The ILRS has seven nations, NASA said.", "National Aeronautics and Space Administration"),
        (
            "According to NASA, the ILRS has seven nations.",
            "National Aeronautics and Space Administration",
        ),
        ("The ILRS has seven nations, SpaceNews reported.", "SpaceNews"),
        ("The ILRS has seven nations.", None),
    ],
)
def test_who_is_quoted_is_kept(extractor: Extractor, text: str, speaker: str | None) -> None:
    """A statement keeps whom the article names as its source."""
    (claim,) = claims_of(extractor, text)
    said = claim.qualifiers.get("attributedTo")
    assert getattr(said, "label", said) == speaker


def test_a_list_behind_a_colon_belongs_to_its_sentence(facts: Facts) -> None:
    """The names after the colon are those who signed."""
    text = "Two countries signed the Artemis Accords on 13 October 2020: Italy and Japan."
    assert {"Italy signatoryOf Artemis Accords", "Japan signatoryOf Artemis Accords"} <= facts(text)


def test_a_launch_that_lies_ahead_is_a_plan(facts: Facts) -> None:
    """A launch date is what happened; before that it is what is planned."""
    assert facts("LaoSat-1 was launched on 20 November 2015.") == {"LaoSat-1 launchDate 2015-11-20"}
    assert facts("LaoSat-1 will be launched in May 2027.") == {
        "planned: LaoSat-1 plannedFor 2027-05"
    }


def test_a_body_of_a_country_does_not_sign_for_it(facts: Facts) -> None:
    """The signature of an agency's head makes nobody a signatory; a minister's does."""
    agency = "Ines Okafor, director of the Kenya Space Agency, signed the Artemis Accords."
    assert "Kenya signatoryOf Artemis Accords" not in facts(agency)
    minister = "Ines Okafor, foreign minister of Kenya, signed the Artemis Accords."
    assert "Kenya signatoryOf Artemis Accords" in facts(minister)


def test_what_a_weak_pattern_reads_is_a_candidate(extractor: Extractor) -> None:
    """A pattern below the mark proposes, and does not assert."""
    (claim,) = claims_of(extractor, "SpaceX partnered with Axiom Space.")
    assert (claim.tier, claim.is_direct) == ("candidate", False)


@pytest.mark.parametrize(
    "text",
    [
        "China invited Kenya to join the ILRS.",
        "Kenya urged Peru to sign the Artemis Accords.",
        "Kenya wants Peru to join the ILRS.",
        "Kenya denied that it had joined the ILRS.",
        "Reports that Kenya joined the ILRS are false.",
        "It is unclear whether Kenya has signed the Artemis Accords.",
        "Kenya would have joined the ILRS.",
        "If admitted, Kenya will join the ILRS.",
        "Officials from Kenya signed the Artemis Accords.",
        "A model of LaoSat-1 was built by students in China.",
    ],
)
def test_what_is_only_spoken_of_is_not_stated(facts: Facts, text: str) -> None:
    """Invitations, denials, doubts, conditions and other people's wishes state nothing."""
    assert facts(text) == set()


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Peru and Kenya signed a free trade agreement.", False),
        ("Peru and Kenya signed an agreement on railways.", False),
        ("Peru and Kenya signed an agreement on railways. Both have satellites.", False),
        ("Peru and Kenya signed an agreement on lunar exploration.", True),
        ("Both want to go to space. Peru and Kenya signed an agreement.", True),
        ("Peru signed an agreement with NASA.", True),
    ],
)
def test_only_agreements_on_space_count(facts: Facts, text: str, stated: bool) -> None:
    """States agree on many things; parties, topic and neighbouring sentences tell which."""
    assert any("agreementWith" in fact for fact in facts(text)) is stated
