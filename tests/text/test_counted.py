"""When a number of members was counted, and what a date is not the date of."""

from __future__ import annotations

import pytest

from kg.model import Claim, Document
from kg.text.extractor import Extractor


def read(extractor: Extractor, text: str, predicate: str) -> list[Claim]:
    document = Document("test", text, date="2024-06-01")
    return [claim for claim in extractor.extract(document) if claim.predicate == predicate]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Artemis Accords now have 39 signatories.", "2024-06-01"),
        ("By 23 April 2023 the ILRS counted 17 countries.", "2023-04-23"),
        ("The ILRS counted 17 countries.", None),
        (
            "Poland signed the Artemis Accords. Poland brought the number of signatories to 13.",
            None,
        ),
        (
            "Panama joined the Artemis Accords on 11 December 2023 together with Austria, "
            "which raised the total to 50 countries.",
            "2023-12-11",
        ),
    ],
)
def test_a_count_is_of_the_day_that_its_words_tell(
    extractor: Extractor, text: str, day: str | None
) -> None:
    """Only what is so when it is written is of the day of its article; else the day stays open."""
    (found,) = read(extractor, text, "memberCount")
    assert found.qualifiers.get("asOf") == day


def test_who_likewise_goes_on_does_not_join(extractor: Extractor) -> None:
    """What follows is like what stands before: to stay longer is not to come in."""
    joins = "Canada joined the International Space Station. "
    stays = "Japan decided to take part until 2030. Peru followed on 24 March 2023."
    subjects = {c.subject.label for c in read(extractor, joins + stays, "participatesIn")}
    assert subjects == {"Canada"}


def test_to_accede_is_not_to_sign(extractor: Extractor) -> None:
    """A state may be bound by a treaty that it never signed, so no signature is stated."""
    (acceded,) = read(extractor, "Peru acceded to the Moon Agreement in 2005.", "signatoryOf")
    (signed,) = read(extractor, "Peru signed the Moon Agreement in 1981.", "signatoryOf")
    assert "commitment" not in acceded.qualifiers
    assert signed.qualifiers["commitment"] == "signed"
