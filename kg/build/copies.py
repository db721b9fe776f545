"""Which articles of a graph are syndicated copies, and of which article.

The articles are gone through by date, the undated ones last, those of one date by id. Each
is a copy of the first one before it that is no copy itself and is like it (see
`kg.text.likeness`); if there is none, it is an original. So the answer depends on the set of
articles alone, not on the order in which they came.

After a change only those articles are gone through again that a chain of shared sketches
ties to one that came, went or changed: no other can be touched by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.build.manifest import Entry
from kg.model.dates import bounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kg.text.likeness import Likeness

_COMPARED = 64
"""Originals that are compared for each number of a sketch; of forms filled in a thousand
times, the others are not looked at."""
_KEPT = 2_000


def settle(
    articles: dict[str, Entry], old: Mapping[str, Entry], likeness: Callable[[str], Likeness]
) -> None:
    """Bring `copy_of` of all articles up to date; what has no sketch is no article.

    Args:
        articles: id -> entry, as they will be; changed in place.
        old: id -> entry of the graph as it is, with every `copy_of` right.
        likeness: computes what is compared of an article, by its id.
    """
    prose = {id: entry for id, entry in articles.items() if entry.sketch}
    _settle(prose, {id: entry for id, entry in old.items() if entry.sketch}, likeness)
    articles.update(prose)


def _settle(
    articles: dict[str, Entry], old: Mapping[str, Entry], likeness: Callable[[str], Likeness]
) -> None:
    ids = [id for id, entry in articles.items() if _unlike(entry, old.get(id))]
    gone = [entry for id, entry in old.items() if _unlike(entry, articles.get(id))]
    if not ids and not gone:
        return
    for id in sorted(articles.keys() - set(ids)):
        articles[id] = replace(articles[id], copy_of=old[id].copy_of)
    touched, matched = _touched(articles, set(ids), gone)
    for id in touched:
        articles[id] = replace(articles[id], copy_of="")
    for copy, original in _found({id: articles[id] for id in matched}, likeness):
        articles[copy] = replace(articles[copy], copy_of=original)


def _unlike(entry: Entry, other: Entry | None) -> bool:
    """Return whether one entry is of another article than the other."""
    return other is None or replace(entry, copy_of="") != replace(other, copy_of="")


def _touched(
    articles: Mapping[str, Entry], changed: set[str], gone: list[Entry]
) -> tuple[list[str], list[str]]:
    """Return the articles that a change may touch, and those that share a number with others."""
    import numpy as np

    from kg.text.likeness import bands

    names = list(articles)
    table = bands([*(entry.sketch for entry in articles.values()), *(e.sketch for e in gone)])
    reached = np.zeros(len(table), dtype=bool)
    reached[len(names) :] = True
    reached[[number for number, name in enumerate(names) if name in changed]] = True
    count = -1
    while count != (count := int(reached.sum())):
        for column in table.T:
            reached |= np.isin(column, column[reached])
    shared = _shared(table[: len(names)]) & reached[: len(names)]
    touched = [names[number] for number in np.flatnonzero(reached[: len(names)])]
    return touched, [names[number] for number in np.flatnonzero(shared)]


def _shared(table: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Return for each row whether another row has the same number in one of the columns."""
    import numpy as np

    shared = np.zeros(len(table), dtype=bool)
    for column in table.T:
        _, places, counts = np.unique(column, return_inverse=True, return_counts=True)
        shared |= counts[places] > 1
    return shared


def _found(
    articles: Mapping[str, Entry], likeness: Callable[[str], Likeness]
) -> list[tuple[str, str]]:
    """Return each copy among articles with its original."""
    from kg.text.likeness import bands

    recalled = lru_cache(maxsize=_KEPT)(likeness)
    originals: dict[tuple[int, int], list[str]] = {}
    found = []
    for id in sorted(articles, key=lambda id: _order(id, articles[id])):
        numbers = list(enumerate(bands([articles[id].sketch])[0].tolist()))
        # A Counter keeps the order in which it met them: that of the originals.
        near = Counter(other for number in numbers for other in originals.get(number, ()))
        first = _first(id, sorted(near, key=lambda o: _order(o, articles[o])), articles, recalled)
        if first is not None:
            found.append((id, first))
            continue
        for number in numbers:
            bucket = originals.setdefault(number, [])
            if len(bucket) < _COMPARED:
                bucket.append(id)
    return found


def _first(
    id: str, near: list[str], articles: Mapping[str, Entry], likeness: Callable[[str], Likeness]
) -> str | None:
    for other in near:
        if articles[other].sha256 == articles[id].sha256 or likeness(id).is_like(likeness(other)):
            return other
    return None


def _order(id: str, entry: Entry) -> tuple[str, str]:
    earliest = bounds(entry.date)[0] if entry.date else None
    return ("9999" if earliest is None else earliest.isoformat(), id)
