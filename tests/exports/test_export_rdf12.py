"""RDF 1.2: claims as reifiers. No other library here reads it, so a small strict reader does."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import ExportError
from kg.graph.store import EmbeddedStore
from kg.out.exports import FORMATS, RDF12_FORMATS, export

if TYPE_CHECKING:
    from tests.exports.conftest import Export, Key, Keys

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"

_IRI = r"<[^\x00-\x20<>\"{}|^`\\]+>"
_LITERAL = (
    r"\"(?:[^\x22\x5C\x0A\x0D]|\\[tbnrf\"'\\]|\\u[0-9A-F]{4}|\\U[0-9A-F]{8})*\""
    rf"(?:\^\^{_IRI}|@[a-z]{{1,8}}(?:-[a-z0-9]{{1,8}})*)?"
)
_TERM = rf"(?:{_IRI}|{_LITERAL})"
_LINE = re.compile(rf"({_IRI}) ({_IRI}) (?:({_TERM})|<<\( ({_IRI}) ({_IRI}) ({_TERM}) \)>>) \.")
_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def _unescaped(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        code = match[1]
        return chr(int(code[1:], 16)) if code[0] in "uU" else _ESCAPES[code]

    return re.sub(r"\\(u....|U........|.)", plain, text)


def _term(text: str) -> Key:
    if text.startswith("<"):
        return ("iri", text[1:-1])
    lexical, _, kind = text[1:].rpartition('"')
    language = kind[1:] if kind.startswith("@") else ""
    datatype = f"{RDF}langString" if language else kind[3:-1] or XSD_STRING
    return ("literal", _unescaped(lexical), language, datatype)


def read_ntriples(data: bytes) -> set[tuple[Key, ...]]:
    """Read canonical N-Triples 1.2 with one level of triple terms, or fail."""
    found: set[tuple[Key, ...]] = set()
    text = data.decode("utf-8")
    assert text == "" or text.endswith("\n")
    for line in text.split("\n")[:-1]:
        match = _LINE.fullmatch(line)
        assert match, line
        subject, predicate, plain, *inner = match.groups()
        term = _term(plain) if plain else ("triple", *(x for t in inner for x in _term(t)))
        found.add((_term(subject), _term(predicate), term))
    return found


def _reified(triples: set[tuple[Key, ...]]) -> set[tuple[Key, ...]]:
    """Say by the definition what the graph is in RDF 1.2: one triple for four."""
    parts: dict[Key, dict[str, Key]] = {}
    kept: set[tuple[Key, ...]] = set()
    for subject, predicate, value in triples:
        local = predicate[1].removeprefix(RDF)
        if local in ("subject", "predicate", "object"):
            parts.setdefault(subject, {})[local] = value
        elif value != ("iri", f"{RDF}Statement"):
            kept.add((subject, predicate, value))
    for claim, by in parts.items():
        term = ("triple", *by["subject"], *by["predicate"], *by["object"])
        kept.add((claim, ("iri", f"{RDF}reifies"), term))
    return kept


def _uncounted(triples: set[tuple[Key, ...]]) -> set[tuple[Key, ...]]:
    """Leave out what the dataset tells of itself, which counts triples."""
    dataset = "https://w3id.org/spacekg/id/dataset"
    return {triple for triple in triples if not triple[0][1].startswith(dataset)}


def test_claims_are_reifiers(store: EmbeddedStore, exported: Export, keys: Keys) -> None:
    """`claim rdf:reifies <<( s p o )>>` replaces the four triples of each statement node."""
    found = read_ntriples(exported(store, "nt", rdf12=True).read_bytes())
    assert _uncounted(found) == _uncounted(_reified(keys(store.triples())))
    assert sum(predicate[1] == f"{RDF}reifies" for _, predicate, _ in found) == 8


@pytest.mark.parametrize("ending", ["ttl", "trig", "nq"])
def test_other_formats_say_the_same(
    ending: str, store: EmbeddedStore, exported: Export, keys: Keys
) -> None:
    """Turtle, TriG and N-Quads hold the reifiers of N-Triples."""
    path = exported(store, ending, rdf12=True)
    format = ox.RdfFormat.from_extension(ending)
    quads = ox.parse(path.read_bytes(), format=format)
    found = keys(quad.triple for quad in quads)
    assert _uncounted(found) == _uncounted(_reified(keys(store.triples())))


def test_ntriples_11_passes_the_strict_reader_too(
    store: EmbeddedStore, exported: Export, keys: Keys
) -> None:
    """The reader of this test agrees with the store where no triple terms are involved."""
    assert read_ntriples(exported(store, "nt").read_bytes()) == keys(store.triples())


def test_what_is_no_whole_statement_stays_as_it_is() -> None:
    """A node with only a part of a statement is not turned into a reifier of nothing."""
    node = ox.NamedNode("https://w3id.org/spacekg/id/claim/x")
    store = EmbeddedStore()
    store.load([ox.Triple(node, ox.NamedNode(f"{RDF}subject"), node)])
    out = BytesIO()
    export(store, out, "nt", rdf12=True, ontology_context=Path("none"))
    assert out.getvalue() == f"{node} <{RDF}subject> {node} .\n".encode()


@pytest.mark.parametrize("ending", sorted(set(FORMATS) - set(RDF12_FORMATS)))
def test_formats_without_triple_terms_refuse(
    ending: str, store: EmbeddedStore, exported: Export
) -> None:
    """A format that cannot hold RDF 1.2 says so and names those that can."""
    with pytest.raises(ExportError, match="nq, nt, trig, ttl"):
        exported(store, ending, rdf12=True)
