"""What the documents show can be done: their queries answer, their commands exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click
import pytest

from kg import KnowledgeGraph
from kg.cli import cli
from kg.graph.saved import parse_saved

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

_BLOCK = re.compile(r"^ *```(?P<kind>\w+)[^\n]*\n(?P<body>.*?)^ *```", re.DOTALL | re.MULTILINE)
BACKSLASH = "\\"
_SHELL_WORDS = re.compile(r"[|&;<>()]+")


def blocks(text: str, kind: str) -> Iterator[tuple[int, str]]:
    """Yield the first line's number and the body of each fenced block of a kind."""
    for match in _BLOCK.finditer(text):
        if match["kind"] == kind:
            yield text.count("\n", 0, match.start("body")) + 1, match["body"]


def examples(kind: str) -> list[tuple[str, str]]:
    """Return `file:line` and body of each block of a kind in all documents."""
    found = []
    for path in DOCUMENTS:
        name = path.relative_to(ROOT).as_posix()
        for line, body in blocks(path.read_text(encoding="utf-8"), kind):
            found.append((f"{name}:{line}", body))
    return found


def typed_lines(body: str) -> Iterator[str]:
    """Yield what is typed behind each `$`, with lines that go on joined."""
    lines = iter(body.splitlines())
    for line in lines:
        if not line.startswith("$ "):
            continue
        typed = line.removeprefix("$ ")
        while _goes_on(typed):
            typed = f"{typed.removesuffix(BACKSLASH)}\n{next(lines)}"
        yield typed


def kg_calls(typed: str) -> Iterator[list[str]]:
    """Yield the arguments of each call of `kg` in a command line, pipes and all."""
    lexer = shlex.shlex(typed, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    call: list[str] = []
    for word in [*lexer, ";"]:
        if not _SHELL_WORDS.fullmatch(word):
            call.append(word)
            continue
        if call and PurePosixPath(call[0]).name == "kg":
            yield call[1:]
        call = []


def fault_of(arguments: list[str]) -> str | None:
    """Return what is wrong with the command or the options of a call of `kg`, if anything.

    Values are not looked at, except where an option offers a choice: the files that a
    reader makes on the way are not there.
    """
    try:
        name, *rest = _parse(cli, arguments) or [""]
        if name and name not in cli.commands:
            return f"there is no command {name}"
        if name:
            _parse(cli.commands[name], rest)
    except click.UsageError as error:
        return error.format_message()
    return None


def _parse(command: click.Command, arguments: list[str]) -> list[str]:
    """Return what is left behind a command's own options; raise UsageError on a wrong one."""
    # As under `kg` itself: click keeps the help option that a command made at its first use.
    context = click.Context(command, info_name=command.name, **cli.context_settings)
    values, rest, _ = command.make_parser(context).parse_args(list(arguments))
    for parameter in command.params:
        value = values.get(parameter.name or "")
        if isinstance(parameter.type, click.Choice) and isinstance(value, str):
            parameter.type.convert(value, parameter, context)
    return rest


def _goes_on(typed: str) -> bool:
    """Whether a command line ends within a quotation or with a backslash."""
    try:
        shlex.split(typed)
    except ValueError:
        return True
    return typed.endswith(BACKSLASH)


@pytest.fixture(scope="session")
def bundled(built: Path) -> Iterator[KnowledgeGraph]:
    """The graph of the bundled articles."""
    with KnowledgeGraph.open(built) as graph:
        yield graph


SPARQL = examples("sparql")
CALLS = [
    (f"{place}: {typed}", call)
    for place, body in examples("console")
    for typed in typed_lines(body)
    for call in kg_calls(typed)
]


@pytest.mark.parametrize("query", [body for _, body in SPARQL], ids=[place for place, _ in SPARQL])
def test_each_query_has_an_answer(bundled: KnowledgeGraph, query: str) -> None:
    """A query in the documents runs as it stands, and the bundled articles answer it."""
    if query.startswith("# title:"):
        query = parse_saved(query, Path("example.rq")).render({}, bundled.registry)
    assert bundled.query(query)


@pytest.mark.parametrize("call", [call for _, call in CALLS], ids=[place for place, _ in CALLS])
def test_each_call_is_one_that_kg_knows(call: list[str]) -> None:
    """A command line in the documents names a command there is, with options that it has."""
    assert fault_of(call) is None


def test_there_are_examples() -> None:
    """The documents are searched where they are: each way of writing examples is in use."""
    assert SPARQL
    assert {call[0] for _, call in CALLS if call} >= {"build", "query", "show", "extract"}


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("kg biuld", "there is no command biuld"),
        ("kg --quite build", "No such option"),
        ("sort x | .venv/bin/kg query --format=csv -q 'SELECT'", "No such option"),
        ("kg export -f docx > x", "'docx' is not one of"),
        ("kg query -f", "requires an argument"),
        ("kg query 'ASK { ?a ?b \"x | kg nothing\" }' -f json", None),
        ("kg build && kg export --no-evidence -o x.ttl  # kg nothing", None),
        ("kg extract [OPTIONS] FILE...", None),
        ("kg", None),
    ],
)
def test_wrong_calls_are_found(typed: str, fault: str | None) -> None:
    """An unknown command, option or choice is told, also behind a pipe; a right call passes."""
    found = [each for each in map(fault_of, kg_calls(typed)) if each]
    assert len(found) == (fault is not None)
    assert fault is None or fault in found[0]


def test_typed_lines_may_go_on() -> None:
    """A command over several lines is one command; what it prints is none."""
    body = "$ kg query 'ASK {\n  ?a ?b ?c }'\nyes\n$ kg build \\\n  -h\n"
    assert list(typed_lines(body)) == ["kg query 'ASK {\n  ?a ?b ?c }'", "kg build \n  -h"]
