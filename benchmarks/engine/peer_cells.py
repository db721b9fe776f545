"""The same work by others: Oxigraph without us, rdflib, Virtuoso and pySHACL."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import urllib3

from benchmarks.engine.cells import Figures, asked, least, timed, written
from benchmarks.engine.kg_cells import EVERYTHING
from benchmarks.engine.questions import ROOT, naive, questions, saved
from kg.graph.namespaces import PREFIXES, shorten
from kg.graph.query import prepare

_GRAPH = "http://example.org/made"
_BUFFERS = 100_000
"""Pages of 8 KiB that Virtuoso may keep in memory: 800 MB."""


def oxigraph_load(source: str, target: str) -> Figures:
    """Bulk load a file into a new store on disk."""

    def work() -> int:
        store = ox.Store(target)
        store.bulk_load(path=source, format=ox.RdfFormat.N_TRIPLES)
        store.flush()
        return len(store)

    return timed(work) | {"disk": sum(written(file) for file in Path(target).iterdir())}


def oxigraph_ask(store: str, *, kind: str) -> Figures:
    """Ask the same texts, which are complete before the clock starts."""
    opened = ox.Store.read_only(store)
    return asked(_complete(kind), lambda text: len(_serialized(opened, text)))


def oxigraph_convert(store: str) -> Figures:
    """Turn 100,000 rows into JSON and CSV, and walk through them."""
    opened = ox.Store.read_only(store)
    ways: Mapping[str, Callable[[], int]] = {
        "json": lambda: len(_serialized(opened, EVERYTHING)),
        "csv": lambda: len(_serialized(opened, EVERYTHING, ox.QueryResultsFormat.CSV)),
        "python": lambda: len(list(_solutions(opened, EVERYTHING))),
    }
    return {name: least(work) for name, work in ways.items()}


def oxigraph_export(store: str, target: str) -> Figures:
    """Dump the graph as Turtle, in the order in which it lies in the store."""
    opened = ox.Store.read_only(store)

    def work() -> int:
        form, graph = ox.RdfFormat.TURTLE, ox.DefaultGraph()
        opened.dump(target, form, from_graph=graph, prefixes=PREFIXES)
        return written(Path(target))

    return timed(work)


def rdflib_load(source: str) -> Figures:
    """Parse a file into memory, which is all that rdflib has by itself."""
    import rdflib

    return timed(lambda: len(rdflib.Graph().parse(source)))


def rdflib_ask(source: str, *, kind: str, limits: Mapping[str, float]) -> Figures:
    """Ask the same texts of a graph in memory, each no longer than a limit."""
    import rdflib

    graph = rdflib.Graph().parse(source)
    return asked(
        _complete(kind), lambda text: len(graph.query(text).serialize(format="json") or b""), limits
    )


def rdflib_convert(source: str) -> Figures:
    """Turn 100,000 rows into JSON and CSV, and walk through them."""
    import rdflib

    graph = rdflib.Graph().parse(source)
    ways: Mapping[str, Callable[[], int]] = {
        "json": lambda: len(graph.query(EVERYTHING).serialize(format="json") or b""),
        "csv": lambda: len(graph.query(EVERYTHING).serialize(format="csv") or b""),
        "python": lambda: sum(1 for row in graph.query(EVERYTHING) if row),
    }
    return {name: least(work) for name, work in ways.items()}


def rdflib_export(source: str, target: str) -> Figures:
    """Write a graph in memory as Turtle, which rdflib sorts too."""
    import rdflib

    graph = rdflib.Graph().parse(source)

    def work() -> int:
        graph.serialize(target, format="turtle", encoding="utf-8")
        return written(Path(target))

    return timed(work)


def pyshacl_check(source: str) -> Figures:
    """Validate by all shapes, those in SPARQL among them."""
    import pyshacl
    import rdflib
    from rdflib.namespace import SH

    data = rdflib.Graph().parse(source).parse(ROOT / "ontology" / "kg.ttl")
    shapes = rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl")
    found: list[str] = []

    def work() -> int:
        _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
        for one in results.objects(None, SH.result):
            found.append(shorten(ox.NamedNode(str(results.value(one, SH.focusNode)))))
        return len(found)

    return timed(work) | {"found": sorted(found)}


def virtuoso_all(source: str, target: str) -> Figures:
    """Load a file into Virtuoso, and ask the questions over HTTP.

    What an empty question takes there is given too: it is what the way over HTTP costs.
    """
    from tools.engines import virtuoso

    directory = Path(tempfile.mkdtemp(dir=target))
    shutil.copyfile(source, directory / "made.nt")
    with virtuoso(directory, 1_000_000, _BUFFERS) as server, urllib3.PoolManager() as pool:

        def load() -> int:
            server.run(f"ld_dir('{directory}', 'made.nt', '{_GRAPH}')")
            server.run("rdf_loader_run()", 3_600)
            server.run("checkpoint", 600)
            return 0

        def ask(text: str) -> int:
            fields = {"query": text, "default-graph-uri": _GRAPH}
            kind = {"Accept": "application/sparql-results+json"}
            answer = pool.request_encode_body(
                "POST", server.endpoint.query, fields, kind, encode_multipart=False
            )
            return len(answer.data) if answer.status == 200 else -1

        loaded = timed(load)
        return {
            "load": loaded,
            "empty": asked({"empty": "ASK {}"}, ask)["empty"],
            "questions": asked(_complete("questions"), ask),
        }


def _complete(kind: str) -> dict[str, str]:
    texts = {"questions": questions, "naive": naive, "saved": saved}[kind]()
    return {name: prepare(text) for name, text in texts.items()}


def _solutions(store: ox.Store, text: str) -> ox.QuerySolutions:
    answer = store.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def _serialized(
    store: ox.Store, text: str, form: ox.QueryResultsFormat = ox.QueryResultsFormat.JSON
) -> bytes:
    return _solutions(store, text).serialize(format=form) or b""


CELLS: Mapping[str, Callable[..., Figures]] = {
    each.__name__: each
    for each in (
        oxigraph_load,
        oxigraph_ask,
        oxigraph_convert,
        oxigraph_export,
        rdflib_load,
        rdflib_ask,
        rdflib_convert,
        rdflib_export,
        pyshacl_check,
        virtuoso_all,
    )
}
