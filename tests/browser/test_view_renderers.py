"""The network by either renderer, vis-network and the canvas of large networks, does the same.

All tests share one page for each renderer, which is set back before every test; what moves a
mark or needs other facts opens a page of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.graph.dated.span import Span
from kg.graph.facts import Fact
from kg.model import EntityRef, Literal

pytestmark = pytest.mark.browser

View = Callable[..., Any]

ILRS = "International Lunar Research Station (ILRS)"
BEGINS = [date(2023, 10, 20), date(2022, 1, 1)]
"""Since when Pakistan and Belarus are in; of the rest nothing is known."""
SVG = "{http://www.w3.org/2000/svg}"

DRAWN = "KG.page.drawing.{}.get().filter((x) => !x.hidden).length"
HIDDEN = "KG.page.drawing.{}.get().filter((x) => x.hidden).length"
POSITIONS = "KG.page.drawing.network.getPositions()"
SCALE = "KG.page.drawing.network.getScale()"
CHOSEN = "KG.page.state.selection?.id"
NAMES = "KG.page.labels.placed.filter((x) => x.kind === 'name').map((x) => x.lines.join(' '))"
MARKS = "KG.page.labels.placed.filter((x) => x.kind === 'mark').map((x) => x.text)"
SET_BACK = """async () => { const { app, state, drawing } = KG.page;
  app.close();
  document.activeElement.blur();
  for (const name of KG.HIDING) state[name].clear();
  state.set({ view: "network", asOf: null, sure: 0, hover: null });
  state.touch(...KG.HIDING);
  KG.byId("search").value = "";
  drawing.fit();
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame); }"""


@pytest.fixture(scope="module", params=["vis", "canvas"])
def shared(
    keep_open: View,
    sample: list[Fact],
    make_fact: Callable[..., Fact],
    make_entity: Callable[..., EntityRef],
    request: pytest.FixtureRequest,
) -> Any:
    """A page of the sample and of an entity that has no partner, by one of the renderers."""
    probe = make_fact(
        make_entity("Lonely probe", "Spacecraft"), "orbit", Literal("sun-synchronous"), "alone"
    )
    begins = zip(sample, BEGINS, strict=False)
    spans = {fact.claim: Span(begins=(day, day)) for fact, day in begins}
    return keep_open([*sample, probe], renderer=request.param, spans=spans, width=1440, height=900)


@pytest.fixture
def seen(shared: Any) -> Iterator[Any]:
    """That page as it was when it opened; it must be quiet all along."""
    shared.page.mouse.move(5, 5)
    shared.page.set_viewport_size({"width": 1440, "height": 900})
    shared.page.evaluate(SET_BACK)
    yield shared
    shared.assert_quiet()


@pytest.fixture(params=["vis", "canvas"])
def view(view: View, request: pytest.FixtureRequest) -> View:
    """Open a view of its own, whose network one of the renderers draws."""
    return partial(view, renderer=request.param)


def focused(seen: Any) -> str:
    """Return the id of the element that has the focus."""
    return str(seen.page.evaluate("document.activeElement.id"))


def line(seen: Any, one: str, other: str) -> dict[str, Any]:
    """Return how the line between two entities is drawn."""
    ends = {seen.node(one), seen.node(other)}
    lines = seen.page.evaluate("KG.page.drawing.edgeSet.get()")
    return next(line for line in lines if {line["from"], line["to"]} == ends)


def saved(seen: Any, name: str) -> bytes:
    """Return the content of the file that an item of the menu saves."""
    seen.page.locator("#share-button").click()
    with seen.page.expect_download() as download:
        seen.page.get_by_role("menuitem", name=name).click()
    return Path(download.value.path()).read_bytes()


def test_every_node_is_painted_inside_the_window(seen: Any) -> None:
    """At every mark there is ink, in the colour of its type, when the page opens."""
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


def test_every_node_stands_where_it_was_put(
    seen: Any, page_content: Callable[[str], dict[str, Any]]
) -> None:
    """The page draws all entities and ties at once, and nothing drifts."""
    text = Path(seen.address.removeprefix("file://")).read_text(encoding="utf-8")
    nodes = page_content(text)["nodes"]
    wanted = {str(node["id"]): {"x": node["x"], "y": node["y"]} for node in nodes}
    assert len(wanted) == 12
    assert seen.page.evaluate(POSITIONS) == wanted
    seen.page.wait_for_timeout(200)
    assert seen.page.evaluate(POSITIONS) == wanted
    assert seen.page.evaluate(DRAWN.format("edgeSet")) == 14


def test_names_do_not_cover_each_other(seen: Any) -> None:
    """Of the names on the drawing no two overlap, near or far."""
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


def test_names_are_shown_as_far_as_there_is_room(seen: Any) -> None:
    """A graph of this size can be read without touching it; from afar its hub keeps its name."""
    names = seen.page.evaluate(NAMES)
    assert len(names) == 12
    assert {"ILRS", "China National Space Administration"} <= set(names)
    seen.page.evaluate("KG.page.drawing.network.moveTo({ scale: 0.12 })")
    seen.until(f"{NAMES}.length < 12")
    assert "ILRS" in seen.page.evaluate(NAMES)


def test_colours_follow_the_system(seen: Any) -> None:
    """Ground and marks change with the colour scheme while the page is open."""
    ground = "getComputedStyle(document.body).backgroundColor"
    country = f"KG.page.drawing.nodeSet.get({seen.node('Peru')}).color.background"
    looks = {}
    for scheme, blue in (("dark", "#2f95d6"), ("light", "#0072b2")):
        seen.page.emulate_media(color_scheme=scheme)
        seen.until(f"KG.theme.colours.blue === '{blue}'")
        looks[scheme] = seen.page.evaluate(ground), seen.page.evaluate(country)
    assert looks["dark"] == ("rgb(17, 22, 29)", "#2f95d6")
    assert looks["light"] == ("rgb(246, 247, 249)", "#0072b2")


def test_click_opens_and_marks_what_was_chosen(seen: Any) -> None:
    """An entity opens to its words; it, its partners and their lines stand out."""
    seen.click_node("Belarus")
    assert "Belarus is in, too." in seen.panel()
    style = "(id) => KG.page.drawing.nodeSet.get(id)"
    own, partner, other = (
        seen.page.evaluate(style, seen.node(name)) for name in ("Belarus", ILRS, "Peru")
    )
    assert own["borderWidth"] > partner["borderWidth"]
    assert own["opacity"] == partner["opacity"] == 1 > other["opacity"]


def test_edge_opens_to_all_facts_of_the_pair(seen: Any) -> None:
    """Parallel claims are one line with a count, and its panel lists each with its quote."""
    assert sorted(seen.page.evaluate(MARKS)) == ["×2", "×2", "✕"]
    seen.click_edge("Pakistan", "China")
    text = seen.panel()
    assert "2 facts" in text
    assert "a pact of the two" in text
    assert "Without China it could not launch." in text
    assert "agreement Lunar station declaration" in text
    assert "concerning International Lunar Research Station (ILRS)" in text


def test_status_and_tier_show_on_lines_and_in_the_panel(seen: Any) -> None:
    """Planned is dashed, denied dotted in another colour and struck, a candidate thin."""
    firm = line(seen, "Pakistan", ILRS)
    planned = line(seen, "Peru", "Artemis programme")
    denied = line(seen, "Peru", ILRS)
    candidate = line(seen, "China National Space Administration", "China")
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


@pytest.mark.browser
def test_pointing_at_a_line_says_what_it_is(seen: Any) -> None:
    """Under the mouse a line tells its relation in words."""
    one, other = (seen.where(seen.node(name)) for name in ("Belarus", ILRS))
    seen.page.mouse.move(*(0.55 * a + 0.45 * b for a, b in zip(one, other, strict=True)))
    seen.until("KG.page.state.hover?.kind === 'edge'")
    seen.until("KG.page.labels.placed.some((x) => x.text === 'participates in')")
    seen.page.mouse.move(5, 300)
    seen.until("KG.page.state.hover === null")


def test_pointing_at_a_mark_is_noticed(seen: Any) -> None:
    """The hand shows that it opens."""
    seen.page.mouse.move(*seen.where(seen.node("Chang’e-6")))
    seen.until("KG.page.state.hover?.kind === 'node'")
    seen.until("document.querySelector('#drawing.pointing') !== null")
    seen.page.mouse.move(5, 300)
    seen.until("KG.page.state.hover === null")


def test_search_finds_by_any_name_and_goes_there(seen: Any) -> None:
    """Slash, a few letters, Enter: the view centres on the entity and its panel has focus."""
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


def test_search_brings_a_hidden_type_back(seen: Any) -> None:
    """Who looks for an entity sees it, whatever was switched off before."""
    seen.page.locator("#legend").get_by_text("Country").click()
    seen.page.locator("#search").fill("peru")
    seen.page.locator("#search").press("Enter")
    assert seen.page.evaluate("KG.page.drawing.nodeSet.get().some((x) => x.hidden)") is False
    assert seen.page.locator("#legend input").first.is_checked()


def test_legend_hides_and_shows_types_and_kinds_of_lines(seen: Any) -> None:
    """A type switched off takes its marks, their lines and an open panel with it."""
    legend = seen.page.locator("#legend")
    assert "Country" in legend.inner_text()
    seen.click_node("Peru")
    legend.get_by_text("Country").click()
    assert seen.page.evaluate(HIDDEN.format("nodeSet")) == 4
    assert seen.page.evaluate(HIDDEN.format("edgeSet")) == 9
    assert seen.panel() == ""
    legend.get_by_text("Country").click()
    assert seen.page.evaluate(HIDDEN.format("nodeSet")) == 0
    legend.get_by_text("Negated").click()
    assert seen.page.evaluate(HIDDEN.format("edgeSet")) == 1
    legend.locator("input").first.focus()
    seen.page.keyboard.press("Space")
    assert seen.page.evaluate(HIDDEN.format("nodeSet")) == 4


def test_time_takes_lines_away_and_brings_them_back(seen: Any) -> None:
    """Looking back, what began later is not drawn; who stays keeps the place."""
    places = seen.page.evaluate(POSITIONS)
    slider = seen.page.get_by_role("slider", name="As of", exact=True)
    slider.fill(str((date(2022, 6, 1) - date(1970, 1, 1)).days))
    assert "asof=2022-06-01" in seen.page.evaluate("location.hash")
    assert line(seen, "Pakistan", ILRS)["hidden"] is True
    assert not line(seen, "Belarus", ILRS)["hidden"]
    seen.page.get_by_role("button", name="All times").click()
    assert not line(seen, "Pakistan", ILRS)["hidden"]
    assert seen.page.evaluate(POSITIONS) == places


def test_link_opens_what_it_names(seen: Any) -> None:
    """Selection, day and filters come from the address, and stand in it."""
    link = "#view=network&focus=country/belarus&asof=2023-10-01&sure=20&hide=Person,negated"
    seen.page.evaluate("(link) => { location.hash = link; }", link)
    seen.until(f"{CHOSEN} === {seen.node('Belarus')}")
    assert "Belarus is in, too." in seen.panel()
    assert seen.page.evaluate("KG.page.drawing.lit().edges.size") == 1
    assert line(seen, "Pakistan", ILRS)["hidden"] is True
    assert line(seen, "Peru", ILRS)["hidden"] is True
    assert seen.page.evaluate(HIDDEN.format("nodeSet")) >= 1
    seen.page.evaluate("KG.page.state.write()")
    assert seen.page.evaluate("location.hash") == link


def test_files_hold_what_the_screen_shows(seen: Any) -> None:
    """The drawing has every mark, line and name, planned ones dashed; the picture has ink."""
    seen.page.locator("#legend").get_by_text("Person").click()
    root = ElementTree.fromstring(saved(seen, "Save drawing (SVG)"))
    titles = {title.text for each in root for title in each.iter(f"{SVG}title")}
    assert {"Pakistan", "Lonely probe", ILRS} <= titles
    assert "Zhang Kejian" not in titles
    lines = list(root.iter(f"{SVG}line"))
    assert len(lines) == seen.page.evaluate(DRAWN.format("edgeSet")) == 12
    assert sum(each.get("stroke-dasharray") is not None for each in lines) == 2
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"Pakistan", "ILRS", "×2", "✕"} <= set(words)
    picture = saved(seen, "Save picture (PNG)")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(picture) > 10_000


def test_keys_walk_from_mark_to_mark(seen: Any) -> None:
    """On the drawing, arrows select neighbours in their direction and Enter reads them."""
    frame = seen.page.locator("#drawing [role=application]")
    frame.focus()
    seen.page.keyboard.press("ArrowRight")
    first = seen.page.evaluate(CHOSEN)
    assert first == seen.node(ILRS)
    seen.page.keyboard.press("ArrowLeft")
    second = seen.page.evaluate(CHOSEN)
    assert seen.where(second)[0] < seen.where(first)[0]
    seen.page.keyboard.press("Enter")
    assert focused(seen) == "panel-title"
    seen.page.keyboard.press("Escape")
    assert seen.panel() == ""
    before = seen.page.evaluate(SCALE)
    frame.focus()
    seen.page.keyboard.press("+")
    assert seen.page.evaluate(SCALE) > before


def test_tab_order_goes_from_search_to_drawing_to_panel(seen: Any) -> None:
    """Everything is reached by Tab, in the order in which it is read."""
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


def test_click_beside_everything_closes_the_panel(seen: Any) -> None:
    """The ground is the way out for the mouse."""
    seen.click_node("Pakistan")
    assert seen.panel()
    box = seen.page.locator("#drawing").bounding_box()
    seen.page.mouse.click(box["x"] + 6, box["y"] + 6)
    assert seen.panel() == ""


def test_zoom_buttons_zoom_and_fit(seen: Any) -> None:
    """The buttons do what they say, also for who has no wheel."""
    whole = seen.page.evaluate(SCALE)
    seen.page.get_by_role("button", name="Zoom in").click()
    near = seen.page.evaluate(SCALE)
    seen.page.get_by_role("button", name="Zoom out").click()
    seen.page.get_by_role("button", name="Zoom out").click()
    far = seen.page.evaluate(SCALE)
    seen.page.get_by_role("button", name="Fit everything").click()
    assert far < whole < near
    assert seen.page.evaluate(SCALE) == pytest.approx(whole)


def test_entity_without_partner_is_found(seen: Any) -> None:
    """An entity of which only a value is known stands on the page like any other."""
    seen.click_node("Lonely probe")
    assert "alone" in seen.panel()


@pytest.mark.browser
def test_drag_moves_the_ground_and_wheel_zooms_where_it_points(seen: Any) -> None:
    """The ground follows the mouse; what the wheel points at stays where it is."""
    box = seen.page.locator("#drawing").bounding_box()
    peru = seen.node("Peru")
    before = seen.where(peru)
    seen.page.mouse.move(box["x"] + 8, box["y"] + 8)
    seen.page.mouse.down()
    seen.page.mouse.move(box["x"] + 58, box["y"] + 48, steps=5)
    seen.page.mouse.up()
    after = seen.where(peru)
    assert after[0] - before[0] == pytest.approx(50, abs=8)
    assert after[1] - before[1] == pytest.approx(40, abs=8)
    assert seen.panel() == ""
    scale = seen.page.evaluate(SCALE)
    seen.page.mouse.move(*after)
    seen.page.mouse.wheel(0, -200)
    seen.until(f"{SCALE} > {scale} * 1.05")
    assert seen.where(peru) == pytest.approx(after, abs=2)


@pytest.mark.browser
def test_mark_is_dragged_and_stays(view: View, sample: list[Fact]) -> None:
    """A mark can be put elsewhere; its lines and its name go with it, and nothing opens."""
    seen = view(sample)
    peru = seen.node("Peru")
    x, y = seen.where(peru)
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x - 60, y + 30, steps=6)
    seen.page.mouse.up()
    assert seen.where(peru) == pytest.approx((x - 60, y + 30), abs=8)
    assert seen.panel() == ""
    seen.click_node("Peru")
    assert "Peru will not join." in seen.panel()


def test_page_opens_on_its_focus(view: View, sample: list[Fact]) -> None:
    """A view of one entity opens on it with the panel open."""
    seen = view(sample, focus="country/belarus")
    assert seen.page.evaluate("KG.page.state.selection.id") == seen.node("Belarus")
    assert seen.page.locator("#tab-network").get_attribute("aria-selected") == "true"
    assert "Belarus is in, too." in seen.panel()
