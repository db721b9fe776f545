"""`kg review`: asking on a terminal, and working from scripts."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.api import KnowledgeGraph
from kg.cli import cli
from kg.project import Project

Kg = Callable[..., Result]
CHAD_IN = "ASK { country:chad kg:participatesIn programme:ilrs }"
ANN = ("--reviewer", "Ann Reader", "--date", "2026-01-31")


@pytest.fixture
def kg(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> Kg:
    """Run `kg` in the small project, in this process."""
    graph.close()
    monkeypatch.chdir(graph.project.root)

    def run(*args: str, input: str | None = None) -> Result:
        return CliRunner().invoke(cli, args, input=input)

    return run


def decisions() -> str:
    return "".join(path.read_text() for path in sorted(Path("data/decisions").glob("*")))


def test_the_dialogue_shows_words_in_context_and_takes_decisions(kg: Kg) -> None:
    """Each claim comes with its sentence, the quote marked, its source and its pattern."""
    result = kg("review", *ANN, input="s\na\n")
    assert result.exit_code == 0, result.stderr
    assert "1 of 2" in result.stdout
    assert "2 of 2" in result.stdout
    assert "Chad participates in International Lunar Research Station" in result.stdout
    assert "As we hear, >>Chad sided with the International Lunar" in result.stdout
    assert "first; confidence 0.50 by participatesIn/sides-with" in result.stdout
    assert "1 decision written" in result.stderr
    assert kg("query", CHAD_IN).stdout.strip() == "yes"
    assert "1 of 1" in kg("review", *ANN, input="q\n").stdout


def test_undo_goes_back_to_the_claim(kg: Kg) -> None:
    """After an undo the same claim is asked again, and only the last word counts."""
    result = kg("review", *ANN, input="a\nu\nr\nno such thing\nq\n")
    assert result.stdout.count("1 of 2") == 2
    assert decisions().count("verdict") == 1
    assert "why: no such thing" in decisions()


def test_a_correction_asks_until_the_answer_fits(kg: Kg) -> None:
    """An unknown name is asked again with a suggestion; the right claim is shown first."""
    answers = "c", "Chd", "Egypt", "", "", "planned", "date=2030", "y", "it is Egypt"
    result = kg("review", *ANN, "--article", "first", input="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.stderr
    assert "Nothing is known by the name 'Chd'" in result.stdout
    wording = "Egypt participates in International Lunar Research Station (date: 2030) [planned]"
    assert wording in result.stdout
    assert "subject: {id: country/egypt" in decisions()
    assert "2030" in kg("query", "planned").stdout


def test_a_correction_that_cannot_be_is_not_taken(kg: Kg) -> None:
    """The ontology has the last word, and the claim stays open."""
    answers = "c", "", "ledBy", "China", "", "", "q"
    result = kg("review", *ANN, "--article", "first", input="\n".join(answers) + "\n")
    assert "not decided: Chad is a Country, and the subject of ledBy is an Initiative" in (
        result.stdout
    )
    assert decisions() == ""


def test_the_end_of_the_input_is_the_end_of_the_dialogue(kg: Kg) -> None:
    """Whoever pipes fewer answers than there are claims keeps those that were given."""
    assert kg("review", *ANN, input="a\n").exit_code == 0
    assert decisions().count("verdict") == 1


@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_the_list_gives_ids_that_can_be_decided_on(kg: Kg, format: str) -> None:
    """A script lists, picks and decides; the first digits of an id suffice."""
    printed = kg("review", "--list", "-f", format, "--max-confidence", "0.5").stdout
    if format == "json":
        claim = json.loads(printed)["claim"]
    elif format == "csv":
        (row,) = csv.DictReader(StringIO(printed))
        claim = row["claim"]
    else:
        claim = printed.splitlines()[1].split()[0]
    result = kg("review", "--accept", claim[:14], "--because", "seen", *ANN)
    assert "1 new, 0 known before, 0 conflicting" in result.stderr
    assert kg("query", CHAD_IN).stdout.strip() == "yes"
    assert "why: seen" in decisions()
    again = kg("review", "--accept", claim, *ANN)
    assert "0 new, 1 known before" in again.stderr
    against = kg("review", "--reject", claim, *ANN)
    assert against.exit_code == 3
    assert "ann-reader.yaml:1" in against.stderr
    assert kg("review", "--reject", claim, "--replace", *ANN).exit_code == 0
    assert "verdict: reject" in decisions()


def test_a_file_of_a_colleague_is_taken_over_but_overrules_nothing(kg: Kg) -> None:
    """Merging is told in numbers, by file or standard input; a conflict is exit code 1."""
    kg("review", *ANN, input="a\na\n")
    given = decisions()
    Path("data/decisions/ann-reader.yaml").unlink()
    result = kg("review", "--apply", "-", input=given)
    assert "2 new, 0 known before, 0 conflicting" in result.stderr
    assert decisions() == given
    Path("other.yaml").write_text(given.replace("verdict: accept", "verdict: reject", 1))
    result = kg("review", "--apply", "other.yaml")
    assert result.exit_code == 1
    assert "1 conflicting" in result.stderr
    assert "other.yaml:1: reject is against accept at" in result.stderr
    assert decisions() == given


def test_decisions_without_effect_are_told(kg: Kg) -> None:
    """What is on another article's claim is kept and reported, by review and by check."""
    kg("review", *ANN, "--article", "first", input="a\n")
    kg("remove", "first")
    for printed in (kg("review", "--stale").stdout, kg("check").stdout):
        assert "ann-reader.yaml:1: claim/" in printed
        assert "the graph has no article first" in printed
    assert kg("check").exit_code == 0
    record = json.loads(kg("check", "-f", "json").stdout)
    assert record["staleDecisions"][0]["article"] == "first"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("--accept", "claim/12345"), 2, "say who decides"),
        (("--accept", "1234", "--reject", "1234", *ANN), 2, "cannot be accepted and rejected"),
        (("--list", "--stale"), 2, "do not go together"),
        (("--accept", "claim/0000", *ANN), 3, "see `kg review --list`"),
        (("--list", "--predicate", "participateIn"), 3, "Did you mean participatesIn"),
        (("--apply", "nowhere.yaml"), 3, "nowhere.yaml: cannot be read"),
        (("--accept", "1", "--reviewer", "A", "--date", "soon"), 3, "is no day"),
        (("--decisions", "../elsewhere.yaml", *ANN), 3, "where builds read them"),
    ],
)
def test_wrong_use_is_answered(kg: Kg, args: tuple[str, ...], code: int, message: str) -> None:
    """Each mistake has its message and exit code, and changes nothing."""
    result = kg("review", *args, input="a\n")
    assert result.exit_code == code, result.stderr
    assert message in result.stderr
    assert decisions() == ""


