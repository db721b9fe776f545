"""Verb groups: how English says that something was, is, will be or was not done."""

from __future__ import annotations

import re
from functools import cache

from kg.text.encode import ANY_TOKEN, token_regex
from kg.text.lexicon import Lexicon, Verb, alternation
from kg.text.patterns.needs import Need, rarest

_AUXILIARIES = (
    "has have had is are was were am be been being do does did will would shall should ought may"
    " might can could cannot must to having"
).split()
_CONTRACTED = r"(?:has|have|had|is|are|was|were|do|does|did|wo|would|should|ca|could)n't"
_ADVERBS = (
    "already also now not never neither since once just still even then later again soon today"
    " yesterday tomorrow earlier yet both each all together thus thereby therefore hence further"
    " so far too likewise long always often meanwhile instead thereafter afterwards"
).split()
_ADVERB = (
    rf"(?:{'|'.join(_ADVERBS)}|\w{{2,}}ly|at\s+the\s+same\s+time|for\s+its\s+part|in\s+turn|in\s+fact"
    r"|of\s+course|as\s+well|in\s+addition|by\s+now|to\s+this\s+day|for\s+now|at\s+last|once\s+more)"
)
_CHOSEN = (
    "chosen selected picked hired contracted commissioned tasked tapped assigned engaged entrusted"
    " appointed recruited enlisted"
).split()
_CONTROL = rf"""(?:
    {"|".join(_CHOSEN)} | said | reported | known | confirmed | understood |
    plan(?:s|ned|ning)? | expect(?:s|ed|ing)? | aim(?:s|ed|ing)? | intend(?:s|ed|ing)?
  | agree(?:s|d|ing)? | decid(?:e|es|ed|ing) | refus(?:e|es|ed|ing) | declin(?:e|es|ed|ing)
  | vow(?:s|ed)? | promis(?:e|es|ed|ing) | pledg(?:e|es|ed|ing) | hop(?:e|es|ed|ing)
  | want(?:s|ed)? | seek(?:s|ing)? | sought | appl(?:y|ies|ied|ying) | prepar(?:e|es|ed|ing)
  | chose | choose[s]? | vot(?:e|es|ed) | propos(?:e|es|ed|ing) | offer(?:s|ed|ing)?
  | fail(?:s|ed)? | threaten(?:s|ed)? | go(?:es|ing)? | help(?:s|ed)?
  | due | set | ready | scheduled | slated | bound | about | poised | keen | eager
  | unwilling | unable | willing | supposed | authori[sz]ed | asked | invited | urged | free
  | opt(?:s|ed)? | resolv(?:e|es|ed) | elect(?:s|ed)? | undert(?:akes?|ook) | commit(?:s|ted)?
  | manag(?:e|es|ed) | beg(?:ins?|an|un) | proceed(?:s|ed)? | com(?:e|es) | came | mean(?:s|t)?
  | tr(?:y|ies|ied|ying) | attempt(?:s|ed|ing)? | able | allowed | permitted | encouraged
  | (?:no|any)\s+(?:(?:immediate|current|present|firm|concrete)\s+)?
    (?:intention|plans?|desire|wish|interest)\s+(?:of|to|in|for)
  | rul(?:e|es|ed|ing)\s+out | resist(?:s|ed)? | avoid(?:s|ed)?
  | (?:decid(?:e|es|ed|ing)|opt(?:s|ed|ing)?|chose|chosen|vot(?:e|es|ed))\s+against
  | (?:refrain(?:s|ed)?|abstain(?:s|ed)?)\s+from
  | (?:stop(?:s|ped)?|held|fell|fall(?:s|en)?)\s+(?:short\s+of|off|back\s+from)
  | (?:turn(?:s|ed|ing)?\s+down|reject(?:s|ed|ing)?|declin(?:es|ed|e|ing)|refus(?:es|ed|e|ing)
    |spurn(?:s|ed)?|rebuff(?:s|ed)?)
    \s+(?:an?|the|its|china's|nasa's|several|all|repeated)(?:\s+\w+){{0,2}}?
    \s+(?:invitations?|offers?|requests?|calls?|overtures?|proposals?)\s+to
  | working(?:\s+(?:together|jointly|closely|actively))?
  | proud | pleased | delighted | honou?red | privileged | glad | happy
  | (?:my|our|a|an|the)\s+(?:\w+\s+)?(?:privilege|pleasure|honou?r)
  | entitled | obliged | on\s+track | continu(?:e|es|ed|ing)
)"""
_FIRST = token_regex(["Ordinal"], plural=False)
"""Between "were" and its participle an ordinal is an adverb: "were first signed"."""
_BE_FORMS = "is are was were be been being get got gets".split()
_BE = rf"(?:{'|'.join(_BE_FORMS)})"
_WHEN = (
    rf"(?:(?:on|in|at|late|early|earlier)\s+){{1,2}}{token_regex(['Date'], plural=False)}"
    rf"|(?<!the\s)(?<!\sa\s)(?<!its\s)(?<!heir\s){token_regex(['Date'], plural=False)}"
    rf"|(?:in|at)\s+(?:the\s+)?{token_regex(['Place'], plural=False)}"
)
"""When and where, told between a subject and its verb: "Norway on Thursday joined"."""
_MEANWHILE = rf"(?:\s+(?:on\s+|in\s+|at\s+)?{token_regex(['Date', 'Place'], plural=False)})?"
# Each word fits one alternative only, so that matching cannot backtrack without end.
_BEFORE = rf"""(?:(?:
    {"|".join(_AUXILIARIES)} | {_CONTRACTED} | {_ADVERB} | no\s+longer
  | the\s+(?:{_FIRST}|latest|next|last|only)(?:\s+(?:@NATION|company|agency|operator|firm))?\s+to
  | {_CONTROL} | {_WHEN}
)\s+)*"""

