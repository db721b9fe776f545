"""What is wrong with a query, said at the user's own line and column.

Oxigraph reports how far its parser looked ahead, not where it got stuck: a keyword that
was tried and failed counts in full, so the place is off by up to fourteen characters.
Parsing once more with the tokens set far apart keeps every such attempt within the gap
after the token it was made at, and so tells which token could not be read.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.namespaces import PREFIXES
from kg.graph.scanner import Token, pad, place, scan, unclosed
from kg.model.english import nearest

_WORDS = (
    "ABS ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT "
    "CONTAINS COUNT CREATE DATATYPE DAY DELETE DESC DESCRIBE DISTINCT DROP ENCODE_FOR_URI EXISTS "
    "FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HAVING HOURS IF IN INSERT IRI ISBLANK ISIRI "
    "ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE LIMIT LOAD MAX MD5 MIN MINUS MINUTES MONTH "
    "NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE "
    "SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE "
    "STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TZ UCASE UNDEF UNION URI "
    "USING UUID VALUES WHERE WITH YEAR"
)
KEYWORDS = tuple(_WORDS.split())
"""Keywords and built-in functions of SPARQL 1.1."""

_GAP = 40  # longer than any keyword the parser may try
_REPORT = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_TERMS = ("iri", "pname", "variable", "blank")
_UNGROUPED = "The SELECT contains a variable that is unbound"
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)+)"')


def check_syntax(text: str, base: str | None = None) -> None:
    """Parse a query, with all our prefixes at hand, and run it on nothing.

    Args:
        text: a query.
        base: what relative IRIs are relative to, where the query does not say it.

    Raises:
        QueryError: it does not parse; carries line and column of what could not be read.
    """
    try:
        _parse(text, base)
    except SyntaxError as error:
        raise explain(text, error, base) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(str(error)) from None


def explain(text: str, error: SyntaxError, base: str | None = None) -> QueryError:
    """Return the engine's syntax error as one at the token that could not be read."""
    tokens = scan(text)
    report = _REPORT.match(str(error))
    if report is None:
        return QueryError(str(error))
    if _UNGROUPED in report[3]:
        return QueryError("SELECT names a variable that is neither grouped by nor aggregated")
    stuck, expected = _find(tokens, base)
    if stuck is not None:
        message = _describe(stuck, expected or _missing_mark(tokens, stuck, base))
        return QueryError(message, *place(text, stuck.start))
    bracket = unclosed(tokens)
    if bracket is None:
        return QueryError("the query ends too early" + expected, *place(text, len(text)))
    message = f"the {bracket.text} that opens here is never closed"
    return QueryError(message, *place(text, bracket.start))


def did_you_mean(suggestions: list[str]) -> str:
    """Return the suggestions as a sentence to append to a message; empty without any."""
    return f". Did you mean {', '.join(suggestions)}?" if suggestions else ""


def _parse(text: str, base: str | None) -> None:
    ox.Store().query(text, base_iri=base, prefixes=PREFIXES)


def _find(tokens: list[Token], base: str | None) -> tuple[Token | None, str]:
    """Return the token that could not be read (None: the end), and what was expected."""
    text, starts = pad(tokens, _GAP)
    try:
        _parse(text, base)
    except SyntaxError as error:
        report = _REPORT.match(str(error))
        if report is not None:
            offset = _offset(text, int(report[1]), int(report[2]))
            last = bisect_right(starts, offset) - 1
            stuck = tokens[last] if tokens and offset < len(text) else None
            return stuck, _expectation(report[3]) if offset in starts else ""
    return None, ""


def _missing_mark(tokens: list[Token], stuck: Token, base: str | None) -> str:
    """Return a hint if a full stop or a semicolon before the token would let one read on."""
    if stuck.kind not in _TERMS and stuck.text != "a":
        return ""
    at = tokens.index(stuck)
    for mark in ".;":
        more = [*tokens[:at], Token("mark", mark, stuck.start), *tokens[at:]]
        later, _ = _find(more, base)
        if later is None or later.start > stuck.start:
            return "; perhaps a . or ; is missing before it"
    return ""


def _offset(text: str, line: int, column: int) -> int:
    """Return the offset of a line and column, both counted from 1 (see `place`)."""
    before = text.split("\n")[: line - 1]
    return sum(len(earlier) + 1 for earlier in before) + column - 1


def _expectation(expected: str) -> str:
    """Return the punctuation that the parser would have taken, where that is a short list."""
    marks = sorted(set(_QUOTED.findall(expected)))
    return f"; expected {' or '.join(marks)}" if 0 < len(marks) <= 3 else ""


def _describe(token: Token, expected: str) -> str:
    if token.kind == "iri" and not expected:
        return f"{token.text} is no absolute IRI, or stands in the wrong place"
    message = f"unexpected {token.text}" + expected
    if token.kind != "word" or token.is_word(*KEYWORDS):
        return message
    return message + did_you_mean(nearest(token.text, KEYWORDS))
