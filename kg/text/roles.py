"""What a clause names for the roles of a frame; nothing where there is a choice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text.encode import ANY_TOKEN, OPEN, Encoded, Span, token_regex
from kg.text.guards import is_acted_on
from kg.text.mention import Mention
from kg.text.occasion import is_elsewhere, is_of_other_event
from kg.text.patterns.notation import Compiled
from kg.text.site import BE, GAP, PARTICIPLE, Filled, Site, fillers

_GOVERNED = re.compile(
    r"\b(?:of|with|unlike|like|than|for|from|in|at|between|including|among|alongside|behind|after|"
    r"before|to|beside|besides|follows?|followed|replac\w+|succeed\w*)\s+"
    r"(?:(?:the|its|their|an?)\s+)?(?:[\w-]+\s+){0,2}$"
)
_AWAY = re.compile(
    r"(?:\b(?:from|at|unlike|like|than|alongside|besides?|after|before|to|as|aboard|atop|(?:packed|loaded|stowed)\s+(?:in|into|inside|aboard))"
    r"|(?<!work)(?<!works)(?<!worked)(?<!working)(?<!construction)(?<!production)\son)\s+"
    rf"(?:(?:the|its|their|an?)\s+)?(?:{ANY_TOKEN}'s?\s+)?(?:[\w'-]+\s+){{0,2}}$"
)
"""A thing behind such a word does nothing in its clause, and nothing is done to it."""
_CONJOINS = re.compile(r"\b(?:as|after|before)\s+(?:(?:the|its|their)\s+)?(?:[\w'-]+\s+){0,2}$")
"""What may open a clause as well, whose subject stands right behind: "as Abc-1 departed"."""
_DESCRIBING = token_regex(["SatelliteType", "Ordinal", "Demonym"], plural=False)
_NUMBERED = rf"{token_regex(['Number'], plural=False)}-\w+"
_ADVERBIAL = re.compile(
    r"\s*,?\s*(?:(?:an?|the|its)\s+"
    rf"(?:(?:(?!that|which|who)[\w-]+|{_DESCRIBING}|{_NUMBERED})\s+){{0,4}})?(?:\w+ly\s+)?,?\s*"
)
"""What may stand between a thing and the participle that speaks of it."""
_ITS_SUBJECT = re.compile(
    r"\b(?:its|their|his|her|this|that|these|those|an?|another)\s+(?:[\w-]+\s+){0,2}?[a-z]+\s+(?:ha[sd]\s+)?$"
)
"""What does a thing that is named only behind the verb: "their ship lifted off … to Salyut 6"."""
_BEFORE_VERB = re.compile(
    r"\s+(?:\w+ed|said|put|took|made|gave|began|became|won|chose|sent|met|told)\b(?!\s+(?:by|to)\b)"
)
"""A date in front of such a word tells when that was done: "China on Thursday named"."""
_REPORTED = re.compile(
    r"\b(?:said|says|reported|reports|confirmed|stated|wrote|told(?:\s+\w+){1,2})"
    r"(?:\s+(?:here|late|early|earlier))?(?:\s+on)?\s*$"
)
"""A date behind such words tells when that was said, not when it was done."""
_GIVEN_UP = re.compile(
    r"\b(?:slipped|slid|moved|pushed|postponed|delayed|put\s+(?:back|off)|deferred|rescheduled|changed)\b"
    r"[^,;.]{0,30}\bfrom\s+$"
)
"""A date behind such words is the one that no longer holds."""
_FIRST_SINCE = re.compile(
    rf"(?:\b(?:only|next|last)\b|{token_regex(['Ordinal'], plural=False)})[^;.]{{0,60}}?"
    r"\bsince\b[^;.]{0,20}$"
)
"""A date behind such words is that of another: "the first launch since 1978"."""
_OTHER_THING = re.compile(
    r"\b(?:an?|another|the|its|their|carr(?:y|ies|ied)|with|ha(?:s|ve|d)|uses?|bears?|bore)\s+"
    r"(?:[a-z][\w-]*\s+){0,3}[a-z][\w-]+\s*,?\s*$"
)
"""A thing without a name before a participle, which speaks of it: "a power module made by …"."""
_BORNE_THING = re.compile(
    r"\b(?:with|carr(?:y|ies|ied|ying)|including|beside|alongside|bearing|hosts|hosting|using|bore"
    r"|(?:ha[sd]\s+|is\s+|was\s+)?(?:on\s+board|aboard)(?:\s+(?:is|was|are|were))?)\s+"
    r"(?:an?|its|the|two|three|several|some)\s+(?:[a-z][\w-]*\s+){0,3}[a-z][\w-]+\s*$"
    r"|\b(?:with|of|for|from|on|to)\s+(?:[a-z][\w-]*\s+){0,2}(?:[a-z][\w-]*[a-z]ers|modules|spacesuits"
    r"|rockets|engines|cameras|instruments)\s*$"
    r"|\b(?:ground|control|tracking|receiving)\s+(?:stations?|cent(?:re|er)s?|facilit\w+)\b[^,;.]{0,40},?\s*$"
)
"""A thing without a name that a craft bears, before a participle that speaks of it alone."""
_PIECE = re.compile(
    r"\b(?:instruments?|telescope|payload|camera|spectrometer|detector|radar|antennas?|transponders?"
    r"|part|parts|components?|engines?|sensors?|panels?|platform|bus|body|(?:\w+\s+)?modules?|structure"
    r"|optics|mirrors?|software|electronics|"
    r"models?|pictures?|images?|data|station|replacement|successor|predecessor|successors|mock-?up"
    r"|orbit|altitude|life|lifetime)\s+"
    r"(?:of|for|aboard|on|from|to)\s+(?:the\s+)?$"
    r"|\b(?:mission|spacecraft|craft|vehicle|attempt|effort)s?\s+to\s+"
    r"(?:reboost|raise|service|refuel|rescue|save|boost|extend|inspect|retrieve|deorbit|replace|repair)\s+(?:the\s+)?$"
)
"""What is said of a piece of a craft is not said of the craft."""


def named(ways: Sequence[Compiled], site: Site, *, subject: bool) -> Filled | None:
    """Return what the clause names for a role, None where it is open or has a choice."""
    return _subject(ways, site) if subject else _only_one(ways, site)


def only_named(ways: Sequence[Compiled], encoded: Encoded, stretch: Span) -> Mention | None:
    """Return the one thing that a stretch of a sentence names for a role."""
    found = [one for way in ways for one in fillers(way, encoded, stretch)]
    if len({_identity(mentions) for _, mentions in found}) != 1:
        return None
    mentions = found[0][1]
    return mentions[0] if len(mentions) == 1 else None


def _only_one(ways: Sequence[Compiled], site: Site) -> Filled | None:
    """Return the one filler of the first way that has any; of dates and rockets the next behind."""
    for way in ways:
        found = [one for one in fillers(way, site.encoded, _enclosed(site)) if _tells(one, site)]
        if len({_identity(mentions) for _, mentions in found}) == 1:
            return found[0]
        if found:
            behind = [one for one in found if one[0] is not None and one[0][0] >= site.trigger[0]]
            dated = behind and all(m.type in ("Date", "Vehicle") for m in behind[0][1])
            return behind[0] if dated else None
    return None


def _enclosed(site: Site) -> Span:
    """Return the clause, up to the comma that closes a participle between two of them.

    In "its camera, provided by NASA, saw Abc-1" the camera is not for Abc-1.
    """
    if not PARTICIPLE.match(site.trigger_words) or not site.before.rstrip().endswith(","):
        return site.clause
    closing = site.encoded.text.find(",", site.trigger[1], site.clause[1])
    return (site.clause[0], closing) if closing >= 0 else site.clause


def _tells(one: Filled, site: Site) -> bool:
    """Tell whether a filler is no date of another verb than the trigger's."""
    span, mentions = one
    if span is not None and mentions[0].type == "Orbit":
        return not is_elsewhere(site.encoded, span, site.trigger, mentions[0].value)
    if span is None or mentions[0].type != "Date":
        return True
    before = site.encoded.before(span[0])
    if _REPORTED.search(before) or _GIVEN_UP.search(before):
        return False
    if _FIRST_SINCE.search(site.encoded.before(span[1])):
        return False
    if is_of_other_event(site.encoded, span, site.trigger, site.clause):
        return False
    if site.trigger[0] <= span[0] and span[1] <= site.trigger[1]:
        return True  # "on Saturday sent it into space"
    verb = _BEFORE_VERB.match(site.encoded.text, span[1])
    return verb is None or site.trigger[0] - span[1] in (0, 1)


