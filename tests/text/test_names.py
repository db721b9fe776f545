"""Names: those of the registry, homonyms, and those only the text knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Document
from kg.model.registry import Registry
from kg.text.extractor import Extractor
from kg.text.gazetteer import Gazetteer

Facts = Callable[..., set[str]]


@pytest.fixture(scope="module")
def gazetteer(registry: Registry) -> Gazetteer:
    return Gazetteer(registry)


def named(gazetteer: Gazetteer, text: str) -> list[str]:
    return [m.entity.id for m in gazetteer.mentions(text) if m.entity is not None]


def test_any_apostrophe_and_hyphen_names_the_same_mission(gazetteer: Gazetteer) -> None:
    """Typographic variants of a name are one entity."""
    for text in ("Chang'e-6", "Chang’e-6", "Chang’e 6", "Chang‘e‑6"):
        assert named(gazetteer, text) == ["mission/change-6"]


def test_a_name_inside_another_word_is_no_mention(gazetteer: Gazetteer) -> None:
    """Niger is not in Nigeria, nor Oman in Romania."""
    assert named(gazetteer, "Nigeria and Romania") == ["country/nigeria", "country/romania"]


def test_the_longest_name_wins(gazetteer: Gazetteer) -> None:
    """The Artemis Accords are an accord, not the programme Artemis."""
    assert named(gazetteer, "the Artemis Accords") == ["accord/artemis-accords"]


def test_a_longer_name_that_means_something_else_yields_nothing(gazetteer: Gazetteer) -> None:
    """New Mexico is not Mexico."""
    assert named(gazetteer, "a spaceport in New Mexico") == []


def test_a_homonym_is_resolved_by_the_rest_of_the_text_or_left(gazetteer: Gazetteer) -> None:
    """Congo alone is nobody; beside its full name it is that country."""
    assert named(gazetteer, "Congo signed.") == []
    text = "The Democratic Republic of the Congo ordered a satellite. Congo pays in 2013."
    assert set(named(gazetteer, text)) == {"country/democratic-republic-of-the-congo"}


def test_lower_case_words_name_no_country(gazetteer: Gazetteer) -> None:
    """A turkey and some china are no countries."""
    assert named(gazetteer, "a turkey served on fine china") == []


def test_unknown_people_in_a_clear_position_become_entities(facts: Facts) -> None:
    """A person that nobody registered is found by title and body, and marked by its id."""
    text = "Ines Okafor, director of the European Space Agency, opened the meeting."
    assert facts(text) == {"Ines Okafor holdsPosition European Space Agency"}


def test_an_unknown_institute_becomes_an_entity(extractor: Extractor) -> None:
    """An organisation is found by the form of its name, its acronym with it."""
    text = (
        "Ines Okafor, director of the Nairobi Orbital Institute (NOI), arrived. "
        "The NOI director, Ines Okafor, left. China signed an agreement with NOI."
    )
    claims = extractor.extract(Document("test", text))
    parties = {claim.object.id for claim in claims if claim.predicate == "agreementWith"}  # type: ignore[union-attr]
    assert parties == {"organisation/nairobi-orbital-institute"}
