"""The search page, and suggestions while one types."""

from __future__ import annotations

from typing import Any

from kg.api.names import Names
from kg.errors import UnknownNameError
from kg.graph.namespaces import ID, ONTOLOGY, PREFIXES
from kg.serve.pages.index import Hit, Index
from kg.serve.pages.page import Asked, Page, Part
from kg.serve.pages.render import address, local
from kg.serve.problem import RequestError

_SIZE = 25
_SUGGESTED = 10
_LONGEST = 200


def page(asked: Asked, index: Index) -> Page:
    """Return the page of what a search found.

    Raises:
        RequestError: 303 where an IRI or an id was typed that has a page, 400 where the text is
            too long.
    """
    text = _text(asked)
    place = _place(asked, text)
    if place is not None:
        raise RequestError(303, "this is its page", location=place)
    hits = index.search(text)
    part = Part.of(hits, asked.number, _SIZE)
    meant = _meant(asked, text, hits)
    near = _near(asked, text) if text and not hits and not meant else []
    title = f"Search: {text}" if text else "Search"
    data = {"text": text, "part": part, "meant": meant, "near": near}
    return Page("search", title, lambda: data, lambda: _record(asked, text, part, meant, near))


def suggestions(asked: Asked, index: Index) -> Page:
    """Return a few names that begin with what was typed; JSON alone."""
    text = _text(asked)
    hits = index.search(text)
    near = _near(asked, text) if text and not hits else []
    part = Part(hits[:_SUGGESTED], len(hits))
    return Page("search", "", dict, lambda: _record(asked, text, part, [], near))


def _text(asked: Asked) -> str:
    text = " ".join(asked.fields.get("q", "").split())
    if len(text) > _LONGEST:
        raise RequestError(400, f"q: a name has at most {_LONGEST} characters")
    return text


def _place(asked: Asked, text: str) -> str | None:
    """Return where the page of an IRI, a prefixed name or an id is; None for any other text."""
    text = text.strip("<>")
    if text.startswith((ID, ONTOLOGY.rstrip("#"))):
        return local(text)
    prefix, colon, rest = text.partition(":")
    if colon and rest and prefix in PREFIXES and not rest.startswith("/"):
        return local(PREFIXES[prefix] + rest)
    return address(text) if Names(asked.graph).described(text) is not None else None


def _meant(asked: Asked, text: str, hits: list[Hit]) -> list[Hit]:
    """Return the entity that the commands would take, where no name of the graph tells it."""
    if not text or any(hit.rank == 0 for hit in hits):
        return []
    ref = Names(asked.graph).known(text)
    if ref is None or any(hit.ref.id == ref.id for hit in hits):
        return []
    return [Hit(0, 0, len(ref.label), ref)]


def _near(asked: Asked, text: str) -> list[str]:
    """Return names that a slip may have meant."""
    try:
        return [Names(asked.graph).find(text).ref.label]
    except UnknownNameError as error:
        return list(error.suggestions)


def _record(
    asked: Asked, text: str, part: Part[Hit], meant: list[Hit], near: list[str]
) -> dict[str, Any]:
    found = [
        {
            **hit.ref.to_json(),
            "iri": ID + hit.ref.id,
            "page": asked.base.rstrip("/") + address(hit.ref.id),
            **({"matched": hit.name} if hit.name else {}),
        }
        for hit in [*meant, *part.items]
    ]
    return {"query": text, "total": part.total + len(meant), "results": found, "didYouMean": near}
