"""Gold facts, and when a claim says the same as one."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import DataFileError
from kg.model import STATUSES, SYMMETRIC, Claim, EntityRef
from kg.model.fold import fold
from kg.model.registry import Registry

_ACRONYM = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_DECADE = re.compile(r"^(\d{3})0s$")
_KILOMETRES = re.compile(r"(?<=\d)[\s-]?(?:kilomet(?:re|er)s?|km)\b")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_DATE = re.compile(r"-?-?[\dX]{2,4}(?:-\d\d){0,2}")
_REQUIRED = ("subject", "relation", "object", "polarity")
_COUNTED = ("memberCount", "activeSatellites")


@dataclass(frozen=True)
class GoldFact:
    """One fact that a text states, as a person read it.

    Args:
        document: id of the text.
        subject: name, as the gold file writes it.
        predicate: its `relation`.
        object: name or value.
        status: its `polarity`.
        evidence: words that state it.
        optional: neutral: neither missed nor wrong.
        qualifiers: name -> value, as far as the gold gives them.
        phenomena: what of the language makes the fact hard to read.
    """

    document: str
    subject: str
    predicate: str
    object: str
    status: str
    evidence: str = ""
    optional: bool = False
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    phenomena: tuple[str, ...] = ()


@dataclass(frozen=True)
class Key:
    """A fact reduced to what is compared; equal keys are the same fact."""

    subject: str
    predicate: str
    object: str


def read_gold(path: Path) -> list[GoldFact]:
    """Return the facts of one gold file.

    Raises:
        DataFileError: it is no JSON list of facts.
    """
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", path) from error
    except json.JSONDecodeError as error:
        raise DataFileError(f"no JSON: {error.msg}", path, error.lineno) from error
    if not isinstance(records, list):
        raise DataFileError("a gold file is a JSON list of facts", path, 1)
    return [_fact(record, path, number) for number, record in enumerate(records, 1)]


def _fact(record: object, path: Path, number: int) -> GoldFact:
    if not isinstance(record, dict) or any(key not in record for key in _REQUIRED):
        needed = ", ".join(_REQUIRED)
        raise DataFileError(f"fact {number} lacks one of {needed}", path)
    if record["polarity"] not in STATUSES:
        raise DataFileError(f"fact {number} has an unknown polarity {record['polarity']!r}", path)
    phenomena = record.get("phenomena", [])
    if not isinstance(phenomena, list) or not isinstance(record.get("qualifiers", {}), dict):
        message = f"fact {number}: `phenomena` is a list, and `qualifiers` maps names to values"
        raise DataFileError(message, path)
    return GoldFact(
        document=path.stem,
        subject=str(record["subject"]),
        predicate=str(record["relation"]),
        object=str(record["object"]),
        status=str(record["polarity"]),
        evidence=str(record.get("evidence", "")),
        optional=bool(record.get("optional", False)),
        qualifiers=_qualifiers(record),
        phenomena=tuple(map(str, phenomena)),
    )


def _qualifiers(record: Mapping[str, object]) -> dict[str, str]:
    """Return the qualifiers of a fact by the names that claims have for them."""
    given = record.get("qualifiers")
    named = dict(given) if isinstance(given, dict) else {}
    if "date_text" in named:
        named["dateText"] = named.pop("date_text")
    if "date" in record:
        named["asOf" if record["relation"] in _COUNTED else "date"] = record["date"]
    return {str(name): str(value) for name, value in named.items()}


@dataclass
class Names:
    """Folds the names of gold facts and claims to comparable ones.

    Args:
        registry: resolves names that it knows.
        aliases: folded surface -> folded canonical name.
        agency_country: folded name of an agency -> folded name of its country.
        digest: SHA-256 of the file that these came from, or "".
    """

    registry: Registry
    aliases: Mapping[str, str] = field(default_factory=dict)
    agency_country: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    _known: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, registry: Registry, path: Path | None) -> Names:
        """Read an alias file: `aliases` (name -> surfaces) and `agency_country`."""
        if path is None:
            return cls(registry)
        try:
            content = path.read_bytes()
            data = json.loads(content)
        except (OSError, ValueError) as error:
            raise DataFileError(f"cannot be read as JSON: {error}", path) from error
        aliases = {
            _bare(surface): _bare(name)
            for name, surfaces in data.get("aliases", {}).items()
            for surface in surfaces
        }
        names = cls(registry, aliases, digest=hashlib.sha256(content).hexdigest())
        names.agency_country = {
            names.canonical(agency): names.canonical(country)
            for agency, country in data.get("agency_country", {}).items()
        }
        return names

    def canonical(self, name: str) -> str:
        """Return one spelling for all names of a thing."""
        if name not in self._known:
            if _DATE.fullmatch(name):
                return name
            quarter = _QUARTER.fullmatch(name)
            if quarter is not None:
                return f"{quarter[1]}-{32 + int(quarter[2])}"
            bare = _bare(name)
            chain = [name, bare, self.aliases.get(bare, bare)]
            found = next((hit for text in chain if (hit := self._registered(text))), None)
            self._known[name] = found or self.aliases.get(bare, bare)
        return self._known[name]

    def _registered(self, name: str) -> str:
        candidates = self.registry.candidates(name)
        return candidates[0] if len(candidates) == 1 else ""

    def keys(self, subject: str, predicate: str, obj: str) -> list[Key]:
        """Return the keys under which a fact counts as found, the exact one first."""
        if predicate == "signedBy":
            return [Key("", predicate, self.canonical(obj))]
        left, right = self.canonical(subject), self.canonical(obj)
        pairs = [(left, right)]
        if predicate == "agreementWith":
            country = self.agency_country
            pairs += [
                (country.get(left, left), right),
                (left, country.get(right, right)),
                (country.get(left, left), country.get(right, right)),
            ]
        if predicate in SYMMETRIC:
            pairs = [tuple(sorted(pair)) for pair in pairs]  # type: ignore[misc]
        return [Key(a, predicate, b) for a, b in dict.fromkeys(pairs)]

    def same(self, gold: str, stated: str) -> bool:
        """Tell whether two values mean the same: names of one thing, or dates that agree."""
        return same_day(gold, stated) or self.canonical(gold) == self.canonical(stated)

    def of_claim(self, claim: Claim) -> list[Key]:
        """Return the keys of a claim."""
        obj = claim.object
        value = obj.label if isinstance(obj, EntityRef) else obj.value
        return self.keys(claim.subject.label, claim.predicate, value)

    def of_gold(self, fact: GoldFact) -> list[Key]:
        """Return the keys of a gold fact."""
        decade = _DECADE.match(fact.object)
        value = f"{decade[1]}X" if decade else fact.object
        return self.keys(fact.subject, fact.predicate, value)


def _bare(name: str) -> str:
    """Return a name folded, without article and without an acronym in brackets."""
    match = _ACRONYM.match(name)
    plain = _KILOMETRES.sub(" km", fold(match[1] if match else name))
    return " ".join(plain.removeprefix("the ").split())


def same_day(gold: str, claim: str) -> bool:
    """Tell whether two dates agree as far as both go: `--05-30` and `2024-05-30`."""
    return gold == claim or (gold.startswith("--") and claim.endswith(gold[2:]))
