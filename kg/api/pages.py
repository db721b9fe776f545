"""The graph as a page: written to a file, or inside a notebook cell."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.api.graph import KnowledgeGraph
    from kg.graph.facts import Fact

if sys.platform == "win32":  # Before Python 3.12 only these two can be a base.
    from pathlib import WindowsPath as _Path
else:
    from pathlib import PosixPath as _Path

TITLE = "Space partnerships"
_CELL_LIMIT = 10_000
"""Claims up to which a cell draws the page by itself."""
_CELL_BYTES = 8_000_000
"""Size up to which a cell takes a page that was written; the notebook keeps a copy of it."""
_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals"
"""Scripts of the page, links to sources, files to save, and print; no reach into the notebook."""


class PageFile(_Path):
    """The path of a page; a notebook shows the page in the cell that returns it."""

    def _repr_html_(self) -> str | None:
        if not self.is_file():
            return None
        if self.stat().st_size > _CELL_BYTES:
            return f"<p>{escape(str(self))}: too large for a cell; open it in a browser.</p>"
        return _frame(self.read_text(encoding="utf-8"))


def write_page(graph: KnowledgeGraph, path: Path, focus: str | None, hops: int | None) -> None:
    """Write the page; arguments and errors are those of `KnowledgeGraph.view`."""
    from kg.out.views import write_view

    path.parent.mkdir(parents=True, exist_ok=True)
    facts = _shown(graph)
    write_view(facts, graph.entities(), path, **_options(graph, facts, focus, hops))


def html(
    graph: KnowledgeGraph,
    focus: str | None = None,
    hops: int | None = None,
    pages: str | None = None,
) -> str:
    """Return the page; arguments and errors are those of `KnowledgeGraph.page`."""
    from kg.out.views import view_html

    facts = _shown(graph)
    options = _options(graph, facts, focus, hops)
    return view_html(facts, graph.entities(), pages=pages, **options)


def notebook_html(graph: KnowledgeGraph) -> str:
    """Return what a notebook shows for a graph: its counts, and the page if it is not huge."""
    try:
        counts = graph.stats()
    except StoreError as error:
        return f"<p>{escape(repr(graph))}: {escape(str(error))}</p>"
    numbers = {
        "articles": counts.articles,
        "claims": counts.claims,
        "entities": counts.entities,
        "triples": counts.triples,
    }
    cells = "".join(f"<th>{name}</th><td>{number:,}</td>" for name, number in numbers.items())
    large = "<p>Too large for a cell; <code>.view()</code> writes it to a file.</p>"
    page = large if counts.claims > _CELL_LIMIT else _frame(html(graph))
    return f"<table><tr>{cells}</tr></table>{page}"


def _frame(page: str) -> str:
    """Return a page in a frame of its own, which works without network as a file does."""
    given = {
        "title": TITLE,
        "sandbox": _SANDBOX,
        "style": "box-sizing:border-box;width:100%;height:720px;border:1px solid #ccc",
        "srcdoc": page,
    }
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in given.items())
    return f"<iframe {attributes}></iframe>"


def _shown(graph: KnowledgeGraph) -> list[Fact]:
    """Return the facts of the page: all but those that a person found wrong."""
    return [fact for fact in graph.facts() if fact.tier != "rejected"]


def _options(
    graph: KnowledgeGraph, facts: list[Fact], focus: str | None, hops: int | None
) -> dict[str, Any]:
    """Return what page and file have in common, with the entity that a name stands for."""
    from kg.api.names import Names
    from kg.graph.dated.spans import spans

    title, then = TITLE, f", {graph.moment}" if graph.moment else ""
    options: dict[str, Any] = {"hops": hops, "labels": graph.ontology.labels}
    if focus is not None:
        entity = Names(graph).find(focus).ref
        title = f"{TITLE}: {entity.label}"
        options |= {"focus": entity.id}
    options["spans"] = spans(facts, graph.ontology.predicates)
    options["conflicts"] = graph.conflicts(state="all")
    return options | {"title": title + then}
