"""Partners and map: who is in which of the chosen blocs, as hubs and as tiles."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.graph.dated.span import Span
from kg.graph.facts import EntityInfo, Fact
from kg.model import EntityRef
from kg.model.dates import bounds
from kg.out.views import write_view

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
Make = Callable[..., Any]

CODES = {
    "Italy": "ITA",
    "Japan": "JPN",
    "Peru": "PER",
    "Thailand": "THA",
    "Senegal": "SEN",
    "Botswana": "BWA",
    "China": "CHN",
    "Russia": "RUS",
    "Saudi Arabia": "SAU",
    "Kenya": "KEN",
}
JOINED: dict[str, list[tuple[str, str, dict[str, str]]]] = {
    "Artemis Accords": [
        ("Italy", "2020-10-13", {}),
        ("Japan", "2020-10-13", {}),
        ("Peru", "2024-05-30", {}),
        ("Thailand", "2024-12-16", {}),
        ("Senegal", "2025-07-24", {"tier": "candidate"}),
        ("Botswana", "2026-01-01", {"status": "planned"}),
        ("Russia", "", {"status": "negated"}),
    ],
    "Lunar Station": [
        ("China", "2021-03-09", {}),
        ("Russia", "2021-03-09", {}),
        ("Thailand", "2024-04-05", {}),
        ("Senegal", "2024-09-05", {}),
        ("Kenya", "", {}),
    ],
    "Old Treaty": [
        ("Italy", "1981-05-26", {}),
        ("Peru", "2005-11-23", {}),
        ("Russia", "1998-01-29", {}),
        ("East Germany", "1975-01-01", {}),
        ("Saudi Arabia", "2012-07-18", {}),
        ("Saudi Arabia", "2024-01-05", {"status": "negated", "commitment": "withdrawn"}),
    ],
}
ALL_THREE = "blocs=accord/artemis-accords,programme/lunar-station,accord/old-treaty"


@pytest.fixture
def bloc_facts(make_fact: Make, make_entity: Make) -> list[Fact]:
    """Three blocs with members of every kind, two of them rivals, and an agency in one."""
    bloc = {name: make_entity(name, "Accord") for name in JOINED}
    bloc["Lunar Station"] = make_entity("Lunar Station", "Programme")
    agency = make_entity("Office of Lunar Affairs", "Agency")
    return [
        make_fact(bloc["Lunar Station"], "competesWith", make_entity("Artemis programme")),
        make_fact(agency, "participatesIn", bloc["Lunar Station"], "The office takes part."),
        *(
            make_fact(
                make_entity(country),
                "signatoryOf",
                bloc[name],
                f"{country} and the {name}",
                **({"date": day} if day else {}),
                **more,
            )
            for name, members in JOINED.items()
            for country, day, more in members
        ),
    ]


@pytest.fixture
def blocs(look_at: Open, tmp_path: Path) -> Open:
    """Open facts at an address of the page, each holding from its date on."""

    def open_blocs(facts: Iterable[Fact], address: str, **window: Any) -> Any:
        facts = list(facts)
        refs = sorted({ref for fact in facts for ref in fact.to_claim().entities()})
        known = [EntityInfo(ref, iso3=CODES.get(ref.label)) for ref in refs]
        path = tmp_path / "view.html"
        spans = {fact.claim: span(fact) for fact in facts}
        write_view(facts, known, path, title="Partners", spans=spans)
        seen = look_at(path.as_uri(), **window)
        seen.page.evaluate("(address) => { location.hash = address; }", address)
        name = address.removeprefix("view=").split("&")[0]
        seen.until(f"document.body.dataset.view === '{name}'")
        return seen

    return open_blocs


def span(fact: Fact) -> Span:
    """Return when a fact holds: from its date on."""
    began = str(fact.qualifiers.get("date", ""))
    return Span(begins=bounds(began) if began else None, told=bounds("2023-10-27"))


def as_of(seen: Any, text: str | None) -> None:
    """Look at the page as of a day, or at all times."""
    day = None if text is None else (date.fromisoformat(text) - date(1970, 1, 1)).days
    seen.page.evaluate("(day) => KG.page.state.set({ asOf: day })", day)


def mark(seen: Any, name: str) -> Any:
    """Return the mark of a hub or a member."""
    return seen.page.locator(f".partners [data-node='{seen.node(name)}']")


def where(seen: Any) -> dict[str, list[float]]:
    """Return the place of every member and hub of the drawing, ghosts too."""
    return dict(
        seen.page.evaluate(
            """() => [...document.querySelectorAll(".partners [data-node]")].map((group) => {
                const ring = group.querySelector(".ring");
                const names = ["x", "y", "width", "height"];
                const at = names.map((name) => Number(ring.getAttribute(name)));
                return [KG.data.entities[group.dataset.node].label, at]; })"""
        )
    )


def is_inside(seen: Any, bloc: str, name: str) -> bool:
    """Return whether the outline of a bloc goes around a member."""
    x, y, width, height = where(seen)[name]
    return bool(
        seen.page.evaluate(
            """([bloc, x, y]) => document.querySelector(`.hull[data-bloc="${bloc}"] .ground`)
                .isPointInFill(new DOMPoint(x, y))""",
            [bloc, x + width / 2, y + height / 2],
        )
    )


def tile(seen: Any, code: str) -> Any:
    """Return the tile of a country."""
    return seen.page.locator(f".map [data-code='{code}']")


def words(element: Any) -> str:
    """Return what an element says to those who hear it."""
    return str(element.get_attribute("aria-label"))


def test_members_of_both_stand_between_the_hubs(blocs: Open, bloc_facts: list[Fact]) -> None:
    """Who is in both camps lies between them, all others around their own."""
    seen = blocs(bloc_facts, "view=partners")
    at = {name: x + width / 2 for name, (x, _, width, _) in where(seen).items()}
    hubs = at["Artemis Accords"], at["Lunar Station"]
    for name in ("Thailand", "Senegal"):
        assert min(hubs) < at[name] < max(hubs)
    nearer = abs(at["Italy"] - hubs[0]) < abs(at["Italy"] - hubs[1])
    assert nearer
    assert "2 in both, 1 of them in doubt" in seen.page.locator(".said").inner_text()


def test_outlines_go_by_membership_only(blocs: Open, bloc_facts: list[Fact]) -> None:
    """An outline holds all members of its bloc and nobody else."""
    seen = blocs(bloc_facts, f"view=partners&{ALL_THREE}")
    real = {
        name: {who for who, _, more in members if more.get("status") != "negated"}
        for name, members in JOINED.items()
    }
    real["Old Treaty"].discard("Saudi Arabia")
    ids = {"Artemis Accords": "accord/artemis-accords", "Old Treaty": "accord/old-treaty"}
    ids["Lunar Station"] = "programme/lunar-station"
    everybody = set().union(*real.values())
    for bloc, members in real.items():
        found = {name for name in everybody if is_inside(seen, ids[bloc], name)}
        assert found == members


def test_nothing_covers_anything(blocs: Open, make_fact: Make, make_entity: Make) -> None:
    """Eighty names in two blocs are readable side by side on a laptop."""
    hub = [make_entity("Large Accord", "Accord"), make_entity("Small Accord", "Accord")]
    lands = [make_entity(f"Land of Number {at:02}") for at in range(80)]
    facts = [make_fact(land, "signatoryOf", hub[at > 60]) for at, land in enumerate(lands)]
    facts += [make_fact(land, "signatoryOf", hub[1]) for land in lands[:6]]
    seen = blocs(facts, "view=partners", width=1400, height=900)
    boxes = seen.page.evaluate(
        """() => [...document.querySelectorAll(".partners .name")].map((text) => {
            const { x, y, width, height } = text.getBoundingClientRect();
            return [x, y, x + width, y + height, parseFloat(getComputedStyle(text).fontSize)]; })"""
    )
    assert len(boxes) >= 82
    for (l1, t1, r1, b1, _), (l2, t2, r2, b2, _) in itertools.combinations(boxes, 2):
        # Lines of one name may touch by the height of their letters.
        assert r1 <= l2 + 1 or r2 <= l1 + 1 or b1 <= t2 + 4 or b2 <= t1 + 4
    room = seen.page.locator(".partnersframe").bounding_box()
    assert all(room["y"] <= top and right <= 1400 for _, top, right, _, _ in boxes)


def test_places_are_the_same_at_any_day(blocs: Open, bloc_facts: list[Fact]) -> None:
    """Who had not joined yet is a ghost where it will stand; nobody moves."""
    seen = blocs(bloc_facts, "view=partners")
    before = where(seen)
    as_of(seen, "2024-06-01")
    assert where(seen) == before
    assert "ghost" in mark(seen, "Senegal").get_attribute("class")
    assert mark(seen, "Senegal").get_attribute("aria-hidden") == "true"
    assert words(mark(seen, "Thailand")) == "Thailand: Lunar Station since 5 Apr 2024"
    assert is_inside(seen, "programme/lunar-station", "Thailand")
    assert not is_inside(seen, "accord/artemis-accords", "Thailand")
    as_of(seen, None)
    assert "Artemis Accords since 16 Dec 2024" in words(mark(seen, "Thailand"))


@pytest.mark.parametrize("bloc", ["Artemis Accords", "Lunar Station"])
def test_newcomer_leaves_the_others_where_they_are(
    blocs: Open, bloc_facts: list[Fact], make_fact: Make, make_entity: Make, bloc: str
) -> None:
    """The picture of tomorrow resembles that of today: all stand alike around their hub."""

    def around_hub(seen: Any) -> dict[str, tuple[float, float]]:
        at = {name: (x + width / 2, y) for name, (x, y, width, _) in where(seen).items()}
        hub = at[bloc]
        names = {who for who, _, _ in JOINED[bloc]} - {"Thailand", "Senegal", "Russia"}
        return {who: (at[who][0] - hub[0], at[who][1] - hub[1]) for who in names}

    before = around_hub(blocs(bloc_facts, "view=partners"))
    kind = "Accord" if bloc == "Artemis Accords" else "Programme"
    newcomer = make_fact(
        make_entity("Norway"), "signatoryOf", make_entity(bloc, kind), date="2026-02-01"
    )
    seen = blocs([newcomer, *bloc_facts], "view=partners")
    assert "Norway" in where(seen)
    assert around_hub(seen) == before


def test_rungs_show_without_colour(blocs: Open, bloc_facts: list[Fact]) -> None:
    """Announced is dashed, withdrawn struck, a candidate marked, a denial a dotted line."""
    seen = blocs(bloc_facts, f"view=partners&{ALL_THREE}")
    look = "(element) => getComputedStyle(element).{}"
    planned = mark(seen, "Botswana").locator(".sector")
    firm = mark(seen, "Japan").locator(".sector")
    assert planned.evaluate(look.format("strokeDasharray")) != "none"
    assert planned.evaluate(look.format("fill")) != firm.evaluate(look.format("fill"))
    assert firm.evaluate(look.format("strokeDasharray")) == "none"
    name = mark(seen, "Saudi Arabia").locator(".name").first
    assert name.evaluate(look.format("textDecorationLine")) == "line-through"
    assert mark(seen, "Saudi Arabia").locator(".strike").count() == 1
    assert "withdrawn 5 Jan 2024" in words(mark(seen, "Saudi Arabia"))
    assert mark(seen, "Senegal").locator(".doubt").text_content() == "?"
    assert "a candidate, not certain" in words(mark(seen, "Senegal"))
    assert seen.page.locator(".tie.denied").count() == 1
    assert "not in Artemis Accords, as sources say" in words(mark(seen, "Russia"))


def test_undated_says_so(blocs: Open, bloc_facts: list[Fact]) -> None:
    """A membership without a date has none made up for it."""
    seen = blocs(bloc_facts, "view=partners")
    assert words(mark(seen, "Kenya")) == "Kenya: Lunar Station since an unknown date"


def test_member_hub_and_line_open_the_panel(blocs: Open, bloc_facts: list[Fact]) -> None:
    """One click leads from the picture to the words that it rests on."""
    seen = blocs(bloc_facts, "view=partners")
    mark(seen, "Thailand").click()
    assert "Thailand and the Artemis Accords" in seen.panel()
    seen.page.keyboard.press("Escape")
    assert seen.page.evaluate("document.activeElement.dataset.node") == str(seen.node("Thailand"))
    mark(seen, "Lunar Station").click()
    assert seen.page.locator("#panel-title").inner_text() == "Lunar Station"
    seen.page.keyboard.press("Escape")
    ends = f"{seen.node('China')} {seen.node('Lunar Station')}"
    seen.page.locator(f".tie[data-ends='{ends}'] .reach").dispatch_event("click")
    assert "1 fact" in seen.panel()
    assert "China and the Lunar Station" in seen.panel()


def test_chosen_blocs_stand_in_the_address_and_in_both_views(
    blocs: Open, bloc_facts: list[Fact]
) -> None:
    """What is chosen in one view holds in the other, and a link brings it back."""
    seen = blocs(bloc_facts, "view=partners")
    choice = seen.page.locator("#view-partners .choice")
    assert "Blocs: 2 of 3" in choice.inner_text()
    choice.locator("summary").click()
    choice.get_by_label("Old Treaty").check()
    assert mark(seen, "Old Treaty").count() == 1
    assert "East Germany" in where(seen)
    assert ALL_THREE in seen.page.evaluate("location.hash")
    seen.page.locator("#tab-map").click()
    assert "Old Treaty since 26 May 1981" in words(tile(seen, "ITA"))
    seen.page.locator("#tab-matrix").click()
    third = seen.page.locator("#view-matrix select[data-at='2']")
    assert third.evaluate("(select) => select.selectedOptions[0].text") == "Old Treaty"
    third.select_option("–")
    assert "blocs=" not in seen.page.evaluate("location.hash")
    seen.page.locator("#tab-partners").click()
    assert "Blocs: 2 of 3" in choice.inner_text()


def test_unknown_blocs_of_an_address_are_left_out(blocs: Open, bloc_facts: list[Fact]) -> None:
    """An old link does not break the page."""
    seen = blocs(bloc_facts, "view=partners&blocs=accord/gone,accord/old-treaty")
    assert seen.page.evaluate("KG.page.state.blocs") == ["accord/old-treaty"]
    assert mark(seen, "Old Treaty").count() == 1
    assert mark(seen, "Artemis Accords").count() == 0


def test_other_levels_come_on_request(blocs: Open, bloc_facts: list[Fact]) -> None:
    """Countries first; agencies when they are asked for."""
    seen = blocs(bloc_facts, "view=partners")
    assert mark(seen, "Office of Lunar Affairs").count() == 0
    seen.page.locator("#view-partners").get_by_label("agencies").check()
    assert mark(seen, "Office of Lunar Affairs").count() == 1


def test_arrow_keys_walk_and_enter_reads(blocs: Open, bloc_facts: list[Fact]) -> None:
    """Partners are one stop of Tab; arrows lead from mark to mark, and Enter to the words."""
    seen = blocs(bloc_facts, "view=partners")
    assert seen.page.locator(".partners [tabindex='0']").count() == 1
    mark(seen, "Artemis Accords").focus()
    for _ in range(12):
        seen.page.keyboard.press("ArrowRight")
    reached = seen.page.evaluate("KG.data.entities[document.activeElement.dataset.node].label")
    assert reached in {"Lunar Station", *(name for name, *_ in JOINED["Lunar Station"])}
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "panel-title"
    assert seen.page.locator("#panel-title").inner_text() == reached


def test_confidence_and_filters_hold(blocs: Open, bloc_facts: list[Fact]) -> None:
    """A membership that the filters leave out is not drawn as one."""
    seen = blocs(bloc_facts, "view=partners")
    seen.page.evaluate(
        "() => { KG.page.state.hiddenLinks.add('candidate'); KG.page.state.touch('hiddenLinks'); }"
    )
    assert words(mark(seen, "Senegal")) == "Senegal: Lunar Station since 5 Sep 2024"


def test_tiles_say_in_words_what_they_show(blocs: Open, bloc_facts: list[Fact]) -> None:
    """Both camps are two colours on one tile, and a sentence for who does not see them."""
    seen = blocs(bloc_facts, "view=map")
    assert words(tile(seen, "THA")) == (
        "Thailand, THA: Artemis Accords since 16 Dec 2024; Lunar Station since 5 Apr 2024"
    )
    assert tile(seen, "THA").locator(".part").count() == 2
    colours = (
        tile(seen, "THA")
        .locator(".part")
        .evaluate_all("(parts) => parts.map((part) => getComputedStyle(part).fill)")
    )
    assert len(set(colours)) == 2
    assert tile(seen, "ITA").locator(".part").count() == 1
    assert tile(seen, "BWA").locator(".edge").count() == 1
    assert tile(seen, "BWA").text_content() == "BWA"
    assert tile(seen, "SEN").locator(".query").count() == 1
    assert words(tile(seen, "NOR")) == "Norway, NOR: not named in this graph"
    assert "faint" in tile(seen, "NOR").get_attribute("class")


def test_map_follows_the_day(blocs: Open, bloc_facts: list[Fact]) -> None:
    """Colours come with the day of joining; the tiles stay."""
    seen = blocs(bloc_facts, "view=map")
    as_of(seen, "2024-06-01")
    assert words(tile(seen, "THA")) == "Thailand, THA: Lunar Station since 5 Apr 2024"
    assert tile(seen, "SEN").locator(".part").count() == 0
    as_of(seen, "2020-10-14")
    assert tile(seen, "ITA").locator(".part").count() == 1
    assert tile(seen, "CHN").locator(".part").count() == 0


def test_map_is_walked_by_arrows(blocs: Open, bloc_facts: list[Fact]) -> None:
    """From a tile one goes to its neighbours, and by Enter into the panel."""
    seen = blocs(bloc_facts, "view=map")
    assert seen.page.locator(".map [tabindex='0']").count() == 1
    tile(seen, "VNM").focus()
    walked = []
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowDown"):
        seen.page.keyboard.press(key)
        walked.append(seen.page.evaluate("document.activeElement.dataset.code"))
    assert walked == ["LAO", "THA", "MMR", "THA"]
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "panel-title"
    assert "Thailand and the Lunar Station" in seen.panel()


def test_tile_without_facts_opens_nothing(blocs: Open, bloc_facts: list[Fact]) -> None:
    """A click on a faint tile says why nothing opens."""
    seen = blocs(bloc_facts, "view=map")
    tile(seen, "NOR").click(force=True)
    assert seen.panel() == ""
    assert seen.page.locator("#live").text_content() == "Norway, NOR: not named in this graph"


def test_members_without_a_tile_are_named_below(blocs: Open, bloc_facts: list[Fact]) -> None:
    """A state that is no more has no square, but is not passed over."""
    seen = blocs(bloc_facts, f"view=map&{ALL_THREE}")
    seen.page.locator(".untiled").get_by_role("button", name="East Germany").click()
    assert "East Germany and the Old Treaty" in seen.panel()


def test_selection_is_marked_and_found(blocs: Open, bloc_facts: list[Fact]) -> None:
    """What the search selects stands out in either view."""
    seen = blocs(bloc_facts, "view=map")
    seen.page.locator("#search").fill("thai")
    seen.page.locator("#search").press("Enter")
    assert "lit" in tile(seen, "THA").get_attribute("class")
    seen.page.locator("#tab-partners").click()
    assert "own" in mark(seen, "Thailand").get_attribute("class")
    assert "lit" not in mark(seen, "Japan").get_attribute("class")


def test_views_give_their_drawing_away(blocs: Open, bloc_facts: list[Fact]) -> None:
    """Both have a picture to be saved, with a frame around all of it."""
    seen = blocs(bloc_facts, "view=partners")
    for name in ("partners", "map"):
        seen.page.locator(f"#tab-{name}").click()
        box = seen.page.locator(f"svg.{name}").evaluate(
            "(svg) => [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height]"
        )
        assert min(box) > 200


def test_phone_keeps_codes_readable(blocs: Open, bloc_facts: list[Fact]) -> None:
    """On a narrow screen blocs stand one above the other and nothing is cut off sideways."""
    seen = blocs(bloc_facts, "view=partners", width=380, height=760)
    at = where(seen)
    assert at["Artemis Accords"][1] < at["Thailand"][1] < at["Lunar Station"][1]
    width = seen.page.locator(".partners").bounding_box()["width"]
    assert width <= 380
    seen.page.locator("#tab-map").click()
    size = tile(seen, "THA").locator(".frame").bounding_box()["width"]
    assert size >= 20


def test_graph_without_blocs_has_neither_view(
    view: Open, make_fact: Make, make_entity: Make
) -> None:
    """Where nothing is to be compared, no empty view is offered."""
    pair: list[EntityRef] = [make_entity("China"), make_entity("Pakistan")]
    seen = view([make_fact(*pair[:1], "agreementWith", pair[1])])
    assert seen.page.locator("#tab-partners, #tab-map").count() == 0
