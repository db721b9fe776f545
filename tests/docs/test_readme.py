"""What the README claims is what the commands print."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli


@pytest.fixture(scope="module")
def run(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Run a command line in a built copy of the project; return what it prints."""
    root = tmp_path_factory.mktemp("readme")
    for name in ("ontology", "data"):
        shutil.copytree(project_root / name, root / name)
    runner = CliRunner()

    def command(line: str) -> str:
        words = ["--project", str(root), "--quiet", *shlex.split(line)[1:]]
        words = [str(root / word) if word.startswith("data/") else word for word in words]
        result = runner.invoke(cli, words, terminal_width=200)
        assert result.exit_code == 0, result.output
        return result.stdout

    command("kg build")
    return command


def examples(readme: str) -> dict[str, list[str]]:
    """Return the printed lines of each example that prints something."""
    blocks = re.findall(r"```console\n(.*?)```", readme, re.DOTALL)
    parts = (block.removeprefix("$ ").splitlines() for block in blocks)
    return {first: rest for first, *rest in parts if rest and not rest[0].startswith("$")}


def test_every_answer_in_the_readme_is_what_the_command_prints(
    run: Callable[[str], str], project_root: Path
) -> None:
    """The cells of each line shown stand together in one line of the output."""
    shown = examples((project_root / "README.md").read_text(encoding="utf-8"))
    assert len(shown) >= 6
    for command, lines in shown.items():
        printed = run(command)
        for line in lines:
            cells = re.split(r"\s{2,}", line.strip())
            assert line.strip() in ("…", "") or any(
                all(cell in row for cell in cells) for row in printed.splitlines()
            ), (command, line)


def test_the_counts_in_words_are_true(run: Callable[[str], str], project_root: Path) -> None:
    """Sixteen articles and twenty-two questions, as long as the README says so."""
    readme = (project_root / "README.md").read_text(encoding="utf-8")
    assert "sixteen bundled articles" in readme
    assert "twenty-two ready-made questions" in readme
    assert len(list((project_root / "data" / "articles").glob("*.md"))) == 16
    assert len(list((project_root / "data" / "queries").glob("*.rq"))) == 22
    assert "articles" in run("kg stats")
