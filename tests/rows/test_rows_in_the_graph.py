"""Curated rows in a built graph: facts with their sources, taken out without a trace."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from kg.api import KnowledgeGraph
from kg.cli import cli
from tests.rows.conftest import HEAD, ROWS, write

ARTICLE = "Thailand signed the Artemis Accords on 16 December 2024.\n"


def lines(graph: KnowledgeGraph) -> set[str]:
    return set(map(str, graph.store.triples()))


def test_rows_are_facts_with_the_publications_they_cite(project: Path) -> None:
    with KnowledgeGraph.open(project) as graph:
        assert graph.build().failures == ()
        assert graph.query("ASK { country:thailand kg:signatoryOf accord:artemis-accords }")[0][
            "answer"
        ]
        (fact,) = [f for f in graph.show("Thailand").facts if f.predicate == "signatoryOf"]
        (quote,) = fact.evidence
        assert [source.publisher for source in quote.sources] == ["An Agency", "A Paper"]
        assert quote.article.kind == "data"
        assert quote.issued == "2024-12-20"
        assert graph.check().conforms
        stats = graph.stats()
        assert (stats.articles, stats.data_files, stats.sources) == (0, 1, 2)


def test_a_candidate_row_is_no_direct_triple(project: Path) -> None:
    write(project, HEAD + ROWS.replace("grade: A", "grade: C"))
    with KnowledgeGraph.open(project) as graph:
        graph.build()
        asked = graph.query("ASK { country:thailand kg:signatoryOf accord:artemis-accords }")
        assert asked == [{"answer": False}]
        assert [f.tier for f in graph.show("Thailand").facts] == ["candidate"]


def test_a_row_confirms_what_an_article_only_suggests_and_both_support_it(project: Path) -> None:
    (project / "data" / "articles" / "told.txt").write_text(ARTICLE)
    with KnowledgeGraph.open(project) as graph:
        graph.build()
        told = [f for f in graph.show("Thailand").outgoing if f.predicate == "signatoryOf"]
        articles = {quote.article.id for fact in told for quote in fact.evidence}
        assert articles == {"told", "data/accords"}


def test_an_edited_file_replaces_its_rows_and_a_deleted_one_leaves_nothing(project: Path) -> None:
    (project / "data" / "articles" / "told.txt").write_text(ARTICLE)
    path = project / "data" / "facts" / "accords.yaml"
    with KnowledgeGraph.open(project) as graph:
        graph.build()
        write(project, HEAD + ROWS.replace("Senegal", "Egypt"))
        assert graph.build().changed
        assert not graph.build().changed
        assert not graph.show("Senegal").facts
        assert graph.show("Egypt").facts
        path.unlink()
        graph.build()
        without = lines(graph)
    shutil.rmtree(project / "build")
    with KnowledgeGraph.open(project) as graph:
        graph.build()
        assert lines(graph) == without


def test_removing_one_file_keeps_what_another_shares_with_it(project: Path) -> None:
    (project / "data" / "articles" / "told.txt").write_text(ARTICLE)
    write(project, "# Once more.\n" + HEAD + ROWS, "more")
    with KnowledgeGraph.open(project) as graph:
        graph.build()
        whole = lines(graph)
        graph.remove("data/accords")
        changed = lines(graph)
        graph.build()
        assert lines(graph) == changed
        graph.add(project / "data" / "facts" / "accords.yaml")
        assert lines(graph) == whole
    shutil.rmtree(project / "build")
    (project / "data" / "facts" / "accords.yaml").unlink()
    with KnowledgeGraph.open(project) as graph:
        graph.build()
        assert lines(graph) == changed


def test_a_wrong_file_is_reported_and_the_rest_is_built(project: Path) -> None:
    (project / "data" / "articles" / "told.txt").write_text(ARTICLE)
    write(project, HEAD + ROWS.replace("Thailand", "Thailnd"))
    run = CliRunner().invoke(cli, ["--project", str(project), "build"])
    assert "accords.yaml" in run.stderr
    assert "line 14" in run.stderr
    assert "Did you mean Thailand" in run.stderr
    with KnowledgeGraph.open(project) as graph:
        assert graph.show("Thailand").facts
    run = CliRunner().invoke(cli, ["--project", str(project), "check"])
    assert run.exit_code == 3
    assert "accords.yaml:14" in run.stderr


def test_what_is_shown_names_the_row_and_what_it_cites(project: Path) -> None:
    runner = CliRunner()
    runner.invoke(cli, ["--project", str(project), "build"])
    shown = runner.invoke(cli, ["--project", str(project), "show", "Senegal"]).stdout
    assert "row “country: Senegal stage: both" in shown
    assert "(data/accords; paper)" in shown
    assert "paper: A Paper, [On the signing], 2025-08, https://paper.example/1" in shown
    assert "Signatures so far" not in shown
