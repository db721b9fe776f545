"""`kg --store URL`: the commands answer over an engine what they answer over the graph here."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from kg import KnowledgeGraph
from kg.errors import StoreError
from kg.graph.remote import RemoteStore

from .conftest import Engine, engine_of

Kg = Callable[..., Result]

QUESTIONS = (
    ("query", "in-both"),
    ("query", "members", "-p", "programme=ILRS", "-f", "csv"),
    ("query", "SELECT ?p ?o { country:pakistan ?p ?o } ORDER BY ?p ?o", "-f", "json"),
    ("query", "CONSTRUCT WHERE { country:pakistan ?p ?o }"),
    ("query", "ASK { country:pakistan kg:participatesIn programme:ilrs }"),
    ("show", "Pakistan"),
    ("query", "overlap"),
    ("stats",),
    ("overlap", "ILRS", "Artemis Accords"),
    ("export", "-f", "ttl"),
)
"""What is asked of each engine."""

MORE = (
    ("query", "in-both", "--as-of", "2024"),
    ("show", "ILRS", "--known-by", "2023-10-27"),
    ("explain", "seven nations"),
    ("conflicts", "Estonia"),
    ("path", "Belarus", "Artemis Accords", "--max", "1"),
    ("diff", "2025-06", "2025-07"),
)
"""What is asked of one: these commands read the whole graph first, as two of the others do."""


@pytest.fixture(scope="module")
def filled(request: pytest.FixtureRequest, built: Path) -> Callable[[str], Engine]:
    """Bring the bundled graph to an engine, once."""
    engines: dict[str, Engine] = {}

    def fill(kind: str) -> Engine:
        if kind not in engines:
            engine = engine_of(request, kind)
            with KnowledgeGraph.open(built, store=engine.endpoint) as graph:
                assert "triples added, 0 removed" in graph.build().notes[0]
            engines[kind] = engine
        return engines[kind]

    return fill


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        *((kind, each) for kind in ("virtuoso-graph", "oxigraph") for each in QUESTIONS),
        *(("oxigraph", each) for each in MORE),
    ],
)
def test_a_command_prints_the_same_bytes(
    filled: Callable[[str], Engine], kg: Kg, kind: str, question: tuple[str, ...]
) -> None:
    """Wherever the graph lies, the answer is the same to the last byte."""
    engine = filled(kind)
    here, there = kg(*question), kg(*question, env=engine.environment)
    assert here.exit_code == 0, here.output
    assert there.exit_code == 0, there.output
    assert there.stdout_bytes == here.stdout_bytes


def test_the_page_is_the_same(filled: Callable[[str], Engine], kg: Kg, tmp_path: Path) -> None:
    """The view of a graph at an engine is that of the graph here, byte for byte."""
    engine = filled("oxigraph")
    pages = [tmp_path / name for name in ("here.html", "there.html")]
    for page, env in zip(pages, ({}, engine.environment), strict=True):
        assert kg("view", "-o", str(page), env=env).exit_code == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_an_added_article_is_there_as_well_and_goes_again(
    project_dir: Path, engine: Engine, kg: Kg, tmp_path: Path
) -> None:
    """Each command that changes the graph brings the endpoint along."""
    article = tmp_path / "peru.txt"
    article.write_text("Peru signed the Artemis Accords on 30 May 2024.\n")
    asked = ("query", "ASK { country:peru kg:signatoryOf accord:artemis-accords }")
    base = ("--project", str(project_dir))
    env = engine.environment
    for command, answer in (
        (("build",), "no"),
        (("add", str(article), "--date", "2024-06-01"), "yes"),
        (("remove", "peru"), "no"),
    ):
        done = kg(*base, *command, env=env)
        assert done.exit_code == 0, done.output
        assert engine.endpoint.place in done.stderr
        assert kg(*base, *asked, env=env).stdout == answer + "\n"


def test_what_is_made_here_and_cannot_be_brought_there_is_told(
    built: Path, kg: Kg, tmp_path: Path
) -> None:
    """The graph here is made; the error says that the one there is not, and what to do."""
    root = tmp_path / "own"
    shutil.copytree(built, root)
    failed = kg("--project", str(root), "--store", "http://127.0.0.1:9/query", "build")
    assert failed.exit_code == 3
    assert "http://127.0.0.1:9/query: cannot be reached" in failed.stderr
    assert "one there is not up to date; `kg build` with the same store goes on" in failed.stderr


def test_a_directory_is_read_and_not_changed(built: Path, kg: Kg, tmp_path: Path) -> None:
    """The store of any build may be asked; a change of it is refused."""
    with KnowledgeGraph.open(built) as graph:
        directory = str(graph.snapshot)
    asked = ("query", "in-both")
    assert kg("--store", directory, *asked).stdout == kg(*asked).stdout
    refused = kg("--store", directory, "build")
    assert refused.exit_code == 3
    assert "is only read" in refused.stderr
    missing = kg("--store", str(tmp_path / "nowhere"), *asked)
    assert missing.exit_code == 3
    assert "there is no graph at" in missing.stderr


def test_a_wrong_address_is_wrong_usage(kg: Kg) -> None:
    """A password in an address, where others can read it, is refused without being shown."""
    refused = kg("--store", "http://me:very-secret@127.0.0.1/", "stats")
    assert refused.exit_code == 2
    assert "KG_STORE_PASSWORD" in refused.stderr
    assert "very-secret" not in refused.output
    assert kg("--store", "http://127.0.0.1/", "--graph", "no iri", "stats").exit_code == 2


def test_a_wrong_password_is_told(request: pytest.FixtureRequest) -> None:
    """Who is not known may not change the graph, and no message has the password."""
    engine = engine_of(request, "virtuoso-graph")
    endpoint = replace(engine.endpoint, password="quite-wrong")
    with RemoteStore(endpoint) as store, pytest.raises(StoreError, match="does not know") as told:
        store.update(f"CLEAR GRAPH <{endpoint.graph}>")
    assert "quite-wrong" not in str(told.value)
