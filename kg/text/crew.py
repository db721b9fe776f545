"""Whether what goes to a station or a mission is a person, who is no part of it."""

from __future__ import annotations

import re

from kg.text.encode import token_regex

_SENDS_CREW = re.compile(
    r"\b(?:sen[dt]|sends|sending|fl(?:y|ies|ew|ying))\s+(?:(?:an?|its|the|his|her|two|three|another|\w+ly)\s+|"
    rf"{token_regex(['Demonym', 'Ordinal', 'Number'], plural=False)}\s+|[\w-]+\s+){{0,3}}?"
    rf"(?:{token_regex(['Person', 'Name', 'Title'], plural=True)}"
    r"|astronauts?|cosmonauts?|taikonauts?|citizens?|pilots?|crew|tourists?)"
)
_CREW_GOES = re.compile(
    r"\b(?:(?:astro|cosmo|taiko)nauts?|payload\s+specialists?|crew\s+members?)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:fl(?:y|ies|ew|own)|go(?:es)?|work|serve|visit|travel)\b",
    re.IGNORECASE,
)


def sends_people(words: str, source: str) -> bool:
    """Tell whether somebody is said to send people, or that they go.

    Args:
        words: a stretch of a sentence as patterns read it.
        source: the same as it stands in the text.
    """
    return _SENDS_CREW.search(words) is not None or _CREW_GOES.search(source) is not None
