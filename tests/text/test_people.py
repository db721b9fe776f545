"""People and offices: titles in every order, whose they are, and when nobody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Document
from kg.text.extractor import Extractor


def offices(extractor: Extractor, text: str) -> set[str]:
    """Return the positions that a text states, as "Person @ Body", with another status before."""
    return {_office(claim) for claim in _positions(extractor, text)}


def _positions(extractor: Extractor, text: str) -> list[Claim]:
    claims = extractor.extract(Document("text", text, date="2024-06-01"))
    return [c for c in claims if c.predicate == "holdsPosition" and c.tier == "accepted"]


def _office(claim: Claim) -> str:
    status = "" if claim.status == "asserted" else f"{claim.status}: "
    return f"{status}{claim.subject.label} @ {getattr(claim.object, 'label', claim.object)}"


ORDERS = {
    "NASA Administrator Bill Nelson spoke.": {"NASA"},
    "NASA's administrator, Bill Nelson, spoke.": {"NASA"},
    "The administrator of NASA, Bill Nelson, spoke.": {"NASA"},
    "Bill Nelson, the NASA administrator, spoke.": {"NASA"},
    "Bill Nelson, Administrator, NASA, spoke.": {"NASA"},
    "Bill Nelson, who heads NASA, spoke.": {"NASA"},
    "Bill Nelson is the administrator of NASA.": {"NASA"},
    "NASA, headed by Bill Nelson, agreed.": {"NASA"},
    "Former NASA administrator Bill Nelson spoke.": {"NASA"},
    "Administrator Bill Nelson of NASA spoke.": {"NASA"},
    "NASA spoke of Mars; its administrator, Bill Nelson, was glad.": {"NASA"},
    "Bill Nelson, vice president of JAXA and head of CNES, spoke.": {"JAXA", "CNES"},
}


@pytest.mark.parametrize("text", ORDERS)
def test_title_body_and_name_stand_in_any_order(extractor: Extractor, text: str) -> None:
    """An office is read however reporters order name, title and body."""
    names = {
        "NASA": "National Aeronautics and Space Administration",
        "JAXA": "Japan Aerospace Exploration Agency",
        "CNES": "Centre National d'Etudes Spatiales",
    }
    assert offices(extractor, text) == {f"Bill Nelson @ {names[body]}" for body in ORDERS[text]}


def test_a_title_between_two_names_belongs_to_the_right_one(extractor: Extractor) -> None:
    """Where a list has its titles before the names, none is given to the name before it."""
    nasa, esa = "National Aeronautics and Space Administration", "European Space Agency"
    fore = "They met Ambassador Ana Ruiz, Administrator of NASA, Bill Nelson, and Ines Okafor."
    assert offices(extractor, fore) == {f"Bill Nelson @ {nasa}"}
    behind = "They met Bill Nelson, administrator of NASA, and Ines Okafor, an ESA director."
    assert offices(extractor, behind) == {f"Bill Nelson @ {nasa}", f"Ines Okafor @ {esa}"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Peru's minister H.E. Dr. Ana Ruiz spoke.", "Ana Ruiz"),
        ("Peru's Minister of Industry and Technology Mehmet Fatih KACIR spoke.",
         "Mehmet Fatih KACIR"),
        ("Peru's minister, Sheikh Hamdan bin Rashid Al Maktoum, spoke.",
         "Hamdan bin Rashid Al Maktoum"),
        ("Peru's minister A.S. Kiran Kumar spoke.", "A.S. Kiran Kumar"),
        ("Peru's minister Nguyễn Thị Đoan spoke.", "Nguyễn Thị Đoan"),
        ("Peru's minister Air Vice Marshal (Retd) Ann O'Neill spoke.", "Ann O'Neill"),
        ("Peru's minister Sultan al-Neyadi spoke.", "Sultan al-Neyadi"),
        ("Peru's minister Ana J. “AJ” Ruiz spoke.", "Ana J. Ruiz"),
        ("Peru's minister Ana Ruiz Announces Plans", "Ana Ruiz"),
    ],
)  # fmt: skip
def test_names_of_all_kinds_are_taken_whole(extractor: Extractor, text: str, person: str) -> None:
    """Particles, initials, ranks and honorifics neither cut a name nor belong to it."""
    assert offices(extractor, text) == {f"{person} @ Peru"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru and China will cooperate. Ambassador Ana Ruiz signed the accord for Peru.",
        "For Peru, the contract with China was signed by Foreign Minister Ana Ruiz.",
        "LIMA: Peru will launch a satellite. Prime Minister Ana Ruiz was glad for Peru.",
        "Peru ordered a satellite. Peru will pay. Prime Minister Ana Ruiz was glad.",
    ],
)
def test_a_minister_stands_for_the_state_that_the_context_names(
    extractor: Extractor, text: str
) -> None:
    """A title without a country gets it from the words around, where one state only fits."""
    assert offices(extractor, text) == {"Ana Ruiz @ Peru"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru and China will launch a satellite. Prime Minister Ana Ruiz was glad.",
        "Peru and China will launch a satellite, Ambassador Ana Ruiz said.",
        "Ana Ruiz, the nominee for NASA administrator, spoke.",
        "Ana Ruiz, President Trump's pick to lead NASA, spoke.",
        "Incoming NASA administrator Ana Ruiz spoke.",
        "Ana Ruiz may become the administrator of NASA.",
        "Ana Ruiz praised NASA engineers and thanked the president of Peru.",
        "The Japanese professor Ana Ruiz and Indian astronaut Ines Okafor spoke.",
        "NASA and ESA agreed. Bill Nelson, the agency's administrator, was glad.",
        "The Prime Minister's Office of Peru thanked NASA.",
    ],
)
def test_no_office_is_made_up(extractor: Extractor, text: str) -> None:
    """Two states, a nominee, a wish or a mere adjective give nobody an office."""
    assert offices(extractor, text) == set()


def test_an_office_denied_or_ahead_keeps_its_status(extractor: Extractor) -> None:
    """A future or denied office is planned or negated, and nobody signs for it."""
    nasa = "National Aeronautics and Space Administration"
    text = "Ana Ruiz will become the administrator of NASA. Ines Okafor is not head of NASA."
    assert offices(extractor, text) == {
        f"planned: Ana Ruiz @ {nasa}",
        f"negated: Ines Okafor @ {nasa}",
    }


def test_people_named_again_are_the_same(extractor: Extractor) -> None:
    """A surname, "she" and "his predecessor" lead back to a person named in full."""
    text = "Ana Ruiz, a NASA adviser, spoke. Ruiz took charge of CNES; her predecessor was Bo Lund."
    cnes = "Centre National d'Etudes Spatiales"
    assert {f"Ana Ruiz @ {cnes}", f"Bo Lund @ {cnes}"} <= offices(extractor, text)
    text = "Ana Ruiz told NASA so. She is a director of CNES."
    assert offices(extractor, text) == {f"Ana Ruiz @ {cnes}"}


def test_titles_are_kept_as_stated(extractor: Extractor) -> None:
    """Each office carries its own title, long ones whole."""
    text = "Ana Ruiz, vice president of JAXA and Director of Science of CNES, spoke."
    titles = {str(claim.qualifiers["title"]) for claim in _positions(extractor, text)}
    assert titles == {"vice president", "Director of Science"}


def test_a_company_named_in_short_is_the_same(extractor: Extractor) -> None:
    """After "Axiom Space", "Axiom" alone is that company."""
    text = "Axiom Space will fly it. Ana Ruiz, chief executive of Axiom, thanked Peru."
    assert offices(extractor, text) == {"Ana Ruiz @ Axiom Space"}


def test_an_officer_shows_an_unknown_company(facts: Callable[..., set[str]]) -> None:
    """A name that nothing is known of is a company where somebody is its chief executive."""
    found = facts("Ana Ruiz, CEO of Quipunova, thanked Peru.")
    assert any("Ana Ruiz" in fact and "Quipunova" in fact for fact in found)
