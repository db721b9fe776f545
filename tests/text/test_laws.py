"""Laws of extraction that hold for every text, however broken, and for its every spelling."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Claim, Cut, Document, EntityRef
from kg.model.fold import fold, punctuation
from kg.model.registry import Registry
from kg.text.extractor import Extractor
from kg.text.sentences import sentences
from tests.text.strategies import HUGE_TEXTS, PARAGRAPHS, TEXTS, laws

QUIET = (
    "The baker of the village opened late, and nobody minded. Two dogs slept at the door until"
    " a child with a red balloon woke them up."
)
"""A paragraph that names nothing that we know."""


def read(extractor: Extractor, text: str, name: str = "law") -> list[Claim]:
    return extractor.extract(Document(name, text, date="2023-10-27"))


def check_quotes(document: Document, claims: list[Claim]) -> None:
    for claim in claims:
        for item in claim.evidence:
            assert item.document == document.id
            assert document.text[item.start : item.end] == item.quote != ""


@laws(80)
@given(text=TEXTS)
def test_quotes_are_literal_in_any_text(extractor: Extractor, text: str) -> None:
    """Nothing that a page may hold makes reading fail or a quote differ from the text."""
    document = Document("law", text, date="2023-10-27")
    claims = extractor.extract(document)
    check_quotes(document, claims)
    starts = [claim.evidence[0].start for claim in claims]
    assert starts == sorted(starts)


@laws(8)
@given(text=HUGE_TEXTS)
def test_quotes_are_literal_in_huge_texts(extractor: Extractor, text: str) -> None:
    """Nor do thousands of brackets, words without an end, or lists that never stop."""
    document = Document("law", text)
    check_quotes(document, extractor.extract(document))


@laws(40)
@given(before=TEXTS, middle=PARAGRAPHS, after=TEXTS)
def test_no_quote_touches_what_was_cut(
    extractor: Extractor, before: str, middle: str, after: str
) -> None:
    """No quote lies in furniture or reaches across it."""
    furniture = f"\n\n{middle}\n\n"
    cut = Cut(len(before), len(before) + len(furniture), "furniture")
    document = Document("law", before + furniture + after, cuts=(cut,))
    claims = extractor.extract(document)
    check_quotes(document, claims)
    for claim in claims:
        for item in claim.evidence:
            assert item.end <= cut.start or item.start >= cut.end


def plain(text: str) -> str:
    """Return words as names are compared: no marks, single spaces, nothing invisible."""
    shown = unicodedata.normalize("NFC", text)
    return " ".join(fold("".join(c for c in shown if unicodedata.category(c) != "Cf")).split())


NEXT = r"(?: ?, ?(?:(?:and|or) )?| (?:and|or|to) | ?/ ?)"
"""What stands between the numbers of a series."""


def is_named(entity: EntityRef, text: str, registry: Registry) -> bool:
    """Tell whether a text names an entity, in one of the ways known or in its own words.

    A national agency may be named by its country: "the space agencies of Peru and Kenya", and
    a craft by its number right behind another of its series: "Nilesat 201 and 301".
    """
    stem, _, number = plain(entity.label).rpartition(" ")
    if entity.id.startswith(("spacecraft/", "mission/")) and stem:
        series = rf"(?<!\w){re.escape(stem)} [\w-]+(?:{NEXT}[\w-]+)*?{NEXT}{re.escape(number)}"
        if re.search(rf"{series}(?![\w-])", text):
            return True
    known = registry.entities.get(entity.id)
    if known is not None and known.country is not None and entity.type == "Agency":
        home = registry.entities[known.country].ref
        if re.search(r"\bspace agenc(?:y|ies)\b", text) and is_named(home, text, registry):
            return True
    names = [name for name, _ in known.names()] if known else [entity.label]
    homonyms = [h.surface for h in registry.homonyms.values() if entity.id in h.candidates]
    return any(plain(name) in text for name in (*names, *homonyms))


@laws(60)
@given(text=st.one_of(PARAGRAPHS, TEXTS))
def test_every_entity_of_a_claim_is_named_up_to_its_sentence(
    extractor: Extractor, registry: Registry, text: str
) -> None:
    """A claim speaks of nothing that its sentence or the text before does not name.

    An event of an agreement is made from its parties, which are named themselves.
    """
    spans = list(sentences(text))
    for claim in read(extractor, text):
        stop = max(item.end for item in claim.evidence)
        seen = plain(text[: max([stop, *(end for start, end in spans if start < stop)])])
        named = [entity for entity in claim.entities() if entity.type != "Agreement"]
        missing = [entity.label for entity in named if not is_named(entity, seen, registry)]
        assert missing == [], claim


@laws(15)
@given(texts=st.lists(PARAGRAPHS, min_size=2, max_size=4), chance=st.randoms())
def test_documents_do_not_know_of_each_other(
    extractor: Extractor, texts: list[str], chance: object
) -> None:
    """What an article states is the same whatever is read before it, in any order."""
    alone = {i: read(extractor, text, f"law-{i}") for i, text in enumerate(texts)}
    order = list(alone)
    chance.shuffle(order)  # type: ignore[attr-defined]
    assert {i: read(extractor, texts[i], f"law-{i}") for i in order} == alone


@laws(25)
@given(text=PARAGRAPHS)
def test_a_paragraph_on_nothing_changes_nothing(extractor: Extractor, text: str) -> None:
    """Words without a name of ours, behind or before an article, leave its claims as they are."""
    claims = read(extractor, text)
    assert read(extractor, f"{text}\n\n{QUIET}") == claims
    before = f"{QUIET}\n\n"
    moved = [json_of(claim, -len(before)) for claim in read(extractor, before + text)]
    assert moved == [json_of(claim) for claim in claims]


@laws(25)
@given(text=PARAGRAPHS, more=PARAGRAPHS)
def test_what_follows_does_not_unsay_what_was_said(
    extractor: Extractor, text: str, more: str
) -> None:
    """A further paragraph may add facts; each fact of the first part stays."""

    def stated(text: str) -> set[tuple[object, ...]]:
        return {(c.subject, c.predicate, c.object, c.status) for c in read(extractor, text)}

    assert stated(text) <= stated(f"{text}\n\n{more}")


def json_of(claim: Claim, shift: int = 0) -> dict[str, object]:
    record = claim.to_json()
    for item in (record["evidence"], *record.get("alsoStated", ())):
        item["start"] += shift
        item["end"] += shift
    return record


def facts(claims: list[Claim]) -> list[tuple[object, ...]]:
    """What claims state and quote, in the plainest spelling."""

    def spelt(value: object) -> str:
        return plain(value.label if isinstance(value, EntityRef) else str(value))

    return sorted(
        (
            *(claim.subject.id, claim.predicate, spelt(claim.object), claim.status),
            *(f"{key}={spelt(value)}" for key, value in sorted(claim.qualifiers.items())),
            *(plain(item.quote) for item in claim.evidence),
        )
        for claim in claims
    )


SPELLINGS: dict[str, Callable[[str], str]] = {
    "accents as characters of their own": lambda text: unicodedata.normalize("NFD", text),
    "line ends of Windows": lambda text: text.replace(". ", ".\n").replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace(" ", "\xa0"),
    "narrow and wide spaces": lambda text: text.replace(" of ", "\u2009of\u3000"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "straight quotes": punctuation,
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "no-break hyphens": lambda text: text.replace("-", "\u2011"),
    "soft hyphens": lambda text: text.replace("ti", "t\u00adi"),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "marks of direction": lambda text: f"\u202a{text}\u200e\u202c",
    "a byte order mark": lambda text: "\ufeff" + text,
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@laws(12)
@given(text=PARAGRAPHS)
def test_spelling_does_not_change_the_facts(extractor: Extractor, spelling: str, text: str) -> None:
    """The same words in other characters state the same, and are quoted as they stand."""
    document = Document("law", SPELLINGS[spelling](text), date="2023-10-27")
    claims = extractor.extract(document)
    check_quotes(document, claims)
    assert facts(claims) == facts(read(extractor, text))


def test_a_quote_ends_with_its_accent(extractor: Extractor) -> None:
    """A quote in decomposed characters holds whole letters and nothing invisible around it."""
    text = unicodedata.normalize("NFD", "\u200eTürkiye signed the Artemis Accords\u200e.")
    (claim,) = read(extractor, text)
    assert claim.evidence[0].quote == unicodedata.normalize(
        "NFD", "Türkiye signed the Artemis Accords"
    )


def test_a_letter_cut_in_half_is_cut(extractor: Extractor) -> None:
    """A cut that begins between a letter and its accent takes both."""
    text = "Peru joined the ILRS\u0301 and more."
    document = Document("law", text, cuts=(Cut(text.index("\u0301"), len(text), "tail"),))
    for claim in extractor.extract(document):
        assert claim.evidence[0].end <= document.cuts[0].start


def test_two_processes_print_the_same_bytes(project_root: Path) -> None:
    """No order of a set or a dictionary of strings gets into what is printed."""
    article = project_root / "data" / "articles" / "2023-10-belarus-pakistan-ilrs.md"
    command = [sys.executable, "-m", "kg", "extract", str(article), "--format", "json"]

    def run(seed: str) -> bytes:
        environment = os.environ | {"PYTHONHASHSEED": seed}
        return subprocess.run(
            command, env=environment, cwd=project_root, check=True, capture_output=True
        ).stdout

    first = run("0")
    assert len(first.splitlines()) > 10
    assert run("12345") == first


class _Calls:
    """Counts the calls of Python functions and of C functions from Python."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, _frame: object, event: str, _argument: object) -> None:
        self.count += event in ("call", "c_call")


def calls(extractor: Extractor, text: str) -> int:
    counter = _Calls()
    sys.setprofile(counter)
    try:
        read(extractor, text)
    finally:
        sys.setprofile(None)
    return counter.count


@pytest.mark.parametrize(
    "piece",
    [
        "Kenya signed the Artemis Accords on 3 May 2023. It joined the ILRS.\n\n",
        "Ana Ruiz, prime minister of Kenya, and ",
        "China, Peru, Kenya, Japan, ",
        "They said that it, which it was, and it is the mission of Peru. ",
        "National Institute of Things (NIT) and FooSat-1 ",
        "Kenya joined the ILRS on 1 May, Kenya joined the ILRS on 2 May 2022. ",
        "([{<“",
        "X",
        "U.S.A. ",
    ],
)
def test_work_grows_no_faster_than_the_text(extractor: Extractor, piece: str) -> None:
    """Four times the text is at most about four times the work, counted in calls."""
    opening = "Kenya joined the ILRS. "
    short, long = ((piece * 2_000)[:length] for length in (6_000, 24_000))
    read(extractor, opening + short)  # what is compiled when first needed is not counted
    ratio = calls(extractor, opening + long) / calls(extractor, opening + short)
    assert ratio < 4.6
