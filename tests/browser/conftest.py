"""A small graph to look at, and a real headless Chromium to look at it with.

Chromium is the system's own: `apt-get install --no-install-recommends chromium`. Where there
is none these tests are skipped, and fail with KG_REQUIRE_BROWSER=1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page

from kg.graph.facts import ArticleInfo, EntityInfo, Fact, Quote
from kg.model import ID_PREFIXES, EntityRef, Literal, Source, content_hash, slugify
from kg.out.views import write_view

ARTICLE = ArticleInfo(
    "brief-1",
    "A station on the Moon finds partners",
    "2023-10-27",
    "Space Partnerships Knowledge Graph",
    None,
    (Source("SpaceNews", "A ninth partner", "https://example.org/ninth", "2023-10-25"),),
)
LATER = ArticleInfo(
    "paper-2", "Who flies with whom", "2024-05", "The Paper", "https://example.org/2"
)


def entity(label: str, type: str = "Country") -> EntityRef:
    """Return a reference with the id that the label gives."""
    return EntityRef(f"{ID_PREFIXES.get(type, 'thing')}/{slugify(label) or 'x'}", label, type)


def fact(
    subject: EntityRef,
    predicate: str,
    object: EntityRef | Literal,
    quote: str = "They said so.",
    *more: str,
    status: str = "asserted",
    tier: str = "accepted",
    article: ArticleInfo = ARTICLE,
    **qualifiers: Any,
) -> Fact:
    """Return a fact with one quote, and further ones from a later article."""
    texts = [(quote, article), *((text, LATER) for text in more)]
    quotes = tuple(Quote(at, 0, len(text), text, f"{predicate}/x") for text, at in texts)
    ends = (subject.id, predicate, str(object), status, str(sorted(qualifiers)))
    claim = "claim/" + content_hash(*ends)
    return Fact(claim, subject, predicate, object, status, tier, 0.9, qualifiers, quotes)


ILRS = entity("International Lunar Research Station (ILRS)", "Programme")
ARTEMIS = entity("Artemis programme", "Programme")
CHINA, PAKISTAN, BELARUS, PERU = map(entity, ("China", "Pakistan", "Belarus", "Peru"))
CNSA = entity("China National Space Administration", "Agency")
PACT = entity("Lunar station declaration", "Agreement")
KEJIAN = entity("Zhang Kejian", "Person")
CUBE = entity("ICUBE-Q", "Payload")
MISSION = entity("Chang’e-6", "Mission")


def sample_facts() -> list[Fact]:
    """Return a graph with every kind of line, a literal, an agreement and two components."""
    return [
        fact(PAKISTAN, "participatesIn", ILRS, "Pakistan has joined the station.", role="member"),
        fact(BELARUS, "participatesIn", ILRS, "Belarus is in, too.", "Minsk had joined earlier."),
        fact(PERU, "participatesIn", ILRS, "Peru will not join.", status="negated"),
        fact(ILRS, "ledBy", CHINA, "the station that China leads"),
        fact(CHINA, "participatesIn", ILRS, "China counts itself among the members."),
        fact(ILRS, "competesWith", ARTEMIS, "It competes with Artemis."),
        fact(PERU, "participatesIn", ARTEMIS, "Peru expects to take part.", status="planned"),
        fact(
            PAKISTAN, "agreementWith", CHINA, "a pact of the two", agreement=PACT, concerning=ILRS
        ),
        fact(PAKISTAN, "dependsOnForLaunch", CHINA, "Without China it could not launch."),
        fact(PACT, "signedBy", KEJIAN, "Zhang put his name to it.", date="2023-10-23"),
        fact(KEJIAN, "holdsPosition", CNSA, "Zhang, the administrator", title="administrator"),
        fact(CNSA, "agencyOf", CHINA, "China’s space agency", tier="candidate"),
        fact(ILRS, "plannedFor", Literal("203X", "edtf"), "in the 2030s", status="planned"),
        fact(
            CHINA, "activeSatellites", Literal("800", "integer"), "more than 800", comparator="over"
        ),
        fact(CUBE, "partOf", MISSION, "ICUBE-Q rides along.", article=LATER),
    ]


def described(facts: Iterable[Fact]) -> list[EntityInfo]:
    """Return what else is known of the entities that the facts name."""
    refs = {ref for one in facts for ref in one.to_claim().entities()}
    elsewhere = ("http://www.wikidata.org/entity/Q843", "javascript:alert(1)")
    known = {PAKISTAN.id: EntityInfo(PAKISTAN, ("Islamic Republic of Pakistan",), elsewhere)}
    return [known.get(ref.id, EntityInfo(ref)) for ref in sorted(refs)]


@dataclass
class Watched:
    """A page and all that happened to it which should not have."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        """Assert that the page asked for nothing but itself and had no complaint."""
        elsewhere = [url for url in self.requests if not url.startswith(("data:", "blob:"))]
        assert [url for url in elsewhere if url != self.address] == []
        assert (self.console, self.errors, self.dialogs) == ([], [], [])

    def refuse(self, dialog: Dialog) -> None:
        """Note a dialog and close it."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def until(self, expression: str) -> None:
        """Wait until a JavaScript expression holds.

        Playwright's own waiting evaluates inside the page, which the page's policy forbids.
        """
        for _ in range(250):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"never became true: {expression}")

    def where(self, node: int) -> tuple[float, float]:
        """Return where in the window a node is drawn."""
        at = self.page.evaluate(
            """(id) => { const { drawing } = KG.page;
                const at = drawing.network.canvasToDOM(drawing.nodes[id]);
                const box = drawing.container.getBoundingClientRect();
                return [at.x + box.left, at.y + box.top]; }""",
            node,
        )
        return at[0], at[1]

    def node(self, label: str) -> int:
        """Return the number of the entity with that label."""
        found = self.page.evaluate(
            "(label) => KG.data.entities.findIndex((entity) => entity.label === label)", label
        )
        assert found >= 0, label
        return int(found)

    def click_node(self, label: str) -> None:
        """Click on the mark of an entity."""
        self.page.mouse.click(*self.where(self.node(label)))

    def click_edge(self, one: str, other: str) -> None:
        """Click on the line between two entities, off its middle."""
        (x1, y1), (x2, y2) = self.where(self.node(one)), self.where(self.node(other))
        self.page.mouse.click(x1 + 0.45 * (x2 - x1), y1 + 0.45 * (y2 - y1))

    def panel(self) -> str:
        """Return the text of the side panel, empty when it is closed."""
        panel = self.page.locator("#panel")
        return panel.inner_text() if panel.is_visible() else ""


