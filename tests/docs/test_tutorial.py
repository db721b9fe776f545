"""The tutorial shows what the commands print, one after the other."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

BLOCK = re.compile(
    r"(?P<before>[^\n]*\n[^\n]*)\n+```(?P<language>\w+)\n(?P<body>.*?)```", re.DOTALL
)
SAVED = re.compile(r"[Ss]ave (?:this|it) as\s+`([^`]+)`:?$")
ELSEWHERE = ("make", "curl")
"""Commands that need the network or the whole checkout."""


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Yield (file name, content) to write and (command, output shown), in order."""
    for block in BLOCK.finditer(text):
        saved = SAVED.search(" ".join(block["before"].split()))
        if block["language"] != "console":
            if saved is not None:
                yield saved[1], block["body"]
            continue
        for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
            lines = part.splitlines(keepends=True)
            taken = next(n for n in range(1, len(lines) + 1) if whole("".join(lines[:n])))
            yield f"$ {''.join(lines[:taken])}".rstrip(), "".join(lines[taken:])


def whole(command: str) -> bool:
    """Tell whether a command line ends here, and does not go on in the next."""
    try:
        shlex.split(command)
    except ValueError:
        return False
    return not command.rstrip("\n").endswith("\\")


def shows(shown: str, printed: str) -> bool:
    """Tell whether the output is as shown; `…` stands for the rest of a line, or for lines.

    Columns may be wider than shown, since their width may come from a line that is left out.
    """
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line.strip() == "…" else _line(line.rstrip()) + r"[ ]*\n"
        for line in shown.strip("\n").splitlines()
    )
    return re.fullmatch(pattern + r"\s*", printed.lstrip("\n").rstrip("\n") + "\n") is not None


def _line(shown: str) -> str:
    """Return the expression of one line, its indent as shown."""
    cells = (map(re.escape, cell.split("…")) for cell in re.split(r"(?<=\S) {2,}", shown))
    return " {2,}".join(r"[^\n]*".join(parts) for parts in cells)


def test_every_output_in_the_tutorial_is_what_is_printed(
    project_root: Path, built: Path, tmp_path: Path
) -> None:
    """A reader who types along sees what the tutorial shows."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    shell = f'kg() {{ {shlex.quote(sys.executable)} -m kg "$@"; }}; '
    shell += f'python() {{ {shlex.quote(sys.executable)} "$@"; }}; '
    env = os.environ | {"PYTHONPATH": str(project_root), "PYTHONUTF8": "1", "TERM": "dumb"}

    def run(command: str) -> str:
        line = shell + command.replace(".venv/bin/", "")
        result = subprocess.run(
            ["bash", "-c", line],
            cwd=tmp_path,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return result.stdout

    compared = 0
    for head, content in steps((project_root / "docs" / "tutorial.md").read_text("utf-8")):
        if not head.startswith("$ "):
            (tmp_path / head).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / head).write_text(content, encoding="utf-8")
        elif not head[2:].startswith(ELSEWHERE) and head != "$ kg query in-both":
            printed = run(head[2:])
            assert not content.strip() or shows(content, printed), (head, printed)
            compared += bool(content.strip())
    assert compared > 15


def test_what_is_shown_may_leave_out_but_not_differ() -> None:
    """Lines and parts of lines may be missing and columns narrower; nothing else may differ."""
    printed = "who      since\nEgypt    2023\nPakistan 1\n  a line\nThailand  2024\n"
    assert shows("who  since\n…\nThailand  2024", printed)
    assert shows("who  since\nEg…3\n…\n  a line\nThailand  …", printed)
    assert not shows("who  since\n…\nThailand  2025", printed)
    assert not shows("who  since\nThailand  2024", printed)
    assert not shows("…\n    a line\nThailand  2024", printed)
    assert not shows("who since\n…", printed)
