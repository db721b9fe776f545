"""What fills the roles of a frame in a clause; nothing where there is a choice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.text.discourse import subject_of
from kg.text.encode import ANY_TOKEN, OPEN, Encoded, Span, token_regex
from kg.text.guards import is_acted_on
from kg.text.mention import Mention, is_a
from kg.text.patterns.notation import Compiled

_GOVERNED = re.compile(
    r"\b(?:of|with|unlike|like|than|for|from|in|at|between|including|among|alongside|behind|after|"
    r"before|to|beside|besides|follows?|followed|replac\w+|succeed\w*)\s+"
    r"(?:(?:the|its|their|an?)\s+)?(?:[\w-]+\s+){0,2}$"
)
_AWAY = re.compile(
    r"(?:\b(?:from|at|unlike|like|than|alongside|besides?|after|before|to|as|aboard|atop)"
    r"|(?<!work)(?<!works)(?<!worked)(?<!working)(?<!construction)(?<!production)\son)\s+"
    rf"(?:(?:the|its|their|an?)\s+)?(?:{ANY_TOKEN}'s?\s+)?(?:[\w'-]+\s+){{0,2}}$"
)
"""A thing behind such a word does nothing in its clause, and nothing is done to it."""
_DESCRIBING = token_regex(["SatelliteType", "Ordinal", "Demonym"], plural=False)
_NUMBERED = rf"{token_regex(['Number'], plural=False)}-\w+"
_ADVERBIAL = re.compile(
    r"\s*,?\s*(?:(?:an?|the|its)\s+"
    rf"(?:(?:(?!that|which|who)[\w-]+|{_DESCRIBING}|{_NUMBERED})\s+){{0,4}})?(?:\w+ly\s+)?,?\s*"
)
"""What may stand between a thing and the participle that speaks of it."""
_ANOTHER = re.compile(
    r"\b(?:an?|another|second|third|fourth|other|others|next|two|three|four|five|six|both|several|"
    r"many|predecessor|successor|twin|sister|further|these|those|all)\s+(?:[\w'-]+\s+){0,4}?"
    rf"(?:satellites?|spacecraft|craft|probes?|missions?|cubesats?|rovers?|landers?|orbiters?|"
    rf"modules?|telescopes?|observer|{token_regex(['SatelliteType'], plural=True)})"
    rf"|\bthe\s+{token_regex(['Ordinal'], plural=False)}\s*(?:,|(?:was|is|went|flew|followed)\b)"
    rf"|\b(?:an?|another)\s+{token_regex(['Ordinal'], plural=False)}\s+{ANY_TOKEN}"
    r"|\b(?:its|their|our|his|her)\s+(?:[\w'-]+\s+){0,3}?(?:satellites|probes|missions|cubesats|crafts)\b"
    rf"|{token_regex(['Number'], plural=False)}\s+(?:for|of|more|others?|to|in|on)\b"
    r"|\b(?:predecessor|successor|twin|sister|others?|one|ones|member)\b"
)
"""Words that bring in a thing which is not the one spoken of."""
_OTHER_SUBJECT = re.compile(
    r"(?:^|[\s,])(?:the|an?|its|their|his|her|this|that|these|those|some|many|more|no|two|three)\s+"
    rf"(?:(?:[\w'-]+|{ANY_TOKEN})\s+){{0,4}}?(?P<head>[\w-]+)\s*(?:,\s*(?:\w+ly\s+)?)?$"
    rf"|^\W*(?P<alone>launch|lift-?off|work|construction|development|production)\s*$"
    rf"|(?P<token>{ANY_TOKEN})\s*(?:,\s*)?(?:\w+ly\s+)?$"
)
"""What stands before a verb as its subject."""
_ITS_SUBJECT = re.compile(
    r"\b(?:its|their|his|her|this|that|these|those|an?|another)\s+(?:[\w-]+\s+){0,2}?[a-z]+\s+(?:ha[sd]\s+)?$"
)
"""What does a thing that is named only behind the verb: "their ship lifted off … to Salyut 6"."""
_GAP = re.compile(rf"\b(?:that|which|who|whom|whose)\s+(?:{ANY_TOKEN}\s*)?$")
"""A relative clause before its verb: it speaks of a noun that is nothing we know."""
_PARTICIPLE = re.compile(
    r"\s*(?:\w+ly\s+)?(?:jointly\s+)?(?:built|made|designed|developed|manufactured|constructed|"
    r"assembled|produced|created|operated|run|owned|launched|provided|supplied|contributed|led|bought|ordered"
    r"|purchased|procured)\s+(?:jointly\s+|together\s+)?(?:by|with|in|for|from)\b"
)
"""A participle without an auxiliary: it speaks of the noun before it, or opens its sentence."""
_ACTS = re.compile(
    r"\b(?:launch|loft|orbit|send|put|place|lift|hoist|boost|build|make|develop|design|operate|own|run)(?:s|es|ed)?$"
    r"|\b(?:sent|built|made|ran)$"
)
_THE = re.compile(r"\s+(?:the\s+)?")
_UNKNOWN = re.compile(token_regex(["Name"], plural=True))
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b")
_BEFORE_VERB = re.compile(
    r"\s+(?:\w+ed|said|put|took|made|gave|began|became|won|chose|sent|met|told)\b(?!\s+(?:by|to)\b)"
)
"""A date in front of such a word tells when that was done: "China on Thursday named"."""
_OTHER_THING = re.compile(
    r"\b(?:an?|another|the|its|their)\s+(?:[a-z][\w-]*\s+){0,3}[a-z][\w-]+\s*,?\s*$"
)
"""A thing without a name before a participle, which speaks of it: "a power module made by …"."""
_COMPONENT = re.compile(
    r"\s+(?:receivers?|signals?|terminals?|transponders?|data|images?|positioning|navigation)\b"
)
"""What makes a thing of a programme's name: a GPS receiver is no part of what is spoken of."""
_OPENS_WITH_NAME = re.compile(rf"\s*(?:the\s+)?{ANY_TOKEN}")
_AUXILIARY = re.compile(r"\b(?:is|was|are|were|has\s+been|now|currently|being|still)\s*$")
_LISTED = re.compile(rf"(?:\bthere\s+(?:is|are|was|were)|{ANY_TOKEN}(?:,|\s+and)|\band)\s*$")
"""What stands before one more of several things: "there are a camera from A, a radar from B"."""
_CRAFT_NOUN = re.compile(
    r"(?:satellite|spacecraft|craft|probe|cubesat|rover|lander|orbiter|module|mission|"
    r"telescope|instrument|payload|launch|design|lift-off|liftoff)s?"
)
_ROCKET_NOUN = re.compile(r"(?:rocket|launcher|carrier|booster|vehicle)")
_STARTS = re.compile(
    r"\b(?:start|lift|launch|blast|depart|soar|roar|thunder|left|leave|rose|took\s+off|takes\s+off|went\s+up"
    r"|set\s+off|sets\s+off|shot|flew|climb)"
)
"""What a rocket does with its craft on board."""
_MADE_AT = re.compile(
    r",\s+(?:made|built|manufactured|produced|assembled|supplied|designed|developed|known|named|called|\w+ed)\s"
    r"[^,;]{1,60},\s*$"
)
"""A participle between a subject and its verb: "the rocket, made at the works in Samara, "."""
_PROGRAMME_NOUN = re.compile(
    r"(?:programme|program|project|station|base|mission|scheme|model|version|phase|stage|form|completion|construction|configuration)"
)
_OF_PARTICIPLE = re.compile(
    r"\b(?!launched|planned|scheduled|expected|orbited|lofted|targeted|foreseen|slated|postponed|"
    r"delayed|moved|pushed|lifted|blasted)(?:signed|agreed|concluded|adopted|founded|established|"
    r"announced|published|ordered|inked|reached|named|appointed|elected|created|issued)\s*$"
)

