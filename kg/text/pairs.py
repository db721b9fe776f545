"""What "the two agencies", "his country" and "its space agency" refer to.

Two are meant only where the text names no third of the kind, and a person's country only where
the person was said to stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.anaphora import PARTIES, anaphor_of
from kg.text.discourse import REACH, Discourse, subject_of
from kg.text.encode import ANY_TOKEN, Encoded, token_regex
from kg.text.mention import Mention, is_a

_OWN_COUNTRY = re.compile(
    r"(?<![\w'-])(?P<word>(?:his|her|their)\s+(?:own\s+)?(?:country|nation|homeland))(?![\w'-])"
)
_OWN_BODY = re.compile(
    r"(?<![\w'-])(?P<word>(?:his|her)\s+(?:own\s+)?(?:space\s+)?(?:agency|organi[sz]ation|company|firm))"
    r"(?![\w'-])"
)
_THEM = re.compile(r"\bbetween\s+(?P<word>them|the\s+pair|the\s+two)(?![\w'-]|\s+\w+s\b)")
_OWNED = re.compile(
    r"(?<![\w'-])(?P<word>its)(?=\s+(?:own\s+|national\s+)?space\s+(?:agency|authority|office))"
)
_OWN_CRAFT = re.compile(
    rf"{token_regex(['Spacecraft', 'Mission'], plural=False)}(?:\s*\([^()]*\))?\s*,\s+"
    rf"(?:also\s+)?(?P<word>its)(?=\s+(?:own\s+)?(?:{token_regex(['Ordinal'], plural=False)}"
    r"|only|sole|latest|newest|largest|current)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?(?:{token_regex(['SatelliteType'], plural=False)}|satellite|spacecraft)"
    r"(?![\w-]|\s+(?:for|of|to|by)\b))"
)
"""Whose craft an apposition speaks of: "OL-1, its first satellite"."""
_TWO = token_regex(["Number"], plural=False)
_BOTH = (
    (
        re.compile(
            rf"(?<![\w'-])(?P<word>(?:the\s+{_TWO}|both)\s+(?:space\s+)?agencies)(?![\w'-])"
        ),
        ("Agency",),
    ),
    (
        re.compile(
            rf"(?<![\w'-])(?P<word>(?:the\s+{_TWO}|both)\s+(?:countries|nations|states|governments))"
            r"(?![\w'-])"
        ),
        ("Country",),
    ),
)


def find(encoded: Encoded, discourse: Discourse) -> list[Mention]:
    """Return a mention for each of them that can be resolved."""
    found: list[Mention] = []
    for match in _OWN_COUNTRY.finditer(encoded.text):
        found += anaphor_of(encoded, match, _side_of_speaker(encoded, match, discourse, "Country"))
    for match in _OWN_BODY.finditer(encoded.text):
        side = _side_of_speaker(encoded, match, discourse, "Organisation")
        found += anaphor_of(encoded, match, side)
    for match in _THEM.finditer(encoded.text):
        lists = [m for m in encoded.mentions if m.is_list and is_a(m, PARTIES)]
        earlier = [m for m in lists if m.end <= encoded.start(match.start())]
        found += anaphor_of(encoded, match, earlier[-1] if earlier else None)
    found += owners(encoded, discourse)
    found += _both(encoded, discourse)
    return found


def _both(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention for each "both", "the two agencies" and the like."""
    for pattern, kinds in _BOTH:
        for match in pattern.finditer(encoded.text):
            if all(m.value == "2" for m in _mentions_in(encoded, match)):
                yield from anaphor_of(encoded, match, _pair(encoded, discourse, kinds))


def owners(encoded: Encoded, discourse: Discourse) -> list[Mention]:
    """Return a mention of the country for each "its" of "its space agency"."""
    found: list[Mention] = []
    for match in (m for form in (_OWNED, _OWN_CRAFT) for m in form.finditer(encoded.text)):
        subjects = (subject_of(encoded, match.start("word"), PARTIES), discourse.last_subject())
        owner = next((one for one in subjects if one is not None), None)
        if owner is not None and is_a(owner, ("Country",)) and not owner.is_list:
            found += anaphor_of(encoded, match, owner)
    return found


def _mentions_in(encoded: Encoded, match: re.Match[str]) -> list[Mention]:
    return [encoded.mention(token) for token in re.findall(ANY_TOKEN, match.group())]


def _side_of_speaker(
    encoded: Encoded, match: re.Match[str], discourse: Discourse, kind: str
) -> Mention | None:
    """Return the country or body for which the person before "his country" stands."""
    earlier = [m for m in encoded.mentions if m.start < encoded.start(match.start())]
    earlier = [m for _, m in discourse.latest[-REACH:]] + earlier
    people = [m for m in earlier if m.type == "Person"]
    body = people[-1].affiliation if people else None
    side = Mention(0, 0, body.type, body) if body is not None else None
    return side if side is not None and is_a(side, (kind,)) else None


def _pair(encoded: Encoded, discourse: Discourse, kinds: tuple[str, ...]) -> Mention | None:
    """Return the only two of a kind that the text names, in all or of late."""
    each = [m for one in encoded.mentions for m in one.each()]
    here = {m.entity for m in each if is_a(m, kinds)}
    here |= {m.affiliation for m in each if m.affiliation and m.affiliation.type in kinds}
    ever = {e: m for kind in kinds for e, m in discourse.distinct.get(kind, {}).items()}
    for named in (ever, discourse.recent(kinds)):
        if len(named) == 2 and here <= named.keys():
            members = tuple(named.values())
            return replace(members[0], kind="list", members=members)
    return None
