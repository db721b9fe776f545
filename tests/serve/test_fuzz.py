"""Each parser of what strangers send takes anything at all: it reads it, or says what is wrong."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DataFileError, KgError, QueryError
from kg.graph.query import prepare, prepare_update
from kg.graph.scanner import deepest, scan
from kg.graph.store import EmbeddedStore
from kg.model.datafile import parse_yaml
from kg.serve import frames
from kg.serve.accept import GRAPHS, ROWS, chosen
from kg.serve.problem import RequestError
from kg.serve.protocol import FORM, QUERY, UPDATE, Operation, operation
from kg.serve.using import with_dataset
from tests.serve.trap import Trap

PIECES = """
    SELECT ASK CONSTRUCT DESCRIBE INSERT DELETE DATA WHERE WITH USING PREFIX BASE FILTER OPTIONAL
    UNION MINUS BIND VALUES GRAPH SERVICE SILENT LOAD INTO FROM NAMED EXISTS NOT IN AS a true
    ?s ?p ?o $x * + / | ^ ! ( ) [ ] { } < > <= << >> <<( )>> {| |} . ; , - = 1 1.5e3 .5 _:b : kg:a
    e:x http: e:\\' e:%41 'a' "a" ''' \"\"\" ' " '\\'' "\\u0022" \\ \\u0041 @en ^^ # #> // <a:b>
    <http://e/\\u0041#> <http://e/#> <a\\u003eb>