_OF_OTHER_EVENT = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|shortly|soon|just|right|long)\s+(?:before|after|ahead\s+of|prior\s+to)\s+"
    r"(?!(?:its|the)\s+(?:launch|lift-?off)\b)(?!(?:on|in)\b)[^,;]{0,50}$"
)
"""A date behind "two days before the ceremony of" is not that of what is told."""
_PIECE = re.compile(
    r"\b(?:instruments?|telescope|payload|camera|spectrometer|detector|radar|antennas?|transponders?|part|parts|components?|engines?|sensors?|panels?|"
    r"models?|pictures?|images?|data|station|replacement|successor|predecessor|successors|mock-?up)\s+"
    r"(?:of|for|aboard|on|from|to)\s+(?:the\s+)?$"
)
"""What is said of a piece of a craft is not said of the craft."""


_OPEN_END = re.compile(r"\bof\s*$")
_SPOKEN_OF = re.compile(
    r"\s*(?:it\b|(?:the|this|its)\s+(?:satellite|spacecraft|craft|probe|mission|cubesat))"
)
"""What stands behind "the builder of" where the thing spoken of is meant."""
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

Filled = tuple[Span | None, tuple[Mention, ...]]
"""Where a role is filled, None if it is only understood, and by what."""


@dataclass(frozen=True)
class Site:
    """One trigger in a clause.

    Args:
        encoded: the sentence.
        clause: the clause.
        trigger: where the trigger stands in it.
    """

    encoded: Encoded
    clause: Span
    trigger: Span

    @property
    def words(self) -> str:
        """The clause."""
        return self.encoded.text[slice(*self.clause)]

    @property
    def trigger_words(self) -> str:
        """The trigger."""
        return self.encoded.text[slice(*self.trigger)]

    @property
    def around(self) -> str:
        """The clause without the trigger."""
        return f"{self.before} … {self.encoded.text[self.trigger[1] : self.clause[1]]}"

    @property
    def before(self) -> str:
        """The clause up to the trigger."""
        return self.encoded.text[self.clause[0] : self.trigger[0]]


