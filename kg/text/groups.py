"""Which craft are meant together: "both", "all three", "all of these", "them", "that one".

Only craft of the same paragraph are meant, or of the one before where a paragraph opens so, and
only where their number fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import EntityRef
from kg.text.anaphor import anaphor_of
from kg.text.discourse import REACH, Discourse
from kg.text.encode import AHEAD, Encoded, token_regex
from kg.text.mention import CRAFT, Mention, is_a

_NUMBER = token_regex(["Number"], plural=False)
_ANY = token_regex(["Ordinal", "Number", "Demonym"], plural=False)
_KIND = token_regex(["SatelliteType"], plural=False)
_NOUN = rf"(?:satellites|spacecraft|craft|probes|missions|modules|cubesats|payloads|{_KIND})"
_DOES = (
    r"\s+(?:\w+ly\s+)?(?:also\s+|still\s+|now\s+|then\s+|once\s+)?"
    r"(?!(?:\w+\s+){0,3}?(?:sign(?:ed|ator\w+)|joined|agreed|acceded|ratified|inked|members|parties|partners"
    r"|countries|states|nations|neighbou?rs|companies|agencies)\b)"
    r"(?:were|are|is|was|has|have|had|will|went|lifted|reached|entered|rode|travell?ed|separated|arrived|make|makes|made|"
    r"flew|blasted|rose|took|left|circle|circled|orbit|orbited|work|worked|operate|use|used|share|shared"
    r"|came|come|fly|stand|sit|serve|served|belong|belonged|carry|carried|grew|stem|stemmed|sprang|come|originated|form|formed|weigh|weighed|run|run)\b"
)
_DONE = (
    r"(?:built|builds|building|made|makes|making|manufactured|manufactures|developed|develops|designed|launched|"
    r"launches|lofted|orbited|carried|carries|took|takes|taking|put|sent|lifted|delivered|supplied|provided|"
    r"ordered|bought|operates?|operated|owns?|runs?|handles|handled|controls|controlled|steers|manages|"
    r"assembled|produced|boosted|placed|ferried|brought|uses?|used|commands?|commanded)\s+"
)
_ALL = (
    rf"both(?:\s+of\s+(?:them|these|those))?(?:\s+{_NOUN})?|all\s+(?:of\s+)?(?:these|those|them)(?:\s+{_NOUN})?"
    rf"|(?:all|the|these|those)\s+(?P<number>{_NUMBER})(?:\s+of\s+(?:them|these))?(?:\s+{_NOUN})?"
    rf"|the\s+(?:pair|duo|trio|quartet|quintet|twins|{_KIND})|(?:these|those)\s+{_NOUN}"
)
_THEY_DO = (
    r"(?=\s+(?:(?:both|all|also|then|later|now|still|each|\w+ly)\s+)*(?:(?:were|are|have\s+been|had\s+been|will\s+be)\s+"
    r"(?:(?:both|all|also|\w+ly)\s+)*(?:built|made|manufactured|developed|designed|launched|lofted|orbited|carried|put|sent|"
    rf"operated|owned|placed|assembled|produced|delivered|ordered|based"
    rf"|(?:(?:the|its|an?)\s+)?(?:(?:[\w-]+|{_ANY}),?\s+){{0,5}}?(?:satellites|craft|spacecraft|cubesats)|in\s+(?:\w+\s+)?orbit)"
    r"|circle|orbit|flew|rose|lifted\s+off|blasted|took\s+off|rode|weigh|orbited|circled|use\s+the|make\s+up|made\s+up|form|formed|constitute)\b)"
)
_NAMED = token_regex([*CRAFT, "Name"], plural=True)
_TOGETHER = (
    re.compile(rf"(?<![\w'-])(?P<word>they){_THEY_DO}"),
    re.compile(rf"(?<![\w'-])(?P<word>{_ALL})(?={_DOES})"),
    re.compile(
        r"(?<![\w'-])(?P<word>the\s+(?:pair|duo|trio|twins))(?=\s+(?:was|is|has\s+been|had\s+been|will\s+be)\s+"
        r"(?:\w+ly\s+)?(?:built|made|manufactured|developed|designed|launched|lofted|orbited|put|sent|operated|owned"
        r"|placed|assembled|produced|ordered|run|controlled)\b)"
    ),
    re.compile(
        rf"(?<![\w'-]){_DONE}(?P<word>{_ALL}|them(?:\s+(?P<both>both|all))?)"
        rf"(?![\w'-]|\s+(?:of|more|others?|further)\b|\s+{_NAMED})"
    ),
)
_ONE = re.compile(
    rf"(?<![\w'-]){_DONE}(?P<word>(?:that|this)\s+(?:one|{_NUMBER})|the\s+latter)(?![\w'-])"
)
_THAT_ONE = re.compile(
    rf"(?<![\w'-])(?P<word>(?:that|this)\s+(?:one|{_NUMBER}))(?=,?\s+(?:\w+ly\s+)?(?:was|is|had|has|came|went|flew|will)\b)"
)
_ORDINAL = token_regex(["Ordinal"], plural=False)
_NTH = re.compile(
    rf"(?<![\w'-])(?P<word>the\s+(?P<nth>{_ORDINAL}))(?=\s*,\s*(?:in|on|which|also|built|launched|made)\b"
    r"|\s+(?:\w+ly\s+)?(?:was|is|will|had|has|went|flew|travelled|traveled|lifted|reached|rode|followed|came)\b)"
)
"""One of two craft by its place: "the second, in orbit since 2015, flew on an Ariane 5"."""
_ONE_KIND = re.compile(rf"{_KIND}$")
_CRAFT = token_regex(CRAFT, plural=True)
_AHEAD = re.compile(
    rf"(?:^\W*|[.;—–]\s*|\b(?:and|but)\s+)(?P<word>all|both|they|(?:all\s+|the\s+|these\s+|so\s+far\s+)?(?P<number>{_NUMBER})"
    rf"(?:\s+of\s+them)?(?:\s+(?:[\w-]+\s+){{0,3}}?{_NOUN})?)"
    r"(?=\s+(?:[a-z]+\s+)?(?:were|are|have|had|will|went|flew|lifted|reached|entered|rode|blasted|rose|took|left|followed)\b"
    rf"[^.;:]{{0,110}}:\s*(?:the\s+)?(?P<first>{_CRAFT}))"
)
"""Craft that are named behind a colon: "All were launched by China: A in 2011, B in 2013"."""
_ACROSS = 3
"""How many sentences back they may stand where a paragraph opens; those of wires are short."""
_PLACED = re.compile(
    r"\b(?:from|at|to|aboard|inside|in|via|through|with|into|out\s+of)\s+(?:[\w'’-]+\s+){0,4}$"
)
_SETS = {"trio": 3, "quartet": 4, "quintet": 5}
_PAIRS = re.compile(r"both|the\s+(?:pair|duo|twins)")


def find(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention for each of them that can be resolved."""
    for match in (m for pattern in _TOGETHER for m in pattern.finditer(encoded.text)):
        yield from anaphor_of(encoded, match, _many(encoded, match, discourse))
    for match in _AHEAD.finditer(encoded.text):
        for one in anaphor_of(encoded, match, _listed(encoded, match)):
            yield replace(one, head=AHEAD)
    for match in (m for one in (_ONE, _THAT_ONE) for m in one.finditer(encoded.text)):
        craft = [m for _, m in _craft(encoded, match.start(), discourse)]
        yield from anaphor_of(encoded, match, craft[0] if craft else None)
    for match in _NTH.finditer(encoded.text):
        yield from anaphor_of(encoded, match, _nth(encoded, match, discourse))


