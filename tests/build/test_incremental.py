"""Adding and removing: exactly what depends on the article, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.api import KnowledgeGraph
from kg.build.generations import Generations
from kg.cli import cli
from kg.errors import StoreError, UnknownNameError
from kg.project import Project

Write = Callable[[str, str], Path]

EGYPT = "Egypt signed the Artemis Accords on 1 May 2025.\n"


def lines(graph: KnowledgeGraph) -> list[str]:
    """The graph as sorted N-Triples."""
    return sorted(map(str, graph.store.triples()))


@pytest.fixture
def graph(small: Project) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph(small) as graph:
        graph.build()
        yield graph


@pytest.mark.parametrize(
    "text",
    [
        EGYPT,
        "Senegal signed the Artemis Accords on 24 July 2025.\n\nAnd more was said.\n",
        "Thailand signed a memorandum of understanding with Egypt on 3 March 2025.\n",
        "Nothing of this kind is said here.\n",
    ],
    ids=["new fact", "shared claim", "new agreement", "no fact"],
)
def test_add_then_remove_restores_the_graph(graph: KnowledgeGraph, write: Write, text: str) -> None:
    """An article that came and went leaves no trace, also where it shared its claims."""
    before = lines(graph)
    assert graph.add(write("news.txt", text)).changed
    assert lines(graph) != before
    assert graph.remove("news").changed
    assert lines(graph) == before
    assert graph.build().notes == ()


def test_removal_keeps_what_others_say(graph: KnowledgeGraph) -> None:
    """Thailand's membership is said twice, so it stays when one of the articles goes."""
    ask = "ASK { country:thailand kg:participatesIn programme:ilrs }"
    graph.remove("thailand")
    assert graph.query(ask) == [{"answer": True}]
    assert graph.query("ASK { country:thailand kg:signatoryOf ?any }") == [{"answer": False}]
    graph.remove("both")
    assert graph.query(ask) == [{"answer": False}]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_any_order_of_adding_gives_the_built_graph(
    graph: KnowledgeGraph, tmp_path: Path, small: Project, order: tuple[int, ...]
) -> None:
    """One build and three additions in any order end in the same bytes."""
    root = tmp_path / "other"
    shutil.copytree(small.root, root, ignore=shutil.ignore_patterns("build", "articles"))
    with KnowledgeGraph.open(root) as other:
        for number in order:
            other.add(small.articles[number])
        assert lines(other) == lines(graph)


def test_a_later_build_includes_what_was_added(
    graph: KnowledgeGraph, write: Write, small: Project
) -> None:
    """The text was frozen when it was added: its file may go, and a full build has it."""
    path = write("egypt.txt", EGYPT)
    graph.add(path)
    after = lines(graph)
    path.unlink()
    assert not graph.build().changed
    shutil.rmtree(small.build / "generations")
    (small.build / "current").unlink()
    assert graph.build().articles == 4
    assert lines(graph) == after


def test_a_later_build_leaves_out_what_was_removed(graph: KnowledgeGraph, small: Project) -> None:
    """A removed article of the project stays away until it is added again."""
    before = lines(graph)
    graph.remove("senegal")
    after = lines(graph)
    report = graph.build()
    assert not report.changed
    assert any("senegal" in note for note in report.notes)
    (small.root / "data/articles/egypt.txt").write_text(EGYPT)
    assert graph.build().articles == 3
    (small.root / "data/articles/egypt.txt").unlink()
    graph.build()
    assert lines(graph) == after
    graph.add(small.root / "data/articles/senegal.txt")
    assert lines(graph) == before


def test_a_project_file_added_again_follows_its_file(graph: KnowledgeGraph, small: Project) -> None:
    """What came back is no frozen copy: a changed file shows in the next build."""
    path = small.root / "data/articles/senegal.txt"
    graph.remove("senegal")
    graph.add(path)
    path.write_text(EGYPT)
    graph.build()
    assert graph.query("ASK { country:egypt kg:signatoryOf ?any }") == [{"answer": True}]


def test_the_same_again_does_nothing_and_says_so(graph: KnowledgeGraph, write: Write) -> None:
    """Neither the same file nor its text under another name is added twice."""
    path = write("egypt.txt", EGYPT)
    graph.add(path)
    before = Generations(graph.project.build).current()
    for again in (path, write("copy.txt", EGYPT)):
        report = graph.add(again)
        assert not report.changed
        assert not report.failures
        assert "already" in report.notes[0]
    assert Generations(graph.project.build).current() == before


def test_a_changed_file_takes_the_place_of_the_earlier(graph: KnowledgeGraph, write: Write) -> None:
    """Adding a file again after an edit leaves only what it says now."""
    path = write("news.txt", EGYPT)
    graph.add(path)
    path.write_text("China signed the Artemis Accords on 2 May 2025.\n")
    assert graph.add(path).articles == 4
    signs = "ASK {{ country:{} kg:signatoryOf ?any }}"
    assert graph.query(signs.format("egypt")) == [{"answer": False}]
    assert graph.query(signs.format("china")) == [{"answer": True}]


def test_another_file_of_the_same_id_needs_to_be_wanted(
    graph: KnowledgeGraph, write: Write
) -> None:
    """A second `senegal` from elsewhere is refused, and taken with `replace`."""
    before = lines(graph)
    other = write("senegal.txt", EGYPT)
    report = graph.add(other)
    assert not report.changed
    assert "--replace" in report.failures[0].reason
    assert "data/articles/senegal.txt" in report.failures[0].reason
    assert lines(graph) == before
    assert graph.add(other, replace=True).changed
    assert graph.query("ASK { country:senegal kg:signatoryOf ?any }") == [{"answer": False}]
    after = lines(graph)
    assert not graph.build().changed
    assert lines(graph) == after


