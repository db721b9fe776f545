"""The laws that hold for every text: quotes are real, and nothing comes from nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Claim, Cut, Document
from kg.text.extractor import Extractor

SENTENCES = (
    "China built and launched the LaoSat-1 communications satellite for Laos in 2015.",
    "On October 23, Kenya signed the Artemis Accords.",
    "It has the support of 29 nations, including India, Japan and the UK.",
    "Zhang Kejian, China National Space Administration (CNSA) administrator, spoke.",
    "“Peru has only 3 active satellites,” Ines Okafor said — and it depends on China.",
    "Pakistan’s premier, Ana Ruiz, signed an agreement with Chinese Premier Li Qiang on the ILRS.",
    "The ILRS, which is led by China and Russia, aims to build a base in the 2030s.",
)
NOISE = st.text(max_size=40)
TEXTS = st.lists(st.one_of(st.sampled_from(SENTENCES), NOISE), max_size=8).map(" ".join)
RELAXED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def quotes_hold(document: Document, claims: list[Claim]) -> bool:
    return all(
        document.text[e.start : e.end] == e.quote and e.document == document.id
        for claim in claims
        for e in claim.evidence
    )


@RELAXED
@given(text=TEXTS)
def test_every_quote_stands_at_its_offsets(extractor: Extractor, text: str) -> None:
    """Whatever the text, each quote is literally there, and reading never fails."""
    document = Document("fuzz", text, date="2023-10-27")
    assert quotes_hold(document, extractor.extract(document))


@RELAXED
@given(text=TEXTS)
def test_reading_twice_gives_the_same(extractor: Extractor, text: str) -> None:
    """The extractor carries nothing over from one document to the next."""
    document = Document("fuzz", text, date="2023-10-27")
    first = [claim.to_json() for claim in extractor.extract(document)]
    extractor.extract(Document("other", " ".join(SENTENCES)))
    assert [claim.to_json() for claim in extractor.extract(document)] == first


@RELAXED
@given(before=TEXTS, after=TEXTS)
def test_nothing_is_read_from_what_was_cut(extractor: Extractor, before: str, after: str) -> None:
    """Page furniture yields no claim and resolves no pronoun."""
    furniture = "\n\n".join(["", *SENTENCES, ""])
    text = before + furniture + after
    cut = Cut(len(before), len(before) + len(furniture), "furniture")
    document = Document("fuzz", text, cuts=(cut,))
    for claim in extractor.extract(document):
        for evidence in claim.evidence:
            assert evidence.end <= cut.start or evidence.start >= cut.end


def test_a_sentence_goes_on_around_a_link(extractor: Extractor) -> None:
    """The address of a Markdown link is not read, and does not break its sentence."""
    text = "Kenya has joined the [ILRS](https://example.org/China-joins) in 2023."
    start = text.index("(")
    cut = Cut(start, text.index(")") + 1, "link target")
    (claim,) = extractor.extract(Document("test", text, cuts=(cut,)))
    assert (claim.subject.label, claim.predicate) == ("Kenya", "participatesIn")
    assert claim.qualifiers["date"] == "2023"


def test_claims_survive_the_way_to_json_and_back(extractor: Extractor) -> None:
    """The JSON of a claim holds all of it."""
    document = Document("test", " ".join(SENTENCES), date="2023-10-27")
    claims = extractor.extract(document)
    assert claims
    assert [Claim.from_json(claim.to_json()) for claim in claims] == claims


def test_claims_come_in_document_order(extractor: Extractor) -> None:
    """Claims are sorted by where their first quote stands."""
    claims = extractor.extract(Document("test", " ".join(SENTENCES), date="2023-10-27"))
    starts = [claim.evidence[0].start for claim in claims]
    assert starts == sorted(starts)


def test_the_id_of_a_claim_does_not_depend_on_who_says_it(extractor: Extractor) -> None:
    """Two articles that state the same have one claim between them."""
    one = extractor.extract(Document("one", SENTENCES[0]))
    two = extractor.extract(Document("two", "Word from Beijing. " + SENTENCES[0]))
    assert {claim.id for claim in one} == {claim.id for claim in two}
    assert replace(one[0], status="planned").id != one[0].id


def test_an_empty_text_states_nothing(facts: Callable[..., set[str]]) -> None:
    """No words, no facts."""
    assert facts("") == set()
