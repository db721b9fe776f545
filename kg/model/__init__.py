"""What facts are made of: documents, entities, claims and their evidence."""

from kg.model.claim import (
    MEMBERSHIPS,
    PREDICATES,
    STATUSES,
    SYMMETRIC,
    TIERS,
    Claim,
    Evidence,
    Value,
    content_hash,
    merge,
)
from kg.model.document import Cut, Document, Source
from kg.model.terms import DATATYPES, ID_PREFIXES, PARENTS, PARTIES, EntityRef, Literal, slugify

__all__ = [
    "DATATYPES",
    "ID_PREFIXES",
    "MEMBERSHIPS",
    "PARENTS",
    "PARTIES",
    "PREDICATES",
    "STATUSES",
    "SYMMETRIC",
    "TIERS",
    "Claim",
    "Cut",
    "Document",
    "EntityRef",
    "Evidence",
    "Literal",
    "Source",
    "Value",
    "content_hash",
    "merge",
    "slugify",
]
