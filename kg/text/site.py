"""Where a frame is read: one trigger in a clause, and what may fill a role beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.text.encode import ANY_TOKEN, Encoded, Span, token_regex
from kg.text.mention import Mention, is_a
from kg.text.patterns.notation import Compiled

_OF_PARTICIPLE = re.compile(
    r"\b(?!launched|planned|scheduled|expected|orbited|lofted|targeted|foreseen|slated|postponed|"
    r"delayed|moved|pushed|lifted|blasted)(?:signed|agreed|concluded|adopted|founded|established|"
    r"announced|published|ordered|inked|reached|named|appointed|elected|created|issued)\s*$"
    r"|\b(?:said|says|wrote|tweeted|declared|commented|explained|told\s+\w+)(?:\s+(?:on|in))?\s*$"
    r"|\b(?:signed|awarded|concluded)\s+(?:on|in)\s*$"
)
_OF_OTHER_EVENT = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|shortly|soon|just|right|long)\s+(?:before|after|ahead\s+of|prior\s+to)\s+"
    r"(?!(?:its|the)\s+(?:launch|lift-?off)\b)(?!(?:on|in)\b)[^,;]{0,50}$"
)
"""A date behind "two days before the ceremony of" is not that of what is told."""
_COMPONENT = re.compile(
    r"\s+(?:science\s+|navigation\s+|precision\s+|stage\s+)?(?:adapters?|receivers?|signals?|terminals?|transponders?|data|images?|positioning|navigation)\b"
)
"""What makes a thing of a programme's name: a GPS receiver is no part of what is spoken of."""
_COMPARED = re.compile(
    r"\b(?:identical|similar|akin|comparable|analogous|compared)\s+(?:to|with)\s+(?:the\s+)?(?:\S+'s\s+)?$"
)
"""What is only compared fills no role: "an instrument identical to that of Abc-1"."""
_TELLING = (
    "said",
    "says",
    "announced",
    "announces",
    "reported",
    "reports",
    "confirmed",
    "added",
    "adds",
    "stated",
    "noted",
    "recalled",
    "declared",
    "explained",
    "stressed",
    "revealed",
    "disclosed",
    "wrote",
    "learned",
    "learnt",
)
_NOT_TOLD = "".join(rf"(?<!\b{verb}\s)" for verb in _TELLING)
GAP = re.compile(
    rf"\b(?:{_NOT_TOLD}that|which|who|whom|whose)\s+(?:(?:the|its|their)\s+)?(?:{ANY_TOKEN}\s*)?$"
)
"""A relative clause before its verb: it speaks of a noun that is nothing we know.

The "that" of "the ministry said that …" opens no relative clause.
"""
PARTICIPLE = re.compile(
    r"\s*(?:\w+ly\s+|being\s+)?(?:jointly\s+)?(?:(?:built|made|designed|developed|assembled)\s+at\b|(?:built|made|designed|developed|manufactured|constructed|"
    r"assembled|produced|created|operated|run|owned|launched|provided|supplied|contributed|led|bought|ordered"
    r"|purchased|procured)\s+(?:jointly\s+|together\s+)?(?:by|with|in|for|from)\b)"
)
"""A participle without an auxiliary: it speaks of the noun before it, or opens its sentence."""
BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b")
_OTHER_HEAD = (
    r"(?:instruments?|cameras?|detectors?|spectrometers?|landers|modules|components?|sensors?|payloads?"
    r"|adapters?|stages?|engines?|nozzles?|rockets?|thrusters?|antennas?|spacesuits?|suits?|telescopes?"
    r"|software|technolog(?:y|ies)|hardware|(?:sub)?systems?|equipment|cones?|parts?|units?|structures?"
    r"|panels?|arrays?|procedures?|tools?|algorithms?|models?|data|maps?|boosters?|shields?|experiments?"
    r"|teams?|consorti(?:um|a)|stud(?:y|ies)|analys[ie]s|research|groups?|workshops?|delegations?|panels?"
    r"|surveys?|papers?|reports?|class(?:es)?|courses?|concepts?|program(?:me)?s?|directorate|division|offices?"
    r"|cent(?:re|er)s?|facilit(?:y|ies)|initiatives?|series)"
)
_OF_OTHER_HEAD = re.compile(
    rf"\b{_OTHER_HEAD}\s*(?:\([^()]*\)\s*)?[,–—-]?\s*(?:(?:being|both|all)\s+)?$"
    rf"|(?:\band|,)\s+(?:{token_regex(['Number'], plural=False)}|one|another|others?)\s*$"
    r"|\b[a-z]\w+\s*\(\s*$"
)
"""A thing that is no craft before a participle: "lunar landers being built by"."""
_APPOSED_HEAD = re.compile(
    rf"{ANY_TOKEN}(?:\s*\([^()]*\))?\s*,\s+(?:an?|the)\s+(?:(?!(?:with|of|and|that|which|for|on)\b)[\w-]+\s+){{0,4}}"
    rf"{_OTHER_HEAD}\s*,?\s*$"
)
"""A name whose apposition the noun is: "DORN, an instrument developed by"."""
_OPENS_ON_OTHER = re.compile(
    r"[^;.]{0,140}?,\s+(?:the|its|this|these|an?)\s+"
    r"(?:(?!(?:satellite|spacecraft|craft|probe|mission|project|rover|orbiter|lander|observatory|cubesat|on|of|for|with|in|to|at|by|and|that|which|is|was|has)\b)[\w'-]+\s+){0,4}"
    rf"{_OTHER_HEAD}\b(?!\s+(?:of|on|for)\b)"
)
"""What a sentence that opens with a participle goes on with: "Built by A, the detector …"."""
_PIECE_BEFORE = re.compile(
    r"(?:^|[\s,])(?:the|its|an?|one)\s+(?:[\w-]+\s+){0,3}(?:modules?|instruments?|payloads?|cameras?)\s*$"
)
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

    @property
    def tells_of_part(self) -> bool:
        """Whether a participle speaks of a thing that is no craft, before it or behind it."""
        if PARTICIPLE.match(self.trigger_words) is None:
            return False
        if _OF_OTHER_HEAD.search(self.before):
            return _APPOSED_HEAD.search(self.before) is None
        opens = not self.before.strip(' "“')
        return opens and _OPENS_ON_OTHER.match(self.encoded.text, self.trigger[1]) is not None

    @property
    def tells_of_module(self) -> bool:
        """Whether the subject before a verb is a piece that a craft has: "the payload module"."""
        return _PIECE_BEFORE.search(self.before) is not None


def fillers(way: Compiled, encoded: Encoded, clause: Span) -> Iterator[Filled]:
    """Yield each place of a stretch that fills a role in one way."""
    for match in way.regex.finditer(encoded.text, *clause):
        before = encoded.before(match.start())
        if _OF_PARTICIPLE.search(before) or _OF_OTHER_EVENT.search(before):
            continue  # "the arrangement signed in 2022" tells when that was signed
        for group, name in way.groups.items():
            if match[group] is not None:
                mention = encoded.mention(match[group])
                compared = _COMPARED.search(encoded.before(match.start(group))) is not None
                told = not compared and not is_component(encoded, mention)
                if is_a(mention, way.slots[name]) and told:
                    yield match.span(), mention.each()


def is_component(encoded: Encoded, mention: Mention) -> bool:
    """Tell whether a programme's name only says what kind of a thing is meant."""
    named = mention.type == "Programme" or is_a(mention, ("Spacecraft",))
    return named and _COMPONENT.match(encoded.source, mention.end) is not None
