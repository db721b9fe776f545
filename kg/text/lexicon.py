"""The shared vocabulary of patterns: verb groups, word lists, titles, document kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import PatternError
from kg.model.datafile import read_yaml

_SECTIONS = {
    "verbs",
    "irregular",
    "lists",
    "heads",
    "documents",
    "satellite-types",
    "orbits",
    "vehicles",
    "titles",
    "title-modifiers",
    "organisation-heads",
    "space-words",
    "regions",
}


@dataclass(frozen=True)
class Verb:
    """The forms of one verb; each field holds one or more spellings."""

    base: tuple[str, ...]
    third: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]
    gerund: tuple[str, ...]

    def forms(self) -> set[str]:
        """Return every spelling of the verb."""
        return {*self.base, *self.third, *self.past, *self.participle, *self.gerund}


@dataclass(frozen=True)
class Lexicon:
    """What `lexicon.yaml` holds, checked.

    Args:
        verbs: group name -> (verb, particle) pairs; the particle is "" or follows the verb.
        lists: list name -> lower-case words or phrases.
        heads: entity type -> nouns that may follow such a name and belong to it.
        words: the plain sections by name, such as `titles` or `documents`.
        satellite_types: `modifiers`, `nouns` and `alone`.
        vehicles: name of a launch vehicle -> its other spellings.
        regions: name of a region, in lower case -> the ids of its states.
    """

    verbs: Mapping[str, tuple[tuple[Verb, str], ...]]
    lists: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    satellite_types: Mapping[str, tuple[str, ...]]
    vehicles: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read and check a lexicon file.

        Raises:
            PatternError: a section or a form is not as it should be.
        """
        data = read_yaml(path)
        if not isinstance(data, dict):
            raise PatternError("a lexicon is a mapping of sections", path, 1)
        for key in sorted(data.keys() ^ _SECTIONS):
            what = "unknown section" if key in data else "missing section"
            raise PatternError(f"{what} {key!r}", path, 1)
        irregular = _tables(data, "irregular", path)
        verbs = {
            group: tuple(_verb(phrase, irregular) for phrase in phrases)
            for group, phrases in _tables(data, "verbs", path).items()
        }
        plain = ("documents", "orbits", "titles", "title-modifiers")
        return cls(
            verbs=verbs,
            lists=_tables(data, "lists", path),
            heads=_tables(data, "heads", path),
            words={
                key: _strings(data[key], path)
                for key in (*plain, "organisation-heads", "space-words")
            },
            satellite_types=_tables(data, "satellite-types", path),
            vehicles=_tables(data, "vehicles", path),
            regions=_regions(_tables(data, "regions", path)),
        )


def alternation(words: Iterable[str]) -> str:
    """Return a regex alternation of literal phrases, longest first, any space between words."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _tables(data: Mapping[str, object], key: str, path: Path) -> dict[str, tuple[str, ...]]:
    table = data[key]
    if not isinstance(table, dict):
        raise PatternError(f"section {key!r} is a mapping of name to list", path, 1)
    return {name: _strings(words, path) for name, words in table.items()}


def _regions(table: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Return the ids of the states of each region; one may be made of others."""
    return {
        name: frozenset(f"country/{slug}" for part in parts for slug in table.get(part, (part,)))
        for name, parts in table.items()
    }


def _strings(words: object, path: Path) -> tuple[str, ...]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise PatternError("expected a list of words", path, 1)
    return tuple(words)


def _verb(phrase: str, irregular: Mapping[str, tuple[str, ...]]) -> tuple[Verb, str]:
    lemma, _, particle = phrase.partition(" ")
    third = (_third(lemma),)
    if lemma not in irregular:
        regular = (_past(lemma),)
        return Verb((lemma,), third, regular, regular, (_gerund(lemma),)), particle
    past, participle, gerund, *rest = (tuple(form.split()) for form in irregular[lemma])
    return Verb((lemma,), rest[0] if rest else third, past, participle, gerund), particle


def _third(lemma: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", lemma):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if re.search(r"[^aeiou]y$", lemma) else lemma + "ed"


def _gerund(lemma: str) -> str:
    silent = lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe"))
    return (lemma[:-1] if silent else lemma) + "ing"