def test_a_wrong_file_is_an_error_of_build_and_check(kg: Kg) -> None:
    """A slip in a decision file is told with its line, and the graph stays as it was."""
    kg("review", *ANN, "--article", "first", input="a\n")
    path = Path("data/decisions/ann-reader.yaml")
    path.write_text(path.read_text().replace("status: asserted", "status: asertd"))
    for command in ("build", "check"):
        result = kg(command)
        assert result.exit_code == 3
        assert "ann-reader.yaml:6: unknown status 'asertd'; did you mean asserted?" in result.stderr
    assert kg("query", CHAD_IN).stdout.strip() == "yes"


class Terminal:
    """`kg review` in a process of its own, on a terminal of its own."""

    def __init__(self, project: Project):
        self._ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "kg", "review", *ANN]
        env = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100", "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            command, cwd=project.root, env=env, stdin=theirs, stdout=theirs, stderr=theirs,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        os.close(theirs)
        self.screen = ""

    def until(self, text: str) -> str:
        """Wait for new output that holds a text, and return what was printed up to then."""
        seen = ""
        while text not in seen:
            ready, _, _ = select.select([self._ours], [], [], 60)
            assert ready, f"never printed: {text!r} in {seen!r}"
            try:
                seen += os.read(self._ours, 4096).decode()
            except OSError:  # the other end was closed
                break
        self.screen += seen
        return seen

    def press(self, keys: str) -> None:
        """Press keys once the program waits for one; what is typed before that is dropped."""
        for _ in range(600):
            if not termios.tcgetattr(self._ours)[3] & termios.ICANON:
                break
            time.sleep(0.1)
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        self.until("never printed, so up to the end")
        os.close(self._ours)
        return self.process.wait(60)


@pytest.fixture
def terminal(graph: KnowledgeGraph, project_root: Path) -> Iterator[Terminal]:
    graph.close()
    os.environ.setdefault("PYTHONPATH", str(project_root))
    terminal = Terminal(graph.project)
    yield terminal
    if terminal.process.poll() is None:
        terminal.process.kill()
        terminal.process.wait()


def test_single_keys_decide_on_a_real_terminal(terminal: Terminal, weak: Project) -> None:
    """The quote is bold and underlined, a key needs no Enter, and undo takes back."""
    shown = terminal.until("[q]uit")
    assert re.search(r"\x1b\[1;4mEgypt warmed to", shown)
    terminal.press("a")
    terminal.until("2 of 2")
    terminal.press("u")
    terminal.until("1 of 2")
    terminal.press("s")
    terminal.until("2 of 2")
    terminal.press("a")
    assert terminal.end() == 0
    assert "1 decision written" in terminal.screen
    with KnowledgeGraph(weak) as graph:
        assert graph.query(CHAD_IN) == [{"answer": True}]


@pytest.mark.parametrize("how", ["key", "signal"])
def test_breaking_off_keeps_what_was_decided(terminal: Terminal, weak: Project, how: str) -> None:
    """Ctrl-C loses nothing: the decision is on disk, and the next build knows it."""
    terminal.until("[q]uit")
    terminal.press("a")
    terminal.until("2 of 2")
    if how == "key":
        terminal.press("\x03")
    else:
        terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 130
    assert "1 decision written; `kg build` brings them into the graph" in terminal.screen
    with KnowledgeGraph(weak) as graph:
        assert len(graph.candidates()) == 1
        graph.build()
        assert graph.query("ASK { country:egypt kg:participatesIn ?any }") == [{"answer": True}]
