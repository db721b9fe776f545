"""What a reader finds in panel and search; what holds of the drawing is in test_view_renderers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.graph.facts import Fact
from kg.model import EntityRef

pytestmark = pytest.mark.browser

View = Callable[..., Any]


def focused(seen: Any) -> str:
    """Return the id of the element that has the focus."""
    return str(seen.page.evaluate("document.activeElement.id"))


def test_node_opens_to_quote_publisher_title_date_and_link(view: View, sample: list[Fact]) -> None:
    """Says who, in which words, as of when: one click on an entity answers it."""
    seen = view(sample)
    seen.click_node("Belarus")
    text = seen.panel()
    assert "Belarus" in text.splitlines()
    assert "participates in" in text
    assert "Belarus is in, too." in text
    assert "A station on the Moon finds partners" in text
    assert "27 Oct 2023" in text
    assert "based on SpaceNews · A ninth partner · 25 Oct 2023" in text
    link = seen.page.locator("#panel figcaption a").first
    assert link.get_attribute("href") == "https://example.org/ninth"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"


def test_further_quotes_are_one_click_away(view: View, sample: list[Fact]) -> None:
    """A fact that several articles state shows all their words."""
    seen = view(sample)
    seen.click_node("Belarus")
    assert "Minsk had joined earlier." not in seen.panel()
    seen.page.locator("#panel summary").click()
    assert "Minsk had joined earlier." in seen.panel()
    assert "The Paper · Who flies with whom · May 2024" in seen.panel()


def test_values_read_as_sentences(view: View, sample: list[Fact]) -> None:
    """A comparator and a period stand in words beside their value."""
    seen = view(sample)
    seen.click_node("China")
    assert "China active satellites over 800" in seen.panel().replace("\n", " ")
    seen.page.keyboard.press("Escape")
    seen.click_node("International Lunar Research Station (ILRS)")
    assert "planned for 2030s" in seen.panel().replace("\n", " ")


def test_statements_of_the_same_words_share_one_card(
    view: View, make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]
) -> None:
    """A list of nine members is nine lines and one quote, not nine times the quote."""
    club = make_entity("The Club", "Programme")
    members = [make_entity(f"Land {letter}") for letter in "ABCDEFGHI"]
    quote = "nine lands, A to I, are in"
    seen = view([make_fact(member, "participatesIn", club, quote) for member in members])
    seen.click_node("The Club")
    assert seen.panel().count(quote) == 1
    assert seen.page.locator("#panel .statement").count() == 9


def test_search_by_arrow_keys_and_its_way_back(view: View, sample: list[Fact]) -> None:
    """The list is walked by keys, says which is active, and Esc leaves it, then the panel."""
    seen = view(sample)
    search = seen.page.locator("#search")
    search.focus()
    assert search.get_attribute("aria-expanded") == "true"
    options = seen.page.locator("#results [role=option] .name")
    search.press("ArrowDown")
    search.press("ArrowDown")
    search.press("ArrowUp")
    assert search.get_attribute("aria-activedescendant") == "result-1"
    second = options.nth(1).inner_text()
    search.press("Enter")
    assert seen.page.locator("#panel-title").inner_text() == second
    seen.page.keyboard.press("Escape")
    assert seen.panel() == ""
    assert focused(seen) == "search"
    search.fill("nobody of that name")
    assert "Nothing here has that name." in seen.page.locator("#results").inner_text()
    search.press("Escape")
    assert seen.page.locator("#results").is_visible() is False


def test_search_ignores_accents_and_kinds_of_apostrophes(view: View, sample: list[Fact]) -> None:
    """Chang'e is found however its apostrophe is typed."""
    seen = view(sample)
    seen.page.locator("#search").fill("CHÀNG'E")
    assert seen.page.locator("#results .name").all_inner_texts() == ["Chang’e-6"]


def test_names_in_the_panel_lead_on(view: View, sample: list[Fact]) -> None:
    """From a fact one goes to the other entity, and Esc ends where one began."""
    seen = view(sample)
    seen.click_node("Zhang Kejian")
    seen.page.locator("#panel").get_by_role("link", name="China National Space").click()
    assert seen.page.locator("#panel-title").inner_text() == "China National Space Administration"
