"""What English does around a fact: tense, voice, negation, reference, lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
