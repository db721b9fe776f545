"""The legend is the filter: type, status, tier, bloc and relation, in every view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.graph.dated.span import Span
from kg.graph.facts import EntityInfo, Fact
from kg.model import EntityRef
from kg.out.views import write_view

pytestmark = pytest.mark.browser

View = Callable[..., Any]


@pytest.fixture
def facts(make_fact: Callable[..., Fact], make_entity: Callable[..., EntityRef]) -> list[Fact]:
    """Two blocs of three countries each, one of them in both, and one in neither."""
    east, west = make_entity("East Station", "Programme"), make_entity("West Accord", "Accord")
    china, peru, spain, chad, fiji = map(make_entity, ("China", "Peru", "Spain", "Chad", "Fiji"))
    belarus = make_entity("Belarus")
    return [
        *(
            make_fact(each, "participatesIn", east, f"{each.label} is in.")
            for each in (china, peru)
        ),
        make_fact(chad, "participatesIn", east, "Perhaps Chad is in.", tier="candidate"),
        *(make_fact(each, "signatoryOf", west, f"{each.label} signed.") for each in (peru, spain)),
        make_fact(belarus, "signatoryOf", west, "Belarus signed."),
        make_fact(fiji, "agreementWith", china, "Fiji and China agreed."),
    ]


def box(seen: Any, key: str) -> Any:
    """Return a checkbox of the legend."""
    return seen.page.locator(f'#legend input[data-key="{key}"]')


def unfold(seen: Any) -> None:
    """Open the legend and all its parts."""
    seen.page.evaluate(
        "for (const each of document.querySelectorAll('#legend, #legend details')) each.open = true"
    )


def drawn(seen: Any) -> set[str]:
    """Return the labels of the entities that the network shows."""
    script = (
        "KG.data.entities.filter((_, id) => !KG.page.drawing.hidden[id]).map((each) => each.label)"
    )
    return set(seen.page.evaluate(script))


def hide(seen: Any, bloc: str) -> None:
    """Hide a bloc."""
    seen.page.evaluate("(id) => KG.page.state.hiddenBlocs.add(id)", bloc)
    seen.page.evaluate("KG.page.state.touch('hiddenBlocs')")


def go(seen: Any, view: str) -> None:
    """Turn to another view."""
    seen.page.evaluate("(view) => KG.page.state.set({ view })", view)


def test_bloc_goes_with_those_who_are_in_no_other(view: View, facts: list[Fact]) -> None:
    """Hidden are the bloc and its own members; who is in both, or in none, stays."""
    seen = view(facts)
    unfold(seen)
    box(seen, "programme/east-station").focus()
    seen.page.keyboard.press("Space")
    assert drawn(seen) == {"West Accord", "Peru", "Spain", "Belarus"}
    assert seen.page.locator("#live").inner_text() == "East Station hidden; 3 of 7 facts"
    assert "hide=programme/east-station" in seen.page.url
    seen.page.keyboard.press("Space")
    assert len(drawn(seen)) == 8
    assert "hide=" not in seen.page.url


def test_hidden_bloc_is_in_no_view(view: View, facts: list[Fact]) -> None:
    """Matrix, partners and table follow, as does a link."""
    seen = view(facts)
    seen.page.goto(f"{seen.address}#view=matrix&hide=programme/east-station")
    seen.until("KG.page?.state.view === 'matrix'")
    heads = seen.page.locator("#view-matrix thead th").all_inner_texts()
    assert not any("East" in head for head in heads)
    assert any("West" in head for head in heads)
    rows = seen.page.locator("#view-matrix tbody th[scope=row]").all_inner_texts()
    assert not any("China" in row or "Chad" in row for row in rows)
    go(seen, "partners")
    assert seen.page.locator("#view-partners .hub").count() == 1
    assert "East" not in seen.page.locator("svg.partners").text_content()
    go(seen, "table")
    objects = seen.page.locator("#view-table tbody td.object").all_inner_texts()
    assert objects == ["West Accord"] * 3


def test_hidden_bloc_is_in_neither_map_nor_timeline(
    look_at: View, tmp_path: Path, facts: list[Fact]
) -> None:
    """Tiles lose its colour, and its line of members is gone."""
    day = date(2023, 10, 27)
    refs = sorted({ref for each in facts for ref in each.to_claim().entities()})
    known = [EntityInfo(ref, iso3={"China": "CHN", "Peru": "PER"}.get(ref.label)) for ref in refs]
    spans = {each.claim: Span(begins=(day, day)) for each in facts}
    path = tmp_path / "view.html"
    write_view(facts, known, path, title="Partners", spans=spans)
    seen = look_at(path.as_uri())
    go(seen, "map")
    told = "document.querySelector('#view-map [data-code={}]').getAttribute('aria-label')"
    assert "East Station" in seen.page.evaluate(told.format("CHN"))
    hide(seen, "programme/east-station")
    assert seen.page.evaluate(told.format("CHN")) == "China, CHN: nothing that is seen now"
    assert "West Accord" in seen.page.evaluate(told.format("PER"))
    assert "East" not in seen.page.evaluate(told.format("PER"))
    go(seen, "timeline")
    lines = seen.page.locator("svg.timeline").text_content()
    assert "West Accord" in lines
    assert "East" not in lines


def test_hiding_all_blocs_is_said_and_taken_back(view: View, facts: list[Fact]) -> None:
    """No view breaks without a bloc; one button hides and shows all of a part."""
    seen = view(facts)
    unfold(seen)
    button = seen.page.get_by_role("button", name="Blocs: hide all")
    button.click()
    assert drawn(seen) == set()
    for name in ("partners", "map", "matrix", "timeline", "table"):
        go(seen, name)
    go(seen, "partners")
    assert "hides all of these blocs" in seen.page.locator("#view-partners").inner_text()
    unfold(seen)
    assert "2 hidden" in seen.page.locator("#legend").inner_text()
    seen.page.get_by_role("button", name="Blocs: show all").click()
    assert seen.page.locator("#view-partners .hub").count() == 2


def test_bloc_chosen_in_partners_is_shown_again(view: View, facts: list[Fact]) -> None:
    """The choice over the picture and the legend do not work against each other."""
    seen = view(facts)
    hide(seen, "accord/west-accord")
    go(seen, "partners")
    seen.page.locator("#view-partners .choice summary").click()
    seen.page.locator('#view-partners input[value="accord/west-accord"]').check()
    assert seen.page.locator("#view-partners .hub").count() == 2
    assert seen.page.evaluate("KG.page.state.hiddenBlocs.size") == 0


def test_search_brings_back_whom_a_hidden_bloc_took_along(view: View, facts: list[Fact]) -> None:
    """Who looks for an entity sees it, and the legend says why."""
    seen = view(facts)
    hide(seen, "programme/east-station")
    seen.page.locator("#search").fill("china")
    seen.page.locator("#search").press("Enter")
    assert "China" in drawn(seen)
    assert box(seen, "programme/east-station").is_checked()


@pytest.mark.parametrize(("tier", "left"), [("candidate", 6), ("accepted", 1)])
def test_tiers_are_filtered_each(view: View, facts: list[Fact], tier: str, left: int) -> None:
    """Only what is sure, or only what is still to be reviewed; a link brings it back."""
    seen = view(facts)
    box(seen, tier).focus()
    seen.page.keyboard.press("Space")
    assert seen.page.evaluate("KG.page.app.facts.seen.filter((each) => each).length") == left
    assert f"hide={tier}" in seen.page.url
    go(seen, "table")
    assert seen.page.locator("#view-table tbody tr").count() == left
    seen.page.reload()
    seen.until("KG.page?.ready === true")
    assert seen.page.locator("#view-table tbody tr").count() == left
    assert box(seen, tier).is_checked() is False


def test_status_that_no_line_has_can_be_hidden(view: View, sample: list[Fact]) -> None:
    """Counts are of facts: what is only planned for a year is planned, too."""
    seen = view(sample)
    row = seen.page.locator('#legend label:has([data-key="planned"])')
    assert row.inner_text().split() == ["Planned", "2"]


@pytest.mark.parametrize(("width", "view_id", "is_open"), [
    (1280, "network", True), (1400, "partners", False), (1400, "map", False),
    (1700, "partners", True), (1024, "network", True), (380, "network", False),
])  # fmt: skip
def test_legend_stands_open_where_there_is_room(
    view: View, facts: list[Fact], width: int, view_id: str, is_open: bool
) -> None:
    """It covers no drawing of itself; the reader's own choice holds in all views."""
    seen = view(facts, width=width, height=800)
    go(seen, view_id)
    assert seen.page.evaluate("KG.byId('legend').open") is is_open
    seen.page.locator("#legend > summary").click()
    go(seen, "table")
    assert seen.page.evaluate("KG.byId('legend').open") is not is_open


def test_legend_stays_on_paper(view: View, facts: list[Fact]) -> None:
    """A change of size while printing does not fold it."""
    seen = view(facts, width=900, height=700)
    seen.click_node("Peru")
    assert seen.page.evaluate("KG.byId('legend').open") is False
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    seen.page.emulate_media(media="print")
    seen.page.evaluate("dispatchEvent(new Event('resize'))")
    assert seen.page.locator("#legend label").first.is_visible()
    assert seen.page.locator("#legend .folded:visible").count() == 0


def test_panel_leaves_note_and_zoom_in_sight(view: View, facts: list[Fact]) -> None:
    """What floats over a drawing moves aside for the panel."""
    seen = view(facts, height=720)
    seen.click_node("Peru")
    panel = seen.page.locator("#panel").bounding_box()
    zoom = seen.page.locator("#zoom").bounding_box()
    assert zoom["x"] + zoom["width"] <= panel["x"]
