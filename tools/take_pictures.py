"""Take the pictures in `docs/images/` of the page of the bundled graph, in a headless Chromium.

`make pictures` calls it; with names, only these are taken. Each picture answers a question, and
`docs/views.md` shows them with it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from kg import KnowledgeGraph

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Picture(NamedTuple):
    """A picture: its file, the address within the page, what is clicked, and its size."""

    name: str
    address: str
    click: str = ""
    width: int = 1280
    height: int = 800


PICTURES = (
    Picture("view", "view=matrix"),
    Picture(
        "joined-2023",
        "view=timeline&years=2021-2026",
        "[aria-label^='2023: 6 +1? countries joined International Lunar Research Station']",
    ),
    Picture("near", "view=near&focus=country/pakistan&to=country/china"),
    Picture("changed-2024", "view=timeline&years=2024-2024"),
    Picture("planned", "view=table&hide=asserted,negated,opinion"),
    Picture("partners", "view=partners&asof=2023-12-31", width=1400, height=900),
    Picture("timeline", "view=timeline", width=1400, height=900),
    Picture("map", "view=map", width=1400, height=900),
)


def main() -> int:
    """Write all pictures, or those that are named."""
    wanted = sys.argv[1:]
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.stderr.write("take_pictures: there is no Chromium on the path\n")
        return 3
    with (
        tempfile.TemporaryDirectory() as directory,
        KnowledgeGraph.open(ROOT) as graph,
        sync_playwright() as playwright,
    ):
        page_file = graph.view(Path(directory) / "graph.html")
        chromium = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = chromium.new_page(reduced_motion="reduce")
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                _take(page, page_file.as_uri(), picture)
        chromium.close()
    return 0


def _take(page: Page, address: str, picture: Picture) -> None:
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto("about:blank")
    page.goto(f"{address}#{picture.address}")
    while not page.evaluate("KG.page?.ready === true"):
        page.wait_for_timeout(20)
    if picture.click:
        page.locator(picture.click).first.click()
    page.wait_for_timeout(500)
    page.screenshot(path=TARGET / f"{picture.name}.png")


if __name__ == "__main__":
    sys.exit(main())
