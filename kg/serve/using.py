"""The dataset that the protocol names for an update, written into the update itself."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.scanner import Token, scan
from kg.serve.problem import RequestError
from kg.serve.protocol import Operation

_OWN = ("USING", "WITH")
_MOST = 16 * 1024 * 1024
"""Code points that may be written into an update."""


def with_dataset(operation: Operation) -> str:
    """Return an update with a USING clause before each WHERE, as the request asks.

    Raises:
        QueryError: the text is torn in the middle of a string.
        RequestError: 400 where the update itself says USING or WITH, which the protocol forbids.
    """
    if not operation.has_dataset:
        return operation.text
    tokens = scan(operation.text)
    if any(token.is_word(*_OWN) for token in tokens):
        raise RequestError(
            400, "the update says USING or WITH itself; leave out using-graph-uri in the request"
        )
    clauses = [f"USING <{iri}>" for iri in operation.default_graphs]
    clauses += [f"USING NAMED <{iri}>" for iri in operation.named_graphs]
    using = " ".join(clauses) + " "
    text, parts, last, size = operation.text, [], 0, 0
    for at, template in _places(tokens):
        parts += [text[last:at], template, using]
        last, size = at, size + len(template) + len(using)
        if size > _MOST:
            raise RequestError(413, "the update has too many WHERE for so many graphs")
    return "".join([*parts, text[last:]])


def _places(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield where a clause goes, and the template that `DELETE WHERE` leaves out."""
    depth = 0
    for number, token in enumerate(tokens):
        if token.kind == "mark" and token.text in "{}":
            depth += 1 if token.text == "{" else -1
        elif depth == 0 and token.is_word("WHERE"):
            short = number > 0 and tokens[number - 1].is_word("DELETE")
            yield token.start, _pattern(tokens, number) if short else ""


def _pattern(tokens: list[Token], where: int) -> str:
    """Return the group behind a WHERE, as it stands as a template."""
    depth, parts = 0, []
    for token in tokens[where + 1 :]:
        parts.append(token.text)
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "mark" else 0
        if depth == 0:
            break
    return " ".join(parts) + " "
