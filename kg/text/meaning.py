"""How a clause is meant that has no verb of its own for it: "the launch is due in May"."""

from __future__ import annotations

import re

_NOT_DONE = re.compile(
    r"\b(?:not|never|no\s+longer|without|refus\w+|declin\w+|fail\w*|unable|cancel\w+|abandon\w+|"
    r"scrapp\w+|scrubb\w+|halted|put\s+off|put\s+on\s+hold|stood\s+down|abort\w+|shelv\w+|den(?:y|ies|ied)|rul(?:e|es|ed|ing)\s+out|instead\s+of|neither|"
    r"nor|lost|delay\w*|postpon\w+|dropped|axed|called\s+off|fell\s+through|rejected|forbid\w*)\b|n't\b"
)
_UNCERTAIN = re.compile(
    r"\b(?:may|might|could|can|should|must|if|whether|unless|(?<!will\sbe\s)possib\w+|potential\w*|propos\w+|"
    r"consider\w*|discuss\w*|explor\w+|invit\w+|urg\w+|suggest\w*|hope\w*|wish\w*|rumou?r\w*|"
    r"forbid\w*|forbade|prohibit\w*|prevent\w*|barr?(?:s|ed)|bans?|banned|"
    r"talks?|negotiat\w+|offer\w*|(?<!in\sthe\s)interest\w*|would\s+have|stud(?:y|ies|ied|ying)\s+(?:how|the)|"
    r"had\s+(?:first\s+|once\s+)?been\s+(?:planned|scheduled|due|expected|set|slated|meant|booked|assigned|contracted|earmarked|chosen"
    r"|selected|reserved|promised|picked|intended|foreseen)|originally|initially|"
    r"previously|until\s+then|once\s+(?:planned|due)|(?<!\bof\s)ask\w*|call\w*\s+(?:on|for)|option\w*|candidate\w*)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|won't|due|expect\w*|(?<!\bas\s)schedul\w+|slated|plans?|(?<!\bas\s)planned|planning|aim\w*|"
    r"intend\w*|set\s+(?:to|for)|targets?|targeted|targeting|foresee\w*|foreseen|upcoming|future|"
    r"eventual\w*|(?:is|are|was|were)\s+to|ready\s+(?:to|for)|bound\s+for|earmarked|pencilled|"
    r"await\w*|waiting|wants?|wanted|hopes|mean\s+to|means\s+to|pledg\w+|promis\w+|agreed\s+to|slot|booked|"
    r"contracted\s+to|going\s+to|bid\s+to|effort\s+to|drive\s+to|designed\s+to|meant\s+to|intended\s+to|"
    r"goal|quest\s+to|(?:decision|offer|promise|pledge|agreement)\s+to|campaign\s+to|looks?\s+to|hop\w+\s+to|want\w*\s+to|keep\s+|extend\w*|"
    r"no\s+earlier\s+than|not\s+before|forthcoming|as\s+soon\s+as\s+(?:early|mid|late|spring|summer|autumn|fall|\ue000)|"
    r"(?:once|after|when|as\s+soon\s+as|until|before)\s+\S+\s+(?:reaches|enters|arrives|settles|flies|launches))\b"
)
_FATE = re.compile(
    r"\s+(?:(?P<planned>(?:(?:is|are|was|were)\s+(?:to\s+be|expected|due|set|planned|scheduled|slated)"
    r"|will|shall|would|(?:has|have)\s+been\s+(?:announced|scheduled|planned|set|fixed|slated)\s+for"
    r"|(?:is|are)\s+(?:(?:now|only|just|still)\s+)*(?:a\s+matter\s+of|imminent|near|close|at\s+hand|ahead|on\s+the\s+cards|in\s+preparation))\b)"
    r"|(?P<negated>(?:(?:has|have|had|was|were|is|are)\s+(?:(?:still|also|so\s+far)\s+)?(?:not|never|no\s+longer|missing|lacking|absent|yet\s+to)\b"
    r"|fell\s+(?:through|apart|victim)|collapsed|ended|ceased|lapsed|(?:came|comes|has\s+come|had\s+come)\s+to\s+(?:an\s+end|nothing|naught|a\s+halt)"
    r"|never\s+(?:came|materiali[sz]ed|happened|took\s+place)|(?:did|does|do)\s+not\s+(?:come|happen|take\s+place|materiali[sz]e)|failed\s+to\s+materiali[sz]e"
    r"|(?:was|were|has\s+been|have\s+been|had\s+been|is|are)\s+(?:\w+ly\s+)?(?:cancelled|canceled|scrapped|terminated|suspended|called\s+off|dropped|abandoned|broken\s+off|shelved|ruled\s+out|given\s+up|rejected|revoked|annulled|withdrawn)))"
    r"|(?P<open>(?:is|are|was|were|remains?)\s+(?:still\s+)?(?:pending|outstanding|awaited|in\s+doubt|open|uncertain|unclear|unlikely|likely|possible)|may|might|could|should|remains?\s+(?:under|open|in)|(?:is|are|was|were)\s+(?:being|"
    r"under|still)\s+(?:negotiat|discuss|consider|draft|prepar)\w*|under\s+(?:discussion|"
    r"negotiation|consideration)))"
)
"""What becomes of an event that was named before."""
_OPINION = re.compile(
    r"^\W*(?:some|many|most|several)?\s*(?:critics|commentators|sceptics|skeptics|pundits|detractors|"
    r"opponents|columnists|cynics|observers)\b[^,.;]{0,40}?\b(?:h[eo]ld|argue|contend|claim|complain|"
    r"object|believe|think|maintain|insist|say|suspect|fear|see|call|warn)(?:s|d|ed)?\b"
    r"|\b(?:one|an?|some)\s+(?:[^\s,.;]+\s+){0,2}(?:analyst|expert|observer|critic|commentator)s?\s+"
    r"(?:argu|contend|claim|warn|reckon|quip|complain|object)\w*"
    r"|,\s*(?:some(?:\s+in\s+\S+)?|critics|sceptics|skeptics|pundits|commentators|as\s+pundits|"
    r"as\s+critics|as\s+some)\s+(?:\w+\s+){0,2}?(?:say|argue|complain|have\s+it|believe|think|hold|"
    r"put\s+it|contend|see\s+it)\s*,"
    r"|^\W*(?:to|for|in\s+the\s+(?:eyes|view|opinion|mind)s?\s+of)\s+(?:some|many|critics|sceptics|"
    r"skeptics|pundits)\b"
)
"""A judgement of people without a name."""
_EMBEDDED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|doubt(?:s|ed|ing)?|unclear|unknown|whether|if|rumou?rs?|"
    r"no\s+evidence|not\s+true|untrue|unless)\b[^,;:]{0,60}$"
)


