"""Ground triples as SPARQL Update: what is put in or taken out, whichever engine runs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.errors import StoreError

INSERT, DELETE = "INSERT DATA", "DELETE DATA"
_MOST = 1_000  # triples of one request
_LARGEST = 900_000  # bytes of one request; some servers take no more than a megabyte


def data(verb: str, triples: Iterable[ox.Triple], graph: str = "") -> str:
    """Return an operation over ground triples; empty without any.

    Args:
        verb: `INSERT` or `DELETE` of this module.
        triples: without blank nodes.
        graph: IRI of the graph; empty for the default graph.

    Raises:
        StoreError: a triple has a blank node, which no later change could name.
    """
    return _operation(verb, [statement(triple) for triple in triples], graph)


def batches(verb: str, triples: Iterable[ox.Triple], graph: str = "") -> Iterator[str]:
    """Yield operations over triples, each small enough for one request; see `data`."""
    batch: list[str] = []
    size = 0
    for triple in triples:
        text = statement(triple)
        length = _length(text)
        if batch and (len(batch) == _MOST or size + length > _LARGEST):
            yield _operation(verb, batch, graph)
            batch, size = [], 0
        batch.append(text)
        size += length
    if batch:
        yield _operation(verb, batch, graph)


def fits(*triples: Iterable[ox.Triple]) -> bool:
    """Whether sets of triples go into one request together."""
    texts = [statement(triple) for each in triples for triple in each]
    return len(texts) <= _MOST and sum(map(_length, texts)) <= _LARGEST


def statement(triple: ox.Triple) -> str:
    """Return a ground triple as it is written in N-Triples.

    Raises:
        StoreError: it has a blank node.
    """
    if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
        raise StoreError(f"{triple} has a blank node, which no store can tell from others")
    return f"{triple} ."


def _length(text: str) -> int:
    return len(text.encode()) + 1


def _operation(verb: str, statements: list[str], graph: str) -> str:
    if not statements:
        return ""
    block = "{\n" + "\n".join(statements) + "\n}"
    return f"{verb} {{ GRAPH <{graph}> {block} }}" if graph else f"{verb} {block}"
