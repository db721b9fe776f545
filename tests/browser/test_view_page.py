"""The page in a real Chromium: complete, quiet, and fit for every screen."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.graph.facts import Fact
from kg.model import EntityRef, Literal
from kg.out.views import view_html

pytestmark = pytest.mark.browser

POSITIONS = "KG.page.drawing.network.getPositions()"


def test_every_node_stands_where_it_was_put(
    view: Callable[..., Any],
    sample: list[Fact],
    page_content: Callable[[str], dict[str, Any]],
) -> None:
    """The page draws all entities and ties at once, and nothing drifts."""
    seen = view(sample)
    wanted = {
        str(node["id"]): {"x": node["x"], "y": node["y"]}
        for node in page_content(Path(seen.address.removeprefix("file://")).read_text())["nodes"]
    }
    assert len(wanted) == 11
    assert seen.page.evaluate(POSITIONS) == wanted
    seen.page.wait_for_timeout(400)
    assert seen.page.evaluate(POSITIONS) == wanted
    assert seen.page.evaluate("KG.page.drawing.network.physics.physicsEnabled") is False
    assert seen.page.evaluate("KG.page.drawing.edgeSet.length") == 14


def test_every_node_is_painted_inside_the_window(
    view: Callable[..., Any], sample: list[Fact]
) -> None:
    """At every mark there is ink, in the colour of its type, when the page opens."""
    seen = view(sample)
    colours = seen.page.evaluate(
        """() => { const { drawing } = KG.page;
            const canvas = drawing.container.querySelector("canvas");
            const ratio = canvas.width / canvas.clientWidth;
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            return drawing.nodes.map((node) => {
                const at = drawing.network.canvasToDOM(node);
                const start = 4 * (Math.round(at.y * ratio) * width + Math.round(at.x * ratio));
                return [node.group, ...data.slice(start, start + 4)]; }); }"""
    )
    painted = {group: tuple(pixel) for group, *pixel in colours}
    assert all(pixel[3] == 255 for pixel in painted.values()), painted
    assert painted["Country"] == (0x00, 0x72, 0xB2, 255)
    assert painted["Agency"] == (0x00, 0x9E, 0x73, 255)
    assert painted["Programme"] == (0xE6, 0x9F, 0x00, 255)
    assert painted["Person"] == (255, 255, 255, 255)


def test_header_says_what_is_in_the_graph(view: Callable[..., Any], sample: list[Fact]) -> None:
    """Title and counts stand on top, with the span of dates."""
    seen = view(sample, title="Who flies with whom?")
    assert seen.page.title() == "Who flies with whom?"
    assert seen.page.locator("h1").inner_text() == "Who flies with whom?"
    spans = seen.page.locator("#statistics span").all_inner_texts()
    assert spans == ["11 entities", "14 links", "15 facts", "2 articles", "27 Oct 2023 to May 2024"]


def test_names_do_not_cover_each_other(view: Callable[..., Any], sample: list[Fact]) -> None:
    """Of the names on the drawing no two overlap, near or far."""
    seen = view(sample)
    for scale in (1.5, 1, 0.6, 0.3):
        seen.page.evaluate("(scale) => KG.page.drawing.network.moveTo({ scale })", scale)
        seen.page.wait_for_timeout(60)
        boxes = seen.page.evaluate("KG.page.labels.placed.map(({ box }) => box)")
        assert boxes
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                assert (
                    one["right"] <= other["left"]
                    or other["right"] <= one["left"]
                    or one["bottom"] <= other["top"]
                    or other["bottom"] <= one["top"]
                ), (one, other)


def test_all_names_are_shown_on_a_common_screen(
    view: Callable[..., Any], sample: list[Fact]
) -> None:
    """A graph of this size can be read without touching it."""
    seen = view(sample, width=1440, height=900)
    names = seen.page.evaluate(
        "KG.page.labels.placed.filter((x) => x.kind === 'name').map((x) => x.lines.join(' '))"
    )
    assert len(names) == 11
    assert "ILRS" in names
    assert "China National Space Administration" in names


def test_dark_mode_follows_the_system(view: Callable[..., Any], sample: list[Fact]) -> None:
    """Ground and marks change with the colour scheme, also while the page is open."""
    seen = view(sample, scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    country = f"KG.page.drawing.nodeSet.get({seen.node('Peru')}).color.background"
    dark = seen.page.evaluate(ground), seen.page.evaluate(country)
    seen.page.emulate_media(color_scheme="light")
    seen.until("KG.theme.colours.blue === '#0072b2'")
    light = seen.page.evaluate(ground), seen.page.evaluate(country)
    assert dark == ("rgb(17, 22, 29)", "#2f95d6")
    assert light == ("rgb(246, 247, 249)", "#0072b2")


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


def test_empty_graph_says_what_to_do(view: Callable[..., Any]) -> None:
    """Nothing to draw is a friendly message, not a blank page."""
    seen = view([])
    assert "kg add" in seen.page.locator("#empty").inner_text()
    assert seen.page.locator("#legend").is_visible() is False
    assert seen.page.locator("#statistics").inner_text().startswith("0 entities")
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("x")
    assert seen.page.locator("#results").is_visible() is False


def test_one_entity_with_a_value_is_a_picture(
    view: Callable[..., Any],
    make_fact: Callable[..., Fact],
    make_entity: Callable[..., EntityRef],
) -> None:
    """A graph of one node shows it in the middle, with its fact."""
    peru = make_entity("Peru")
    seen = view([make_fact(peru, "activeSatellites", Literal("2", "integer"), "Peru has two.")])
    assert seen.page.evaluate("KG.page.drawing.nodeSet.length") == 1
    seen.click_node("Peru")
    assert "active satellites 2" in seen.panel()
    assert "Peru has two." in seen.panel()


def test_page_works_in_a_notebook_cell(
    look_at: Callable[..., Any], sample: list[Fact], tmp_path: Path
) -> None:
    """In the srcdoc of a sandboxed iframe it draws and opens its panel as in a window."""
    inner = html.escape(view_html(sample, [], title="Partners"))
    outer = tmp_path / "cell.html"
    frame = f'<iframe sandbox="allow-scripts" width="1000" height="600" srcdoc="{inner}"></iframe>'
    alone = "<script>var KG = { page: { ready: true } };</script>"
    outer.write_text(f'<!doctype html><meta charset="utf-8">{alone}{frame}', encoding="utf-8")
    seen = look_at(outer.as_uri())
    inside = seen.page.frame_locator("iframe")
    inside.locator("#search").fill("peru")
    inside.locator("#search").press("Enter")
    assert "Peru will not join." in inside.locator("#panel").inner_text()
    seen.requests = [url for url in seen.requests if url != "about:srcdoc"]
