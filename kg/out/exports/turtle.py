"""Turtle and TriG, written from sorted lines.

Our own writer rather than the engine's, for what a person who opens the file sees: exactly
the prefixes that occur, in alphabetical order; the type and the label of a thing first, its
parts after it; an empty line between things; no escaped slashes in names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import IO

from pyoxigraph import NamedNode

from kg.graph.namespaces import PREFIXES, shorten
from kg.out.exports.articles import Dataset
from kg.out.exports.lines import by_subject, rdf, split

_TYPE = rdf("type")
_LABEL = f"<{PREFIXES['rdfs']}label>".encode()
_FIRST = {
    name: rank
    for rank, name in enumerate([_TYPE, _LABEL, rdf("subject"), rdf("predicate"), rdf("object")])
}
_BARE = {
    f"<{PREFIXES['xsd']}integer>".encode(): re.compile(rb"[+-]?[0-9]+"),
    f"<{PREFIXES['xsd']}decimal>".encode(): re.compile(rb"[+-]?[0-9]*\.[0-9]+"),
    f"<{PREFIXES['xsd']}boolean>".encode(): re.compile(rb"true|false"),
}
"""Datatypes whose literals stand in Turtle without quotes, and which forms may."""

_TRIPLE_TERM = (b"<<( ", b" )>>")


def write_trig(dataset: Dataset, out: IO[bytes]) -> None:
    """Write a dataset as TriG, the default graph first, then the named ones by their IRI."""
    terms = _Terms()
    parts = list(_blocks(dataset.default, terms, b""))
    for node, lines in dataset.named.items():
        inner = b"\n".join(_blocks(lines, terms, b"    "))
        parts.append(b"%b {\n%b}\n" % (terms.shown(node), inner))
    out.writelines(f"@prefix {p}: <{PREFIXES[p]}> .\n".encode() for p in sorted(terms.prefixes))
    out.writelines(b"\n%b" % part for part in parts)


class _Terms:
    """Terms of N-Triples as Turtle writes them, and the prefixes used on the way."""

    def __init__(self) -> None:
        self.prefixes: set[str] = set()
        # Bounded: a big graph has more IRIs than are worth remembering.
        self._iri = lru_cache(maxsize=100_000)(self._shortened)

    def shown(self, term: bytes) -> bytes:
        """Return one term of a line in Turtle."""
        if term.startswith(b'"'):
            return self._literal(term)
        if term.startswith(_TRIPLE_TERM[0]):
            inner = term[len(_TRIPLE_TERM[0]) : -len(_TRIPLE_TERM[1])].split(b" ", 2)
            return b" ".join((_TRIPLE_TERM[0].strip(), *map(self.shown, inner), b")>>"))
        return self._iri(term) if term.startswith(b"<") else term

    def _literal(self, term: bytes) -> bytes:
        if not term.endswith(b">"):
            return term
        quoted, _, rest = term.rpartition(b'"^^<')
        lexical, datatype = quoted[1:], b"<" + rest
        form = _BARE.get(datatype)
        if form is not None and form.fullmatch(lexical):
            return lexical
        return b'%b"^^%b' % (quoted, self._iri(datatype))

    def _shortened(self, term: bytes) -> bytes:
        name = shorten(NamedNode(term[1:-1].decode()))
        if not name.startswith("<"):
            self.prefixes.add(name.partition(":")[0])
        return name.encode()


def _blocks(lines: list[bytes], terms: _Terms, indent: bytes) -> Iterator[bytes]:
    # Without the bracket that ends it, an IRI sorts before those that it begins.
    for subject, group in sorted(by_subject(lines), key=lambda block: block[0][:-1]):
        pairs = [split(line)[1:] for line in group]
        pairs.sort(key=lambda pair: _FIRST.get(pair[0], len(_FIRST)))
        stated = (
            b"%b %b"
            % (
                b"a" if predicate == _TYPE else terms.shown(predicate),
                b", ".join(terms.shown(object_) for _, object_ in same),
            )
            for predicate, same in groupby(pairs, key=lambda pair: pair[0])
        )
        body = (b" ;\n    " + indent).join(stated)
        yield b"%b%b %b .\n" % (indent, terms.shown(subject), body)
