"""What a clause leaves unsaid since the text is speaking of it; nothing where it may be another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.text.discourse import subject_of
from kg.text.encode import ANY_TOKEN, OPEN, Encoded, Span, token_regex
from kg.text.mention import Mention, is_a
from kg.text.othersubject import CRAFT_NOUN, PROGRAMME_NOUN, has_other_subject
from kg.text.patterns.notation import Compiled
from kg.text.site import BE, PARTICIPLE, Filled, Site, fillers, is_component

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
    r"|\b(?:his|her)\s+(?:first|second|third|fourth|fifth|sixth|final|last|next|other|maiden)\b"
    r"|\bstages?\s+(?:\(\w+\)\s+)?(?:of\s+the\s+\w+\s+)?(?:was|were|is|are|ignited|fired|entered|reached)\b"
    rf"|\bof\s+(?:which|them|these)\s+{token_regex(['Number'], plural=False)}"
    rf"|{token_regex(['Number'], plural=False)}\s+(?:for|of|more|others?|to|in|on)\b"
    r"|\b(?:predecessor|successor|twin|sister|replacement|spare|others?|one|ones|member|those\s+(?:that|which))\b"
    rf"|\b(?:each|every)\s+{ANY_TOKEN}"
    r"|\b(?:his|her|their)\s+(?:\w+\s+)?"
    rf"(?:second|third|fourth|next|previous|last|only|{token_regex(['Ordinal'], plural=False)})\s+"
    r"(?:space\s?flights?|flights?|trips?|visits?|stays?)\b"
    rf"|\b(?:its|their)\s+(?:first|{token_regex(['Ordinal'], plural=False)})\s+(?:\w+\s+)?"
    r"(?:element|piece|segment|crew|component)\b"
)
"""Words that bring in a thing which is not the one spoken of."""
_ACTS = re.compile(
    r"\b(?:launch|loft|orbit|send|put|place|lift|hoist|boost|build|develop|design|own|run)(?:s|es|ed|ing)?$"
    r"|\b(?:sent|built|made|ran|mak(?:e|es|ing)|operat(?:e|es|ed|ing))$"
)
_NEW_OBJECT = re.compile(
    r"\s+(?:jointly\s+|together\s+|\w+ly\s+)*(?:(?:an?|two|three|several|many|some|more)\s+"
    r"(?!(?:[\w-]+\s+){0,2}(?:crew|astronaut|cosmonaut|taikonaut|people|tourist|rocket|person))\w"
    r"|(?:[a-z][\w-]*\s+){0,2}(?:satellites|probes|payloads|missions|cubesats)\b)"
)
"""What is acted on and new: "design jointly a system", "launching heavier satellites"."""
_AND_MADE = re.compile(r"\band$")
_SECOND_VERB = re.compile(r"\s*(?:\w+ed|built|made)\s+(?:the\s+)?")
_THE = re.compile(r"\s+(?:of\s+)?(?:the\s+)?")
_UNKNOWN = re.compile(token_regex(["Name"], plural=True))
_OPENS_WITH_NAME = re.compile(rf"\s*(?:the\s+)?{ANY_TOKEN}")
_APPOSED = re.compile(rf"(?P<core>{ANY_TOKEN})\s*\)?\s*,\s*(?:an?|the)\s+(?:\w+\s+)?$")
"""What a noun behind a comma describes: "the African Space Agency, a creation of …"."""
_CIRCUMSTANCES = ("Date", "Place", "Number")
_ARTICLE_ALONE = re.compile(r"\s*(?:an?|the)?\s*")
_OWNING = ("its ", "their ")
_COMMA_NAME = re.compile(
    rf"\s*,\s+(?:the\s+)?{token_regex(['Spacecraft', 'Mission', 'Programme', 'Name'], plural=True)}"
)
_COMMA_OTHER = re.compile(
    r"[^,;.]{0,90},\s+(?:the|its|their|this|these|those|an?)\s+(?:[\w-]+\s+){0,3}?(?P<head>[a-z-]+)\s+"
    r"(?:is|was|are|were|has|have|had|will|can|\w+ed|\w+s)\b"
)
"""What an opening participle speaks of: "built by Airbus, the detector is …"."""
_GIVEN_NOUN = re.compile(r"\s*the\s+(?P<noun>lander|orbiter|rover|telescope|probe|satellite)\s")
_OPEN_END = re.compile(r"\bof\s*$")
_EVENT = re.compile(
    r"\b(?:launch|lift-?off|flight|start|departure|deployment|ascent|take-?off)\s*$"
)
_OF = re.compile(r"\s+of\s+(?:(?P<its>its|their)\s|the\s+)?")
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
    given = "object" in ways[0].slots
    if _has_own_object(site) or _is_of_other(site) or _is_of_piece(site, focus, given=given):
        return None
    nouns = PROGRAMME_NOUN if "Programme" in kinds else CRAFT_NOUN
    if _is_on_another(site, nouns, given=given) or (given and _is_itself(site, focus)):
        return None
    return None, tuple(replace(one, kind="anaphor") for one in focus.each())


def _is_itself(site: Site, focus: Mention) -> bool:
    """Tell whether "the lander was built by A" is on a lander that the text is speaking of."""
    noun = _GIVEN_NOUN.match(site.trigger_words)
    label = focus.entity.label if focus.entity is not None else ""
    return noun is not None and noun["noun"] in f"{label} {focus.head}".lower()


def _is_of_piece(site: Site, focus: Mention, *, given: bool) -> bool:
    """Tell whether a clause speaks of a piece of a craft, or of what is none."""
    whole = not given and not is_a(focus, ("Module", "Payload"))
    return site.tells_of_part or (whole and site.tells_of_module)


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
    return not opens and has_other_subject(site, nouns, given=given)


def _describes_its_neighbour(site: Site) -> bool:
    """Tell whether a trigger describes what stands beside it.

    A participle does so, and what opens its clause: "A joint effort of A and B, Abc-1 …" says
    nothing of what was spoken of before.
    """
    participle = PARTICIPLE.match(site.trigger_words) is not None
    aside = site.encoded.text[: site.clause[0]].rstrip().endswith(("–", "—", "-"))
    if participle and (site.before.strip() or aside):
        return True
    other = _COMMA_OTHER.match(site.encoded.text, site.trigger[1]) if participle else None
    if other is not None and not CRAFT_NOUN.fullmatch(other["head"]):
        return True
    words = site.before + site.trigger_words.lstrip()
    opens = _ARTICLE_ALONE.fullmatch(site.before) is not None and not words.startswith(_OWNING)
    behind = _COMMA_NAME.match(site.encoded.text, site.trigger[1]) if opens else None
    if behind is None:
        return False
    token = behind.group()[behind.group().index(OPEN) :]
    return site.encoded.mention(token).head != "relative"


def _describes_another(site: Site) -> bool:
    """Tell whether a trigger is a noun that describes the name before it."""
    core = _APPOSED.search(site.before)
    return core is not None and site.encoded.mention(core["core"]).type not in _CIRCUMSTANCES


def _is_of_other(site: Site) -> bool:
    """Tell whether "the builder of" or "the launch of" goes on with something else."""
    text, end = site.encoded.text, site.trigger[1]
    if _OPEN_END.search(site.trigger_words):
        return _SPOKEN_OF.match(text, end) is None
    behind = _OF.match(text, end) if _EVENT.search(site.trigger_words) else None
    return behind is not None and (
        behind["its"] is not None or _is_name(site.encoded, behind.end())
    )


def _is_name(encoded: Encoded, position: int) -> bool:
    """Tell whether a name stands at a position that is nothing we know."""
    if encoded.text.startswith(OPEN, position):
        return _UNKNOWN.match(encoded.text, position) is not None
    first = encoded.start(position)
    return encoded.source[first : first + 1].isupper()


def _has_own_object(site: Site) -> bool:
    """Tell whether a verb acts on something with a name that is nothing we know."""
    encoded, end = site.encoded, site.trigger[1]
    second = _SECOND_VERB.match(encoded.text, end) if _AND_MADE.search(site.trigger_words) else None
    if second is not None:  # "designed and built the Arm"
        return _is_name(encoded, second.end())
    if BE.search(site.trigger_words) or not _ACTS.search(site.trigger_words):
        return False
    if _NEW_OBJECT.match(encoded.text, end):
        return True
    article = _THE.match(encoded.text, end)
    start = article.end() if article is not None else end
    return _is_name(encoded, start)
