"""Building: all articles at once, nothing twice, and no failure that loses the others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.api import KnowledgeGraph
from kg.build.builder import Builder
from kg.build.generations import Generations
from kg.build.lock import exclusive
from kg.errors import RegistryError, StoreError
from kg.project import Project

BOTH = (
    "SELECT ?who { ?who kg:signatoryOf accord:artemis-accords ; kg:participatesIn programme:ilrs }"
)


def lines(project: Project) -> list[str]:
    """The graph as sorted N-Triples."""
    with KnowledgeGraph(project) as graph:
        return sorted(map(str, graph.store.triples()))


def who(project: Project, query: str = BOTH) -> list[str]:
    with KnowledgeGraph(project) as graph:
        return sorted(str(row["who"]).rpartition("/")[2] for row in graph.query(query))


def test_a_build_answers_questions(small: Project) -> None:
    """After a build, what the articles say can be asked for."""
    report = Builder(small).build()
    assert report.changed
    assert report.articles == 3
    assert not report.failures
    assert who(small) == ["senegal", "thailand"]


def test_a_second_build_does_nothing(small: Project) -> None:
    """Without a change the same generation stays, whatever the time stamps say."""
    Builder(small).build()
    before = Generations(small.build).current()
    for path in small.articles:
        path.touch()
    report = Builder(small).build()
    assert not report.changed
    assert report.articles == 3
    assert Generations(small.build).current() == before


def test_only_changed_articles_are_read_again(small: Project) -> None:
    """The readings of unchanged articles stay; that of a changed one is made anew."""
    Builder(small).build()
    claims = small.build / "claims"
    before = {path.name: path.stat().st_mtime_ns for path in claims.iterdir()}
    (small.root / "data/articles/senegal.txt").write_text("Egypt signed the Artemis Accords.\n")
    Builder(small).build()
    after = {path.name: path.stat().st_mtime_ns for path in claims.iterdir()}
    assert len(after) == 3
    assert len(before.items() & after.items()) == 2
    assert who(small) == ["thailand"]


@pytest.mark.parametrize("name", ["data/entities/few.yaml", "ontology/kg.ttl"])
def test_what_readings_depend_on_makes_them_anew(small: Project, name: str) -> None:
    """A changed registry or ontology leaves no stale facts."""
    Builder(small).build()
    with (small.root / name).open("a") as stream:
        stream.write("\n# a remark\n")
    assert Builder(small).build().changed


def test_saved_queries_do_not_enter_the_graph(small: Project) -> None:
    """Editing a saved query builds nothing."""
    Builder(small).build()
    (small.root / "data/queries").mkdir()
    (small.root / "data/queries/all.rq").write_text("SELECT * { ?s ?p ?o }")
    assert not Builder(small).build().changed


def test_a_moved_project_needs_no_build(small: Project, tmp_path: Path) -> None:
    """What a graph was made from does not depend on where it lies."""
    Builder(small).build()
    moved = small.root.rename(tmp_path / "moved")
    assert not Builder(Project.find(moved)).build().changed


def test_the_same_input_gives_the_same_graph(small: Project, tmp_path: Path) -> None:
    """A copy of the project elsewhere has the same triples."""
    Builder(small).build()
    copy = tmp_path / "elsewhere"
    shutil.copytree(small.root, copy, ignore=shutil.ignore_patterns("build"))
    with KnowledgeGraph.open(copy) as graph:
        graph.build()
        assert sorted(map(str, graph.store.triples())) == lines(small)


def test_a_failing_article_is_named_and_the_others_stay(small: Project) -> None:
    """A binary among the articles is reported with its reason, also by the next build."""
    bad = small.root / "data/articles/noise.txt"
    bad.write_bytes(bytes(range(256)) * 20)
    for changed in (True, False):
        report = Builder(small).build()
        assert report.changed is changed
        assert [failure.origin for failure in report.failures] == ["data/articles/noise.txt"]
        assert report.failures[0].reason
    assert who(small) == ["senegal", "thailand"]
    bad.unlink()
    assert Builder(small).build().failures == ()


def test_two_files_of_one_id_are_a_failure(small: Project) -> None:
    """The second of two files with one id is reported; the first is in the graph."""
    (small.root / "data/articles/Senegal.md").write_text("Egypt signed the Artemis Accords.\n")
    report = Builder(small).build()
    assert "senegal" in report.failures[0].reason
    assert report.articles == 3


def test_a_faulty_registry_leaves_the_earlier_graph(small: Project) -> None:
    """A fault of the project stops the build with its place; the old graph answers on."""
    Builder(small).build()
    with (small.root / "data/entities/few.yaml").open("a") as stream:
        stream.write("- {id: country/china, type: Country, label: Cathay}\n")
    with pytest.raises(RegistryError, match=r"few\.yaml:7"):
        Builder(small).build()
    assert who(small) == ["senegal", "thailand"]


def test_an_interrupted_build_leaves_the_earlier_graph(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that fails before its end changes nothing, and clears up after itself."""
    Builder(small).build()
    before = lines(small)
    (small.root / "data/articles/egypt.txt").write_text("Egypt signed the Artemis Accords.\n")

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Generations, "publish", dies)
        with pytest.raises(KeyboardInterrupt):
            Builder(small).build()
    assert len(list((small.build / "generations").iterdir())) == 1
    assert lines(small) == before
    assert Builder(small).build().articles == 4
    assert lines(small) != before
    Builder(small).build()
    assert len(list((small.build / "generations").iterdir())) <= 2


def test_a_reader_keeps_its_graph_while_another_is_built(small: Project) -> None:
    """What was opened before a build stays whole until it is closed."""
    Builder(small).build()
    with KnowledgeGraph(small) as reader:
        first = len(reader.store)
        (small.root / "data/articles/egypt.txt").write_text("Egypt signed the Artemis Accords.\n")
        Builder(small).build()
        assert sum(1 for _ in reader.store.triples()) == first
    assert len(lines(small)) > first


def test_one_builder_at_a_time(small: Project) -> None:
    """A second builder is refused in words while one is at work."""
    with exclusive(small.build), pytest.raises(StoreError, match="another kg command"):
        Builder(small).build()


def test_what_several_articles_state_is_one_claim(small: Project) -> None:
    """A report counts the claims of the graph, however many articles state each."""
    report = Builder(small).build()
    with KnowledgeGraph(small) as graph:
        assert report.claims == graph.stats().claims == 4
        assert sum(len(fact.evidence) for fact in graph.facts()) == 5
    assert Builder(small).remove(["both"]).claims == 3


def test_a_graph_of_another_version_is_built_anew(small: Project) -> None:
    """A manifest without what is written now is no error, but a reason to build."""
    before = Builder(small).build()
    path = small.build / "generations/000001/manifest.json"
    record = json.loads(path.read_text())
    del record["claims"]
    path.write_text(json.dumps(record))
    assert Builder(small).build() == before


def test_an_empty_project_gives_an_empty_graph(small: Project) -> None:
    """No article is no error: the graph then only describes itself."""
    shutil.rmtree(small.root / "data/articles")
    report = Builder(small).build()
    assert (report.articles, report.claims) == (0, 0)
    assert report.triples == len(lines(small)) > 0
