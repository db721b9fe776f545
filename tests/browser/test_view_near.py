"""The neighbourhood of one entity: how it stands, grows and folds, and paths to another."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.graph.dated.span import Span
from kg.graph.facts import EntityInfo, Fact
from kg.model import EntityRef
from kg.model.dates import bounds
from kg.out.paths import paths
from kg.out.views import write_view

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
Make = Callable[..., Any]
Box = tuple[float, float, float, float]

PLACES = """() => Object.fromEntries([...document.querySelectorAll(".near [data-node]")].map(
  (g) => {
    const mark = g.querySelector(".shape").getBBox();
    return [KG.data.entities[g.dataset.node].label, [mark.x, mark.y]]; }))"""


def places(seen: Any) -> dict[str, tuple[float, float]]:
    """Return, by name, where in the drawing everybody stands."""
    found = seen.page.evaluate(PLACES)
    return {name: (round(x, 2), round(y, 2)) for name, (x, y) in found.items()}


def item(seen: Any, label: str) -> Any:
    """Return what stands for an entity."""
    return seen.page.locator(f".near [data-node='{seen.node(label)}']").first


def go(seen: Any, hash: str) -> None:
    """Follow a link to a state of the page."""
    seen.page.evaluate("(hash) => { location.hash = hash; }", hash)
    seen.page.wait_for_timeout(60)


def opened(look_at: Open, address: str) -> Any:
    """Open a page at an address with a fragment, as from a link that somebody sent."""
    seen = look_at(address.split("#")[0])
    go(seen, address.split("#")[1])
    return seen


def as_of(seen: Any, day: str | None) -> None:
    """Look at the page as of a day."""
    seen.page.evaluate(
        "(day) => KG.page.state.set({ asOf: day === null ? null : KG.dayOf(day) })", day
    )


def button(seen: Any, name: str) -> Any:
    """Return a button over the drawing."""
    return seen.page.locator(".nearbar").get_by_role("button", name=name, exact=True)


def boxes(seen: Any) -> list[Box]:
    """Return the boxes of all that is written in the drawing."""
    rows = seen.page.evaluate(
        """() => [...document.querySelectorAll(".near :is(.name, .head, .pill rect, .count)")]
            .map((element) => { const b = element.getBBox();
                return [b.x, b.y, b.x + b.width, b.y + b.height]; })"""
    )
    return [(x, y, right, bottom) for x, y, right, bottom in rows]


def assert_apart(found: list[Box]) -> None:
    """Assert that no box lies over another; lines of one name touch by their letters' height."""
    for (l1, t1, r1, b1), (l2, t2, r2, b2) in itertools.combinations(found, 2):
        assert r1 <= l2 + 1 or r2 <= l1 + 1 or b1 <= t2 + 3 or b2 <= t1 + 3


@pytest.fixture
def hub_facts(make_fact: Make, make_entity: Make) -> list[Fact]:
    """A hub with sixty ties of several kinds; one of its partners is a hub as well."""
    hub, second = make_entity("Great Hub", "Programme"), make_entity("Second Agency", "Agency")
    lands = [make_entity(f"Land Number {at:02}") for at in range(44)]
    crafts = [make_entity(f"A Craft with a Long Name {at:02}", "Satellite") for at in range(16)]
    facts = [make_fact(land, "participatesIn", hub) for land in lands]
    facts += [make_fact(craft, "partOf", hub) for craft in crafts]
    facts += [make_fact(second, "participatesIn", hub), make_fact(hub, "ledBy", second)]
    more = [make_entity(f"Probe {at:02}", "Satellite") for at in range(30)]
    facts += [make_fact(probe, "builtBy", second) for probe in more]
    facts += [make_fact(lands[40], "contributesTo", hub), make_fact(lands[40], "ledBy", lands[1])]
    return facts


