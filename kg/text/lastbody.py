"""Whose director "its director" is, where the sentence before tells it beside its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text.discourse import Discourse
from kg.text.mention import Mention, is_a

_CLOSES = 3
"""How many characters behind a speaker the next sentence opens that he closes."""
_NAMES_CRAFT = re.compile(r"\s+(?:satellites?|spacecraft|constellation|system|craft)(?![\w-])")
"""What makes the name of an operator that of its craft: "the Globalstar satellites"."""


def last_body(
    text: str, start: int, people: Sequence[Mention], discourse: Discourse
) -> Mention | None:
    """Return what the sentence before was on, for "its director".

    One that closes with who speaks for a body, or with the maker of a craft, leaves it to that.

    Args:
        text: the document's text.
        start: first code point of the sentence with "its".
        people: who was spoken of last.
        discourse: the things spoken of.
    """
    subject = discourse.last_subject()
    speaker = people[-1] if people else None
    if speaker is not None and speaker.affiliation is not None:
        body = speaker.affiliation
        if 0 <= start - speaker.end <= _CLOSES and body.type != "Country":
            return Mention(speaker.start, speaker.end, body.type, body)
    if subject is not None and _NAMES_CRAFT.match(text, subject.end):
        last = len(discourse.subjects) - 1
        just = [m for at, m in discourse.latest if at == last and is_a(m, ["Organisation"])]
        others = {m.entity: m for m in just if m.entity != subject.entity}
        return next(iter(others.values())) if len(others) == 1 else subject
    return subject
