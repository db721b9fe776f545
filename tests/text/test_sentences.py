"""Sentence boundaries where newspapers make them hard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Jones of the U.S. Department of State spoke.",
        "Dr. A. B. Smith and J.-Y. Le Gall met.",
        "The rocket, a Soyuz-2.1b, flew on Sept. 3 at 4.30 p.m. local time.",
        "Orbital Sciences Corp. of Virginia built it.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    """A full stop inside a title, an initial, a month or a number leaves the sentence whole."""
    assert split(text) == [text]


def test_a_sentence_may_end_with_an_abbreviation() -> None:
    """After "U.S." a new sentence begins where a usual opening follows."""
    text = "The satellite was built in the U.S. It flew in 2016."
    assert split(text) == ["The satellite was built in the U.S.", "It flew in 2016."]


def test_a_list_that_was_run_together_is_cut() -> None:
    """Entries that copying put on one line are sentences of their own."""
    text = "Health; - The United States and Peru agreed. - Space: - Peru joined."
    assert len(split(text)) == 4


def test_quotes_close_with_their_sentence() -> None:
    """A closing quotation mark belongs to the sentence before it."""
    text = "“We signed.” The minister left."
    assert split(text) == ["“We signed.”", "The minister left."]


def test_headings_and_list_items_stand_alone() -> None:
    """A blank line and a list item end a sentence that has no full stop."""
    assert split("A heading\n\nThe text.\n- one\n- two") == [
        "A heading",
        "The text.",
        "- one",
        "- two",
    ]


@given(st.text(alphabet='Aa.!? \n"”“U.S-', max_size=200))
def test_sentences_are_ordered_and_lose_no_word(text: str) -> None:
    """Spans ascend, never overlap, and only white space lies between them."""
    spans = list(sentences(text))
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    gaps = zip(edges[::2], edges[1::2], strict=True)
    assert all(not text[start:end].strip() for start, end in gaps)
