"""What leaves the page by the menu "Share": its link, its picture, its drawing, its print."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from kg.graph.dated.span import Span
from kg.graph.facts import Fact
from kg.model import EntityRef

pytestmark = pytest.mark.browser

View = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"


def choose(seen: Any, name: str) -> None:
    """Choose an item of the menu."""
    seen.page.locator("#share-button").click()
    seen.page.get_by_role("menuitem", name=name).click()


def saved(seen: Any, name: str) -> tuple[str, bytes]:
    """Return name and content of the file that an item of the menu saves."""
    with seen.page.expect_download() as download:
        choose(seen, name)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_menu_is_walked_by_keys(view: View, sample: list[Fact]) -> None:
    """Arrow opens, arrows walk round, Esc closes the menu and not the panel."""
    seen = view(sample)
    seen.click_node("Peru")
    button = seen.page.locator("#share-button")
    button.focus()
    seen.page.keyboard.press("ArrowDown")
    assert button.get_attribute("aria-expanded") == "true"
    here = "document.activeElement.textContent"
    assert seen.page.evaluate(here) == "Copy link"
    seen.page.keyboard.press("ArrowUp")
    assert seen.page.evaluate(here) == "Save drawing (SVG)"
    seen.page.keyboard.press("ArrowDown")
    assert seen.page.evaluate(here) == "Copy link"
    seen.page.keyboard.press("Escape")
    assert seen.page.evaluate("document.activeElement.id") == "share-button"
    assert seen.page.locator("#share-menu").is_visible() is False
    assert "Peru" in seen.panel()


def test_menu_offers_what_the_view_can_give(view: View, sample: list[Fact]) -> None:
    """A drawing gives pictures, the table gives its rows."""
    seen = view(sample)
    seen.page.locator("#share-button").click()
    items = seen.page.get_by_role("menuitem")
    assert items.all_inner_texts() == [
        "Copy link",
        "Print …",
        "Save picture (PNG)",
        "Save drawing (SVG)",
    ]
    seen.page.keyboard.press("Escape")
    seen.page.evaluate("KG.page.state.set({ view: 'table' })")
    seen.page.locator("#share-button").click()
    assert items.all_inner_texts() == ["Copy link", "Print …", "Save table (CSV)"]
    seen.page.mouse.click(5, 300)
    assert seen.page.locator("#share-menu").is_visible() is False


@pytest.mark.parametrize("clipboard", [True, False])
def test_link_is_copied_and_said(view: View, sample: list[Fact], clipboard: bool) -> None:
    """The link holds what is looked at; with or without the newer way to the clipboard."""
    seen = view(sample)
    if not clipboard:
        seen.page.evaluate(NO_CLIPBOARD)
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2023-10-27'), sure: 50 })")
    seen.click_node("Peru")
    choose(seen, "Copy link")
    seen.until("document.getElementById('live').textContent === 'Link copied'")
    assert seen.page.get_by_text("Link copied").first.is_visible()
    seen.page.locator("#search").focus()
    seen.page.keyboard.press("Control+V")
    pasted = seen.page.locator("#search").input_value()
    assert pasted == f"{seen.address}#view=network&focus=country/peru&asof=2023-10-27&sure=50"


def test_link_is_handed_over_where_no_clipboard_is_allowed(view: View, sample: list[Fact]) -> None:
    """It stands there marked, to be copied by hand."""
    seen = view(sample)
    seen.page.evaluate(NO_CLIPBOARD + "; document.execCommand = () => false;")
    choose(seen, "Copy link")
    field = seen.page.get_by_label("Link to this view")
    assert field.input_value() == seen.page.url
    assert seen.page.evaluate("document.activeElement.selectionEnd") == len(seen.page.url)
    seen.page.get_by_role("button", name="Done").click()
    assert field.count() == 0


def pixels(png: bytes) -> tuple[int, int, int]:
    """Return width and height of a PNG, and how many different rows of dots it has."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, data, size = 8, b"", (0, 0)
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        data += body if kind == b"IDAT" else b""
        at += length + 12
    raw = zlib.decompress(data)
    step = len(raw) // size[1]
    return *size, len({raw[row * step : (row + 1) * step] for row in range(size[1])})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_png_is_the_picture_on_the_screen(view: View, sample: list[Fact], scheme: str) -> None:
    """As many dots as the canvas, with ink on the ground, and a key below."""
    seen = view(sample, scheme=scheme)
    name, content = saved(seen, "PNG")
    assert name == "partners-network.png"
    width, height, rows = pixels(content)
    box = seen.page.locator("#drawing").bounding_box()
    assert width == round(box["width"])
    assert round(box["height"]) + 40 < height < round(box["height"]) + 140
    assert rows > 100


