"""A mention of what something refers to, put where the words for it stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.encode import Encoded
from kg.text.mention import Mention
from kg.text.relatives import LINKS


def anaphor_of(
    encoded: Encoded, match: re.Match[str], antecedent: Mention | None
) -> Iterator[Mention]:
    """Yield a mention of the antecedent where the group `word` of a match stands."""
    if antecedent is None or (antecedent.entity is None and not antecedent.is_list):
        return
    start, end = match.span("word")
    begin = encoded.start(start) if start < end else encoded.end(start)
    stop = encoded.end(end) if start < end else begin
    yield replace(
        antecedent,
        start=begin,
        end=stop,
        kind="anaphor",
        head="relative" if match.re in LINKS else "",
        clause=antecedent.start if start == end else None,
    )
