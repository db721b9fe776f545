"""Names of spacecraft and missions that no registry knows, shown by a noun or by their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from kg.model import EntityRef, slugify
from kg.text import craftforms as forms
from kg.text import craftsaid as said
from kg.text.lexicon import Lexicon, alternation
from kg.text.masked import Masked
from kg.text.mention import CRAFT, Mention, is_a
from kg.text.numberedcraft import FAR, NEAR, is_near_craft, numbered
from kg.text.vehicles import spellings

_ALIAS = re.compile(
    r"\s*[,(]?\s*(?:alias|a\.?k\.?a\.?|also\s+(?:known|called)(?:\s+as)?|formerly(?:\s+called)?|"
    r"previously(?:\s+called)?|or|originally\s+called)\s+[\"“']?"
)
_COMPANY_DOES = (
    r"(?:\b(?:(?:built|made|developed|manufactured|operated|owned|run|designed|ordered|launched|produced)"
    r"\s+(?:jointly\s+)?by|bought\s+from|ordered\s+from|(?:contract|agreement|deal)\s+with|company|firm"
    r"|operator|start-?up|manufacturer|maker|provider|subsidiary|broadcaster)\s+(?:the\s+)?NAME\b"
    r"|\bNAME\s+(?:said|says|announced|signed|ordered|operates|owns|provides|chief|CEO)\b"
    r"|\b(?:two|three|four|five|six|several|more|all)\s+NAME\b"
    r"|\bNAME\s+(?:satellites|craft|constellation|fleet|series|system|family)\b"
    r"|\bNAME,\s+(?:an?|the)\s+(?:[\w\ue002-]+\s+){0,4}(?:company|firm|operator|start-?up|manufacturer|subsidiary|arm|unit|provider|venture|maker|group)\b)"
)
"""What shows that a name such as "ExampleSat" is that of a company."""
_MISSION = ("Mission", "mission")
_CRAFT = ("Satellite", "spacecraft")
_PAYLOAD = ("Payload", "spacecraft")
_OTHERS = {"mission": _MISSION, "payload": _PAYLOAD, "ship": _MISSION}
_FORMS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (said.SHIPS, "ship", ""),
    (forms.NAMED, "craft", ""),
    (forms.SAT_NAME, "sat", ""),
    (forms.BEFORE_CRAFT, "like", "name"),
    (forms.BEHIND_CRAFT, "names", ""),
    (forms.AMONG, "likes", ""),
    (forms.THE_CRAFT, "craft", ""),
    (forms.BESIDE_CRAFT, "craft", "name"),
    (forms.DONE_TO, "near", ""),
    (forms.DOES, "near", "number"),
    (forms.MADE, "made", "number"),
    (forms.POSSESSED, "craft", ""),
    (forms.THE_PAYLOAD, "payload", ""),
    (forms.BESIDE_PAYLOAD, "payload", "name"),
    (forms.NEAR, "hyphen", "number"),
    (said.BRACKETED, "craft", ""),
    (said.UNFOLDED, "craft", "name"),
    (said.IS_CRAFT, "craft", "name"),
    (said.NAMES_CRAFT, "names", ""),
    (said.WEIGHED, "near", ""),
    (said.SHIP, "near", ""),
    (said.SERVES, "far", "number"),
    (said.OPENS, "far", ""),
    (said.INTO_ORBIT, "bares", ""),
    (said.CALLED, "bares", ""),
    (forms.BARE_DONE_TO, "bare", ""),
    (forms.BARE_DOES, "bare", "name"),
    (forms.THE_MISSION, "mission", ""),
    (forms.BESIDE_MISSION, "mission", "name"),
)
"""Each form, what else must hold where it fits, and whether it opens with a name or a number."""
_AT_NUMBER = re.compile(forms.DESIGNATED)
_HEADED = re.compile(r"\n\s*\n\s*$")
"""Between a headline and what opens the article: "four foreign satellites", "BANGALORE: …"."""
_EACH = re.compile(forms.EITHER)
_DATELINE = re.compile(r"(?:,[^\n]{0,50}?)?\s*(?:\([^)\n]*\)\s*)?\s(?:--?|[–—])\s")
"""What behind a place in capitals shows that it opens a report: "KOUROU, Feb 8 –"."""


_SHORTEST = 3
"""Characters of a name; a single letter only tells one craft from another."""


class CraftNames:
    """Finds the craft of a text that no registry knows.

    Args:
        lexicon: its launch vehicles are no craft.
    """

    def __init__(self, lexicon: Lexicon):
        words = lexicon.lists["craft-series"]
        self._series = frozenset(map(str.lower, words))
        self._forms = (*_FORMS, (said.series(words), "series", ""))
        vehicles = alternation(spellings(lexicon))
        self._rocket = re.compile(
            rf"\b(?!(?:Kosmos|Cosmos)[\s-]\d{{3,4}}(?!\w))(?:{vehicles})(?![a-z])"
        )

    def find(self, text: str, known: list[Mention]) -> Iterator[Mention]:
        """Yield a mention for each place of a text that names such a craft.

        Args:
            text: the document.
            known: what the registry and other forms have found in it, in text order.
        """
        masked = Masked.of(text, 0, len(text), known)
        named: dict[str, EntityRef] = {}
        places = _places(masked.text)
        crafts = {mention.start for mention in known if is_a(mention, CRAFT)}
        for form, asks, led in self._forms:
            for match in _fits(form, masked.text, places.get(led)):
                listed = asks == "bares" and crafts.intersection(range(*match.span("names")))
                needs = "names" if listed else asks
                for start, end in _stretches(match, asks):
                    if _HEADED.search(masked.text, match.start(), start):
                        continue
                    name = " ".join(masked.text[start:end].split())
                    if name not in named and self._is_craft(masked, start, end, name, needs):
                        kind, place = _OTHERS.get(asks, _CRAFT)
                        named[name] = EntityRef(f"{place}/{slugify(name)}", name, kind)
        yield from _everywhere(masked, named)
        yield from numbered(text, known, self._series)

    def _is_craft(self, masked: Masked, start: int, end: int, name: str, asks: str) -> bool:
        """Tell whether a name that a form shows is that of a craft."""
        if asks in ("ship", "series"):
            around = masked.text[max(0, start - NEAR // 4) : end + NEAR // 4]
            return forms.NO_CRAFT.search(around) is None
        if self._rocket.match(name) or len(name) < _SHORTEST:
            return False
        if name.isupper() and _opens_report(masked.text, start, end):
            return False
        if asks in ("near", "hyphen", "made", "far"):
            return self._near_craft(masked.text, start, end, name, asks)
        return self._is_shown(masked.text, start, end, name, asks)

    def _is_shown(self, text: str, start: int, end: int, name: str, asks: str) -> bool:
        """Tell whether a name looks like a craft's, or its sentence says that it is one."""
        if asks in ("like", "likes"):
            return forms.LIKE_CRAFT.search(name) is not None
        if asks == "sat":
            return any(c.isdigit() for c in name) or not _is_company(text, name)
        if asks == "bares":
            return self._beside_craft(text, start, end, name)
        return asks != "bare" or self._flies(text, start, end, name)

    def _near_craft(self, text: str, start: int, end: int, name: str, asks: str) -> bool:
        """Tell whether a designation has the shape of a craft's, with talk of craft around."""
        shaped = (
            asks in ("near", "far")
            or re.search(r"[a-z]{2,}-\d|[A-Z]{3,}-|\s|-[A-Z]{1,2}(?:-|$)", name) is not None
        )
        reach = FAR if asks in ("made", "far") else NEAR
        rides = self._rocket.search(text, max(0, start - reach), end + reach)
        return shaped and is_near_craft(text, start, end, reach, rides=rides is not None)

    def _beside_craft(self, text: str, start: int, end: int, name: str) -> bool:
        """Tell whether the sentence of a name, or the next, speaks of craft and of no people."""
        sentence = _sentence(text, start, end + NEAR)
        shown = forms.LIKE_CRAFT.search(name) or said.CRAFT_NOUN.search(sentence)
        return (
            shown is not None
            and forms.NO_CRAFT.search(sentence) is None
            and forms.PEOPLE_FLY.search(sentence) is None
        )

    def _flies(self, text: str, start: int, end: int, name: str) -> bool:
        """Tell whether a bare name that was launched is a craft's, not a person's or a plan's."""
        sentence = _sentence(text, start, end)
        opens = sentence.lstrip().startswith(name) and " " not in name
        rides = (
            forms.ROCKET_NEAR.search(sentence)
            or self._rocket.search(sentence)
            or forms.FOR_SOMEBODY.match(text, end)
        )
        return (
            rides is not None
            and forms.NO_CRAFT.search(sentence) is None
            and forms.PEOPLE_FLY.search(sentence) is None
            and not (opens and re.search(rf"\b{re.escape(name.lower())}\b", text))
        )


