"""What a reader does with the page: click, search, walk, hide, and read the evidence.

All of it holds for both renderers, vis-network and the canvas of large networks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from kg.graph.facts import Fact
from kg.model import EntityRef, Literal

pytestmark = pytest.mark.browser

View = Callable[..., Any]


@pytest.fixture(params=["vis", "canvas"])
def view(view: View, request: pytest.FixtureRequest) -> View:
    """Open a view whose network one of the renderers draws."""
    return partial(view, renderer=request.param)


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


def test_edge_opens_to_all_facts_of_the_pair(view: View, sample: list[Fact]) -> None:
    """Parallel claims are one line with a count, and its panel lists each with its quote."""
    seen = view(sample)
    marks = seen.page.evaluate(
        "KG.page.labels.placed.filter((x) => x.kind === 'mark').map((x) => x.text)"
    )
    assert sorted(marks) == ["×2", "×2", "✕"]
    seen.click_edge("Pakistan", "China")
    text = seen.panel()
    assert "2 facts" in text
    assert "a pact of the two" in text
    assert "Without China it could not launch." in text
    assert "agreement Lunar station declaration" in text
    assert "concerning International Lunar Research Station (ILRS)" in text


def test_values_read_as_sentences(view: View, sample: list[Fact]) -> None:
    """A comparator and a period stand in words beside their value."""
    seen = view(sample)
    seen.click_node("China")
    assert "China active satellites over 800" in seen.panel().replace("\n", " ")
    seen.page.keyboard.press("Escape")
    seen.click_node("International Lunar Research Station (ILRS)")
    assert "planned for 2030s" in seen.panel().replace("\n", " ")


def test_status_and_tier_show_on_lines_and_in_the_panel(view: View, sample: list[Fact]) -> None:
    """Planned is dashed, denied dotted in another colour and struck, a candidate thin."""
    seen = view(sample)
    lines = seen.page.evaluate("KG.page.drawing.edgeSet.get()")

    def line(one: str, other: str) -> dict[str, Any]:
        ends = {seen.node(one), seen.node(other)}
        return next(line for line in lines if {line["from"], line["to"]} == ends)

    firm = line("Pakistan", "International Lunar Research Station (ILRS)")
    planned = line("Peru", "Artemis programme")
    denied = line("Peru", "International Lunar Research Station (ILRS)")
    candidate = line("China National Space Administration", "China")
    assert firm["dashes"] is False
    assert planned["dashes"] == [9, 6]
    assert denied["dashes"] == [2, 5]
    assert len({firm["color"]["color"], planned["color"]["color"], denied["color"]["color"]}) == 3
    assert candidate["width"] < firm["width"]
    seen.click_node("Peru")
    badges = seen.page.locator("#panel .badge").all_inner_texts()
    assert sorted(badges) == ["negated", "planned"]
    struck = seen.page.locator("#panel .negated .predicate").evaluate(
        "(element) => getComputedStyle(element).textDecorationLine"
    )
    assert struck == "line-through"


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


def test_search_finds_by_any_name_and_goes_there(view: View, sample: list[Fact]) -> None:
    """Slash, a few letters, Enter: the view centres on the entity and its panel has focus."""
    seen = view(sample)
    seen.page.keyboard.press("/")
    assert focused(seen) == "search"
    seen.page.keyboard.type("islamic")
    assert seen.page.locator("#results [role=option]").all_inner_texts() == ["Pakistan\nCountry"]
    seen.page.keyboard.press("Enter")
    assert focused(seen) == "panel-title"
    assert "Pakistan has joined the station." in seen.panel()
    box = seen.page.locator("#drawing").bounding_box()
    panel = seen.page.locator("#panel").bounding_box()
    x, y = seen.where(seen.node("Pakistan"))
    assert box["x"] < x < panel["x"]
    assert abs(y - (box["y"] + box["height"] / 2)) < 2


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


def test_legend_hides_and_shows_types_and_kinds_of_lines(view: View, sample: list[Fact]) -> None:
    """A type switched off takes its marks, their lines and an open panel with it."""
    seen = view(sample)
    hidden = "KG.page.drawing.{}.get().filter((x) => x.hidden).length"
    legend = seen.page.locator("#legend")
    assert "Country" in legend.inner_text()
    seen.click_node("Peru")
    legend.get_by_text("Country").click()
    assert seen.page.evaluate(hidden.format("nodeSet")) == 4
    assert seen.page.evaluate(hidden.format("edgeSet")) == 9
    assert seen.panel() == ""
    legend.get_by_text("Country").click()
    assert seen.page.evaluate(hidden.format("nodeSet")) == 0
    legend.get_by_text("Negated").click()
    assert seen.page.evaluate(hidden.format("edgeSet")) == 1
    legend.locator("input").first.focus()
    seen.page.keyboard.press("Space")
    assert seen.page.evaluate(hidden.format("nodeSet")) == 4


def test_search_brings_a_hidden_type_back(view: View, sample: list[Fact]) -> None:
    """Who looks for an entity sees it, whatever was switched off before."""
    seen = view(sample)
    seen.page.locator("#legend").get_by_text("Country").click()
    seen.page.locator("#search").fill("peru")
    seen.page.locator("#search").press("Enter")
    assert seen.page.evaluate("KG.page.drawing.nodeSet.get().some((x) => x.hidden)") is False
    assert seen.page.locator("#legend input").first.is_checked()


def test_keys_walk_from_mark_to_mark(view: View, sample: list[Fact]) -> None:
    """On the drawing, arrows select neighbours in their direction and Enter reads them."""
    seen = view(sample)
    frame = seen.page.locator("#drawing [role=application]")
    frame.focus()
    seen.page.keyboard.press("ArrowRight")
    first = seen.page.evaluate("KG.page.state.selection.id")
    assert first == seen.node("International Lunar Research Station (ILRS)")
    seen.page.keyboard.press("ArrowLeft")
    second = seen.page.evaluate("KG.page.state.selection.id")
    assert seen.where(second)[0] < seen.where(first)[0]
    seen.page.keyboard.press("Enter")
    assert focused(seen) == "panel-title"
    seen.page.keyboard.press("Escape")
    assert seen.panel() == ""
    before = seen.page.evaluate("KG.page.drawing.network.getScale()")
    frame.focus()
    seen.page.keyboard.press("+")
    assert seen.page.evaluate("KG.page.drawing.network.getScale()") > before


def test_tab_order_goes_from_search_to_drawing_to_panel(view: View, sample: list[Fact]) -> None:
    """Everything is reached by Tab, in the order in which it is read."""
    seen = view(sample)
    seen.click_node("Pakistan")
    seen.page.locator("#search").focus()
    places = []
    for _ in range(40):
        seen.page.keyboard.press("Tab")
        place = seen.page.evaluate(
            """["drawing", "legend", "zoom", "panel"].find(
                (id) => document.getElementById(id).contains(document.activeElement))"""
        )
        if place and place not in places:
            places.append(place)
    assert places == ["drawing", "zoom", "legend", "panel"]


def test_names_in_the_panel_lead_on(view: View, sample: list[Fact]) -> None:
    """From a fact one goes to the other entity, and Esc ends where one began."""
    seen = view(sample)
    seen.click_node("Zhang Kejian")
    seen.page.locator("#panel").get_by_role("link", name="China National Space").click()
    assert seen.page.locator("#panel-title").inner_text() == "China National Space Administration"


def test_click_beside_everything_closes_the_panel(view: View, sample: list[Fact]) -> None:
    """The ground is the way out for the mouse."""
    seen = view(sample)
    seen.click_node("Pakistan")
    assert seen.panel()
    box = seen.page.locator("#drawing").bounding_box()
    seen.page.mouse.click(box["x"] + 6, box["y"] + 6)
    assert seen.panel() == ""


def test_page_opens_on_its_focus(view: View, sample: list[Fact]) -> None:
    """A view of one entity opens on it with the panel open."""
    seen = view(sample, focus="country/belarus")
    assert seen.page.evaluate("KG.page.state.selection.id") == seen.node("Belarus")
    assert seen.page.locator("#tab-network").get_attribute("aria-selected") == "true"
    assert "Belarus is in, too." in seen.panel()


def test_zoom_buttons_zoom_and_fit(view: View, sample: list[Fact]) -> None:
    """The buttons do what they say, also for who has no wheel."""
    seen = view(sample)
    scale = "KG.page.drawing.network.getScale()"
    whole = seen.page.evaluate(scale)
    seen.page.get_by_role("button", name="Zoom in").click()
    near = seen.page.evaluate(scale)
    seen.page.get_by_role("button", name="Zoom out").click()
    seen.page.get_by_role("button", name="Zoom out").click()
    far = seen.page.evaluate(scale)
    seen.page.get_by_role("button", name="Fit everything").click()
    assert far < whole < near
    assert seen.page.evaluate(scale) == pytest.approx(whole)


def test_entity_without_partner_is_found(
    view: View, sample: list[Fact], make_fact: Callable[..., Fact], make_entity: Any
) -> None:
    """An entity of which only a value is known stands on the page like any other."""
    probe = make_entity("Lonely probe", "Spacecraft")
    seen = view([*sample, make_fact(probe, "orbit", Literal("sun-synchronous"), "it flies alone")])
    seen.click_node("Lonely probe")
    assert "it flies alone" in seen.panel()
