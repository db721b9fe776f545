"""Craft that a text describes without a name: "a Turkish communications satellite".

Such a craft is an entity of its own article, so that two unnamed satellites of a country are
never taken for one. Where the description opens an article that then names the craft, it is
the named one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.model import EntityRef, slugify
from kg.model.registry import Registry
from kg.text.discourse import subject_of
from kg.text.encode import ANY_TOKEN, Encoded, token_pattern, token_regex
from kg.text.meaning import meaning
from kg.text.mention import CRAFT, Mention, is_a

_OF_COUNTRY = token_regex(["Country"], plural=False)
_ADJECTIVE = token_regex(["Demonym"], plural=False)
_CRAFT = token_regex(["Spacecraft", "Mission"], plural=True)
_NAME = token_regex(["Spacecraft", "Mission", "Name"], plural=True)
_MODIFIERS = (
    rf"(?:(?:(?!(?:and|or|of|in|on|to|for|by|with|a|an|the|is|was|its|their|launch(?:e[sd])?|orbits|"
    r"sends|puts|lofts|builds|gets|buys|sells|unveils|loses|completes|ships|makes|hails|that|which|who|whose"
    r"|compan\w+|firms?|start-?ups?|operators?|makers?|providers?|agency|military|army|government|team)\b)[\w.-]+"
    rf"|{token_regex(['Ordinal'], plural=False)})\s+){{0,3}}?"
)
_ORDINAL = token_pattern(("Ordinal",), plural=False)
_FIRST = token_regex(["Ordinal"], plural=False)
_DESCRIBED = re.compile(
    rf"(?<![\w'-])(?:(?P<article>an?|the|another|its|their)\s+)?(?:{_FIRST}\s+)?"
    r"(?:(?:largest|biggest|smallest|heaviest|newest|latest|oldest|only|sole|most\s+\w+)\s+)?"
    rf"(?:(?P<adjective>{_ADJECTIVE})\s+|(?P<owner>{_OF_COUNTRY})'s?\s+"
    rf"|(?P<told>(?:(?:[\w-]+|{ANY_TOKEN})\s+){{0,3}}?)(?:country|nation|kingdom|republic)'s\s+)?{_MODIFIERS}"
    rf"(?P<kind>{token_regex(['SatelliteType'], plural=False)}"
    r"|(?:satellite|microsatellite|nanosatellite|spacecraft|cubesat)(?![\w'-]))"
    rf"(?:\s+(?:for|of|to)\s+(?:the\s+)?(?P<after>{_OF_COUNTRY})(?!'))?"
)
_IS_NAMED = re.compile(
    rf"\s*,?\s*(?:(?:is|was|has\s+been|been|also)\s+)?(?:named|called|dubbed|known\s+as|christened)?"
    rf"\s*(?:the\s+(?:[a-z][\w-]*\s+){{0,2}})?[\"“(]?{_NAME}"
)
_IS_PREDICATE = re.compile(
    rf"{_CRAFT}(?:\s*\([^()]*\))?\s*(?:,\s*(?:which\s+)?)?(?:is|was|as|will\s+be)?\s*$"
    rf"|\b(?:is|was|as|be|being|like)\s*(?:\ban?\s+(?:{ANY_TOKEN}\s*)?)?$"
)
_CARRIED = re.compile(r"\b(?:carr(?:y|ied|ies|ying)|bears|bearing|bore)\s*$")
_ROCKET = re.compile(token_regex(["Vehicle"], plural=False))
"""What carries craft; what a craft carries is a part of it."""
PART = re.compile(
    r"[\s-]+(?:maker|operator|manufacturer|builder|compan|program|firm|industr|technolog|data|imag|"
    r"system|network|constellation|service|navigation|launch|communication|project|cent|ground|"
    r"station|contract|agreement|deal|electric|propulsion|component|bus\b|body\b|platform|structure|adapter|avionics|hardware|antenna|dish|orbit|fleet|market|development|capabilit|tracking|applications?|dish|tv)"
)
"""What makes something else of the noun for a craft: "satellite operator"."""
_SEVERAL = re.compile(
    rf"(?:{token_regex(['Number'], plural=False)}"
    r"|\b(?:both|several|many|these|those|all|some|few|other|more))\s+(?:\w+\s+)?$"
)
"""Words that make several of a noun with one form: "sixteen small Russian spacecraft"."""
_DONE_FOR = re.compile(
    r"\b(?:buil[dt]\w*|launch\w*|ma[dk]e\w*|making|manufactur\w+|develop\w+|design\w*|construct\w*|"
    r"produc\w+|assembl\w+|deliver\w*|s[eo]ld|sell\w*|g[ai]ve\w*|giv\w+|donat\w+|present\w*|hand\w*|suppl\w+|"
    r"transfer\w*|provid\w+|export\w*)\s*(?:over\s*)?$"
)
"""What is done for somebody: "launched a satellite for Laos"."""
_LIKENESS = re.compile(
    r"\b(?:models?|replicas?|mock-?ups?|pictures?|photographs?|drawings?|images?|scale\s+model)\s+of\b[^;:]*$"
)
"""What shows a craft and is none: "a model of a Pakistani cubesat"."""
_ARTICLE = re.compile(r"(?:an?|the|another|its|their)\s", re.IGNORECASE)
_ANOTHER_ONE = re.compile(
    r"\b(?:the|its|their|whose)\s+(?:first|predecessor|forerunner|previous\s+\w+|earlier\s+\w+|other|older\s+\w+|twin|sister)"
    r"(?:\s+(?:of\s+(?:them|these|the\s+\w+)|one))?\s*,?\s*$",
    re.IGNORECASE,
)
"""What brings in another craft than was described: "a second satellite. The first, Abc-1"."""
_BEFORE_THAT = re.compile(
    r"^\W*(?:after|following|despite|in\s+spite\s+of|because\s+of|owing\s+to|since)\s[^,]{1,90},\s+"
)
"""What a sentence opens with that went before: "After two postponements, Kenya's first"."""
_NAME_WORD = re.compile(r"(?<![\w-])(?!Earth\b|Moon\b|X-)[A-Z][\w-]*[a-z]|Satellite\b")
"""What makes a name of a description: "the Tracking and Data Relay Satellite"."""
_INTRODUCED = 40
"""How many characters before a name such words may begin."""
_AHEAD = 800
"""How many characters after a description the name of what it describes may follow."""


@dataclass(frozen=True)
class Ahead:
    """The craft that a document names first, and where.

    Args:
        entity: the craft.
        start: offset of its first mention.
    """

    entity: EntityRef
    start: int


class Described:
    """Finds the descriptions of a sentence.

    Args:
        registry: knows how the countries are called as adjectives.
    """

    def __init__(self, registry: Registry):
        self._adjectives: Mapping[str, str] = {
            id: entity.demonyms[0] for id, entity in registry.entities.items() if entity.demonyms
        }
        self._homes = registry.homes

    def find(
        self, encoded: Encoded, document: str, named: Ahead | None, focus: Mention | None
    ) -> Iterator[Mention]:
        """Yield a mention for each description of one craft.

        Args:
            encoded: the sentence.
            document: id of the document.
            named: the craft that the document names first, if it has not been named yet.
            focus: the craft that the document is speaking of.
        """
        for match in _DESCRIBED.finditer(encoded.text):
            if self._is_other(encoded, match):
                continue
            owner = _owner(encoded, match)
            # "A satellite of Laos" is one phrase, "launched a satellite for Laos" is not.
            last = match.end() if _is_one_phrase(encoded, match) else match.end("kind")
            begin, end = encoded.start(match.start()), encoded.end(last)
            if focus is not None and _is_the_one(encoded, match, owner):
                entity = focus.entity
            elif (
                named is not None
                and _opens(encoded, match, owner, named, end)
                and (match["article"] in ("its", "their") or self._may_own(owner, named))
            ):
                entity = named.entity
            else:
                entity = self._entity(encoded, match, document, owner)
            if entity is not None:
                yield Mention(begin, end, "Satellite", entity, kind="described")

    def _may_own(self, owner: EntityRef | None, named: Ahead) -> bool:
        """Tell whether a craft may be of a country; not where it is another's."""
        home = self._homes.get(named.entity.id)
        return owner is None or home is None or home == owner.id

    @staticmethod
    def _is_other(encoded: Encoded, match: re.Match[str]) -> bool:
        """Tell whether the words describe something named, something else, or several."""
        kind = encoded.words(*match.span("kind")).lower()
        return (
            kind.endswith("s")
            or _IS_NAMED.match(encoded.text, match.end()) is not None
            or PART.match(encoded.text, match.end()) is not None
            or _SEVERAL.search(encoded.before(match.start())) is not None
            or _IS_PREDICATE.search(encoded.before(match.start())) is not None
            or _LIKENESS.search(encoded.before(match.start())) is not None
            or _is_on_craft(encoded.before(match.start()))
        )

    def _entity(
        self, encoded: Encoded, match: re.Match[str], document: str, owner: EntityRef | None
    ) -> EntityRef | None:
        if owner is None or owner.id not in self._adjectives or match["article"] == "the":
            return None
        kind = encoded.words(*match.span("kind")).lower()
        ordinal = _ORDINAL.search(match.group())
        if ordinal is not None:
            at = match.start() + ordinal.start()
            which = encoded.words(at, at + len(ordinal.group())).lower()
            label = f"{owner.label}'s {which} {kind}"
        else:
            label = f"{self._adjectives[owner.id]} {kind}"
        label = re.sub(r"\bearth\b", "Earth", label)
        return EntityRef(f"spacecraft/{slugify(document)}-{slugify(label)}", label, "Satellite")


