"""The quick look that tells articles on other matters never passes over a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from kg.model import Document
from kg.model.entity import Surface
from kg.model.registry import Registry
from kg.text.extractor import Extractor
from kg.text.gazetteer import Gazetteer
from kg.text.keys import Keys
from tests.text.strategies import TEXTS, laws


@pytest.fixture(scope="module")
def gazetteer(registry: Registry) -> Gazetteer:
    return Gazetteer(registry)


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    str.title,
    lambda name: name.replace("-", " "),
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace("'", "’"),
    lambda name: f"_{name}_",
    lambda name: f"“{name}’s",
    lambda name: name[:1].upper() + name[1:].lower(),
    lambda name: name[:1].lower() + name[1:],
    lambda name: name.replace("e", "é").replace("a", "ä"),
    lambda name: name.replace("a", "A").replace("i", "I"),
)


def test_no_name_is_passed_over_in_any_spelling(registry: Registry, gazetteer: Gazetteer) -> None:
    """Wherever the registry is found in a text, the quick look says that it may be."""
    found = 0
    for surface in registry.surfaces():
        for spelling in SPELLINGS:
            text = f"nobody knew {spelling(surface.text)} at all"
            if gazetteer.mentions(text):
                found += 1
                assert gazetteer.may_name(text), text
    assert found > len(registry.surfaces())


@laws(150)
@given(text=TEXTS)
def test_no_text_is_passed_over(gazetteer: Gazetteer, text: str) -> None:
    """Nor is a name in whatever stands around it."""
    assert gazetteer.may_name(text) or gazetteer.mentions(text) == []


def test_other_matters_are_told_at_once(gazetteer: Gazetteer) -> None:
    """A text whose capitals open no name of ours is not looked at further."""
    text = "The mayor of Thornby, “Alma” Birkett, opened the Mill Lane baths on 3 May 1999 for £9."
    text += " They were told that a bank had lent to the water company for a ship and a park."
    assert not gazetteer.may_name(text)


def test_a_text_that_names_nothing_states_nothing(extractor: Extractor) -> None:
    """Where no country, body or programme is named, there is no partnership to be read."""
    text = "Ana Ruiz, director of the Thornby Institute of Botany, built ThornSat-1."
    assert extractor.extract(Document("keys", text)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("iSpace", "it is ispace now"),
        ("iSpace", "it is ISpace now"),
        ("4iG", "a firm, 4iG, said"),
        ("U.S.", "in the U.S. now"),
        ("d'Or Basin", "the d'or Basin"),
    ],
)
def test_names_that_hardly_have_a_capital(name: str, text: str) -> None:
    """A name without a capital of its own is looked for as it is written."""
    assert Keys([Surface(name, "name", ("x/y",))]).may_stand_in(text)
