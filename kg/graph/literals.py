"""Values of the model as RDF literals, in the canonical form that Oxigraph keeps."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph.namespaces import EDTF, standard
from kg.model.dates import datatype
from kg.model.terms import Literal

_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_IRI_SAFE = "!#$%&'()*+,/:;=?@[]~"
_DECIMALS = 6


def literal(value: Literal) -> ox.Literal:
    """Return a literal of the model as RDF; text stays plain, EDTF has its own datatype."""
    return _typed(value.value, value.datatype)


def date_literal(value: str) -> ox.Literal:
    """Return a date with the datatype of its form, or plain text if it is no date."""
    return _typed(value, datatype(value))


def integer(value: int) -> ox.Literal:
    """Return an `xsd:integer`."""
    return _typed(str(value), "integer")


def boolean(value: bool) -> ox.Literal:
    """Return an `xsd:boolean`."""
    return _typed("true" if value else "false", "boolean")


def decimal(value: float) -> ox.Literal:
    """Return an `xsd:decimal` of at most six places: 0.9800 is `0.98`, 1.0 is `1`."""
    shortest = Decimal(repr(round(value, _DECIMALS))).normalize()
    return _typed(f"{shortest:f}", "decimal")


def web_address(url: str | None) -> ox.NamedNode | None:
    """Return the IRI of an http or https address, or None for any other string.

    Characters that no IRI may hold are percent-encoded.
    """
    if url is None or not _WEB.match(url):
        return None
    return ox.NamedNode(quote(url, safe=_IRI_SAFE))


def _typed(value: str, name: str) -> ox.Literal:
    if name == "string":
        return ox.Literal(value)
    if name == "integer":
        value = str(int(value))
    return ox.Literal(value, datatype=EDTF if name == "edtf" else standard(f"xsd:{name}"))