@contextmanager
def looking(context: BrowserContext) -> Iterator[Callable[..., Watched]]:
    """Give what opens and watches pages; in the end they must have been quiet all along."""
    watched: list[Watched] = []

    def look(address: str, width: int = 1280, height: int = 800, scheme: str = "light") -> Watched:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        seen = Watched(page, address)
        watched.append(seen)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda message: seen.console.append(message.text))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("dialog", seen.refuse)
        page.goto(address)
        seen.until("KG.page?.ready === true")
        return seen

    yield look
    for seen in watched:
        seen.page.close()
        seen.assert_quiet()


@pytest.fixture
def look_at(chromium: BrowserContext) -> Iterator[Callable[..., Watched]]:
    """Open a page and watch it; when the test ends it must have been quiet all along."""
    with looking(chromium) as look:
        yield look


@pytest.fixture(scope="module")
def keep_open(
    chromium: BrowserContext, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Watched]]:
    """Write a view of some facts and open it for all tests of a module that share it."""
    with looking(chromium) as look:

        def open_view(facts: Iterable[Fact], **options: Any) -> Watched:
            return written(facts, tmp_path_factory.mktemp("view") / "view.html", look, **options)

        yield open_view


def written(
    facts: Iterable[Fact], path: Path, look: Callable[..., Watched], **options: Any
) -> Watched:
    """Write a view of some facts and open it in a window of some size and colours."""
    facts = list(facts)
    window = {k: options.pop(k) for k in ("width", "height", "scheme") if k in options}
    write_view(facts, described(facts), path, **{"title": "Partners"} | options)
    return look(path.as_uri(), **window)


@pytest.fixture
def view(look_at: Callable[..., Watched], tmp_path: Path) -> Callable[..., Watched]:
    """Write a view of some facts and open it."""

    def open_view(facts: Iterable[Fact], **options: Any) -> Watched:
        return written(facts, tmp_path / "view.html", look_at, **options)

    return open_view


@pytest.fixture(scope="session")
def sample() -> list[Fact]:
    """A graph with every kind of line, a literal, an agreement and two components."""
    return sample_facts()


@pytest.fixture(scope="session")
def make_fact() -> Callable[..., Fact]:
    """The builder of single facts."""
    return fact


@pytest.fixture(scope="session")
def make_entity() -> Callable[..., EntityRef]:
    """The builder of entity references."""
    return entity
