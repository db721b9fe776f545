"""Errors: one clear line, the right exit code, and no traceback unless asked for."""

from __future__ import annotations

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
        (["query", "members", "-p", "program=ILRS"], 3, ["programme"]),
        (["show", "Pakistn"], 3, ["Did you mean Pakistan"]),
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
        assert f"kg {name}" in example or "kg --project" in example
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
