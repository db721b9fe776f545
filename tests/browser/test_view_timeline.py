"""The timeline: who was in when, what happened on which day, and what is only planned."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.graph.dated.spans import spans
from kg.graph.facts import Fact
from kg.graph.ontology import Ontology
from kg.model import EntityRef, Literal
from kg.out.views.times import due_days

pytestmark = pytest.mark.browser

View = Callable[..., Any]

ONTOLOGY = Path(__file__).parents[2] / "ontology"
COUNTRIES = ("Aland", "Beland", "Celand", "Deland", "Eland", "Feland", "Geland", "Heland")


@pytest.fixture
def history(make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]) -> list[Fact]:
    """Return an accord of five, an old one, three launches of one month, plans and a denial."""
    a, b, c, d, e, f, g, h = (make_entity(name) for name in COUNTRIES)
    pact, old = make_entity("Moon Pact", "Accord"), make_entity("Old Pact", "Accord")
    station = make_entity("Far Station", "Programme")
    deal = make_entity("Deal of May", "Agreement")
    probes = [make_entity(f"Probe {n}", "Spacecraft") for n in (1, 2, 3, 4)]

    def signed(who: EntityRef, what: EntityRef, date: str, **more: Any) -> Fact:
        return make_fact(who, "signatoryOf", what, f"{who.label} signed.", date=date, **more)

    return [
        signed(a, pact, "2021-03-05"),
        signed(b, pact, "2022-06-01"),
        signed(c, pact, "2023"),
        signed(d, pact, "2024-02-20", tier="candidate"),
        make_fact(e, "signatoryOf", pact, "Eland is in."),
        make_fact(f, "signatoryOf", pact, "Feland stays out.", status="negated"),
        make_fact(
            b, "signatoryOf", pact, "B left.", status="negated", date="2024-05-01",
            commitment="withdrawn",
        ),
        *(signed(each, old, f"19{year}-01-01") for each, year in ((a, 70), (g, 71))),
        make_fact(a, "agreementWith", h, "a deal of two", date="2023-05-10", kind="accord"),
        make_fact(
            h, "agreementWith", a, "the two agreed", date="2023-05", agreement=deal, kind="pact"
        ),
        make_fact(deal, "signedBy", make_entity("Ida", "Person"), "Ida put her name to it"),
        make_fact(
            g, "participatesIn", station, "it paused", date="2024-02-01", commitment="suspended"
        ),
        *(
            make_fact(probe, "launchDate", Literal(f"2024-01-0{n}", "date"), f"up went {n}")
            for n, probe in enumerate(probes[:3], 1)
        ),
        make_fact(
            probes[3], "launchDate", Literal("2022-09-09", "date"), "the fourth is up"
        ),
        make_fact(
            station, "plannedFor", Literal("2027", "edtf"), "in 2027", status="planned",
        ),
    ]  # fmt: skip


@pytest.fixture
def timeline(view: View, history: list[Fact]) -> Callable[..., Any]:
    """Open the timeline of that history."""

    def open_timeline(**options: Any) -> Any:
        ontology = Ontology.load(ONTOLOGY)
        held = spans(history, ontology.predicates)
        seen = view(history, spans=held, labels=ontology.labels, **options)
        seen.page.set_default_timeout(4000)
        seen.page.get_by_role("tab", name="Timeline").click()
        return seen

    return open_timeline


def mark(seen: Any, words: str) -> Any:
    """Return the mark that says these words."""
    return seen.page.locator(f'#view-timeline [role=button][aria-label*="{words}"]')


def labels(seen: Any, row: str = "") -> list[str]:
    """Return what the marks of a row say, in their order."""
    said = "KG.page.timeline.drawing.marks.filter((x) => !row || x.row === row).map((x) => x.words)"
    return list(seen.page.evaluate(f"(row) => {said}", row))


def names(seen: Any) -> str:
    """Return what stands where the lines end."""
    return " ".join(seen.page.locator(".timeline .count, .timeline .name").all_text_contents())


def asof(seen: Any) -> str | None:
    """Return the day as of which the page looks."""
    day = seen.page.evaluate(
        "KG.page.state.asOf === null ? null : KG.dayText(KG.page.state.asOf)"
    )  # fmt: skip
    return None if day is None else str(day)


def plain(text: str) -> str:
    """Return text without the marks that isolate names."""
    return text.replace("\u2068", "").replace("\u2069", "")


def test_lines_say_how_many_are_in_and_what_is_not_sure(timeline: Callable[..., Any]) -> None:
    """Two stayed of three that surely signed, a candidate may be in, one has no date."""
    seen = timeline()
    assert "2–3 Moon Pact (+1 undated)" in plain(names(seen))
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2023-06-30') })")
    assert "2–3 Moon Pact" in plain(names(seen))
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2022-06-30') })")
    assert "2 Moon Pact" in plain(names(seen))


def test_event_opens_to_its_facts(timeline: Callable[..., Any]) -> None:
    """A mark says in words what happened when, and a click shows the quote."""
    seen = timeline()
    deal = mark(seen, "10 May 2023")
    assert deal.get_attribute("aria-label") == "10 May 2023: Deal of May"
    deal.hover()
    assert seen.page.locator(".tip").inner_text() == "10 May 2023: Deal of May"
    deal.click()
    assert "a deal of two" in seen.panel()
    seen.page.keyboard.press("Escape")
    assert seen.panel() == ""


def test_what_several_tell_is_one_event(timeline: Callable[..., Any]) -> None:
    """A day, its month, who signed: the same two agreed once, and all quotes say so."""
    seen = timeline()
    assert labels(seen, "agreement") == ["10 May 2023: Deal of May"]
    mark(seen, "Deal of May").click()
    assert "a deal of two" in seen.panel()
    assert "the two agreed" in seen.panel()
    assert "Ida put her name to it" in seen.panel()


def test_suspension_is_an_end(timeline: Callable[..., Any]) -> None:
    """Who pauses does not join on that day."""
    seen = timeline()
    said = "1 Feb 2024: Geland participates in Far Station (suspended)"
    assert said in labels(seen, "end")
    assert said not in labels(seen, "joining")


def test_dense_days_are_a_count_that_opens_to_all(timeline: Callable[..., Any]) -> None:
    """Three launches of one month stand as one mark, and none of them is lost."""
    seen = timeline()
    many = mark(seen, "3 launches")
    assert many.locator("text").text_content() == "3"
    many.click()
    assert [f"up went {n}" in seen.panel() for n in (1, 2, 3)] == [True] * 3
    assert "3 launches" in seen.page.locator("#panel-title").inner_text()


def test_part_of_a_date_is_a_bar_over_its_days(timeline: Callable[..., Any]) -> None:
    """Who signed in 2023, as said in October, did so on no day that a mark could stand at."""
    seen = timeline()
    bar = mark(seen, "1 Jan 2023 to 27 Oct 2023: Celand signatory of Moon Pact")
    days = seen.page.evaluate(
        "(({ x }) => x(KG.dayOf('2023-10-28')) - x(KG.newYear(2023)))(KG.page.timeline.drawing)"
    )
    assert abs(bar.locator(".body").bounding_box()["width"] - days) < 6


def test_kinds_of_doubt_differ_by_form(timeline: Callable[..., Any]) -> None:
    """Planned is dashed, a candidate hollow, a withdrawal a cross: more than a colour."""
    seen = timeline()
    style = "(element) => getComputedStyle(element)[{}]"
    plan = mark(seen, "Far Station planned for 2027").locator(".body")
    assert plan.evaluate(style.format("'strokeDasharray'")) != "none"
    firm, candidate = (mark(seen, f"{who} signatory of").first for who in ("Aland", "Deland"))
    assert "(candidate)" in candidate.get_attribute("aria-label")
    fills = [one.locator(".body").evaluate(style.format("'fill'")) for one in (firm, candidate)]
    assert fills[0] != fills[1]
    assert mark(seen, "Beland signatory of Moon Pact (withdrawn)").locator(".cross").count() == 1


def test_undated_facts_are_told_and_listed(timeline: Callable[..., Any]) -> None:
    """What has no day is not silently missing."""
    seen = timeline()
    seen.page.get_by_role("button", name="2 facts have no day").click()
    assert "Facts without a day" in seen.panel()
    assert "Eland is in." in seen.panel()
    assert "Feland stays out." in seen.panel()


def test_day_is_set_on_the_axis_and_nothing_moves(timeline: Callable[..., Any]) -> None:
    """Click and drag look as of a day; what comes later fades in its place."""
    seen = timeline()
    where = mark(seen, "Aland signatory of Moon Pact").bounding_box()
    svg = seen.page.locator("svg.timeline").bounding_box()
    at = "(text) => KG.page.timeline.drawing.x(KG.dayOf(text))"
    x, later = (svg["x"] + seen.page.evaluate(at, day) for day in ("2022-01-01", "2022-12-31"))
    seen.page.mouse.click(x, svg["y"] + 24)
    seen.until("KG.page.state.asOf !== null")
    assert str(asof(seen))[:7] in ("2021-12", "2022-01")
    assert labels(seen, "launch") == []
    assert mark(seen, "Aland signatory of Moon Pact").bounding_box() == where
    seen.page.mouse.move(x, svg["y"] + 24)
    seen.page.mouse.down()
    seen.page.mouse.move(later, svg["y"] + 24, steps=4)
    seen.page.mouse.up()
    seen.until("KG.page.state.asOf > KG.dayOf('2022-12-01')")
    assert labels(seen, "launch") == ["9 Sept 2022: launch of Probe 4"]


def test_day_is_set_by_keys(timeline: Callable[..., Any]) -> None:
    """The handle is a slider: a month by an arrow, a year by a page, End for all times."""
    seen = timeline()
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2023-03-05') })")
    slider = seen.page.get_by_role("slider", name="As of", exact=True).and_(
        seen.page.locator("#view-timeline *")
    )
    slider.press("ArrowLeft")
    assert asof(seen) == "2023-02-05"
    slider.press("PageDown")
    assert asof(seen) == "2022-02-05"
    assert slider.get_attribute("aria-valuetext") == "5 Feb 2022"
    slider.press("End")
    assert asof(seen) is None


def test_keys_walk_along_and_between_rows(timeline: Callable[..., Any]) -> None:
    """Tab stops once; arrows go by time and from row to row; Enter reads; Esc comes back."""
    seen = timeline()
    assert seen.page.locator("#view-timeline [role=button][tabindex='0']").count() == 1
    here = "document.activeElement.getAttribute('aria-label')"
    mark(seen, "Aland signatory of Moon Pact").focus()
    seen.page.keyboard.press("ArrowRight")
    assert "Beland signatory of Moon Pact" in seen.page.evaluate(here)
    seen.page.keyboard.press("ArrowDown")
    assert "Deal of May" in seen.page.evaluate(here)
    seen.page.keyboard.press("ArrowDown")
    assert "launch" in seen.page.evaluate(here)
    seen.page.keyboard.press("End")
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "panel-title"
    assert "up went 3" in seen.panel()
    seen.page.keyboard.press("Escape")
    assert "3 launches" in seen.page.evaluate(here)


def test_range_of_years(timeline: Callable[..., Any]) -> None:
    """It opens where most happened; all years are one press away, any other by numbers."""
    seen = timeline()
    first, last = (seen.page.get_by_label(name) for name in ("First year", "Last year"))
    assert (first.input_value(), last.input_value()) == ("2020", "2027")
    assert not any("Old Pact" in label for label in labels(seen, "joining"))
    seen.page.get_by_role("button", name="All", exact=True).click()
    assert (first.input_value(), last.input_value()) == ("1970", "2027")
    assert any("Old Pact" in label for label in labels(seen, "joining"))
    first.fill("2024")
    first.press("Tab")
    assert labels(seen, "agreement") == []
    assert any("launches" in label for label in labels(seen, "launch"))


def test_link_restores_years_and_whose_events_are_shown(timeline: Callable[..., Any]) -> None:
    """Who opens it sees the same years of the same entity; what is usual is not in it."""
    seen = timeline()
    first, last = (seen.page.get_by_label(name) for name in ("First year", "Last year"))
    seen.page.evaluate("(id) => KG.page.app.goTo(id)", seen.node("Aland"))
    seen.page.get_by_label("Only events of Aland").check()
    first.fill("1960")
    first.press("Tab")
    last.fill("2023")
    last.press("Tab")
    link = seen.page.evaluate("location.hash")
    assert link == "#view=timeline&focus=country/aland&only=country/aland&years=1970-2023"
    alone = labels(seen)
    seen.page.get_by_role("button", name="Since 2020").click()
    seen.page.get_by_label("Only events of Aland").uncheck()
    seen.page.keyboard.press("Escape")
    assert seen.page.evaluate("location.hash") == "#view=timeline"
    seen.page.evaluate("(link) => { location.hash = link; }", link)
    seen.until("KG.page.state.years === '1970-2023'")
    assert (first.input_value(), last.input_value()) == ("1970", "2023")
    assert labels(seen) == alone
    assert seen.page.get_by_label("Only events of Aland").is_checked()


def test_years_count_joinings_per_bloc(timeline: Callable[..., Any]) -> None:
    """A bar of a year says who joined and opens to how one knows."""
    seen = timeline()
    bar = mark(seen, "2022: 1 country joined Moon Pact: Beland")
    bar.click()
    assert "Beland signed." in seen.panel()
    assert seen.page.locator("#panel-title").inner_text() == "Moon Pact: joined in 2022"


def test_what_no_longer_holds_still_happened(timeline: Callable[..., Any]) -> None:
    """As of a day after a withdrawal, the signing opens to its fact all the same."""
    seen = timeline()
    seen.page.evaluate("KG.page.state.set({ asOf: KG.dayOf('2024-06-01') })")
    mark(seen, "Beland signatory of Moon Pact").first.click()
    assert "Beland signed." in seen.panel()


def test_events_of_an_entity_stand_out_or_alone(timeline: Callable[..., Any]) -> None:
    """A selected entity marks its events, and a switch leaves only those."""
    seen = timeline()
    seen.page.locator("#search").fill("aland")
    seen.page.locator("#search").press("Enter")
    own = mark(seen, "Deal of May")
    other = mark(seen, "launch of Probe 4")
    assert "chosen" in own.get_attribute("class")
    assert "aside" in other.get_attribute("class")
    assert seen.page.locator(".timeline .joined").count() == 1
    seen.page.get_by_label("Only events of Aland").check()
    assert labels(seen, "launch") == []
    own.click()
    assert labels(seen, "launch") == []
    seen.page.keyboard.press("Escape")
    assert labels(seen, "launch") == []
    seen.page.get_by_label("Only events of Aland").uncheck()
    assert len(labels(seen, "launch")) == 2


def test_blocs_are_chosen_and_keep_their_colour(timeline: Callable[..., Any]) -> None:
    """A line taken out leaves the others as they are."""
    seen = timeline()
    assert "Old Pact" in plain(names(seen))
    colour = "document.querySelector('.timeline .members.dash1').getAttribute('class')"
    before = seen.page.evaluate(colour)
    seen.page.locator(".chooser summary").click()
    seen.page.get_by_role("checkbox", name="Moon Pact").uncheck()
    assert "Moon Pact" not in plain(names(seen))
    assert seen.page.evaluate(colour) == before


def test_filters_of_the_page_hold_here(timeline: Callable[..., Any]) -> None:
    """A relation that the legend hides is on no lane and in no line."""
    seen = timeline()
    seen.page.evaluate(
        "KG.page.state.hiddenPredicates.add('launchDate'); KG.page.state.touch('hiddenPredicates')"
    )
    assert labels(seen, "launch") == []
    seen.page.evaluate("KG.page.state.set({ sure: 100 })")
    assert labels(seen) == []


def test_drawing_stands_alone_as_a_file(timeline: Callable[..., Any]) -> None:
    """What is exported carries its colours and no class."""
    seen = timeline()
    text = seen.page.evaluate(
        "new XMLSerializer().serializeToString("
        "KG.complete(KG.page.timeline.svg, 'Timeline', 'white'))"
    )
    assert "class=" not in text
    assert "var(" not in text
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert any("Moon Pact" in words for words in root.itertext())
    assert {line.get("stroke") for line in root.iter()} > {"rgb(0, 82, 127)"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_scrolls_down_only_and_keeps_marks_apart(
    timeline: Callable[..., Any], scheme: str
) -> None:
    """At 380 pixels nothing runs out at the side and no mark covers another of its row."""
    seen = timeline(width=380, height=760, scheme=scheme)
    assert seen.page.evaluate(
        "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)"
        "(document.getElementById('view-timeline'))"
    )
    seen.page.get_by_role("button", name="All", exact=True).click()
    rows: dict[tuple[str, float], list[float]] = {}
    for each in seen.page.evaluate(
        "KG.page.timeline.drawing.marks.map(({ row, x, y }) => ({ row, x, y }))"
        ".filter(({ row }) => !row.startsWith('year'))"
    ):
        rows.setdefault((each["row"], each["y"]), []).append(each["x"])
    gaps = [b - a for xs in map(sorted, rows.values()) for a, b in pairwise(xs)]
    assert gaps
    assert min(gaps) >= 13


@pytest.mark.parametrize(
    ("plan", "due"),
    [
        (Literal("2027", "edtf"), (20819, 21183)),
        (Literal("../2030", "edtf"), (None, 22279)),
        (Literal("some day"), None),
    ],
)
def test_days_of_a_plan(make_fact: Callable[..., Fact], plan: Literal, due: Any) -> None:
    """A plan names the days between which it is to come true, open where it leaves them open."""
    station = EntityRef("programme/far", "Far Station", "Programme")
    planned = make_fact(station, "plannedFor", plan, status="planned")
    told = due_days(planned)
    assert (told and tuple(told)) == due
    assert due_days(make_fact(station, "plannedFor", plan)) is None


def test_graph_without_dates_has_no_timeline(
    view: View, make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]
) -> None:
    """A tab that would open on nothing is not there."""
    seen = view([make_fact(make_entity("A"), "ledBy", make_entity("B"))])
    assert seen.page.get_by_role("tab", name="Timeline").count() == 0