@pytest.fixture
def dated(
    look_at: Open, tmp_path: Path, make_fact: Make, make_entity: Make
) -> Callable[[str], Any]:
    """Open a page of three countries, tied since 2001 and since 2020."""
    one, two, three = (make_entity(name) for name in ("Ayland", "Bland", "Cland"))
    facts = [
        make_fact(one, "agreementWith", two, date="2001-05-01"),
        make_fact(one, "dependsOnForLaunch", three, date="2020-05-01"),
        make_fact(two, "dependsOnForLaunch", three, date="2002-01-01"),
    ]
    spans = {fact.claim: Span(bounds(fact.qualifiers["date"]), None, None) for fact in facts}
    path = tmp_path / "dated.html"
    infos = [EntityInfo(ref) for ref in (one, two, three)]
    write_view(facts, infos, path, title="Dated", spans=spans)
    return lambda hash: opened(look_at, f"{path.as_uri()}#{hash}")


def test_page_of_one_entity_starts_with_its_neighbourhood(view: Open, sample: list[Fact]) -> None:
    """`kg view pakistan --hops 2` shows whom Pakistan is tied to, by kind and relation."""
    seen = view(sample, focus="country/pakistan", hops=2)
    assert seen.page.locator("#tab-near").get_attribute("aria-selected") == "true"
    assert seen.page.locator(".nearbar h2").inner_text() == "Pakistan"
    assert "Pakistan has joined the station." in seen.panel()
    assert set(places(seen)) == {
        "Pakistan",
        "China",
        "International Lunar Research Station (ILRS)",
        "Lunar station declaration",
    }
    heads = seen.page.locator(".near .head").all_text_contents()
    assert any(head.endswith("Programme 1 · participates in") for head in heads)
    count = item(seen, "China").evaluate(
        "(g) => document.querySelector(`.near .tie[data-ends~='${g.dataset.node}'] .count`)"
        ".textContent"
    )
    assert count == "×2"


def test_stands_after_partners(view: Open, sample: list[Fact]) -> None:
    """The tab stands where the reader of partners looks for it."""
    seen = view(sample)
    names = seen.page.locator("#tabs [role=tab]").all_inner_texts()
    assert names.index("Neighbourhood") + 1 == names.index("Network")


def test_without_a_focus_it_asks_for_one(view: Open, sample: list[Fact]) -> None:
    """The prompt offers the best connected, and a search for all others."""
    seen = view(sample)
    seen.page.locator("#tab-near").click()
    offers = seen.page.locator(".nearprompt li button")
    assert offers.first.get_attribute("aria-label").startswith("International Lunar Research")
    seen.page.locator("#near-choice").fill("pak")
    seen.page.locator("#near-choice").press("Enter")
    assert seen.page.locator(".nearbar h2").inner_text() == "Pakistan"
    assert "view=near&focus=country/pakistan" in seen.page.evaluate("location.hash")


def test_suggestion_is_one_click(view: Open, sample: list[Fact]) -> None:
    """Who knows no name starts from a hub."""
    seen = view(sample)
    seen.page.locator("#tab-near").click()
    seen.page.locator(".nearprompt li button").first.click()
    assert "International Lunar" in seen.page.locator(".nearbar h2").inner_text()


@pytest.mark.parametrize("size", [(1400, 900), (380, 760)])
def test_names_never_lie_over_another(
    view: Open, hub_facts: list[Fact], size: tuple[int, int]
) -> None:
    """Forty neighbours, and those of one of them, are all readable."""
    seen = view(hub_facts, width=size[0], height=size[1])
    go(seen, "view=near&around=programme/great-hub")
    assert_apart(boxes(seen))
    go(seen, "view=near&around=programme/great-hub&open=organisation/second-agency,*")
    assert len(places(seen)) > 60
    assert_apart(boxes(seen))


def test_hub_shows_the_weightiest_and_opens_the_rest(view: Open, hub_facts: list[Fact]) -> None:
    """Forty stand at first, those with most facts among them; one click shows the others."""
    seen = view(hub_facts)
    go(seen, "view=near&around=programme/great-hub")
    before = places(seen)
    assert len(before) == 41
    assert {"Second Agency", "Land Number 40"} <= before.keys()
    more = seen.page.locator(".near .more")
    assert more.text_content() == "21 more"
    more.dispatch_event("click")
    after = places(seen)
    assert len(after) == 62
    assert {name: after[name] for name in before} == before
    assert "open=programme/great-hub*all" in seen.page.evaluate("location.hash")
    assert seen.page.locator("#live").text_content() == "21 entities added"
    assert_apart(boxes(seen))