def test_svg_holds_marks_lines_and_names_and_is_always_the_same(
    view: View, sample: list[Fact]
) -> None:
    """Every entity by its mark and name, every tie by its line, planned ones dashed."""
    seen = view(sample)
    name, content = saved(seen, "SVG")
    assert name == "partners-network.svg"
    root = ElementTree.fromstring(content)
    marks = [
        each for each in root.iter() if each.find(f"{SVG}title") is not None and each is not root
    ]
    assert {mark.findtext(f"{SVG}title") for mark in marks} >= {"Pakistan", "Chang’e-6", "ICUBE-Q"}
    assert len(marks) == 11
    lines = list(root.iter(f"{SVG}line"))
    assert len(lines) == 14
    assert any(line.get("stroke-dasharray") for line in lines)
    assert "Pakistan" in [text.text for text in root.iter(f"{SVG}text")]
    assert root.findtext(f"{SVG}title") == "Partners · All times"
    assert saved(seen, "SVG") == (name, content)


def test_svg_follows_filters_and_day(view: View, sample: list[Fact]) -> None:
    """What is hidden on the screen is not in the file, which says so."""
    spans = {sample[0].claim: Span(begins=(date(2023, 10, 27), date(2023, 10, 27)))}
    seen = view(sample, spans=spans)
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2023-10-01') })")
    seen.page.locator("#legend").get_by_text("Person").click()
    name, content = saved(seen, "SVG")
    assert name == "partners-network-as-of-2023-10-01.svg"
    root = ElementTree.fromstring(content)
    assert root.findtext(f"{SVG}title") == "Partners · As of 1 Oct 2023 · without Person"
    assert "Zhang Kejian" not in content.decode()
    assert len(list(root.iter(f"{SVG}line"))) == 11


def test_hostile_labels_are_text_in_the_svg(
    view: View, make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]
) -> None:
    """The file is well-formed whatever labels hold, and has no script, link or handler."""
    texts = [
        "</text><script>alert(1)</script>",
        "<image href='x' onerror='alert(1)'/>",
        "]]> &lt; &amp; <!-- -->",
        "\x07\x1b bell \ufffe",
        "\u202egnp.exe",
        "🛰️ شراكة",
    ]
    club = make_entity("The Club", "Programme")
    facts = [make_fact(make_entity(text, text), "joins", club) for text in texts]
    seen = view(facts, title="<b>&Title</b>\x01")
    name, content = saved(seen, "SVG")
    assert name == "b-title-b-network.svg"
    root = ElementTree.fromstring(content)
    allowed = {"svg", "title", "rect", "g", "line", "polygon", "circle", "text", "path"}
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= allowed
    names = {key for each in root.iter() for key in each.attrib}
    assert not [key for key in names if key.startswith("on") or "href" in key]
    titles = [each.text or "" for each in root.iter(f"{SVG}title")]
    assert texts[0] in titles
    assert texts[2] in titles


def test_drawing_of_any_view_is_saved_with_its_looks(view: View, sample: list[Fact]) -> None:
    """A view that draws by style sheet gives an SVG that needs none, and a PNG of it."""
    seen = view(sample)
    seen.page.evaluate(
        """() => { const look = { class: "mark blue solid", tabindex: 0 };
            const shape = KG.svgPart("rect", { width: 20, height: 10, ...look });
            const group = KG.svgPart("g", {}, shape, KG.svgPart("text", { y: 9 }, "told"));
            const svg = KG.svgPart("svg", { viewBox: "0 0 40 30" }, group);
            document.querySelector(".legend").append(svg);
            KG.page.app.share.shown = () => ({ svg: () => svg }); }"""
    )
    root = ElementTree.fromstring(saved(seen, "SVG")[1])
    rect = root.find(f"{SVG}g/{SVG}rect")
    assert rect is not None
    assert rect.get("fill") == "rgb(0, 114, 178)"
    assert rect.get("class") is None
    assert rect.get("tabindex") is None
    caption = root.findall(f"{SVG}g")[-1].findtext(f"{SVG}text")
    assert caption == "Partners · All times"
    assert (root.get("width"), root.get("height")) == ("40", "66")
    assert pixels(saved(seen, "PNG")[1])[:2] == (80, 132)


