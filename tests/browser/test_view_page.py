"""The page in a real Chromium: complete, quiet, and fit for every screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.graph.facts import Fact

pytestmark = pytest.mark.browser


def test_header_says_what_is_in_the_graph(view: Callable[..., Any], sample: list[Fact]) -> None:
    """Title and counts stand on top, with the span of dates."""
    seen = view(sample, title="Who flies with whom?")
    assert seen.page.title() == "Who flies with whom?"
    assert seen.page.locator("h1").inner_text() == "Who flies with whom?"
    spans = seen.page.locator("#statistics span").all_inner_texts()
    assert spans == ["11 entities", "14 links", "15 facts", "2 articles", "27 Oct 2023 to May 2024"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(view: Callable[..., Any], sample: list[Fact], scheme: str) -> None:
    """Every text colour reaches 4.5 to 1 on each ground it stands on, and every mark 3 to 1."""
    seen = view(sample, scheme=scheme)
    colours = seen.page.evaluate("KG.theme.colours")
    for ground in ("ground", "surface"):
        for name in ("text", "muted", "accent", "denied", "planned", "opinion", "green-edge"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
        for name in ("blue", "green", "orange", "purple", "sky", "grey"):
            assert contrast(colours[f"{name}-edge"], colours[ground]) >= 3, (name, ground)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two #rrggbb colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_phone_shows_drawing_and_panel_together(
    view: Callable[..., Any], sample: list[Fact]
) -> None:
    """At 380 pixels nothing runs out of the window, and the panel leaves its entity in sight."""
    seen = view(sample, width=380, height=800)
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 380
    assert seen.page.locator("#legend input").first.is_visible() is False
    for node in range(11):
        x, y = seen.where(node)
        assert 0 < x < 380
        assert 0 < y < 800
    seen.click_node("Pakistan")
    sheet = seen.page.locator("#panel").bounding_box()
    main = seen.page.locator("main").bounding_box()
    below = main["y"] + main["height"]
    assert (sheet["x"], sheet["width"], sheet["y"] + sheet["height"]) == (0, 380, below)
    assert seen.where(seen.node("Pakistan"))[1] < sheet["y"]
    overflow = seen.page.locator("#panel").evaluate("(panel) => panel.scrollWidth")
    assert overflow == 380
