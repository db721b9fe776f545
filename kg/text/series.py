"""Craft that are named by their number alone behind another of their series.

"Turksat 5A and 5B", "Horus-1 and -2": the second is meant if the registry knows it. So is "4A"
in a sentence that speaks of others of the series, or in the one behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.model import EntityRef, slugify
from kg.model.fold import fold, printed
from kg.text.mention import CRAFT, Mention, is_a

_FURTHER = re.compile(
    r"(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|to)\s+|\s*/\s*)"
    r"(?P<tail>-?(?:\d{1,3}[A-Z]?|[A-Z]\d?|[IVX]{1,4}))(?![\w'’-])(?!\s+(?!(?:was|is|has|as)\b)[a-z]+s\b)"
    r"(?!\s+(?:other|more|further|additional|smaller|larger|small|mini|micro|tiny|foreign|commercial|secondary|different|new)\b)"
)
_ALONE = re.compile(r"(?<![\w'’.,-])(?<!\ba )(?<!\ban )(?P<tail>\d{1,2}[A-Z])(?![\w'’-])")
_REACH = 400
"""How many characters behind a craft of a series another may be named by its number."""
_NUMBERED = re.compile(
    r"(?P<stem>.*?[^\W\d].*?)(?P<gap>[\s-]?)(?P<digits>\d*)(?P<letter>[A-Z]|[IVX]+|)$"
)


def further(
    text: str, mentions: Iterable[Mention], known: Mapping[str, EntityRef]
) -> Iterator[Mention]:
    """Yield a mention for each further craft of a series behind one that is named in full.

    Args:
        text: the document.
        mentions: what is named in it, in text order.
        known: folded name -> craft.
    """
    plain = printed(text)
    for mention in mentions:
        if mention.kind not in ("name", "found") or not is_a(mention, CRAFT):
            continue
        name = plain[mention.start : mention.end]
        yield from _alone(plain, name, mention, known)
        found = _FURTHER.match(plain, mention.end)
        while found is not None:
            craft = _named(name, found["tail"].removeprefix("-"), known, mention)
            if craft is None:
                break
            yield Mention(*found.span("tail"), craft.type, craft)
            found = _FURTHER.match(plain, found.end())


def _alone(
    plain: str, name: str, mention: Mention, known: Mapping[str, EntityRef]
) -> Iterator[Mention]:
    """Yield the craft of the series that the words behind name by number and letter."""
    parts = _NUMBERED.match(name)
    if parts is None or not (parts["digits"] and parts["letter"].isalpha()):
        return
    until = plain.find("\n", mention.end, mention.end + _REACH)
    end = until if until >= 0 else mention.end + _REACH
    for match in _ALONE.finditer(plain, mention.end, end):
        craft = known.get(fold(f"{parts['stem']}{parts['gap']}{match['tail']}"))
        if craft is not None:
            yield Mention(*match.span("tail"), craft.type, craft)


def _named(name: str, tail: str, known: Mapping[str, EntityRef], like: Mention) -> EntityRef | None:
    """Return the craft that has a name but for its number, None if there is none.

    Where the first is in no registry, the second may be new as well.
    """
    parts = _NUMBERED.match(name)
    if parts is None or not (parts["digits"] or (parts["gap"] and parts["letter"])):
        return None
    ways = [f"{parts['stem']}{parts['gap']}{tail}"]
    if tail.isalpha() and parts["digits"]:
        ways.insert(0, f"{parts['stem']}{parts['gap']}{parts['digits']}{tail}")
    craft = next((known[key] for way in ways if (key := fold(way)) in known), None)
    if craft is not None or like.kind != "found" or like.entity is None:
        return craft
    shaped = _shape(tail) == _shape(parts["digits"] + parts["letter"])
    place = like.entity.id.partition("/")[0]
    return EntityRef(f"{place}/{slugify(ways[0])}", ways[0], like.type) if shaped else None


def _shape(number: str) -> str:
    """Return how a number is made: `5B` like `12A`."""
    return re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "0", number))
