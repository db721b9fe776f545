"""What a claim talks about: references to entities, and literal values."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DATATYPES = ("string", "integer", "date", "gYear", "gYearMonth", "gMonth", "gMonthDay", "edtf")
"""Names of literal datatypes; all but `edtf` are local names of XML Schema types."""


@dataclass(frozen=True, order=True)
class EntityRef:
    """A named thing, as a claim refers to it.

    Args:
        id: path under the entity base, such as `country/sweden`.
        label: preferred English name.
        type: local name of a class of the ontology, such as `Country`.
    """

    id: str
    label: str
    type: str

    def to_json(self) -> dict[str, str]:
        """Return the object form used in `kg extract --format json`."""
        return {"id": self.id, "label": self.label, "type": self.type}


@dataclass(frozen=True, order=True)
class Literal:
    """A value that is no entity: `Literal("2016", "gYear")`.

    Args:
        value: canonical lexical form (no leading zeros, ISO 8601 dates, EDTF periods).
        datatype: one of `DATATYPES`.
    """

    value: str
    datatype: str = "string"

    def __post_init__(self) -> None:
        if self.datatype not in DATATYPES:
            raise ValueError(f"unknown datatype {self.datatype!r}; use one of {DATATYPES}")

    def to_json(self) -> dict[str, str]:
        """Return the object form used in `kg extract --format json`."""
        return {"value": self.value, "datatype": self.datatype}


ID_PREFIXES = {
    "Country": "country",
    "Organisation": "organisation",
    "Agency": "organisation",
    "University": "organisation",
    "Company": "organisation",
    "IntergovernmentalOrganisation": "organisation",
    "Programme": "programme",
    "Accord": "accord",
    "Agreement": "agreement",
    "Mission": "mission",
    "Spacecraft": "spacecraft",
    "Satellite": "spacecraft",
    "Payload": "spacecraft",
    "Module": "spacecraft",
    "Person": "person",
}
"""First path segment of an entity's id, by its type."""

PARENTS = {
    "Agency": "Organisation",
    "University": "Organisation",
    "Company": "Organisation",
    "IntergovernmentalOrganisation": "Organisation",
    "Accord": "Agreement",
    "Satellite": "Spacecraft",
    "Payload": "Spacecraft",
    "Module": "Spacecraft",
}
"""Type -> the type it is a kind of; types that are missing here are topmost."""

PARTIES = tuple(t for t, prefix in ID_PREFIXES.items() if prefix in ("country", "organisation"))
"""Types of what can agree, join and lead."""


def slugify(text: str) -> str:
    """Return a readable ASCII slug: `slugify("Chang’e-6") == "change-6"`.

    Diacritics fall away, apostrophes vanish, every other run of characters that are not
    letters or digits becomes one hyphen. Letters without an ASCII base are spelt by their
    code point, so that two different names in another script do not meet in one slug.
    """
    folded = unicodedata.normalize("NFKD", text.translate(_SPELT)).lower()
    kept = "".join(c for c in folded if not unicodedata.combining(c))
    kept = re.sub(r"['’ʼ`´]", "", kept)
    spelt = "".join(c if c.isascii() or not c.isalnum() else f"-u{ord(c):x}" for c in kept)
    return re.sub(r"[^a-z0-9]+", "-", spelt).strip("-")


_SPELT = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae"}
    | {"Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "&": " and "}
)
