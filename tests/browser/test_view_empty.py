"""Nothing to show, or next to nothing: every view says so and none breaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kg.graph.dated.span import Span
from kg.graph.facts import Fact
from kg.model import EntityRef, Literal

pytestmark = pytest.mark.browser

View = Callable[..., Any]

VIEWS = ["matrix", "partners", "network", "timeline", "map", "table"]
SHOWN = "document.body.dataset.view"


@pytest.fixture
def single(make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]) -> list[Fact]:
    """A graph of one node, with one fact that has a day."""
    return [make_fact(make_entity("Peru"), "launchDate", Literal("2024-01-05", "date"), "Up it is")]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (380, 760)])
def test_empty_graph_says_what_to_do_at_every_address(view: View, width: int, height: int) -> None:
    """Whichever view a link names, a friendly message stands there, and nothing else."""
    seen = view([], width=width, height=height)
    for name in VIEWS:
        seen.page.evaluate("(name) => { location.hash = `view=${name}&asof=2024-01-01`; }", name)
        seen.until("KG.page.state.asOf !== null")
        assert "kg add" in seen.page.locator("#empty").inner_text()
        assert seen.page.locator(".view > *").count() == 0
        seen.page.evaluate("KG.page.state.set({ asOf: null })")
    assert "0 facts" in seen.page.locator("#statistics").inner_text()
    for part in ("#legend", "#tabs", "#timebar", "#nothing"):
        assert seen.page.locator(part).is_visible() is False, part
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("x")
    assert seen.page.locator("#results").is_visible() is False
    seen.page.keyboard.press("Escape")
    seen.page.locator("#share-button").click()
    assert seen.page.get_by_role("menuitem").all_inner_texts() == ["Copy link", "Print …"]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (380, 760)])
def test_one_node_is_shown_by_each_view_that_has_it(
    view: View, single: list[Fact], width: int, height: int
) -> None:
    """Mark, event and row open to the words; a link to what is not there says so."""
    span = Span(begins=(date(2024, 1, 5), date(2024, 1, 5)))
    seen = view(single, spans={single[0].claim: span}, width=width, height=height)
    tabs = seen.page.locator("#tabs [role=tab]").all_inner_texts()
    assert tabs == ["Neighbourhood", "Network", "Timeline", "Table"]
    opens = {
        "network": lambda: seen.click_node("Peru"),
        "timeline": lambda: seen.page.locator("#view-timeline g[role=button]").first.click(),
        "table": lambda: seen.page.locator("#view-table tbody .quote").click(),
    }
    for name in VIEWS:
        seen.page.evaluate("(name) => { location.hash = `view=${name}`; }", name)
        if name in opens:
            seen.until(f"{SHOWN} === '{name}'")
            opens[name]()
            assert "Up it is" in seen.panel()
            seen.page.keyboard.press("Escape")
        else:
            seen.until(f"{SHOWN} === 'near'")
            told = f"This graph has nothing for the view “{name.capitalize()}”."
            seen.until(f"document.querySelector('#share .told').textContent === '{told}'")
            assert seen.page.locator("#live").inner_text() == told


def test_filters_that_leave_nothing_are_told_and_taken_back(view: View, sample: list[Fact]) -> None:
    """An empty drawing is not mistaken for an empty graph; one press brings everything back."""
    seen = view(sample)
    nothing = seen.page.locator("#nothing")
    assert nothing.is_hidden()
    seen.page.evaluate("KG.page.state.set({ sure: 95 })")
    assert "No fact passes these filters." in nothing.inner_text()
    assert seen.page.locator("#live").inner_text() == "No fact passes these filters."
    seen.page.evaluate("KG.page.state.set({ view: 'table' })")
    assert nothing.is_hidden()
    assert "No fact passes these filters." in seen.page.locator("#view-table").inner_text()
    seen.page.evaluate("KG.page.state.set({ view: 'network' })")
    nothing.get_by_role("button", name="Show everything").click()
    assert nothing.is_hidden()
    assert seen.page.evaluate("document.activeElement.id") == "tab-network"
    assert seen.page.evaluate("KG.page.drawing.nodeSet.get().some((x) => x.hidden)") is False
    seen.page.evaluate(
        """() => { const { state } = KG.page;
            for (const { type } of KG.data.types) state.hiddenTypes.add(type);
            state.touch("hiddenTypes"); }"""
    )
    assert nothing.is_visible()
