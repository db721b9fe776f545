"""`kg extract --extractor model`: what a user sees of a language model at work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.model import Claim
from tests.llm.conftest import KEY, Scripted, fact, refuses, says, states

TEXT = "Kenya signed the Artemis Accords on 3 May 2026.\n"
QUOTE = "Kenya signed the Artemis Accords"
SIGNED = fact("Kenya", "signatoryOf", "Artemis Accords", QUOTE)
INVENTED = fact("Peru", "signatoryOf", "Artemis Accords", "Peru signed the Artemis Accords")
Run = Callable[..., Result]


@pytest.fixture
def extract(server: Scripted, project_root: Path) -> Run:
    """Run `kg extract` with the model on the scripted server."""

    def run(*args: str, extractor: str = "model", input: str = TEXT) -> Result:
        model = ("--extractor", extractor, "--model", "toy", "--base-url", server.url)
        command = ("--project", str(project_root), "extract", *model, "--timeout", "5", *args)
        return CliRunner().invoke(cli, command, input=input)

    return run


def blocked(*args: str, cwd: Path, root: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `kg` in a process of its own in which the package openai is not installed."""
    blocker = cwd / "blocker"
    blocker.mkdir()
    (blocker / "sitecustomize.py").write_text(
        "import sys\n"
        "class Blocker:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] == 'openai':\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Blocker())\n"
    )
    path = os.pathsep.join([str(blocker), str(root)])
    return subprocess.run(
        [sys.executable, "-m", "kg", "--project", str(root), *args],
        cwd=cwd, env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", **env},
        input=TEXT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_facts_go_to_standard_output_and_the_report_to_standard_error(
    extract: Run, server: Scripted
) -> None:
    """One JSON object per candidate; what was rejected is counted by reason."""
    server.script = [states(SIGNED, INVENTED, INVENTED)]
    result = extract("-", "-f", "json")
    assert result.exit_code == 0, result.stderr
    (record,) = [json.loads(line) for line in result.stdout.splitlines()]
    claim = Claim.from_json(record)
    assert (claim.tier, claim.subject.id) == ("candidate", "country/kenya")
    assert "stdin: the model read 1 of 1 part, 1 candidate, 2 rejected " in result.stderr
    assert "(quote not in the article: 2)" in result.stderr
    assert "Peru" not in result.stderr


def test_explain_lists_each_rejected_proposal(extract: Run, server: Scripted) -> None:
    """With `--explain` one sees which fact was rejected, and which qualifier was left out."""
    server.script = [states({**SIGNED, "qualifiers": {"place": "Lima"}}, INVENTED)]
    result = extract("-", "--explain")
    assert (
        "stdin: rejected, quote not in the article: Peru signatoryOf Artemis Accords: "
        "“Peru signed the Artemis Accords”\n"
    ) in result.stderr
    assert "stdin: rejected, qualifier not at the quote: place: Lima\n" in result.stderr
    assert "1 qualifier left out" in result.stderr


def test_quiet_leaves_the_report_out(server: Scripted, project_root: Path) -> None:
    """`--quiet` prints facts only."""
    server.script = [states(SIGNED)]
    model = ("--extractor", "model", "--model", "toy", "--base-url", server.url)
    command = ("--project", str(project_root), "--quiet", "extract", *model, "-")
    result = CliRunner().invoke(cli, command, input=TEXT)
    assert result.stderr == ""
    assert "Kenya signatory of Artemis Accords" in result.stdout


def test_a_failed_part_ends_with_3_and_loses_nothing(extract: Run, server: Scripted) -> None:
    """With both extractors the rules' facts are printed even if the model gives none."""
    server.script = [says("I cannot do that.")]
    result = extract("-", "-f", "json", extractor="both")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["tier"] == "accepted"
    assert "kg: error: standard input: part 1 of 1 was not read: " in result.stderr


def test_a_directory_is_read_one_article_after_another(
    extract: Run, server: Scripted, tmp_path: Path
) -> None:
    """A model reads all that the rules would read; what cannot be read is named as with them."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(bytes(range(256)))
    (tmp_path / "c.txt").write_text(TEXT)
    (tmp_path / "d.doc").write_text(TEXT)
    server.script = [states(SIGNED)]
    result = extract(str(tmp_path), "-f", "json")
    assert [json.loads(line)["document"] for line in result.stdout.splitlines()] == ["a", "c"]
    assert len(server.requests) == 2
    assert "d.doc: is of no kind that is read" in result.stderr
    assert f"kg: error: {tmp_path / 'b.txt'}: " in result.stderr
    assert result.exit_code == 3


def test_a_key_is_never_printed(
    extract: Run, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even when the server repeats it in its refusal."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    server.script = [refuses(403, f"the key {KEY} is not allowed here")]
    result = extract("-", "--explain")
    assert result.exit_code == 3
    assert "answered 403: the key *** is not allowed here" in result.stderr
    assert KEY not in result.output


def test_a_missing_key_is_told_before_an_article_is_read(project_root: Path) -> None:
    """Nothing is sent, and the error names the variables."""
    command = ("extract", "--extractor", "model", "--model", "toy", "no-such-file.txt")
    result = CliRunner().invoke(cli, ("--project", str(project_root), *command))
    assert result.exit_code == 3
    assert "set KG_API_KEY or OPENAI_API_KEY in the environment" in result.stderr
    assert "no-such-file" not in result.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--extractor", "model"), "--extractor model needs --model NAME"),
        (("--model", "toy"), "go with --extractor model or both"),
        (("--base-url", "http://localhost/v1"), "go with --extractor model or both"),
        (("--extractor", "oracle"), "'oracle' is not one of"),
        (("--extractor", "model", "--model", "toy", "--timeout", "0"), "--timeout"),
        (("--extractor", "model", "--model", "toy", "--time-limit", "5"), "--scheduler and"),
        (("--extractor", "both", "--model", "toy", "--scheduler", "tcp://x:1"), "--scheduler and"),
    ],
)
def test_options_that_do_not_fit_are_wrong_usage(args: tuple[str, ...], told: str) -> None:
    """Half a choice of a model is told as such, with exit code 2."""
    result = CliRunner().invoke(cli, ("extract", *args, "-"), input=TEXT)
    assert result.exit_code == 2
    assert told in result.stderr


def test_without_the_package_the_way_to_it_is_told(tmp_path: Path, project_root: Path) -> None:
    """The extra is named where a model is asked for without it."""
    model = ("--extractor", "model", "--model", "toy", "--base-url", "http://localhost:1/v1")
    process = blocked("extract", *model, "-", cwd=tmp_path, root=project_root)
    assert process.returncode == 3
    assert 'pip install "spacekg[llm]"' in process.stderr
    assert process.stderr.count("\n") == 1


def test_without_the_package_the_rules_read_as_ever(tmp_path: Path, project_root: Path) -> None:
    """Nothing but the model needs the extra."""
    process = blocked("extract", "-", cwd=tmp_path, root=project_root)
    assert process.returncode == 0, process.stderr
    assert "Kenya signatory of Artemis Accords" in process.stdout