_NEGATED = re.compile(
    r"\bnot\b|\bneither\b|n't\b"
    r"|\bcannot\b|\bnever\b|no longer|refus|declin|\bfail|unable|unwilling|\byet to\b"
    r"|\bno (?:(?:immediate|current|present|firm|concrete) )?"
    r"(?:intention|plan|desire|wish|interest)"
    r"|\brul\w+\s+out\b|\bagainst\b|refrain|abstain"
    r"|resist|avoid|short of|held off|back from|turn\w*\s+down|reject|spurn|rebuff"
)
_GERUND_CONTROL = re.compile(r"\b(?:of|out|against|from|off|in|resist\w*|avoid\w*)\s*$")
"""What governs a gerund that is no circumstance: "has no intention of", "ruled out"."""
_FORBIDDEN = re.compile(r"\b(?:must|should|may|might|ought)\s+(?:not|never)\b")
"""What is forbidden or advised against may have been done."""
_OPEN = re.compile(
    r"\b(?:would have|had (?:\w+ly )?been (?:due|set|scheduled|planned|expected|slated|supposed"
    r"|meant|booked) to"
    r"|(?:is|was|are|were) to have|(?:has|have) to|ought to|may|might|could|can|should|must"
    r"|asked|invited|urged|free|entitled|likely|threaten(?:s|ed)|offer(?:s|ed|ing)?"
    r"|propos(?:e|es|ed|ing)"
    r"|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|able|allowed|permitted|encouraged)\b"
)
_PLANNED = re.compile(
    r"\b(?:will|would|shall|plan|expect|aim|intend|pledg|promis|vow|hop|want|seek|sought|appl"
    r"|prepar|propos|offer|threaten|working|going|goes|due|set|ready|scheduled|slated|bound|about"
    r"|poised|keen|eager|willing|opt|resolv|elect|undert|commit|mean(?!while)"
    rf"|supposed|authori|wo|on track|agree|{'|'.join(_CHOSEN)})"
)
_GLAD = re.compile(
    r"\b(?:proud|pleased|delighted|honou?red|privileged|glad|happy|privilege|pleasure|honou?r)\b"
)
"""Who is "proud to welcome" somebody does so in saying it."""
_AHEAD = re.compile(r"\b(?:will|would|shall|'ll)\b")
_BARE_TO = re.compile(
    r"(?:^|\b(?:is|are|was|were)\s+(?:(?:now|also|then|later|still|both|soon|first|again|thus|not|\w+ly)\s+)*)"
    r"to(?:\s+be)?(?:\s+\w+ly)?\s*$"
)
_AT_FIRST = re.compile(
    r"\b(?:originally|initially|previously|formerly)\b.*\b(?:to|due|set|planned|scheduled|expected|would)\b"
)
"""A plan of old, which may have come to nothing."""


