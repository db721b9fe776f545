"""The page on security claims what is tested, and tells the limits as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.graph.query import MAX_DEPTH
from kg.serve import sandbox
from kg.serve.connection import MOST, PACE
from kg.serve.limits import MIB, Limits
from kg.serve.pool import PATIENCE_SECONDS


@pytest.fixture(scope="module")
def page(project_root: Path) -> str:
    return (project_root / "docs" / "security.md").read_text("utf-8")


def test_every_claim_has_its_test(page: str, project_root: Path) -> None:
    """A test that is renamed or dropped takes its claim with it."""
    named = set(re.findall(r"`(test_\w+)`", page))
    assert len(named) > 25
    files = (project_root / "tests").rglob("test_*.py")
    there = {name for file in files for name in re.findall(r"def (test_\w+)", file.read_text())}
    assert named <= there


def test_the_limits_are_those_of_the_program(page: str) -> None:
    """And every option is one."""
    limits = Limits()
    for row in (
        f"| time of one query | {limits.seconds:g} s | `--seconds` |",
        f"| memory of one query | {limits.memory // MIB:,} MiB | `--memory` |",
        f"| size of one answer | {limits.answer // MIB} MiB | `--answer` |",
        f"| queries at a time | {limits.workers}, and one for pages | `--workers` |",
        f"| requests that wait | {limits.queue} | `--queue` |",
        f"| pages of the view that take longer than a query may | one at a time, "
        f"{PATIENCE_SECONDS:g} s each | |",
        f"| size of a request's body | {limits.body // MIB} MiB | |",
        f"| depth of brackets | {MAX_DEPTH} | |",
        f"| pace at which an answer must be read | {PACE // 1024} KiB/s | |",
        f"| connections | {MOST}, then",
    ):
        assert row in page
    told = CliRunner().invoke(cli, ["serve", "--help"]).output
    assert all(option in told for option in re.findall(r"`(--[a-z]+)", page))


def test_the_fences_are_those_of_the_program(page: str) -> None:
    """By the names that /health tells."""
    rows = page.partition("| fence |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE)) == set(sandbox.FENCES)