def _subject(ways: Sequence[Compiled], site: Site) -> Filled | None:
    """Return the one thing that can be the subject: the only one, or that before the verb."""
    if GAP.search(site.encoded.text[site.clause[0] : _opening(site)]):
        return None
    found = [one for way in ways for one in fillers(way, site.encoded, site.clause)]
    found = [one for one in found if not _is_object(one, site)]
    participle = PARTICIPLE.match(site.trigger_words) is not None
    if participle and (_BORNE_THING.search(site.before) or site.tells_of_part):
        return None
    if participle and _OTHER_THING.search(site.before):
        found = _ahead(found, site)
    beside = next((one for one in found if _is_beside(one, site, participle=participle)), None)
    if beside is not None:
        return beside
    if _ITS_SUBJECT.search(site.before) and not site.trigger_words.lstrip().startswith(OPEN):
        found = _ahead(found, site)
    return _free(found, site)


def _is_object(one: Filled, site: Site) -> bool:
    """Tell whether a filler is a relative pronoun that somebody else acts on."""
    return one[0] is not None and is_acted_on(site.encoded, one[0][0], site.trigger[0])


def _ahead(found: Sequence[Filled], site: Site) -> list[Filled]:
    """Return those that stand before the trigger."""
    return [one for one in found if one[0] is None or one[0][1] <= site.trigger[0]]


