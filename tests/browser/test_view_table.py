"""The table of facts: every fact in words, in any order, by any filter, by any device."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.graph.dated.span import Span
from kg.graph.facts import ArticleInfo, Fact
from kg.model import EntityRef, Literal, Source

pytestmark = pytest.mark.browser

View = Callable[..., Any]
ROWS = "#view-table tbody tr"


def opened(view: View, facts: list[Fact], hash: str = "view=table", **options: Any) -> Any:
    """Open a page at its table, as a link does."""
    seen = view(facts, **options)
    seen.page.evaluate("(hash) => { location.hash = hash; }", hash)
    seen.until("KG.page.state.view === 'table' && document.querySelector('#view-table table')")
    return seen


def column(seen: Any, name: str) -> list[str]:
    """Return the cells of a column, from top to bottom."""
    return [text.strip() for text in seen.page.locator(f"{ROWS} .{name}").all_inner_texts()]


def spans_of(facts: list[Fact]) -> dict[str, Span]:
    """Return dates for four facts: a day, a month, a year and what was so by a day."""
    days = [
        (date(2023, 10, 27), date(2023, 10, 27)),
        (date(2024, 5, 1), date(2024, 5, 31)),
        (date(2021, 1, 1), date(2021, 12, 31)),
        (None, date(2022, 2, 3)),
    ]
    return {fact.claim: Span(begins=span) for fact, span in zip(facts, days, strict=False)}


def focused(seen: Any) -> str:
    """Return what a screen reader calls the element that has the focus."""
    return str(
        seen.page.evaluate(
            """() => { const here = document.activeElement;
                return here.ariaLabel ?? here.id ?? here.textContent; }"""
        )
    )


def test_every_fact_is_a_row_in_words(view: View, sample: list[Fact]) -> None:
    """Who, what, whom, how sure, in which words and where they stand: in one line each."""
    seen = opened(view, sample)
    assert seen.page.locator(ROWS).count() == len(sample)
    row = seen.page.locator(ROWS, has_text="will not join").inner_text().replace("\n", " ")
    for words in ("Peru", "participates in", "negated", "undated", "90 %", "SpaceNews"):
        assert words in row, words
    assert "27 Oct 2023" in row
    assert seen.page.locator("#tabs [role=tab]").last.inner_text() == "Table"
    assert "over 800" in column(seen, "object")
    struck = seen.page.locator("#view-table tr.negated .relation").evaluate(
        "(element) => getComputedStyle(element).textDecorationLine"
    )
    assert struck == "line-through"
    assert "candidate" in seen.page.locator(ROWS, has_text="China’s space").inner_text()


def test_source_is_whom_the_quote_rests_on(view: View, make_fact: Callable[..., Fact]) -> None:
    """The first by name, others by count; dated as the brief is, or as what a row cites."""
    sources = tuple(
        Source(name, "Title", f"https://example.org/{name}", day)
        for name, day in (("A", "2024-05"), ("B", "2023-01-02"), ("C", None), ("A", "2025"))
    )
    ends = (EntityRef("country/x", "X", "Country"), EntityRef("country/y", "Y", "Country"))
    brief = make_fact(
        ends[0], "knows", ends[1], article=ArticleInfo("b", "B", "2025-03-04", "We", None, sources)
    )
    row = make_fact(
        ends[1],
        "knows",
        ends[0],
        article=ArticleInfo("data/x", "X", "2026-01-01", None, None, kind="data"),
    )
    row = replace(row, evidence=(replace(row.evidence[0], sources=sources),))
    seen = opened(view, [brief, row], "view=table&sort=subject")
    assert column(seen, "publisher") == ["A and 2 more"] * 2
    assert column(seen, "published") == ["4 Mar 2025", "2 Jan 2023"]


def test_heads_sort_up_and_down(view: View, sample: list[Fact]) -> None:
    """A click sorts, another turns it round, and what has no date stays at the end."""
    seen = opened(view, sample, spans=spans_of(sample))
    head = seen.page.locator("#view-table thead th.date")
    dated = ["May 2024", "27 Oct 2023", "by 3 Feb 2022", "2021"]
    assert head.get_attribute("aria-sort") == "descending"
    assert [text for text in column(seen, "date") if text in dated] == dated
    assert column(seen, "date")[4:6] == ["23 Oct 2023", "undated"]
    head.get_by_role("button").focus()
    seen.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(seen, "date")[:4] == dated[::-1]
    assert seen.page.locator("#live").inner_text() == "Sorted by date, ascending"
    seen.page.locator("#view-table thead th.subject").get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "none"
    subjects = column(seen, "subject")
    assert subjects == sorted(subjects, key=str.lower)
    assert subjects[0] == "Belarus"


def test_filter_takes_any_words_of_any_column(view: View, sample: list[Fact]) -> None:
    """All words must occur, wherever; accents, case and kinds of apostrophes do not matter."""
    seen = opened(view, sample)
    box = seen.page.locator("#table-filter")
    box.fill("CHÀNG'E icube")
    seen.until(f"document.querySelectorAll('{ROWS}').length === 1")
    assert column(seen, "object") == ["Chang’e-6"]
    assert seen.page.locator("#view-table .count").inner_text() == "1 of 15 facts"
    seen.until("document.getElementById('live').textContent === '1 of 15 facts'")
    box.fill("no such thing")
    seen.until(f"!document.querySelectorAll('{ROWS}').length")
    assert "No fact passes these filters." in seen.page.locator("#view-table").inner_text()
    box.press("Escape")
    seen.until(f"document.querySelectorAll('{ROWS}').length === 15")


def test_switch_keeps_to_the_entity_that_is_selected(view: View, sample: list[Fact]) -> None:
    """Only about Peru, then only about Belarus, and all again."""
    seen = opened(view, sample)
    switch = seen.page.get_by_role("switch")
    assert switch.is_visible() is False
    seen.page.evaluate("(id) => KG.page.app.goTo(id)", seen.node("Peru"))
    assert seen.page.locator("#view-table .only").inner_text().split() == ["only", "about", "Peru"]
    assert seen.page.locator(f"{ROWS}.chosen").count() == 2
    assert seen.page.locator(ROWS).count() == 15
    switch.check()
    assert column(seen, "subject") == ["Peru", "Peru"]
    seen.page.locator(ROWS).first.locator(".quote").click()
    assert seen.page.locator(ROWS).count() == 2
    seen.page.evaluate("(id) => KG.page.app.goTo(id)", seen.node("Belarus"))
    assert column(seen, "subject") == ["Belarus"]
    assert "only=country/belarus" in seen.page.url
    switch.uncheck()
    assert seen.page.locator(ROWS).count() == 15


def test_click_opens_the_evidence_of_the_row(view: View, sample: list[Fact]) -> None:
    """The panel shows that one fact, and the row says that it is the one."""
    seen = opened(view, sample)
    row = seen.page.locator(ROWS, has_text="Belarus is in")
    row.locator(".quote").click()
    assert "Belarus is in, too." in seen.panel()
    assert "1 fact" in seen.panel()
    assert row.get_attribute("aria-current") == "true"
    assert seen.page.locator("#view-table [aria-current]").count() == 1


def test_rows_are_walked_by_keys(view: View, sample: list[Fact]) -> None:
    """Tab enters the rows once, arrows walk, Enter reads the fact, Esc comes back to it."""
    seen = opened(view, sample, "view=table&sort=subject")
    assert seen.page.locator(f"{ROWS} [tabindex='0']").count() == 1
    seen.page.locator(f"{ROWS} [tabindex='0']").focus()
    belarus = "Belarus participates in International Lunar Research Station (ILRS)"
    assert focused(seen) == belarus
    seen.page.keyboard.press("ArrowDown")
    assert focused(seen).startswith("China ")
    seen.page.keyboard.press("End")
    assert focused(seen).startswith("Zhang Kejian")
    seen.page.keyboard.press("Home")
    seen.page.keyboard.press("Enter")
    assert focused(seen) == "panel-title"
    assert "Belarus is in, too." in seen.panel()
    seen.page.keyboard.press("Escape")
    assert seen.panel() == ""
    assert focused(seen) == belarus


def test_filters_of_the_page_hold_for_the_table(view: View, sample: list[Fact]) -> None:
    """Day, confidence, types, kinds of lines: what they hide has no row."""
    seen = opened(view, sample, spans=spans_of(sample))
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2023-12-01') })")
    assert "May 2024" not in column(seen, "date")
    assert seen.page.locator(ROWS).count() == 14
    assert "undated" in seen.page.locator(ROWS).last.locator(".status").inner_text()
    seen.page.evaluate("KG.page.state.set({ asOf: null, sure: 95 })")
    assert seen.page.locator(ROWS).count() == 0
    seen.page.evaluate("KG.page.state.set({ sure: 0 })")
    legend = seen.page.locator("#legend")
    legend.locator("summary").first.click()
    legend.get_by_text("Person").click()
    assert not any("Zhang" in text for text in column(seen, "subject") + column(seen, "object"))
    legend.get_by_text("Planned", exact=True).click()
    assert seen.page.locator(f"{ROWS}.planned").count() == 0


def test_address_brings_filter_order_and_switch_back(view: View, sample: list[Fact]) -> None:
    """A link shows to others the rows that one looks at."""
    link = "view=table&focus=country/pakistan&rows=china&sort=-object&only=country/pakistan"
    seen = opened(view, sample, link)
    assert column(seen, "object") == ["China", "China"]
    assert seen.page.locator("#table-filter").input_value() == "china"
    assert seen.page.get_by_role("switch").is_checked()
    assert seen.page.url.split("#")[1] == link
    seen.page.evaluate("KG.page.state.set({ view: 'network' })")
    assert "rows=" not in seen.page.url


@pytest.fixture
def many(make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]) -> list[Fact]:
    """Facts about five hundred lands."""
    club = make_entity("The Club", "Programme")
    return [make_fact(make_entity(f"Land {at}"), "participatesIn", club) for at in range(500)]


def test_many_rows_come_in_parts(view: View, many: list[Fact]) -> None:
    """Two hundred rows at once; a button and the arrow keys bring the rest."""
    seen = opened(view, many, "view=table&sort=subject")
    table = seen.page.locator("#view-table table")
    assert seen.page.locator(ROWS).count() == 200
    assert table.get_attribute("aria-rowcount") == "501"
    assert "The first 200 of 500 facts are shown." in seen.page.locator("#view-table").inner_text()
    seen.page.locator(f"{ROWS} [tabindex='0']").focus()
    seen.page.keyboard.press("End")
    seen.page.keyboard.press("ArrowDown")
    assert focused(seen).startswith("Land 200 ")
    assert seen.page.locator(ROWS).count() == 400
    seen.page.get_by_role("button", name="Show 100 more").focus()
    seen.page.keyboard.press("Enter")
    assert focused(seen).startswith("Land 400 ")
    assert seen.page.locator("#view-table .foot").is_visible() is False
    assert seen.page.locator(ROWS).last.get_attribute("aria-rowindex") == "501"


@pytest.mark.parametrize(("limit", "printed"), [(5000, 500), (300, 300)])
def test_print_has_every_row_that_passes(
    view: View, many: list[Fact], limit: int, printed: int
) -> None:
    """Not only those shown so far; what no paper bears is counted. Afterwards all is as before."""
    seen = opened(view, many, "view=table&sort=subject")
    seen.page.evaluate("(limit) => { KG.PRINTED = limit; }", limit)
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.page.locator(ROWS).count() == printed
    left = "200 more are left out here; the CSV file has them."
    foot = seen.page.locator("#view-table .foot")
    assert (left in foot.inner_text()) if printed < 500 else foot.is_hidden()
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator(ROWS).count() == 200
    assert "The first 200 of 500 facts are shown." in foot.inner_text()
    assert left not in foot.inner_text()


def saved(seen: Any, name: str = "Download CSV") -> tuple[str, bytes]:
    """Return name and content of the file that a button of the table saves."""
    with seen.page.expect_download() as download:
        seen.page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_csv_holds_the_rows_that_are_shown_for_excel(
    view: View, sample: list[Fact], many: list[Fact]
) -> None:
    """All rows that pass, beyond those on the screen, in their order, readable by Excel."""
    facts = [*sample, *many]
    seen = opened(view, facts, "view=table&sort=subject", spans=spans_of(sample))
    seen.page.evaluate(
        "KG.page.state.set({ filter: 'participates', asOf: KG.dayOf('2023-12-01') })"
    )
    name, content = saved(seen)
    assert name == "partners-table-as-of-2023-12-01.csv"
    assert content.startswith(b"\xef\xbb\xbfsubject,relation,object,")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 504
    assert [row["subject"] for row in rows[:3]] == ["China", "Land 0", "Land 1"]
    assert rows[-1]["subject"] == "Peru"
    pakistan = next(row for row in rows if row["subject"] == "Pakistan")
    assert pakistan["begin"] == "2023-10-27"
    assert pakistan["confidence %"] == "90"
    assert pakistan["quote"] == "Pakistan has joined the station."
    assert pakistan["sources"] == "SpaceNews"
    assert pakistan["published"] == "2023-10-27"
    assert pakistan["article"] == "A station on the Moon finds partners"
    assert pakistan["urls"] == "https://example.org/ninth"
    assert pakistan["claim"].startswith("claim/")
    assert saved(seen) == (name, content)


def test_no_cell_of_the_csv_is_a_formula(
    view: View, make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]
) -> None:
    """What others wrote stays text in a spreadsheet, and quotes keep their line breaks."""
    texts = ["=1+1", "@SUM(A1)", "-2", "\t=1", "＝1", "'quoted", 'a "word", two\nlines']
    land = make_entity("=Land()")
    seen = opened(
        view,
        [make_fact(land, f"does{at}", Literal(text), text) for at, text in enumerate(texts)],
        "view=table&sort=relation",
    )
    name, content = saved(seen)
    assert name == "partners-table.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["quote"] for row in rows] == [f"'{text}" for text in texts[:-1]] + texts[-1:]
    assert {row["subject"] for row in rows} == {"'=Land()"}


def test_hostile_text_stays_text_in_rows(
    view: View, make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]
) -> None:
    """Markup in labels, quotes and publishers is shown, not run."""
    bad = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    article = ArticleInfo("a", bad, bad, bad, "javascript:alert(1)", ())
    seen = opened(view, [make_fact(make_entity(bad), bad, make_entity("X"), bad, article=article)])
    assert column(seen, "subject") == [bad]
    assert column(seen, "publisher") == [bad]
    assert seen.page.locator("#view-table :is(img, script)").count() == 0


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (("2024-02-01", "2024-02-29"), "Feb 2024"),
        (("2030-01-01", "2039-12-31"), "2030 to 2039"),
        (("2023-01-05", "2023-03-02"), "5 Jan 2023 to 2 Mar 2023"),
        (("2023-01-05", None), "from 5 Jan 2023"),
    ],
)
def test_dates_are_as_exact_as_they_are_known(
    view: View, sample: list[Fact], span: tuple[str, str | None], words: str
) -> None:
    """A month reads as a month, a decade as its years, an open end as open."""
    seen = view(sample[:1])
    ask = "(ends) => KG.spanWords(ends.map((end) => end && KG.dayOf(end)))"
    assert seen.page.evaluate(ask, list(span)) == words


@pytest.mark.parametrize(("width", "height"), [(380, 760), (1024, 700)])
def test_rows_fit_narrow_windows(view: View, sample: list[Fact], width: int, height: int) -> None:
    """On a phone rows are cards: all of a fact can be read, and it is still a table."""
    seen = opened(view, sample, width=width, height=height)
    row = seen.page.locator(ROWS, has_text="Belarus is in")
    box = row.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert "SpaceNews" in row.inner_text()
    assert seen.page.get_by_role("table").get_by_role("row").count() == 16
    assert seen.page.get_by_role("columnheader").count() == 9
    row.locator(".quote").click()
    frame = seen.page.locator("#view-table .frame").bounding_box()
    assert min(frame["width"], frame["height"]) > 80
