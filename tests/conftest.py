"""What every test may ask for: the repository, its data, and the development material."""

from __future__ import annotations

import fcntl
import gc
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import BrowserContext, sync_playwright

from kg import KnowledgeGraph
from kg.out.views.packing import unpacked

# How long an example takes tells of the machine, and is no reason for a test to fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Tests make very many objects that live as long as they run; looking for cycles among them as
# often as Python does by itself takes a tenth of their time.
gc.set_threshold(100_000, 50, 100)

BROWSER_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The repository: the directory that holds `data/` and `ontology/`."""
    return ROOT


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The bundled data, to be read only."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def ontology_dir() -> Path:
    """The bundled ontology and shapes, to be read only."""
    return ROOT / "ontology"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Development texts with their gold facts, which are not part of the repository."""
    path = ROOT.parent / "shared"
    if not (path / "dev").is_dir():
        pytest.skip("the development texts (../shared) are not beside this checkout")
    return path


@pytest.fixture(scope="session")
def page_content() -> Callable[[str], dict[str, Any]]:
    """Read the tables (`data`, `nodes`, `edges`) that a page of `kg view` carries packed."""

    def read(html: str) -> dict[str, Any]:
        found = re.search(r'id="packed">(.*?)</script>', html)
        assert found
        content = unpacked(found[1])
        assert isinstance(content, dict)
        return content

    return read


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Path:
    """A project with the bundled data, built once: to be asked, or copied, but not changed."""
    # Processes that test side by side share it: building is among the longest things they do.
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built" / "project"
    root.parent.mkdir(exist_ok=True)
    with (root.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root.parent / "done").exists():
            for name in ("ontology", "data"):
                shutil.copytree(project_root / name, root / name)
            with KnowledgeGraph.open(root) as graph:
                assert graph.build().failures == ()
            (root.parent / "done").touch()
    return root


@pytest.fixture(scope="session")
def make_project() -> Callable[[Path], Path]:
    """Make a project of the bundled registry, patterns and ontology, and no article."""

    def make(project: Path) -> Path:
        shutil.copytree(ROOT / "ontology", project / "ontology")
        for name in ("entities", "patterns", "queries"):
            shutil.copytree(ROOT / "data" / name, project / "data" / name)
        (project / "data" / "articles").mkdir()
        return project

    return make


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A headless Chromium with an empty profile: one for all, since two cannot be in a process."""
    path = next(filter(None, map(shutil.which, BROWSER_NAMES)), None)
    if path is None:
        reason = f"no Chromium on this machine: none of {', '.join(BROWSER_NAMES)} is on the path"
        (pytest.fail if os.environ.get("KG_REQUIRE_BROWSER") == "1" else pytest.skip)(reason)
    profile = tmp_path_factory.mktemp("profile")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=path, args=BROWSER_FLAGS, reduced_motion="reduce"
        )
        yield context
        context.close()


@pytest.fixture
def project_dir(tmp_path: Path, make_project: Callable[[Path], Path]) -> Path:
    """Such a project, for one test alone."""
    return make_project(tmp_path / "project")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of six megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("nobody here may mount a small disk; the test by a limit on files still runs")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def filled(disk: Path, room: int) -> Iterator[None]:
    """Fill a disk but for so many bytes."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - room)))
    try:
        yield
    finally:
        ballast.unlink()


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output is the same whatever terminal the tests run in."""
    stores = [name for name in os.environ if name.startswith("KG_STORE")]
    for name in ("KG_PROJECT", "FORCE_COLOR", "COLUMNS", "NO_COLOR", *stores):
        monkeypatch.delenv(name, raising=False)
    os.environ.setdefault("TERM", "dumb")