def test_saved_picture_explains_its_marks(view: View, sample: list[Fact]) -> None:
    """Whoever gets the file alone reads what colours and lines mean; what is hidden is not told."""
    seen = view(sample)
    seen.page.locator("#legend").get_by_text("Person").click()
    texts = [each.text for each in ElementTree.fromstring(saved(seen, "SVG")[1]).iter(f"{SVG}text")]
    assert {"Country", "Programme", "Planned", "Negated", "Candidate"} <= set(texts)
    assert "Person" not in texts
    seen.page.evaluate("KG.page.state.set({ view: 'partners' })")
    root = ElementTree.fromstring(saved(seen, "SVG")[1])
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert {"member", "announced or negotiating", "candidate or disputed"} <= set(texts)
    swatches = root.findall(f"{SVG}g/{SVG}svg")
    assert len(swatches) >= 6
    assert all(swatch.get("class") is None for swatch in swatches)


def test_drawing_of_any_view_is_scaled_to_the_paper(view: View, sample: list[Fact]) -> None:
    """A drawing larger than a page is printed whole, and is itself again afterwards."""
    seen = view(sample)
    seen.page.evaluate(
        """() => { const svg = KG.svgPart("svg", { viewBox: "0 0 3000 4000", width: 3000 });
            KG.byId("view-network").append(svg);
            KG.page.app.share.shown().svg = () => svg;
            dispatchEvent(new Event("beforeprint")); }"""
    )
    seen.page.emulate_media(media="print")
    seen.page.set_viewport_size({"width": 1032, "height": 700})
    box = seen.page.locator("#view-network > svg").bounding_box()
    assert 0 < box["width"] <= 1032
    assert 400 < box["height"] < 520
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator("svg.scaled").count() == 0


@pytest.mark.parametrize("which", ["network", "table"])
def test_print_has_title_day_legend_view_and_panel(
    view: View, sample: list[Fact], which: str
) -> None:
    """On paper: what it is, as of when, what marks mean, the view, then the evidence."""
    seen = view(sample, scheme="dark")
    seen.page.evaluate("(id) => KG.page.state.set({ view: id, asOf: 19660 })", which)
    seen.page.evaluate("(id) => KG.page.app.goTo(id)", seen.node("Peru"))
    seen.page.evaluate("KG.byId('legend').open = false; dispatchEvent(new Event('beforeprint'))")
    seen.page.emulate_media(media="print")
    seen.page.set_viewport_size({"width": 1032, "height": 700})
    heading = seen.page.locator(".heading").inner_text()
    assert "Partners" in heading
    assert f"{which.capitalize()} · As of 30 Oct 2023" in heading
    picture = ".on-paper" if which == "network" else "#view-table table"
    tops = []
    for part in ("h1", "#legend label", picture, "#panel .fact"):
        box = seen.page.locator(part).first.bounding_box()
        assert box["x"] >= 0, part
        assert box["x"] + box["width"] <= 1032, part
        tops.append(box["y"])
    assert tops == sorted(tops)
    assert seen.page.evaluate("getComputedStyle(document.body).color") == "rgb(24, 33, 44)"
    for part in ("#timebar", "#tabs", "#search", "#share-button"):
        assert seen.page.locator(part).is_visible() is False, part
    seen.page.emulate_media(media="screen")
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator(".on-paper").count() == 0
    assert seen.page.evaluate("KG.byId('legend').open") is False


def test_printed_table_has_its_heads_on_every_page(
    view: View, make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]
) -> None:
    """Whoever turns the leaf still knows which column is which."""
    club = make_entity("The Club", "Programme")
    seen = view([make_fact(make_entity(f"Land {at}"), "joins", club) for at in range(90)])
    seen.page.evaluate("KG.page.state.set({ view: 'table' })")
    pages = PdfReader(BytesIO(seen.page.pdf(prefer_css_page_size=True))).pages
    texts = [page.extract_text() for page in pages]
    assert len(texts) > 2
    assert all("Subject" in text for text in texts)
    assert "Table · All times" in texts[0]


def test_print_is_a4_across(view: View, sample: list[Fact]) -> None:
    """The browser's own print has the page that the style asks for, with the picture in lines."""
    seen = view(sample)
    paper = seen.page.pdf(prefer_css_page_size=True)
    pages = PdfReader(BytesIO(paper)).pages
    assert [round(float(each)) for each in pages[0].mediabox[2:]] == [842, 595]
    assert "Pakistan" in pages[0].extract_text()
    assert len(pages) == 1
    assert seen.page.locator(".on-paper").count() == 0