@pytest.mark.parametrize("way", ["pill", "double click", "key", "button"])
def test_grows_where_one_asks_for_it(view: Open, hub_facts: list[Fact], way: str) -> None:
    """A neighbour shows its own; what stood keeps its place."""
    seen = view(hub_facts)
    go(seen, "view=near&around=programme/great-hub")
    before = places(seen)
    second = item(seen, "Second Agency")
    if way == "pill":
        second.locator(".pill").click()
    elif way == "double click":
        second.locator(".name").first.dblclick()
        assert seen.panel() == ""
    elif way == "key":
        second.focus()
        seen.page.keyboard.press("+")
    else:
        second.locator(".name").first.click()
        seen.until("!document.getElementById('panel').hidden")
        button(seen, "Show 30 neighbours of Second Agency").click()
    after = places(seen)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 24
    assert "6 more" in seen.page.locator(".near .more").all_text_contents()
    window = seen.page.locator(".nearframe").bounding_box()
    probe = item(seen, "Probe 00").bounding_box()
    assert window["x"] <= probe["x"] <= window["x"] + window["width"] - probe["width"]
    if way == "key":
        focused = seen.page.evaluate("document.activeElement.dataset.node")
        assert focused == str(seen.node("Second Agency"))
    assert "open=organisation/second-agency" in seen.page.evaluate("location.hash")


def test_folds_again(view: Open, hub_facts: list[Fact]) -> None:
    """What has grown from somebody goes, and all else stays."""
    seen = view(hub_facts)
    go(seen, "view=near&around=programme/great-hub")
    before = places(seen)
    item(seen, "Second Agency").locator(".pill").click()
    assert item(seen, "Second Agency").locator(".pill").text_content() == "−"
    item(seen, "Second Agency").locator(".pill").click()
    assert places(seen) == before
    assert "open=" not in seen.page.evaluate("location.hash")


def test_one_step_more_and_fold_all(view: Open, sample: list[Fact]) -> None:
    """All grow at once, one of them folds, and everything goes back."""
    seen = view(sample)
    go(seen, "view=near&around=country/pakistan")
    before = places(seen)
    button(seen, "One step more").click()
    after = places(seen)
    assert {"Belarus", "Peru", "Zhang Kejian"} <= after.keys() - before.keys()
    assert {name: after[name] for name in before} == before
    item(seen, "International Lunar Research Station (ILRS)").focus()
    seen.page.keyboard.press("-")
    folded = places(seen)
    assert "Belarus" not in folded
    assert "open=*,-programme/" in seen.page.evaluate("location.hash")
    address = seen.page.evaluate("location.hash")
    go(seen, "view=table")
    go(seen, address)
    assert places(seen).keys() == folded.keys()
    button(seen, "Fold all").click()
    assert places(seen) == before


def test_link_brings_the_same_picture_back(
    view: Open, look_at: Open, hub_facts: list[Fact]
) -> None:
    """Whoever gets the link sees what was seen, each in its place."""
    seen = view(hub_facts)
    go(seen, "view=near&around=country/land-number-40")
    item(seen, "Great Hub").locator(".pill").click()
    item(seen, "Land Number 01").focus()
    item(seen, "Second Agency").locator(".pill").dispatch_event("click")
    there = opened(look_at, seen.page.evaluate("location.href"))
    assert places(there) == places(seen)
    assert len(places(there)) > 50


def test_unknown_ids_of_an_address_are_left_out(view: Open, sample: list[Fact]) -> None:
    """An old link does not break the page."""
    seen = view(sample)
    go(seen, "view=near&around=country/pakistan&open=country/gone,country/china&to=country/gone")
    assert seen.page.evaluate("KG.page.state.grown") == ["country/china"]
    assert "China National Space Administration" in places(seen)


