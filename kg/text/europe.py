"""When "Europe" is a party: beside states and agencies, or where it gives, joins or shares.

Everywhere else it is the continent, in which things happen, and no party.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text.mention import PARTIES, Mention, is_a

EUROPE = "organisation/europe"
_LINK = re.compile(r"\s*(?:,|,?\s+and|&)\s+(?:(?:with|by|the)\s+)*$")
"""What links the members of a list, the end of one to the beginning of the next."""
_SITE = re.compile(
    r"\b(?:in|across|throughout|over|around|from|to|into|outside|of|like|and\s+other\s+countries)\s+"
    r"(?:the\s+|both\s+|all\s+)?$",
    re.IGNORECASE,
)
"""Words behind which the first member of a list is a place."""
_ACTS = re.compile(
    r"\s+(?:(?:is|are|was|has|had|will|would|itself|also|now|already|still|then|to|be|been)\s+){0,3}"
    r"(?:provid|contribut|suppl|build|built|furnish|deliver|join|agree|sign|pledg|promis|participat|tak(?:es|ing)\s+part|took\s+part"
    r"|depend|rel(?:y|ies|ied)|shar|pull(?:s|ed)\s+out|withdr[ae]w|pay(?:s|ing)|paid|develop)\w*\b"
    r"|'s\s+(?:\w+\s+)?(?:contribution|participation|share|part|role|involvement|withdrawal)\b"
)
_WITH = re.compile(
    r"\b(?:together|jointly|cooperat\w+|collaborat\w+|partnership|shar\w+|agreement|agreed|alongside)\s+(?:with\s+)?$",
    re.IGNORECASE,
)


def without_continent(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a text without those of Europe that is no party.

    Args:
        text: the document.
        mentions: what it names, in text order.
    """
    return [
        one
        for number, one in enumerate(mentions)
        if one.entity is None or one.entity.id != EUROPE or _is_party(text, mentions, number)
    ]


def _is_party(text: str, mentions: Sequence[Mention], number: int) -> bool:
    one = mentions[number]
    first = number
    while first and _linked(text, mentions[first - 1], mentions[first]):
        first -= 1
    before = text[max(0, mentions[first].start - 40) : mentions[first].start]
    if _SITE.search(before):
        return False
    behind = mentions[number + 1] if number + 1 < len(mentions) else None
    listed = first < number or (behind is not None and _linked(text, one, behind))
    return listed or bool(_ACTS.match(text, one.end)) or _WITH.search(before) is not None


def _linked(text: str, one: Mention, other: Mention) -> bool:
    """Tell whether two names that follow each other belong to one list of parties."""
    parties = is_a(one, PARTIES) and is_a(other, PARTIES)
    return parties and _LINK.fullmatch(text[one.end : other.start]) is not None
