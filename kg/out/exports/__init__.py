"""Exports: the graph as a file in any of the formats that other programs read.

    .ttl     Turtle            .rdf .xml  RDF/XML
    .nt      N-Triples         .graphml   GraphML, for Cytoscape, Gephi, yEd
    .nq      N-Quads           .gexf      GEXF, for Gephi
    .trig    TriG              .csv       one row for each quote of each fact
    .jsonld  JSON-LD

Turtle, N-Triples, JSON-LD and RDF/XML hold the graph as it is; TriG and N-Quads put what an
article contributes into a graph of its own. The rest is drawn from the facts. The same graph
gives the same bytes in every format.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph.store import Store
    from kg.out.exports.articles import Dataset
    from kg.out.target import Target

    Write = Callable[[IO[bytes]], None]

__all__ = ["FORMATS", "RDF12_FORMATS", "export"]

FORMATS = ("csv", "gexf", "graphml", "jsonld", "nq", "nt", "rdf", "trig", "ttl", "xml")
"""File endings that `export` knows, which are the names of formats as well."""

RDF12_FORMATS = ("nq", "nt", "trig", "ttl")
"""Formats that can hold claims as RDF 1.2 reifiers."""

_FACT_FORMATS = ("csv", "gexf", "graphml")


def export(
    store: Store,
    target: Target,
    format: str | None = None,
    *,
    evidence: bool = True,
    rdf12: bool = False,
    ontology_context: Path,
) -> None:
    """Write the graph to a file, which appears whole or not at all, or to a stream.

    Args:
        store: the graph.
        target: a path, `-` for standard output, or a binary stream.
        format: one of `FORMATS`; by default the ending of the path.
        evidence: whether claims, quotes and articles are written. Without them there remain
            direct triples, agreements and the descriptions of entities; of the formats
            drawn from facts, those facts that stand as direct triples.
        rdf12: whether claims are RDF 1.2 reifiers instead of `rdf:Statement` nodes.
        ontology_context: the file `context.jsonld`, which JSON-LD is written with.

    Raises:
        ExportError: no such format, a format that cannot hold RDF 1.2, or a target that
            cannot be written.
    """
    from kg.out.target import opened, path_of

    name = _format_of(path_of(target), format)
    if rdf12 and name not in RDF12_FORMATS:
        known = ", ".join(RDF12_FORMATS)
        raise ExportError(f"{name} cannot hold RDF 1.2; these can: {known}")
    if name in _FACT_FORMATS:
        write = _of_facts(store, name, evidence)
    else:
        write = _of_triples(store, name, evidence, rdf12, ontology_context)
    with opened(target) as out:
        write(out)


def _format_of(path: Path | None, format: str | None) -> str:
    if format is None and path is None:
        raise ExportError(f"a stream has no file ending; name a format: {', '.join(FORMATS)}")
    name = format if format is not None else path.suffix if path is not None else ""
    name = name.lower().removeprefix(".")
    if name not in FORMATS:
        shown = f"the format {name!r} is not known" if name else f"{path} has no file ending"
        raise ExportError(f"{shown}; known are: {', '.join(FORMATS)}")
    return name


def _of_facts(store: Store, name: str, evidence: bool) -> Write:
    from kg.graph.facts import all_facts

    facts = all_facts(store)
    if name == "csv":
        from kg.out.exports.table import write_csv

        return partial(write_csv, facts, evidence=evidence)
    from kg.out.exports.graphs import write_gexf, write_graphml

    return partial(write_gexf if name == "gexf" else write_graphml, facts, evidence=evidence)


def _of_triples(store: Store, name: str, evidence: bool, rdf12: bool, context: Path) -> Write:
    from kg.out.exports.articles import Dataset, by_article
    from kg.out.exports.counts import recounted
    from kg.out.exports.lines import sorted_lines, without_evidence
    from kg.out.exports.rdf12 import reified

    lines = sorted_lines(store.triples())
    dataset = by_article(lines) if name in ("nq", "trig") else Dataset(lines, {})
    if not evidence:
        dataset = dataset.mapped(without_evidence)
    if rdf12:
        dataset = dataset.mapped(reified)
    if rdf12 or not evidence:
        dataset = recounted(dataset)
    return _writer(dataset, name, context)


def _writer(dataset: Dataset, name: str, context: Path) -> Write:
    if name in ("trig", "ttl"):
        from kg.out.exports.turtle import write_trig

        return partial(write_trig, dataset)
    if name in ("nq", "nt"):
        from kg.out.exports.lines import write_lines

        return partial(write_lines, dataset.quads())
    if name == "jsonld":
        from kg.out.exports.context import Context
        from kg.out.exports.jsonld import write_jsonld

        return partial(write_jsonld, dataset.default, Context(context))
    from kg.out.exports.rdfxml import write_rdfxml

    return partial(write_rdfxml, dataset.default)
