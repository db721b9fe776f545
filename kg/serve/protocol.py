"""SPARQL 1.1 Protocol: what a request asks for, read from its parts.

https://www.w3.org/TR/sparql11-protocol/. Nothing here knows of sockets or of the web framework.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.serve.problem import RequestError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

MOST_FIELDS = 1000


@dataclass(frozen=True)
class Operation:
    """One query or update, with the dataset that the protocol names for it.

    Args:
        kind: `query` or `update`.
        text: SPARQL.
        default_graphs: IRIs whose union is the default graph; none: the graph's own.
        named_graphs: IRIs of the graphs that GRAPH may name.
    """

    kind: str
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def has_dataset(self) -> bool:
        """Whether the request itself says what graphs are meant."""
        return bool(self.default_graphs or self.named_graphs)


def operation(
    method: str, parameters: bytes, content_type: str | None = None, body: bytes = b""
) -> Operation:
    """Return what a request asks for.

    Args:
        method: `GET`, `HEAD` or `POST`.
        parameters: the query string of its address, as sent.
        content_type: the header, if there is one.
        body: as sent.

    Raises:
        RequestError: 400 where the request is incomplete or says two things, 415 where its body
            is of no type that the protocol has.
    """
    fields = _fields(parameters)
    if method != "POST":
        _refuse(fields, "update", "an update must be sent by POST")
        return _of_fields(fields, ("query",))
    media_type, charset = _content_type(content_type)
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RequestError(415, f"the body is sent as {charset!r}; send it as UTF-8")
    if media_type == FORM:
        _refuse(fields, "query", "a form carries its query in the body, not in the address")
        _refuse(fields, "update", "a form carries its update in the body, not in the address")
        return _of_fields(fields + _fields(body), ("query", "update"))
    kind = {QUERY: "query", UPDATE: "update"}.get(media_type)
    if kind is None:
        sent = media_type or "no type"
        raise RequestError(
            415, f"a body of {sent} is not understood; send {QUERY}, {UPDATE} or {FORM}"
        )
    for other in ("query", "update"):
        _refuse(fields, other, "the operation stands in the body; leave it out of the address")
    return _with_dataset(kind, _text(body, "the body"), fields)


Fields = list[tuple[str, str]]


def _of_fields(fields: Fields, kinds: tuple[str, ...]) -> Operation:
    found = [(name, value) for name, value in fields if name in kinds]
    if len(found) != 1:
        expected = " or ".join(f"`{kind}`" for kind in kinds)
        count = "none is" if not found else f"{len(found)} are"
        raise RequestError(400, f"give {expected} exactly once; {count} given")
    return _with_dataset(*found[0], fields)


def _with_dataset(kind: str, text: str, fields: Fields) -> Operation:
    names = {"query": ("default-graph-uri", "named-graph-uri")}.get(
        kind, ("using-graph-uri", "using-named-graph-uri")
    )
    default, named = (tuple(value for name, value in fields if name == key) for key in names)
    for iri in default + named:
        if not _is_absolute(iri):
            raise RequestError(400, f"{iri[:200]!r} is no absolute IRI of a graph")
    return Operation(kind, text, default, named)


def _is_absolute(iri: str) -> bool:
    scheme, colon, rest = iri.partition(":")
    sound = scheme.isascii() and scheme[:1].isalpha() and bool(colon and rest)
    return sound and not any(mark in '<>"{}|\\^`' or mark <= " " for mark in iri)


def _fields(encoded: bytes) -> Fields:
    """Return the fields of a form, in order."""
    try:
        text = encoded.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise RequestError(
            400, "the parameters are not UTF-8, with or without percent signs"
        ) from None
    except ValueError:
        raise RequestError(400, f"there are more than {MOST_FIELDS} parameters") from None


def _content_type(header: str | None) -> tuple[str, str]:
    """Return (media type, charset), both in lower case; UTF-8 where none is given."""
    media_type, *parameters = (part.strip() for part in (header or "").lower().split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            return media_type, value.strip().strip('"')
    return media_type, "utf-8"


def _text(data: bytes, what: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, f"{what} is not UTF-8 (byte {error.start})") from None


def _refuse(fields: Fields, name: str, why: str) -> None:
    if any(each == name for each, _ in fields):
        raise RequestError(400, why)
