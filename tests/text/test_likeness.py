"""Likeness: which texts are one text, told from those that only look like it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Claim, Document, EntityRef, Evidence
from kg.text.likeness import Likeness, bands, sketch

BODY = " ".join(f"word{n % 37} of clause{n} says that" for n in range(60))
ARTICLE = Document("a", f"A headline\n\n{BODY}.\n")


def like(one: Document, other: Document) -> bool:
    first, second = Likeness.of(one, ()), Likeness.of(other, ())
    assert first.is_like(second) == second.is_like(first)
    return first.is_like(second)


def shared(one: Document, other: Document) -> int:
    first, second = bands([sketch(one), sketch(other)])
    return int((first == second).sum())


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE.text.upper().replace("\n\n", "\n"),
        f"ACCRA, May 4 (Agency) -- {BODY}\n",
        f"A headline\n\nBy Our Own Correspondent\n\n{BODY}\n\nReprinted by kind permission.\n",
        f"Another headline\n\n{BODY} {' '.join(f'extra{n}' for n in range(60))}\n",
    ],
    ids=["layout", "dateline", "byline and notice", "longer"],
)
def test_one_text_in_several_papers_is_found(text: str) -> None:
    """What papers put around an agency's text does not hide it, and a sketch leads there."""
    other = Document("b", text)
    assert like(ARTICLE, other)
    assert shared(ARTICLE, other) > 0


@pytest.mark.parametrize(
    "text",
    [
        BODY[: len(BODY) // 2],
        " ".join(reversed(BODY.split())),
        "A headline\n\nSomething else altogether happened that day in another country.",
    ],
    ids=["half of it", "other order", "other text"],
)
def test_other_texts_are_not(text: str) -> None:
    """An excerpt, the same words in another order, or another text is no copy."""
    assert not like(ARTICLE, Document("b", text))


def test_short_texts_must_be_the_same() -> None:
    """Two lines that differ in one word say two things."""
    one = Document("a", "Ghana signed the Artemis Accords on Sunday in Accra before many guests.")
    assert not like(one, Document("b", one.text.replace("Sunday", "Monday")))
    assert like(one, Document("b", one.text.replace(" ", "\n").lower()))


def test_one_form_filled_in_for_two_countries_is_two_announcements() -> None:
    """Texts that differ in a name alone, and so state different relations, are no copies."""
    accords = EntityRef("accord/artemis-accords", "Artemis Accords", "Accord")

    def signed(name: str) -> Likeness:
        document = Document(name, ARTICLE.text + f"\n{name} signed it.")
        evidence = (Evidence(name, 0, 1, "A", "p"),)
        party = EntityRef(f"country/{name}", name, "Country")
        claim = Claim(party, "signatoryOf", accords, "asserted", evidence)
        return Likeness.of(document, [claim])

    assert not signed("ghana").is_like(signed("kenya"))
    assert signed("ghana").is_like(Likeness.of(ARTICLE, ()))


@given(st.text(max_size=200))
def test_any_text_has_a_sketch_and_is_like_itself(text: str) -> None:
    """Even no word at all, or none of letters."""
    document = Document("a", text)
    assert len(sketch(document)) == 128
    assert sketch(document) == sketch(replace(document, id="b", date="2026"))
    assert like(document, replace(document, id="b"))
