"""From facts to the page: the steps in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.out.network import label_of
from kg.out.target import opened
from kg.out.views.disagreement import conflict_records
from kg.out.views.members import bloc_records, has_matrix, home_nodes
from kg.out.views.page import Page
from kg.out.views.payload import (
    STANDINGS,
    Payload,
    entity_records,
    link_records,
    predicate_records,
    statistics,
    tier_records,
    type_records,
)
from kg.out.views.picture import Picture
from kg.out.views.style import LINK_STYLES
from kg.out.views.tiles import tile_records

if TYPE_CHECKING:
    from kg.graph.contradictions.settled import Conflict
    from kg.graph.dated.span import Span
    from kg.graph.facts import EntityInfo, Fact


START = "matrix"
"""What a page opens on that is of no entity, if nobody reads its network at a glance."""
LEGIBLE = 150
"""Nodes up to which a network is read at a glance."""
_BADGES = (*LINK_STYLES, "candidate", "overruled", *STANDINGS)


@dataclass(frozen=True)
class ViewSummary:
    """What a view shows: entities, lines between them, and the facts they open to."""

    nodes: int
    edges: int
    facts: int


def write_view(
    facts: Iterable[Fact],
    entities: Iterable[EntityInfo],
    path: Path,
    *,
    title: str,
    focus: str | None = None,
    hops: int | None = None,
    labels: Mapping[str, str] | None = None,
    spans: Mapping[str, Span] | None = None,
    conflicts: Iterable[Conflict] = (),
    renderer: str | None = None,
) -> ViewSummary:
    """Write the view as one HTML file, whole or not at all, and return what it shows.

    Args:
        facts: what is known, as `kg.graph.facts.all_facts` reads it; any order.
        entities: other names and identities of the entities.
        path: the file to write; its directory must exist.
        title: heading of the page.
        focus: id of the entity that the page opens on.
        hops: with `focus`, how many ties around it are shown; None shows everything.
        labels: local names of the ontology -> wording for people.
        spans: claim id -> when it holds, for the page's own look back in time.
        conflicts: what sources disagree on, open and ruled on.
        renderer: "vis" or "canvas", what draws the network; None chooses by its size.

    Raises:
        UnknownNameError: no fact speaks of `focus`.
        ExportError: the file cannot be written.
    """
    picture = Picture.of(facts, focus, hops)
    page = _page(picture, entities, title, focus, hops, labels, spans or {}, conflicts)
    page = replace(page, renderer=renderer)
    with opened(path) as stream:
        stream.write(page.html().encode("utf-8"))
    return ViewSummary(len(page.nodes), len(page.edges), len(page.data["facts"]))


def view_html(
    facts: Iterable[Fact],
    entities: Iterable[EntityInfo],
    *,
    title: str,
    focus: str | None = None,
    hops: int | None = None,
    labels: Mapping[str, str] | None = None,
    spans: Mapping[str, Span] | None = None,
    conflicts: Iterable[Conflict] = (),
    renderer: str | None = None,
    pages: str | None = None,
) -> str:
    """Return the page that `write_view` writes, for a notebook cell or a server.

    In a notebook it belongs into the `srcdoc` of an iframe, escaped as an attribute. `pages` is
    the path of a server that has a page of each entity under `id/`; the other arguments and the
    errors are those of `write_view`.
    """
    picture = Picture.of(facts, focus, hops)
    page = _page(picture, entities, title, focus, hops, labels, spans or {}, conflicts)
    data = {**page.data, "pages": pages} if pages else page.data
    return replace(page, renderer=renderer, data=data).html()


def _start(focus: str | None, hops: int | None, is_large: bool) -> str:
    """Return the view that the page opens on; `kg view pakistan --hops 2` asks for what is near."""
    if focus is not None:
        return "network" if hops is None else "near"
    return START if is_large else "network"


def _page(
    picture: Picture,
    entities: Iterable[EntityInfo],
    title: str,
    focus: str | None,
    hops: int | None,
    labels: Mapping[str, str] | None,
    spans: Mapping[str, Span],
    conflicts: Iterable[Conflict],
) -> Page:
    known = {info.ref.id: info for info in entities}
    payload = Payload(list(picture.entities), labels, spans)
    about = [[payload.add(fact) for fact in facts] for facts in picture.facts_of()]
    nodes = picture.nodes({id: info.alt_labels for id, info in known.items()})
    edges = picture.edges(payload)
    refs = picture.entities.values()
    blocs = bloc_records(list(picture.facts.values()), known, payload)
    data = {
        "statistics": statistics(len(nodes), len(edges), list(picture.facts.values())),
        "types": type_records((ref.type for ref in refs), labels),
        "links": link_records(edges, picture.facts.values(), labels),
        "tiers": tier_records(picture.facts.values(), labels),
        "predicates": predicate_records(picture.facts.values(), labels),
        "statuses": {name: label_of(name, labels) for name in _BADGES},
        "entities": entity_records(refs, known, labels),
        "homes": home_nodes(refs, known, payload),
        "blocs": blocs,
        "tiles": tile_records(known, payload) if blocs else [],
        "conflicts": conflict_records(conflicts, picture.facts.values(), payload),
        "about": about,
        "facts": payload.facts,
        "articles": payload.articles,
        "start": _start(focus, hops, len(nodes) > LEGIBLE and has_matrix(blocs)),
        "focus": None if focus is None else payload.node(focus),
    }
    return Page(title, nodes, edges, data)
