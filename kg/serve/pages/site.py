"""From an address to its page, in the form that the client likes best; runs in a worker."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, BinaryIO
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from kg.api.explain import claims_called
from kg.api.names import Names
from kg.errors import UnknownNameError
from kg.graph.decisions import claim_ids
from kg.graph.namespaces import iri
from kg.graph.results import write_graph
from kg.serve.accept import chosen
from kg.serve.pages import claim, document, editor, entity, home, node, saved, searching, vocabulary
from kg.serve.pages.index import Index
from kg.serve.pages.page import FORMATS, HTML, Asked, Page
from kg.serve.pages.render import address, html
from kg.serve.pages.triples import is_described
from kg.serve.problem import RequestError
from kg.serve.remembered import SnapshotGraph

_JSON = "application/json"
_ENDINGS = {ending: media for media, ending in FORMATS.items()} | {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/xml",
}
_DAYS = ("as-of", "known-by")
_MOST_HOPS = 10
_NEAR = 3
_KEPT = 4
"""Pages of the view that are kept."""


class Site:
    """The pages of one snapshot.

    Args:
        graph: of the snapshot.
    """

    def __init__(self, graph: SnapshotGraph):
        self._graph = graph
        self._views: dict[tuple[object, ...], str] = {}

    @cached_property
    def _index(self) -> Index:
        return Index(self._graph.store)

    def answer(self, request: Mapping[str, Any], sink: BinaryIO) -> str:
        """Write a page; return its media type.

        Args:
            request: `page` (kind of page), `path` and `fields` of the address, `base` and
                `accept`.
            sink: takes the page.

        Raises:
            RequestError: 303 where it stands at another address, 404 where there is none, 406
                where it has none of the formats that the client takes.
        """
        path, ending = self._ending(request["page"], request["path"])
        asked = self._asked(request, path)
        if request["page"] == "view":
            sink.write(self._view(asked).encode())
            return HTML
        try:
            page = self._page(request["page"], asked)
        except UnknownNameError as error:
            raise self._unknown(error) from None
        except RequestError as error:
            if ending and "location" in error.more:
                error.more["location"] = f"{error.more['location']}.{ending}"
            raise
        return _written(page, asked, request, ending, sink)

    def _ending(self, kind: str, path: str) -> tuple[str, str]:
        """Return a path and the ending that asks for a format, of which it is then without."""
        stem, _, ending = path.rpartition(".")
        if ending not in _ENDINGS or (kind == "id" and self._has(path)):
            return path, ""
        return stem, ending

    def _has(self, path: str) -> bool:
        try:
            return is_described(self._graph.store, iri(path))
        except ValueError:  # no IRI has such characters
            return False

    def _asked(self, request: Mapping[str, Any], path: str) -> Asked:
        fields = dict(request["fields"])
        days = {name: fields[name] for name in _DAYS if fields.get(name)}
        own = {name: value for name, value in fields.items() if name not in _DAYS}
        graph = self._graph.at(days.get("as-of"), days.get("known-by"))
        try:
            NamedNode(request["base"])
        except ValueError:  # a host that the client made up
            raise RequestError(400, "the request names no host") from None
        return Asked(graph, path, own, request["base"], days)

    def _page(self, kind: str, asked: Asked) -> Page:
        kinds: dict[str, Callable[[Asked], Page]] = {
            "id": self._node,
            "home": home.page,
            "void": home.dataset,
            "ontology": vocabulary.page,
            "query": saved.page,
            "editor": editor.page,
            "queries": saved.overview,
            "search": lambda asked: searching.page(asked, self._index),
            "suggest": lambda asked: searching.suggestions(asked, self._index),
        }
        return kinds[kind](asked)

    def _node(self, asked: Asked) -> Page:
        """Return the page of a node by what it is.

        Raises:
            RequestError: 303 where the path is a name of an entity, 404 where it is nothing.
        """
        ref = Names(self._graph).described(asked.path)
        if ref is not None:
            return entity.page(asked, ref)
        if not self._has(asked.path):
            raise self._elsewhere(asked)
        if not is_described(asked.graph.store, iri(asked.path)):
            raise RequestError(404, f"the graph {asked.graph.moment} holds nothing on {asked.path}")
        if asked.path == "dataset":
            return replace(node.page(asked), triples=home.dataset(asked).triples)
        if "/source/" in f"/{asked.path}":
            return document.source_page(asked)
        kinds = {"claim": claim.page, "article": document.page, "data": document.page}
        return kinds.get(asked.path.partition("/")[0], node.page)(asked)

    def _elsewhere(self, asked: Asked) -> RequestError:
        """Return where a name leads that is no IRI of ours, or what it may have meant."""
        tail = asked.path.strip("/").rpartition("/")[2]
        if asked.path.startswith("claim/"):
            return self._claim(tail)
        near: list[str] = []
        for name in dict.fromkeys((asked.path, tail, tail.replace("-", " "))):
            try:
                ref = Names(self._graph).find(name).ref
            except UnknownNameError as error:
                near += error.suggestions
                continue
            if ref.id != asked.path and self._has(ref.id):
                return RequestError(303, "it has another name", location=address(ref.id))
        message = f"nothing in this graph answers to the name {asked.path[:200]!r}"
        return self._suggesting(message, list(dict.fromkeys(near))[:_NEAR])

    def _claim(self, digits: str) -> RequestError:
        """Return where a claim is by the first digits of its id, or which it may be."""
        found = claims_called(digits, claim_ids(self._graph.store))
        if len(found) == 1:
            return RequestError(303, "it has more digits", location=address(found[0]))
        if not found:
            return RequestError(404, f"no claim of this graph begins with {digits[:40]!r}")
        message = f"several claims begin with {digits[:40]!r}; give more digits"
        near = [{"label": id, "href": address(id)} for id in found[:_NEAR]]
        return RequestError(404, message, suggestions=near)

    def _unknown(self, error: UnknownNameError) -> RequestError:
        message = str(error).partition(" Did you mean ")[0] if error.suggestions else str(error)
        return self._suggesting(message, error.suggestions)

    def _suggesting(self, message: str, names: Sequence[str]) -> RequestError:
        """Return that there is nothing, with the pages of names that may have been meant."""
        near = []
        for name in names:
            ref = Names(self._graph).known(name)
            known = ref is not None and self._has(ref.id)
            place = address(ref.id) if ref and known else f"/search?{urlencode({'q': name})}"
            near.append({"label": name, "href": place})
        return RequestError(404, message, suggestions=near or None)

    def _view(self, asked: Asked) -> str:
        focus, hops = None, None
        if asked.path:
            ref = Names(self._graph).described(asked.path)
            if ref is None:
                error = self._elsewhere(asked)
                place = str(error.more.get("location", "")).replace("/id/", "/view/", 1)
                raise RequestError(303, "", location=place) if place else error
            focus, hops = ref.id, _hops(asked.fields.get("hops", "1"))
        key = (focus, hops, *sorted(asked.days.items()))
        if key not in self._views:
            try:
                self._views[key] = asked.graph.page(focus, hops, "/")
            except UnknownNameError as error:
                raise self._unknown(error) from None
            while len(self._views) > _KEPT:
                self._views.pop(next(iter(self._views)))
        return self._views[key]


def _hops(text: str) -> int | None:
    """Return how many ties around an entity are shown; None for all."""
    if text == "all":
        return None
    if text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= _MOST_HOPS:
        return int(text[:4])
    raise RequestError(400, f"hops: {text[:40]!r} is no number from 1 to {_MOST_HOPS}, nor `all`")


def _written(
    page: Page, asked: Asked, request: Mapping[str, Any], ending: str, sink: BinaryIO
) -> str:
    offers = _offers(page, request["page"])
    wanted = _ENDINGS[ending] if ending else chosen(request["accept"], offers)
    if wanted not in offers:
        raise RequestError(404, f"this page has no form {ending!r}; it has {', '.join(offers)}")
    if wanted in page.other:
        sink.write(page.other[wanted]())
    elif wanted == HTML:
        sink.write(html(page.template, _context(page, asked, request, offers)).encode())
    elif wanted == _JSON:
        assert page.record is not None
        sink.write(json.dumps(page.record(), ensure_ascii=False, indent=1).encode() + b"\n")
    else:
        assert page.triples is not None
        write_graph(list(page.triples()), FORMATS[wanted], sink)
    return wanted


def _offers(page: Page, kind: str) -> dict[str, str]:
    """Return the forms of a page: media type -> ending."""
    if kind == "suggest":
        return {_JSON: "json"}
    written = {media: ending for ending, media in _ENDINGS.items()}
    offers = page.offers | {media: written.get(media, "") for media in page.other}
    if kind == "void":
        offers.pop(HTML)
    return offers


def _context(
    page: Page, asked: Asked, request: Mapping[str, Any], offers: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "title": page.title,
        "kind": request["page"],
        "path": asked.path,
        "here": request["here"],
        "fields": asked.fields,
        "days": asked.days,
        "moment": str(asked.graph.moment),
        "forms": [
            (media, ending)
            for media, ending in offers.items()
            if ending not in ("", "html") and request["here"] != "/"
        ],
        **page.data(),
    }