def named(ways: Sequence[Compiled], site: Site, *, subject: bool) -> Filled | None:
    """Return what the clause names for a role, None where it is open or has a choice."""
    return _subject(ways, site) if subject else _only_one(ways, site)


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
    if _PARTICIPLE.match(site.trigger_words) and site.before.strip():
        return None
    if _MANY.search(site.words) or _has_own_object(site) or _is_of_other(site):
        return None
    nouns = _PROGRAMME_NOUN if "Programme" in kinds else _CRAFT_NOUN
    if _is_on_another(site, nouns, given="object" in ways[0].slots):
        return None
    return None, (replace(focus, kind="anaphor"),)


def _is_on_another(site: Site, nouns: re.Pattern[str], *, given: bool) -> bool:
    """Tell whether a clause speaks of something that is not what the text was speaking of.

    Args:
        site: the trigger.
        nouns: what may call the thing that is spoken of.
        given: whether the trigger tells who gives what to that thing.
    """
    if given and _RECIPIENT.match(site.encoded.text, site.trigger[1]):
        return True
    if _ANOTHER.search(site.around):
        return True
    opens = given and _OPENS_WITH_NAME.match(site.trigger_words) is not None
    return not opens and _has_other_subject(site, nouns, given=given)


def _is_of_other(site: Site) -> bool:
    """Tell whether "the builder of" goes on with something that is nothing we know."""
    open_end = _OPEN_END.search(site.trigger_words) is not None
    return open_end and _SPOKEN_OF.match(site.encoded.text, site.trigger[1]) is None


def _has_own_object(site: Site) -> bool:
    """Tell whether a verb acts on something with a name that is nothing we know."""
    encoded, end = site.encoded, site.trigger[1]
    if _BE.search(site.trigger_words) or not _ACTS.search(site.trigger_words):
        return False
    article = _THE.match(encoded.text, end)
    start = article.end() if article is not None else end
    if encoded.text.startswith(OPEN, start):
        return _UNKNOWN.match(encoded.text, start) is not None
    return encoded.source[encoded.start(start) : encoded.start(start) + 1].isupper()