def _is_on_craft(before: str) -> bool:
    """Tell whether something is said to be carried, and not by a rocket."""
    return _CARRIED.search(before) is not None and _ROCKET.search(before) is None


def _is_one_phrase(encoded: Encoded, match: re.Match[str]) -> bool:
    """Tell whether the owner behind a description belongs to it, and not to the verb before."""
    if re.search(r"\sof\s", match.group()):
        return True
    return match["after"] is not None and _DONE_FOR.search(encoded.before(match.start())) is None


def _owner(encoded: Encoded, match: re.Match[str]) -> EntityRef | None:
    for group in ("adjective", "owner", "after"):
        if match[group]:
            return encoded.mention(match[group]).entity
    of_country = match["told"] is not None and not match["told"]
    if match["article"] in ("its", "their") or of_country:
        subject = subject_of(encoded, match.start())
        if subject is not None and not subject.is_list and is_a(subject, ("Country",)):
            return subject.entity
    return None


def _is_the_one(encoded: Encoded, match: re.Match[str], owner: EntityRef | None) -> bool:
    """Tell whether "the 3.5-tonne communications satellite" means the craft in focus."""
    if match["article"] != "the" or owner is not None or match["kind"][0].isalpha():
        return False
    if _NAME_WORD.search(encoded.words(match.end("article"), match.end())):
        return False
    kind = encoded.words(*match.span("kind")).lower()
    return kind.endswith("satellite") and _ORDINAL.search(match.group()) is None


