"""What a text leaves unsaid: the accord, the document, the state behind its capital."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = Callable[..., set[str]]

ACCORDS = "signatoryOf Artemis Accords"
STATION = "participatesIn International Lunar Research Station"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Peru signed the Artemis Accords. Chile did likewise.", {f"Chile {ACCORDS}"}),
        ("Peru signed the Artemis Accords. Chile signed on 25 October.", {f"Chile {ACCORDS}"}),
        (
            "Peru signed the Artemis Accords. So did Chile and Kenya.",
            {f"Chile {ACCORDS}", f"Kenya {ACCORDS}"},
        ),
        (
            "Peru signed the Artemis Accords. The list has since grown by two: Chile and Kenya.",
            {f"Chile {ACCORDS}", f"Kenya {ACCORDS}"},
        ),
        (
            "Peru joined the ILRS. Two states followed in 2024: Chile and Kenya.",
            {f"Chile {STATION}", f"Kenya {STATION}"},
        ),
        ("The ILRS has ten members. Chile came aboard in May.", {f"Chile {STATION}"}),
        ("Peru joined the ILRS. Chile's entry was announced in May.", {f"Chile {STATION}"}),
        ("Peru signed the Artemis Accords; Chile did not.", {f"negated: Chile {ACCORDS}"}),
        (
            "Peru signed the Artemis Accords. It is signatory number 41, on the heels of Chile.",
            {f"Chile {ACCORDS}"},
        ),
        (
            "Estonia signed the Artemis Accords in October, Chile in November and Kenya in May.",
            {f"Chile {ACCORDS}", f"Kenya {ACCORDS}"},
        ),
    ],
)
def test_the_accord_or_programme_in_focus_is_understood(
    facts: Facts, text: str, stated: set[str]
) -> None:
    """A sentence that does not name what is joined is read by the sentences before it."""
    assert stated <= facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru praised the Artemis Accords. Chile did likewise.",
        "Peru was invited to join the ILRS. So was Chile.",
        "Peru refused to join the ILRS. Chile followed suit.",
        "Peru signed the Artemis Accords. Chile signed a trade deal in May.",
        "Peru signed the Artemis Accords. In May, Chile signed for a new airport.",
        "Peru joined the ILRS. The SpaceX contract with Chile signed in Lima covers tea.",
        "Peru joined the ILRS and signed the Artemis Accords. Chile followed the debate.",
        "Peru joined the ILRS. Chile's entry into the market for phones was noted.",
        "Peru joined the ILRS. Chile's accession to NATO followed.",
    ],
)
def test_nothing_is_understood_where_something_else_is_meant(facts: Facts, text: str) -> None:
    """Echoes of praise, invitations and refusals, and verbs with an object, join nothing."""
    joined = ("Chile participatesIn", "Chile signatoryOf")
    assert not any(fact.startswith(joined) for fact in facts(text))


def test_a_document_in_focus_keeps_its_signers(facts: Facts) -> None:
    """Called the document, or it, an agreement is the one that was concluded before."""
    stated = facts(
        "CNSA and Roscosmos concluded a memorandum of understanding on the ILRS."
        " Zhang Kejian signed it for CNSA and Dmitry Rogozin for Roscosmos."
    )
    event = (
        "China National Space Administration–Roscosmos memorandum of understanding"
        " on International Lunar Research Station"
    )
    assert {f"{event} signedBy Zhang Kejian", f"{event} signedBy Dmitry Rogozin"} <= stated


def test_fellow_signatories_conclude_no_agreement(facts: Facts) -> None:
    """Who signs the same accord has no agreement with each other."""
    stated = facts(
        "Ana Ruiz, foreign minister of Peru, and Carlo Rossi, foreign minister of Chile,"
        " signed the Artemis Accords."
    )
    assert f"Peru {ACCORDS}" in stated
    assert not any("agreementWith" in fact for fact in stated)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Islamabad has joined the ILRS.", f"Pakistan {STATION}"),
        ("Islamabad did not join the ILRS.", f"negated: Pakistan {STATION}"),
        ("An application from Ankara to join the ILRS was received.", f"planned: Turkey {STATION}"),
        ("Kenya signed a satellite agreement with Beijing.", "China agreementWith Kenya"),
    ],
)
def test_a_capital_stands_for_its_state(facts: Facts, text: str, stated: str) -> None:
    """In what a state does, its capital means the state."""
    assert stated in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Paris, Rome and Islamabad signed the Artemis Accords.",
        "Kenya signed the Artemis Accords in Islamabad.",
        "A flight from Islamabad brought the Artemis Accords.",
    ],
)
def test_a_capital_where_something_happens_is_a_place(facts: Facts, text: str) -> None:
    """What is signed in a capital is not signed by its state."""
    assert not any("Pakistan" in fact for fact in facts(text))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "No agreement on satellites was signed between Kenya and Peru.",
            {"negated: Kenya agreementWith Peru"},
        ),
        (
            "Kenya's agreement with Peru on satellites has yet to be signed.",
            {"negated: Kenya agreementWith Peru"},
        ),
        (
            "Kenya's agreement with Peru on satellites will be signed in May.",
            {"planned: Kenya agreementWith Peru"},
        ),
        ("The draft agreement between Kenya and Peru covers satellites.", set()),
    ],
)
def test_a_document_may_be_denied_or_still_to_come(
    facts: Facts, text: str, stated: set[str]
) -> None:
    """A document that is not signed, or not yet, is not reported as signed."""
    assert facts(text) == stated
