"""Pages as HTML: templates that escape whatever is put into them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.graph.literals import web_address
from kg.graph.namespaces import ID, ONTOLOGY
from kg.model import EntityRef, content_hash

SCRIPTS = (
    "query-text.js",
    "query-terms.js",
    "query-complete.js",
    "query-table.js",
    "query-draw.js",
    "query-saved.js",
    "query.js",
)
"""Of the query page, in the order in which they run."""
STATIC = {
    "style.css": "text/css",
    "query.css": "text/css",
    "icon.svg": "image/svg+xml",
    **dict.fromkeys(SCRIPTS, "text/javascript"),
}
"""File of the pages -> its media type."""


def html(template: str, data: Mapping[str, Any]) -> str:
    """Return a page as HTML.

    Args:
        template: its name without the ending.
        data: what it needs; text is escaped where it stands in the page.
    """
    return _environment().get_template(f"{template}.html").render(data)


@cache
def static(name: str) -> bytes:
    """Return a file of the pages; KeyError where it is none."""
    STATIC[name]
    return (files("kg.serve.pages") / "static" / name).read_bytes()


@cache
def version(name: str) -> str:
    """Return what tells one content of a file from another."""
    return content_hash(static(name).decode())[:12]


def address(id: str) -> str:
    """Return where a node of ours is shown on this server, by its id."""
    return "/id/" + quote(id, safe="/")


def local(iri: str) -> str | None:
    """Return where an IRI of ours is shown on this server; None for one of others."""
    if iri.startswith(ID):
        return address(iri.removeprefix(ID))
    if iri.startswith(ONTOLOGY.rstrip("#")):
        return "/ontology#" + quote(iri.removeprefix(ONTOLOGY)) if "#" in iri else "/ontology"
    return None


def web(url: str | None) -> str | None:
    """Return an address that a page may link to, None for any that is not http or https."""
    try:
        node = web_address(url)
    except ValueError:  # no IRI can be made of it
        return None
    return None if node is None else node.value


def _with_days(path: str, days: Mapping[str, str], **more: object) -> str:
    """Return a path with the days that are looked at, and further parameters."""
    path, mark, anchor = path.partition("#")
    fields = {**days, **{key: value for key, value in more.items() if value is not None}}
    return f"{path}?{urlencode(fields)}{mark}{anchor}" if fields else path + mark + anchor


def _is_node(value: object) -> bool:
    """Whether a value is an entity that has a page here."""
    return isinstance(value, EntityRef) and "://" not in value.id


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.serve.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "address": address,
        "local": local,
        "web": web,
        "with_days": _with_days,
        "counted": lambda number: f"{number:,}",
        "line": lambda text: " ".join(str(text).split()),
        "short": lambda id: id.rpartition("/")[2][:8],
    }
    environment.tests["node"] = _is_node
    environment.globals |= {
        "style": f"/static/style.css?v={version('style.css')}",
        "icon": f"/static/icon.svg?v={version('icon.svg')}",
        "query_style": f"/static/query.css?v={version('query.css')}",
        "query_scripts": [f"/static/{name}?v={version(name)}" for name in SCRIPTS],
    }
    return environment