def test_days_move_nobody(dated: Callable[[str], Any]) -> None:
    """Who was not tied by then is a ghost where it will stand."""
    seen = dated("view=near&around=country/ayland")
    before = places(seen)
    as_of(seen, "2010-01-01")
    assert places(seen) == before
    assert "ghost" not in item(seen, "Cland").get_attribute("class")  # tied to Bland by then
    as_of(seen, "2001-08-01")
    assert places(seen) == before
    assert "ghost" in item(seen, "Cland").get_attribute("class")
    assert seen.page.locator(".nearbar .said").inner_text() == "1 of 2 seen"
    assert seen.page.locator(".near .tie").count() == 1


def test_path_follows_the_day(dated: Callable[[str], Any]) -> None:
    """What ties two is what tied them by then; and there may be nothing."""
    seen = dated("view=near&around=country/ayland&to=country/cland")
    assert "the shortest of 1 step" in seen.page.locator(".nearbar .said").inner_text()
    as_of(seen, "2010-01-01")
    assert "1 path, the shortest of 2 steps" in seen.page.locator(".nearbar .said").inner_text()
    assert "Bland" in places(seen)
    as_of(seen, "2001-08-01")
    said = "Nothing of what is seen now connects Ayland with Cland"
    assert seen.page.locator(".nearbar .said").inner_text() == said
    assert places(seen).keys() == {"Ayland", "Cland"}


def test_path_is_chosen_by_name_and_opens_to_its_words(view: Open, sample: list[Fact]) -> None:
    """What ties Pakistan to China: the words on the line, and behind them who says so."""
    seen = view(sample)
    go(seen, "view=near&focus=country/pakistan")
    seen.page.locator("#near-result").fill("china")
    seen.page.locator("#near-results [role=option]").first.click()
    assert "to=country/china" in seen.page.evaluate("location.hash")
    step = seen.page.locator(".near .step").first
    assert step.text_content() == "agreement with, depends on for launch"
    step.focus()
    seen.page.keyboard.press("Enter")
    assert "Without China it could not launch." in seen.panel()
    assert seen.page.evaluate("document.activeElement.id") == "panel-title"
    button(seen, "Back to the neighbours").click()
    assert "International Lunar Research Station (ILRS)" in places(seen)


def test_paths_are_those_of_the_command(view: Open, make_fact: Make, make_entity: Make) -> None:
    """The page and `kg path` tell the same story, over hubs, agencies and likes."""
    lands = [make_entity(f"Land {at}") for at in range(8)]
    bodies = [make_entity(f"Body {at}", "Agency") for at in range(8)]
    crafts = [make_entity(f"Craft {at}", "Satellite") for at in range(12)]
    hubs = [make_entity(f"Pact {at}", "Accord") for at in range(2)]
    facts = [make_fact(body, "agencyOf", land) for body, land in zip(bodies, lands, strict=True)]
    for at, craft in enumerate(crafts):
        facts.append(make_fact(craft, "builtFor", lands[at % 5]))
        facts.append(make_fact(craft, "launchedBy", (lands + bodies)[(at * 7) % 16]))
        facts.append(make_fact(craft, "operatedBy", bodies[(at * 5) % 8], status="planned"))
    facts += [make_fact(land, "signatoryOf", hubs[at % 3 > 0]) for at, land in enumerate(lands)]
    facts += [make_fact(bodies[at], "agreementWith", bodies[(at * 3 + 1) % 8]) for at in (0, 2, 5)]
    facts += [make_fact(hubs[0], "competesWith", hubs[1])]
    homes = dict(zip((body.id for body in bodies), lands, strict=True))
    seen = view(facts)
    for one, other in itertools.combinations([*lands[:4], bodies[6], crafts[3]], 2):
        told = paths(facts, one, other, homes=homes)
        if not told.found:
            told = paths(facts, one, other, homes=homes, include=("planned", "candidate"))
        expected = [([ref.id for ref in path.entities], len(path.alike)) for path in told.found]
        found = seen.page.evaluate(
            """([one, other]) => {
                const number = (id) => KG.data.entities.findIndex((entity) => entity.id === id);
                const { found } = KG.connections(KG.page.app, number(one), number(other));
                const id = (node) => KG.data.entities[node].id;
                return found.map(({ steps, alike }) =>
                    [[one, ...steps.map(({ end }) => id(end))], alike.length]); }""",
            [one.id, other.id],
        )
        assert [(ids, count) for ids, count in found] == expected


