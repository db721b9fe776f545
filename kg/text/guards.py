"""What keeps a clause from stating a fact: who governs its subject, and how it is embedded."""

from __future__ import annotations

import re

from kg.text.encode import ANY_TOKEN, OPEN, Encoded, token_regex
from kg.text.partial import is_part_of_count
from kg.text.patterns.notation import Compiled
from kg.text.site import BE

_ARTICLE = r"(?:(?:the|its|their|his|her|this|that|these|those|both|all)\s+)?"
_GOVERNED = re.compile(
    r"\b(?:of|with|unlike|like|than|for|by|from|in|at|between|including|among|alongside|behind|to|into|against|without|outside|despite|besides|except|not|through|via)\s+"
    rf"{_ARTICLE}$"
    rf"|\b(?:all|every\w*|none|nobody|no\s+\w+|anyone)\b[^,;.]{{0,40}}\bbut\s+{_ARTICLE}$"
    rf"|\b(?:join(?:s|ed|ing)?|enter(?:s|ed|ing)?|sign(?:s|ed|ing)?)\s+{_ARTICLE}$"
)
"""A name after such a word is not the subject of the verb behind it."""
_TOKEN = re.compile(ANY_TOKEN)
_QUESTION = re.compile(
    r"\W*(?:will|would|should|shall|could|can|may|might|must|is|are|was|were|has|have|had|does|do|did)\b"
    r"[^?]*\?\W*$"
)
"""A sentence that asks and does not tell."""

_SAID_WHEN = re.compile(rf"\s*(?:on|in)\s+{token_regex(['Date'], plural=False)}\s+that\s")
"""A date behind which "that" opens what was said then: "said on Friday that it …"."""
_SAID_ON = re.compile(
    r"\b(?:said|says|wrote|told|tweeted|posted|declared|commented)\b[^.;]{0,40}?\s(?:on|in)\s+"
    rf"{token_regex(['Date'], plural=False)}\s*$"
)
"""A date that tells when something was said: "the launch of A was a success, he wrote on"."""
_SIGNED_ON = re.compile(
    rf"\b(?:signed|awarded|concluded)\s+(?:on|in)\s+{token_regex(['Date'], plural=False)}\s*$"
)
"""A date of another act: "the contract for the launch of A was signed on"."""
_EMBEDDED = re.compile(
    r"(?:\b(?:den(?:y|ies|ied|ying)|doubt(?:s|ed|ing)?|unclear|unknown|whether|if|rumou?rs?|"
    r"speculation|no\s+evidence|not\s+true|untrue|asked\s+why|wonder(?:s|ed|ing)?|(?:wrong|incorrect|false"
    r"|premature|mistaken|misleading)\s+to\s+(?:say|claim|think|write|believe|assume))\b"
    r"|^\W*(?:reports|claims|allegations)\s+that\b)[^,;:]{0,25}$"
)
"""What follows such words is not said to be so: "denied that it …", "unclear whether …"."""

_LEFT_AS_IT_IS = re.compile(r"\s+(?:open|alone|untouched|unchanged|unanswered|unmentioned)\b")
"""What behind a name says that nobody left it: "leaves the programme open"."""
_SUPPOSED = re.compile(rf"(?:^\W*|[,;:—–]\s+)(?:should|were|had)\s+{_ARTICLE}$")
"""What makes a condition of the clause behind it: "Should Kenya join …"."""

_OPENS = re.compile(
    rf"(?:^|[.,;:!?—–\"“(\n]|\b(?:and|as|but|while|with)\b|{ANY_TOKEN})\s*{_ARTICLE}$"
)
"""Where a headline may begin: "Kenya to join"; not in "urged Kenya to join"."""


_ACT = re.compile(
    r"\b(?:accession|entry|admission|membership|commitment|participation|joining|adherence|signature"
    r"|signing|decision|withdrawal|exit|departure)\b"
)
_UNREAL = re.compile(
    r"\b(?:approv\w+|authori[sz]\w+|discuss\w*|consider\w*|propos\w+|possib\w+|prospects?|pending"
    r"|future|plann\w+|potential|await\w*|urg\w+|call\w*\s+for|ahead\s+of|vot\w+|debat\w+|talks"
    r"|oppos\w+|reject\w+|block\w*|veto\w*|delay\w*|question|eventual|hop\w+|support\s+for|bid"
    r"|seek\w*|favou?r\w*|invit\w+|to\s+(?:attend|witness|cover|host)|will\s+(?:host|hold|attend|witness|mark))"
    r"\b[^,;:]{0,30}$"
)
"""What stands before an act in a noun that is not said to have been done."""


