"""How a clause is meant that has no verb of its own for it: "the launch is due in May"."""

from __future__ import annotations

import re

_NOT_DONE = re.compile(
    r"\b(?:not|never|no\s+longer|without|refus\w+|declin\w+|fail\w*|unable|cancel\w+|abandon\w+|"
    r"scrapp\w+|abort\w+|shelv\w+|den(?:y|ies|ied)|rul(?:e|es|ed|ing)\s+out|instead\s+of|neither|"
    r"nor|lost|delay\w*|postpon\w+)\b|n't\b"
)
_UNCERTAIN = re.compile(
    r"\b(?:may|might|could|can|should|must|if|whether|unless|possib\w+|potential\w*|propos\w+|"
    r"consider\w*|discuss\w*|explor\w+|invit\w+|urg\w+|suggest\w*|hope\w*|wish\w*|rumou?r\w*|"
    r"talks?|negotiat\w+|offer\w*|interest\w*|would\s+have|stud(?:y|ies|ied|ying)\s+(?:how|the)|"
    r"had\s+been\s+(?:planned|scheduled|due|expected|set|slated|meant)|originally|initially|"
    r"previously|until\s+then|once\s+(?:planned|due)|ask\w*|call\w*\s+(?:on|for)|option\w*|candidate\w*|calls\s+for)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|won't|due|expect\w*|schedul\w+|slated|plans?|planned|planning|aim\w*|"
    r"intend\w*|set\s+(?:to|for)|targets?|targeted|targeting|foresee\w*|foreseen|upcoming|future|"
    r"eventual\w*|(?:is|are|was|were)\s+to|ready\s+(?:to|for)|bound\s+for|earmarked|pencilled|"
    r"wants?|wanted|hopes|mean\s+to|means\s+to|pledg\w+|promis\w+|agreed\s+to|slot|booked|"
    r"contracted\s+to|going\s+to|bid\s+to|effort\s+to|drive\s+to|designed\s+to|meant\s+to|intended\s+to|"
    r"goal|quest\s+to|campaign\s+to|looks?\s+to|hop\w+\s+to|want\w*\s+to|keep\s+|extend\w*|"
    r"no\s+earlier\s+than|not\s+before|forthcoming)\b"
)
_EMBEDDED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|doubt(?:s|ed|ing)?|unclear|unknown|whether|if|rumou?rs?|"
    r"no\s+evidence|not\s+true|untrue|unless)\b[^,;:]{0,60}$"
)


def meaning(words: str) -> str | None:
    """Return how a clause is meant whose trigger is no verb: a status, or None if it is open."""
    if _UNCERTAIN.search(words):
        return None
    ahead = re.sub(r"\bnot\s+before\b", " ", words)
    if _NOT_DONE.search(ahead):
        return "negated"
    return "planned" if _AHEAD.search(words) else "asserted"


def is_embedded(before: str) -> bool:
    """Tell whether what follows these words is only spoken of: "denied that …"."""
    return _EMBEDDED.search(before) is not None
