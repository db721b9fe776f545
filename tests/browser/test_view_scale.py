"""Large networks: which renderer draws them, what is drawn at first, and that it works."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from kg.graph.dated.span import Span
from kg.graph.facts import EntityInfo, Fact
from kg.model import EntityRef
from kg.out.views import view_html, write_view
from kg.out.views.packing import compressed, packed, unpacked
from kg.out.views.page import VIS_LIMIT
from kg.out.views.picture import Picture

View = Callable[..., Any]
Make = Callable[..., Fact]
Entity = Callable[..., EntityRef]

ILRS = "International Lunar Research Station (ILRS)"
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


@pytest.fixture
def large(make_fact: Make, make_entity: Entity) -> list[Fact]:
    """A network of 4,000 lines, 500 of them to persons."""
    return list(tied(make_fact, make_entity, 4000))


def test_large_network_comes_without_vis_network(sample: list[Fact], large: list[Fact]) -> None:
    """A file carries the renderer that it needs, and not the other one."""
    small, big = (view_html(facts, [], title="Partners") for facts in (sample, large))
    assert ('id="library"' in small, "KG.Canvas = class" in small) == (True, False)
    assert ('id="library"' in big, "KG.Canvas = class" in big) == (False, True)
    assert len(Picture.of(large).ties.edges) > VIS_LIMIT


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
    written = Path(seen.address.removeprefix("file://")).read_text(encoding="utf-8")
    assert seen.page.evaluate("KG.data") == page_content(written)["data"]
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
def test_core_is_drawn_and_said_and_the_whole_on_request(view: View, large: list[Fact]) -> None:
    """Above 1,500 lines the page shows the core, says so, and brings the rest by a button."""
    seen = view(large)
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
def test_what_is_looked_up_is_drawn_with_its_lines(view: View, large: list[Fact]) -> None:
    """Search finds who is not in the core, and shows them with their ties."""
    seen = view(large)
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


@pytest.fixture(params=["vis", "canvas"])
def either(view: View, request: pytest.FixtureRequest) -> View:
    """Open a view whose network one of the renderers draws."""
    return partial(view, renderer=request.param)


SCALE = "KG.page.drawing.network.getScale()"


@pytest.mark.browser
def test_drag_moves_the_ground_and_wheel_zooms_where_it_points(
    either: View, sample: list[Fact]
) -> None:
    """The ground follows the mouse; what the wheel points at stays where it is."""
    seen = either(sample)
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
def test_mark_is_dragged_and_stays(either: View, sample: list[Fact]) -> None:
    """A mark can be put elsewhere; its lines and its name go with it, and nothing opens."""
    seen = either(sample)
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


@pytest.mark.browser
def test_pointing_at_a_line_says_what_it_is(either: View, sample: list[Fact]) -> None:
    """Under the mouse a line tells its relation in words."""
    seen = either(sample)
    one, other = (seen.where(seen.node(name)) for name in ("Belarus", ILRS))
    seen.page.mouse.move(*(0.55 * a + 0.45 * b for a, b in zip(one, other, strict=True)))
    seen.until("KG.page.state.hover?.kind === 'edge'")
    seen.until("KG.page.labels.placed.some((x) => x.text === 'participates in')")
    seen.page.mouse.move(5, 300)
    seen.until("KG.page.state.hover === null")


@pytest.mark.browser
def test_time_takes_lines_away_and_brings_them_back(
    either: View, make_fact: Make, make_entity: Entity
) -> None:
    """Looking back, what began later is not drawn; who stays keeps the place."""
    club = make_entity("The Club", "Programme")
    days = ["2001", "2011", "2021"]
    facts = [make_fact(make_entity(f"Land {day}"), "participatesIn", club, day) for day in days]
    begins = [(date(int(day), 1, 1), date(int(day), 12, 31)) for day in days]
    spans = {fact.claim: Span(begin) for fact, begin in zip(facts, begins, strict=True)}
    seen = either(facts, spans=spans)
    places = seen.page.evaluate("KG.page.drawing.network.getPositions()")
    slider = seen.page.get_by_role("slider", name="As of", exact=True)
    slider.fill(str((date(2012, 1, 1) - date(1970, 1, 1)).days))
    assert "asof=2012-01-01" in seen.page.evaluate("location.hash")
    assert seen.page.evaluate(DRAWN.format("edgeSet")) == 2
    seen.page.get_by_role("button", name="All times").click()
    assert seen.page.evaluate(DRAWN.format("edgeSet")) == 3
    assert seen.page.evaluate("KG.page.drawing.network.getPositions()") == places


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


@pytest.mark.browser
def test_fifty_thousand_lines_open_and_answer(
    look_at: View, make_fact: Make, make_entity: Entity, tmp_path: Path
) -> None:
    """The largest graph that is promised opens, is searched, and opens to its words."""
    facts = list(islice(tied(make_fact, make_entity, 60_000, "the very words"), 50_000))
    path = tmp_path / "large.html"
    summary = write_view(facts, [EntityInfo(facts[0].subject)], path, title="Large")
    assert summary.edges == 50_000
    seen = look_at(path.as_uri())
    seen.page.evaluate("KG.page.state.set({ whole: true })")
    assert seen.page.evaluate(DRAWN.format("edgeSet")) == 50_000
    seen.page.locator("#search").fill("Person 48")
    seen.page.locator("#search").press("Enter")
    assert "the very words" in seen.panel()