HAD_HOPED = r"\bhad\s+(?:\w+ly\s+)?(?:hoped|intended|wanted|aimed|meant|planned|expected)\s+to\b"
"""What leaves open whether a plan still holds: "had hoped to launch"."""
_LAUNCH_AHEAD = re.compile(
    r"\b(?:on\s+track\s+for|poised\s+for|look(?:s|ed|ing)?\s+forward\s+to|gear(?:s|ed|ing)?\s+up\s+for|"
    r"count(?:s|ed|ing)?\s+down\s+to|(?:watch|view|follow)\s+the|(?:re)?set\s+(?:the|its|a)|invit\w+\b[^,;]*\bto)\s[^,;]*$"
    r"|\bfor\s+(?:(?:its|an?|(?!the\s)\S+)\s+)?(?:launch|lift-?off|flight)(?:\s+(?:aboard|on|atop|in))?\b[^,;]{0,20}$"
)
"""What before a launch says that it is still to come."""
_OPENING = re.compile(
    r"\b(?:launch|lift-?off)\s+(?:window|period|opportunit(?:y|ies)|attempts?)\b"
    r"|\bno\s+earlier\s+than\b"
)
"""A time at which something may be launched."""


_RESET = re.compile(
    r"\b(?:was|were|has\s+been|have\s+been|had\s+been|is|being)\s+(?:now\s+|again\s+)?"
    r"(?:moved|pushed|shifted|brought\s+forward|rescheduled|set|fixed|changed)\b[^;]*\b(?:to|for|until|till)\s"
)
"""What gives a launch a date, on which it need not have taken place."""


def meaning(words: str) -> str | None:
    """Return how a clause is meant whose trigger is no verb: a status, or None if it is open."""
    if _UNCERTAIN.search(words):
        return None
    ahead = re.sub(r"\bnot\s+before\b", " ", words)
    if _NOT_DONE.search(ahead):
        return "negated"
    return "planned" if _AHEAD.search(words) else "asserted"


def of_event(words: str, before: str, trigger: str) -> str | None:
    """Return how a launch is meant that a noun names.

    Args:
        words: its clause.
        before: what stands before the noun.
        trigger: the noun and what belongs to it.
    """
    whole = meaning(words)
    ahead = _LAUNCH_AHEAD.search(before + trigger) or _OPENING.search(words) or _RESET.search(words)
    return "planned" if whole == "asserted" and ahead else whole


def is_embedded(before: str) -> bool:
    """Tell whether what follows these words is only spoken of: "denied that …"."""
    return _EMBEDDED.search(before) is not None


def fate(after: str) -> str | None:
    """Return how an event is meant that a noun names, by the verb behind it.

    "The agreement between A and B is to be signed" is planned. None where it stays open.
    """
    found = _FATE.match(after)
    return "asserted" if found is None else None if found["open"] else found.lastgroup


def is_opinion(words: str) -> bool:
    """Tell whether a sentence gives what critics or observers think, not what is so."""
    return _OPINION.search(words) is not None
