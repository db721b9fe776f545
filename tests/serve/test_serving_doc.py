"""The page on serving shows what the server answers."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.docs.test_tutorial import shows, steps
from tests.serve.conftest import Live

ADDRESS = "http://127.0.0.1:7878"


def test_every_answer_on_the_page_is_what_is_sent(live: Live, project_root: Path) -> None:
    """Whoever asks what the page asks, with curl, gets its answers."""
    if shutil.which("curl") is None:
        pytest.skip("there is no curl on this machine")
    compared = 0
    for head, shown in steps((project_root / "docs" / "serving.md").read_text("utf-8")):
        if not head.startswith("$ curl"):
            continue
        command = head[2:].replace(ADDRESS, live.address)
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
        printed = done.stdout.replace(live.address, ADDRESS)
        assert shows(shown, printed), (head, printed)
        compared += 1
    assert compared >= 6


def test_every_address_on_the_page_is_described(live: Live, project_root: Path) -> None:
    """The table of addresses and the OpenAPI description name the same."""
    page = (project_root / "docs" / "serving.md").read_text("utf-8")
    table = page.partition("| address |")[2].partition("\n\n")[0]
    told = {f"/{name}" for name in re.findall(r"`/([\w.-]*)", table)} - {"/sparql"}
    described: Any = live.ask("/openapi.json").json["paths"]
    assert told == {f"/{path.split('/')[1]}" for path in described}
