"""Finding the names of the registry in a text, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from ahocorasick_rs import AhoCorasick, Implementation

from kg.model import ID_PREFIXES, EntityRef
from kg.model.entity import Homonym, Surface, SurfaceKind
from kg.model.fold import fold, printed, punctuation
from kg.model.registry import Registry
from kg.text.europe import without_continent
from kg.text.keys import Keys
from kg.text.mention import Mention, without_overlap
from kg.text.series import further

_CRAFT = tuple(f"{ID_PREFIXES[kind]}/" for kind in ("Mission", "Spacecraft"))


class Gazetteer:
    """An Aho-Corasick automaton over every way in which the registry's entities are named."""

    def __init__(self, registry: Registry):
        self._entities: dict[str, EntityRef] = {
            id: entity.ref for id, entity in registry.entities.items()
        }
        self._homonyms: Mapping[str, Homonym] = {
            fold(key): homonym for key, homonym in registry.homonyms.items()
        }
        by_fold: dict[str, list[Surface]] = {}
        for surface in registry.surfaces():
            by_fold.setdefault(fold(surface.text), []).append(surface)
        for turned in map(_family_first, registry.surfaces()):
            if turned is not None:
                by_fold.setdefault(fold(turned.text), [turned])
        self._surfaces = list(map(tuple, by_fold.values()))
        self._automaton = AhoCorasick(by_fold, implementation=Implementation.ContiguousNFA)
        self._craft = {
            folded: self._entities[surfaces[0].candidates[0]]
            for folded, surfaces in by_fold.items()
            if surfaces[0].candidates and surfaces[0].candidates[0].startswith(_CRAFT)
        }
        self._keys = Keys(registry.surfaces())

    def may_name(self, text: str) -> bool:
        """Tell quickly whether a text may name something; what it denies names nothing."""
        return self._keys.may_stand_in(text)

    def mentions(self, text: str) -> list[Mention]:
        """Return the mentions of the whole text in order, longest first, never overlapping.

        A blocked phrase ("New Mexico") takes its place and yields nothing. A homonym is
        resolved by what else the text names, or left out. "Europe" counts as a party only.
        """
        # A name may go on in the next line; the patterns of names know single spaces only.
        folded = fold(text).replace("\n", " ")
        plain = printed(text).replace("\n", " ")
        found: list[Mention] = []
        for name, start, end in self._occurrences(folded):
            if _is_word(folded, start, end):
                found.extend(self._read(plain[start:end], start, end, self._surfaces[name]))
        best = without_overlap(sorted(found, key=lambda m: m.kind == "homonym"))
        resolved = list(self._resolve(best, folded))
        return without_continent(text, [one for one in resolved if one.kind != "blocked"])

    def _occurrences(self, folded: str) -> list[tuple[int, int, int]]:
        """Return the number of each name, and where it begins and ends, also within others."""
        try:
            return self._automaton.find_matches_as_indexes(folded, overlapping=True)
        except UnicodeEncodeError:  # half a surrogate pair, which stands in no name
            whole = folded.encode(errors="replace").decode()
            return self._automaton.find_matches_as_indexes(whole, overlapping=True)

    def further(self, text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
        """Yield the craft that are named by their number alone: "Turksat 5A and 5B"."""
        return further(text, mentions, self._craft)

    def _read(
        self, words: str, start: int, end: int, surfaces: tuple[Surface, ...]
    ) -> Iterator[Mention]:
        for surface in surfaces:
            if not _same_case(words, surface):
                continue
            if surface.kind == "blocked":
                yield Mention(start, end, "Name", kind="blocked")
            elif len(surface.candidates) > 1 or fold(surface.text) in self._homonyms:
                value = fold(surface.text)
                yield Mention(start, end, "Name", value=value, kind="homonym", head=surface.kind)
            else:
                yield self._mention(start, end, surface, surface.candidates[0])
            return

    def _mention(self, start: int, end: int, surface: Surface, id: str) -> Mention:
        entity = self._entities[id]
        if surface.kind == "demonym":
            return Mention(start, end, "Demonym", entity, surface.text, "demonym")
        if surface.kind == "capital":
            return Mention(start, end, "Place", entity, surface.text, "capital")
        return Mention(start, end, entity.type, entity)

    def _resolve(self, mentions: list[Mention], folded: str) -> Iterator[Mention]:
        """Resolve homonyms by the unambiguous mentions of the same text."""
        sure = {m.entity.id for m in mentions if m.entity is not None}
        for mention in mentions:
            if mention.kind != "homonym":
                yield mention
                continue
            homonym = self._homonyms[mention.value]
            if any(fold(word) in folded for word in homonym.unless):
                continue
            if homonym.beside and not any(fold(word) in folded for word in homonym.beside):
                continue
            named = [c for c in homonym.candidates if c in sure]
            left = named if named else list(homonym.candidates)
            if len(left) == 1:
                surface = Surface(mention.value, cast("SurfaceKind", mention.head), ())
                yield self._mention(mention.start, mention.end, surface, left[0])


def _family_first(surface: Surface) -> Surface | None:
    """Return the name of a person with the family name first: "Kishida Fumio"."""
    words = surface.text.split()
    people = surface.kind != "blocked" and all(c.startswith("person/") for c in surface.candidates)
    if not people or len(words) != 2 or not surface.candidates:
        return None
    return Surface(f"{words[1]} {words[0]}", surface.kind, surface.candidates)


def _is_word(folded: str, start: int, end: int) -> bool:
    """Tell whether a match stands between word boundaries ("Niger" not in "Nigeria")."""
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return not before.isalnum() and not after.isalnum()


def _same_case(words: str, surface: Surface) -> bool:
    """Tell whether the case fits: acronyms exactly, names at the start of each word."""
    pattern = punctuation(surface.text)
    if surface.kind == "acronym" or (len(pattern) <= 4 and pattern.isupper()):
        return words.replace("-", " ") == pattern.replace("-", " ")
    if words.isupper() and len(words) > 4:
        return True
    initials = zip(pattern.replace("-", " ").split(), words.replace("-", " ").split(), strict=False)
    return all(
        not mine[0].isupper() or theirs[0].isupper() or not theirs[0].isalpha()
        for mine, theirs in initials
    )
