"""Frames: what a clause says of a thing, whatever the order of its words.

A pattern fixes the order of words. A frame only asks that one clause holds a trigger, one
thing that can be its subject and one that can be its object; the subject may also be what the
text is speaking of. It states nothing where there is a choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from kg.text.encode import ANY_TOKEN, OPEN, Encoded, Span, token_regex
from kg.text.meaning import is_embedded, meaning
from kg.text.mention import Mention, is_a
from kg.text.patterns.needs import Need
from kg.text.patterns.notation import Compiled
from kg.text.patterns.verbs import is_loose_gerund, status_of

_GERUND = re.compile(r"\w+ing\b")
_FUTURE = re.compile(r"launching\s+(?:in|on|next|no|as)\b")
"""A participle that looks ahead: "a mission launching in 2028"."""
_PREDICATE = re.compile(
    r"(?:\s+(?:of|for|from)\s+(?:the\s+)?\S+)?\s+(?:is|was|are|were|has|had|may|might|could|will)\b.{0,30}"
)
"""What behind a noun tells how it is meant: "the launch is due"."""
TRIGGER, FOCUS, SEVERAL = "trigger", "focus", "several"
"""Keys of a frame in a pattern file that are no roles."""
_GOVERNED = re.compile(
    r"\b(?:of|with|unlike|like|than|for|from|in|at|between|including|among|alongside|behind|after|"
    r"before|to|beside|besides|follows?|followed|replac\w+|succeed\w*)\s+"
    r"(?:(?:the|its|their|an?)\s+)?(?:[\w-]+\s+){0,2}$"
)
_AWAY = re.compile(
    r"\b(?:from|at|unlike|like|than|alongside|besides?|after|before|to|as)\s+"
    r"(?:(?:the|its|their|an?)\s+)?(?:[\w'-]+\s+){0,2}$"
)
"""A thing behind such a word does nothing in its clause, and nothing is done to it."""
_ADVERBIAL = re.compile(
    r"\s*,?\s*(?:(?:an?|the|its)\s+"
    rf"(?:(?:(?!that|which|who)[\w-]+|{token_regex(['SatelliteType', 'Ordinal', 'Demonym'], plural=False)})\s+){{0,4}})?(?:\w+ly\s+)?,?\s*"
)
"""What may stand between a thing and the participle that speaks of it."""
_ANOTHER = re.compile(
    r"\b(?:an?|another|second|third|fourth|other|others|next|two|three|four|five|six|both|several|"
    r"many|predecessor|successor|twin|sister|further|these|those|all)\s+(?:[\w'-]+\s+){0,4}?"
    rf"(?:satellites?|spacecraft|craft|probes?|missions?|cubesats?|rovers?|landers?|orbiters?|"
    rf"modules?|telescopes?|observer|{token_regex(['SatelliteType'], plural=True)})"
    rf"|\bthe\s+{token_regex(['Ordinal'], plural=False)}\s*(?:,|(?:was|is|went|flew|followed)\b)"
    rf"|{token_regex(['Number'], plural=False)}\s+(?:for|of|more|others?|to|in|on)\b"
    r"|\b(?:predecessor|successor|twin|sister|others?|one|ones|member)\b"
)
"""Words that bring in a thing which is not the one spoken of."""
_OTHER_SUBJECT = re.compile(
    r"(?:^|[\s,])(?:the|an?|its|their|his|her|this|that|these|those|some|many|more|no|two|three)\s+"
    r"(?:[\w'-]+\s+){0,4}?(?P<head>[\w-]+)\s*(?:,\s*(?:\w+ly\s+)?)?$"
    rf"|^\W*(?P<alone>launch|lift-?off|work|construction|development|production)\s*$"
    rf"|(?P<token>{ANY_TOKEN})\s*(?:,\s*)?(?:\w+ly\s+)?$"
)
"""What stands before a verb as its subject."""
_GAP = re.compile(rf"\b(?:that|which|who|whom|whose)\s+(?:{ANY_TOKEN}\s*)?$")
"""A relative clause before its verb: it speaks of a noun that is nothing we know."""
_AUXILIARY = re.compile(r"\b(?:is|was|are|were|has\s+been|now|currently|being|still)\s*$")
_CRAFT_NOUN = re.compile(
    r"(?:satellite|spacecraft|craft|probe|cubesat|rover|lander|orbiter|module|mission|"
    r"telescope|instrument|payload|launch|design|lift-off|liftoff)s?"
)
_PROGRAMME_NOUN = re.compile(r"(?:programme|program|project|station|base|mission|scheme)")
_COMPOUND = re.compile(
    r"[\s-]+(?:sites?|cent(?:re|er)s?|pads?|bases?|vehicles?|contracts?|services?|providers?|"
    r"complex|facility|customers?|compan(?:y|ies)|campaign|market|teams?|systems?|control|costs?|"
    r"communications?|operators?|makers?|manufacturers?|builders?|industry|data|images?|imagery)\b"
)
"""What makes another thing of a trigger: "launch site"."""
_OF_PARTICIPLE = re.compile(
    r"\b(?!launched|planned|scheduled|expected|orbited|lofted|targeted|foreseen|slated|postponed|"
    r"delayed|moved|pushed|lifted|blasted)(?:signed|agreed|concluded|adopted|founded|established|"
    r"announced|published|ordered|inked|reached|named|appointed|elected|created|issued)\s*$"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|get|got)(?:\s+\w+ly)?\s*$")

_PAST = re.compile(r"\w+(?:ed|t|ew|own|ent|ose|lt|ut)\b|\w+s\b")
"""A finite form that needs no auxiliary: "launched", "sent", "carries"."""


@dataclass(frozen=True)
class Frame:
    """What a clause must hold.

    Args:
        triggers: words or verbs, one of which must occur; their slots fill roles too.
        roles: slot name -> ways in which it is filled, the surest first.
        focus: the role that may be left to what the text is speaking of, or "".
        several: whether one clause may hold it more than once.
    """

    triggers: tuple[Compiled, ...]
    roles: Mapping[str, tuple[Compiled, ...]]
    focus: str
    several: bool = False

    @property
    def slots(self) -> set[str]:
        """Names that every reading fills."""
        common = set.intersection(*(set(trigger.slots) for trigger in self.triggers))
        return {*common, *self.roles}

    @cached_property
    def spoken_of(self) -> tuple[str, ...]:
        """Types of what the text may be speaking of, () where everything must be named."""
        ways = self.roles.get(self.focus, ())
        return tuple(sorted({kind for way in ways for kind in way.slots[self.focus]}))

    @property
    def needs(self) -> list[Need]:
        """What a sentence must hold for its roles, besides what a trigger needs."""
        named = [ways for name, ways in self.roles.items() if name != self.focus]
        return [need for ways in named if len(ways) == 1 for need in ways[0].needs]


@dataclass(frozen=True)
class Reading:
    """A frame found in a clause.

    Args:
        span: the stretch that states it, half-open.
        slots: slot name -> mentions.
        status: how it is meant.
    """

    span: Span
    slots: Mapping[str, tuple[Mention, ...]]
    status: str


def readings(
    frame: Frame,
    triggers: Sequence[Compiled],
    encoded: Encoded,
    focus: Mention | None,
    fixed: str | None = None,
) -> Iterator[Reading]:
    """Yield what a frame reads in a sentence.

    Args:
        frame: the frame.
        triggers: those of its triggers that may occur.
        encoded: the sentence.
        focus: what the text is speaking of when the sentence begins.
        fixed: the status that the frame has whatever its verbs say.
    """
    focus = _named_anywhere(frame, encoded) or focus
    for clause in encoded.clauses:
        found = _read(frame, triggers, encoded, clause, focus, fixed)
        yield from found if frame.several else islice(found, 1)
        focus = _carried(frame, encoded, clause) or focus


def _read(
    frame: Frame,
    triggers: Sequence[Compiled],
    encoded: Encoded,
    clause: Span,
    focus: Mention | None,
    fixed: str | None,
) -> Iterator[Reading]:
    for compiled in triggers:
        for trigger in compiled.regex.finditer(encoded.text, *clause):
            if _COMPOUND.match(encoded.text, trigger.end()) or _is_undergone(compiled, trigger):
                continue
            status = _status(compiled, trigger, encoded, clause)
            status = fixed if fixed and status in ("asserted", "planned") else status
            if status is None or is_embedded(encoded.text[clause[0] : trigger.start()]):
                continue
            filled = _fill(frame, compiled, encoded, clause, trigger, focus)
            if filled is not None:
                spans = [trigger.span(), *(span for span, _ in filled.values() if span)]
                start, end = min(s for s, _ in spans), max(e for _, e in spans)
                slots = {name: mentions for name, (_, mentions) in filled.items()}
                yield Reading((start, end), slots, status)


def _is_undergone(compiled: Compiled, trigger: re.Match[str]) -> bool:
    """Tell whether a verb that asks for somebody who acts stands in the passive."""
    if not (compiled.subject_first and compiled.verbs):
        return False
    before = trigger[compiled.verbs[0]]
    after = trigger.group()[trigger.end(compiled.verbs[0]) - trigger.start() :]
    return (
        before is not None
        and _PASSIVE.search(before) is not None
        and re.match(r"\s*\w+ing\b", after) is None
    )


def _status(
    compiled: Compiled, trigger: re.Match[str], encoded: Encoded, clause: Span
) -> str | None:
    """Return how a trigger is meant: by its auxiliaries, or by the clause around a noun."""
    for group in compiled.verbs:
        before = trigger[group]
        if before is None:
            continue
        verb = encoded.text[trigger.end(group) : trigger.end()].strip()
        if before.strip() and not is_loose_gerund(before, verb):
            governed = before.strip().startswith("to")
            words = encoded.text[clause[0] : trigger.start()] if governed else ""
            return status_of(before) if meaning(words) else None
        if _PAST.match(verb):
            return "asserted"
        if _GERUND.match(verb):
            if compiled.subject_first:
                return None
            status = meaning(encoded.text[slice(*clause)])
            ahead = status == "asserted" and _FUTURE.match(verb) is not None
            return "planned" if ahead else None if status == "negated" else status
    says_more = _PREDICATE.match(encoded.text, trigger.end(), clause[1])
    until = says_more.end() if says_more else trigger.end()
    status = meaning(encoded.text[clause[0] : until])
    return None if status == "negated" else status


_Filled = tuple[Span | None, tuple[Mention, ...]]


def _fill(
    frame: Frame,
    compiled: Compiled,
    encoded: Encoded,
    clause: Span,
    trigger: re.Match[str],
    focus: Mention | None,
) -> dict[str, _Filled] | None:
    """Return what fills each role, with its span; None where one is open or has a choice."""
    filled: dict[str, _Filled] = {}
    for group, name in compiled.groups.items():
        if trigger[group] is not None:
            mention = encoded.mention(trigger[group])
            if not is_a(mention, compiled.slots[name]):
                return None
            filled[name] = trigger.span(), mention.each()
    for name, ways in frame.roles.items():
        if name in filled:
            continue
        if name == "subject":
            one = _subject(ways, encoded, clause, trigger.span())
        else:
            one = _only_one(ways, encoded, clause, trigger.span())
        if one is None and name == frame.focus:
            one = _understood(frame, encoded, clause, trigger.start(), focus)
        if one is None:
            return None
        filled[name] = one
    return filled


def _only_one(
    ways: Sequence[Compiled], encoded: Encoded, clause: Span, trigger: Span
) -> _Filled | None:
    """Return the one filler of the first way that has any; of dates and rockets the next behind."""
    for way in ways:
        found = list(_fillers(way, encoded, clause))
        if len({_identity(mentions) for _, mentions in found}) == 1:
            return found[0]
        if found:
            behind = [one for one in found if one[0] is not None and one[0][0] >= trigger[0]]
            dated = behind and all(m.type in ("Date", "Vehicle") for m in behind[0][1])
            return behind[0] if dated else None
    return None


def _subject(
    ways: Sequence[Compiled], encoded: Encoded, clause: Span, trigger: Span
) -> _Filled | None:
    """Return the one thing that can be the subject: the only one, or that before the verb."""
    if _GAP.search(encoded.text[clause[0] : _opening(encoded, trigger)]):
        return None
    found = [one for way in ways for one in _fillers(way, encoded, clause)]
    for one in found:
        beside = one[0] and _ADVERBIAL.fullmatch(encoded.text, one[0][1], trigger[0])
        if beside and one[0] and not _AWAY.search(encoded.before(one[0][0])):
            return one
    distinct = {_identity(mentions) for _, mentions in found}
    if len(distinct) == 1:
        away = [one for one in found if one[0] and _AWAY.search(encoded.before(one[0][0]))]
        return found[0] if len(away) < len(found) else None
    before = [one for one in found if one[0] is not None and one[0][1] <= trigger[1]]
    free = [one for one in before if one[0] and not _is_governed(encoded, one[0][0])]
    return free[0] if len({_identity(mentions) for _, mentions in free}) == 1 else None


def _understood(
    frame: Frame, encoded: Encoded, clause: Span, verb: int, focus: Mention | None
) -> _Filled | None:
    """Return what the text is speaking of, where a clause names nothing else of its kind."""
    if focus is None or not is_a(focus, frame.spoken_of):
        return None
    named = any(True for way in frame.roles[frame.focus] for _ in _fillers(way, encoded, clause))
    if named or _ANOTHER.search(encoded.text[slice(*clause)]):
        return None
    nouns = _PROGRAMME_NOUN if "Programme" in frame.spoken_of else _CRAFT_NOUN
    if _has_other_subject(encoded.text[clause[0] : verb], nouns):
        return None
    return None, (replace(focus, kind="anaphor"),)


def _opening(encoded: Encoded, trigger: Span) -> int:
    """Return where a trigger begins, without the article before its first name."""
    start = (
        trigger[0]
        + len(encoded.text[slice(*trigger)])
        - len(encoded.text[slice(*trigger)].lstrip())
    )
    token = encoded.text.find(OPEN, *trigger)
    words = encoded.text[start:token].split() if token >= 0 else ["", ""]
    return token if len(words) <= 1 else start


def _has_other_subject(before: str, nouns: re.Pattern[str]) -> bool:
    """Tell whether the words before a verb end in a subject that is nothing we know."""
    before = _AUXILIARY.sub("", before)
    if _GAP.search(before):
        return True
    found = _OTHER_SUBJECT.search(before)
    return found is not None and (
        found["head"] is None or nouns.fullmatch(found["head"]) is None
    )


def _fillers(way: Compiled, encoded: Encoded, clause: Span) -> Iterator[_Filled]:
    for match in way.regex.finditer(encoded.text, *clause):
        if _OF_PARTICIPLE.search(encoded.before(match.start())):
            continue  # "the arrangement signed in 2022" tells when that was signed
        for group, name in way.groups.items():
            if match[group] is not None:
                mention = encoded.mention(match[group])
                if is_a(mention, way.slots[name]):
                    yield match.span(), mention.each()


def _identity(mentions: tuple[Mention, ...]) -> tuple[object, ...]:
    return tuple(mention.entity or mention.value for mention in mentions)


def _is_governed(encoded: Encoded, position: int) -> bool:
    return _GOVERNED.search(encoded.before(position)) is not None


def _named_anywhere(frame: Frame, encoded: Encoded) -> Mention | None:
    """Return the one thing of its kind that a sentence names, in whichever clause."""
    return _carried(frame, encoded, (0, len(encoded.text))) if frame.focus else None


def _carried(frame: Frame, encoded: Encoded, clause: Span) -> Mention | None:
    """Return the one thing that a clause names, of which the next may go on to speak."""
    ways = frame.roles.get(frame.focus, ())
    found = [one for way in ways for one in _fillers(way, encoded, clause)]
    if len({_identity(mentions) for _, mentions in found}) != 1:
        return None
    mentions = found[0][1]
    return mentions[0] if len(mentions) == 1 else None
