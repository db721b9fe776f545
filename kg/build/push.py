"""Bringing the graph at an endpoint to the state of the one here, by their difference.

What is there already stays. What is written twice is written once, so a push that broke off is
finished by the next, whatever it left. A difference of one request is pushed at one stroke, if
the engine runs an update as a whole. A larger one goes in batches, additions first; a mark stands
in the graph as long as it lasts, so that nobody takes half of it for the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.build.report import Progress
from kg.errors import EndpointError, StoreError
from kg.graph.dataset import DATASET
from kg.graph.ground import fits
from kg.graph.namespaces import iri, standard
from kg.graph.remote import RemoteStore
from kg.graph.store import EmbeddedStore

UNFINISHED = ox.Triple(iri("push"), standard("rdf:value"), ox.Literal("unfinished"))
"""Stands in a graph while a push of several requests goes on, and after one that broke off."""


@dataclass(frozen=True)
class Pushed:
    """What a push did: triples that it added and removed, and where."""

    place: str
    added: int
    removed: int

    def __str__(self) -> str:
        if not (self.added or self.removed):
            return f"{self.place} is up to date"
        return f"{self.place}: {self.added} triples added, {self.removed} removed"


def push(local: EmbeddedStore, remote: RemoteStore, progress: Progress) -> Pushed:
    """Make a remote graph the same as a local one; say what was done.

    Raises:
        StoreError: the remote graph holds something else than a graph of this program, or
            another push went on at the same time.
        EndpointError: the endpoint cannot be reached, refuses, or answers amiss.
    """
    progress(f"comparing with {remote.place}", 0, 0)
    there = remote.copy()
    _refuse_foreign(there, remote.place)
    adding = [triple for triple in local.triples() if not _holds(there, triple)]
    removing = [triple for triple in there.triples() if not _holds(local, triple)]
    if adding or removing:
        progress(f"writing to {remote.place}", 0, 0)
        _write(remote, removing, adding, len(local))
    outdated = [triple for triple in removing if triple != UNFINISHED]
    return Pushed(remote.place, len(adding), len(outdated))


def refuse_unfinished(remote: RemoteStore) -> None:
    """Raise StoreError where a push goes on or broke off, so that the graph is in between."""
    pattern = f"{UNFINISHED.subject} {UNFINISHED.predicate} {UNFINISHED.object}"
    if remote.query(f"ASK {{ {pattern} }}").boolean:
        message = f"{remote.place}: the graph is being pushed, or a push broke off; wait, or "
        message += f"finish it by `kg --store {remote.endpoint.query} build`"
        raise StoreError(message)


def _write(
    remote: RemoteStore, removing: list[ox.Triple], adding: list[ox.Triple], total: int
) -> None:
    if fits(removing, adding):
        remote.apply(removing, adding)
    else:
        remote.apply((), [UNFINISHED])
        remote.load(adding)
        remote.apply((triple for triple in removing if triple != UNFINISHED), ())
        _refuse_other_count(len(remote), total + 1, remote.place)
        remote.apply([UNFINISHED], ())
    _refuse_other_count(len(remote), total, remote.place)


def _refuse_other_count(found: int, expected: int, place: str) -> None:
    if found != expected:
        message = f"{place} holds {found} triples after the push, not {expected}; another push "
        raise EndpointError(message + "went on at the same time, or the engine writes terms anew")


def _refuse_foreign(there: EmbeddedStore, place: str) -> None:
    """Raise StoreError before what is not ours would be removed."""
    ours = ox.Triple(DATASET, standard("rdf:type"), standard("void:Dataset"))
    if len(there) and not (_holds(there, ours) or _holds(there, UNFINISHED)):
        message = f"{place} holds {len(there)} triples of something else, which would be lost; "
        raise StoreError(message + "name a graph of its own, by --graph or KG_STORE_GRAPH")


def _holds(store: EmbeddedStore, triple: ox.Triple) -> bool:
    return ox.Quad(triple.subject, triple.predicate, triple.object) in store.native
