"""What "the two agencies", "his country" and "its space agency" refer to.

Two are meant only where the text names no third of the kind, and a person's country only where
the person was said to stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.text.anaphor import anaphor_of
from kg.text.antecedents import all_within
from kg.text.discourse import REACH, Discourse, subject_of
from kg.text.encode import ANY_TOKEN, POSSESSIVE, Encoded, token_pattern, token_regex
from kg.text.mention import PARTIES, Mention, is_a
from kg.text.oneofthem import one_of_them

_OWN_COUNTRY = re.compile(
    r"(?<![\w'-])(?P<word>(?:his|her|their)\s+(?:own\s+)?(?:country|nation|homeland))(?![\w'-])"
)
_STATE = token_regex(["Country", "Demonym"], plural=False)
_OFFICER = re.compile(
    rf"(?P<state>{_STATE})(?:(?:'s)?\s+{token_regex(['Title'], plural=False)})?\s+"
    r"(?:said|says|announced|declared|told|added|stressed|confirmed|stated|noted|pledged|promised)\b[^;]{0,60}$"
)
"""An officer without a name who speaks: "Chile's president said his country"."""
_OWN_BODY = re.compile(
    r"(?<![\w'-])(?P<word>(?:his|her)\s+(?:own\s+)?(?:space\s+)?(?:agency|organi[sz]ation|company|firm))"
    r"(?![\w'-])"
)
_TWO = token_regex(["Number"], plural=False)
_THEM = re.compile(
    rf"\bbetween\s+(?P<word>them|the\s+(?:pair|two|{_TWO}))(?![\w'-]|\s+\w+(?:s|ies)\b)"
)
_OWNED = re.compile(
    r"(?<![\w'-])(?P<word>its)(?=\s+(?:own\s+|national\s+)?space\s+(?:agency|authority|office))"
)
_ORDINAL = token_regex(["Ordinal"], plural=False)
_KIND = token_regex(["SatelliteType"], plural=False)
_ITS_CRAFT = re.compile(
    rf"(?<![\w'-])(?P<word>its)(?=\s+(?:own\s+|new\s+|national\s+|home-?\w+\s+|{_ORDINAL}\s+)*"
    rf"(?:\w+\s+)?(?:{_KIND}|satellite|cubesat|nanosatellite|spacecraft)(?![\w-]))"
)
_UNDERTAKING = token_regex(["Programme", "Mission"], plural=False)
_ITS_PROGRAMME = re.compile(
    r"(?<![\w'-])(?P<word>its)(?=\s+(?:(?:own|new|national|ambitious|flagship|joint|crewed|lunar|planned|future)\s+)*"
    rf"(?:{_UNDERTAKING}|(?:\w+\s+){{0,2}}?(?:project|programme|program|initiative|mission)\s*,\s+(?:the\s+)?{_UNDERTAKING}))"
)
"""What a body or a state is said to own: "ISRO needs it for its Gaganyaan programme"."""
_BORDER = re.compile(r";|,\s+(?:and|but|while)\s")
_COUNTRIES = token_pattern(("Country",), plural=True)
_PAPER = rf"(?:{token_regex(['Document'], plural=False)}|documents?|texts?|papers?)"
_PARTNERS = re.compile(
    rf"(?<![\w'-])(?P<word>(?:the\s+{_TWO}|both)\s+(?:sides|partners|parties|capitals|bodies|organi[sz]ations"
    r"|institutions|space\s+powers)|the\s+(?:sides|partners|parties|pair|duo)|both)"
    r"(?=\s+(?:(?:have|had|has|also|then|now|later|will|are|were|to|would|\w+ly)\s+)*(?:sign|ink|agree|conclud"
    rf"|(?:an?\s+|their\s+own\s+)?{_PAPER}|initial|exchang|announc|join|take\s+part|took\s+part|support"
    r"|endors|commit|collaborat|cooperat|work|develop|launch|built|build|plan|intend|participat"
    r"|go\s+on|went\s+on|set\s+up|express|reaffirm|stress|underlin|underscor|emphasi[sz]|discuss|reiterat|highlight"
    r"|hail(?:ed|s)|welcom|acknowledg|recogni[sz]|pledg|decid|note[ds]|held|issued|commend|encourag|called\s+for)"
    r"|\s*,\s*which\s)"
)
"""Two parties that act together, of whatever kind they are."""
_MADE = (
    r"(?:signed|concluded|reached|struck|sealed|inked|initialled|finali[sz]ed|agreed(?:\s+(?:up)?on)?)"
    r"(?P<word>)(?!\s+(?:between|with|by)\b)"
)
_ON = r"(?:\s+(?:on|for|to|about|concerning)\s+(?:(?!between|with\b)[^.,;:]){1,60}?)?"
_OF_THEM = re.compile(
    r"\b(?:representatives|officials|envoys|delegates|delegations|heads|chiefs|leaders|ministers"
    r"|ambassadors|agencies|governments)\s+(?:of|from)\s+"
    rf"(?P<word>(?:all\s+|the\s+|these\s+){{1,2}}(?P<number>{_TWO}))(?![\w'-]|\s+[\w-]*(?:s|ies)\b)"
)
"""Parties of which the sentences before gave a list: "with representatives of the three"."""
_TOGETHER = (
    r"(?:\s+(?:on|for|to)\s+(?:(?:the|their|it|this|build|develop|launch)\s*)?"
    r"(?:(?:joint|common|shared|space|satellite|lunar|peaceful)\s+)?(?:development|construction|launch|use|cooperation|project|work"
    r"|satellites?|mission|programme|program|undertaking|venture|it|this)?(?:\s+(?:of|on)\s+[^.,;:]{1,40}?)?)?"
)
"""What the agreement of two is said to be on, where that is what the text is on."""
_WAS_MADE = re.compile(
    r"(?:^|[.;]\s)\W*the\s+(?:[\w-]+\s+){0,2}?"
    rf"(?P<paper>{token_regex(['Document'], plural=False)}){_TOGETHER}\s+"
    rf"(?:was|were|has\s+been|had\s+been)\s+(?:\w+ly\s+)?{_MADE}(?![^.;]*\b(?:between|with|by)\b)"
)
"""A document that was made, and nobody is named with whom: "the agreement was signed in May"."""
_OF_STATES = ("agreement", "accord", "pact", "memorandum", "protocol", "treaty")
"""How papers are called that states make, and not firms alone."""
_UNMADE = (
    re.compile(
        rf"\bno\s+(?:[\w-]+\s+){{0,3}}?{_PAPER}{_ON}\s+(?:was|were|has|have|had|is|are)\s+"
        rf"(?:(?:yet|ever|so\s+far|been|as\s+yet)\s+){{0,3}}{_MADE}"
    ),
    re.compile(
        rf"{_PAPER}{_ON}\s+(?:has|have|had)\s+(?:still\s+)?(?:yet\s+to\s+be|not\s+(?:yet\s+)?been)\s+{_MADE}"
    ),
)
"""A document that was not made, and nobody is named with whom."""
_SINGLE = ("Agency", "Country")
"""Types of which all may be meant; of other bodies, only those for space."""
_BOTH = (
    (
        re.compile(
            rf"(?<![\w'-])(?P<word>(?:the\s+{_TWO}|both)\s+(?:space\s+)?agencies)(?![\w'-])"
        ),
        ("Agency",),
    ),
    (
        re.compile(
            rf"(?<![\w'-])(?P<word>(?:the\s+{_TWO}|both)\s+(?:(?:neighbou?ring\s+)?(?:countries|nations"
            r"|states|governments)|neighbou?rs|sides(?=\s+(?:are|were|have\s+been|had\s+been)\s+(?:[\w-]+\s+){0,3}?"
            r"(?:signatories|parties|members))))(?![\w'-])"
        ),
        ("Country",),
    ),
)


def find(encoded: Encoded, discourse: Discourse) -> list[Mention]:
    """Return a mention for each of them that can be resolved."""
    found: list[Mention] = []
    for match in _OWN_COUNTRY.finditer(encoded.text):
        found += anaphor_of(encoded, match, _side_of_speaker(encoded, match, discourse, "Country"))
    for match in _OWN_BODY.finditer(encoded.text):
        side = _side_of_speaker(encoded, match, discourse, "Organisation")
        found += anaphor_of(encoded, match, side)
    for match in _THEM.finditer(encoded.text):
        if any(m.value != "2" for m in _mentions_in(encoded, match)):
            continue
        lists = [m for m in encoded.mentions if m.is_list and is_a(m, PARTIES)]
        earlier = [m for m in lists if m.end <= encoded.start(match.start())]
        them = earlier[-1] if earlier else _partners(encoded, match.start(), discourse)
        found += anaphor_of(encoded, match, them)
    for match in _PARTNERS.finditer(encoded.text):
        if all(m.value == "2" for m in _mentions_in(encoded, match)):
            found += anaphor_of(encoded, match, _partners(encoded, match.start(), discourse))
    found += owners(encoded, discourse)
    found += _both(encoded, discourse)
    found += _unmade(encoded, discourse)
    found += _made(encoded, discourse)
    found += _all_of_them(encoded, discourse)
    found += one_of_them(encoded, discourse)
    return found


def _unmade(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention without extent of the two who made none: "no agreement was signed"."""
    for match in (m for pattern in _UNMADE for m in pattern.finditer(encoded.text)):
        two = _pair(encoded, discourse, ("Country",))
        told = discourse.just_named(PARTIES).keys() | discourse.spoken_for
        if two is not None and told and told.isdisjoint({m.entity for m in two.members}):
            two = None  # others act in the sentence before
        two = two or _partners(encoded, match.start(), discourse)
        for mention in anaphor_of(encoded, match, two):
            yield replace(mention, kind="unsaid", clause=None)


