"""Changing and writing: `kg build`, `add`, `remove`, `extract`, `export`, `view`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli

Run = Callable[..., Result]
NEWS = "All of Accra was there.\n\nGhana signed the Artemis Accords on 3 May 2026.\n"
GHANA = "ASK { country:ghana kg:signatoryOf accord:artemis-accords }"


def run(*args: str, input: str | None = None) -> Result:
    return CliRunner().invoke(cli, args, input=input)


def test_a_second_build_says_that_nothing_changed(own: Path) -> None:
    """Messages go to standard error, so that a build prints no data."""
    result = run("build")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.startswith("nothing has changed: ")
    assert run("--quiet", "build").stderr == ""
    assert (own / "build" / "current").is_file()


@pytest.mark.usefixtures("own")
def test_an_article_comes_and_goes() -> None:
    """Added from standard input, asked for, removed: the export is what it was before."""
    before = run("export", "-f", "nt").stdout
    added = run("add", "-", "--id", "ghana-news", "--date", "2026-05-04", input=NEWS)
    assert added.exit_code == 0, added.stderr
    assert added.stderr.startswith("added: ")
    assert run("query", GHANA).stdout == "yes\n"
    assert "ghana-news, 2026-05-04" in run("show", "Ghana").stdout
    again = run("add", "-", "--id", "ghana-news", "--date", "2026-05-04", input=NEWS)
    assert "already" in again.stderr
    assert run("remove", "ghana-news").exit_code == 0
    assert run("export", "-f", "nt").stdout == before


def test_what_fails_is_named_and_the_rest_is_done(own: Path) -> None:
    """Of two files one is a binary: the other is in the graph, and the exit code tells."""
    (own / "good.txt").write_text(NEWS)
    (own / "bad.txt").write_bytes(bytes(range(256)) * 10)
    result = run("add", "good.txt", "bad.txt")
    assert result.exit_code == 3
    assert "kg: error: bad.txt: " in result.stderr
    assert run("query", GHANA).stdout == "yes\n"


def test_a_broken_article_fails_the_build_but_not_the_graph(own: Path) -> None:
    """The build names the article and its fault, ends with 3, and has all the others."""
    (own / "data" / "articles" / "empty.md").write_text("")
    result = run("build")
    assert result.exit_code == 3
    assert "kg: error: data/articles/empty.md: " in result.stderr
    assert run("query", "ASK { country:senegal kg:signatoryOf ?x }").stdout == "yes\n"


def test_a_violation_is_exit_code_1(own: Path) -> None:
    """A pattern whose counter-example is matched is found, with file and line."""
    pattern = own / "data" / "patterns" / "signatoryOf.yaml"
    text = pattern.read_text()
    pattern.write_text(text.replace("counterexamples:", "counterexamples:\n  - X", 1))
    result = run("lint", str(pattern))
    assert result.exit_code in (1, 3)
    assert "signatoryOf.yaml:" in result.output


def test_extract_prints_one_json_object_per_fact(kg: Run) -> None:
    """Quotes stand where they say, in the text as it was frozen."""
    result = kg("extract", "-", "--format", "json", "--date", "2026-05-04", input=NEWS)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    (signed,) = [r for r in records if r["predicate"] == "signatoryOf"]
    assert signed["document"] == "stdin"
    assert signed["subject"]["id"] == "country/ghana"
    assert signed["qualifiers"]["date"] == "2026-05-03"
    evidence = signed["evidence"]
    assert NEWS[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_extract_for_people_words_each_fact_and_quotes_it(kg: Run) -> None:
    """The default is a sentence per fact with its words below."""
    text = kg("extract", "-", "--title", "News", input=NEWS).stdout
    assert text.startswith("stdin: News\n")
    assert "\nGhana signatory of Artemis Accords (" in text
    assert "    “Ghana signed the Artemis Accords" in text
    table = kg("extract", "-", "-f", "table", input=NEWS).stdout
    assert table.splitlines()[0].split() == [
        "subject", "predicate", "object", "status", "qualifiers", "quote"
    ]  # fmt: skip


def test_explain_shows_what_was_not_read(kg: Run) -> None:
    """Furniture of a page is listed with the reason, on standard error."""
    page = f"{NEWS}\nALSO READ: Thailand joins the ILRS\n"
    result = kg("extract", "-", "--explain", "-f", "json", input=page)
    assert "not read" in result.stderr
    assert "ALSO READ" in result.stderr
    assert "Thailand" not in result.stdout


def test_the_seed_article_is_extracted_with_exact_quotes(kg: Run, shared: Path) -> None:
    """The article the project started from gives its facts, in document order."""
    text = shared / "dev" / "texts" / "seed.txt"
    records = [
        json.loads(line) for line in kg("extract", str(text), "-f", "json").stdout.splitlines()
    ]
    assert len(records) > 30
    starts = [record["evidence"]["start"] for record in records]
    assert starts == sorted(starts)
    frozen = text.read_text(encoding="utf-8")
    for record in records:
        evidence = record["evidence"]
        assert frozen[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_evaluate_measures_the_bundled_articles(kg: Run) -> None:
    """Scores come overall, by predicate and by status, with what went wrong."""
    args = ("evaluate", "data/articles", "data/gold/articles")
    result = json.loads(kg(*args, "-f", "json").stdout)
    assert result["documents"] >= 12
    assert 0 < result["total"]["f1"] <= 1
    table = kg(*args).stdout
    assert "\nsignatoryOf " in table
    assert "\nasserted " in table
    assert table.count("\nmissed: ") == len(result["misses"])


@pytest.mark.parametrize(
    "ending", ["ttl", "nt", "nq", "trig", "jsonld", "rdf", "graphml", "gexf", "csv"]
)
def test_export_by_the_ending_of_the_file(kg: Run, tmp_path: Path, ending: str) -> None:
    """Each ending writes a file that names Senegal, the same every time."""
    target = tmp_path / f"graph.{ending}"
    assert kg("export", "-o", str(target)).exit_code == 0
    first = target.read_bytes()
    assert b"Senegal" in first
    kg("--quiet", "export", "-o", str(target))
    assert target.read_bytes() == first


def test_export_without_evidence_is_the_plain_facts(kg: Run) -> None:
    """Without evidence no quote is written, and the facts are."""
    text = kg("export", "--no-evidence").stdout
    assert "oa:exact" not in text
    assert "kg:signatoryOf" in text


def test_view_writes_one_page(
    kg: Run, built: Path, tmp_path: Path, page_content: Callable[[str], dict[str, Any]]
) -> None:
    """By default into the build directory; with an entity and hops, only what is near."""
    result = kg("view")
    assert result.stderr == "written: build/graph.html\n"
    whole = (built / "build" / "graph.html").read_text(encoding="utf-8")
    near = tmp_path / "near.html"
    assert kg("view", "Senegal", "--hops", "1", "-o", str(near)).exit_code == 0
    assert "Senegal" in {entity["label"] for entity in page_content(whole)["data"]["entities"]}
    assert len(near.read_text(encoding="utf-8")) < len(whole)
    printed = kg("view", "Senegal", "--hops", "1", "-o", "-").stdout
    assert printed == near.read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
@pytest.mark.parametrize("args", [["stats"], ["view", "Senegal", "--hops", "1"]])
def test_a_named_pipe_is_written_to_and_stays(kg: Run, tmp_path: Path, args: list[str]) -> None:
    """A program that reads from a pipe gets what a file would hold; the pipe is not replaced."""
    file, pipe = tmp_path / "file", tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    result = kg(*args, "-o", str(pipe))
    assert result.exit_code == 0, result.stderr
    assert pipe.is_fifo()
    reader.join(timeout=10)
    assert kg(*args, "-o", str(file)).exit_code == 0
    assert got == [file.read_bytes()]
    assert got[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "pipe"]


def test_one_is_told_as_one(own: Path) -> None:
    """Counts of one have no plural."""
    text = "Ghana signed the Artemis Accords on 3 May 2026.\n"
    assert "\n1 fact\n" in run("extract", "-", input=text).stdout
    gold = own / "data" / "gold" / "articles"
    name = sorted(path.stem for path in gold.glob("*.json"))[0]
    assert "all, 1 text " in run("evaluate", "data/articles", str(gold), "--only", name).stdout
    shutil.rmtree(own / "data" / "facts")
    shutil.rmtree(own / "data" / "articles")
    (own / "data" / "articles").mkdir()
    (own / "data" / "articles" / "ghana.txt").write_text(text)
    assert run("build").stderr.startswith("built: 1 article, 1 claim, ")


def test_check_without_contradictions_begins_with_its_counts(own: Path) -> None:
    """With nothing to complain of there is no empty line before the counts."""
    for name in ("facts", "articles"):
        shutil.rmtree(own / "data" / name)
    run("build")
    text = run("check").stdout
    assert text.startswith("0 violations in ")
    assert text.endswith("\n0 contradictions between what sources say\n")
    assert json.loads(run("check", "-f", "json").stdout)["violations"] == []


def test_a_killed_build_leaves_the_old_graph(
    own: Path, shell: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """`kill -9` in the middle of a build: the earlier graph answers, and the next build works."""
    before = run("export", "-f", "nt").stdout
    (own / "data" / "articles" / "ghana.md").write_text(NEWS)
    code = (
        "import os, signal\n"
        "from kg.build.generations import Generations\n"
        "Generations.publish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from kg.cli import cli\n"
        "cli.main(['build'])\n"
    )
    assert shell("-c", code, cwd=own).returncode == -9
    assert len(list((own / "build" / "generations").iterdir())) == 2
    assert run("export", "-f", "nt").stdout == before
    result = run("build")
    assert result.exit_code == 0, result.stderr
    assert run("query", GHANA).stdout == "yes\n"
    assert len(list((own / "build" / "generations").iterdir())) == 2


def test_a_backup_restored_elsewhere_gives_identical_quads(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bundled graph with an article more: the same N-Quads, and it goes on from there."""
    (own / "ghana.txt").write_text(NEWS)
    assert run("add", "ghana.txt").exit_code == 0
    quads = run("export", "-f", "nq").stdout_bytes
    result = run("backup", str(tmp_path / "graph.kgb"))
    assert result.stderr.startswith("backed up: ")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    result = run("restore", str(tmp_path / "graph.kgb"))
    assert result.exit_code == 0, result.stderr
    assert result.stderr.startswith("restored to build: 53 articles, 10 data files, ")
    assert run("export", "-f", "nq").stdout_bytes == quads
    assert run("build").stderr.startswith("nothing has changed: ")
    assert run("remove", "ghana.txt").exit_code == 0
    assert run("verify").stdout.startswith("sound: ")
