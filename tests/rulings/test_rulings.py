"""A ruling settles a conflict: one side stands, the other is kept and does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.api import KnowledgeGraph
from kg.errors import DecisionError, UnknownNameError
from kg.project import Project
from tests.rulings.conftest import RULING, write_ruling

LISTED = "ASK { country:peru kg:participatesIn programme:ilrs }"
STANDS = "ASK { country:chad kg:signatoryOf accord:artemis-accords }"


def _triples(project: Project) -> set[str]:
    """Return the whole graph of a project as lines."""
    with KnowledgeGraph(project) as graph:
        return {str(triple) for triple in graph.store.triples()}


def _tiers(graph: KnowledgeGraph) -> dict[str, str]:
    """Return the tier of each statement that Chad signed, by its date."""
    facts = (fact for fact in graph.facts() if fact.subject.id == "country/chad")
    return {str(f.qualifiers["date"]): f.tier for f in facts if f.predicate == "signatoryOf"}


def test_one_side_stands_and_the_other_is_kept(graph: KnowledgeGraph, project: Project) -> None:
    """The overruled claim keeps its words; only the accepted one bears the direct triple."""
    write_ruling(project)
    assert graph.build().changed
    assert _tiers(graph) == {"2024-05-04": "accepted", "2024-05-05": "overruled"}
    assert graph.query(STANDS) == [{"answer": True}]
    (overruled,) = (fact for fact in graph.facts() if fact.tier == "overruled")
    assert [quote.article.id for quote in overruled.evidence] == ["second"]
    assert graph.check().violations == ()


def test_what_stands_nowhere_else_is_no_direct_triple(
    graph: KnowledgeGraph, project: Project
) -> None:
    """Where both sides are overruled the plain triple goes, and it comes back with the ruling."""
    path = write_ruling(
        project,
        RULING.replace("stands:", "overruled:", 1)
        .replace(
            "  overruled:\n    - subject: country/chad\n      predicate: signatoryOf\n"
            "      object: accord/artemis-accords\n  by",
            "  by",
        )
        .replace("      qualifiers: {date: 2024-05-04}\n", ""),
    )
    graph.build()
    assert graph.query(STANDS) == [{"answer": False}]
    path.unlink()
    graph.build()
    assert graph.query(STANDS) == [{"answer": True}]


def test_conflict_is_open_until_it_is_ruled_on(graph: KnowledgeGraph, project: Project) -> None:
    """It goes from the open ones to those ruled on, with who, when, why and which side."""
    (found,) = graph.conflicts(kind="details")
    assert found.open
    assert graph.conflicts(kind="details", state="ruled") == []
    write_ruling(project)
    graph.build()
    assert graph.conflicts(kind="details") == []
    assert all(each.kind != "details" for each in graph.contradictions())
    (ruled,) = graph.conflicts(entity="Chad", kind="details", state="ruled")
    assert ruled.outcomes == ("stands", "overruled")
    assert [(r.by, r.date, r.why) for r in ruled.rulings] == [
        ("Ann Reader", "2026-01-31", "the agency gives the day")
    ]


def test_third_side_opens_it_again(graph: KnowledgeGraph, project: Project, tmp_path: Path) -> None:
    """What the ruling did not know of is for somebody to rule on."""
    named = RULING.replace(
        "artemis-accords\n  by", "artemis-accords\n      qualifiers: {date: 2024-05-05}\n  by"
    )
    write_ruling(project, named)
    graph.build()
    article = tmp_path / "fourth.txt"
    article.write_text("Chad signed the Artemis Accords on 9 May 2024.\n")
    graph.add(article)
    (found,) = graph.conflicts(kind="details")
    assert found.open
    assert [side.says for side in found.found.sides] == ["2024-05-04", "2024-05-05", "2024-05-09"]
    assert found.outcomes == ("stands", "overruled", None)


def test_changes_give_the_same_graph_as_a_build_from_nothing(
    graph: KnowledgeGraph, project: Project
) -> None:
    """A ruling that comes, changes and goes leaves what a new build would make, exactly."""
    before = _triples(project)
    path = write_ruling(project)
    graph.build()
    with_it = _triples(project)
    (project.build / "current").unlink()
    with KnowledgeGraph(project) as anew:
        anew.build()
    assert _triples(project) == with_it
    path.write_text(RULING.replace("Ann Reader", "Ben Reader"))
    with KnowledgeGraph(project) as other:
        other.build()
        assert not other.build().changed
    assert _triples(project) != with_it
    path.unlink()
    with KnowledgeGraph(project) as last:
        last.build()
    assert _triples(project) == before


def test_ruling_goes_with_the_articles_that_it_is_on(
    graph: KnowledgeGraph, project: Project
) -> None:
    """Removing the articles takes the ruling out of the graph, and check tells of its file."""
    write_ruling(project)
    graph.build()
    assert graph.stale_rulings() == []
    graph.remove("first", "second")
    assert graph.query("SELECT ?r { ?r a kg:Ruling }") == []
    (stale,) = graph.stale_rulings()
    assert "ann.yaml:2: nothing in the graph states country/chad signatoryOf" in str(stale)


def test_number_may_stand_though_its_list_is_shorter(graph: KnowledgeGraph) -> None:
    """Both sides of a count can be right; the list is not overruled with the number."""
    (count,) = graph.conflicts(kind="count")
    settled = graph.settle(count.found.id, 0, "Ann Reader", "with the leader", date="2026-02-01")
    assert settled.ruling.overruled == ()
    assert graph.conflicts(kind="count") == []
    (ruled,) = graph.conflicts(kind="count", state="ruled")
    assert ruled.outcomes == ("stands", None)
    assert graph.query("ASK { programme:ilrs kg:memberCount 4 }") == [{"answer": True}]
    assert graph.query(LISTED) == [{"answer": True}]


def test_number_that_is_overruled_leaves_the_list(graph: KnowledgeGraph) -> None:
    """If the list is right, only the number falls."""
    (count,) = graph.conflicts(kind="count")
    graph.settle(count.found.id[:16], 2, "Ann Reader", "only three had joined")
    assert graph.conflicts(kind="count") == []
    assert graph.query("ASK { programme:ilrs kg:memberCount 4 }") == [{"answer": False}]
    assert graph.query(LISTED) == [{"answer": True}]


def test_page_carries_what_disagrees_and_the_ruling(
    graph: KnowledgeGraph,
    project: Project,
    page_content: Callable[[str], dict[str, Any]],
    tmp_path: Path,
) -> None:
    """The page shows what `kg conflicts` knows, open and settled, each side by its facts."""
    write_ruling(project)
    graph.build()
    graph.view(tmp_path / "page.html")
    data = page_content((tmp_path / "page.html").read_text(encoding="utf-8"))["data"]
    days, count = sorted(data["conflicts"], key=lambda each: each["open"])
    assert [(side["says"], side["outcome"]) for side in days["sides"]] == [
        ("4 May 2024", "stands"),
        ("5 May 2024", "overruled"),
    ]
    ruling = {"by": "Ann Reader", "date": "31 Jan 2026", "why": "the agency gives the day"}
    assert days["rulings"] == [ruling]
    four, listed = count["sides"]
    assert (four["says"], listed["says"]) == ("4", "Chad, Egypt, Peru")
    assert count["on"] == four["facts"]
    assert len(listed["facts"]) == 3
    fact, place = listed["quotes"][0]
    assert data["facts"][fact]["evidence"][place][0].endswith("Chad, Egypt and Peru")


def test_settling_twice_in_two_ways_is_refused(graph: KnowledgeGraph, project: Project) -> None:
    """Nobody can know which of two people is right, so the files stay as they were."""
    (found,) = graph.conflicts(kind="details")
    settled = graph.settle(found.found.id, 1, "Ann Reader", "seen")
    with pytest.raises(DecisionError, match=r"overrules; keep one"):
        graph.settle(found.found.id, 2, "Ben Reader", "heard")
    assert project.rulings == [settled.path]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"entity": "Chadd"}, "Did you mean Chad"),
        ({"predicate": "signatryOf"}, "Did you mean signatoryOf"),
        ({"kind": "detail"}, "Did you mean details"),
        ({"state": "shut"}, "there is no state 'shut'"),
    ],
)
def test_filter_that_means_nothing(
    graph: KnowledgeGraph, wanted: dict[str, str], message: str
) -> None:
    """A slip in a filter is told, not answered with nothing."""
    with pytest.raises(UnknownNameError, match=message):
        graph.conflicts(**wanted)
