"""Craft that are named after their owner, programme or series, with a number: "Eutelsat 36D"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from kg.model import EntityRef, slugify
from kg.text import craftforms as forms
from kg.text import craftsaid as said
from kg.text.mention import CRAFT, Mention, is_a

NEAR = 100
"""How many characters around a designation like "Amos-17" may show that a craft is meant."""
FAR = 500
"""The same for a designation that is said to have been built by somebody."""
_OWNERS = ("Company", "Agency", "IntergovernmentalOrganisation", "Programme")
"""Whose name with a number may be that of a craft of theirs."""
_SINGLE = ("Company", "IntergovernmentalOrganisation")
"""Owners whose name with a number is no number of anything else."""


def numbered(text: str, known: Iterable[Mention], series: Collection[str]) -> Iterator[Mention]:
    """Yield satellites named by a number behind a known name: "Eutelsat 36D", "CBERS-4A".

    Args:
        text: the document.
        known: what is named in it.
        series: names of series in lower case, behind which any number is that of a craft.
    """
    for mention in known:
        if mention.entity is None or not (mention.type in _OWNERS or is_a(mention, CRAFT)):
            continue
        words = text[mention.start : mention.end]
        if words.lower() in series:
            number = said.SERIAL.match(text, mention.end)
            named = number is not None
        else:
            number = forms.NUMBERED.match(text, mention.end)
            named = number is not None and _is_its_craft(text, mention, number)
        if number is not None and named:
            name = " ".join(text[mention.start : number.end()].split())
            entity = EntityRef(f"spacecraft/{slugify(name)}", name, "Satellite")
            yield Mention(mention.start, number.end(), "Satellite", entity, kind="found")


def _is_its_craft(text: str, mention: Mention, number: re.Match[str]) -> bool:
    """Tell whether a number behind the name of an owner or of a craft names a craft."""
    glued = number.group()[0] == "-"
    if is_a(mention, CRAFT):
        return glued
    shown = (
        mention.type in _SINGLE
        or glued
        or number.group()[-1].isalpha()
        or forms.FLIES.match(text, number.end()) is not None
        or said.IS_SATELLITE.match(text, number.end()) is not None
    )
    return shown and is_near_craft(text, mention.start, number.end(), FAR)


def is_near_craft(
    text: str, start: int, end: int, reach: int = NEAR, *, rides: bool = False
) -> bool:
    """Tell whether the words around a name speak of craft, and not of what else has numbers."""
    around = text[max(0, start - reach) : end + reach]
    closely = text[max(0, start - NEAR // 2) : end + NEAR // 2]
    shown = rides or forms.NEAR_CRAFT.search(around) is not None
    return shown and forms.NO_CRAFT.search(closely) is None
