"""Errors: one clear line, the right exit code, and no traceback unless asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.cli.command import Command
from kg.cli.root import COMMANDS

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["biuld"], 2, ["biuld", "'build'"]),
        (["build", "--fast"], 2, ["--fast", "kg build --help"]),
        (["query"], 2, ["--list"]),
        (["query", "members", "-p", "programme"], 2, ["NAME=VALUE"]),
        (["view", "--hops", "1"], 2, ["ENTITY"]),
        (["extract", "a", "b", "--title", "T"], 2, ["single file"]),
        (["--project", "nowhere", "stats"], 3, ["nowhere", "no such project"]),
        (["--project", "data", "stats"], 3, ["is no project", "data/entities/"]),
        (["query", "SELECT ?x { ?x kg:participatesInn ?y }"], 3, ["line 1", "participatesIn?"]),
        (["query", "SELECT ?x { ?x ?y "], 3, ["line 1, column"]),
        (["query", "INSERT DATA { kg:a kg:b kg:c }"], 3, ["kg add"]),
        (["query", "memberz"], 3, ["members"]),
        (["query", "missing.rq"], 3, ["missing.rq", "No such file"]),
        (["query", "ASK { ?s ?p ?o }", "-p", "a=b"], 3, ["saved queries"]),
        (["query", "members", "-p", "program=ILRS"], 2, ["-p program: members has", "programme"]),
        (
            ["query", "members", "-p", "programme=Kenya"],
            2,
            [
                "-p programme=Kenya: Kenya is a Country; members takes a Programme, Mission or "
                "Accord. See `kg query --help`"
            ],
        ),
        (["query", "timeline", "-p", "from=then"], 2, ["-p from=then: 'then' is no date"]),
        (["query", "SELECT ?x { ?x a kg:Party }"], 3, ["kg:Country or kg:Organisation"]),
        (["query", "ASK { ?x kg:hasParticipant ?y }"], 3, ["kg:participatesIn", "swap subject"]),
        (["query", "ASK { ?x kg:particpatesIn ?y }"], 3, ["Did you mean kg:participatesIn?"]),
        (["query", "ASK { ?x kg:participateIn ?y }"], 3, ["Did you mean kg:participatesIn?"]),
        (["query", "memebrs"], 3, ["Did you mean members?"]),
        (["query", "nosuch"], 3, ["see `kg query --list`.\n"]),
        (["show", "Pakstan"], 3, ["Did you mean Pakistan, Kazakhstan?\n"]),
        (
            ["evaluate", "data/articles", "data/gold/articles", "--only", "nope"],
            2,
            ["--only: no text is called 'nope'"],
        ),
        (["show", "Pakistn"], 3, ["Did you mean Pakistan?"]),
        (["export", "-o", "graph.docx"], 3, ["docx"]),
        (["export", "-o", "nowhere/graph.ttl"], 3, ["nowhere"]),
        (["extract", "missing.txt"], 3, ["missing.txt"]),
        (["remove", "no-such-article"], 3, ["no-such-article"]),
        (["lint", "missing.yaml"], 2, ["missing.yaml"]),
    ],
)
def test_errors_are_one_line_that_helps(
    kg: Run, args: list[str], code: int, words: list[str]
) -> None:
    """Each slip is told in one line that names it and the way on."""
    result = kg(*args)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("kg: error: ")
    assert result.stderr.count("\n") == 1
    for word in words:
        assert word in result.stderr


def test_an_error_in_a_file_names_the_file(kg: Run, tmp_path: Path) -> None:
    """A query file's slip is told at path, line and column, as compilers do."""
    file = tmp_path / "m.rq"
    file.write_text("SELECT ?x {\n  ?x a kg:Country\n  ?x kg:signatoryOf ?y }\n")
    for argument in (str(file), f"@{file}"):
        result = kg("query", argument)
        assert result.exit_code == 3
        assert f"{file}:3:3: unexpected ?x; perhaps a . or ; is missing" in result.stderr
    typed = kg("query", "-", input=file.read_text())
    assert typed.stderr.startswith("kg: error: line 3, column 3: ")


@pytest.mark.parametrize("command", ["add", "extract"])
def test_a_file_that_cannot_be_read_is_named_once(own: Path, kg_here: Run, command: str) -> None:
    """Neither a missing nor an empty file, nor standard input, is named twice in one line."""
    (own / "empty.txt").write_text("")
    result = kg_here(command, "missing.txt", "empty.txt")
    assert result.exit_code == 3
    errors = [line for line in result.stderr.splitlines() if "error" in line]
    assert errors == [
        "kg: error: missing.txt: cannot be read: No such file or directory",
        "kg: error: empty.txt: is empty",
    ]
    result = kg_here(command, "-", input=" ")
    assert "kg: error: standard input: is empty\n" in result.stderr


def test_an_article_that_fails_the_build_is_named_once(own: Path, kg_here: Run) -> None:
    """A broken article of the project is told by its path and the reason."""
    (own / "data" / "articles" / "empty.md").write_text("")
    assert kg_here("build").stderr.endswith("kg: error: data/articles/empty.md: is empty\n")


def test_check_reads_registry_and_patterns_first(own: Path, kg_here: Run) -> None:
    """After an edit that gives one name to two entities, check tells the place and ends with 3."""
    accords = own / "data" / "entities" / "accords.yaml"
    text = accords.read_text()
    accords.write_text(text + "\n- id: accord/x\n  type: Accord\n  label: Kenya\n")
    result = kg_here("check")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "'Kenya' names both" in result.stderr
    assert "data/entities/accords.yaml:" in result.stderr
    accords.write_text(text)
    pattern = own / "data" / "patterns" / "signatoryOf.yaml"
    pattern.write_text(pattern.read_text().replace("confidence:", "confidenc:", 1))
    result = kg_here("check")
    assert result.exit_code == 3
    assert "data/patterns/signatoryOf.yaml:" in result.stderr


def test_before_the_first_build_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a graph a question is answered by the command that makes one."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["query", "ASK { ?s ?p ?o }"])
    assert result.exit_code == 3
    assert "run `kg build`" in result.stderr


def test_debug_shows_where_an_error_arose(kg: Run) -> None:
    """With --debug the error itself comes out, with its traceback."""
    result = kg("--debug", "show", "Pakistn")
    assert type(result.exception).__name__ == "UnknownNameError"


def test_a_defect_is_told_as_one(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even what nobody foresaw is one line, which says what to do with it."""
    monkeypatch.setattr("kg.api.KnowledgeGraph.stats", lambda _: 1 // 0)
    result = kg("stats")
    assert result.exit_code == 3
    assert "please report it" in result.stderr
    assert "ZeroDivisionError" in result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str) -> None:
    """Help says what a command does and shows it, and every option has a word."""
    command = cli.commands[name]
    assert isinstance(command, Command)
    assert command.name == name
    assert str(command.help).partition("\n")[0] == COMMANDS[name]
    result = CliRunner().invoke(cli, [name, "-h"])
    assert result.exit_code == 0
    assert command.examples
    for example in command.examples:
        assert re.search(rf"\bkg (?:--\S+ \S+ )?{name}(?: |$)", example), example
        assert example in result.stdout
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_the_list_of_commands_follows_the_work() -> None:
    """`kg --help` begins with building, as a newcomer does."""
    listed = CliRunner().invoke(cli, ["--help"]).stdout.partition("Commands:\n")[2]
    lines = listed.partition("\n\n")[0].splitlines()
    assert not [line for line in lines if line.endswith("...")]
    names = [line.split()[0] for line in lines]
    assert names[0] == "build"
    assert names == list(COMMANDS)
