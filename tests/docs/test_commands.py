"""The command reference says what the commands are."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from kg.cli import HELP, cli
from tools.check_links import anchors, dead_links
from tools.write_commands import TARGET, help_text, render


def test_the_reference_is_current() -> None:
    """docs/commands.md is what `make docs` writes now."""
    assert TARGET.read_text(encoding="utf-8") == render(), "run `make docs`"


def test_the_printed_help_is_current() -> None:
    """What `kg --help` prints from a file is what the commands say of themselves now."""
    assert Path(HELP).read_text(encoding="utf-8") == help_text(), "run `make docs`"


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    """Each command has its section, with each of its options in it."""
    section = TARGET.read_text(encoding="utf-8").partition(f"\n## kg {name}\n")[2]
    section = section.partition("\n## ")[0]
    assert section
    for parameter in cli.commands[name].params:
        if isinstance(parameter, click.Option):
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert option in section


def test_no_dead_links(project_root: Path) -> None:
    """Every link between the documents leads somewhere."""
    assert list(dead_links(project_root)) == []


def test_dead_links_are_found(tmp_path: Path) -> None:
    """A missing file and a missing heading are told with their line; code is passed over."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# A heading, `code` & more\n")
    (tmp_path / "README.md").write_text(
        "[good](docs/a.md#a-heading-code--more) [web](https://example.org/x)\n"
        "\n"
        '[gone](docs/b.md) ![picture](a.png) <img src="b.svg" alt="">\n'
        "`[code](x.md)`\n"
        "```\n[fence](y.md)\n```\n"
        "[lost](docs/a.md#nowhere)\n"
    )
    assert list(dead_links(tmp_path)) == [
        "README.md:3: docs/b.md: no such file",
        "README.md:3: a.png: no such file",
        "README.md:3: b.svg: no such file",
        "README.md:8: docs/a.md#nowhere: no such heading",
    ]


def test_headings_of_one_name_are_numbered() -> None:
    """The second heading of a name is reached with -1, as on code hosts."""
    assert anchors("# Same\n\n## Same\n") == {"same", "same-1"}