def status_of(before: str) -> str | None:
    """Return how a verb is meant, from the auxiliaries and controlling verbs before it.

    Args:
        before: lower-case words, such as `has not yet` or `is expected to`.

    Returns:
        `asserted`, `planned` or `negated`; None where nothing is stated (`may`, `invited to`).
    """
    if _NEGATED.search(before):
        return None if _FORBIDDEN.search(before) else "negated"
    if _OPEN.search(before) or _AT_FIRST.search(before):
        return None
    if _GLAD.search(before) and not _AHEAD.search(before):
        return "asserted"
    if _PLANNED.search(before) or _BARE_TO.search(before.strip()):
        return "planned"
    return "asserted"


_PASSIVE = re.compile(
    rf"(?<![\w-])(?:(?:{'|'.join(_AUXILIARIES)}|{_CONTRACTED}|{_ADVERB}|due|set|expected|planned|scheduled"
    rf"|slated|supposed|meant|poised|likely|no\s+longer)\s+)*{_BE}\s+(?:(?:not|never|yet|{_ADVERB})\s+)*$"
)


def passive_before(before: str) -> str:
    """Return the auxiliaries of a passive that end a text: "is to be" in "which is to be".

    A pattern that asks for a participle alone does not see them.
    """
    found = _PASSIVE.search(before)
    return "" if found is None else found.group()


_JOINED = re.compile(
    rf"(?:\b(?:and|or)|,)(?:{ANY_TOKEN})?\s*(?:(?:later|then|also|jointly|\w+ly)\s+)*$"
)
"""What ends before the second of two verbs that share an auxiliary; its subject is unsaid."""
_PASSIVE_VERB = re.compile(
    rf"(?<![\w-])(?P<aux>(?:(?:{'|'.join(_AUXILIARIES)}|{_CONTRACTED}|{_ADVERB}|due|set|expected|planned"
    rf"|scheduled|slated|supposed|meant|poised|likely|no\s+longer)\s+)*{_BE}\s+(?:(?:not|never|{_ADVERB})\s+)*)"
    r"(?!due|set|expected|planned|scheduled|slated|to\b)\w+(?:ed|lt|de|wn|ut|nt|un|ne)\b"
)
_ACTIVE_VERB = re.compile(
    rf"(?<![\w-])(?P<aux>(?:(?:{'|'.join(_AUXILIARIES)}|{_CONTRACTED}|{_ADVERB}|{_CONTROL})\s+)*"
    r"(?:will|would|shall|to|may|might|could|can|should|must)\s+)\w+",
    re.VERBOSE,
)
_BASE = re.compile(
    r"\s*(?:build|make|launch|put|send|take|carry|operate|run|control|manage|own|develop|design|loft|place|orbit|fly"
    r"|deliver|supply|provide|manufacture|assemble)\b"
)
_DONE = re.compile(r"\s*\w+(?:ed|lt|de|wn|ut|nt|un|ne)\b")
_LOOK_BACK = 300


def joined_before(before: str, verb: str) -> str:
    """Return the auxiliaries of the verb before "and", which the one behind it shares.

    "LaoSat-2 will be built by A and launched in 2028" has "will be" for both; "" where there
    are none.

    Args:
        before: the encoded sentence up to the second verb.
        verb: that verb and what follows.
    """
    before = before[-_LOOK_BACK:]
    if not _JOINED.search(before):
        return ""
    forms = ((_DONE, _PASSIVE_VERB), (_BASE, _ACTIVE_VERB))
    shared = (
        found for form, verbs in forms if form.match(verb) for found in verbs.finditer(before)
    )
    latest = max(shared, key=lambda found: found.end("aux"), default=None)
    return "" if latest is None else latest["aux"]


_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|be|been|am)\b")


def is_loose_gerund(before: str, after: str) -> bool:
    """Tell whether a gerund stands without a form of "be": "before joining", "by signing"."""
    loose = re.match(r"\w+ing\b", after) is not None and not _PROGRESSIVE.search(before)
    return loose and _GERUND_CONTROL.search(before) is None