_GIFT = re.compile(r"\bcontributions?\b")
_PROMISED = re.compile(
    r"\b(?:announcements?|announc(?:e|es|ed|ing)|unveil\w*|details|promises?|pledges?|offers?|plans?|talks|terms)\s+"
    r"(?:(?:of|for|on)\s+)?(?:the\s+)?$"
)
"""What stands before a contribution that was only announced."""

_SERVICE = re.compile(
    r"\b(?:provid|suppl|deliver|offer|giv|gave|contribut)\w*\s+(?:[\w-]+\s+){0,4}?"
    r"(?:coverage|opportunit(?:y|ies)|updates?|input|information|details?|briefings?|funding|an\s+overview|a\s+look)\b"
)
"""What is given to people and is no share of a mission: "will provide live coverage of"."""


def is_promised(encoded: Encoded, found: re.Match[str]) -> bool:
    """Tell whether a gift is only announced, or nothing that is built into anything."""
    if _SERVICE.search(found.group()):
        return True
    before = encoded.before(found.start())
    return _GIFT.search(found.group()) is not None and _PROMISED.search(before) is not None


_CRAFT = re.compile(token_regex(["Spacecraft", "Mission"], plural=True))
_DATES_NEXT = re.compile(
    rf",\s+(?:and\s+|then\s+)?(?:in|on)\s+{token_regex(['Date'], plural=False)}(?=\s*$)"
)
_NEXT_CRAFT = re.compile(
    rf"\s*,?\s+(?:the\s+)?{token_regex(['Spacecraft', 'Mission'], plural=True)}"
)
_LIKENESS = re.compile(
    r"\b(?:models?|replicas?|mock-?ups?|pictures?|photographs?|posters?|drawings?)\s+of\s+(?:the\s+)?$"
)
"""What was done to a model of a craft was not done to the craft."""
_GROUP_OF = re.compile(
    r"\b(?:programme|program|constellation|system|family|series|fleet|network|set)\s+of\s"
    r"|\sand\s+(?:an?|another)\s"
)
"""In "Abc, a programme of one radar satellite" the name is not that of the satellite.

Nor is it in "Abc and a radar satellite".
"""
_OCCASION = re.compile(
    r"\s+(?:(?:signing|technical|regional|anniversary)\s+)?(?:workshop|seminar|dialogue|symposium|ceremony|event"
    r"|meeting|conference|discussion|forum|summit|session|panel|exercise|webinar|briefing)s?(?![\w-])",
    re.IGNORECASE,
)
"""What makes the accord before it only the topic: "joins Artemis Accords workshop"."""
_OWN = re.compile(
    rf"\s*(?:the\s+)?{token_regex(['Country'], plural=False)}'s?\s+(?:\w+\s+)?"
    rf"{token_regex(['Satellite'], plural=False)}"
)
_OF_OWN_MAKE = re.compile(
    r"\s+type\b|\s*,\s*(?:from|by|of|(?:built|made|developed|supplied|contributed|provided|designed)\s+by)\b"
)
"""What behind "Germany's Abc-1" tells of its maker: it is German, and not for Germany."""


_EXCEPTED = re.compile(
    r"\b(?:but\s+not|but\s+never|except|with\s+the\s+exception|save|apart\s+from|other\s+than)\s+"
    rf"(?:(?:by|for|of|from|in|with)\s+)?{_ARTICLE}{ANY_TOKEN}"
)
"""What takes the next thing out of what is told: "signed by all, but not by Peru"."""


def _tells_of_saying(compiled: Compiled, words: str) -> bool:
    """Tell whether the date at an end of a match is that of what was said, or signed."""
    if compiled.slots.get("object") == ("Date",) and _SIGNED_ON.search(words):
        return True
    return _SAID_WHEN.match(words) is not None or _SAID_ON.search(words) is not None


def _dates_another(encoded: Encoded, compiled: Compiled, found: re.Match[str]) -> bool:
    """Tell whether the date at the end of a match is that of the craft behind it.

    "In 2015 A was launched, in 2016 B."
    """
    dates = compiled.slots.get("object") == ("Date",)
    last = dates and _DATES_NEXT.search(found.group()) is not None
    return last and _NEXT_CRAFT.match(encoded.text, found.end()) is not None


def _is_likeness(encoded: Encoded, found: re.Match[str]) -> bool:
    """Tell whether the first thing of a match is only a picture or a model of it."""
    at = encoded.text.find(OPEN, found.start(), found.end())
    craft = at >= 0 and _CRAFT.match(encoded.text, at) is not None
    return craft and _LIKENESS.search(encoded.before(at)) is not None


