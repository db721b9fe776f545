"""Claims as RDF 1.2 reifiers.

`claim:H rdf:reifies <<( s p o )>>` says in one triple what `rdf:Statement` with
`rdf:subject`, `rdf:predicate` and `rdf:object` says in four. Nothing else changes: status,
evidence and qualifiers stay on the claim, and the direct triple stands where it stood.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.out.exports.lines import by_subject, join, rdf, split

_PARTS = (rdf("subject"), rdf("predicate"), rdf("object"))
_TYPE, _STATEMENT, _REIFIES = rdf("type"), rdf("Statement"), rdf("reifies")


def reified(lines: Iterable[bytes]) -> list[bytes]:
    """Return sorted lines with every statement node turned into a reifier, sorted again."""
    found: list[bytes] = []
    for subject, group in by_subject(lines):
        found += _reifier(subject, group)
    return sorted(found)


def _reifier(subject: bytes, group: list[bytes]) -> list[bytes]:
    kept: list[bytes] = []
    parts: dict[bytes, bytes] = {}
    for line in group:
        _, predicate, object_ = split(line)
        if predicate in _PARTS:
            parts[predicate] = object_
        elif (predicate, object_) != (_TYPE, _STATEMENT):
            kept.append(line)
    if len(parts) != len(_PARTS) or len(group) - len(kept) > len(_PARTS) + 1:
        return group  # no statement, or more than one in the same node
    stated = b"<<( %b )>>" % b" ".join(parts[part] for part in _PARTS)
    return [*kept, join(subject, _REIFIES, stated)]
