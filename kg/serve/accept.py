"""Content negotiation: which of the formats on offer a client likes best (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.serve.problem import RequestError

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Media type -> format of rows and of yes or no, the preferred first."""

GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/json": "jsonld",
    "text/plain": "nt",
}
"""Media type -> format of triples, the preferred first."""

MOST_RANGES = 100


def media_types(kind: str) -> Mapping[str, str]:
    """Return what is on offer for a kind of answer: `rows`, `boolean` or `graph`."""
    return GRAPHS if kind == "graph" else ROWS


def chosen(accept: str | None, offers: Mapping[str, str]) -> str:
    """Return the media type to answer with.

    Args:
        accept: the `Accept` header; None or empty takes anything.
        offers: media types, the preferred first.

    Raises:
        RequestError: 406, if the client takes none of them.
    """
    if not accept or not accept.strip():
        return next(iter(offers))
    ranges = list(_ranges(accept))
    weights = {offer: _weight(offer, ranges) for offer in offers}
    best = max(weights.values())
    if best <= 0:
        raise RequestError(406, f"no format fits {accept[:200]!r}; on offer: {', '.join(offers)}")
    return next(offer for offer, weight in weights.items() if weight == best)


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Yield (range in lower case, weight from 0 to 1) of a header; what is no range is skipped."""
    for part in accept.split(",")[:MOST_RANGES]:
        name, *parameters = (piece.strip() for piece in part.lower().split(";"))
        if "/" not in name and name != "*":
            continue
        yield ("*/*" if name == "*" else name), _quality(parameters)


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(1.0, max(0.0, float(parameter[2:])))
            except ValueError:
                return 0.0
    return 1.0


def _weight(offer: str, ranges: list[tuple[str, float]]) -> float:
    """Return how much an offer is liked; the most specific range that fits it decides."""
    group = offer.partition("/")[0] + "/*"
    for wanted in (offer, group, "*/*"):
        weights = [weight for name, weight in ranges if name == wanted]
        if weights:
            return max(weights)
    return 0.0
