"""What a query answers, as RDF terms, as plain Python, and in the W3C result formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import DiskFullError, EndpointError, ExportError, QueryError, StoreError
from kg.graph.namespaces import PREFIXES, shorten

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
PlainValue = str | int | float | Decimal | bool | date | None
"""A term in plain Python; IRIs are strings, partial dates stay as written."""

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

ROW_FORMATS = ("csv", "json", "tsv", "xml")
GRAPH_FORMATS = ("jsonld", "nt", "rdf", "ttl")
_RDF = {
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "ttl": ox.RdfFormat.TURTLE,
}
_RESULTS = {
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_FULL = ("No space left on device", "File too large", "Disk quota exceeded", "disk is full")
_XSD = PREFIXES["xsd"]
_PYTHON: dict[str, Callable[[str], PlainValue]] = {
    _XSD + "integer": int,
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "boolean": lambda text: text == "true",
    _XSD + "date": date.fromisoformat,
}


class Results:
    """The answer to one query. It is read once, from front to back, like a file.

    SELECT gives rows, ASK a boolean, CONSTRUCT and DESCRIBE triples: `kind` tells which.

    Args:
        answer: what pyoxigraph gave, from a store or from `parse_query_results`.
    """

    def __init__(self, answer: Answer):
        self._answer: Answer | None = answer
        self.variables: tuple[str, ...] = ()
        self.boolean: bool | None = None
        self.kind = "graph"
        if isinstance(answer, ox.QuerySolutions):
            self.kind = "rows"
            self.variables = tuple(variable.value for variable in answer.variables)
        elif isinstance(answer, ox.QueryBoolean):
            self.kind = "boolean"
            self.boolean = bool(answer)

    def terms(self) -> Iterator[tuple[Term | None, ...]]:
        """Yield each row of a SELECT as RDF terms, None where a variable is not bound."""
        answer = self._take("rows")
        assert isinstance(answer, ox.QuerySolutions)
        with engine_errors():
            for solution in answer:
                yield tuple(solution)

    def rows(self) -> Iterator[dict[str, PlainValue]]:
        """Yield each row of a SELECT in plain Python, by variable; IRIs in full."""
        for row in self.terms():
            yield dict(zip(self.variables, map(to_python, row), strict=True))

    def cells(self) -> Iterator[tuple[str, ...]]:
        """Yield each row of a SELECT as text for people; IRIs as prefixed names."""
        for row in self.terms():
            yield tuple(map(to_text, row))

    def triples(self) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE, each once, sorted."""
        answer = self._take("graph")
        assert isinstance(answer, ox.QueryTriples)
        with engine_errors():
            return sorted(set(answer), key=str)

    def serialize(self, format: str, output: BinaryIO | None = None) -> bytes:
        """Return the results in a W3C format, or write them to a binary stream.

        Args:
            format: one of `ROW_FORMATS` for SELECT and ASK, of `GRAPH_FORMATS` otherwise.
            output: where to write; the return value is then empty.

        Raises:
            ExportError: the format does not fit the kind of query.
        """
        if format not in (GRAPH_FORMATS if self.kind == "graph" else ROW_FORMATS):
            raise ExportError(_misfit(format, self.kind))
        if self.kind == "graph":
            return write_graph(self.triples(), format, output)
        answer = self._take(self.kind)
        assert not isinstance(answer, ox.QueryTriples)
        with engine_errors():
            return answer.serialize(output, _RESULTS[format]) or b""

    def _take(self, kind: str) -> Answer:
        """Return the engine's answer, once.

        Raises:
            QueryError: the answer is of another kind, or was read already.
        """
        if kind != self.kind:
            raise QueryError(f"the query gives {_GIVES[self.kind]}, not {_GIVES[kind]}")
        if self._answer is None:
            raise QueryError("these results were read already; run the query again")
        answer, self._answer = self._answer, None
        return answer


def write_graph(triples: Sequence[ox.Triple], format: str, output: BinaryIO | None = None) -> bytes:
    """Return triples in one of `GRAPH_FORMATS`, in the order given, or write them to a stream."""
    text = "\n".join(map(str, triples))
    used = {p: iri for p, iri in PREFIXES.items() if f"<{iri}" in text}
    return ox.serialize(triples, output, _RDF[format], prefixes=used) or b""


_GIVES = {"rows": "rows", "boolean": "yes or no", "graph": "triples"}


def to_python(term: Term | None) -> PlainValue:
    """Return a term in plain Python: numbers, booleans and days by type, else a string."""
    if isinstance(term, ox.Literal):
        convert = _PYTHON.get(term.datatype.value, str)
        try:
            return convert(term.value)
        except (ValueError, ArithmeticError):  # ill-typed, such as "x"^^xsd:integer
            return term.value
    return term.value if isinstance(term, ox.NamedNode) else None if term is None else str(term)


def to_text(term: Term | None) -> str:
    """Return a term as people read it: a prefixed name, or the literal without its type."""
    if isinstance(term, ox.NamedNode):
        return shorten(term)
    return "" if term is None else term.value if isinstance(term, ox.Literal) else str(term)


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn what the engine raises while it reads or computes into our own errors."""
    try:
        yield
    except OSError as error:
        refuse_if_full(error)
        raise StoreError(f"the store cannot be read: {error}") from error
    except SyntaxError as error:  # of an endpoint's answer, which is read as it is taken
        raise EndpointError(f"the answer cannot be read: {error}") from error
    except RuntimeError as error:
        refuse_if_full(error)
        if str(error).startswith("Corruption"):
            raise StoreError(f"the store is damaged; run `kg build` ({error})") from error
        raise QueryError(str(error)) from error


def refuse_if_full(error: Exception) -> None:
    """Raise what tells of a full disk, if that is what the engine says in its own words.

    Raises:
        DiskFullError: it is.
    """
    if any(words in str(error) for words in _FULL):
        raise DiskFullError("the disk has no room for the change") from error


def _misfit(format: str, kind: str) -> str:
    fitting = GRAPH_FORMATS if kind == "graph" else ROW_FORMATS
    return f"the query gives {_GIVES[kind]}, which {format} cannot hold; use {', '.join(fitting)}"
