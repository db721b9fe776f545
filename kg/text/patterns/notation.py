r"""The notation of extraction patterns, and its translation to regular expressions.

{what: Words}         up to 80 characters of free text, kept as they stand
{subject: Country+}   a mention of that type (`|` for alternatives; `+` also a list, `++` only one)
<sign>                a verb group of the lexicon in the active voice, any tense
<be sign>             the same in the passive
<signed>, <signing>   only the participle, only the gerund of a group: `<sign:ed>`, `<sign:ing>`
@nations              one entry of a word list of the lexicon
word  -led  's        these words; what begins with `-` or `'` joins the word before it
[a b]  (a | b)        optional words; alternatives
\(  \)                  brackets that stand in the text
~                     up to four words or numbers of no interest
~~                    anything within the clause, mentions too, up to 120 characters
… {object: Accord}    one that is left unsaid ("Peru did likewise"), never one that is named
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from kg.model import ID_PREFIXES
from kg.text.encode import ANY_TOKEN, CLOSE, OPEN, token_regex, tokens_of
from kg.text.lexicon import Lexicon, alternation
from kg.text.mention import VALUE_TYPES
from kg.text.patterns.needs import Need, Needs, rarest
from kg.text.patterns.verbs import VerbGroups

_ELEMENT = re.compile(
    r"""\s*(?:
      \{\s*(?P<slot>[a-zA-Z]+)\s*:\s*(?P<types>[A-Za-z|\s]+?)(?P<plural>\+{0,2})\s*\}
    | <(?P<verb>[^<>]+)>
    | @(?P<list>[a-z-]+)
    | (?P<gap>~~?)
    | \\(?P<literal>[()])
    | (?P<unsaid>…)
    | (?P<punctuation>[\[\]()|,;:"]|--|—)
    | (?P<word>[-'’]?[^\s{}<>\[\]()|,;:~@"—…]+)
    )""",
    re.VERBOSE,
)
# No "a" before a name: "a NASA contractor" is not NASA.
_ARTICLES = (
    r"(?:(?<![\w'-])(?:both|all|either)\s+(?:of\s+)?)?"
    r"(?:(?:the|neither|its|their|his|her|this|that|these|those|country's)\s+)?"
)
_VALUE_ARTICLES = r"(?:(?:the|an?|its|their|this|that|another)\s+)?"
_SLOT_END = f"{CLOSE})"
_JOINED = re.compile(r"[\s\[(]*['’-]")
_UNJOINED = r"(?!-\w|'s?\b)"
"""A mention is not taken where it only qualifies what follows ("NASA-led", "Peru's")."""
_UNHYPHENED = r"(?!-\w)"
"""A person who ends a pattern may own what follows ("President Ruiz's visit")."""
_COUNTS = token_regex(["Number", "Ordinal"], plural=False)
_DAY, _SPOT = (token_regex([kind], plural=False) for kind in ("Date", "Place"))
_WHEN_WHERE = rf"(?:(?:(?:on|in|late|early)\s+)?{_DAY}|(?:in|at)\s+{_SPOT})"
_ORBITAL = token_regex(["Orbit"], plural=False)
_SHORT_GAP = (
    rf"(?:\s+(?:{_COUNTS}|{_ORBITAL}|{_WHEN_WHERE}|{ANY_TOKEN}-\w+|\d[\d.]*[\w-]+"
    rf"|[^{OPEN}\s,.;:()]+)){{0,4}}?"
)
_NEXT_VERB = rf"\s(?:and|but|while)(?:{ANY_TOKEN})?\s+(?:is|are|was|were|has|have|had|will|\w+ed)\b"
_NEXT_CLAUSE = rf",\s+{ANY_TOKEN}\s+(?:is|are|was|were|has|have|had|will)\b"
_LONG_GAP = rf"(?:(?!{_NEXT_VERB}|{_NEXT_CLAUSE})[^;\n]){{0,120}}?"
_BY_THE_WAY = token_regex(["Date", "Number", "Ordinal", "Title", "Place"], plural=False)
_ASIDE = rf"(?:[^;\n{OPEN}]|{_BY_THE_WAY})"
_WHEN, _BODY = (token_regex([kind], plural=False) for kind in ("Date", "Organisation"))
_INSERTED = (
    r"(?:(?:\s*,|\s+[–—-])(?=\s+(?:\w+ed|has|had|have|is|are|was|were|will|put|struck|began|became|won|sent|took|"
    r"takes?|joins?|signs?|contributes?|provides?|participates?|remains?|leads?|belongs?|"
    r"came|comes|went|goes|flew|flies|rode|rides|left|leaves|carries|built|made|bought|runs|"
    r"rose|circles|orbits|serves|weighs|uses)\b)"
    r"|\s*,\s*(?:(?:to|in|of|under|on|by|for|from|with|at)\s+which|which|who|whose|though|although|like|unlike|despite|an?|the|\w+ed|\w+en|known|built|made|led|set|run|begun|held|born)\b[^;\n]{1,120}?,"
    rf"|\s+(?:on\s+|in\s+|late\s+|early\s+)?(?:the\s+)?{_WHEN}(?=\s)"
    rf"|\s*,\s*(?:of|from|by|(?:built|made|designed|developed)\s+(?:by|at|in))\s+(?:the\s+)?{ANY_TOKEN}\s*,"
    rf"|\s*,\s*(?:the\s+)?{ANY_TOKEN}'s\s+[^;,\n]{{1,80}}?,|\s*,\s*(?:the\s+)?{_BODY}\s*,"
    rf"|\s*,{_ASIDE}{{1,100}}?,|\s*\([^()\n]{{1,60}}\)"
    rf"|\s*—{_ASIDE}{{1,100}}?—|\s+[–-]\s{_ASIDE}{{1,100}}?\s[–-](?=\s))?"
)
"""What may stand between a subject and its verb: a clause or an aside without other names."""


class NotationError(ValueError):
    """A pattern text that does not follow the notation."""


@dataclass
class Compiled:
    """A pattern as a regular expression over encoded sentences.

    Args:
        expression: the expression; slot groups are `s_NAME_N`, verb groups `v_N`.
        slots: slot name -> types it takes (`Words` for free text).
        groups: regex group -> slot name.
        verbs: regex groups that hold what stands before a verb form.
        subject_first: whether it opens with a mention and its verb.
        needs: sets of tokens, of each of which a sentence must have one to match at all.
    """

    expression: str
    slots: dict[str, tuple[str, ...]]
    groups: dict[str, str]
    verbs: tuple[str, ...]
    subject_first: bool
    needs: tuple[Need, ...]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled when it is first needed: few patterns may fit a text.

        Raises:
            NotationError: brackets or alternatives are not balanced.
        """
        try:
            return _regex(self.expression)
        except re.error as error:
            raise NotationError(f"unbalanced brackets or alternatives ({error})") from error


@cache
def _regex(expression: str) -> re.Pattern[str]:
    """Compile once in a process: a second extractor reads by the same patterns.

    Python's own memory of expressions is smaller than a set of patterns.
    """
    return re.compile(expression)


@dataclass
class _State:
    lexicon: Lexicon
    verb_groups: VerbGroups
    slots: dict[str, tuple[str, ...]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    verbs: list[str] = field(default_factory=list)
    needs: Needs = field(default_factory=Needs)
    depth: list[tuple[str, bool]] = field(default_factory=list)
    after_slot: bool = False
    subject_first: bool = False
    opens: bool = False


def compile_pattern(
    text: str, lexicon: Lexicon, verb_groups: VerbGroups, *, trigger: bool = False
) -> Compiled:
    """Translate a pattern text.

    Args:
        text: the pattern, in the notation.
        lexicon: its word lists.
        verb_groups: its verbs.
        trigger: whether it is the trigger of a frame, which needs no slot.

    Raises:
        NotationError: with the offending part.
    """
    state = _State(lexicon, verb_groups)
    body: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        match = _ELEMENT.match(text, at)
        if match is None:
            raise NotationError(f"cannot read {text[at : at + 20]!r}")
        if body and body[-1].endswith(_SLOT_END) and not _JOINED.match(text, at):
            body.append(_UNJOINED)
        state.opens |= not body and match["slot"] is not None
        at = match.end()
        body.append(_element(match, state))
    if body and body[-1].endswith(_SLOT_END):
        body.append(_UNHYPHENED if _ends_with_person(text) else _UNJOINED)
    if not (state.slots or trigger):
        raise NotationError("the pattern has no slot such as {subject: Country}")
    return _compiled("".join(body), state)


def _ends_with_person(text: str) -> bool:
    return re.search(r":\s*Person\s*(?:\|\s*Name\s*)?\}\s*$", text) is not None


def _compiled(body: str, state: _State) -> Compiled:
    if state.depth:
        raise NotationError(f"{state.depth[-1][0]!r} is never closed")
    return Compiled(
        _tidy(body),
        state.slots,
        state.groups,
        tuple(state.verbs),
        state.subject_first,
        state.needs.all(),
    )


def _tidy(body: str) -> str:
    """Drop the white space that the first element would ask for."""
    return re.sub(r"^(\\s\*|\\s\+)", "", body)


def _element(match: re.Match[str], state: _State) -> str:
    kind = match.lastgroup if match.lastgroup != "plural" else "slot"
    before, state.after_slot = state.after_slot, False
    if kind == "slot":
        return _slot(match, state)
    if kind == "verb":
        return _verb(match["verb"].strip(), state, before)
    if kind == "list":
        return _list(match["list"], state)
    if kind == "punctuation":
        return _punctuation(match["punctuation"], state, before)
    if kind == "word":
        return _word(match["word"], state.needs)
    return _sign(match)


def _list(name: str, state: _State) -> str:
    if name not in state.lexicon.lists:
        raise NotationError(f"no word list @{name} in the lexicon")
    expression, need = _phrases(state.lexicon.lists[name])
    state.needs.add(need)
    return expression


@cache
def _phrases(phrases: tuple[str, ...]) -> tuple[str, Need]:
    """Return the regex of a word list and what it needs; many patterns use the same list."""
    return rf"\s*\b(?:{alternation(phrases)})\b", frozenset(map(rarest, phrases))


def _sign(match: re.Match[str]) -> str:
    if match["literal"]:
        return rf"\s*\{match['literal']}"
    if match["unsaid"]:
        return rf"(?=\s*{OPEN}0)"
    return _SHORT_GAP if match["gap"] == "~" else _LONG_GAP


def _slot(match: re.Match[str], state: _State) -> str:
    name = match["slot"]
    types = tuple(part.strip() for part in match["types"].split("|"))
    if types == ("Words",):
        group = f"w_{name}_{len(state.groups)}"
        state.groups[group] = name
        state.slots[name] = types
        return rf"\s*(?P<{group}>[^;,\n]{{3,80}}?)(?!\w)"
    for part in types:
        if part not in ID_PREFIXES and part not in VALUE_TYPES:
            raise NotationError(f"unknown type {part!r} in {{{name}: …}}")
    plural, single = bool(match["plural"]), match["plural"] != "++"
    group = f"s_{name}_{len(state.groups)}"
    state.groups[group] = name
    state.slots[name] = tuple(sorted({*state.slots.get(name, ()), *types}))
    state.after_slot = True
    state.needs.add(tokens_of(types, plural=plural, single=single))
    articles = _VALUE_ARTICLES if set(types) <= set(VALUE_TYPES) else _ARTICLES
    return rf"\s*{articles}(?P<{group}>{token_regex(types, plural=plural, single=single)})"


def _verb(text: str, state: _State, before: bool) -> str:
    passive = text.startswith("be ")
    name, _, form = text.removeprefix("be ").strip().partition(":")
    if name not in state.lexicon.verbs or form not in ("", "ed", "ing", "to"):
        raise NotationError(f"no verb group <{text}> in the lexicon")
    group = f"v_{len(state.verbs)}"
    state.verbs.append(group)
    inserted = _INSERTED if before else ""
    alone = len(state.groups) == 1 and len(state.verbs) == 1
    state.subject_first |= before and state.opens and alone
    state.needs.add(state.verb_groups.need(name, form=form, passive=passive))
    return inserted + state.verb_groups.regex(name, group, form=form, passive=passive)


def _punctuation(mark: str, state: _State, before: bool) -> str:
    """Return the regex of a mark; `before` tells whether a slot stands right before it."""
    if mark in "([":
        state.depth.append((mark, before))
        state.after_slot = before and mark == "("
        state.needs.enter()
        return "(?:"
    state.after_slot = before and mark in "])"
    if mark in "])":
        if not state.depth or state.depth.pop()[0] + mark not in ("()", "[]"):
            raise NotationError(f"{mark!r} closes nothing")
        state.needs.leave(optional=mark == "]")
        return ")" if mark == ")" else ")?"
    if mark == "|":
        state.after_slot = bool(state.depth) and state.depth[-1] == ("(", True)
        state.needs.either()
        return "|"
    state.needs.add("—-" if mark in ("--", "—") else mark)
    return r"\s*(?:—|--|-)" if mark in ("--", "—") else rf"\s*{re.escape(mark)}"


def _word(word: str, needs: Needs) -> str:
    words = word.replace("’", "'").lower()
    if words == "'s":  # "Laos' first satellite"
        needs.add(["'"])
        return r"'(?:s\b|(?=\s))"
    plain = re.escape(words)
    if word[-1].isalnum():
        needs.add([rarest(words)])
    if word[0] in "-'’":
        return plain + (r"\b" if word[-1].isalnum() else "")
    end = r"\b" if word[-1].isalnum() else ""
    return rf"\s*(?<![\w'-]){plain}{end}"
