"""JSON-LD: the graph as a flat list of things, in the words of our context.

The context stands in the file itself, so that the file reads without a network. One thing
is one line, so that two exports can be compared. `<` is written as an escape: the file can
stand inside a script element of a web page as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import groupby
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph.namespaces import PREFIXES
from kg.out.exports.context import Context, Term
from kg.out.exports.lines import parsed

_XSD = PREFIXES["xsd"]
_STRING, _INTEGER, _BOOLEAN = (_XSD + name for name in ("string", "integer", "boolean"))
_TYPE = PREFIXES["rdf"] + "type"
# A JSON number is a double for many readers, which is exact only up to 2**53.
_SAFE_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def write_jsonld(lines: Sequence[bytes], context: Context, out: IO[bytes]) -> None:
    """Write sorted lines as JSON-LD, compacted with a context that is put into the file."""
    writer = _Writer(context)
    out.write(b'{"@context": %b,\n"@graph": [' % _dumped(context.raw))
    between = b"\n"
    for _, group in groupby(parsed(lines), key=lambda triple: triple.subject):
        out.write(between + _dumped(writer.node(list(group))))
        between = b",\n"
    out.write(b"\n]}\n")


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").encode()


class _Writer:
    def __init__(self, context: Context):
        self._context = context

    def node(self, triples: Sequence[Triple]) -> dict[str, Any]:
        """Return the node object of all triples of one subject, keys in byte order."""
        keyword = self._context.keyword
        node: dict[str, Any] = {keyword("@id"): self._reference(triples[0].subject)}
        types: list[str] = []
        values: dict[str, list[Any]] = {}
        sets: set[str] = set()
        for triple in triples:
            if triple.predicate.value == _TYPE and isinstance(triple.object, NamedNode):
                types.append(self._context.compact_word(triple.object.value))
                continue
            term, value = self._value(triple.predicate.value, triple.object)
            values.setdefault(term.name, []).append(value)
            sets |= {term.name} if term.is_set else set()
        if types:
            node[keyword("@type")] = _single(types)
        return node | {k: v if k in sets else _single(v) for k, v in sorted(values.items())}

    def _value(self, predicate: str, value: Any) -> tuple[Term, Any]:
        """Return the term that says a value most shortly, and the value under it."""
        terms = [*self._context.terms.get(predicate, ()), self._context.key(predicate)]
        if isinstance(value, Literal):
            shorts = ((term, _bare(value, term)) for term in terms)
            found = next((pair for pair in shorts if pair[1] is not None), None)
            return found or (_any(terms), self._full(value))
        by_coercion = {term.coercion: term for term in terms}
        if "@vocab" in by_coercion and isinstance(value, NamedNode):
            return by_coercion["@vocab"], self._context.compact_word(value.value)
        if "@id" in by_coercion:
            return by_coercion["@id"], self._reference(value)
        return _any(terms), {self._context.keyword("@id"): self._reference(value)}

    def _full(self, value: Literal) -> Any:
        if value.language is not None:
            return {"@value": value.value, "@language": value.language}
        if value.datatype.value == _STRING:
            return {"@value": value.value}
        datatype = self._context.compact_word(value.datatype.value)
        return {"@value": value.value, "@type": datatype}

    def _reference(self, node: Any) -> str:
        return str(node) if isinstance(node, BlankNode) else self._context.compact(node.value)


def _bare(value: Literal, term: Term) -> str | int | bool | None:
    """Return a literal as a plain JSON value under a term, or None where it means another."""
    datatype, text = value.datatype.value, value.value
    if term.coercion in (None, datatype):
        if datatype == _INTEGER and _SAFE_INTEGER.fullmatch(text):
            return int(text)
        if datatype == _BOOLEAN and text in ("true", "false"):
            return text == "true"
    if term.coercion is None:
        is_text = value.language is not None or datatype == _STRING
        return text if is_text and value.language == term.language else None
    return text if term.coercion == datatype else None


def _any(terms: Sequence[Term]) -> Term:
    """Return a term for a value that is written in full, which no coercion touches."""
    return min(terms[:-1] or terms, key=lambda term: (term.coercion is not None, term.name))


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
