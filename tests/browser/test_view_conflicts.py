"""Where sources disagree: the panel shows the sides next to each other, and who ruled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.graph.contradictions.settled import conflicts
from kg.graph.facts import ArticleInfo, Fact, Quote
from kg.model import EntityRef, Literal
from kg.model.decision import Statement
from kg.model.ruling import Ruling

pytestmark = pytest.mark.browser

View = Callable[..., Any]
PAPER = ArticleInfo("paper-9", "Three or four", "2023-10-27", "The Paper", "https://example.org/9")
CARD = "#panel .conflict"


def count(subject: EntityRef, number: str, words: str, fact: Callable[..., Fact]) -> Fact:
    """Return a number of satellites, said in a paper on the day of the sample."""
    return fact(subject, "activeSatellites", Literal(number, "integer"), words, article=PAPER)


@pytest.fixture
def disagreeing(
    make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]
) -> list[Fact]:
    """Two numbers of one day, and a list of six beside a number of seven."""
    belarus = make_entity("Belarus")
    club = make_entity("The Club", "Programme")
    lands = [make_entity(f"Land {letter}") for letter in "ABCDEF"]
    words = "The Club has seven members: " + ", ".join(land.label for land in lands)
    seven = make_fact(club, "memberCount", Literal("7", "integer"), words, asOf="2023-10-27")
    return [
        count(belarus, "3", "Belarus has three satellites.", make_fact),
        replace(count(belarus, "4", "Four fly for Belarus.", make_fact), claim="claim/four"),
        seven,
        *(make_fact(land, "participatesIn", club, words) for land in lands),
    ]


def shown(view: View, facts: list[Fact], *rulings: Ruling, **options: Any) -> Any:
    """Open a page of some facts with what they disagree on."""
    return view(facts, conflicts=conflicts(facts, rulings), **options)


def sides(seen: Any) -> list[str]:
    """Return the text of the sides of the conflicts in the panel."""
    return [each.replace("\n", " ") for each in seen.page.locator(".side").all_inner_texts()]


def select(seen: Any, label: str) -> None:
    """Select an entity."""
    seen.page.evaluate("(id) => KG.page.select({ kind: 'node', id })", seen.node(label))


def test_both_sides_stand_next_to_each_other(view: View, disagreeing: list[Fact]) -> None:
    """Value, quote, who says so and when, for each of the two numbers."""
    seen = shown(view, disagreeing)
    select(seen, "Belarus")
    one, other = sides(seen)
    assert one.startswith("3 asserted")
    assert "Belarus has three satellites." in one
    assert "The Paper · Three or four · 27 Oct 2023" in one
    assert other.startswith("4 asserted")
    assert "Four fly for Belarus." in other
    left, right = (seen.page.locator(".side").nth(at).bounding_box() for at in (0, 1))
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]
    assert "Two values where there can be one at a time." in seen.panel()


def test_sides_are_stacked_on_a_phone(view: View, disagreeing: list[Fact]) -> None:
    """Where there is no room beside each other they stand one below the other, nothing cut off."""
    seen = shown(view, disagreeing, width=380, height=760)
    select(seen, "Belarus")
    first, second = (seen.page.locator(".side").nth(at).bounding_box() for at in (0, 1))
    assert first["x"] == second["x"]
    assert second["y"] >= first["y"] + first["height"]
    assert first["x"] + first["width"] <= 380


def test_number_stands_against_the_list_beside_it(view: View, disagreeing: list[Fact]) -> None:
    """Seven members said and six named: the number, and the list with the words that name it."""
    seen = shown(view, disagreeing)
    select(seen, "The Club")
    number, names = sides(seen)
    assert number.startswith("7 ")
    assert names.startswith("Land A, Land B, Land C, Land D, Land E, Land F")
    assert names.count("The Club has seven members") == 1


def test_who_is_only_on_the_list_is_not_in_question(view: View, disagreeing: list[Fact]) -> None:
    """That a number differs from a list contradicts none of those on it."""
    seen = shown(view, disagreeing)
    select(seen, "Land A")
    assert seen.page.locator(CARD).count() == 0
    assert "contradicted" not in seen.panel()


def test_entry_of_a_fact_leads_to_the_conflict(view: View, disagreeing: list[Fact]) -> None:
    """From the fact in the list one link goes to both sides, also by keyboard."""
    number = disagreeing[2]
    other = replace(
        number, claim="claim/nine", object=Literal("9", "integer"), evidence=(_quote("Nine."),)
    )
    seen = shown(view, [*disagreeing, other])
    select(seen, "The Club")
    cards = seen.page.locator(CARD)
    assert cards.count() == 2
    assert cards.evaluate_all("(all) => all.map((each) => each.open)") == [False, False]
    assert "7 or 9" in [short.strip() for short in seen.page.locator(".short").all_inner_texts()]
    seen.page.locator(".against", has_text="contradicted: 7").focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.closest('details').open") is True
    assert sides(seen)[:2] != []
    seen.page.keyboard.press("Space")
    assert seen.page.evaluate("document.activeElement.closest('details').open") is False


def test_ruling_stands_with_the_sides(view: View, disagreeing: list[Fact]) -> None:
    """What was settled says who ruled, when and why, and which side stands."""
    three, four = (
        Statement(fact.subject, fact.predicate, fact.object, fact.status)
        for fact in disagreeing[:2]
    )
    why = "The fourth came down before."
    ruling = Ruling("values", (three,), (four,), "A. Reader", "2024-02-03", why)
    facts = [disagreeing[0], replace(disagreeing[1], tier="overruled"), *disagreeing[2:]]
    seen = shown(view, facts, ruling)
    select(seen, "Belarus")
    one, other = sides(seen)
    assert one.startswith("3 stands")
    assert other.startswith("4 overruled")
    assert "Ruling: The fourth came down before. – A. Reader, 3 Feb 2024" in seen.panel()
    assert "settled" in seen.page.locator(CARD).inner_text()
    struck = "(each) => getComputedStyle(each).textDecorationLine"
    assert seen.page.locator(".side.overruled h4 bdi").evaluate(struck) == "line-through"


def test_what_agrees_has_no_section(view: View, sample: list[Fact]) -> None:
    """Without a conflict the panel is as it was."""
    seen = shown(view, sample)
    select(seen, "Belarus")
    assert "disagree" not in seen.panel()


def test_withdrawal_is_no_dispute(
    view: View, make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]
) -> None:
    """Who was in and left is not drawn as disputed, since nobody denies that it was in."""
    land, pact = make_entity("Land"), make_entity("Pact", "Accord")
    inside = make_fact(land, "signatoryOf", pact, "Land signed.")
    left = make_fact(
        land, "signatoryOf", pact, "It left.", status="negated", commitment="withdrawn"
    )
    denied = make_fact(land, "signatoryOf", pact, "It never signed.", status="negated")
    group = "KG.page.drawing.groupOf(KG.drawn.edges[0])"
    assert view([inside, left]).page.evaluate(group) == "asserted"
    assert view([inside, denied]).page.evaluate(group) == "disputed"


def _quote(words: str) -> Quote:
    return Quote(PAPER, 0, len(words), words, "memberCount/x")