class VerbGroups:
    """Compiles verb groups of the lexicon to regular expressions."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon
        nations = alternation(lexicon.lists["nation"])
        self._before = re.sub(r"\s+", "", _BEFORE).replace("@NATION", f"(?:{nations})")
        every = {verb for group in lexicon.verbs.values() for verb, _ in group}
        # Only irregular forms are listed: this stands in every pattern, and is soon large.
        forms = {form for verb in every for form in (*verb.past, *verb.participle)}
        done = rf"(?:\w+ed|{alternation(f for f in forms if not f.endswith('ed'))})"
        self._coordinated = rf"(?:{done}(?:\s*,\s*|\s+and\s+|\s+or\s+|,\s+and\s+))*"
        self._followed = rf"(?:(?:\s*,)?\s+and\s+(?:\w+ly\s+)?{done}\b)?"
        further = rf"(?:\s*,\s*{done}\b){{0,2}}(?:\s*,)?\s+and\s+(?:\w+ly\s+)?{done}"
        self._followed_by = rf"(?:{further}(?=\s+(?:jointly\s+)?by\b))?"

    def regex(self, name: str, group: str, *, form: str, passive: bool) -> str:
        """Return a regex for one verb group.

        Args:
            name: group of the lexicon.
            group: name for the regex group that takes the words before the verb.
            form: "" for any finite form or infinitive, `ed`, `ing` or `to` for only that.
            passive: whether a form of "be" and the participle are meant.
        """
        if name == "be":
            return rf"\s*(?<![\w-])(?P<{group}>{self._before}{_BE}(?:\s+{_ADVERB})*)(?!\w)"
        forms = _alternatives(self._lexicon.verbs[name], form, passive)
        body = rf"{self._coordinated}(?:{forms})\b"
        if form in ("ed", "ing"):
            behind = self._followed_by if form == "ed" else ""
            return rf"\s*\b(?P<{group}>(?:\w+ly\s+|not\s+|jointly\s+)?){body}{behind}"
        to = r"to\s+" if form == "to" else ""
        be = rf"{_BE}\s+(?:(?:{_ADVERB}|{_FIRST})\s+)*" if passive else ""
        return rf"\s*(?<![\w-])(?P<{group}>{self._before}{to}{be}){body}{self._followed}"

    def need(self, name: str, *, form: str, passive: bool) -> Need:
        """Return what a sentence must hold for the regex of the same arguments to match."""
        if name == "be":
            return frozenset(_BE_FORMS)
        return _need(self._lexicon.verbs[name], form, passive)


# Many patterns name the same group: what it takes is written once.
@cache
def _alternatives(verbs: tuple[tuple[Verb, str], ...], form: str, passive: bool) -> str:
    """Return the regex alternatives of the verbs of a group, each with its particle."""
    return "|".join(_one(verb, particle, form, passive) for verb, particle in verbs)


@cache
def _need(verbs: tuple[tuple[Verb, str], ...], form: str, passive: bool) -> Need:
    """Return the tokens of which a sentence with one of the verbs has one."""
    return frozenset(
        rarest(f"{particle} {spelt}")
        for verb, particle in verbs
        for spelt in _forms(verb, form, passive)
    )


def _one(verb: Verb, particle: str, form: str, passive: bool) -> str:
    forms = _forms(verb, form, passive)
    if not particle:
        return rf"(?:{alternation(forms)})"
    head, _, last = particle.rpartition(" ")
    if head and last in ("to", "on", "under"):
        # "put their signatures today to"
        tail = rf"{alternation([head])}{_MEANWHILE}\s+{last}"
    else:
        tail = alternation([particle])
    return rf"(?:{alternation(forms)})(?:\s+\w{{2,}}ly)?\s+{tail}"


def _forms(verb: Verb, form: str, passive: bool) -> set[str]:
    """Return the spellings of a verb that a form of its group takes."""
    if form == "ing":
        return set(verb.gerund)
    if passive or form == "ed":
        return set(verb.participle)
    return set(verb.base) if form == "to" else verb.forms()
