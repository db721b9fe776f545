"""What a clause leaves unsaid since the text is speaking of it; nothing where it may be another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.text.discourse import subject_of
from kg.text.encode import ANY_TOKEN, OPEN, Encoded, Span, token_regex
from kg.text.mention import Mention, is_a
from kg.text.patterns.notation import Compiled
from kg.text.site import BE, GAP, PARTICIPLE, Filled, Site, fillers, is_component

_ANOTHER = re.compile(
    r"(?:\b(?:an?|another|second|third|fourth|other|others|next|two|three|four|five|six|both|several|"
    r"many|predecessor|successor|twin|sister|further|these|those|all)"
    rf"|{token_regex(['Number'], plural=False)})"
    r"\s+(?:[\w'-]+\s+){0,4}?"
    rf"(?:satellites?|spacecraft|craft|probes?|missions?|cubesats?|rovers?|landers?|orbiters?|"
    rf"modules?|telescopes?|observer|{token_regex(['SatelliteType'], plural=True)})"
    rf"|\bthe\s+{token_regex(['Ordinal'], plural=False)}\s*(?:,|(?:was|is|went|flew|followed)\b)"
    rf"|\b(?:an?|another)\s+{token_regex(['Ordinal'], plural=False)}\s+{ANY_TOKEN}"
    r"|\b(?:its|their|our|his|her)\s+(?:[\w'-]+\s+){0,3}?(?:satellites|probes|missions|cubesats|crafts)\b"
    rf"|\bof\s+(?:which|them|these)\s+{token_regex(['Number'], plural=False)}"
    rf"|{token_regex(['Number'], plural=False)}\s+(?:for|of|more|others?|to|in|on)\b"
    r"|\b(?:predecessor|successor|twin|sister|replacement|spare|others?|one|ones|member)\b"
    rf"|\b(?:each|every)\s+{ANY_TOKEN}"
    r"|\b(?:his|her|their)\s+(?:\w+\s+)?"
    rf"(?:second|third|fourth|next|previous|last|only|{token_regex(['Ordinal'], plural=False)})\s+"
    r"(?:space\s?flights?|flights?|trips?|visits?|stays?)\b"
    rf"|\b(?:its|their)\s+(?:first|{token_regex(['Ordinal'], plural=False)})\s+(?:\w+\s+)?"
    r"(?:element|piece|segment|crew|component)\b"
)
"""Words that bring in a thing which is not the one spoken of."""
_OTHER_SUBJECT = re.compile(
    r"(?:^|[\s,])(?:the|an?|its|their|his|her|this|that|these|those|some|many|more|no|two|three)\s+"
    rf"(?:(?:[\w'-]+|{ANY_TOKEN})\s+){{0,4}}?(?P<head>[\w-]+)\s*(?:,\s*(?:\w+ly\s+)?)?$"
    rf"|^\W*(?P<alone>launch|lift-?off|work|construction|development|production)\s*$"
    rf"|(?P<token>{ANY_TOKEN})\s*(?:,\s*)?(?:\w+ly\s+)?$"
)
"""What stands before a verb as its subject."""
_ACRONYM = re.compile(r"(?:^|[,.]\s|\band\s)\s*(?:[Tt]he\s+)?(?![A-Z]+\s*,)[A-Z][A-Z\d-]{2,}\s*$")
"""An acronym as the subject of a verb: "GEMS was launched"."""
_ACTS = re.compile(
    r"\b(?:launch|loft|orbit|send|put|place|lift|hoist|boost|build|make|develop|design|operate|own|run)(?:s|es|ed)?$"
    r"|\b(?:sent|built|made|ran)$"
)
_THE = re.compile(r"\s+(?:of\s+)?(?:the\s+)?")
_UNKNOWN = re.compile(token_regex(["Name"], plural=True))
_OPENS_WITH_NAME = re.compile(rf"\s*(?:the\s+)?{ANY_TOKEN}")
_AUXILIARY = re.compile(
    r"\b(?:is|was|are|were|has\s+been|now|currently|being|still|remains|remained|stays|stayed)\s*$"
)
_APPOSED = re.compile(rf"(?P<core>{ANY_TOKEN})\s*\)?\s*,\s*(?:an?|the)\s+(?:\w+\s+)?$")
"""What a noun behind a comma describes: "the African Space Agency, a creation of …"."""
_CIRCUMSTANCES = ("Date", "Place", "Number")
_ARTICLE_ALONE = re.compile(r"\s*(?:an?|the)?\s*")
_OWNING = ("its ", "their ")
_COMMA_NAME = re.compile(
    rf"\s*,\s+(?:the\s+)?{token_regex(['Spacecraft', 'Mission', 'Programme', 'Name'], plural=True)}"
)
_LISTED = re.compile(rf"(?:\bthere\s+(?:is|are|was|were)|{ANY_TOKEN}(?:,|\s+and)|\band)\s*$")
"""What stands before one more of several things: "there are a camera from A, a radar from B"."""
_CRAFT_NOUN = re.compile(
    r"(?:satellite|spacecraft|craft|probe|cubesat|rover|lander|orbiter|module|mission|"
    r"telescope|instrument|payload|launch|design|lift-off|liftoff|construction|assembly|manufacture|production)s?"
)
_EVENTS = ("launch", "lift-off", "liftoff")
_BOUGHT = re.compile(r"\b(?:order|bought|buy|purchas|procur|commission|contract)")
"""What is done to a launch as well, of which it says nothing on the maker of the craft."""
_ROCKET_NOUN = re.compile(r"(?:rocket|launcher|carrier|booster|vehicle)")
_STARTS = re.compile(
    r"\b(?:start|lift|launch|blast|depart|soar|roar|thunder|left|leave|rose|took\s+off|takes\s+off|went\s+up"
    r"|set\s+off|sets\s+off|shot|flew|climb)"
)
"""What a rocket does with its craft on board."""
_MADE_AT = re.compile(
    r",\s+(?:begun|made|built|manufactured|produced|assembled|supplied|designed|developed|known|named|called|\w+ed)\s"
    r"[^,;]{1,60},\s*$"
)
"""A participle between a subject and its verb: "the rocket, made at the works in Samara, "."""
_PROGRAMME_NOUN = re.compile(
    r"(?:programme|program|project|station|base|mission|scheme|model|version|phase|stage|form|completion|construction|configuration)"
)
_OPEN_END = re.compile(r"\bof\s*$")
_SPOKEN_OF = re.compile(
    r"\s*(?:it\b|(?:the|this|its)\s+(?:satellite|spacecraft|craft|probe|mission|cubesat))"
)
"""What stands behind "the builder of" where the thing spoken of is meant."""
_FLOWN = re.compile(token_regex(["Satellite", "Mission"], plural=True))
_ORDERED = re.compile(r"\b(?:order|bought|buy|procur|purchas|commission|acquir)")
_HANDS = re.compile(r"\bin\s+the\s+(?:hands|care)\s+of\b")
_MAKING = re.compile(
    r"\b(?:construction|manufactur\w*|production|assembly|building|launch)\b[^,;]{0,30}$"
)
_LAUNCHING = re.compile(
    r"\b(?:launch|launches|flight|lift-?off|ride|insurance)(?:\s+(?:services?|contract))?\s*(?:\w+ly\s+)?$"
)
"""Whoever sells this has not built the craft."""
_SUPPLIED = re.compile(r"\b(?:provid|suppl|contribut|furnish|donat|built|made|deliver)\w*\b")
"""Behind a craft it tells of that one, and not of the programme that was spoken of."""
_MANY = re.compile(r"\b(?:they|them|both|these|all\s+of\s+(?:them|which))\b")
"""What speaks of several that are not known."""
_RECIPIENT = re.compile(
    r"\s*[^;]{0,60}?\b(?:to|for|on|aboard)\s+(?:the|its|this)\s+(?:[\w'-]+\s+){0,2}?"
    r"(?:rover|lander|orbiter|module|capsule|telescope|satellite|station|stage)\b"
    r"|\s+(?:\w+\s+)?(?:of|for|to)\s+(?:the\s+)?"
    rf"{token_regex(['Spacecraft', 'Programme', 'Mission'], plural=True)}"
    rf"|\s*[^;]{{0,60}}?\bto\s+(?:the\s+)?{token_regex(['Spacecraft'], plural=False)}"
)
"""What behind a trigger says to whom something goes, so that it is not what was spoken of."""


def understood(ways: Sequence[Compiled], site: Site, focus: Mention | None) -> Filled | None:
    """Return what the text is speaking of, where a clause names nothing else of its kind.

    Args:
        ways: how the role is filled by name.
        site: the trigger.
        focus: what the text is speaking of.
    """
    kinds = {kind for way in ways for types in way.slots.values() for kind in types}
    if focus is None or not is_a(focus, kinds):
        return None
    if any(True for way in ways for _ in fillers(way, site.encoded, site.clause)):
        return None
    if _is_for_launch(site) or _describes_its_neighbour(site) or _MANY.search(site.words):
        return None
    supplied = focus.type == "Programme" and _SUPPLIED.search(site.trigger_words) is not None
    if supplied and _FLOWN.search(site.words):
        return None
    if _has_own_object(site) or _is_of_other(site):
        return None
    nouns = _PROGRAMME_NOUN if "Programme" in kinds else _CRAFT_NOUN
    if _is_on_another(site, nouns, given="object" in ways[0].slots):
        return None
    return None, tuple(replace(one, kind="anaphor") for one in focus.each())


def _is_for_launch(site: Site) -> bool:
    """Tell whether the launch was sold, or the making is in somebody's hands, not the craft."""
    if _HANDS.search(site.trigger_words):
        return _MAKING.search(site.before) is not None
    ordered = _ORDERED.search(site.trigger_words) is not None
    return ordered and _LAUNCHING.search(site.before) is not None


