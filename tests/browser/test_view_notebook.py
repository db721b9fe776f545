"""The page in the cell of a notebook: what a graph and a written page show there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator

from kg import KnowledgeGraph
from kg.model import Document

pytestmark = pytest.mark.browser

Open = Callable[..., Any]

TEXT = """Peru signed the Artemis Accords on 30 May 2024.
Thailand signed the Artemis Accords on 16 December 2024.
"""
ALONE = "<script>var KG = { page: { ready: true } };</script>"


@pytest.fixture(scope="module")
def graph(
    tmp_path_factory: pytest.TempPathFactory, make_project: Callable[[Path], Path]
) -> Iterator[KnowledgeGraph]:
    """A graph of one short article."""
    root = make_project(tmp_path_factory.mktemp("notebook") / "project")
    with KnowledgeGraph.open(root) as graph:
        graph.build()
        graph.add(Document("news", TEXT, url="https://example.org/news"))
        yield graph


@pytest.fixture
def cell(look_at: Open, tmp_path: Path) -> Open:
    """Show the HTML of a cell as a notebook does, in a column of some width."""

    def show(shown: object, width: int = 900) -> tuple[Any, FrameLocator]:
        output = shown._repr_html_()  # type: ignore[attr-defined]
        column = f'<div style="width:{width}px">{output}</div>'
        outer = tmp_path / "cell.html"
        outer.write_text(f'<!doctype html><meta charset="utf-8">{ALONE}{column}', encoding="utf-8")
        seen = look_at(outer.as_uri())
        inside = seen.page.frame_locator("iframe")
        inside.locator("#tabs [role=tab]").first.wait_for()
        seen.requests = [url for url in seen.requests if url != "about:srcdoc"]
        return seen, inside

    return show


def test_graph_shows_its_page(graph: KnowledgeGraph, cell: Open) -> None:
    """It fills the width of the cell, answers the search, and asks nothing of the network."""
    seen, inside = cell(graph)
    assert f"{graph.stats().articles}" in seen.page.locator("table").first.inner_text()
    box = seen.page.locator("iframe").bounding_box()
    assert box["width"] == 900
    assert box["height"] >= 600
    inside.locator("#search").fill("peru")
    inside.locator("#search").press("Enter")
    assert "Peru signed the Artemis Accords" in inside.locator("#panel blockquote").inner_text()
    for tab in inside.locator("#tabs [role=tab]").all():
        tab.click()
        assert tab.get_attribute("id") == f"tab-{inside.locator('body').get_attribute('data-view')}"


def test_view_shows_the_page_that_it_wrote(
    graph: KnowledgeGraph, cell: Open, tmp_path: Path
) -> None:
    """In a narrow cell, too: its focus is open, sources open in a tab, and files are saved."""
    path = graph.view(tmp_path / "peru.html", focus="Peru", hops=1)
    assert path == tmp_path / "peru.html"
    seen, inside = cell(path, width=480)
    assert inside.locator("#panel-title").inner_text() == "Peru"
    link = inside.locator("#panel figcaption a").first
    link.evaluate("(link) => { link.href = 'about:blank'; }")  # the test has no network either
    with seen.page.context.expect_page() as opened:
        link.click()
    opened.value.close()
    inside.get_by_role("tab", name="Table", exact=True).click()
    inside.locator("#share-button").click()
    with seen.page.expect_download() as download:
        inside.get_by_role("menuitem", name="Save table (CSV)").click()
    assert "Peru" in Path(download.value.path()).read_text(encoding="utf-8")


def test_path_without_a_page_is_a_path(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """A notebook shows the directory of a page, or a page that is gone, as the path it is."""
    path = graph.view(tmp_path / "peru.html", focus="Peru", hops=1)
    path.unlink()
    for each in (path, path.parent):
        show = getattr(each, "_repr_html_", None)
        assert show is None or show() is None
