"""The graph as sorted N-Triples lines: the one form from which all RDF exports are made.

Lines are bytes without their end. Oxigraph writes canonical N-Triples: one space between
terms, every line break inside a literal escaped. So a line splits at its first two spaces,
equal graphs give equal lists, and all triples of one subject stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import IO

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from kg.graph.namespaces import ID, PREFIXES

_BATCH = 20_000

EVIDENCE_LAYER = tuple(
    f"<{ID}{segment}/".encode()
    for segment in (
        "article",
        "claim",
        "data",
        "decision",
        "evidence",
        "extractor",
        "reviewer",
        "source",
    )
)
"""How the nodes begin that say who states what; the rest is what is stated."""


def nt(node: NamedNode) -> bytes:
    """Return a node as it stands in a line."""
    return str(node).encode()


def rdf(local: str) -> bytes:
    """Return a term of the RDF namespace as it stands in a line."""
    return f"<{PREFIXES['rdf']}{local}>".encode()


def sorted_lines(triples: Iterable[Triple]) -> list[bytes]:
    """Return the triples as N-Triples lines, each once, in byte order."""
    written = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    # Equal lines stand together once sorted; a set of them all would take as long again.
    return [line for line, _ in groupby(sorted(written.split(b"\n"))) if line]


def without_evidence(lines: Iterable[bytes]) -> list[bytes]:
    """Return the lines that say what is stated, and not who states it in which words."""
    return [line for line in lines if not _in_evidence_layer(line)]


def split(line: bytes) -> tuple[bytes, bytes, bytes]:
    """Return subject, predicate and object of a line as they stand in it."""
    subject, predicate, rest = line.split(b" ", 2)
    return subject, predicate, rest[:-2]


def join(subject: bytes, predicate: bytes, object_: bytes) -> bytes:
    """Return the line of three terms."""
    return b"%b %b %b ." % (subject, predicate, object_)


def by_subject(lines: Iterable[bytes]) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield each subject with its lines; the lines must be sorted."""
    for subject, group in groupby(lines, key=lambda line: line[: line.index(b" ")]):
        yield subject, list(group)


def parsed(lines: Sequence[bytes]) -> Iterator[Triple]:
    """Yield the lines as triples, in their order, without parsing all of them at once."""
    for at in range(0, len(lines), _BATCH):
        batch = b"\n".join(lines[at : at + _BATCH])
        for quad in parse(batch, format=RdfFormat.N_TRIPLES):
            yield quad.triple


def write_lines(lines: Iterable[bytes], out: IO[bytes]) -> None:
    """Write lines with their ends: N-Triples and N-Quads as they are."""
    out.writelines(b"%b\n" % line for line in lines)


def _in_evidence_layer(line: bytes) -> bool:
    return line.startswith(EVIDENCE_LAYER) or split(line)[2].startswith(EVIDENCE_LAYER)
