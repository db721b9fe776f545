"""What the README claims is what the commands print."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from kg.cli import cli


@pytest.fixture(scope="module")
def run(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Run a command line in a built copy of the project; return what it prints."""
    root = tmp_path_factory.mktemp("readme") / "project"
    shutil.copytree(built, root)
    runner = CliRunner()

    def command(line: str) -> str:
        words = ["--project", str(root), "--quiet", *shlex.split(line)[1:]]
        words = [str(root / word) if word.startswith("data/") else word for word in words]
        result = runner.invoke(cli, words, terminal_width=200)
        assert result.exit_code == 0, result.output
        return result.stdout

    return command


def examples(readme: str) -> dict[str, list[str]]:
    """Return the printed lines of each example that prints something."""
    blocks = re.findall(r"```console\n(.*?)```", readme, re.DOTALL)
    parts = (block.removeprefix("$ ").splitlines() for block in blocks)
    return {first: rest for first, *rest in parts if rest and not rest[0].startswith("$")}


def test_every_answer_in_the_readme_is_what_the_command_prints(
    run: Callable[[str], str], project_root: Path
) -> None:
    """What is shown of a line stands together in one line of the output, in the same order."""
    shown = examples((project_root / "README.md").read_text(encoding="utf-8"))
    assert len(shown) >= 6
    for command, lines in shown.items():
        rows = iter(run(command).splitlines())
        for line in lines:
            parts = [part for part in re.split(r"\s{2,}|…", line) if part.strip()]
            assert not parts or any(all(part in row for part in parts) for row in rows), (
                command,
                line,
            )


def test_the_readme_shows_what_only_a_graph_answers(project_root: Path) -> None:
    """Blocs, counts, connections, conflicts and changes each stand there with an answer."""
    shown = examples((project_root / "README.md").read_text(encoding="utf-8"))
    assert {line.split()[1] for line in shown} >= {
        "overlap", "explain", "path", "conflicts", "diff"
    }  # fmt: skip


def test_what_the_readme_says_of_precision_is_held_by_floors(data_dir: Path) -> None:
    """What is found is right nearly always, on every bundled corpus."""
    floors = yaml.safe_load((data_dir / "gold" / "floors.yaml").read_text(encoding="utf-8"))
    precisions = [corpus["accepted"]["precision"] for corpus in floors["corpora"].values()]
    assert len(precisions) >= 2
    assert min(precisions) > 0.95