def _made(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention without extent of the only two states of a text: "the pact was signed"."""
    for match in _WAS_MADE.finditer(encoded.text):
        paper = encoded.mention(match["paper"]).value
        two = _pair(encoded, discourse, ("Country",)) if _is_of_states(paper) else None
        if two is not None and len(discourse.distinct.get("Country", ())) == len(two.members):
            for mention in anaphor_of(encoded, match, two):
                yield replace(mention, kind="unsaid", clause=None)


def _is_of_states(paper: str) -> bool:
    return any(word in paper.lower() for word in _OF_STATES)


def _all_of_them(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention of the list for each "representatives of the three"."""
    for match in _OF_THEM.finditer(encoded.text):
        count = encoded.mention(match["number"]).value
        many = _listed(int(count), discourse) if count.isdigit() else None
        yield from anaphor_of(encoded, match, many)


def _listed(count: int, discourse: Discourse) -> Mention | None:
    """Return the last list of so many parties that a subject was, within reach."""
    for subject in reversed(discourse.subjects[-REACH:]):
        if subject is not None and subject.is_list and is_a(subject.members[0], PARTIES):
            return subject if len(subject.members) == count else None
    return None


def _both(encoded: Encoded, discourse: Discourse) -> Iterator[Mention]:
    """Yield a mention for each "both", "the two agencies" and the like."""
    for pattern, kinds in _BOTH:
        for match in pattern.finditer(encoded.text):
            if all(m.value == "2" for m in _mentions_in(encoded, match)):
                two = _pair(encoded, discourse, kinds)
                if two is None and kinds == ("Agency",):
                    two = _pair(encoded, discourse, ("Agency", "IntergovernmentalOrganisation"))
                yield from anaphor_of(encoded, match, two)


def owners(encoded: Encoded, discourse: Discourse) -> list[Mention]:
    """Return a mention of the country for each "its" of "its space agency" and "its satellite"."""
    found: list[Mention] = []
    for match in _OWNED.finditer(encoded.text):
        subjects = (subject_of(encoded, match.start()), discourse.last_subject())
        told = [one for one in subjects if one is not None]
        owner = told[0] if told and is_a(told[0], PARTIES) else discourse.focus(("Country",))
        if owner is not None and is_a(owner, ("Country",)) and not owner.is_list:
            found += anaphor_of(encoded, match, owner)
    for match in _ITS_PROGRAMME.finditer(encoded.text):
        owner = _sole_party(encoded, match.start(), discourse)
        if owner is not None:
            found += (replace(m, head=POSSESSIVE) for m in anaphor_of(encoded, match, owner))
    for match in _ITS_CRAFT.finditer(encoded.text):
        borders = [border.end() for border in _BORDER.finditer(encoded.text, 0, match.start())]
        opens = borders[-1] if borders else 0
        owner = subject_of(encoded, match.start(), after=opens)
        ahead = _COUNTRIES.findall(encoded.text, opens, match.start())
        if owner is not None and owner.type == "Country" and len(set(ahead)) == 1:
            found += (replace(m, head=POSSESSIVE) for m in anaphor_of(encoded, match, owner))
    return found


def _sole_party(encoded: Encoded, before: int, discourse: Discourse) -> Mention | None:
    """Return the only party that a sentence has named so far, if it is its subject.

    Where it has named none, the subject of the sentence before is meant.
    """
    named = [m for kind in PARTIES for m in all_within(encoded, before, (kind,))]
    subject = subject_of(encoded, before, PARTIES) if named else discourse.last_subject()
    alone = len({m.entity for m in named}) < 2 and not (subject is None or subject.is_list)
    return subject if alone and subject is not None and is_a(subject, PARTIES) else None


def _mentions_in(encoded: Encoded, match: re.Match[str]) -> list[Mention]:
    return [encoded.mention(token) for token in re.findall(ANY_TOKEN, match.group())]


def _side_of_speaker(
    encoded: Encoded, match: re.Match[str], discourse: Discourse, kind: str
) -> Mention | None:
    """Return the country or body for which the person before "his country" stands."""
    earlier = [m for m in encoded.mentions if m.start < encoded.start(match.start())]
    earlier = [m for _, m in discourse.latest[-REACH:]] + earlier
    people = [m for m in earlier if m.type == "Person"]
    officer = _OFFICER.search(encoded.text[: match.start()]) if kind == "Country" else None
    if officer is not None and not any(m.start > encoded.start(officer.start()) for m in people):
        return replace(encoded.mention(officer["state"]), type="Country")
    body = people[-1].affiliation if people else None
    side = Mention(0, 0, body.type, body) if body is not None else None
    return side if side is not None and is_a(side, (kind,)) else None


def _pair(encoded: Encoded, discourse: Discourse, kinds: tuple[str, ...]) -> Mention | None:
    """Return the only two of a kind that the text names, in all or of late."""
    each = [m for one in encoded.mentions for m in one.each()]
    here = {m.entity for m in each if is_a(m, kinds)}
    here |= {m.affiliation for m in each if m.affiliation and m.affiliation.type in kinds}
    ever = {e: m for kind in kinds for e, m in discourse.distinct.get(kind, {}).items()}
    for all_named in (ever, discourse.recent(kinds)):
        named = {e: m for e, m in all_named.items() if e.type in _SINGLE or "Space" in e.label}
        if len(named) == 2 and here <= named.keys():
            members = tuple(named.values())
            return replace(members[0], kind="list", members=members)
    peoples = discourse.distinct.get("Peoples", {})  # "a Franco-Chinese satellite"
    if kinds == ("Country",) and len(peoples) == 2 and here <= peoples.keys():
        members = tuple(replace(one, type="Country") for one in peoples.values())
        return replace(members[0], kind="list", members=members)
    return None


def _partners(encoded: Encoded, before: int, discourse: Discourse) -> Mention | None:
    """Return the two parties that this sentence or the one before is about, None if others act.

    It is about the two that are its subject, or about the only two parties that it names.
    """
    limit = encoded.start(before)
    here = {m.entity: m for one in encoded.mentions if one.end <= limit for m in one.each()}
    parties = {e: m for e, m in here.items() if e is not None and is_a(m, PARTIES)}
    subject = subject_of(encoded, before, PARTIES)
    if not parties:
        parties = discourse.just_named(PARTIES)
        subject = discourse.last_subject()
    if subject is not None and is_a(subject, PARTIES) and len(subject.members) == 2:
        return subject
    if len(parties) != 2 or len({m.type == "Country" for m in parties.values()}) == 2:
        return None
    members = tuple(sorted(parties.values(), key=lambda m: m.start))
    return replace(members[0], kind="list", members=members)
