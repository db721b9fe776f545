"""What stands before a verb as its subject, where that is not what the text is speaking of."""

from __future__ import annotations

import re

from kg.text.encode import ANY_TOKEN
from kg.text.site import BE, GAP, Site

CRAFT_NOUN = re.compile(
    r"(?:satellite|spacecraft|craft|probe|cubesat|rover|lander|orbiter|module|mission|"
    r"telescope|instrument|payload|launch|design|lift-off|liftoff|construction|assembly|manufacture|production)s?"
)
PROGRAMME_NOUN = re.compile(
    r"(?:programme|program|project|station|base|mission|scheme|model|version|phase|stage|form|completion|construction|configuration)"
)
_OTHER_SUBJECT = re.compile(
    r"(?:^|[\s,])(?:the|an?|its|their|his|her|this|that|these|those|some|many|more|no|two|three)\s+"
    rf"(?:(?:[\w'-]+|{ANY_TOKEN})\s+){{0,4}}?(?P<head>[\w-]+)\s*(?:,\s*(?:\w+ly\s+)?)?$"
    rf"|^\W*(?P<alone>launch|lift-?off|work|construction|development|production|contributions|instruments|components"
    rf"|parts|payloads|experiments|measurements|observations|images|plans|changes|improvements|elements)\s*$"
    rf"|(?P<token>{ANY_TOKEN})\s*(?:,\s*)?(?:\w+ly\s+)?$"
)
"""What stands before a verb as its subject."""
_ACRONYM = re.compile(r"(?:^|[,.]\s|\band\s)\s*(?:[Tt]he\s+)?(?![A-Z]+\s*,)[A-Z][A-Z\d-]{2,}\s*$")
"""An acronym as the subject of a verb: "GEMS was launched"."""
_AUXILIARY = re.compile(
    r"\b(?:is|was|are|were|has\s+been|now|currently|being|still|remains|remained|stays|stayed)\s*$"
)
_LISTED = re.compile(rf"(?:\bthere\s+(?:is|are|was|were)|{ANY_TOKEN}(?:,|\s+and)|\band)\s*$")
"""What stands before one more of several things: "there are a camera from A, a radar from B"."""
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
_BARE = re.compile(r"(?:^|[\s,–—-])(?P<word>[a-z][\w-]*)\s*$")
"""The last word before a verb, where no article tells where its noun begins."""
_STATES = re.compile(rf"\s*(?:{BE.pattern}|(?:will|shall|would|has|have|had)\s)")
_NO_SUBJECT = frozenset(
    "it this that both and but or also then later now once there here so which who first finally"
    " instead soon however thus always perhaps besides nevertheless sometimes afterwards today"
    " departure delivery flight ride integration manufacturing testing building".split()
)
"""What stands before "was built" and is no thing without an article, or only an event."""


def has_other_subject(site: Site, nouns: re.Pattern[str], *, given: bool = False) -> bool:
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
    if GAP.search(before) or (nouns is CRAFT_NOUN and _opens_with_acronym(site)):
        return True
    found = _OTHER_SUBJECT.search(before)
    if found is None:
        return _has_bare_subject(site, before, nouns)
    rocket = nouns is CRAFT_NOUN and _STARTS.search(site.trigger_words) is not None
    if found["token"] is not None:
        return not (rocket and site.encoded.mention(found["token"]).type == "Vehicle")
    head = found["head"]
    if head in _EVENTS and _BOUGHT.search(site.trigger_words):
        return True
    if head is not None and head.endswith("s") and nouns is CRAFT_NOUN:
        return True
    known = head is not None and (
        nouns.fullmatch(head) or (rocket and _ROCKET_NOUN.fullmatch(head))
    )
    return not known


def _opens_with_acronym(site: Site) -> bool:
    """Tell whether an acronym that is nothing we know stands as the subject of a verb."""
    start = site.encoded.start(site.clause[0])
    words = site.encoded.source[start : site.encoded.start(site.trigger[0])]
    return _ACRONYM.search(_AUXILIARY.sub("", words)) is not None


def _has_bare_subject(site: Site, before: str, nouns: re.Pattern[str]) -> bool:
    """Tell whether "Abc was built by" or "Contributions were made by" speaks of something else."""
    stated = before != site.before or _STATES.match(site.trigger_words) is not None
    found = _BARE.search(before)
    if found is None or not stated:
        return False
    word = found["word"]
    if word in _NO_SUBJECT or word.endswith("ly") or nouns.fullmatch(word):
        return False
    first = site.encoded.start(site.clause[0] + found.start("word"))
    return site.encoded.source[first].isupper() or word.endswith("s")