def _places(text: str) -> dict[str, list[int]]:
    """Return where names begin, and those that end in a number."""
    starts = [match.start() for match in forms.OPENING.finditer(text)]
    numbered = [at for at in starts if _AT_NUMBER.match(text, at)]
    return {"name": starts, "number": numbered}


def _fits(
    form: re.Pattern[str], text: str, starts: Iterable[int] | None
) -> Iterator[re.Match[str]]:
    """Yield where a form fits, as `finditer` does; it is tried only where names begin."""
    if starts is None:
        yield from form.finditer(text)
        return
    until = 0
    for at in starts:
        match = form.match(text, at) if at >= until else None
        if match is not None:
            until = match.end()
            yield match


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence, roughly, in which a name stands."""
    begin = max(text.rfind(".", 0, start), text.rfind("\n", 0, start)) + 1
    stop = text.find(". ", end)
    return text[begin : stop if stop >= 0 else len(text)]


def _stretches(match: re.Match[str], asks: str) -> Iterator[tuple[int, int]]:
    """Yield where the names of a match stand."""
    if asks not in ("names", "likes", "bares"):
        yield match.span("name")
        return
    for each in _EACH.finditer(match.string, *match.span("names")):
        yield each.span()


def _opens_report(text: str, start: int, end: int) -> bool:
    at_start = start == 0 or text[start - 1] == "\n"
    return at_start and _DATELINE.match(text, end) is not None


def _is_company(text: str, name: str) -> bool:
    return re.search(_COMPANY_DOES.replace("NAME", re.escape(name)), text) is not None


def _everywhere(masked: Masked, named: Mapping[str, EntityRef]) -> Iterator[Mention]:
    """Yield each place where a name stands that some place shows to be a craft's."""
    if not named:
        return
    anywhere = re.compile(rf"(?<![\w-])(?:{alternation(named)})(?![\w-])(?!\s+[A-Z][a-z])")
    for start, end, name in masked.find(anywhere):
        entity = named[name]
        yield Mention(start, end, entity.type, entity, kind="found")


def same_craft(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with each craft that the text calls by two names made one."""
    same: dict[EntityRef, EntityRef] = {}
    for first, second in pairwise(mentions):
        if _are_one(text, first, second):
            known, found = (first, second) if second.kind == "found" else (second, first)
            if found.kind == "found" and known.entity is not None and found.entity is not None:
                same[found.entity] = known.entity
    return [
        replace(m, entity=same[m.entity], type=same[m.entity].type) if m.entity in same else m
        for m in mentions
    ]


def _are_one(text: str, first: Mention, second: Mention) -> bool:
    craft = is_a(first, CRAFT) and is_a(second, CRAFT)
    return craft and _ALIAS.fullmatch(text, first.end, second.start) is not None
