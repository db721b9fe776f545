"""What keeps a word of launching, or a date beside it, from telling when a craft was launched."""

from __future__ import annotations

import re

from kg.text.encode import ANY_TOKEN, CLOSE, OPEN, Encoded, Span, token_regex

_REACH = 60
"""How many characters behind a trigger an expression may end of which it is part."""
_COMPOUND = re.compile(
    r"[\s-]+(?:sites?|cent(?:re|er)s?|pads?|bases?|vehicles?|contracts?|services?|providers?|"
    r"complex|facility|customers?|compan(?:y|ies)|campaign|market|teams?|systems?|control|costs?|"
    r"exports?|communications?|operators?|makers?|manufacturers?|builders?|industry|data|images?|imagery|"
    r"controllers?|rehearsals?|locations?|readiness|preparations?|processing|simulations?|coverage|"
    r"licen[cs]es?|officials|managers?|directors?|broadcasts?|commentary|part(?:y|ies)|costs?|"
    r"stud(?:y|ies)|analys[ie]s|research|papers?|surveys?|investigations?|propulsion|electric|"
    r"and\s+(?:landing\s+facility|landing\s+site|entry\s+suits?|recovery\b))\b"
    rf"|(?<!{CLOSE})\s+(?:bus|body)\b"
)
"""What makes another thing of a trigger: "launch site", "launch rehearsal"."""
_IDIOM = re.compile(
    r"(?:\b(?:carr(?:y|ies|ied|ying)\s+(?:out|on\b)|(?:tak(?:e|es|en|ing)|took)\s+(?:part|place|advantage)"
    r"|put(?:s|ting)?\s+(?:off|back|it\s+(?:there|among)|(?:him|her|us|you)\b)|plac(?:e|es|ed|ing)\s+(?:him|her|us)\b"
    r"|launch(?:es|ed|ing)?\s+(?:of\s+)?(?:(?:an?|the|its|their|her|his|our|new|two|three)\s+)*"
    rf"(?:(?:[a-z-]+|{ANY_TOKEN})\s+){{0,3}}?"
    r"(?:initiatives?|challenges?|cent(?:er|re)s?|websites?|portals?|campaigns?|competitions?|prizes?|"
    r"funds?|eras?|mankind|humanity|compan(?:y|ies)|dialogues?|forums?|working\s+groups?|partnerships?|"
    r"strateg(?:y|ies)|stud(?:y|ies)|investigations?|apps?|calls?\s+for|consultations?|appeals?|courses?|"
    r"academy|start-?ups?|inquir(?:y|ies)|reviews?|tender|roadmap|offensive|attacks?|strikes?|books?|reports?)"
    r"(?!'s?|\s+(?:satellites?|spacecraft|craft|missions?|probes?)|-)\b))"
)
"""A verb that says something else with the words behind it: "carried out", "launched a website"."""
_SENT = re.compile(
    r"\bsen(?:t|ds?|ding)\s+(?:back\s+|home\s+)?(?:(?:its|the|their|more|some|new|first)\s+)*"
    r"(?:images?|pictures?|photos?|photographs?|data|signals?|messages?|telemetry|radiation|energy|particles|debris|light)\b"
)
"""What is sent home, or out, by a craft and is none: "sent images"."""
_SPACE_THING = re.compile(r"\s+(?:stations?|shuttles?|cent(?:re|er)|agency|telescope|force|port)\b")
_FROM_TO = re.compile(rf"\bfrom\s+\S+\s+(?:to|until|till)\s+{ANY_TOKEN}\s*$")
"""The day to which something is put off: "from 10 to 11 May" is no plan given up."""
_FOLLOW = re.compile(
    rf"(?:\s*{ANY_TOKEN})?(?:\s*\b[a-z]+){{0,4}}?\s*\bfollow(?:s|ed|(?P<object>ing))?\s*"
)
_FOLLOWING = re.compile(r"\s*following\b(?!\s+(?:in|on|by|early|late|soon|a\s+year|later)\b)")
_AT_END = re.compile(
    rf"\s*(?:{ANY_TOKEN}\s*)?(?:[.,;]|$|(?:from|aboard|atop|on|into|soon|later|shortly)\b)"
)
"""What stands behind "followed" where nothing is followed: "in May B followed."."""
_PICTURED = re.compile(
    r"\b(?:photos?|photographs?|images?|pictures?|pictured|shot)\b[^;]*\btaken\s*$"
)
"""What takes a picture is no rocket: "the photograph taken by …"."""
_OCCASION = re.compile(
    r"\b(?:in\s+preparation\s+for|in\s+advance\s+of|ahead\s+of|prior\s+to|before|after|following|since|until|"
    r"anniversary\s+of|(?:to|will|would)\s+(?:attend|watch|see|witness|view|mark|celebrate|discuss|support)|"
    r"attend(?:ed|ing)|watch(?:ed|ing)|witness(?:ed|ing)|mark(?:s|ed|ing)|celebrat(?:es|ed|ing)|"
    r"prepar(?:es?|ed|ing|ations?)\s+for|register(?:ed|ing)?\s+for|registration\s+for|tickets?\s+for|"
    r"rehears(?:ed?|ing|als?)\s+(?:for|of)|for\s+use\s+(?:in|during|at)|"
    r"(?:days?|weeks?|months?|years?|hours?)\s+(?:before|after|from|since|to))\s+"
    rf"(?:(?:the|its|their|his|her|an?|this|that)\s+)?(?:{ANY_TOKEN}'?s?\s+)?(?:[\w'-]+\s+){{0,2}}$"
)
"""What before a noun says that the date in front of it is that of another event."""
_ANNIVERSARY = re.compile(r"\b(?:anniversar(?:y|ies)|years?\s+to\s+the\s+day)\b")
_ATTRIBUTE = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:press|news|conferences?|briefings?|tests?|ceremon(?:y|ies)|reviews?|accidents?|"
    r"rehearsals?|meetings?|announcements?|landings?|rendezvous|fly-?by|encounter|hearing|summit|festival)\b"
)
"""What makes a date that of another event: "their March 27 press conference"."""
_ORDINAL = token_regex(["Ordinal"], plural=False)
_FIRST = re.compile(rf"(?:\b(?:first|last|only|latest|fewest|most)\b|{_ORDINAL})[^;.]*?\bsince\s+$")
_FIRST_IN = re.compile(rf"(?:\b(?:first|last|only|latest)\b|{_ORDINAL})[^;.]*$")
_WHILE = re.compile(r"(?:in\s+)?(?:\d+|[a-z]+)\s+(?:years|months|weeks)\b")
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?$")
_STAYS = re.compile(
    r"\b(?:orbit\w*|space|aloft|overhead|circl\w+|flying|been\s+up|lift-?off|service|flight)\b"
)
_SO_FAR = re.compile(r"\bso\s+far\s+$")
_OTHER_ACT = re.compile(
    r"\b(?:registration|accreditation|countdown|applications?|deadline|rehearsal|conference|rendezvous|"
    r"opportunit(?:y|ies)|updated|advisory|arriv\w+|ship(?:s|ped|ping)?|deliver(?:s|y|ies)|roll-?out|rolled|landed|visited|"
    r"selected|opens?\s+for|chosen)\b"
)
_STILL_TO_DO = re.compile(r"\b(?:to|will|would)\s+(?:[a-z]+\s*){1,3}$")
_DECIDED = re.compile(
    r"\b(?:signed|agreed|announced|decided|approved|awarded|unveiled|selected|chose|contracted|hired|met|visited|"
    r"proposed|pledged|promised|revealed|confirmed|said|told|presented|ordered|commissioned)\b"
)
"""What was done on the day before a verb that looks ahead: "on Monday A agreed to launch B"."""
_OTHER_THING = re.compile(
    r"\b(?:registration|accreditation|countdown|tickets?|deadline|rehearsals?|coverage|applications?)\s+"
    rf"(?:(?:for|of|to)\s+)(?:(?:the|its|{ANY_TOKEN}'?s?)\s*)*$|\bcountdown\b"
)
"""What is told of in place of a launch: "registration for the Abc-1 launch opens on"."""
_LAUNCH_NOUN = re.compile(
    r"(?:the\s+|its\s+)?(?:launch(?:ing)?|lift-?off|blast-?off|take-?off|flight)(?:\s+date)?\b"
)


