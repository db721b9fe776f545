"""A walk through the server in a real browser, from a search to the graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.serve.conftest import Live

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: BrowserContext, live: Live) -> Iterator[Page]:
    """A page of which all requests stay with the server, and nothing is complained of."""
    page = chromium.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 800})
    yield page
    page.close()
    assert [url for url in asked if not url.startswith((live.address, "data:", "blob:"))] == []
    assert complaints == []


def test_from_a_search_to_the_graph(live: Live, page: Page) -> None:
    """Search, entity, quote, claim, article, saved query, and the view, each by its links."""
    page.goto(live.address)
    page.get_by_label("Search for a name").fill("pakis")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Pakistan", exact=True).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Pakistan"

    told = page.locator("li", has_text="Pakistan depends on China for its launches").last
    assert "Pakistan and Belarus join the Moon station" in told.inner_text()
    told.get_by_role("link", name="evidence").click()
    assert (
        page.get_by_role("heading", level=1).inner_text()
        == "Pakistan depends for launches on China"
    )

    page.locator("figure.quote").get_by_role("link", name="Pakistan and Belarus join").click()
    assert "#at-" in page.url
    page.locator("mark", has_text="Pakistan depends on China for its launches").first.click()
    stated = page.locator(":target")
    assert stated.get_by_role("link", name="China", exact=True).count() == 1

    page.get_by_role("link", name="Questions").click()
    page.get_by_role("link", name="Who takes part in a programme?").click()
    page.get_by_label("programme", exact=False).first.fill("Artemis Accords")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("table").get_by_role("link", name="Senegal").first.click()

    page.get_by_role("link", name="in the graph").click()
    until(page, "KG.page?.ready === true")
    panel = page.locator("#panel")
    assert "Senegal" in panel.inner_text()
    panel.get_by_role("link", name="its page").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Senegal"


def until(page: Page, expression: str) -> None:
    """Wait until something holds; playwright's own waiting is forbidden by the page's policy."""
    for _ in range(500):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never became true: {expression}")


@pytest.mark.parametrize("width", [380, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_and_can_be_read(live: Live, page: Page, width: int, scheme: str) -> None:
    """Nothing is wider than the window, and text stands out from its ground."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in ("/", "/id/country/pakistan", "/id/data/ilrs", "/queries/members", "/ontology"):
        page.goto(live.address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate(CONTRAST) >= 4.5, path
        assert page.locator("main, header, footer, nav").count() >= 4
    page.goto(f"{live.address}/id/country/pakistan")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"


CONTRAST = """(() => {
  const level = (colour) => { const [r, g, b] = colour.match(/[0-9.]+/g).map((v) => {
      const part = v / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (element) => { for (let at = element; at; at = at.parentElement) {
      const own = getComputedStyle(at).backgroundColor;
      if (own !== "rgba(0, 0, 0, 0)") return level(own); } return 1; };
  let least = 21;
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!text || !element.getClientRects().length) continue;
    const [a, b] = [level(getComputedStyle(element).color), ground(element)];
    least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  return least;
})()"""