def _listed(encoded: Encoded, match: re.Match[str]) -> Mention | None:
    """Return the craft that are named behind the colon, None where their number does not fit."""
    stop = encoded.text.find(". ", match.end("word"))
    tokens = re.findall(_CRAFT, encoded.text[match.start("first") : stop if stop >= 0 else None])
    named = {m.entity: m for token in tokens for m in encoded.mention(token).each()}
    members = tuple(named.values())
    token = match["number"]
    wanted = int(encoded.mention(token).value) if token else 2 if match["word"] == "both" else 0
    if len(members) < 2 or (wanted and wanted != len(members)):
        return None
    return replace(members[0], kind="list", members=members)


def _nth(encoded: Encoded, match: re.Match[str], discourse: Discourse) -> Mention | None:
    """Return the first or second of the only two craft that the paragraph has just named."""
    named: dict[EntityRef, Mention] = {}
    for number, mention in _craft(encoded, match.start(), discourse):
        if number < len(discourse.subjects) - REACH:
            break
        if mention.entity is not None and mention.kind != "anaphor":
            named[mention.entity] = mention
        if len(named) > 2:
            return None
    rank = encoded.mention(match["nth"]).value
    if len(named) != 2 or rank not in ("1", "2"):
        return None
    return sorted(named.values(), key=lambda m: m.start)[int(rank) - 1]


def _many(encoded: Encoded, match: re.Match[str], discourse: Discourse) -> Mention | None:
    """Return the craft that are meant together, None where that is open."""
    words, token = match["word"], match.groupdict().get("number")
    if _ONE_KIND.search(words) and not encoded.words(*match.span("word")).endswith("s"):
        return None
    wanted = int(encoded.mention(token).value) if token else 0
    wanted = 2 if _PAIRS.match(words) else _SETS.get(words.rpartition(" ")[2], wanted)
    found: dict[EntityRef, Mention] = {}
    last = 0
    for number, mention in _craft(encoded, match.start("word"), discourse):
        whole = wanted == 0 and not words.startswith("all")
        if mention.entity is None or (whole and len(found) > 1 and number != last):
            break
        if wanted and len(found) == wanted and number != last:
            break
        found.setdefault(mention.entity, mention)
        last = number
    members = tuple(reversed(found.values()))
    if len(members) < 2 or (wanted and len(members) != wanted):
        return None
    return replace(members[0], kind="list", members=members)


def _craft(encoded: Encoded, before: int, discourse: Discourse) -> Iterator[tuple[int, Mention]]:
    """Yield the craft named before a position, the latest first, with their sentence."""
    limit, present = encoded.start(before), len(discourse.subjects)
    here = [m for one in encoded.mentions if one.end <= limit for m in one.each()]
    for mention in reversed(here):
        if is_a(mention, CRAFT) and not _is_place(encoded, mention):
            yield present, mention
    opens = discourse.paragraph == present
    oldest = present - _ACROSS if opens else discourse.paragraph
    for number, mention in reversed(discourse.latest):
        if number < oldest:
            return
        if is_a(mention, CRAFT) and not _is_place(encoded, mention):
            yield number, mention


def _is_place(encoded: Encoded, mention: Mention) -> bool:
    """Tell whether a module is only where something took place: "released from Kibo"."""
    before = encoded.source[max(0, mention.start - 60) : mention.start]
    return mention.type == "Module" and _PLACED.search(before) is not None