def own_focus(
    encoded: Encoded, kinds: tuple[str, ...], focus: Mention | None, part: Span
) -> Mention | None:
    """Return what a part of a sentence is speaking of: what it names goes before what was said."""
    first, last = encoded.start(part[0]), encoded.end(part[1])
    within = [
        m
        for m in encoded.mentions
        if first <= m.start and m.end <= last and not is_component(encoded, m)
    ]
    named = {m.entity: m for one in within for m in one.each() if is_a(m, kinds)}
    if len(named) > 1:
        return subject_of(encoded, part[1], kinds, part[0])
    return next(iter(named.values()), focus)


def _is_on_another(site: Site, nouns: re.Pattern[str], *, given: bool) -> bool:
    """Tell whether a clause speaks of something that is not what the text was speaking of.

    Args:
        site: the trigger.
        nouns: what may call the thing that is spoken of.
        given: whether the trigger tells who gives what to that thing.
    """
    if given and _RECIPIENT.match(site.encoded.text, site.trigger[1]):
        return True
    if _ANOTHER.search(site.around) or _describes_another(site):
        return True
    opens = given and _OPENS_WITH_NAME.match(site.trigger_words) is not None
    return not opens and _has_other_subject(site, nouns, given=given)


def _describes_its_neighbour(site: Site) -> bool:
    """Tell whether a trigger describes what stands beside it.

    A participle does so, and what opens its clause: "A joint effort of A and B, Abc-1 …" says
    nothing of what was spoken of before.
    """
    if PARTICIPLE.match(site.trigger_words) and site.before.strip():
        return True
    words = site.before + site.trigger_words.lstrip()
    opens = _ARTICLE_ALONE.fullmatch(site.before) is not None and not words.startswith(_OWNING)
    return opens and _COMMA_NAME.match(site.encoded.text, site.trigger[1]) is not None


