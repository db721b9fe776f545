"""`RemoteStore`: the port over a SPARQL 1.1 endpoint."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO, Self
from urllib.parse import urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import EndpointError, PartialAnswerError, QueryError, StoreError
from kg.graph import ground
from kg.graph.query import refuse_remote
from kg.graph.remote import dialect
from kg.graph.remote.client import Client, Reply, Request
from kg.graph.remote.endpoint import Endpoint
from kg.graph.results import Answer, Results, engine_errors
from kg.graph.scanner import scan
from kg.graph.store import EmbeddedStore

_JSON = "application/sparql-results+json"
_N_TRIPLES = "application/n-triples"
_FORM = "application/x-www-form-urlencoded"
_UPDATE = "application/sparql-update"
_GRAPHS = ("CONSTRUCT", "DESCRIBE")
_LOADED = 20_000  # triples of one request to the graph store protocol
_COPIED = 100_000  # triples that are put into a copy at a time
_ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
_PREDICATES = "SELECT DISTINCT ?p { ?s ?p ?o } ORDER BY ?p"
_SHARE = "SELECT ?s ({0} AS ?p) ?o {{ ?s {0} ?o {1}}}"
_HASHED = 'FILTER(STRSTARTS(MD5(STR(?{0})), "{1}")) '
_DIGITS = "0123456789abcdef"
_DEEPEST = 4  # digits of a hash by which a graph is divided, at most


class RemoteStore:
    """A graph at an endpoint. An answer counts only when all of it has come in.

    Args:
        endpoint: where it is, which graph of it, and who we are.
        client: what sends the requests.
    """

    def __init__(self, endpoint: Endpoint, client: Client | None = None):
        self.endpoint = endpoint
        self._client: Client | None = client or Client(endpoint)
        self.deviates = False
        """Whether the engine, as far as it was asked, is one that answers some queries wrongly."""

    @property
    def place(self) -> str:
        """What messages call it."""
        return self.endpoint.place

    def query(self, text: str) -> Results:
        """Return the answer to complete SPARQL.

        Raises:
            QueryError: the endpoint does not understand it.
            EndpointError: the endpoint cannot be reached, refuses, or answers amiss.
            PartialAnswerError: the endpoint gives less than the whole answer.
        """
        form = dialect.form(text)
        if form in _GRAPHS:
            return Results(self._graph(text))
        with self._rows(text) as body:
            data = body.read()
        self._refuse_torn(data)
        answer = self._parsed(io.BytesIO(data))
        return Results(dialect.asked(answer) if form == "ASK" else answer)

    def update(self, text: str) -> None:
        """Run SPARQL Update, once; whether all or nothing of it is done is up to the engine.

        Raises:
            QueryError: the endpoint does not understand it, it would reach another place, or
                the store is a named graph that the text does not name.
        """
        tokens = scan(text)
        refuse_remote(text, tokens)
        graph = self.endpoint.graph
        if graph and not any(token.is_word("WITH", "GRAPH") for token in tokens):
            message = f"the update would not change <{graph}>; name the graph by WITH or GRAPH"
            raise QueryError(message)
        self._changed(text, again=False)

    def load(self, triples: Iterable[ox.Triple]) -> None:
        """Add triples in batches; what was added before an error stays, and may be added again."""
        if self.endpoint.data:
            self._load_data(iter(triples))
            return
        for batch in ground.batches(ground.INSERT, triples, self.endpoint.graph):
            self._changed(batch)

    def apply(self, remove: Iterable[ox.Triple], add: Iterable[ox.Triple]) -> None:
        """Remove, then add, by one request where they fit into one, else in batches.

        One request is all or nothing if the engine says so. Of several, those before an error
        stay done; the same call does the rest.
        """
        adding = list(add)
        removing = list(set(remove) - set(adding))
        graph = self.endpoint.graph
        if ground.fits(removing, adding):
            both = (ground.DELETE, removing), (ground.INSERT, adding)
            parts = [ground.data(verb, triples, graph) for verb, triples in both]
            self._changed(" ;\n".join(filter(None, parts)))
            return
        for part in chain(
            ground.batches(ground.INSERT, adding, graph),
            ground.batches(ground.DELETE, removing, graph),
        ):
            self._changed(part)

    def triples(self, *, ordered: bool = False) -> Iterator[ox.Triple]:
        """Yield all triples; if `ordered`, by their N-Triples text.

        Where the engine gives no more than so many rows, it is asked for one share after the
        other, and at the end whether they were all.

        Raises:
            StoreError: the graph was changed meanwhile, or has blank nodes.
        """
        if ordered:
            yield from sorted(self.triples(), key=str)
            return
        try:
            whole = self._rows(_ALL)
        except PartialAnswerError:
            yield from self._shares()
        else:
            yield from self._triples(whole)

    def copy(self) -> EmbeddedStore:
        """Return the graph as it is now, in memory."""
        store = EmbeddedStore()
        triples = self.triples()
        while some := list(islice(triples, _COPIED)):
            store.load(map(_ground, some))
        return store

    def __len__(self) -> int:
        for row in self.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows():
            return int(str(row["n"]))
        raise EndpointError(f"{self.place}: answers no count")

    def close(self) -> None:
        """Close the connection; closing twice is harmless."""
        if self._client is not None:
            self._client.close()
        self._client = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _shares(self) -> Iterator[ox.Triple]:
        """Yield the triples of one predicate after the other, and count them."""
        predicates = [row[0] for row in self.query(_PREDICATES).terms()]
        expected, found = len(self), 0
        for predicate in predicates:
            for triple in self._share(str(predicate), "s", "", ""):
                found += 1
                yield triple
        if found != expected or expected != len(self):
            raise StoreError(f"{self.place} was changed while it was read; try again")

    def _share(self, predicate: str, by: str, digits: str, within: str) -> Iterator[ox.Triple]:
        """Yield the triples of which the hash of a term begins so, in 16 parts if need be."""
        share = within + (_HASHED.format(by, digits) if digits else "")
        try:
            rows = self._rows(_SHARE.format(predicate, share))
        except PartialAnswerError:
            if len(digits) == _DEEPEST and by == "o":
                raise
            inner = ("s", digits, within) if len(digits) < _DEEPEST else ("o", "", share)
            for digit in _DIGITS:
                yield from self._share(predicate, inner[0], inner[1] + digit, inner[2])
        else:
            yield from self._triples(rows)

    def _rows(self, text: str) -> IO[bytes]:
        """Return an answer in JSON, to be closed."""
        reply = self._asked(text, _JSON, "application/json")
        return dialect.with_booleans(reply.body) if _odd(reply) else reply.body

    def _parsed(self, body: IO[bytes]) -> Answer:
        try:
            return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._unreadable(error) from error

    def _refuse_torn(self, data: bytes) -> None:
        """Raise EndpointError where JSON breaks off or is none, before any of it is read."""
        answer: Answer | None = self._parsed(io.BytesIO(data))
        try:
            for _ in answer if isinstance(answer, ox.QuerySolutions) else ():
                pass
        except (SyntaxError, ValueError) as error:
            answer = None  # it may be let go of in this thread only, and the error outlives it
            raise self._unreadable(error) from None

    def _triples(self, body: IO[bytes]) -> Iterator[ox.Triple]:
        """Yield rows of subject, predicate and object as triples."""
        with body, engine_errors():
            answer = self._parsed(body)
            assert isinstance(answer, ox.QuerySolutions)
            for subject, predicate, object in answer:
                yield ox.Triple(subject, predicate, object)

    def _graph(self, text: str) -> Answer:
        store = ox.Store()
        reply = self._asked(text, _N_TRIPLES, "text/plain")
        with reply.body as body:
            if _odd(reply):
                self._refuse_cut(text)
            if not {"content-length", "transfer-encoding"} & set(reply.headers):
                message = f"{self.place}: does not say where its answer ends, so it may lack a part"
                raise PartialAnswerError(message)
            try:
                store.bulk_load(body, ox.RdfFormat.N_TRIPLES)
            except (SyntaxError, ValueError) as error:
                raise self._unreadable(error) from error
        return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")

    def _refuse_cut(self, text: str) -> None:
        """Raise PartialAnswerError where it cannot be seen whether a graph is whole."""
        solutions = dialect.solutions_of(text)
        if solutions is None:
            message = f"{self.place}: whether its answer is whole cannot be seen for DESCRIBE, nor "
            raise PartialAnswerError(message + "for CONSTRUCT with GROUP BY; ask by SELECT")
        self._asked(solutions, _JSON, "application/json").body.close()

    def _asked(self, text: str, *accept: str) -> Reply:
        fields = {"query": text}
        if self.endpoint.graph:
            fields["default-graph-uri"] = self.endpoint.graph
        body = urlencode(fields).encode()
        return self._sent(Request(self.endpoint.query, body, _FORM, accept))

    def _changed(self, update: str, *, again: bool = True) -> None:
        if update:
            request = Request(self.endpoint.updates, update.encode(), _UPDATE, again=again)
            self._sent(request).body.close()

    def _load_data(self, triples: Iterator[ox.Triple]) -> None:
        parts = urlsplit(self.endpoint.data)
        named = urlencode({"graph": self.endpoint.graph}) if self.endpoint.graph else "default"
        url = urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, named)))))
        while some := list(islice(triples, _LOADED)):
            text = "".join(f"{ground.statement(triple)}\n" for triple in some)
            self._sent(Request(url, text.encode(), _N_TRIPLES)).body.close()

    def _sent(self, request: Request) -> Reply:
        if self._client is None:
            raise StoreError(f"the store {self.place} is closed")
        reply = self._client.send(request)
        self.deviates = _odd(reply)
        return reply

    def _unreadable(self, error: Exception) -> EndpointError:
        return EndpointError(f"{self.place}: its answer cannot be read: {error}")


def _odd(reply: Reply) -> bool:
    return dialect.is_virtuoso(reply.headers)


def _ground(triple: ox.Triple) -> ox.Triple:
    ground.statement(triple)
    return triple
