"""The page reckons who is a member of what by the same rule as the commands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kg import KnowledgeGraph
from kg.graph.ladder import memberships

pytestmark = pytest.mark.browser

MEMBERS = """() => KG.data.blocs.flatMap(({ node, members }) => members.map((member) =>
    [node, member.node].map((each) => KG.data.entities[each].id).concat(
        KG.standOf(member, KG.page.app)?.firm ?? false)))"""
EPOCH = date(1970, 1, 1)


@pytest.mark.parametrize("day", [None, "2023-10-27", "1985-06-01"])
def test_the_same_parties_are_members(
    look_at: Callable[..., Any], built: Path, tmp_path: Path, day: str | None
) -> None:
    """Of every bloc of the bundled graph, now and as of a day."""
    page = tmp_path / "page.html"
    with KnowledgeGraph.open(built) as graph:
        graph.view(page)
        homes = {info.ref.id: info.country for info in graph.entities() if info.country}
        at = None if day is None else date.fromisoformat(day)
        standing = memberships(graph.at(as_of=day).facts(), homes)
        expected = {(each.target.id, each.party.id) for each in standing if each.place(at) == "in"}
        sure = {(each.target.id, each.party.id) for each in standing if each.standing is None}
    seen = look_at(page.as_uri())
    if at is not None:
        seen.page.evaluate(
            "(day) => KG.page.state.set({ asOf: day })", (at - EPOCH) // timedelta(1)
        )
    told = {(bloc, party): firm for bloc, party, firm in seen.page.evaluate(MEMBERS)}
    compared = {pair for pair in expected if pair in told}
    assert len(compared) > 40
    # As of a day the page sets apart whom its dates leave uncertain, whom commands mark so.
    firm = {pair for pair, is_firm in told.items() if is_firm}
    assert firm - expected == set()
    assert (compared & sure) - firm == set()
