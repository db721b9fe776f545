"""When a count was taken: on a day that its words tell, or on that of its article.

What is, has or remains is so on the day on which it is written. What was, had or rose was so
on an earlier one, and where the words do not tell that day it stays open: it is only known to
lie before that of the article.
"""

from __future__ import annotations

import re

from kg.model.dates import bounds
from kg.text.context import Context, date_behind, date_within
from kg.text.encode import Encoded, token_regex

_DATE = re.compile(token_regex(["Date"], plural=False))
_OPENING = re.compile(
    rf"^\W*(?:by|as\s+of|at)\s+(?:the\s+)?(?:(?:start|middle|end|summer|autumn)\s+of\s+)?({_DATE.pattern})"
)
_PERFECT = r"(?:has|have|having|is|are|be|being)\s+(?:\w+ly\s+|now\s+|also\s+|since\s+|thus\s+)?"
_PRESENT = re.compile(
    r"\b(?:has|have|is|are|now|so far|to date|currently|today|remains?|stands?|counts?|numbers"
    r"|owns?|supports?|belongs?|operates?|runs?|totals|comprises?|includes?|takes? part)\b"
)
_PAST = re.compile(
    r"\b(?:had|was|were|became|rose|grew|brought|took|made|stood|came|drew|held|ran|fell|got|won"
    r"|(?!united\b|named\b|led\b|based\b)[a-z]+ed)\b"
)
_CHANGE = re.compile(
    r"\b(?:br(?:ought|ing(?:s|ing)?)|rais(?:ed|es|ing)|lift(?:ed|s|ing)|push(?:ed|es|ing)|took|taking"
    r"|takes|rose|rises|rising|grew|grows|growing|climb(?:ed|s|ing)|reach(?:ed|es|ing)"
    r"|increas(?:ed|es|ing)|swell(?:ed|s|ing)|ma(?:de|kes|king)|becam?(?:e|es|ing))\b"
)


def counted_on(encoded: Encoded, span: tuple[int, int], context: Context, issued: str) -> str:
    """Return when a count was taken, as EDTF; empty where its words leave that open.

    Args:
        encoded: its sentence.
        span: positions of the count in it, half-open.
        context: of the sentence.
        issued: the date of the article, or "".
    """
    told = date_within(encoded, *span) or date_behind(encoded, span[1])
    opening = _OPENING.match(encoded.text)
    found = told or (encoded.mention(opening[1]) if opening is not None else None)
    for day in (found.value if found else "", context.date):
        if any(bounds(day)):
            return day
    words = encoded.text[span[0] : span[1]]
    dates = {encoded.mention(each.group()).value for each in _DATE.finditer(encoded.text)}
    before = encoded.text[: span[1]]
    verbless = not (_PAST.search(words) or _PRESENT.search(words))
    changed = _CHANGE.search(words) or (verbless and _CHANGE.search(before))
    if changed and len(dates) == 1 and any(bounds(day := dates.pop())):
        return day  # of what changed the number
    return "" if tells_of_past(words, before) else issued


def tells_of_past(words: str, before: str = "") -> bool:
    """Whether a count is of a time that had passed when it was told.

    Args:
        words: that state it.
        before: the words of its sentence up to its end, which decide where it has no verb.
    """
    for text in (words.lower(), before.lower()):
        plain = re.sub(rf"\b{_PERFECT}[a-z]+(?:ed|en|wn|ght)\b", "is", text)
        if _PAST.search(plain):
            return True
        if _PRESENT.search(plain):
            return False
    return False
