"""Where engines answer otherwise than the standard says, put right before anything is read.

Seen in Virtuoso 7.2.5, and told by its header `Server`: ASK answers one row, booleans come as 0
and 1, and what a CONSTRUCT or DESCRIBE leaves out beyond the limit of rows is told nowhere.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import IO

import pyoxigraph as ox

from kg.graph.remote.client import spool
from kg.graph.results import Answer
from kg.graph.scanner import Token, scan

_BOOLEAN = re.compile(rb'("datatype": "http://www\.w3\.org/2001/XMLSchema#boolean", "value": )"1"')
_NO_BOOLEAN = re.compile(_BOOLEAN.pattern.replace(b'"1"', b'"0"'))
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def is_virtuoso(headers: Mapping[str, str]) -> bool:
    """Whether an answer is one of Virtuoso's."""
    return headers.get("server", "").startswith("Virtuoso")


def form(text: str) -> str:
    """Return which of the four kinds a query is; empty if it is none."""
    return next((token.text.upper() for token in scan(text) if token.is_word(*_FORMS)), "")


def with_booleans(body: IO[bytes]) -> IO[bytes]:
    """Return a result in JSON with `true` and `false` for booleans of 1 and 0.

    A quotation mark within a value is escaped, so nothing that is only quoted is changed.
    """
    mended = spool()
    with body:
        for line in body:
            mended.write(_NO_BOOLEAN.sub(rb'\1"false"', _BOOLEAN.sub(rb'\1"true"', line)))
    mended.seek(0)
    return mended


def asked(answer: Answer) -> Answer:
    """Return the answer to an ASK as yes or no, where it came as a row with 1 or 0."""
    if not isinstance(answer, ox.QuerySolutions):
        return answer
    values = [solution[0] for solution in answer]
    yes = bool(values) and isinstance(values[0], ox.Literal) and values[0].value in ("1", "true")
    text = b'{"head": {}, "boolean": %s}' % (b"true" if yes else b"false")
    return ox.parse_query_results(io.BytesIO(text), ox.QueryResultsFormat.JSON)


def solutions_of(text: str) -> str | None:
    """Return a SELECT with the solutions of a CONSTRUCT; None where there is none to write.

    >>> solutions_of("PREFIX a: <http://a/> CONSTRUCT { ?s a:p ?o } WHERE { ?s a:q ?o } LIMIT 9")
    'PREFIX a: <http://a/> SELECT * WHERE { ?s a:q ?o } LIMIT 9'
    """
    tokens = scan(text)
    start = next((i for i, t in enumerate(tokens) if t.is_word("CONSTRUCT")), None)
    if start is None or any(token.is_word("GROUP") for token in tokens):
        return None
    end = tokens[start].end
    if start + 1 < len(tokens) and tokens[start + 1].text == "{":
        end = _closed(tokens, start + 1)
    return f"{text[: tokens[start].start]}SELECT *{text[end:]}"


def _closed(tokens: list[Token], at: int) -> int:
    """Return where the bracket at a token ends."""
    depth = 0
    for token in tokens[at:]:
        if token.kind == "mark":
            depth += (token.text == "{") - (token.text == "}")
        if not depth:
            return token.end
    return tokens[-1].end