def _opens(
    encoded: Encoded, match: re.Match[str], owner: EntityRef | None, named: Ahead, end: int
) -> bool:
    """Tell whether a description opens what goes on to name the craft."""
    new = match["article"] in ("a", "an") or (owner is not None and match["article"] != "another")
    near = 0 < named.start - end < _AHEAD
    apart = _ANOTHER_ONE.search(encoded.source[max(0, named.start - _INTRODUCED) : named.start])
    if apart is not None and "first" not in encoded.words(*match.span()).lower().split():
        return False
    ahead = _BEFORE_THAT.sub("", encoded.text[: match.start()])
    meant = meaning(ahead)
    return new and near and (meant == "asserted" or (meant == "planned" and owner is not None))


def first_craft(mentions: list[Mention], body: int = 0) -> Ahead | None:
    """Return the first craft that a document names, and where it first does so in its body.

    Args:
        mentions: what the document names, in text order.
        body: where the body begins, behind the headline; a name there only announces, and
            one that the body lacks is none that it describes.
    """
    crafts = [m for m in mentions if is_a(m, CRAFT)]
    if not crafts:
        return None
    again = [m for m in crafts if m.start >= body and m.entity == crafts[0].entity]
    told = again or [m for m in crafts if m.start >= body] or crafts
    first = told[0]
    return Ahead(first.entity, first.start) if first.entity else None


def in_front(
    text: str, start: int, described: Iterable[Mention], document: str = ""
) -> Iterator[Mention]:
    """Yield descriptions as mentions of no width before their words, or behind their article.

    Where one opens the sentence, it must stand for a craft that the document names.
    """
    own = f"spacecraft/{slugify(document)}-"
    for mention in described:
        article = _ARTICLE.match(text, mention.start)
        at = article.end() - 1 if article is not None else mention.start - 1
        if at < start and mention.entity is not None and not mention.entity.id.startswith(own):
            at = start
        if at >= start:
            yield replace(mention, start=at, end=at)
