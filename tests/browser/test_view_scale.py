"""Large networks: which renderer draws them, what is drawn at first, and that it works."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from kg.graph.facts import Fact
from kg.model import EntityRef
from kg.out.views import view_html
from kg.out.views.packing import compressed, packed, unpacked
from kg.out.views.page import VIS_LIMIT

View = Callable[..., Any]
Make = Callable[..., Fact]
Entity = Callable[..., EntityRef]

DRAWN = "KG.page.drawing.{}.get().filter((x) => !x.hidden).length"


def tied(make_fact: Make, make_entity: Entity, count: int, quote: str = "so") -> Iterator[Fact]:
    """Yield facts between so many pairs: agencies around hubs, each with a person."""
    hubs = [make_entity(f"Hub {number}", "Programme") for number in range(12)]
    pairs = []
    for number in range(count):
        agency = make_entity(f"Agency {number // 8}", "Agency")
        if number % 8 == 0:
            pairs.append((make_entity(f"Person {number}", "Person"), "worksFor", agency))
        else:
            pairs.append((agency, "participatesIn", hubs[(number // 8 + number % 8) % 12]))
    for one, predicate, other in pairs:
        yield make_fact(one, predicate, other, quote)


@pytest.fixture(scope="module")
def large(keep_open: View, make_fact: Make, make_entity: Entity) -> Any:
    """A page of 4,000 lines, 500 of them to persons, for all that ask it."""
    return keep_open(tied(make_fact, make_entity, 4000))


@pytest.fixture(scope="module")
def largest(keep_open: View, make_fact: Make, make_entity: Entity) -> Any:
    """The largest graph that is promised, opened on a phone."""
    facts = islice(tied(make_fact, make_entity, 60_000, "the very words"), 50_000)
    return keep_open(facts, width=380, height=760)


def text_of(seen: Any) -> str:
    """Return the file of a page."""
    return Path(seen.address.removeprefix("file://")).read_text(encoding="utf-8")


@pytest.mark.browser
def test_large_network_comes_without_vis_network(sample: list[Fact], large: Any) -> None:
    """A file carries the renderer that it needs, and not the other one."""
    small, big = view_html(sample, [], title="Partners"), text_of(large)
    assert ('id="library"' in small, "KG.Canvas = class" in small) == (True, False)
    assert ('id="library"' in big, "KG.Canvas = class" in big) == (False, True)
    assert large.page.evaluate("KG.drawn.edges.length") == 4000 > VIS_LIMIT


@pytest.mark.parametrize(
    "value",
    [
        [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}],
        [{"a": {"n": 1}}, {"a": {"n": None}}, {"a": {"n": 3}}],
        [{"#": 1}, {"#": 2}],
        {"#": None, "of": [["a", 1]]},
        [[{"a": [{"b": 1}, {"b": 2}]}], {}, [{}, {}]],
        [{"a": 1, "b": 2}, {"b": 2, "a": 1}],
    ],
)
def test_tables_in_columns_come_back_as_rows(value: object) -> None:
    """Whatever the data looks like, also like the packing itself, it comes back the same."""
    assert unpacked(packed(value)) == value


def test_columns_are_smaller_than_rows() -> None:
    """No key of a record stands in the data once per record."""
    rows = [{"name": f"{number * 7919 % 1000}", "confidence": number % 7} for number in range(900)]
    assert len(packed(rows)) < 0.8 * len(compressed(json.dumps(rows)))


@pytest.mark.browser
def test_page_reads_the_tables_that_python_wrote(
    view: View, sample: list[Fact], page_content: Callable[[str], dict[str, Any]]
) -> None:
    """The page and Python unpack the same."""
    seen = view(sample)
    assert seen.page.evaluate("KG.data") == page_content(text_of(seen))["data"]
    odd = [{"#": [1], "of": [{"a": 1}, {"a": 2}]}, [{"#": 2}, {"#": None}]]
    letters = packed(odd)
    seen.page.evaluate(
        """(letters) => { const block = document.createElement("script");
            block.type = "application/octet-stream"; block.id = "odd";
            block.textContent = letters; document.body.append(block); }""",
        letters,
    )
    assert seen.page.evaluate("async () => KG.rows(JSON.parse(await KG.inflated('odd')))") == odd


@pytest.mark.browser
def test_core_is_drawn_and_said_and_the_whole_on_request(large: Any) -> None:
    """Above 1,500 lines the page shows the core, says so, and brings the rest by a button."""
    seen = large
    assert 0 < seen.page.evaluate(DRAWN.format("edgeSet")) <= 1500
    note = seen.page.locator(".core-note")
    assert "of 4,000 links are drawn" in note.inner_text()
    assert "without persons" in note.inner_text()
    note.get_by_role("button", name="Show all").click()
    assert seen.page.evaluate(DRAWN.format("edgeSet")) == 4000
    assert "whole=1" in seen.page.evaluate("location.hash")
    note.get_by_role("button", name="Show the core").click()
    assert seen.page.evaluate(DRAWN.format("edgeSet")) <= 1500


@pytest.mark.browser
def test_what_is_looked_up_is_drawn_with_its_lines(large: Any) -> None:
    """Search finds who is not in the core, and shows them with their ties."""
    seen = large
    number = seen.node("Person 8")
    assert seen.page.evaluate(f"KG.page.drawing.nodeSet.get({number}).hidden") is True
    seen.page.locator("#search").fill("Person 8")
    seen.page.locator("#search").press("Enter")
    assert seen.page.evaluate(f"KG.page.drawing.nodeSet.get({number}).hidden") is False
    assert seen.page.evaluate("KG.page.drawing.lit().edges.size") == 1
    seen.page.keyboard.press("Escape")
    assert seen.page.evaluate(f"KG.page.drawing.nodeSet.get({number}).hidden") is True


@pytest.mark.browser
def test_small_network_has_no_core(view: View, sample: list[Fact]) -> None:
    """Who sees everything is not told about a part."""
    assert view(sample).page.locator(".core-note").count() == 0


SCALE = "KG.page.drawing.network.getScale()"


@pytest.mark.browser
def test_two_fingers_zoom(view: View, sample: list[Fact]) -> None:
    """On a phone the canvas is pinched like a map."""
    seen = view(sample, renderer="canvas", width=380, height=760)
    before = seen.page.evaluate(SCALE)
    seen.page.evaluate(
        """() => { const frame = document.querySelector(".renderer");
            frame.setPointerCapture = () => {};
            const send = (type, pointerId, clientX) => frame.dispatchEvent(new PointerEvent(type,
              { pointerId, clientX, clientY: 300, bubbles: true, pointerType: "touch" }));
            send("pointerdown", 1, 150); send("pointerdown", 2, 200);
            for (let x = 200; x <= 260; x += 10) send("pointermove", 2, x);
            send("pointerup", 1, 150); send("pointerup", 2, 260); }"""
    )
    assert seen.page.evaluate(SCALE) == pytest.approx(before * 110 / 50, rel=0.05)
    assert seen.panel() == ""


def look_up(seen: Any, name: str) -> None:
    """Look an entity up by its name."""
    seen.page.locator("#search").fill(name)
    seen.page.locator("#search").press("Enter")


@pytest.mark.browser
def test_fifty_thousand_lines_open_and_answer_on_a_phone(largest: Any) -> None:
    """The largest graph fits a window of 380 pixels, and opens to its words beside its mark."""
    seen = largest
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 380
    assert seen.page.evaluate(DRAWN.format("edgeSet")) <= 1500
    seen.page.locator(".core-note").get_by_role("button", name="Show all").click()
    assert seen.page.evaluate(DRAWN.format("edgeSet")) == 50_000
    box = seen.page.locator("#drawing canvas").bounding_box()
    assert (box["x"], box["width"]) == (0, 380)
    hub = seen.where(seen.node("Hub 0"))
    assert 0 < hub[0] < 380
    look_up(seen, "Person 48")
    assert "the very words" in seen.panel()
    x, y = seen.where(seen.node("Person 48"))
    assert 0 < x < 380
    assert y < seen.page.locator("#panel").bounding_box()["y"]


@pytest.mark.browser
def test_fifty_thousand_lines_follow_the_window(largest: Any) -> None:
    """The phone is turned, the window drawn wide: the picture takes the room, all is as before."""
    seen = largest
    seen.page.keyboard.press("Escape")
    seen.page.set_viewport_size({"width": 1280, "height": 800})
    seen.until("document.querySelector('#drawing canvas').clientWidth === 1280")
    seen.page.evaluate("KG.page.state.set({ whole: true })")
    assert seen.page.evaluate(DRAWN.format("edgeSet")) == 50_000
    look_up(seen, "Person 80")
    assert "the very words" in seen.panel()
    x, _ = seen.where(seen.node("Person 80"))
    assert 0 < x < seen.page.locator("#panel").bounding_box()["x"]
