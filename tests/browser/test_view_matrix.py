"""The matrix of countries by blocs: who is in which, since when, and how firmly."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from kg.graph.dated.span import Span
from kg.graph.facts import Fact
from kg.model import EntityRef
from kg.model.dates import bounds
from kg.out.views import view_html

pytestmark = pytest.mark.browser

View = Callable[..., Any]
Open = Callable[..., Any]
Make = Callable[..., EntityRef]

JOINED: dict[str, list[tuple[str, str, str | None]]] = {
    "Artemis Accords": [
        ("Thailand", "signed", "2024-12-16"),
        ("Senegal", "signed", "2025-07-24"),
        ("Peru", "signed", "2024-05-30"),
        ("Kenya", "signed", None),
        ("Italy", "signed", "2020-10-13"),
    ],
    "Lunar Station": [
        ("Thailand", "signed", "2024-04"),
        ("Senegal", "signed", "2024-09-05"),
        ("China", "signed", "2021-03-09"),
        ("Russia", "signed", "2021-03-09"),
    ],
    "Old Treaty": [
        ("Italy", "ratified", "1981-05-26"),
        ("Peru", "ratified", "2005-11-23"),
        ("Russia", "ratified", "1998-01-29"),
        ("Kenya", "ratified", "1999"),
        ("India", "ratified", "1982-01-18"),
        ("France", "ratified", "1980-01-29"),
    ],
    "Small Club": [("Italy", "signed", "2001"), ("India", "signed", "2001")],
}
BOTH = "In both: Artemis Accords and Lunar Station"


@pytest.fixture
def bloc_facts(make_fact: Callable[..., Fact], make_entity: Make) -> list[Fact]:
    """Four blocs, one of them too small, two held against each other by way of a programme."""
    accord = {name: make_entity(name, "Accord") for name in JOINED}
    accord["Lunar Station"] = make_entity("Lunar Station", "Programme")
    facts = [
        make_fact(make_entity(name), "signatoryOf", accord[bloc], commitment=rung, **dated(date))
        for bloc, members in JOINED.items()
        for name, rung, date in members
    ]
    rival = make_entity("Artemis programme", "Programme")
    china = make_entity("China")
    return [
        *facts,
        make_fact(accord["Lunar Station"], "competesWith", rival),
        make_fact(accord["Lunar Station"], "ledBy", china),
    ]


def dated(date: str | None) -> dict[str, str]:
    """Return the qualifier of a date, if there is one."""
    return {"date": date} if date else {}


@pytest.fixture
def matrix(view: View) -> Open:
    """Open facts in the matrix, each holding from its date on, and told in October 2023."""

    def open_matrix(facts: Iterable[Fact], **options: Any) -> Any:
        facts = list(facts)
        dates = {fact.claim: str(fact.qualifiers.get("date", "")) for fact in facts}
        told = bounds("2023-10-27")
        spans = {
            claim: Span(begins=bounds(date) if date else None, told=told)
            for claim, date in dates.items()
        }
        seen = view(facts, spans=spans, **options)
        seen.page.locator("#tab-matrix").click()
        return seen

    return open_matrix


def names(seen: Any, part: str = "tbody th[scope=row]") -> list[str]:
    """Return the names of rows or columns in their order."""
    return [str(name) for name in seen.page.locator(f".matrix {part} bdi").all_inner_texts()]


def cell(seen: Any, row: str, bloc: str) -> Locator:
    """Return the cell of a row and a bloc."""
    at = names(seen, "thead").index(bloc)
    found: Locator = seen.page.locator(f'tr[data-node="{seen.node(row)}"] td').nth(at)
    return found


def said(seen: Any, row: str, bloc: str) -> str:
    """Return what a cell says to those who hear it."""
    return str(cell(seen, row, bloc).get_attribute("aria-label"))


def chips(seen: Any) -> list[str]:
    """Return the combinations with their counts."""
    texts = seen.page.locator(".combinations button").all_inner_texts()
    return [" ".join(text.split()) for text in texts]


def test_who_is_in_both_camps_stands_first(matrix: Open, bloc_facts: list[Fact]) -> None:
    """A sentence, a band on top and counts say it, before anything is touched."""
    seen = matrix(bloc_facts)
    assert seen.page.locator(".answer").inner_text() == "In both: Senegal, Thailand"
    assert seen.page.locator(".both .band").inner_text().strip() == BOTH
    assert names(seen, ".both th[scope=row]") == ["Senegal", "Thailand"]
    assert chips(seen) == ["both 2", "Artemis Accords only 3", "Lunar Station only 2", "neither 2"]
    top = seen.page.locator(".both").bounding_box()["y"]
    assert top < 450


def test_rows_go_by_number_of_blocs_and_columns_by_members(
    matrix: Open, bloc_facts: list[Fact]
) -> None:
    """The blocs that are compared come first; one with two members is no column."""
    seen = matrix(bloc_facts)
    assert names(seen, "thead") == ["Artemis Accords", "Lunar Station", "Old Treaty"]
    assert names(seen)[2:] == ["Italy", "Kenya", "Peru", "Russia", "China", "France", "India"]
    assert seen.page.locator(".bloc .count").all_inner_texts() == ["5", "4", "6"]


def test_cell_says_year_rung_and_who_leads(matrix: Open, bloc_facts: list[Fact]) -> None:
    """The year can be read at once, the day is in the tooltip, and a mark tells the rung."""
    seen = matrix(bloc_facts)
    assert cell(seen, "Italy", "Artemis Accords").inner_text() == "2020"
    assert said(seen, "Italy", "Artemis Accords") == "signed 13 Oct 2020"
    title = cell(seen, "Italy", "Artemis Accords").get_attribute("title")
    assert title == "Italy, Artemis Accords: signed 13 Oct 2020"
    assert said(seen, "China", "Lunar Station") == "signed 9 Mar 2021, leads it"
    assert cell(seen, "China", "Lunar Station").locator("svg.leads").count() == 1
    assert cell(seen, "Kenya", "Artemis Accords").inner_text() == "undated"
    assert said(seen, "China", "Artemis Accords") == "nothing known"
    marks = {
        cell(seen, *place).locator("svg.rung path").first.get_attribute("d")
        for place in (("Italy", "Artemis Accords"), ("Italy", "Old Treaty"))
    }
    assert len(marks) == 2


def test_doubt_and_denial_are_told_apart_and_do_not_count(
    matrix: Open, bloc_facts: list[Fact], make_fact: Callable[..., Fact], make_entity: Make
) -> None:
    """A candidate, a disputed one, an announced one, one that left and a denied one."""
    station = make_entity("Lunar Station", "Programme")

    def step(name: str, **more: Any) -> Fact:
        return make_fact(make_entity(name), "signatoryOf", station, **more)

    more = [
        step("Kenya", tier="candidate", date="2024"),
        step("France", date="2023-01-01"),
        step("France", status="negated", date="2024-01-01"),
        step("India", status="planned", date="2025"),
        step("Peru", date="2022"),
        step("Peru", status="negated", commitment="withdrawn", date="2024"),
        step("Italy", status="negated"),
    ]
    seen = matrix([*bloc_facts, *more])
    told = {name: said(seen, name, "Lunar Station") for name in ("Kenya", "France", "India")}
    assert told == {
        "Kenya": "signed 2024, candidate, not yet confirmed",
        "France": "signed 1 Jan 2023, disputed: a source denies it",
        "India": "announced 2025",
    }
    assert said(seen, "Peru", "Lunar Station") == "withdrawn 2024"
    assert said(seen, "Italy", "Lunar Station") == "said not to be a member"
    struck = cell(seen, "Italy", "Lunar Station").locator("s")
    assert struck.evaluate("(s) => getComputedStyle(s).textDecorationLine") == "line-through"
    assert cell(seen, "Kenya", "Lunar Station").inner_text().split() == ["2024", "?"]
    assert cell(seen, "France", "Lunar Station").inner_text().split() == ["2023", "!"]
    border = "(span) => getComputedStyle(span).borderTopStyle"
    styles = {
        name: cell(seen, name, "Lunar Station").locator(".value").evaluate(border)
        for name in ("Kenya", "France", "India", "China")
    }
    assert styles == {"Kenya": "dashed", "France": "dotted", "India": "dashed", "China": "solid"}
    assert chips(seen)[0] == "both 2 +1?"
    assert (
        seen.page.locator(".answer").inner_text() == "In both: Senegal, Thailand · in doubt: Kenya"
    )
    head = seen.page.locator(".bloc", has_text="Lunar Station").locator(".count")
    assert head.inner_text().split() == ["4", "+3?"]


def test_combination_leaves_only_its_rows(matrix: Open, bloc_facts: list[Fact]) -> None:
    """A click on a count shows who they are, and another click everybody again."""
    seen = matrix(bloc_facts)
    chip = seen.page.locator(".combinations button", has_text="Lunar Station only")
    chip.click()
    assert names(seen) == ["Russia", "China"]
    assert chip.get_attribute("aria-pressed") == "true"
    assert seen.page.locator("#live").inner_text() == "Lunar Station only: 2"
    chip.click()
    assert len(names(seen)) == 9


def test_reader_chooses_what_is_compared(matrix: Open, bloc_facts: list[Fact]) -> None:
    """Any two or three blocs: the combinations, the columns and the bands follow."""
    seen = matrix(bloc_facts)
    choices = seen.page.locator(".choice label select")
    choices.nth(2).select_option(label="Old Treaty")
    assert seen.page.locator(".answer").inner_text() == "In both: Italy, Kenya, Peru"
    assert names(seen, "thead")[:2] == ["Artemis Accords", "Old Treaty"]
    choices.nth(3).select_option(label="Lunar Station")
    assert seen.page.locator(".answer").inner_text() == "In all three: nobody"
    assert len(chips(seen)) == 8
    assert "Artemis Accords and Old Treaty 3" in chips(seen)
    assert names(seen, ".both th[scope=row]") == [
        *("Italy", "Kenya", "Peru", "Russia", "Senegal", "Thailand"),
    ]
    choices.nth(1).select_option(label="Lunar Station")
    assert names(seen, "thead") == ["Lunar Station", "Old Treaty", "Artemis Accords"]


def test_without_rivals_the_two_largest_are_compared(matrix: Open, bloc_facts: list[Fact]) -> None:
    """Where no source says who competes, those with most members are held side by side."""
    seen = matrix([fact for fact in bloc_facts if fact.predicate != "competesWith"])
    assert names(seen, "thead")[:2] == ["Old Treaty", "Artemis Accords"]
    assert seen.page.locator(".answer").inner_text() == "In both: Italy, Kenya, Peru"


def test_matrix_looks_back(matrix: Open, bloc_facts: list[Fact]) -> None:
    """As of a day only what had happened by then stands there; undated ones say so."""
    seen = matrix(bloc_facts)
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2024-10-01') })")
    assert seen.page.locator(".answer").inner_text() == "In both: nobody"
    assert said(seen, "Thailand", "Artemis Accords") == "nothing known"
    assert said(seen, "Thailand", "Lunar Station") == "signed Apr 2024"
    assert said(seen, "Kenya", "Artemis Accords") == "signed undated"
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2024-04-15') })")
    assert said(seen, "Thailand", "Lunar Station") == "signed Apr 2024, not certain on this day"
    assert chips(seen)[0] == "both 0"
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('1990-01-01') })")
    assert "Russia" not in names(seen)
    assert said(seen, "Kenya", "Artemis Accords") == "signed undated, not certain on this day"


def test_withdrawal_counts_from_its_day_on(
    matrix: Open, bloc_facts: list[Fact], make_fact: Callable[..., Fact], make_entity: Make
) -> None:
    """Who left was a member before."""
    treaty = make_entity("Old Treaty", "Accord")
    left = {"status": "negated", "commitment": "withdrawn", "date": "2010-01-05"}
    seen = matrix([*bloc_facts, make_fact(make_entity("India"), "signatoryOf", treaty, **left)])
    assert said(seen, "India", "Old Treaty") == "withdrawn 5 Jan 2010"
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2009-12-31') })")
    assert said(seen, "India", "Old Treaty") == "ratified 18 Jan 1982"


def test_cell_row_and_column_open_the_panel(matrix: Open, bloc_facts: list[Fact]) -> None:
    """A cell opens its facts, a row its country, a column its bloc, and each stands out."""
    seen = matrix(bloc_facts)
    cell(seen, "Peru", "Artemis Accords").click()
    assert "Peru – Artemis Accords" in seen.panel().replace("\n", "")
    assert "30 May 2024" in seen.panel()
    assert cell(seen, "Peru", "Artemis Accords").get_attribute("aria-selected") == "true"
    seen.page.locator(".matrix thead th", has_text="Old Treaty").click()
    assert seen.page.locator("#panel-title").inner_text() == "Old Treaty"
    seen.page.locator(".matrix th[scope=row]", has_text="Kenya").click()
    assert seen.page.locator("#panel-title").inner_text() == "Kenya"
    assert "focus=country/kenya" in seen.page.evaluate("location.hash")
    assert seen.page.locator(".matrix [aria-selected=true]").count() == 4
    seen.page.keyboard.press("Escape")
    assert seen.page.locator(".matrix [aria-selected=true]").count() == 0
    cell(seen, "China", "Artemis Accords").click()
    assert seen.panel() == ""


def test_arrow_keys_walk_over_the_cells(matrix: Open, bloc_facts: list[Fact]) -> None:
    """One stop of the tab key, arrows from head to cell, Enter into the evidence and back."""
    seen = matrix(bloc_facts)
    here = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
    assert seen.page.locator('.matrix[role=grid] [tabindex="0"]').count() == 1
    seen.page.locator('.matrix [tabindex="0"]').focus()
    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Home", "Control+End", "Control+Home"):
        seen.page.keyboard.press(key)
        walked.append(seen.page.evaluate(here))
    assert walked == [
        "signed 24 Jul 2025",
        "signed 16 Dec 2024",
        "signed Apr 2024",
        "Thailand, in 2 blocs: both",
        "ratified 18 Jan 1982",
        "Countries",
    ]
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        seen.page.keyboard.press(key)
    assert seen.page.evaluate("document.activeElement.id") == "panel-title"
    assert "24 Jul 2025" in seen.panel()
    seen.page.keyboard.press("Escape")
    assert seen.page.evaluate(here) == "signed 24 Jul 2025"


def test_focus_stays_in_its_cell_while_time_moves(matrix: Open, bloc_facts: list[Fact]) -> None:
    """Redrawing for another day does not throw the reader out of the table."""
    seen = matrix(bloc_facts)
    cell(seen, "Peru", "Old Treaty").focus()
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2015-01-01') })")
    assert said(seen, "Peru", "Old Treaty") == "ratified 23 Nov 2005"
    focused = cell(seen, "Peru", "Old Treaty").evaluate("(td) => td === document.activeElement")
    assert focused is True


def test_filters_of_the_page_hold_here(
    matrix: Open, bloc_facts: list[Fact], make_fact: Callable[..., Fact], make_entity: Make
) -> None:
    """What legend and confidence hide is not in the table."""
    station = make_entity("Lunar Station", "Programme")
    doubtful = make_fact(make_entity("Cuba"), "participatesIn", station, tier="candidate")
    seen = matrix([*bloc_facts, doubtful])
    assert "Cuba" in names(seen)
    for change in ("hiddenLinks.add('candidate')", "hiddenPredicates.add('participatesIn')"):
        seen.page.evaluate(f"KG.page.state.{change}; KG.page.state.touch('hiddenLinks')")
        assert "Cuba" not in names(seen)
        seen.page.evaluate("KG.page.state.hiddenLinks.clear()")
    seen.page.evaluate("KG.page.state.hiddenTypes.add('Programme')")
    seen.page.evaluate("KG.page.state.touch('hiddenTypes')")
    assert names(seen, "thead") == ["Artemis Accords", "Old Treaty"]
    assert seen.page.locator(".answer").is_visible() is False
    seen.page.evaluate("KG.page.state.set({ sure: 95 })")
    assert names(seen) == []


def test_agencies_have_a_matrix_of_their_own(
    matrix: Open, bloc_facts: list[Fact], make_fact: Callable[..., Fact], make_entity: Make
) -> None:
    """A switch turns from countries to other kinds of members."""
    station = make_entity("Lunar Station", "Programme")
    agency = make_entity("Space Agency of Egypt", "Agency")
    seen = matrix([*bloc_facts, make_fact(agency, "participatesIn", station, date="2023-12-06")])
    rows = seen.page.locator("select[aria-label=Rows]")
    assert rows.locator("option").all_inner_texts() == ["Countries (9)", "Agencies (1)"]
    rows.select_option("agency")
    assert names(seen) == ["Space Agency of Egypt"]
    assert said(seen, "Space Agency of Egypt", "Lunar Station") == "signed 6 Dec 2023"
    assert seen.page.evaluate("location.hash") == "#view=matrix&level=agency"
    assert seen.page.evaluate("document.activeElement.ariaLabel") == "Rows"


def test_link_restores_rows_and_blocs(matrix: Open, look_at: Open, bloc_facts: list[Fact]) -> None:
    """Who opens it sees the same rows by the same blocs, whoever is selected."""
    seen = matrix(bloc_facts)
    seen.page.locator(".choice select").nth(2).select_option(label="Old Treaty")
    seen.page.locator(".combinations button", has_text="both").click()
    rows = names(seen)
    assert rows
    seen.page.evaluate("(id) => KG.page.state.set({ selection: { kind: 'node', id } })", 0)
    link = seen.page.evaluate("location.hash")
    assert "blocs=accord/artemis-accords,accord/old-treaty&camps=3" in link
    linked = look_at(f"{seen.address}{link}")
    linked.address = seen.address
    assert names(linked) == rows
    both = linked.page.locator(".combinations button", has_text="both")
    assert both.get_attribute("aria-pressed") == "true"


def test_csv_is_the_table_in_words(matrix: Open, bloc_facts: list[Fact]) -> None:
    """The rows that are shown, in their order: who is in which bloc since when, and how surely."""
    seen = matrix(bloc_facts)
    shown = names(seen)
    seen.page.locator("#share-button").click()
    with seen.page.expect_download() as download:
        seen.page.get_by_role("menuitem", name="Save table (CSV)").click()
    assert download.value.suggested_filename == "partners-matrix-2023-10-27.csv"
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["Countries"] for row in rows] == shown
    thailand = next(row for row in rows if row["Countries"] == "Thailand")
    assert thailand == {
        "Countries": "Thailand",
        "compared": "both",
        "blocs": "2",
        "Artemis Accords": "signed 16 Dec 2024",
        "Lunar Station": "signed Apr 2024",
        "Old Treaty": "",
    }
    seen.page.locator(".combinations button", has_text="both").click()
    assert len(str(seen.page.evaluate("KG.page.app.share.shown().csv()")).splitlines()) == 3


def test_search_brings_a_row_into_sight(matrix: Open, bloc_facts: list[Fact]) -> None:
    """Also one that the chosen combination had left out."""
    seen = matrix(bloc_facts, height=560)
    seen.page.locator(".combinations button").first.click()
    assert "Russia" not in names(seen)
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("russia")
    seen.page.keyboard.press("Enter")
    row = cell(seen, "Russia", "Old Treaty").bounding_box()
    below = seen.page.locator("#timebar").bounding_box()
    assert row is not None
    assert row["y"] + row["height"] <= below["y"] + 1


def test_heads_stay_in_sight_on_a_phone(matrix: Open, bloc_facts: list[Fact]) -> None:
    """At 380 pixels the table scrolls under its first column and its head."""
    seen = matrix(bloc_facts, width=380, height=620)
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 380
    both = cell(seen, "Senegal", "Lunar Station").bounding_box()
    assert both is not None
    assert both["x"] + both["width"] <= 380
    scroll = "document.getElementById('view-matrix').scrollTo(9999, 9999)"
    seen.page.evaluate(scroll)
    head = seen.page.locator("tr[data-node] th", has_text="India").bounding_box()
    assert head["x"] == 0
    frame = seen.page.locator("#view-matrix").bounding_box()
    assert seen.page.locator(".bloc").last.bounding_box()["y"] == pytest.approx(frame["y"], abs=1)
    cell(seen, "India", "Old Treaty").click()
    sheet = seen.page.locator("#panel").bounding_box()
    chosen = cell(seen, "India", "Old Treaty").bounding_box()
    assert chosen is not None
    assert chosen["y"] + chosen["height"] <= sheet["y"] + 1


def test_all_rows_are_printed(matrix: Open, bloc_facts: list[Fact]) -> None:
    """On paper nothing is cut off, and what only the mouse needs is gone."""
    seen = matrix(bloc_facts, height=400)
    seen.page.emulate_media(media="print")
    bottom = "document.querySelector('.matrix').getBoundingClientRect().bottom"
    assert seen.page.evaluate(f"document.documentElement.scrollHeight >= {bottom}") is True
    assert seen.page.locator(".choice").is_visible() is False
    assert seen.page.locator(".combinations").is_visible() is True


def test_no_matrix_without_a_bloc(
    view: View, make_fact: Callable[..., Fact], make_entity: Make
) -> None:
    """Where no programme has three countries there is no such tab."""
    club = make_entity("The Club", "Programme")
    seen = view([make_fact(make_entity(name), "participatesIn", club) for name in ("A", "B")])
    assert seen.page.locator("#tab-matrix").count() == 0


def test_large_graph_opens_on_the_matrix(
    look_at: Callable[..., Any],
    tmp_path: Any,
    bloc_facts: list[Fact],
    make_fact: Callable[..., Fact],
    make_entity: Make,
) -> None:
    """Where the network is more than one reads at a glance, and there are blocs."""
    hub = make_entity("Hub", "Agency")
    many = [make_fact(make_entity(f"Sat {n}", "Satellite"), "operatedBy", hub) for n in range(160)]
    for facts, start in (([*bloc_facts, *many], "matrix"), (bloc_facts, "network")):
        path = tmp_path / f"{start}.html"
        path.write_text(view_html(facts, [], title="T"), encoding="utf-8")
        seen = look_at(path.as_uri())
        assert seen.page.locator("[role=tab][aria-selected=true]").get_attribute("id") == (
            f"tab-{start}"
        )
    path = tmp_path / "focus.html"
    page = view_html([*bloc_facts, *many], [], title="T", focus=hub.id)
    path.write_text(page, encoding="utf-8")
    seen = look_at(path.as_uri())
    assert seen.page.locator("#tab-network").get_attribute("aria-selected") == "true"


def test_hostile_names_are_text(
    matrix: Open, make_fact: Callable[..., Fact], make_entity: Make
) -> None:
    """Markup in the name of a bloc or a country is shown, not run."""
    blocs = [make_entity(f"<img src=x onerror=alert({n})> pact", "Accord") for n in (1, 2)]
    lands = [make_entity(f"<b>Land {n}</b>\u202e" + "x" * 200) for n in range(4)]
    seen = matrix([make_fact(land, "signatoryOf", bloc) for land in lands for bloc in blocs])
    assert names(seen)[0].startswith("<b>Land 0</b>")
    assert seen.page.locator(".matrix b, .matrix img, .answer b").count() == 0
    assert seen.page.locator(".combinations img, .choice img").count() == 0
    assert seen.page.locator(".matrix th[scope=row]").first.bounding_box()["width"] < 300


def test_link_opens_the_matrix_on_its_row(
    matrix: Open, look_at: Callable[..., Any], bloc_facts: list[Fact]
) -> None:
    """An address that names the view, a focus and a day shows just that."""
    first = matrix(bloc_facts)
    hash = "#view=matrix&focus=country/russia&asof=2022-01-01"
    seen = look_at(first.address + hash, height=500)
    seen.requests = [url for url in seen.requests if url != first.address]
    assert seen.page.locator("#panel-title").inner_text() == "Russia"
    assert "Thailand" not in names(seen)
    row = seen.page.locator("tr[data-node] th[aria-selected=true]").bounding_box()
    assert row["y"] + row["height"] <= seen.page.locator("#timebar").bounding_box()["y"]


def test_more_rows_than_one_reads_wait_to_be_asked_for(
    matrix: Open, make_fact: Callable[..., Fact], make_entity: Make
) -> None:
    """Counts are of all, and a button brings the rest."""
    pact = make_entity("Great Pact", "Accord")
    seen = matrix([make_fact(make_entity(f"Land {n}"), "signatoryOf", pact) for n in range(160)])
    assert seen.page.locator(".bloc .count").inner_text() == "160"
    assert len(names(seen)) == 150
    seen.page.get_by_role("button", name="Show all 160 rows").click()
    assert len(names(seen)) == 160