def is_stated(encoded: Encoded, compiled: Compiled, found: re.Match[str]) -> bool:
    """Tell whether a match is a statement of its sentence, and not only words in it.

    Args:
        encoded: the sentence.
        compiled: the pattern that matched.
        found: its match; only patterns that open with a subject and its verb are judged.
    """
    of_others = (
        _is_likeness(encoded, found),
        _dates_another(encoded, compiled, found),
        _tells_of_saying(compiled, found.group()),
        compiled.slots.get("object") == ("Accord",) and _OCCASION.match(encoded.text, found.end()),
        any(found[verb] for verb in compiled.verbs) and _EXCEPTED.search(found.group()),
    )
    if any(of_others):
        return False
    asks = _QUESTION.match(encoded.text) or encoded.text.rstrip().endswith("?")
    if asks or is_part_of_count(encoded, compiled, found):
        return False
    if compiled.slots.get("object") == ("SatelliteType",) and _GROUP_OF.search(found.group()):
        return False
    if _OWN.fullmatch(found.group()) and _OF_OWN_MAKE.match(encoded.text, found.end()):
        return False
    if not compiled.verbs and _ACT.search(found.group()):
        return _UNREAL.search(encoded.before(found.start())) is None
    if not compiled.verbs and is_promised(encoded, found):
        return False
    return not compiled.subject_first or _is_told(encoded, compiled, found)


def _is_told(encoded: Encoded, compiled: Compiled, found: re.Match[str]) -> bool:
    """Tell whether a clause that opens with its subject is said to be so."""
    at = encoded.text.index(OPEN, found.start())
    before = encoded.before(at)
    if any(words.search(before) for words in (_GOVERNED, _EMBEDDED, _SUPPOSED)):
        return False
    if _launches_another(encoded, compiled, found) or is_acted_on(encoded, at, found.end()):
        return False
    if _LEFT_AS_IT_IS.match(encoded.text, found.end()):
        return False
    infinitive = any((found[verb] or "").startswith("to ") for verb in compiled.verbs)
    return not infinitive or _OPENS.search(before) is not None


_ITS_SUBJECT = re.compile(rf"\s*(?:the\s+)?{ANY_TOKEN}\s+\w[^,]*,")
_BESIDE_GOVERNED = re.compile(
    rf"\b(?:of|with|unlike|like|than|for|from|to|behind|after|before|beside|alongside)\s+{_ARTICLE}"
    rf"{ANY_TOKEN}\s*,?\s*$"
)


def is_acted_on(encoded: Encoded, relative: int, verb: int) -> bool:
    """Tell whether the relative pronoun at a position is no subject of a verb behind its clause.

    In "the replacement for B, which C delivered, was launched" nothing was launched of B.
    """
    token = _TOKEN.match(encoded.text, relative)
    if token is None or encoded.mention(token.group()).head != "relative":
        return False
    aside = _ITS_SUBJECT.match(encoded.text, token.end(), verb)
    return aside is not None and _BESIDE_GOVERNED.search(encoded.before(relative)) is not None


_LAUNCHED = re.compile(
    rf"\s*(?:launched|launches|launch)\s+(?:the\s+)?"
    rf"{token_regex(['Name', 'Spacecraft', 'Mission'], plural=True)}"
)


def _launches_another(encoded: Encoded, compiled: Compiled, found: re.Match[str]) -> bool:
    """Tell whether what is said to be launched launches something itself.

    In "it launched Badr-1" no craft is meant by "it".
    """
    first = compiled.slots[next(iter(compiled.groups.values()))]
    if not set(first) <= {"Spacecraft", "Mission", "Satellite"}:
        return False
    verbs = [group for group in compiled.verbs if found[group] is not None]
    opens = verbs and not BE.search(found[verbs[0]])
    return bool(opens) and _LAUNCHED.match(encoded.text, found.end(verbs[0])) is not None


_CONDITION = re.compile(r"[^.;]{0,60}?\s(?:if|unless|provided|assuming|on\s+condition)\s")


def is_conditional(encoded: Encoded, found: re.Match[str]) -> bool:
    """Tell whether a plan hangs on a condition behind it: "will join if it pays"."""
    return _CONDITION.match(encoded.text, found.end()) is not None


_DENIED = re.compile(r"\b(?:not|never|no\s+longer)\b(?!.*\b(?:before|until|than)\b)")
"""What denies a plan that is told without a verb of the notation; "not before" is a plan."""
_WAS_TO = re.compile(r"\b(?:was|were)\s+to\s+(?:be|have)\b")
"""What says that a plan came to nothing, or leaves it open."""


def is_dropped(status: str | None, words: str, *, told: bool) -> bool:
    """Tell whether words that are taken for a fact or a plan say that it came to nothing.

    Args:
        status: the status that the pattern gives, whatever its words say.
        words: the words.
        told: whether a verb of the notation tells how they are meant.
    """
    if status == "asserted":
        return _WAS_TO.search(words) is not None
    return status == "planned" and not told and _DENIED.search(words) is not None
