"""The page for everybody: axe-core finds nothing to mend in any view, of any size and colour.

axe-core comes from npm when these tests run and stays in their temporary directory. Where
there is no npm they are skipped, and fail with KG_REQUIRE_BROWSER=1.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
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

AXE = "axe-core@4.14.1"
INTEGRITY = (
    "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r7"
    "6ASyFNNtuFooJpZe37OgudVGtQ=="
)
"""As the registry states it for that version."""

COLOURS = ["color-contrast", "link-in-text-block"]
FINDINGS = """async (rules) => {
  const only = rules ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...only });
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}): ${node.html.slice(0, 160)}`)); }"""
VIEWS = ["matrix", "partners", "near", "network", "timeline", "map", "table"]
CODES = {"Italy": "ITA", "Peru": "PER", "Thailand": "THA", "Botswana": "BWA", "China": "CHN"}
PACT = {
    "Italy": {"date": "2020-10-13"},
    "Peru": {"date": "2024-05-30", "tier": "candidate"},
    "Thailand": {"date": "2024-12-16"},
    "Botswana": {"date": "2026-01-01", "status": "planned", "tier": "candidate"},
    "Democratic Republic of the Very Long Name": {"date": "2023"},
    "China": {"status": "negated"},
}
STATION = {"China": {"date": "2021-03-09"}, "Thailand": {"date": "2024-04-05"}, "Kenya": {}}


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, of the version and content that are named above."""
    npm = shutil.which("npm")
    if npm is None:
        reason = "no npm on this machine, which axe-core comes from"
        (pytest.fail if os.environ.get("KG_REQUIRE_BROWSER") == "1" else pytest.skip)(reason)
    place = tmp_path_factory.mktemp("axe")
    command = [npm, "pack", AXE, "--ignore-scripts", "--prefer-offline", "--loglevel=error"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    [tarball] = place.glob("*.tgz")
    content = tarball.read_bytes()
    digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
    assert f"sha512-{digest}" == INTEGRITY
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode("utf-8")


def span(fact: Fact) -> Span:
    """Return when a fact holds: from its date on."""
    began = str(fact.qualifiers.get("date", ""))
    return Span(begins=bounds(began) if began else None, told=bounds("2023-10-27"))


@pytest.fixture
def audited(
    look_at: Open,
    axe: str,
    sample: list[Fact],
    make_fact: Callable[..., Fact],
    make_entity: Callable[..., EntityRef],
    tmp_path: Path,
) -> Open:
    """Open a page that has every view and every kind of mark, with axe-core in it."""
    pact, station = make_entity("The Pact", "Accord"), make_entity("Far Station", "Programme")
    facts = [
        *sample,
        make_fact(station, "competesWith", pact),
        *(
            make_fact(make_entity(n), "signatoryOf", pact, f"{n}.", **how)
            for n, how in PACT.items()
        ),
        *(make_fact(make_entity(n), "signatoryOf", station, **how) for n, how in STATION.items()),
    ]

    def open_page(**window: Any) -> Any:
        refs = sorted({ref for fact in facts for ref in fact.to_claim().entities()})
        known = [EntityInfo(ref, iso3=CODES.get(ref.label)) for ref in refs]
        path = tmp_path / "view.html"
        write_view(facts, known, path, title="Partners", spans={f.claim: span(f) for f in facts})
        seen = look_at(path.as_uri(), **window)
        seen.page.evaluate(f"{axe}; null")
        return seen

    return open_page


def states(seen: Any) -> Iterator[str]:
    """Bring the page into each view, without and with its panel, and yield what is open."""
    tabs = seen.page.locator("#tabs [role=tab]").evaluate_all("(tabs) => tabs.map((x) => x.id)")
    assert [tab.removeprefix("tab-") for tab in tabs] == VIEWS
    for name in VIEWS:
        seen.page.evaluate("(view) => KG.page.state.set({ view, selection: null })", name)
        yield name
        seen.page.evaluate("(id) => KG.page.app.goTo(id)", seen.node("Peru"))
        assert seen.panel()
        yield f"{name} and panel"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1400, 900), (380, 760)], ids=["screen", "phone"])
def test_nothing_is_found_in_any_view(audited: Open, size: tuple[int, int], scheme: str) -> None:
    """Names, roles, landmarks, contrast: as the guidelines (WCAG 2.2) ask; the dark differs only
    in its colours.
    """
    seen = audited(width=size[0], height=size[1], scheme=scheme)
    rules = COLOURS if scheme == "dark" else None
    found = [(state, seen.page.evaluate(FINDINGS, rules)) for state in states(seen)]
    assert found == [(state, []) for state, _ in found]


def test_what_is_wrong_is_found(audited: Open) -> None:
    """The audit would tell: a button without a name, and words too faint to read."""
    seen = audited(scheme="dark")
    seen.page.evaluate(
        """() => { KG.byId("views").append(KG.el("button", {}));
            KG.byId("statistics").style.color = KG.theme.colours.ground; }"""
    )
    assert "button-name (critical)" in str(seen.page.evaluate(FINDINGS))
    assert "color-contrast (serious)" in str(seen.page.evaluate(FINDINGS, COLOURS))


def test_nothing_is_found_in_what_unfolds(audited: Open) -> None:
    """Search with and without hits, the menu, the choices of a view and its marks."""
    seen = audited()
    page = seen.page
    for typed in ("p", "nobody of that name"):
        page.locator("#search").fill(typed)
        assert page.evaluate(FINDINGS) == []
    page.keyboard.press("Escape")
    page.locator("#share-button").click()
    assert page.evaluate(FINDINGS) == []
    page.keyboard.press("Escape")
    for name in VIEWS:
        page.evaluate("(view) => KG.page.state.set({ view, selection: null })", name)
        page.evaluate("document.querySelectorAll('details').forEach((x) => { x.open = true; })")
        assert page.evaluate(FINDINGS) == [], name