def test_paths_of_one_kind_unfold(view: Open, make_fact: Make, make_entity: Make) -> None:
    """One satellite stands for all; the others are named on request."""
    one, other = make_entity("Here"), make_entity("There")
    crafts = [make_entity(f"Craft {at}", "Satellite") for at in range(4)]
    facts = [make_fact(craft, "builtFor", one) for craft in crafts]
    facts += [make_fact(craft, "launchedBy", other) for craft in crafts]
    seen = view(facts)
    go(seen, "view=near&around=country/here&to=country/there")
    assert places(seen).keys() == {"Here", "There", "Craft 0"}
    more = seen.page.locator(".near .more")
    assert more.text_content() == "likewise by 3 more"
    more.focus()
    seen.page.keyboard.press("Enter")
    assert {"Craft 1", "Craft 2", "Craft 3"} <= places(seen).keys()
    assert_apart(boxes(seen))


def test_planned_and_denied_paths_are_not_taken_for_firm(
    view: Open, make_fact: Make, make_entity: Make
) -> None:
    """A denial connects nobody, and what is planned says so."""
    one, two, three = (make_entity(name) for name in ("Ayland", "Bland", "Cland"))
    seen = view(
        [
            make_fact(one, "agreementWith", two, status="planned"),
            make_fact(two, "dependsOnForLaunch", three, status="negated"),
        ]
    )
    go(seen, "view=near&around=country/ayland&to=country/bland")
    said = seen.page.locator(".nearbar .said")
    assert said.inner_text() == (
        "Only by what is planned or not certain: 1 path, the shortest of 1 step"
    )
    line = seen.page.locator(".near .step .seen")
    assert line.evaluate("(line) => getComputedStyle(line).strokeDasharray") != "none"
    go(seen, "view=near&around=country/bland&to=country/cland")
    assert said.inner_text() == "Nothing connects Bland with Cland"


def test_lines_say_without_colour_what_is_not_firm(view: Open, sample: list[Fact]) -> None:
    """Planned is dashed, denied dotted with a cross and struck, a candidate has a question."""
    seen = view(sample)
    go(seen, "view=near&around=country/peru")
    dash = "(line) => getComputedStyle(line).strokeDasharray"
    assert seen.page.locator(".near .planned .seen").evaluate(dash) != "none"
    denied = seen.page.locator(".near .negated")
    assert denied.locator(".seen").evaluate(dash) != "none"
    assert "✕" in denied.text_content()
    name = item(seen, "International Lunar Research Station (ILRS)").locator(".name").first
    assert name.evaluate("(t) => getComputedStyle(t).textDecorationLine") == "line-through"
    label = item(seen, "Artemis programme").get_attribute("aria-label")
    assert "Peru participates in Artemis programme (planned)" in label
    go(seen, "view=near&around=country/china")
    assert "?" in seen.page.locator(".near .candidate").text_content()


def test_tie_and_neighbour_open_to_evidence(view: Open, sample: list[Fact]) -> None:
    """The mouse clicks a line; the keyboard reads a neighbour by Enter, its tie by Space."""
    seen = view(sample)
    go(seen, "view=near&around=country/belarus")
    seen.page.locator(".near .tie .reach").first.dispatch_event("click")
    assert "Belarus is in, too." in seen.panel()
    seen.page.keyboard.press("Escape")
    assert seen.panel() == ""
    item(seen, "Belarus").focus()
    seen.page.keyboard.press("ArrowRight")
    assert "ILRS" in seen.page.evaluate("document.activeElement.getAttribute('aria-label')")
    seen.page.keyboard.press(" ")
    assert seen.page.locator("#panel-title").inner_text().startswith("Belarus")
    assert seen.page.evaluate("document.activeElement.id") == "panel-title"
    seen.page.keyboard.press("Escape")
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("#panel-title").inner_text().startswith("International Lunar")