def test_two_files_of_one_id_in_one_call_conflict(
    graph: KnowledgeGraph, write: Write, tmp_path: Path
) -> None:
    """The second of two files with one id is refused; the first is added."""
    twin = tmp_path / "other" / "news.txt"
    twin.parent.mkdir()
    twin.write_text("China signed the Artemis Accords.\n")
    report = graph.add(write("news.txt", EGYPT), twin)
    assert report.articles == 4
    assert [failure.origin for failure in report.failures] == [str(twin)]


def test_an_unreadable_file_does_not_lose_the_others(
    graph: KnowledgeGraph, write: Write, tmp_path: Path
) -> None:
    """Of two files, the missing one is reported and the other is added."""
    missing = tmp_path / "missing.txt"
    report = graph.add(missing, write("egypt.txt", EGYPT))
    assert report.articles == 4
    assert [failure.origin for failure in report.failures] == [str(missing)]


def test_unknown_articles_are_not_removed(graph: KnowledgeGraph) -> None:
    """A typo is answered with a suggestion, and nothing else is removed either."""
    before = lines(graph)
    with pytest.raises(UnknownNameError, match="Did you mean senegal"):
        graph.remove("thailand", "senegla")
    assert lines(graph) == before
    assert graph.build().articles == 3


def test_removal_takes_the_forms_that_answers_show(graph: KnowledgeGraph) -> None:
    """The prefixed name and the full IRI of an article are understood."""
    graph.remove("article:senegal", "https://w3id.org/spacekg/id/article/both")
    assert graph.stats().articles == 1


def test_nothing_can_be_removed_from_no_graph(small: Project) -> None:
    """Before the first build the answer says what to do."""
    with KnowledgeGraph(small) as graph, pytest.raises(StoreError, match="kg build"):
        graph.remove("senegal")


def test_adding_to_no_graph_builds_it(small: Project, write: Write) -> None:
    """The first command may be an addition."""
    with KnowledgeGraph(small) as graph:
        assert graph.add(write("egypt.txt", EGYPT)).articles == 4


def test_additions_after_an_edit_of_the_registry_start_from_a_new_graph(
    graph: KnowledgeGraph, write: Write, small: Project
) -> None:
    """Facts read by the old registry do not stay beside those read by the new one."""
    with (small.root / "data/entities/few.yaml").open("a") as stream:
        stream.write("- {id: country/chad, type: Country, label: Chad, demonyms: [Chadian]}\n")
    graph.add(write("chad.txt", "Chad signed the Artemis Accords on 4 May 2025.\n"))
    added = lines(graph)
    shutil.rmtree(small.build / "generations")
    graph.build()
    assert lines(graph) == added
    assert graph.query("ASK { country:chad kg:signatoryOf ?any }") == [{"answer": True}]


def test_lost_readings_are_read_again(graph: KnowledgeGraph, write: Write, small: Project) -> None:
    """Whoever deletes the cache loses nothing but time."""
    before = lines(graph)
    shutil.rmtree(small.build / "claims")
    graph.add(write("egypt.txt", EGYPT))
    graph.remove("egypt")
    assert lines(graph) == before


def test_an_interrupted_addition_leaves_the_earlier_graph(
    graph: KnowledgeGraph, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half an addition is none: the graph stays the old one, until it is added once more."""
    before = lines(graph)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Generations, "publish", dies)
        with pytest.raises(KeyboardInterrupt):
            graph.add(write("egypt.txt", EGYPT))
    assert lines(graph) == before
    assert not graph.build().changed
    assert lines(graph) == before
    assert graph.add(write("egypt.txt", EGYPT)).articles == 4


@pytest.mark.parametrize("form", ["name", "path", "relative path"])
def test_an_article_goes_by_the_file_that_it_came_from(
    graph: KnowledgeGraph, write: Write, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever added a file can remove it by the same words."""
    before = lines(graph)
    path = write("Egypt News.txt", EGYPT)
    graph.add(path)
    monkeypatch.chdir(path.parent)
    words = {"name": path.name, "path": str(path), "relative path": f"../inbox/{path.name}"}
    assert graph.remove(words[form]).changed
    assert lines(graph) == before


FEED = """<rss version="2.0"><channel><title>News</title>
<item><title>Egypt</title><description>Egypt signed the Artemis Accords on 1 May 2025, officials
in the capital said after a ceremony that several ministers attended.</description></item>
<item><title>China</title><description>China signed the Artemis Accords on 2 May 2025, officials
in the capital said after a ceremony that several ministers attended.</description></item>
</channel></rss>
"""


def test_with_a_feed_goes_all_that_it_brought(graph: KnowledgeGraph, write: Write) -> None:
    """The records of one file have ids of their own, and the file stands for all of them."""
    before = lines(graph)
    assert graph.add(write("feed.rss", FEED)).articles == 5
    assert graph.remove("feed.rss").articles == 3
    assert lines(graph) == before


def test_a_file_name_that_two_articles_share_is_asked_back(
    graph: KnowledgeGraph, write: Write, tmp_path: Path
) -> None:
    """Two files of one name are told apart by their paths, and neither goes by mistake."""
    path = write("news.txt", EGYPT)
    twin = tmp_path / "other" / "news.txt"
    twin.parent.mkdir()
    twin.write_text("China signed the Artemis Accords on 2 May 2025.\n")
    graph.add(path)
    added = ["--project", str(graph.project.root), "add", str(twin), "--id", "other"]
    assert CliRunner().invoke(cli, added).exit_code == 0
    with pytest.raises(UnknownNameError, match="give the path"):
        graph.remove("news.txt", "nowhere/news.txt")
    graph.close()
    assert graph.stats().articles == 5
    graph.remove(str(twin))
    assert graph.stats().articles == 4
