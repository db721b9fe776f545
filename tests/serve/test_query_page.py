"""The query page in a real browser: writing, running, reading and sharing a query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.serve.conftest import Live
from tests.serve.test_server_walk import CONTRAST, until

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@dataclass
class Writer:
    """Someone at the query page, and what happened that should not have."""

    page: Page
    address: str = ""
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, live: Live, fragment: str = "") -> None:
        """Open the page anew and wait until it can be used."""
        self.address = live.address
        self.page.goto("about:blank")
        self.page.goto(f"{live.address}/query{fragment}")
        until(self.page, "document.documentElement.dataset.ready === 'yes'")

    def write(self, text: str) -> None:
        """Type a query in place of the one that is there, as keys alone can."""
        self.page.get_by_label("Query in SPARQL").focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def accept(self, name: str) -> None:
        """Go down the list to a name that is offered, and take it."""
        option = self.page.get_by_role("option", name=name)
        option.first.wait_for()
        while option.first.get_attribute("aria-selected") != "true":
            self.page.keyboard.press("ArrowDown")
        chosen = self.page.get_by_label("Query in SPARQL").get_attribute("aria-activedescendant")
        assert chosen == option.first.get_attribute("id")
        self.page.keyboard.press("Enter")

    def run(self) -> None:
        """Run what is in the editor and wait for what comes of it."""
        self.page.keyboard.press("Control+Enter")
        self.done()

    def done(self) -> None:
        """Wait for an answer or an error."""
        until(self.page, "document.getElementById('stop').hidden")

    @property
    def text(self) -> str:
        return self.page.get_by_label("Query in SPARQL").input_value()

    def column(self, number: int) -> list[str]:
        """Return the text of a column of the table, from 1."""
        return self.page.locator(f"#shown tbody td:nth-child({number})").all_inner_texts()


@pytest.fixture
def writer(chromium: BrowserContext) -> Iterator[Writer]:
    """Someone whose browser asks the server alone, and has nothing to complain of."""
    writer = Writer(chromium.new_page())
    page = writer.page
    page.on("request", lambda sent: writer.asked.append(sent.url))
    page.on("console", lambda message: writer.complaints.append(message.text))
    page.on("pageerror", lambda error: writer.complaints.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 800})
    yield writer
    page.close()
    own = (writer.address, f"blob:{writer.address}", "about:")
    assert [url for url in writer.asked if not url.startswith(own)] == []
    # A browser notes each error that a server answers; those are shown on the page.
    noted = re.compile("Failed to load resource: the server responded with a status of 40[04]")
    assert [text for text in writer.complaints if not noted.match(text)] == []


def test_from_names_on_offer_to_an_entity(live: Live, writer: Writer) -> None:
    """A predicate by its label, an entity by its name, rows, and the page behind a row."""
    writer.open(live)
    writer.write("SELECT ?programme ?programmeLabel { ?claim rdf:predicate kg:partici")
    writer.accept("kg:participatesIn")
    writer.page.keyboard.type("; rdf:subject Islamic-Rep")
    writer.accept("country:pakistan")
    assert writer.text.endswith("rdf:subject country:pakistan ")
    writer.page.keyboard.type("; rdf:object ?programme . ?programme rdfs:label ?programmeLabel }")
    writer.run()
    assert "International Lunar Research Station" in writer.column(1)
    assert writer.page.get_by_role("columnheader").count() == 1  # a label and its entity are one
    link = writer.page.get_by_role("link", name="International Lunar Research Station")
    link.first.focus()
    writer.page.keyboard.press("Enter")
    writer.page.wait_for_url("**/id/programme/ilrs")


def test_words_that_are_no_names_open_no_list(live: Live, writer: Writer) -> None:
    """Keywords, variables, comments and strings are typed in peace, and Escape closes the list."""
    writer.open(live)
    offers = writer.page.get_by_role("listbox", name="Names that fit")
    for text in ("SELECT", "?pakis", "# pakis", '"pakis', "<pakis"):
        writer.write(text)
        writer.page.wait_for_timeout(250)
        assert not offers.is_visible(), text
    writer.write("count")
    writer.page.keyboard.type("ry:pakis")
    offers.get_by_text("country:pakistan").wait_for()
    writer.page.keyboard.press("Escape")
    assert not offers.is_visible()
    assert writer.text == "country:pakis"


def test_an_error_stands_at_its_place(live: Live, writer: Writer) -> None:
    """The line and column of the server, a mark in the text, and a way there for keys."""
    writer.open(live)
    writer.write("SELECT ?s {\n  ?s kg:participatsIn ?o\n}")
    writer.page.keyboard.press("Escape")
    writer.run()
    alert = writer.page.get_by_role("alert")
    assert "Line 2, column 6" in alert.inner_text()
    assert "kg:participatesIn" in alert.inner_text()
    assert writer.page.locator(".part-wrong").all_inner_texts() == ["kg:participatsIn"]
    alert.get_by_role("button").press("Enter")
    caret = "document.getElementById('query-text').selectionStart"
    assert writer.page.evaluate(caret) == writer.text.index("kg:")
    writer.page.keyboard.type("x")
    assert not alert.is_visible()


def test_a_saved_query_with_a_parameter(live: Live, writer: Writer) -> None:
    """Its form runs it; a value that names nothing is told; its own page leads here."""
    writer.open(live)
    writer.page.get_by_label("Saved query", exact=True).select_option("members")
    value = writer.page.get_by_label("programme", exact=True)
    assert value.get_attribute("placeholder") == "programme/ilrs"
    value.fill("Nowhere at all")
    value.press("Enter")
    writer.page.get_by_role("alert").get_by_text("Nowhere at all").wait_for()
    value.fill("Artemis Accords")
    value.press("Enter")
    writer.page.get_by_role("link", name="Argentina").first.wait_for()
    assert "id/accord/artemis-accords" in writer.text or "accord:artemis-accords" in writer.text

    writer.page.goto(f"{live.address}/queries/members")
    writer.page.get_by_text("The query in SPARQL").click()
    writer.page.get_by_role("link", name="Open it in the editor").click()
    until(writer.page, "document.documentElement.dataset.ready === 'yes'")
    assert writer.page.get_by_label("Saved query", exact=True).input_value() == "members"
    assert "kg:participatesIn" in writer.text


def test_a_link_brings_the_query_back(live: Live, writer: Writer) -> None:
    """With all its signs, and without the server being told of it."""
    text = 'SELECT (1 + 1 AS ?two) ("a%b&c=d#é 🚀" AS ?x) { }'
    writer.open(live)
    writer.page.get_by_label("Query in SPARQL").fill(text)
    writer.page.get_by_role("button", name="Copy link").click()
    fragment = writer.page.url.partition("/query")[2]
    assert fragment == "#query=" + quote(text, safe="!'()*~-._")
    writer.open(live, fragment)
    assert writer.text == text
    writer.page.get_by_role("button", name="Run", exact=True).click()
    writer.done()
    assert (writer.column(1), writer.column(2)) == (["2"], ["a%b&c=d#é 🚀"])
    assert not any("two" in url for url in writer.asked if "#" not in url)


def test_rows_are_sorted_drawn_and_taken_away(live: Live, writer: Writer, tmp_path: Path) -> None:
    """Numbers sort as numbers, bars show them, and a file holds what the endpoint answers."""
    text = "SELECT ?kind (COUNT(?s) AS ?n) { ?s a ?kind } GROUP BY ?kind"
    writer.open(live, "#query=" + quote(text))
    writer.page.get_by_role("button", name="Run", exact=True).click()
    writer.done()
    sort = writer.page.get_by_role("button", name="n", exact=True)
    sort.press("Enter")
    counts = [int(cell) for cell in writer.column(2)]
    assert counts == sorted(counts)
    sort.press("Enter")
    assert [int(cell) for cell in writer.column(2)] == sorted(counts, reverse=True)
    head = writer.page.get_by_role("columnheader", name="n", exact=True)
    assert head.get_attribute("aria-sort") == "descending"

    writer.page.get_by_role("button", name="Chart").press("Enter")
    bars = writer.page.get_by_role("row")
    assert bars.count() == len(counts)
    assert bars.filter(has_text="kg:Country").count() == 1
    assert not writer.page.get_by_role("button", name="Graph").is_visible()

    with writer.page.expect_download() as awaited:
        writer.page.get_by_role("button", name="CSV").click()
    assert awaited.value.suggested_filename == "answer.csv"
    awaited.value.save_as(tmp_path / "answer.csv")
    lines = (tmp_path / "answer.csv").read_bytes().split(b"\r\n")
    assert sorted(lines) == sorted(live.query(text, "text/csv").body.split(b"\r\n"))


def test_triples_are_drawn_and_taken_away(live: Live, writer: Writer, tmp_path: Path) -> None:
    """Nodes lead to their pages; rows of subject, predicate and object are drawn alike."""
    made = "CONSTRUCT { ?a kg:agencyOf country:china ; rdfs:label ?l } "
    where = "{ ?a kg:agencyOf country:china ; rdfs:label ?l }"
    for text, unit in (
        (made + where, "triples"),
        ("SELECT ?a ?p ?c { ?a ?p ?c . FILTER(?p = kg:agencyOf) }", "rows"),
    ):
        writer.open(live, "#query=" + quote(text))
        writer.page.get_by_role("button", name="Run", exact=True).click()
        writer.done()
        assert unit in writer.page.locator("#count").inner_text()
        writer.page.get_by_role("button", name="Graph").press("Enter")
        node = writer.page.locator("#shown a[href='/id/country/china']")
        assert node.count() == 1
    writer.open(live, "#query=" + quote(made + where))
    writer.page.get_by_role("button", name="Run", exact=True).click()
    writer.done()
    with writer.page.expect_download() as awaited:
        writer.page.get_by_role("button", name="Turtle").click()
    awaited.value.save_as(tmp_path / "answer.ttl")
    assert "China National Space Administration" in (tmp_path / "answer.ttl").read_text("utf-8")


def test_the_query_can_be_taken_elsewhere(live: Live, writer: Writer) -> None:
    """The prefixes in use are declared on demand, each once."""
    writer.open(live, "#query=" + quote("ASK { country:pakistan rdfs:label ?l }"))
    declare = writer.page.get_by_role("button", name="Declare prefixes")
    declare.click()
    first, second, rest = writer.text.split("\n")
    assert first == "PREFIX country: <https://w3id.org/spacekg/id/country/>"
    assert second.startswith("PREFIX rdfs: <")
    declare.click()
    assert writer.text == "\n".join((first, second, rest))
    writer.page.get_by_role("button", name="Run", exact=True).click()
    writer.done()
    assert writer.column(1) == ["yes"]


def test_hostile_strings_stay_text(own: Live, writer: Writer) -> None:
    """In cells, headings of nodes, names on offer, links and errors."""
    label = HOSTILE.replace('"', '\\"')
    added = own.update(
        f"""INSERT DATA {{
          country:evil a kg:Country ; rdfs:label "Evil {label}" ; kg:agencyOf country:worse ;
            dcterms:source <javascript:alert(3)> , "javascript:alert(4)" .
          country:worse rdfs:label "Worse {label}" }}"""
    )
    assert added.status == 204
    writer.open(own, "#query=" + quote("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"))
    page = writer.page
    page.get_by_role("button", name="Run", exact=True).click()
    writer.done()
    assert f"Evil {HOSTILE}" in writer.column(3)
    assert page.locator("#shown a[href^='javascript' i]").count() == 0
    page.get_by_role("button", name="Graph").click()
    assert page.locator("#shown title", has_text="Evil <img").count() > 0
    writer.write(f'SELECT ("{label}" AS ?x) {{ }}')
    writer.run()
    assert writer.column(1) == [HOSTILE]
    writer.write("ASK { ?s ?p Evil")
    option = page.get_by_role("option", name="country:evil")
    option.wait_for()
    assert HOSTILE in option.inner_text()
    page.keyboard.press("Escape")
    writer.write("SELECT ?constructor ?__proto__ ?x { VALUES (?x) { (1) } }")
    writer.run()
    assert [writer.column(number) for number in (1, 2, 3)] == [[""], [""], ["1"]]
    writer.write(f"ASK {{ {HOSTILE} }}")
    page.keyboard.press("Escape")
    writer.run()
    assert page.get_by_role("alert").is_visible()
    assert page.locator("main img, main script").count() == 0


@pytest.mark.parametrize("width", [380, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fits_and_can_be_read(live: Live, writer: Writer, width: int, scheme: str) -> None:
    """Nothing is wider than the window, and the coloured text lies under what is typed."""
    writer.page.set_viewport_size({"width": width, "height": 800})
    writer.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    writer.open(live)
    writer.page.get_by_role("button", name="Run", exact=True).click()
    writer.done()
    assert writer.column(1)
    assert writer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert writer.page.evaluate(CONTRAST) >= 4.5
    heights = "[layer.scrollHeight, document.getElementById('query-text').scrollHeight]"
    drawn, typed = writer.page.evaluate(heights)
    assert abs(drawn - typed) <= 30  # at most one line, which ends the layer
