"""The page: one HTML file that holds the drawing, its facts, its script and its style.

pyvis is the builder, through the hook it leaves open: its node and edge lists are filled,
its options set, and its template environment looks into our templates first. The script of
vis-network comes out of the pyvis wheel, so that nothing third-party lies in this
repository. The page's policy allows no address at all and only the scripts and the style
that stand in it, each by its hash. vis-network positions its canvas through the style
object of elements, which that policy allows; it needs no style sheet for what we use of it.
It is packed like the data, a third of its size; large networks are drawn without it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.errors import ExportError
from kg.out.views.packing import compressed, packed
from kg.out.views.wording import plain

if TYPE_CHECKING:
    from jinja2 import Environment

VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
STYLES = (
    "theme.css",
    "page.css",
    "panel.css",
    "conflicts.css",
    "bar.css",
    "share.css",
    "view-table.css",
    "view-matrix.css",
    "blocs.css",
    "view-partners.css",
    "view-near.css",
    "view-map.css",
    "view-timeline.css",
    "network.css",
    "paper.css",
)
SCRIPTS = (
    "dom.js",
    "theme.js",
    "state.js",
    "facts.js",
    "core.js",
    "drawing.js",
    "labels.js",
    "legend.js",
    "conflicts.js",
    "panel.js",
    "search.js",
    "keyboard.js",
    "timebar.js",
    "nothing.js",
    "saving.js",
    "picture-key.js",
    "share.js",
    "paper.js",
    "ladder.js",
    "camps.js",
    "matrix-cell.js",
    "matrix-grid.js",
    "view-matrix.js",
    "blocs.js",
    "outline.js",
    "partners-layout.js",
    "view-partners.js",
    "partners-drawing.js",
    "view-network-svg.js",
    "view-near-paths.js",
    "view-near-plan.js",
    "view-near-marks.js",
    "view-near-lanes.js",
    "view-near-bar.js",
    "view-near-window.js",
    "view-near.js",
    "view-network.js",
    "timeline-events.js",
    "timeline-drawing.js",
    "timeline-lanes.js",
    "view-timeline.js",
    "timeline-day.js",
    "view-map.js",
    "table-rows.js",
    "view-table.js",
    "main.js",
)
"""In the order in which they stand in the page; each uses only what stands before it."""

RENDERERS = {"vis": ("vis.js",), "canvas": ("pointer.js", "canvas.js")}
"""What draws the network -> its scripts; vis-network itself comes with the first."""
VIS_LIMIT = 3000
"""Edges up to which vis-network draws fast enough."""

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 0, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 2, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0},
}


@dataclass(frozen=True)
class Page:
    """What goes into the file.

    Args:
        title: heading and window title, any text.
        nodes: vis-network nodes; `id` is the position of the entity in `data`.
        edges: vis-network edges.
        data: the tables that panel, legend and search read.
        renderer: one of `RENDERERS`; None chooses by the number of edges.
    """

    title: str
    nodes: Sequence[Mapping[str, Any]]
    edges: Sequence[Mapping[str, Any]]
    data: Mapping[str, Any]
    renderer: str | None = None

    def html(self) -> str:
        """Return the whole page; equal content gives equal text.

        Raises:
            ExportError: the installed pyvis does not carry vis-network where it should.
        """
        from pyvis.network import Network

        net = Network(directed=True, heading=plain(self.title), cdn_resources="in_line")
        net.nodes, net.edges = list(self.nodes), list(self.edges)
        net.options = OPTIONS
        renderer = self.renderer or ("vis" if len(self.edges) <= VIS_LIMIT else "canvas")
        net.templateEnv = _environment(net.templateEnv, self.data, renderer)
        net.path = "page.html"
        html: str = net.generate_html()
        return html


def _environment(theirs: Environment, data: Mapping[str, Any], renderer: str) -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    assert theirs.loader is not None  # pyvis always sets one
    loader = ChoiceLoader([PackageLoader("kg.out.views", "templates"), theirs.loader])
    ours = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    style = "".join(_static(name) for name in STYLES)
    library = _vis_network() if renderer == "vis" else None
    first, *others = SCRIPTS
    scripts = [_static(name) for name in (first, *RENDERERS[renderer], *others)]
    ours.filters["packed"] = packed
    ours.filters["from_json"] = json.loads
    ours.globals |= {
        "data": data,
        "style": Markup(style),
        "scripts": [Markup(script) for script in scripts],
        "library": None if library is None else compressed(library),
        "policy": _policy([library, *scripts] if library else scripts, style),
    }
    return ours


def _policy(scripts: Sequence[str], style: str) -> str:
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _static(name: str) -> str:
    return (files("kg.out.views") / "static" / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    path = files("pyvis") / VIS_NETWORK
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ExportError(
            f"This pyvis has no {VIS_NETWORK}; install the version that kg asks for (0.3.2)."
        ) from error
