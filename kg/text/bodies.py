"""Bodies that their name shows to be such, in other languages or by a form of law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text.lexicon import Lexicon, alternation
from kg.text.nameforms import CAPITALISED, NAME_STARTS

_PARTICLE = (
    r"(?:de\s+la|de\s+las|de\s+los|de\s+l['’]|de|des|du|dos|das|do|da|di|del|dello|della|delle|degli|dei"
    r"|la|le|les|las|los|el|et|e|y|en|em|für|fur|der|die|und|och|og|voor|van|het|för|pour|para|per|con"
    r"|un|von|zur|zum|dan|ve|au|aux|à|al|im|din)"
)
_WORD = rf"(?:[dl]['’])?{CAPITALISED}"
_COMPOUND = re.compile(
    r"(?:universität|universiteit|universitet|universitetet|institut|institutt|institutet|gesellschaft"
    r"|hochschule|högskola|høgskole|ministerium|zentrum|akademie|forschungsanstalt)(?![\w-])",
    re.IGNORECASE,
)
"""The last part of a word that names a body: "Technische Universität"."""
_LAW = (
    r"(?:Co\.?,?\s+Ltd|Co\.?,?\s+Limited|Company,?\s+(?:Ltd|Limited)|Inc|Incorporated|Ltd|Limited|LLC|LLP|Corp|GmbH|AG"
    r"|S\.A\.S|S\.A\.U|S\.A\.\s+de\s+C\.\s?V|S\.A|SA|SAS|SARL|Sarl|S\.r\.l|Srl|S\.p\.A|SpA|S\.L|B\.V|BV|N\.V|Oyj|Oy|AB"
    r"|A/S|ApS|ASA|PLC|plc|Pte\.?\s+Ltd|Pty\.?\s+Ltd|Pvt\.?\s+Ltd|Pte|Pty|Pvt|JSC|OJSC|PJSC|CJSC|a\.s|A\.?Ş|s\.r\.o"
    r"|d\.o\.o|Sdn\.?\s+Bhd|Bhd|Tbk|K\.K|Kft|Zrt)"
)
_STOP = r"(?![\w-])(?:\.(?=\s*[,;:)]|\s+[a-z]))?"
_LAWFUL = re.compile(rf"(?<=\w),?\s+{_LAW}{_STOP}")
_TITLED = rf"(?<![\w'’-]){NAME_STARTS}{CAPITALISED}"
_COMPANY = re.compile(rf"{_TITLED}(?:\s+(?:(?:and|&)\s+)?(?!{_LAW}\b){CAPITALISED}){{0,6}}\Z")
_OPENED = re.compile(
    r"(?<![\w'’-])(?:PT|AO|OOO|ZAO|OAO|JSC|PJSC|OJSC|FSUE|FGUP|NPO|NPP|OKB|TOO|UAB|SIA|OÜ)\s+[\"“«]?"
    rf"{CAPITALISED}(?:\s+{CAPITALISED}){{0,3}}[\"”»]?"
)
"""A form of law may open the name too: "PT Example"."""
_SPACE = re.compile(
    rf"(?<![\w'’-])(?:{NAME_STARTS}(?!(?:Outer|Deep|New|Open|Near|Earth|Cyber|Virtual|Inner|Defence|Defense|NASA"
    r"|House|Senate|Kennedy|Johnson|Goddard|Marshall|Stennis|Economy|Innovative|Leveraging|Collaboration)\b)"
    r"[A-Z][A-Za-z]+[^\S\n]+){1,2}Space(?![\w'’-]|\s+(?:[A-Z]|station|shuttle|agency|centre|center|programme|program))"
)
"""A company whose last word is what it is about: "Example Space"."""
_AHEAD = re.compile(rf"(?<![\w'’-])(?:{NAME_STARTS}{CAPITALISED}\s+){{1,3}}\Z")
_REACH = 90
"""How many characters before its last word the name of a body may begin."""
_KINDS = (
    (
        re.compile(r"niversi|ochschule|ögskola|øgskole|olit[eé]c|École|Escuela|olytech", re.I),
        "University",
    ),
    (re.compile(r"^(?:Agen[czt]\w+|Agência)\s.*(?:[Ss]pa[tz]i|[Ee]spa[cç])"), "Agency"),
)


class Bodies:
    """Finds bodies by words of other languages that only bodies have in their names.

    Args:
        lexicon: its list `foreign-bodies` has the first words of such names.
    """

    def __init__(self, lexicon: Lexicon):
        heads = alternation(lexicon.lists["foreign-bodies"])
        self._head = re.compile(rf"(?<![\w'’-])(?:{heads})(?![\w-])")
        self._behind = re.compile(rf"(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{1,9}}")

    def found(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield where such a body stands in a text, its name and its type."""
        for match in self._head.finditer(text):
            yield from self._whole(text, *match.span())
        for match in _COMPOUND.finditer(text):
            start = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
            if text[start].isupper():
                yield from self._whole(text, start, match.end())
        yield from _companies(text)

    def _whole(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
        """Yield the body whose name has the word at a stretch, with what belongs to it."""
        ahead = _AHEAD.search(text, max(0, start - _REACH), start)
        behind = self._behind.match(text, end)
        if ahead is None and behind is None:
            return
        begin = ahead.start() if ahead is not None else start
        stop = behind.end() if behind is not None else end
        words = text[begin:stop]
        kind = next((kind for form, kind in _KINDS if form.search(words)), "Organisation")
        yield _body(text, begin, stop, kind)


def _companies(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield the companies that a form of law or their last word shows to be such."""
    for match in _LAWFUL.finditer(text):
        name = _COMPANY.search(text, max(0, match.start() - _REACH), match.start())
        if name is not None:
            yield _body(text, name.start(), match.end(), "Company")
    for form in (_OPENED, _SPACE):
        for match in form.finditer(text):
            yield _body(text, *match.span(), "Company")


def _body(text: str, start: int, end: int, kind: str) -> tuple[int, int, str, str]:
    return start, end, " ".join(text[start:end].split()), kind
