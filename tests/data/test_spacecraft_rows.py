"""Curated rows on satellites, missions and fleets: what they promise to whoever uses them."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.model import Claim, EntityRef
from kg.model.dates import bounds
from kg.model.registry import Registry
from kg.rows import claims_of, freeze, read_sources

FILES = ("missions", "satellite-counts", "satellites")
SETS = {"spacecraft/formosat-3", "spacecraft/formosat-7"}
"""Several craft of one launch under one name: no single number is theirs."""
UNSETTLED = {
    "spacecraft/nexsat-1",
    "spacecraft/paktes-1a",
    "spacecraft/prss-1",
}
"""Catalogues do not agree which object of the launch it is."""
UNNUMBERED = {
    "mission/nisar",
    "spacecraft/alsat-3a",
    "spacecraft/alsat-3b",
    "spacecraft/ol-1",
    "spacecraft/prss-01",
}
"""Launched after the catalogues that we have read in full, or not found in them."""


@pytest.fixture(scope="module")
def registry(data_dir: Path) -> Registry:
    return Registry.load([data_dir / "entities"])


@pytest.fixture(scope="module")
def stated(data_dir: Path, registry: Registry) -> dict[str, list[Claim]]:
    """What each file states, by its name."""
    sources = read_sources(data_dir / "sources.yaml")
    found = {}
    for name in FILES:
        path = data_dir / "facts" / f"{name}.yaml"
        found[name] = claims_of(freeze(path, path.read_bytes(), sources), registry, path)
    return found


def by_subject(
    claims: list[Claim], predicate: str, status: str = "asserted"
) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate == predicate and claim.status == status:
            found[claim.subject.id].append(claim)
    return found


def named(claim: Claim) -> str:
    """Return the object of a claim as one word: an id, or a value."""
    return claim.object.id if isinstance(claim.object, EntityRef) else claim.object.value


def first_day(text: object) -> date:
    return bounds(str(text))[0] or date.min


def last_day(text: object) -> date:
    return bounds(str(text))[1] or date.max


def test_every_claim_cites_publications_that_are_listed(
    stated: dict[str, list[Claim]], data_dir: Path
) -> None:
    """Whoever doubts a fact finds where it was read."""
    known = set(read_sources(data_dir / "sources.yaml"))
    for name, claims in stated.items():
        assert len(claims) > 90, name
        for claim in claims:
            for evidence in claim.evidence:
                assert evidence.sources, claim
                assert set(evidence.sources) <= known, claim


def test_a_craft_has_one_row_and_was_launched_once(stated: dict[str, list[Claim]]) -> None:
    launches = by_subject(stated["satellites"], "launchDate")
    assert len(launches) > 190
    assert [craft for craft, dates in launches.items() if len(dates) > 1] == []
    rows = Counter(claim.evidence[0].start for claims in launches.values() for claim in claims)
    assert max(rows.values()) == 1


def test_nothing_is_operated_before_its_launch_or_after_its_end(
    stated: dict[str, list[Claim]],
) -> None:
    claims = stated["satellites"] + stated["missions"]
    launched = {craft: named(c[0]) for craft, c in by_subject(claims, "launchDate").items()}
    for craft, operated in by_subject(claims, "operatedBy").items():
        for claim in operated:
            since = claim.qualifiers.get("since")
            until = claim.qualifiers.get("until")
            assert since is None or last_day(since) >= first_day(launched[craft]), claim
            assert until is None or last_day(until) >= first_day(launched[craft]), claim
            assert not (since and until) or last_day(until) >= first_day(since), claim


def test_who_never_reached_orbit_is_operated_by_nobody(stated: dict[str, list[Claim]]) -> None:
    """A launch that failed is told as one, and the satellite is in no fleet."""
    claims = stated["satellites"]
    lost = set(by_subject(claims, "orbit", "negated"))
    assert lost == {f"spacecraft/{c}" for c in ("belka-1", "cbers-3", "falconeye-1", "palapa-n1")}
    assert lost & set(by_subject(claims, "operatedBy")) == set()
    assert lost & set(by_subject(claims, "orbit")) == set()
    assert lost <= set(by_subject(claims, "launchDate"))


def test_what_reached_orbit_has_the_numbers_of_the_catalogues(
    stated: dict[str, list[Claim]], registry: Registry
) -> None:
    """Catalogues can be matched by number; the year in it is the year of the launch."""
    claims = stated["satellites"]
    lost = set(by_subject(claims, "orbit", "negated"))
    launches = by_subject(claims, "launchDate")
    without = {craft for craft in launches if registry.get(craft).norad is None}
    assert without == lost | SETS | UNSETTLED | UNNUMBERED
    for craft, (launch,) in launches.items():
        cospar = registry.get(craft).cospar
        from_station = cospar is not None and cospar.startswith("1998-067")
        assert cospar is None or from_station or cospar[:4] == named(launch)[:4], craft


def test_builders_and_customers_are_told_apart(stated: dict[str, list[Claim]]) -> None:
    """What Belarus, Pakistan and Algeria bought is not what they built."""
    claims = stated["satellites"]
    built, ordered = by_subject(claims, "builtBy"), by_subject(claims, "builtFor")
    expected = {
        "spacecraft/belintersat-1": ("organisation/cast", "country/belarus"),
        "spacecraft/paksat-mm1": ("organisation/cast", "country/pakistan"),
        "spacecraft/alsat-1": ("organisation/sstl", "country/algeria"),
        "spacecraft/turksat-4a": ("organisation/mitsubishi-electric", "organisation/turksat"),
    }
    for craft, (builder, customer) in expected.items():
        assert [named(claim) for claim in built[craft]] == [builder]
        assert [named(claim) for claim in ordered[craft]] == [customer]
    for shared in ("spacecraft/cbers-4", "mission/cfosat", "mission/svom", "mission/nisar"):
        assert shared not in ordered, "built together, not by one for the other"


def test_what_is_recalled_is_no_fact(stated: dict[str, list[Claim]]) -> None:
    """A cell that no source bears out waits for one."""
    builders = by_subject(stated["satellites"], "builtBy")
    assert {claim.tier for claim in builders["spacecraft/nilesat-101"]} == {"candidate"}
    modules = [c for c in stated["missions"] if c.subject.id == "spacecraft/kibo"]
    assert {claim.tier for claim in modules} == {"candidate"}


def test_contributions_are_facts_only_where_the_mission_has_flown(
    stated: dict[str, list[Claim]],
) -> None:
    claims = stated["missions"] + stated["satellites"]
    flown = set(by_subject(claims, "launchDate")) | {"programme/iss"}
    given: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate == "contributesTo" and isinstance(claim.object, EntityRef):
            given[claim.status].add(claim.object.id)
            assert claim.status != "asserted" or claim.object.id in flown, claim
            if claim.qualifiers.get("commitment") == "withdrawn":
                assert claim.status == "negated", claim
    assert {"mission/change-7", "mission/change-8", "mission/lupex"} <= given["planned"]
    assert given["negated"] == {
        "mission/change-7",
        "mission/exomars-rosalind-franklin",
        "mission/luna-25",
        "mission/luna-26",
        "mission/luna-27",
    }


def test_payloads_of_change_6_have_their_makers(stated: dict[str, list[Claim]]) -> None:
    claims = stated["missions"]
    aboard = {
        claim.subject.id
        for claim in claims
        if claim.predicate == "partOf"
        and claim.object == EntityRef("mission/change-6", "Chang'e-6", "Mission")
    }
    assert aboard == {f"spacecraft/{name}" for name in ("dorn", "icube-q", "inrri", "nils")}
    assert aboard <= set(by_subject(claims, "developedBy"))


def test_counts_of_one_day_that_differ_are_shown(data_dir: Path, project_dir: Path) -> None:
    """Three working satellites of Belarus, or four: the reader is told who counts what."""
    (project_dir / "data" / "facts").mkdir()
    shutil.copy(data_dir / "facts" / "satellite-counts.yaml", project_dir / "data" / "facts")
    shutil.copy(data_dir / "sources.yaml", project_dir / "data")
    with KnowledgeGraph.open(project_dir) as graph:
        graph.build()
        (found,) = graph.contradictions()
    assert (found.subject.id, found.predicate) == ("country/belarus", "activeSatellites")
    assert sorted(side.says for side in found.sides) == ["3", "4"]