def _describes_another(site: Site) -> bool:
    """Tell whether a trigger is a noun that describes the name before it."""
    core = _APPOSED.search(site.before)
    return core is not None and site.encoded.mention(core["core"]).type not in _CIRCUMSTANCES


def _is_of_other(site: Site) -> bool:
    """Tell whether "the builder of" goes on with something that is nothing we know."""
    open_end = _OPEN_END.search(site.trigger_words) is not None
    return open_end and _SPOKEN_OF.match(site.encoded.text, site.trigger[1]) is None


def _has_own_object(site: Site) -> bool:
    """Tell whether a verb acts on something with a name that is nothing we know."""
    encoded, end = site.encoded, site.trigger[1]
    if BE.search(site.trigger_words) or not _ACTS.search(site.trigger_words):
        return False
    article = _THE.match(encoded.text, end)
    start = article.end() if article is not None else end
    if encoded.text.startswith(OPEN, start):
        return _UNKNOWN.match(encoded.text, start) is not None
    return encoded.source[encoded.start(start) : encoded.start(start) + 1].isupper()


def _opens_with_acronym(site: Site) -> bool:
    """Tell whether an acronym that is nothing we know stands as the subject of a verb."""
    start = site.encoded.start(site.clause[0])
    words = site.encoded.source[start : site.encoded.start(site.trigger[0])]
    return _ACRONYM.search(_AUXILIARY.sub("", words)) is not None


def _has_other_subject(site: Site, nouns: re.Pattern[str], *, given: bool = False) -> bool:
    """Tell whether the words before a verb end in a subject that is nothing we know.

    Args:
        site: the trigger.
        nouns: what may call the thing that is spoken of.
        given: whether something is given to that thing, which is no subject; what stands
            before may then be the thing given, or another of a list.
    """
    if given and _LISTED.search(site.before):
        return False
    before = _MADE_AT.sub(" ", _AUXILIARY.sub("", site.before))
    if GAP.search(before) or (nouns is _CRAFT_NOUN and _opens_with_acronym(site)):
        return True
    found = _OTHER_SUBJECT.search(before)
    if found is None:
        return False
    rocket = nouns is _CRAFT_NOUN and _STARTS.search(site.trigger_words) is not None
    if found["token"] is not None:
        return not (rocket and site.encoded.mention(found["token"]).type == "Vehicle")
    head = found["head"]
    if head in _EVENTS and _BOUGHT.search(site.trigger_words):
        return True
    if head is not None and head.endswith("s") and nouns is _CRAFT_NOUN:
        return True
    known = head is not None and (
        nouns.fullmatch(head) or (rocket and _ROCKET_NOUN.fullmatch(head))
    )
    return not known