def own_focus(
    encoded: Encoded, kinds: tuple[str, ...], focus: Mention | None, part: Span
) -> Mention | None:
    """Return what a part of a sentence is speaking of: what it names goes before what was said."""
    first, last = encoded.start(part[0]), encoded.end(part[1])
    within = [
        m
        for m in encoded.mentions
        if first <= m.start and m.end <= last and not _is_component(encoded, m)
    ]
    named = {m.entity: m for one in within for m in one.each() if is_a(m, kinds)}
    if len(named) > 1:
        return subject_of(encoded, part[1], kinds, part[0])
    return next(iter(named.values()), focus)


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
        found = [one for one in fillers(way, site.encoded, site.clause) if _tells(one, site)]
        if len({_identity(mentions) for _, mentions in found}) == 1:
            return found[0]
        if found:
            behind = [one for one in found if one[0] is not None and one[0][0] >= site.trigger[0]]
            dated = behind and all(m.type in ("Date", "Vehicle") for m in behind[0][1])
            return behind[0] if dated else None
    return None


def _tells(one: Filled, site: Site) -> bool:
    """Tell whether a filler is no date of another verb than the trigger's."""
    span, mentions = one
    if span is None or mentions[0].type != "Date":
        return True
    verb = _BEFORE_VERB.match(site.encoded.text, span[1])
    return verb is None or site.trigger[0] - span[1] in (0, 1)


def _subject(ways: Sequence[Compiled], site: Site) -> Filled | None:
    """Return the one thing that can be the subject: the only one, or that before the verb."""
    if _GAP.search(site.encoded.text[site.clause[0] : _opening(site)]):
        return None
    found = [one for way in ways for one in fillers(way, site.encoded, site.clause)]
    found = [one for one in found if not _is_object(one, site)]
    participle = _PARTICIPLE.match(site.trigger_words) is not None
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
    if between and not _PIECE.search(before) and (participle or not _AWAY.search(before)):
        return True
    behind = re.fullmatch(r"\s*(?:the\s+)?", _between(site, one[0]))
    return behind is not None and not _BE.search(site.trigger_words)


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
    before = _AUXILIARY.sub("", _MADE_AT.sub(" ", site.before))
    if _GAP.search(before):
        return True
    found = _OTHER_SUBJECT.search(before)
    if found is None:
        return False
    rocket = nouns is _CRAFT_NOUN and _STARTS.search(site.trigger_words) is not None
    if found["token"] is not None:
        return not (rocket and site.encoded.mention(found["token"]).type == "Vehicle")
    head = found["head"]
    known = head is not None and (
        nouns.fullmatch(head) or (rocket and _ROCKET_NOUN.fullmatch(head))
    )
    return not known


def fillers(way: Compiled, encoded: Encoded, clause: Span) -> Iterator[Filled]:
    """Yield each place of a stretch that fills a role in one way."""
    for match in way.regex.finditer(encoded.text, *clause):
        before = encoded.before(match.start())
        if _OF_PARTICIPLE.search(before) or _OF_OTHER_EVENT.search(before):
            continue  # "the arrangement signed in 2022" tells when that was signed
        for group, name in way.groups.items():
            if match[group] is not None:
                mention = encoded.mention(match[group])
                if is_a(mention, way.slots[name]) and not _is_component(encoded, mention):
                    yield match.span(), mention.each()


def _identity(mentions: tuple[Mention, ...]) -> tuple[object, ...]:
    return tuple(mention.entity or mention.value for mention in mentions)


def _is_governed(encoded: Encoded, position: int) -> bool:
    return _GOVERNED.search(encoded.before(position)) is not None


def _is_component(encoded: Encoded, mention: Mention) -> bool:
    """Tell whether a programme's name only says what kind of a thing is meant."""
    return mention.type == "Programme" and _COMPONENT.match(encoded.source, mention.end) is not None