def is_other_sense(encoded: Encoded, trigger: re.Match[str]) -> bool:
    """Tell whether a trigger is part of an expression that is not about what it names.

    Args:
        encoded: the sentence.
        trigger: the words found.
    """
    text, (start, end) = encoded.text, trigger.span()
    word = min(start, text.rfind(" ", 0, end) + 1)
    idiom, sent = _IDIOM.search(text, word, end + _REACH), _SENT.search(text, word, end + _REACH)
    return (
        _COMPOUND.match(text, end) is not None
        or _FROM_TO.search(trigger.group()) is not None
        or _is_of_followed(trigger)
        or (
            trigger.group().rstrip().endswith("space") and _SPACE_THING.match(text, end) is not None
        )
        or (idiom is not None and idiom.start() < end < idiom.end())
        or (sent is not None and sent.start() < end)
        or _PICTURED.search(text, max(0, end - 120), end) is not None
    )


def _is_of_followed(trigger: re.Match[str]) -> bool:
    """Tell whether something is followed, so that nothing flies: "following their talk"."""
    if "follow" not in trigger.group():
        return False
    if _FOLLOWING.match(trigger.group()):
        return True
    follows = _FOLLOW.fullmatch(trigger.group())
    if follows is None:
        return False
    return bool(follows["object"]) or _AT_END.match(trigger.string, trigger.end()) is None


