"""What a sentence says around its statement: when, and who is quoted as saying so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import EntityRef, Value
from kg.model.fold import punctuation
from kg.text.encode import Encoded, token_regex
from kg.text.meaning import is_opinion
from kg.text.mention import Mention

_DATE = token_regex(["Date"], plural=False)
_PLACE = token_regex(["Place"], plural=False)
_OPENING = re.compile(
    rf"^\W*(?:in\s+{_PLACE}\s*,\s*)?(?:(?:it|that|this)\s+was\s+)?"
    rf"(?:(?:on|in|since|early\s+in|late\s+in)\s+)?(?:the\s+)?({_DATE})\s*,?"
)
_OPENING_PLACE = re.compile(rf"^\W*in\s+({_PLACE})\s*,")
_BEHIND = re.compile(
    rf"(?:\s+in\s+{_PLACE})?(?:\s+[\w'-]+){{0,4}}?\s+(?:on|in)\s+(?:the\s+)?({_DATE})"
)
_PLACE_BEHIND = re.compile(rf"(?:\s+(?:on|in)\s+{_DATE})?\s+(?:in|at)\s+(?:the\s+)?({_PLACE})")
_INSIDE = re.compile(rf"\b(?:on|in)\s+(?:the\s+)?({_DATE})")
_RELATIVE = re.compile(
    r"^\W*(?:this|it|that)\s+(?:was|came)\s+((?:\w+\s+)?(?:hours|days?|weeks?|months?))\s+(after|before)\b"
)
_SAID = (
    r"(?:said|says|reported|reports|announced|stated|told|wrote|writes|noted|added|confirmed"
    r"|according\s+to)"
)
_WHO = token_regex(["Organisation", "Person", "Name", "Country"], plural=False)
_SPEAKER_AFTER = re.compile(rf",\"?\s+(?:the\s+)?({_WHO})\s+{_SAID}\b")
_SPEAKER_BEHIND = re.compile(rf",\"?\s+{_SAID}\s+(?:the\s+)?({_WHO})")
_SPEAKER_BEFORE = re.compile(rf"^\W*(?:the\s+)?({_WHO})\s+{_SAID}\s+(?:that\s+)?")
_ACCORDING = re.compile(rf"\baccording\s+to\s+(?:a\s+|the\s+)?({_WHO})")
_OUTLET = re.compile(
    r",[\"”]?\s+(?:the\s+)?([A-Z][a-zA-Z]*[A-Z][a-zA-Z]*|[A-Z]\w+(?:\s[A-Z]\w+)*)\s+(?:reported|reports|said)\b"
)
_QUOTED_VERB = re.compile(r"[”\"]\s+([A-Z]\w+)\s+(?:said|told|wrote|added|noted|explained)\b")


@dataclass(frozen=True)
class Context:
    """What holds for every statement of a sentence.

    Args:
        date: EDTF value of the date with which it opens, or "".
        date_text: a date relative to the sentence before, in words, or "".
        speaker: who is quoted or named as the source, None for the article itself.
        is_opinion: whether it is a judgement of people without a name.
    """

    date: str = ""
    date_text: str = ""
    speaker: Value | None = None
    is_opinion: bool = False


def read_context(
    encoded: Encoded, sentence: str, surnames: dict[str, EntityRef], last_date: str
) -> Context:
    """Return the context of a sentence.

    Args:
        encoded: the sentence with its mentions.
        sentence: its words as they stand.
        surnames: last word of a person's name -> the person, as known so far.
        last_date: date with which an earlier sentence opened, or "".
    """
    opening = _OPENING.match(encoded.text)
    date = encoded.mention(opening[1]).value if opening is not None else ""
    return Context(
        date="" if "X" in date else date,
        date_text=_relative(encoded.text, last_date),
        speaker=_speaker_of(encoded, sentence, surnames),
        is_opinion=is_opinion(encoded.text),
    )


def date_behind(encoded: Encoded, position: int) -> Mention | None:
    """Return the date of an event right behind its statement ("... on 16 April 2024")."""
    match = _BEHIND.match(encoded.text, position)
    if match is None:
        return None
    mention = encoded.mention(match[1])
    return None if "X" in mention.value else mention


def place_of(encoded: Encoded, position: int) -> Mention | None:
    """Return the place of an event: right behind its statement, or where the sentence opens."""
    match = _PLACE_BEHIND.match(encoded.text, position) or _OPENING_PLACE.match(encoded.text)
    return encoded.mention(match[1]) if match is not None else None


def date_within(encoded: Encoded, start: int, stop: int) -> Mention | None:
    """Return the one date of an event between two positions, None if there are several."""
    found = [encoded.mention(match[1]) for match in _INSIDE.finditer(encoded.text, start, stop)]
    return found[0] if len(found) == 1 and "X" not in found[0].value else None


def _relative(text: str, last_date: str) -> str:
    """Return "days before 2023-10-23" for a sentence that opens "This was days after"."""
    match = _RELATIVE.match(text)
    if match is None or not last_date:
        return ""
    side = "before" if match[2] == "after" else "after"
    return f"{' '.join(match[1].split())} {side} {last_date}"


def _speaker_of(encoded: Encoded, sentence: str, surnames: dict[str, EntityRef]) -> Value | None:
    for pattern in (_SPEAKER_AFTER, _SPEAKER_BEHIND, _ACCORDING, _SPEAKER_BEFORE):
        match = pattern.search(encoded.text)
        if match is not None:
            mention = encoded.mention(match[1])
            return mention.entity or mention.value or None
    plain = punctuation(sentence)
    quoted = _QUOTED_VERB.search(plain)
    if quoted is not None and quoted[1] in surnames:
        return surnames[quoted[1]]
    outlet = _OUTLET.search(plain)
    return outlet[1] if outlet is not None else None
