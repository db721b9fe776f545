"""Three small articles, their claims, and the store that holds them on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.graph.rdf import article_triples
from kg.graph.store import EmbeddedStore
from kg.model import Claim, Document, EntityRef, Evidence, Literal, Source, merge
from kg.model.entity import Entity
from kg.model.registry import Registry


def _entity(id: str, label: str, type: str, **more: object) -> Entity:
    return Entity(EntityRef(id, label, type), **more)  # type: ignore[arg-type]


ENTITIES = [
    _entity("country/china", "China", "Country", demonyms=("Chinese",), iso2="CN", iso3="CHN"),
    _entity("country/pakistan", "Pakistan", "Country", iso2="PK", wikidata="Q843"),
    _entity("country/belarus", "Belarus", "Country"),
    _entity("country/thailand", "Thailand", "Country"),
    _entity("country/sweden", "Sweden", "Country"),
    _entity(
        "organisation/cnsa",
        "China National Space Administration",
        "Agency",
        acronyms=("CNSA",),
        country="country/china",
    ),
    _entity(
        "organisation/nasb",
        "National Academy of Sciences of Belarus",
        "Organisation",
        acronyms=("NASB",),
        country="country/belarus",
    ),
    _entity(
        "programme/ilrs", "International Lunar Research Station", "Programme", acronyms=("ILRS",)
    ),
    _entity("accord/artemis-accords", "Artemis Accords", "Accord"),
    _entity("mission/change-6", "Chang’e-6", "Mission"),
    _entity("spacecraft/belintersat-1", "Belintersat-1", "Satellite"),
    _entity("spacecraft/icube-q", "ICUBE-Q", "Satellite"),
]
REFS = {entity.ref.id.partition("/")[2]: entity.ref for entity in ENTITIES}
AGREEMENT = EntityRef("agreement/ilrs-2023", "Joint declaration on the ILRS", "Agreement")
GUSAKOV = EntityRef("person/vladimir-gusakov", "Vladimir Gusakov", "Person")

AUTUMN = Document(
    "autumn",
    "The station has seven members, among them Pakistan and Belarus. China leads it.\n"
    "Vladimir Gusakov, head of the academy, signed a declaration with CNSA on 23 October.\n"
    "China built and launched Belintersat-1 for Belarus in 2016.\n"
    "Pakistan depends on China for launches, an analyst said; it has only 3 satellites.\n"
    "Pakistan is building ICUBE-Q for Chang’e-6, which is due in mid-2024.\n",
    title="Two more for the station",
    date="2023-10-27",
    publisher="Example Weekly",
    sources=(
        Source("First Paper", "Station grows", "https://example.org/1", "2023-10-25"),
        Source("Second Paper", date="2023-10"),
    ),
)
SPRING = Document(
    "spring",
    "Sweden signed the Artemis Accords on 16 April 2024, the 38th country to do so.\n"
    "Pakistan has long been a member of the station.\n"
    "Belarus will not sign the Accords.\n",
    title="Sweden signs",
    date="2024-04-17",
    publisher="Daily Orbit",
    url="https://example.org/sweden",
)
WINTER = Document(
    "winter",
    "Thailand joined the station in April 2024 and signed the Artemis Accords in December.\n"
    "Sweden plans to join the station.\n",
    title="One foot in each camp",
    date="2024-12-20",
)


def _claim(
    document: Document,
    subject: EntityRef,
    predicate: str,
    object: EntityRef | Literal,
    quote: str,
    *,
    status: str = "asserted",
    tier: str = "accepted",
    confidence: float = 0.98,
    **qualifiers: str | int | EntityRef,
) -> Claim:
    start = document.text.index(quote)
    evidence = Evidence(document.id, start, start + len(quote), quote, f"{predicate}/test")
    return Claim(subject, predicate, object, status, (evidence,), qualifiers, confidence, tier)


def _autumn() -> Iterator[Claim]:
    r = REFS
    members = "The station has seven members, among them Pakistan and Belarus"
    for country in ("pakistan", "belarus"):
        yield _claim(AUTUMN, r[country], "participatesIn", r["ilrs"], members, role="member")
    count = "The station has seven members"
    yield _claim(
        AUTUMN, r["ilrs"], "memberCount", Literal("7", "integer"), count, asOf="2023-10-27"
    )
    yield _claim(AUTUMN, r["ilrs"], "ledBy", r["china"], "China leads it")
    signed = "Vladimir Gusakov, head of the academy, signed a declaration with CNSA on 23 October"
    agreed: dict[str, Any] = {
        "agreement": AGREEMENT,
        "kind": "joint declaration",
        "date": "2023-10-23",
        "concerning": r["ilrs"],
        "commitment": "signed",
    }
    yield _claim(AUTUMN, r["nasb"], "agreementWith", r["cnsa"], signed, **agreed)
    yield _claim(AUTUMN, AGREEMENT, "signedBy", GUSAKOV, signed, onBehalfOf=r["nasb"])
    head = "Vladimir Gusakov, head of the academy"
    yield _claim(AUTUMN, GUSAKOV, "holdsPosition", r["nasb"], head, title="head")
    built = "China built and launched Belintersat-1 for Belarus in 2016"
    craft = r["belintersat-1"]
    yield _claim(AUTUMN, craft, "builtBy", r["china"], built)
    yield _claim(AUTUMN, craft, "launchedBy", r["china"], built, date="2016")
    yield _claim(AUTUMN, craft, "builtFor", r["belarus"], built)
    yield _claim(AUTUMN, craft, "launchDate", Literal("2016", "gYear"), built)
    depends = "Pakistan depends on China for launches, an analyst said"
    yield _claim(
        AUTUMN,
        r["pakistan"],
        "dependsOnForLaunch",
        r["china"],
        depends,
        status="opinion",
        attributedTo="an analyst",
    )
    few = "it has only 3 satellites"
    three = Literal("3", "integer")
    yield _claim(AUTUMN, r["pakistan"], "activeSatellites", three, few, comparator="only")
    cube = "Pakistan is building ICUBE-Q for Chang’e-6"
    yield _claim(AUTUMN, r["icube-q"], "partOf", r["change-6"], cube)
    yield _claim(AUTUMN, r["icube-q"], "builtBy", r["pakistan"], cube)
    yield _claim(AUTUMN, r["pakistan"], "contributesTo", r["change-6"], cube, what=r["icube-q"])
    due = "Chang’e-6, which is due in mid-2024"
    period = Literal("2024~", "edtf")
    yield _claim(AUTUMN, r["change-6"], "plannedFor", period, due, what="launch")


def _spring() -> Iterator[Claim]:
    r = REFS
    sweden = "Sweden signed the Artemis Accords on 16 April 2024, the 38th country to do so"
    accords = r["artemis-accords"]
    yield _claim(
        SPRING,
        r["sweden"],
        "signatoryOf",
        accords,
        sweden,
        date="2024-04-16",
        ordinal=38,
        commitment="signed",
    )
    member = "Pakistan has long been a member of the station"
    yield _claim(
        SPRING,
        r["pakistan"],
        "participatesIn",
        r["ilrs"],
        member,
        confidence=0.6,
        tier="candidate",
        role="member",
    )
    refused = "Belarus will not sign the Accords"
    yield _claim(SPRING, r["belarus"], "signatoryOf", accords, refused, status="negated")


def _winter() -> Iterator[Claim]:
    r = REFS
    thai = "Thailand joined the station in April 2024"
    yield _claim(WINTER, r["thailand"], "participatesIn", r["ilrs"], thai, since="2024-04")
    both = "Thailand joined the station in April 2024 and signed the Artemis Accords in December"
    yield _claim(WINTER, r["thailand"], "signatoryOf", r["artemis-accords"], both, date="2024-12")
    plans = "Sweden plans to join the station"
    yield _claim(WINTER, r["sweden"], "participatesIn", r["ilrs"], plans, status="planned")


@dataclass(frozen=True)
class World:
    """The articles with their claims, unmerged, and the registry that describes them."""

    registry: Registry
    articles: tuple[tuple[Document, tuple[Claim, ...]], ...]

    @property
    def claims(self) -> list[Claim]:
        return merge(claim for _, claims in self.articles for claim in claims)


@pytest.fixture(scope="session")
def world() -> World:
    articles = (AUTUMN, tuple(_autumn())), (SPRING, tuple(_spring())), (WINTER, tuple(_winter()))
    return World(Registry(ENTITIES), articles)


@pytest.fixture(scope="session")
def world_path(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "store"
    with EmbeddedStore(path) as store:
        for document, claims in world.articles:
            store.load(article_triples(document, claims, world.registry))
    return path


@pytest.fixture
def store(world_path: Path) -> Iterator[EmbeddedStore]:
    """The small graph, on disk, to be read only."""
    with EmbeddedStore(world_path, read_only=True) as opened:
        yield opened