def is_of_other_event(encoded: Encoded, date: Span, trigger: Span, clause: Span) -> bool:
    """Tell whether a date in a clause tells when something else than its trigger was.

    Args:
        encoded: the sentence.
        date: where the date stands, with the preposition before it.
        trigger: where the trigger stands.
        clause: the clause of both.
    """
    text = encoded.text
    if trigger[0] <= date[0] and date[1] <= trigger[1]:
        return False
    value = text.index(OPEN, date[0])
    before = text[clause[0] : value]
    if _SO_FAR.search(before) or _FIRST.search(before) or _ATTRIBUTE.match(text, date[1]):
        return True
    lasting = _WHILE.match(encoded.source, encoded.start(value))
    if lasting and _FIRST_IN.search(before):
        return True
    if _SINCE.search(before) and not _STAYS.search(before):
        return True
    if _OTHER_THING.search(text, clause[0], trigger[0]):
        return True
    if date[1] > trigger[0]:
        return _OTHER_ACT.search(text, trigger[1], date[0]) is not None
    between = text[date[1] : trigger[0]].rstrip() + " "
    noun = _LAUNCH_NOUN.match(text[slice(*trigger)].lstrip())
    ahead = _STILL_TO_DO.search(between + text[slice(*trigger)]) and _DECIDED.search(between)
    return bool(
        ahead
        or _ANNIVERSARY.search(between)
        or (noun and (_OCCASION.search(between) or _OTHER_ACT.search(between)))
    )


_NOT_THERE = re.compile(
    r"\b(?:beyond|outside|between|leaving|surface\s+from"
    r"|(?:research|activit(?:y|ies)|econom(?:y|ies)|dockings?|presence|operations|destinations?|cooperation|"
    r"awareness|debris|traffic|challenge|experiments?|astronauts|laborator(?:y|ies)|stations?)\s+in)\s+"
    r"(?:an?\s+|the\s+|its\s+)?$"
)
"""What before an orbit says that something else is there, or that it is left."""
_FAR = re.compile(
    r"\b(?:distance|radius|range|diameter)\s+of\s+(?:about\s+|some\s+|only\s+)?$"
    r"|\b(?:within|passing\s+(?:at|within)|flew\s+to\s+an\s+altitude\s+of|record\s+altitude\s+of|just|only)\s+"
    r"(?:about\s+|some\s+|only\s+|just\s+|nearly\s+|almost\s+)?$"
)
_NOT_ABOVE_EARTH = re.compile(
    rf"[^.;]{{0,30}}?\s(?:below|away|distant|from|above\s+(?:(?!earth|the\s)\w+'s\s|it\b|them\b|{ANY_TOKEN}))"
)
_PICTURE = re.compile(
    r"\b(?:pictured|approach(?:es|ed|ing)|snapped|photograph(?:ed)?|image|record|closest|at\s+the\s+time)\b"
)


def is_elsewhere(encoded: Encoded, orbit: Span, trigger: Span, value: str) -> bool:
    """Tell whether an orbit or a height is not that of what a trigger tells of.

    Args:
        encoded: the sentence.
        orbit: where the orbit stands.
        trigger: where the trigger stands.
        value: the orbit, in words or as a height.
    """
    if trigger[0] <= orbit[0] and orbit[1] <= trigger[1]:
        return False
    before = encoded.before(orbit[0])
    if _NOT_THERE.search(before):
        return True
    if any(sign in value for sign in ("orbit", "degree", "°")):
        return False
    far = _FAR.search(before) or _NOT_ABOVE_EARTH.match(encoded.text, orbit[1])
    return bool(far or _PICTURE.search(encoded.text))
