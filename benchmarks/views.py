"""Measures the page against pyvis: size, building, first picture, frames, slider, in one run."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from benchmarks.graphs import Sample, sample
from benchmarks.rivals import write_pyvis
from benchmarks.verdict import verdicts
from kg.out.views import write_view

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
DRAG_SECONDS = 2.0

# Notes when a canvas first holds ink, looking once a frame at a small copy of it.
FIRST_INK = """
window.firstInk = null;
const small = document.createElement("canvas");
small.width = small.height = 96;
const look = () => {
  const canvas = [...document.querySelectorAll("canvas")].find((one) => one.width > 300);
  if (canvas) {
    const context = small.getContext("2d", { willReadFrequently: true });
    context.clearRect(0, 0, 96, 96);
    context.drawImage(canvas, 0, 0, 96, 96);
    const { data } = context.getImageData(0, 0, 96, 96);
    for (let at = 3; at < data.length; at += 4) {
      if (data[at]) { window.firstInk = performance.now(); return; }
    }
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
# Moves the drawing a little in every frame, and counts the frames that follow each other.
DRAG = """async (seconds) => {
  const drawn = window.KG?.page?.drawing.network ?? window.network;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const scale = drawn.getScale();
  const from = drawn.DOMtoCanvas({ x: 700, y: 400 });
  await frame();
  const begun = performance.now();
  let frames = 0;
  while (performance.now() - begun < 1000 * seconds) {
    const [x, y] = [3 * (frames % 120), 2 * (frames % 90)];
    drawn.moveTo({ position: { x: from.x + x / scale, y: from.y + y / scale }, animation: false });
    await frame();
    frames += 1;
  }
  return (1000 * frames) / (performance.now() - begun);
}"""
SLIDE = """async (share) => {
  const slider = document.querySelector("#timebar input[type=range]");
  slider.value = Number(slider.min) + share * (slider.max - slider.min);
  const begun = performance.now();
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - begun;
}"""


def main() -> int:
    """Measure, print a table with its bars, write the figures; return 1 where a bar is missed."""
    options = _options()
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        print(f"no Chromium on this machine: none of {', '.join(NAMES)}", file=sys.stderr)
        return 3
    figures: dict[str, dict[str, dict[str, float | None]]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for edges in options.edges:
            rows = figures[str(edges)] = {}
            for name, row in _measured(browser, sample(edges), Path(folder), options.patience):
                rows[name] = row
                print(_line(edges, name, row), flush=True)
        browser.close()
    held = verdicts(figures)
    print("\nThe bar")
    for said, holds in held:
        print(f"  {'reached' if holds else 'missed '}  {said}")
    print(f"\nLoad of this machine: {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0 if all(holds for _, holds in held) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.views", description=__doc__)
    parser.add_argument("--edges", type=int, nargs="+", default=[500, 2_000, 10_000, 50_000])
    parser.add_argument(
        "--patience", type=float, default=200, help="seconds to wait for a first picture (200)"
    )
    parser.add_argument("-o", "--output", type=Path, default=Path("build/bench-views.json"))
    return parser.parse_args()


def _measured(
    browser: Browser, graph: Sample, folder: Path, patience: float
) -> Iterator[tuple[str, dict[str, float | None]]]:
    ours = folder / "ours.html"
    built = _timed(
        lambda: write_view(graph.facts, graph.entities, ours, title="Bench", spans=graph.spans)
    )
    size = ours.stat().st_size / 1e6
    for name, address in (("ours", ""), ("ours, all drawn", "#view=network&whole=1")):
        yield name, {"size": size, **built, **_looked(browser, ours.as_uri() + address, patience)}
    for name, tuned in (("pyvis tuned", True), ("pyvis", False)):
        path = folder / "pyvis.html"
        built = _timed(partial(write_pyvis, graph.facts, path, tuned=tuned))
        seen = _looked(browser, path.as_uri(), patience)
        yield name, {"size": path.stat().st_size / 1e6, **built, **seen}


def _timed(work: Callable[[], object]) -> dict[str, float | None]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"build": time.perf_counter() - wall, "build cpu": time.process_time() - cpu}


def _looked(browser: Browser, address: str, patience: float) -> dict[str, float | None]:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.route("http*://**", _refused)
    page.add_init_script(FIRST_INK)
    try:
        page.goto(address, wait_until="commit")
        first = _first_picture(page, patience)
        if first is None:
            return {"first": None, "frames": None, "slider": None}
        page.wait_for_timeout(500)
        frames = _frames(page)
        return {"first": first, "frames": frames, "slider": _slider(page)}
    finally:
        page.close()


def _refused(route: Route) -> None:
    """Let nothing out; plain pyvis asks for a style sheet and a script."""
    route.abort()


def _first_picture(page: Page, patience: float) -> float | None:
    """Return the seconds from opening to ink, None where there is none within the patience."""
    end = time.monotonic() + patience
    page.set_default_timeout(1000 * patience)
    while time.monotonic() < end:
        ink: float | None = page.evaluate("() => window.firstInk ?? null")
        if ink is not None:
            return ink / 1000
        time.sleep(0.1)
    return None


def _frames(page: Page) -> float:
    """Return how many frames a second the drawing reaches while it is dragged by script."""
    return float(page.evaluate(DRAG, DRAG_SECONDS))


def _slider(page: Page) -> float | None:
    """Return the median milliseconds from moving the slider to the end of the next frame."""
    if not page.evaluate("() => Boolean(document.querySelector('#timebar input[type=range]'))"):
        return None
    times: list[Any] = [page.evaluate(SLIDE, share) for share in (0.3, 0.6, 0.5, 0.9, 0.7)]
    return float(sorted(times)[len(times) // 2])


def _line(edges: int, name: str, row: dict[str, float | None]) -> str:
    def shown(key: str, unit: str) -> str:
        value = row[key]
        return f"{key} {'none' if value is None else f'{value:.2f}'}{unit}".ljust(20)

    units = {"size": " MB", "build": " s", "build cpu": " s", "first": " s"}
    units |= {"frames": "/s", "slider": " ms"}
    return f"{edges:6} {name:16}" + "".join(shown(key, unit) for key, unit in units.items())


if __name__ == "__main__":
    sys.exit(main())
