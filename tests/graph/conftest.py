"""One brief with claims of every kind, the registry behind it, and its triples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.graph.dataset import dataset_triples
from kg.graph.ontology import Ontology
from kg.graph.rdf import article_triples
from kg.model import Claim, Document, EntityRef, Evidence, Literal, Source
from kg.model.entity import Entity
from kg.model.registry import Registry

TEXT = """Senegal signed the Artemis Accords on 24 July 2025, the 56th state to do so.
The China-led station now has four nations — Russia, Belarus and Pakistan.
The academy of Belarus and CNSA signed a joint declaration on the station in Minsk.
Vladimir Gusakov signed for the academy. Peru will sign an agreement with China.
Peru has not joined the station. It competes with the Accords, an analyst says.
China built Belintersat-1, which went up in 2016 on a Long March 3B.
"""


def country(name: str) -> EntityRef:
    return EntityRef(f"country/{name.lower()}", name, "Country")


ILRS = EntityRef("programme/ilrs", "International Lunar Research Station", "Programme")
ACCORDS = EntityRef("accord/artemis-accords", "Artemis Accords", "Accord")
CNSA = EntityRef("organisation/cnsa", "China National Space Administration", "Agency")
NASB = EntityRef("organisation/nasb", "National Academy of Sciences of Belarus", "Organisation")
BELINTERSAT = EntityRef("spacecraft/belintersat-1", "Belintersat-1", "Satellite")
GUSAKOV = EntityRef("person/vladimir-gusakov", "Vladimir Gusakov", "Person")
DECLARATION = EntityRef(
    "agreement/nasb-cnsa-2023", "Joint declaration of NASB and CNSA", "Agreement"
)
TREATY = EntityRef("agreement/peru-china", "Agreement of Peru and China", "Agreement")


@dataclass(frozen=True)
class Reading:
    """An article with what was read from it."""

    document: Document
    claims: Sequence[Claim]
    registry: Registry

    def triples(self) -> set[ox.Triple]:
        return article_triples(self.document, self.claims, self.registry)

    def claim(self, predicate: str, status: str = "asserted") -> Claim:
        """Return the first claim with a predicate and a status."""
        return next(c for c in self.claims if (c.predicate, c.status) == (predicate, status))


class Quoting:
    """Makes claims of one document, each with a quote of it."""

    def __init__(self, document: Document):
        self.document = document

    def __call__(
        self,
        subject: EntityRef,
        predicate: str,
        object: EntityRef | Literal,
        quote: str,
        status: str = "asserted",
        tier: str = "accepted",
        **qualifiers: Any,
    ) -> Claim:
        start = self.document.text.index(quote)
        evidence = Evidence(
            self.document.id, start, start + len(quote), quote, f"{predicate}/example"
        )
        return Claim(subject, predicate, object, status, (evidence,), qualifiers, 0.95, tier)


@pytest.fixture(scope="session")
def registry() -> Registry:
    """A few entities, so that some of what the brief names is unknown."""
    return Registry(
        [
            Entity(
                country("China"),
                aliases=("People's Republic of China",),
                acronyms=("PRC",),
                demonyms=("Chinese",),
                iso2="CN",
                iso3="CHN",
                wikidata="Q148",
            ),
            *(Entity(country(n)) for n in ("Senegal", "Russia", "Belarus", "Pakistan", "Peru")),
            Entity(ILRS, acronyms=("ILRS",)),
            Entity(ACCORDS),
            Entity(CNSA, acronyms=("CNSA",), country="country/china"),
            Entity(NASB, acronyms=("NASB",), country="country/belarus"),
            Entity(BELINTERSAT, country="country/belarus", cospar="2016-001A", norad="41238"),
        ]
    )


@pytest.fixture(scope="session")
def brief() -> Document:
    return Document(
        "station-grows",
        TEXT,
        title="The station grows",
        date="2025-07-25",
        publisher="Space Partnerships Knowledge Graph",
        sources=(
            Source("First Paper", "Station grows", "https://example.org/1", "2025-07-24"),
            Source("Second Paper", date="2025-07"),
        ),
    )


@pytest.fixture(scope="session")
def reading(brief: Document, registry: Registry) -> Reading:
    """Claims of every status and tier, with every kind of qualifier value."""
    claim = Quoting(brief)
    nations = "now has four nations — Russia, Belarus and Pakistan"
    declared = "The academy of Belarus and CNSA signed a joint declaration on the station in Minsk"
    built = "China built Belintersat-1, which went up in 2016 on a Long March 3B"
    china = country("China")
    return Reading(
        brief,
        (
            claim(
                country("Senegal"),
                "signatoryOf",
                ACCORDS,
                "Senegal signed the Artemis Accords on 24 July 2025, the 56th",
                date="2025-07-24",
                ordinal=56,
                commitment="signed",
            ),
            *(
                claim(country(name), "participatesIn", ILRS, nations, role="member")
                for name in ("Russia", "Belarus", "Pakistan")
            ),
            claim(ILRS, "memberCount", Literal("4", "integer"), nations, asOf="2025-07-25"),
            claim(ILRS, "ledBy", china, "China-led station"),
            claim(
                NASB,
                "agreementWith",
                CNSA,
                declared,
                agreement=DECLARATION,
                kind="joint declaration",
                place="Minsk",
                concerning=ILRS,
                date="--10-23",
            ),
            claim(DECLARATION, "signedBy", GUSAKOV, "Vladimir Gusakov signed", onBehalfOf=NASB),
            claim(
                country("Peru"),
                "agreementWith",
                china,
                "Peru will sign an agreement with China",
                "planned",
                agreement=TREATY,
            ),
            claim(country("Peru"), "participatesIn", ILRS, "Peru has not joined", "negated"),
            claim(
                ILRS,
                "competesWith",
                ACCORDS,
                "It competes with the Accords, an analyst says",
                "opinion",
                attributedTo="an analyst",
            ),
            claim(BELINTERSAT, "builtBy", china, built),
            claim(BELINTERSAT, "builtFor", country("Belarus"), built, tier="candidate"),
            claim(BELINTERSAT, "launchDate", Literal("2016", "gYear"), built),
            claim(BELINTERSAT, "launchVehicle", Literal("Long March 3B"), built),
            claim(GUSAKOV, "holdsPosition", NASB, "Gusakov signed for the academy", former=True),
        ),
        registry,
    )


@pytest.fixture(scope="session")
def triples(reading: Reading) -> frozenset[ox.Triple]:
    """The whole graph of the brief, with the description of the dataset."""
    contributed = reading.triples()
    return frozenset(contributed | dataset_triples(contributed))


@pytest.fixture(scope="session")
def ontology(ontology_dir: Path) -> Ontology:
    return Ontology.load(ontology_dir)
