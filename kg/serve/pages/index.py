"""Search over the names of a graph: entities by label, alias, acronym and id, articles by title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.namespaces import ID, ONTOLOGY, standard
from kg.graph.store import EmbeddedStore
from kg.model import EntityRef
from kg.model.entity import same_name
from kg.serve.pages.kinds import kind_of

_NAMES = ("rdfs:label", "skos:altLabel", "dcterms:title", "kg:iso2", "kg:iso3", "kg:cosparId")
_WORD = re.compile(r"\w+")
_MOST_WORDS = 12


@dataclass(frozen=True, order=True)
class Hit:
    """What a search found.

    Args:
        rank: 0 where a name is what was typed, 1 where the label begins with it, 2 where another
            name does, 3 where its words do.
        told: how many claims are about it, negative, so that the best known comes first.
        length: of the label.
        ref: what it is.
        name: the name that fits, if it is not the label.
    """

    rank: int
    told: int
    length: int
    ref: EntityRef
    name: str = ""


class Index:
    """The names of a graph.

    Args:
        store: the graph.
    """

    def __init__(self, store: EmbeddedStore):
        self._refs = _refs(store)
        self._told = _told(store)
        names: list[tuple[str, tuple[str, ...], str, str]] = []
        for property in _NAMES:
            found = _pairs(store, property)
            names += [_entry(value.value, id) for id, value in found if id in self._refs]
        names += [_entry(id.partition("/")[2].replace("-", " "), id) for id in self._refs]
        self._names = sorted(set(names))

    def search(self, text: str) -> list[Hit]:
        """Return what a text may mean, the best first.

        The words of the text may come in any order, and each may be the beginning of a word of
        the name; case, diacritics, apostrophes and hyphens do not matter.
        """
        wanted, words = _key(text), _words(text)[:_MOST_WORDS]
        if not words:
            return []
        best: dict[str, Hit] = {}
        for key, own, name, id in self._names:
            rank = _rank(wanted, words, key, own)
            if rank is None:
                continue
            ref = self._refs[id]
            is_label = same_name(name) == same_name(ref.label)
            rank += rank == 1 and not is_label
            hit = Hit(rank, -self._told[id], len(ref.label), ref, "" if is_label else name)
            best[id] = min(best.get(id, hit), hit)
        return sorted(best.values())


def _rank(wanted: str, words: Iterable[str], key: str, own: tuple[str, ...]) -> int | None:
    if key == wanted:
        return 0
    if key.startswith(wanted):
        return 1
    return 3 if all(any(each.startswith(word) for each in own) for word in words) else None


def _entry(name: str, id: str) -> tuple[str, tuple[str, ...], str, str]:
    return _key(name), tuple(_words(name)), name, id


def _words(text: str) -> list[str]:
    return _WORD.findall(same_name(text).replace("'", ""))


def _key(text: str) -> str:
    return " ".join(_words(text))


def _pairs(store: EmbeddedStore, property: str) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    """Yield id of a node of ours, and value of a property of it."""
    for quad in store.native.quads_for_pattern(None, standard(property), None, ox.DefaultGraph()):
        node, value = quad.subject, quad.object
        if not isinstance(node, ox.NamedNode) or not node.value.startswith(ID):
            continue
        if isinstance(value, ox.NamedNode | ox.Literal):
            yield node.value.removeprefix(ID), value


def _refs(store: EmbeddedStore) -> dict[str, EntityRef]:
    """Return all that can be found, by id."""
    types: dict[str, set[str]] = {}
    for id, node in _pairs(store, "rdf:type"):
        types.setdefault(id, set()).add(node.value.removeprefix(ONTOLOGY))
    kinds = {id: kind for id, own in types.items() if (kind := kind_of(own))}
    labels: dict[str, str] = {}
    for property in ("dcterms:title", "rdfs:label"):
        for id, value in _pairs(store, property):
            if id in kinds:
                labels[id] = min(labels.get(id, value.value), value.value)
    return {id: EntityRef(id, labels[id], kind) for id, kind in kinds.items() if id in labels}


def _told(store: EmbeddedStore) -> Counter[str]:
    """Return how many claims have each entity as subject or object."""
    ends = (value for name in ("rdf:subject", "rdf:object") for _, value in _pairs(store, name))
    return Counter(end.value.removeprefix(ID) for end in ends if isinstance(end, ox.NamedNode))
