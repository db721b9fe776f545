"""Which parties are meant together: "all three", "both", "neither", "none of them".

They are the parties of one list, or all the states that the sentence before names, and their
number must fit where the words tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.anaphor import anaphor_of
from kg.text.discourse import Discourse
from kg.text.encode import ANY_TOKEN, Encoded, token_regex
from kg.text.mention import PARTIES, Mention, is_a

_NUMBER = token_regex(["Number"], plural=False)
_NOUN = (
    r"(?:countries|states|nations|governments|republics|kingdoms|capitals|newcomers|neighbou?rs)"
)
_DO = (
    r"(?=\s+(?:(?:also|now|already|still|then|since|later|thereby|thus|together|all|both|each|\w+ly)\s+)*"
    r"(?:has|have|had|is|are|was|were|will|would|did|do|does|remain|stay|belong|signed|sign|joined"
    r"|join|acced|adher|ratif|subscrib|took\s+part|take\s+part|takes\s+part|participat|put|came|cooperat"
    r"|collaborat)\w*\b)"
)
_ALL = re.compile(
    rf"(?<![\w'-])(?P<word>(?:all|the|these|those)\s+(?P<number>{_NUMBER})(?:\s+of\s+them)?(?:\s+{_NOUN})?"
    rf"|all\s+of\s+(?:them|these\s+{_NOUN})|each\s+of\s+(?:them|the\s+(?P<each>{_NUMBER})(?:\s+{_NOUN})?)"
    rf"|both(?P<two>)(?:\s+of\s+them)?(?:\s+{_NOUN})?){_DO}"
)
_NONE = re.compile(
    rf"(?<![\w'-])(?:neither(?P<two>)|none)(?:\s+of\s+(?:them|these|those|the\s+(?P<number>{_NUMBER})(?:\s+{_NOUN})?))?"
    rf"(?:\s+(?:country|state|nation|government))?(?P<word>){_DO}"
    rf"(?!\s+\w+\s+(?:the\s+)?{ANY_TOKEN})"
)
_DOCUMENTS = re.compile(rf"[^.;,]{{0,40}}?{token_regex(['Document'], plural=False)}")
"""What each of several signs is no agreement between them: "all three have signed memoranda"."""


def find(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention of those who are meant for each of the words that can be resolved.

    Behind "neither" and "none" it has no extent, so that the words still deny what follows.
    """
    for pattern in (_ALL, _NONE):
        for match in pattern.finditer(encoded.text):
            meant = _meant(encoded, match, discourse)
            if meant is None or _DOCUMENTS.match(encoded.text, match.end()):
                continue
            # They stand in a sentence before, so no clause of this one is theirs.
            yield from (replace(m, clause=None) for m in anaphor_of(encoded, match, meant))


def _meant(encoded: Encoded, match: re.Match[str], discourse: Discourse) -> Mention | None:
    """Return the list of those who are meant, None where their number does not fit."""
    tokens = [token for name in ("number", "each") if (token := match.groupdict().get(name))]
    wanted = int(encoded.mention(tokens[0]).value) if tokens else 0
    wanted = 2 if match["two"] is not None else wanted
    here = [m for m in encoded.mentions if m.is_list and m.end <= encoded.start(match.start())]
    listed = here[-1].members if here else discourse.last_list
    named = tuple(discourse.just_named(("Country",)).values())
    for members in (listed, () if here else named):
        parties = members and all(is_a(one, PARTIES) for one in members)
        if parties and len(members) > 1 and wanted in (0, len(members)):
            return replace(members[0], kind="list", members=tuple(members))
    return None