def test_is_one_stop_of_tab(view: Open, sample: list[Fact]) -> None:
    """Who walks by Tab passes the drawing in one step."""
    seen = view(sample)
    go(seen, "view=near&around=country/pakistan")
    assert seen.page.locator(".near [tabindex='0']").count() == 1


def test_search_centres_on_who_is_not_drawn(view: Open, sample: list[Fact]) -> None:
    """Who stands there already is shown in place, anybody else becomes the centre."""
    seen = view(sample)
    go(seen, "view=near&around=country/pakistan")
    for name, centre in (("china", "Pakistan"), ("peru", "Peru")):
        seen.page.locator("#search").fill(name)
        seen.page.locator("#search").press("Enter")
        assert seen.page.locator(".nearbar h2").inner_text() == centre
    assert "own" in item(seen, "Peru").get_attribute("class")
    go(seen, "view=near&around=country/pakistan&focus=country/china")
    button(seen, "Centre on China").click()
    assert seen.page.locator(".nearbar h2").inner_text() == "China"


def test_who_was_selected_elsewhere_is_the_centre(view: Open, sample: list[Fact]) -> None:
    """From a row of the table one turns to the neighbourhood of what it is about."""
    seen = view(sample)
    go(seen, "view=near&focus=country/pakistan")
    seen.page.locator("#tab-table").click()
    seen.page.evaluate("(id) => KG.page.app.select({ kind: 'node', id })", seen.node("Peru"))
    seen.page.locator("#tab-near").click()
    assert seen.page.locator(".nearbar h2").inner_text() == "Peru"


def test_legend_takes_kinds_away(view: Open, sample: list[Fact]) -> None:
    """Kinds and relations that the legend hides are not neighbours."""
    seen = view(sample)
    go(seen, "view=near&around=country/china&hide=Programme,candidate")
    assert places(seen).keys() == {"China", "Pakistan", "Lunar station declaration"}


def test_gives_its_drawing_away(view: Open, sample: list[Fact]) -> None:
    """The picture that is saved holds all of it, and the paths as well."""
    seen = view(sample)
    for address in ("around=country/pakistan", "around=country/pakistan&to=country/china"):
        go(seen, f"view=near&{address}")
        seen.page.locator("#share-button").click()
        with seen.page.expect_download() as waiting:
            seen.page.get_by_role("menuitem", name="Save drawing (SVG)").click()
        text = Path(waiting.value.path()).read_text(encoding="utf-8")
        assert "Pakistan" in text
        assert "China" in text
        assert "var(--" not in text


def test_phone_shows_names_in_full_width(view: Open, hub_facts: list[Fact]) -> None:
    """On a narrow screen neighbours stand below the centre, and none is cut off."""
    seen = view(hub_facts, width=380, height=760)
    go(seen, "view=near&around=programme/great-hub")
    left, right = seen.page.evaluate(
        """() => { const b = [...document.querySelectorAll(".near .name")]
                .map((name) => name.getBoundingClientRect());
            return [Math.min(...b.map((x) => x.left)), Math.max(...b.map((x) => x.right))]; }"""
    )
    assert left >= 0
    assert right <= 380
    assert places(seen)["Great Hub"][1] == min(y for _, y in places(seen).values())


def test_hostile_names_are_text(view: Open, make_fact: Make) -> None:
    """Markup in a name is shown, not followed."""
    evil = EntityRef("country/x", '<img src=x onerror="alert(1)">', "Country")
    seen = view([make_fact(evil, "agreementWith", EntityRef("country/y", "‮drow", "Country"))])
    go(seen, "view=near&around=country/x&to=country/y")
    go(seen, "view=near&around=country/x")
    assert "<img" in seen.page.locator(".near .centre").text_content()
    assert seen.page.locator(".near img").count() == 0