""".split()
GAPS = st.sampled_from(["", " ", "\n", "\r", "\t", "\x0b", "\x85", "\u00a0", "\u2028", " # c\n"])
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES) | GAPS | st.text(max_size=3), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)
many = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@given(text=texts)
@many
def test_tokens_are_the_text(text: str) -> None:
    """They ascend, leave out only white space and comments, and nest no deeper than brackets."""
    try:
        tokens = scan(text)
    except QueryError as error:
        assert "never closed" in str(error)
        return
    at = 0
    for token in tokens:
        between = text[at : token.start]
        assert not between.strip() or between.lstrip().startswith("#")
        assert text[token.start : token.end] == token.text
        at = token.end
    assert 0 <= deepest(tokens)[0] <= sum(text.count(mark) for mark in "{([<")


@given(text=texts)
@many
def test_a_query_is_completed_or_refused(text: str) -> None:
    """With a place inside the text."""
    try:
        assert prepare(text).endswith(text)
    except QueryError as error:
        assert error.line is None or 1 <= error.line <= text.count("\n") + 1


@pytest.fixture(scope="module")
def trap() -> Trap:
    return Trap()


@given(before=texts, between=texts, after=texts, silent=st.booleans())
@many
def test_nothing_that_is_let_through_leaves_the_machine(
    trap: Trap, before: str, between: str, after: str, silent: bool
) -> None:
    """Whatever stands around a SERVICE or a LOAD: it is refused, or the engine does nothing."""
    mode = "SILENT" if silent else ""
    heads = "PREFIX http: <a:> PREFIX e: <a:> "
    queries = [
        f"{heads}SELECT * {{ {before} SERVICE {mode} <{trap.address}> {{ ?s ?p ?o }} {after} }}",
        f"{heads}SELECT * {before} FROM <{trap.address}> {between} {{ ?s ?p ?o {after} }}",
    ]
    update = f"{heads}INSERT DATA {{ {before} }} ; {between} LOAD {mode} <{trap.address}> {after}"
    for query in queries:
        try:
            list(EmbeddedStore().query(prepare(query)).terms())
        except KgError:
            continue
    with contextlib.suppress(KgError, SyntaxError, OSError, RuntimeError, ValueError):
        EmbeddedStore().native.update(prepare_update(update))
    assert trap.visits == 0


fields = st.sampled_from(
    ["query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "other", ""]
)
forms = st.one_of(
    st.binary(max_size=60),
    st.lists(st.tuples(fields, texts), max_size=5).map(
        lambda pairs: urlencode(pairs, errors="replace").encode()
    ),
)
types = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.builds(
        "{}{}".format,
        st.sampled_from([FORM, QUERY, UPDATE, "text/plain", QUERY.upper()]),
        st.sampled_from(["", ";charset=utf-8", "; charset=latin-1", ";;;", ';charset="', ";=;x"]),
    ),
)


@given(
    method=st.sampled_from(["GET", "HEAD", "POST"]), parameters=forms, type_=types, body=forms
)  # fmt: skip
@many
def test_a_request_is_one_operation_or_an_error(
    method: str, parameters: bytes, type_: str | None, body: bytes
) -> None:
    """Of a status that puts it right, and a text that can be sent on."""
    try:
        asked = operation(method, parameters, type_, body)
    except RequestError as error:
        assert error.status in (400, 415)
        assert json.loads(error.body())["detail"]
        return
    assert asked.kind == "query" or method == "POST"
    asked.text.encode()
    for iri in asked.default_graphs + asked.named_graphs:
        EmbeddedStore().native.query(
            f"ASK {{ GRAPH <{quote(iri, safe='')}:> {{}} }}", base_iri="a:"
        )


@given(accept=st.text(max_size=80) | st.lists(
    st.sampled_from([*ROWS, *GRAPHS, "*/*", "text/*", ";", ",", "q=", "q=1", "q=nan", "=", " "])
).map("".join))  # fmt: skip
@many
def test_any_accept_gets_a_format_or_none(accept: str) -> None:
    """Never one that is not on offer."""
    for offers in (ROWS, GRAPHS):
        try:
            assert chosen(accept, offers) in offers
        except RequestError as error:
            assert error.status == 406


headers = st.dictionaries(
    st.sampled_from(["do", "store", "accept", "\n", "é"]),
    st.text(max_size=10) | st.lists(st.text(max_size=5), max_size=3) | st.booleans() | st.none(),
)


@given(messages=st.lists(st.tuples(headers, st.binary(max_size=30)), max_size=4))
@many
def test_messages_arrive_as_they_were_sent(
    messages: list[tuple[dict[str, object], bytes]],
) -> None:
    """One after another, whatever bytes they carry."""
    stream = io.BytesIO(b"".join(frames.encoded(*message) for message in messages))
    assert [frames.read(stream) for _ in messages] == messages
    assert frames.read(stream) is None


@given(text=texts, graphs=st.lists(st.just("a:g"), min_size=1, max_size=2))
@many
def test_a_dataset_is_written_in_or_the_update_is_refused(text: str, graphs: list[str]) -> None:
    """What the update says itself stays as it was."""
    try:
        written = with_dataset(Operation("update", text, tuple(graphs)))
    except (RequestError, QueryError):
        return
    clauses = "USING <a:g> " * len(graphs)
    shortened = "DELETE" in text.upper()
    assert shortened or written.replace(clauses, "") == text.replace(clauses, "")


@given(text=st.text(max_size=80) | st.lists(
    st.sampled_from(["a", ":", "- ", "\n", "  ", "[", "]", "{", "}", "&a ", "*a ", "!!x ", '"',
                     "|", ">", "#", "---\n", "...\n", "%", "\t", "? ", "\0", "\ufeff"])
).map("".join))  # fmt: skip
@many
def test_any_data_file_is_read_or_refused(text: str) -> None:
    """With its name."""
    try:
        parse_yaml(text, Path("file.yaml"))
    except DataFileError as error:
        assert "file.yaml" in str(error)


@pytest.mark.parametrize("mark", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("times", [51, 5_000, 300_000])
def test_a_data_file_that_nests_too_deep_is_refused(mark: str, times: int) -> None:
    """It would overflow the stack of the parser and end the program."""
    with pytest.raises(DataFileError, match=r"file\.yaml:1: is no YAML: nests more than 50 deep"):
        parse_yaml(mark * times, Path("file.yaml"))
