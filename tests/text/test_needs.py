"""What a pattern needs never keeps it from a sentence that it fits."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Document
from kg.text.extractor import Extractor
from kg.text.lexicon import Lexicon
from kg.text.patterns.files import Pattern
from kg.text.patterns.needs import Index
from kg.text.patterns.notation import Compiled, compile_pattern
from kg.text.patterns.verbs import VerbGroups
from kg.text.reading import read_document

Compile = Callable[[str], Compiled]


@pytest.fixture(scope="module")
def patterns(extractor: Extractor) -> list[Pattern]:
    """Every third pattern: what they need is found out in the same way for all."""
    return list(extractor.patterns)[::3]


@pytest.fixture(scope="module")
def hasty(extractor: Extractor, patterns: list[Pattern]) -> Extractor:
    """An extractor that tries its patterns where they may fit."""
    return extractor.with_patterns(patterns)


@pytest.fixture(scope="module")
def patient(extractor: Extractor, patterns: list[Pattern]) -> Extractor:
    """One that tries the same patterns on every sentence."""
    return extractor.with_patterns(
        replace(pattern, compiled=tuple(replace(one, needs=()) for one in pattern.compiled))
        for pattern in patterns
    )


@pytest.fixture(scope="module")
def compiled(lexicon: Lexicon) -> Compile:
    groups = VerbGroups(lexicon)
    return lambda text: compile_pattern(text, lexicon, groups)


def read(extractor: Extractor, documents: Iterable[Document]) -> list[object]:
    return [claim.to_json() for document in documents for claim in extractor.extract(document)]


def test_development_texts_give_the_same_with_and_without(
    hasty: Extractor, patient: Extractor, shared: Path
) -> None:
    """Leaving out patterns that cannot fit changes no claim of every third development text."""
    paths = sorted((shared / "dev" / "texts").glob("*.txt"))[::3]
    documents = [read_document(path) for path in paths]
    claims = read(hasty, documents)
    assert claims
    assert claims == read(patient, documents)


def test_examples_give_the_same_with_and_without(
    hasty: Extractor, patient: Extractor, patterns: list[Pattern]
) -> None:
    """Every pattern is tried on what it was written for, and on what nearly fits it."""
    sentences = [e.text for p in patterns for e in (*p.examples, *p.counterexamples)]
    document = Document("examples", "\n\n".join(sentences), date="2024-06-01")
    assert read(hasty, [document]) == read(patient, [document])


WORDS = st.sampled_from(
    "China Kenya NASA CNSA ILRS Chang'e-6 LaoSat-1 It they which the a and or , . : — -led -built"
    " 's ’s signed sign to will not has been is by of in on with join joined part took launched"
    " launch built built-for agreement memorandum Artemis Accords Programme two 2023 third nation"
    " nations members Peru's Chinese prime minister Li Qiang ( ) \" satellite for".split()
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(st.one_of(WORDS, st.text(string.printable, max_size=3)), max_size=25))
def test_any_words_give_the_same_with_and_without(
    hasty: Extractor, patient: Extractor, words: list[str]
) -> None:
    """No order of words and marks fits a pattern that was left out."""
    document = Document("words", " ".join(words), date="2024-06-01")
    assert read(hasty, [document]) == read(patient, [document])


def test_few_patterns_are_tried(patterns: list[Pattern]) -> None:
    """A sentence leaves only the patterns whose words and kinds of names it has."""
    wordings = [one for pattern in patterns for one in pattern.compiled]
    index = Index([one.needs for one in wordings])
    tokens = {"\ue0001A", "kenya", "welcomed", "the", "news", "."}
    assert len(list(index.met_by(tokens))) < len(wordings) / 20


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("{s: Date} word", [{"word"}]),
        ("{s: Date} of (this|those of old)", [{"of"}, {"this", "those"}]),
        ("{s: Date} [perhaps] -led", [{"led"}]),
        ("{s: Date} (very|[quite]) seldom", [{"seldom"}]),
        ("{s: Date} here | {s: Date} there", [{"here", "there"}]),
        ("{s: Date} ~ : ~~ [, (a|b)]", [{":"}]),
        ("{s: Date} (as luck|an (odd|even) number)", [{"luck", "number"}]),
    ],
)
def test_what_a_pattern_needs(compiled: Compile, text: str, needed: list[set[str]]) -> None:
    """Words and marks are needed unless they are optional; of alternatives one is."""
    words = [set(need) for need in compiled(text).needs if "\ue000" not in "".join(need)]
    assert words == needed


def test_a_slot_needs_a_name_of_its_type(compiled: Compile) -> None:
    """A list satisfies a slot for many, and not a slot for one."""
    (one,) = compiled("{s: Accord}").needs
    (many,) = compiled("{s: Accord+}").needs
    assert one < many
    assert not compiled("[{s: Accord}] ~").needs


def test_a_verb_group_needs_one_of_its_forms(compiled: Compile) -> None:
    """Any form will do, and of a verb with a particle its rarer word."""
    _, verb = compiled("{s: Country} <take-part>").needs
    assert {"participates", "participating", "part"} <= verb
    assert "take" not in verb
