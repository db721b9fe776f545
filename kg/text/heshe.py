"""Whom "he" and "she" mean, and whose spokesman "his spokesman" is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.model import EntityRef
from kg.text.anaphor import anaphor_of
from kg.text.encode import CLOSE, Encoded, token_regex
from kg.text.mention import Mention
from kg.text.names import found_person

_TITLE = token_regex(["Title"], plural=True)
_HIS = re.compile(rf"(?<![\w'-])(?P<word>his|her)(?=\s+(?:then\s+)?(?P<title>{_TITLE}))")
_OF_BOSS = re.compile(
    r"(?:\w+\s+)?(?:spokes|deputy|advis|minister|chief\s+of\s+staff|ambassador)", re.I
)
"""Titles whose holder serves somebody: "his spokesman"."""
_SHE = re.compile(
    rf"(?:^|(?<=[.;:,]\s)|(?<=\band\s)|(?<=\bwhen\s)|(?<=\bwhere\s)|{CLOSE}\s+)\W*(?P<word>he|she)"
    r"(?=\s+(?:and\s+(?:his|her)\s|(?:then\s+|also\s+|later\s+)?(?:is|was|has|had|heads?|headed|signs?|signed|inked|initialled"
    r"|concluded|put|appended|affixed|represents?|represented"
    r"|leads?|led|chairs?|chaired|directs?|directed|runs?|ran|took|became|becomes|serves?|served"
    r"|will)\b))"
)


def spoken_of(
    encoded: Encoded, latest: list[Mention], known: Mapping[EntityRef, EntityRef]
) -> Iterator[Mention]:
    """Yield a mention of the person for each "he", and of the body for "his" before a title.

    Args:
        encoded: the sentence.
        latest: the people of the last sentence that named any.
        known: person -> whom they stand for.
    """
    for match in _HIS.finditer(encoded.text):
        body = _of_boss(encoded, match, latest, known)
        if body is not None:
            yield from anaphor_of(encoded, match, Mention(0, 0, body.type, body))
    for match in _SHE.finditer(encoded.text):
        people = _people_before(encoded, match.start()) or latest
        if len({m.entity for m in people}) == 1:
            yield from anaphor_of(encoded, match, people[-1])


def _of_boss(
    encoded: Encoded,
    match: re.Match[str],
    latest: list[Mention],
    known: Mapping[EntityRef, EntityRef],
) -> EntityRef | None:
    """Return the body of the person whose spokesman or deputy is spoken of, if that is clear."""
    if not _OF_BOSS.match(encoded.mention(match["title"]).value):
        return None
    people = _people_before(encoded, match.start()) or latest
    bodies = {m.affiliation or known.get(m.entity) for m in people if m.entity}
    return bodies.pop() if len(bodies) == 1 else None


def _people_before(encoded: Encoded, position: int) -> list[Mention]:
    """Return the people whom a sentence names before a position, with titles or without."""
    named = [m for m in named_before(encoded, position) if m.type in ("Person", "Name")]
    return [
        m if m.type == "Person" else replace(m, type="Person", entity=found_person(m.value))
        for m in named
    ]


def named_before(encoded: Encoded, position: int) -> list[Mention]:
    """Return what a sentence names before a position, the members of lists one by one."""
    limit = encoded.start(position)
    return [one for m in encoded.mentions if m.end <= limit for one in m.each()]
