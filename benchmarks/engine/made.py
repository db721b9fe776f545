"""Graphs of any size in the shape of the ontology, the same bytes for the same arguments.

python -m benchmarks.engine.made 1000000 build/made.nt

They come out of the same functions as a real graph does: documents and claims with quotes that
stand where their evidence says, described by a registry and turned into triples by `kg.graph`.
So the queries, the shapes and the search of `kg` find in them what they find in a real one. At
the end stand a few broken things, as many in every size, that validation is to find.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from benchmarks.engine.told import Told, day, draw, founding
from benchmarks.engine.world import World
from benchmarks.graphs import PAPERS, vocabulary, window
from kg.graph.dataset import DATASET
from kg.graph.literals import date_literal
from kg.graph.namespaces import PREFIXES, iri, standard, term
from kg.graph.rdf import article_triples
from kg.model import Claim, Document, Evidence, Source

TRIPLES_PER_CLAIM = 31
VIOLATIONS = 12
"""Broken rules in every graph: `_BROKEN` broken things, each of four kinds."""
_BROKEN = 3
_OWN = tuple(f"<{PREFIXES[p]}".encode() for p in ("claim", "article", "evidence"))
"""How the nodes begin of which only one article speaks, or which are not worth remembering."""


def write(path: Path, triples: int, seed: int = 1) -> int:
    """Write a graph of about so many triples as N-Triples, and return how many lines it has.

    Args:
        path: the file; what is there gives way.
        triples: how many there are to be, at least some thousand.
        seed: another one gives another graph.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with path.open("wb") as out:
        for lines in _lines(triples, random.Random(seed)):
            out.writelines(b"%b\n" % line for line in lines)
            written += len(lines)
            if written >= triples:
                break
        rest = list(_broken())
        out.writelines(f"{triple} .\n".encode() for triple in rest)
    return written + len(rest)


def _lines(triples: int, chance: random.Random) -> Iterator[list[bytes]]:
    """Yield the lines of one article after another, without what an earlier one described."""
    world = World.of(triples // TRIPLES_PER_CLAIM, chance)
    words = vocabulary()
    known: set[bytes] = set()
    for number in count():
        told = [*founding(world)] if number == 0 else _some(world, chance, number)
        document, claims = _article(told, number, chance, words)
        written = ox.serialize(
            article_triples(document, claims, world.registry), format=ox.RdfFormat.N_TRIPLES
        )
        assert written is not None
        lines = sorted(written.splitlines())
        shared = {line for line in lines if not line.startswith(_OWN)}
        yield [line for line in lines if line not in shared or line not in known]
        known |= shared


def _some(world: World, chance: random.Random, number: int) -> list[Told]:
    told: list[Told] = []
    while len(told) < 8:
        told += draw(world, chance, number * 100 + len(told))
    return told


def _article(
    told: list[Told], number: int, chance: random.Random, words: list[str]
) -> tuple[Document, list[Claim]]:
    """Return an article that says all this, one sentence each, and the claims read from it."""
    id = f"made-{number:07}"
    text, spans = "", []
    for one in told:
        said = f"{one.subject.label} {one.predicate} {getattr(one.object, 'label', one.object)}, "
        said += window(chance, words, 8, 18)
        spans.append((len(text), len(text) + len(said)))
        text += f"{said}. "
    sources = (Source(title=window(chance, words, 6, 11), date=day(chance)),) * (number % 5 == 0)
    document = Document(
        id,
        text,
        title=window(chance, words, 6, 11),
        date=day(chance),
        publisher=chance.choice(PAPERS),
        url=f"https://news.example/{id}",
        sources=sources,
    )
    return document, [
        _claim(one, document, start, end, chance)
        for one, (start, end) in zip(told, spans, strict=True)
    ]


def _claim(one: Told, document: Document, start: int, end: int, chance: random.Random) -> Claim:
    quote = document.text[start:end]
    evidence = Evidence(document.id, start, end, quote, f"{one.predicate}/made")
    is_sure = one.predicate in ("ledBy", "agencyOf")
    status = "asserted" if is_sure else chance.choices(_STATUSES, (90, 6, 1, 3))[0]
    tier = "accepted" if is_sure or chance.random() < 0.93 else "candidate"
    sure = chance.choice((0.7, 0.8, 0.9, 0.95, 0.98))
    found = (evidence,)
    return Claim(one.subject, one.predicate, one.object, status, found, one.qualifiers, sure, tier)


_STATUSES = ("asserted", "planned", "opinion", "negated")


def _broken() -> Iterator[ox.Triple]:
    """Yield things that break four rules each, and the description of the dataset."""
    kind, label, name = standard("rdf:type"), standard("rdfs:label"), standard("skos:prefLabel")
    yield ox.Triple(DATASET, kind, standard("void:Dataset"))
    yield ox.Triple(DATASET, standard("dcterms:modified"), date_literal("2026-01-01"))
    for number in range(_BROKEN):
        country, article = iri(f"country/broken-{number}"), iri(f"article/broken-{number}")
        yield ox.Triple(country, kind, term("Country"))
        yield ox.Triple(country, label, ox.Literal(f"Broken {number}"))
        yield ox.Triple(country, name, ox.Literal(f"Broken {number}", language="en"))
        yield ox.Triple(country, term("iso2"), ox.Literal("xx"))  # no capital letters
        yield ox.Triple(article, kind, term("Document"))
        yield ox.Triple(article, term("sha256"), ox.Literal("0" * 64))
        yield ox.Triple(article, standard("dcterms:issued"), ox.Literal("in spring"))  # no date
        yield ox.Triple(article, standard("schema:about"), country)
        # No claim states it, and it has no accord for its object.
        yield ox.Triple(country, term("competesWith"), iri(f"country/broken-{number - 1}"))
        yield ox.Triple(iri(f"evidence/broken-{number}"), kind, standard("oa:TextQuoteSelector"))


def main() -> None:
    """Write a graph."""
    parser = argparse.ArgumentParser(prog="benchmarks.engine.made", description=__doc__)
    parser.add_argument("triples", type=int)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{write(options.output, options.triples, options.seed):,} lines")


if __name__ == "__main__":
    main()
