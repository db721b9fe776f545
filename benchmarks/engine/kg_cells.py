"""What `kg` does, measured: load, queries, conversion, export, validation, extraction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.engine.cells import Figures, asked, least, timed, written
from benchmarks.engine.questions import ROOT, naive, questions, saved
from kg.graph.query import prepare
from kg.graph.store import EmbeddedStore

EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100000"


def load(source: str, target: str) -> Figures:
    """Put an N-Triples file into a new store on disk."""

    def work() -> int:
        with EmbeddedStore(Path(target)) as store:
            store.load_file(Path(source))
            return len(store)

    figures = timed(work)
    return figures | {"disk": sum(written(file) for file in Path(target).iterdir())}


def ask(store: str, *, kind: str) -> Figures:
    """Ask the questions, their naive texts or the shipped queries, down to JSON."""
    texts = {"questions": questions, "naive": naive, "saved": saved}[kind]()
    with EmbeddedStore(Path(store), read_only=True) as opened:
        return asked(texts, lambda text: len(opened.query(prepare(text)).serialize("json")))


def ask_memory(source: str) -> Figures:
    """Ask the shipped queries of a graph in memory, which is all that rdflib has by itself."""
    with EmbeddedStore() as opened:
        opened.load_file(Path(source))
        return asked(saved(), lambda text: len(opened.query(prepare(text)).serialize("json")))


def convert(store: str) -> Figures:
    """Turn 100,000 rows into JSON, CSV and plain Python."""
    with EmbeddedStore(Path(store), read_only=True) as opened:
        ways: Mapping[str, Callable[[], int]] = {
            "json": lambda: len(opened.query(EVERYTHING).serialize("json")),
            "csv": lambda: len(opened.query(EVERYTHING).serialize("csv")),
            "python": lambda: sum(1 for _ in opened.query(EVERYTHING).rows()),
        }
        return {name: least(work) for name, work in ways.items()}


def export(store: str, target: str) -> Figures:
    """Write the graph as Turtle, sorted, the same bytes for the same graph."""
    from kg.out.exports import export as write

    path = Path(target)
    with EmbeddedStore(Path(store), read_only=True) as opened:

        def work() -> int:
            write(opened, path, ontology_context=ROOT / "ontology" / "context.jsonld")
            return written(path)

        return timed(work)


def check(source: str) -> Figures:
    """Validate a graph in memory by all shapes."""
    from kg.graph.check import check as validate

    with EmbeddedStore() as store:
        store.load_file(Path(source))
        found: list[str] = []

        def work() -> int:
            report = validate(store, ROOT / "ontology")
            found.extend(violation.focus for violation in report.violations)
            return len(report.violations)

        return timed(work) | {"found": sorted(found)}


def extract(rounds: int) -> Figures:
    """Read articles, against spaCy, as `make bench` does."""
    from benchmarks.speed import compare
    from benchmarks.subjects import extractor, irrelevant, ours, registry, relevant, spacy_pipeline

    known = registry()
    readers = ours(extractor(known)), spacy_pipeline(known)
    prose = [irrelevant(100, seed) for seed in range(rounds)]
    return {
        "relevant articles": compare(*readers, [relevant()] * rounds, 1.0).to_json(),
        "no relevant mention": compare(*readers, prose, 10.0).to_json(),
    }


CELLS: Mapping[str, Callable[..., Figures]] = {
    "kg_load": load,
    "kg_ask": ask,
    "kg_ask_memory": ask_memory,
    "kg_convert": convert,
    "kg_export": export,
    "kg_check": check,
    "kg_extract": extract,
}
