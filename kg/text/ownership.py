"""Whether a mission is said to be somebody's: "NASA's Artemis II", not its astronaut."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.text.encode import CLOSE, Encoded, token_regex
from kg.text.mention import PARTIES, Mention, is_a

_SHARE = re.compile(
    rf"\s+{token_regex(['Title'], plural=False)}|"
    r"\s+(?:(?:lunar|space|moon|mars|science|crew|ground|programme|program|project|mission|flight|\w+al)\s+)?(?:astronauts?|cosmonauts?|crew(?:\s+members?)?|partners?|partnership|participa\w+|contributions?"
    r"|roles?|seats?|berths?|slots?|involvement|memberships?|members?|team|payloads?|instruments?|camera"
    r"|module|rover|lander|orbiter|cubesats?|contracts?|contractors?|deals?|plans?|commitments?|ambitions?|signator\w+"
    r"|signature|signing|accession|agreements?|airlock|arm|hardware|experiments?|scientists?|engineers?|manager|director"
    r"|receivers?|antennas?|data|signals?|services?|users?|images?|results|samples?|budget|costs?|schedule|training|officials?|delegation|representatives?|talks|ceremony|bid|entry|efforts?|activities|work|staff|office)(?![\w-])"
)

_CAPITAL = re.compile(r" [^\W\d_a-z][a-z]")
"""A name that goes on: "Sweden's Artemis Racing"."""
_SHARING = (*PARTIES, "Person", "Spacecraft")


def is_part_of(encoded: Encoded, found: re.Match[str]) -> bool:
    """Tell whether the name at the end of a match is part of another or qualifies a noun.

    "Canada's Artemis II astronaut" speaks of no mission of Canada's.
    """
    if not found.group().endswith(CLOSE):
        return False
    if _CAPITAL.match(encoded.source, encoded.end(found.end())):
        return True
    return _SHARE.match(encoded.text, found.end()) is not None


def is_in_passing(encoded: Encoded, slots: Mapping[str, tuple[Mention, ...]]) -> bool:
    """Tell whether an agency's mission is only named: "the heat shield of JAXA's Hayabusa2".

    Where the sentence names no party or craft besides, nobody is said to be the leader.
    """
    owner, mission = slots["object"][0], slots["subject"][0]
    if not (is_a(owner, ("Agency",)) and is_a(mission, ("Mission",))):
        return False
    named = (mention for mention in encoded.mentions if mention.kind != "anaphor")
    each = (one for mention in named for one in mention.each())
    return not any(one.entity not in (None, owner.entity) and is_a(one, _SHARING) for one in each)