def _is_beside(one: Filled, site: Site, *, participle: bool) -> bool:
    """Tell whether a thing stands right before the verb that speaks of it, or right behind."""
    if one[0] is None:
        return False
    between = _ADVERBIAL.fullmatch(site.encoded.text, one[0][1], site.trigger[0])
    before = site.encoded.before(one[0][0])
    # "He flew on Artemis II, launched on 1 April": a participle speaks of what it follows.
    away = _AWAY.search(before) and not _CONJOINS.search(before)
    if between and not _PIECE.search(before) and (participle or not away):
        return True
    behind = re.fullmatch(r"\s*(?:the\s+)?", _between(site, one[0]))
    return behind is not None and not BE.search(site.trigger_words)


def _free(found: Sequence[Filled], site: Site) -> Filled | None:
    """Return the only thing of a clause that can be a subject, or the only one ahead."""
    distinct = {_identity(mentions) for _, mentions in found}
    if len(distinct) == 1:
        if all(one[0] and _PIECE.search(site.encoded.before(one[0][0])) for one in found):
            return None
        away = [one for one in found if one[0] and _AWAY.search(site.encoded.before(one[0][0]))]
        return found[0] if len(away) < len(found) else None
    before = [one for one in found if one[0] is not None and one[0][1] <= site.trigger[1]]
    free = [one for one in before if one[0] and not _is_governed(site.encoded, one[0][0])]
    return free[0] if len({_identity(mentions) for _, mentions in free}) == 1 else None


def _between(site: Site, span: Span) -> str:
    """Return the words between a trigger and what stands behind it."""
    behind = span[0] >= site.trigger[1]
    return site.encoded.text[site.trigger[1] : span[0]] if behind else "-"


def _opening(site: Site) -> int:
    """Return where a trigger begins, without the article before its first name."""
    text = site.encoded.text
    words = text[slice(*site.trigger)]
    start = site.trigger[0] + len(words) - len(words.lstrip())
    token = text.find(OPEN, *site.trigger)
    return token if token >= 0 and len(text[start:token].split()) <= 1 else start


def _identity(mentions: tuple[Mention, ...]) -> tuple[object, ...]:
    return tuple(mention.entity or mention.value for mention in mentions)


def _is_governed(encoded: Encoded, position: int) -> bool:
    return _GOVERNED.search(encoded.before(position)) is not None
