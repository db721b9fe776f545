"""RDF/XML, by Oxigraph's serializer from sorted triples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, cast

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from kg.errors import ExportError
from kg.graph.namespaces import PREFIXES
from kg.out.exports.lines import parsed, split
from kg.out.exports.xmltext import CarriageReturnsKept, has_xml_name, xml_text


def write_rdfxml(lines: Sequence[bytes], out: IO[bytes]) -> None:
    """Write sorted lines as RDF/XML; see `xmltext` for characters that XML lacks.

    Raises:
        ExportError: a property whose IRI cannot be the name of an XML element.
    """
    predicates = sorted({split(line)[1][1:-1].decode() for line in lines})
    for predicate in predicates:
        if not has_xml_name(predicate):
            raise ExportError(f"RDF/XML cannot name the property <{predicate}>; use another format")
    used = {p: n for p, n in PREFIXES.items() if any(i.startswith(n) for i in predicates)}
    stream = cast("IO[bytes]", CarriageReturnsKept(out))
    serialize(_legal(lines), stream, RdfFormat.RDF_XML, prefixes=used)
    out.write(b"\n")


def _legal(lines: Sequence[bytes]) -> Iterator[Triple]:
    for triple in parsed(lines):
        value = triple.object
        if isinstance(value, Literal) and (text := xml_text(value.value)) != value.value:
            if value.language is None:
                value = Literal(text, datatype=value.datatype)
            else:
                value = Literal(text, language=value.language)
            triple = Triple(triple.subject, triple.predicate, value)
        yield triple
