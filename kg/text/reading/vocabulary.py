"""The words of page furniture, as `data/furniture.yaml` declares them.

The notation is explained at the head of that file. A phrase becomes one regular expression
that must match a whole line; phrases are filed under their first word, so that a line is
held against a few of them only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.errors import DataFileError
from kg.model import content_hash
from kg.model.datafile import Record, read_yaml
from kg.text.reading.dates import DATE
from kg.text.reading.units import LONGEST_FURNITURE, ends_sentence

PLACES = ("anywhere", "head", "tail", "edges")
CUTS = ("nothing", "line", "list", "rest", "end")
GIVES = ("date", "updated", "url")

_NAME = r"[^\W\d_a-z][\w.'-]*,?"
_PLACEHOLDERS = {
    "{n}": r"\d[\d.,]{0,9}",
    "{few}": r"[^\s,]+(?:\s[^\s,]+){0,2}",
    "{words}": r"[^\s,]+(?:\s[^\s,]+){0,7}",
    "{title}": r".+",
    "{any}": r".*",
    "{name}": rf"{_NAME}(?:\s(?:{_NAME}|of|and|for|the|in|de|van|von|bin|al|&)){{0,7}}",
    "{date}": DATE,
    "{url}": r"https?://\S+",
}
_MATCH_ALL = ("{any}", "{title}", "{words}", "{few}", "{name}", "{n}")
_SHORT_OF_SENTENCE = ("{title}", "{words}", "{few}", "{name}")
_TOKEN = re.compile(r"\{\w+\}|\s?[:|]\s?|\s+|[^\s{}:|]+")
_SEPARATOR = r"(?:\s?[:|»>•·]\s?|\s[–—-]\s)"
_AFTER = r"(?:\s?\(?\d{1,6}\)?)?[\s:…»›→!]*"
_FRAME = " \t#*_~=•·–—-»›→▶►|()[]"
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "*": None})
_YEAR = re.compile(r"(?:19|20)\d\d")
_THIRD_ITEM = re.compile(
    r"\(c\)\s+(?!(?:copyright|by)\b)(?!(?:19|20)\d\d\b)(?!.*\breserved\b).{40}", re.IGNORECASE
)
"""The third entry of a list, (a), (b) and (c), which is no note of copyright."""
_LITERAL = re.compile(r"(?<![{\w])[^\W\d_]+|[^\w\s{}]")
_FIRST = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Rule:
    """What a phrase says of a line that it matches.

    Args:
        reason: what such lines are, for people.
        where: one of `PLACES`.
        cut: one of `CUTS`.
        gives: one of `GIVES`, or None.
    """

    reason: str
    where: str
    cut: str
    gives: str | None

    def fits(self, place: str) -> bool:
        """Return whether the rule holds in the head, the body or the tail of a page."""
        if self.where == "edges":
            return place != "body"
        return self.where in ("anywhere", place)


class _Form(NamedTuple):
    """A phrase compiled; `needs` must occur in a folded line before it is worth matching."""

    needs: str
    expression: re.Pattern[str]
    no_sentence: bool
    rules: tuple[Rule, ...]


class Furniture:
    """All rules, ready to be held against lines.

    Args:
        phrases: phrase -> its rules, in the order of the file.
        publisher_words: words that the name of a publisher ends in.
    """

    def __init__(self, phrases: Mapping[str, Iterable[Rule]], publisher_words: Iterable[str]):
        self.phrases = {phrase: tuple(rules) for phrase, rules in phrases.items()}
        self.publisher_words = frozenset(publisher_words)
        self._by_word: dict[str, list[_Form]] = {}
        for phrase, rules in self.phrases.items():
            first = _first_word(phrase.partition("{")[0])
            no_sentence = phrase.endswith(_SHORT_OF_SENTENCE)
            form = _Form(_needs(phrase), _compile(phrase), no_sentence, rules)
            self._by_word.setdefault(first, []).append(form)

    def match(self, line: str) -> tuple[Rule, ...]:
        """Return the rules of every phrase that matches a line."""
        if len(line) > LONGEST_FURNITURE:
            return ()
        bare = " ".join(line.translate(_FOLD).split()).strip()
        if not _THIRD_ITEM.match(bare):
            bare = bare.replace("(c)", "©").replace("(C)", "©")
        bare = bare.strip(_FRAME)
        stops = bare.endswith(".") and ends_sentence(bare)
        folded = bare.casefold()
        if _YEAR.search(folded):
            folded += "{date}"
        return tuple(
            rule
            for word in (_first_word(bare), "")
            for form in self._by_word.get(word, ())
            if form.needs in folded and not (stops and form.no_sentence)
            if form.expression.fullmatch(bare)
            for rule in form.rules
        )

    def digest(self) -> str:
        """Return a hash of all rules; what was read under another one must be read again."""
        rules = [[phrase, *map(repr, rules)] for phrase, rules in self.phrases.items()]
        return content_hash(rules, sorted(self.publisher_words))


def _first_word(text: str) -> str:
    found = _FIRST.search(text)
    return found[0].casefold() if found else ""


def _needs(phrase: str) -> str:
    if "{date}" in phrase:
        return "{date}"
    return "http" if "{url}" in phrase else max(_LITERAL.findall(phrase), key=len).casefold()


def _compile(phrase: str) -> re.Pattern[str]:
    parts = []
    for token in _TOKEN.findall(phrase):
        if token in _PLACEHOLDERS:
            parts.append(f"(?:{_PLACEHOLDERS[token]})")
        elif token.strip() in (":", "|"):
            parts.append(_SEPARATOR)
        else:
            parts.append(r"\s" if token.isspace() else f"(?i:{re.escape(token)})")
    # "Copyright {any}" holds for "Copyright" as well.
    source = "".join(parts).replace(r"\s(?:.*)", r"(?:\s.*)?")
    return re.compile(source + _AFTER)


def load_furniture(path: Path | None = None) -> Furniture:
    """Return the furniture that a file declares.

    Args:
        path: a file such as `data/furniture.yaml`; without it the one that came with `kg`.

    Raises:
        DataFileError: the file cannot be read or breaks its notation; with path and line.
    """
    return _bundled() if path is None else _load(path)


@cache
def _bundled() -> Furniture:
    package = Path(__file__).resolve().parents[2]
    # In the wheel the data lies in the package, in a checkout beside it.
    roots = (package / "_bundle", package.parent)
    paths = [root / "data" / "furniture.yaml" for root in roots]
    return _load(next((path for path in paths if path.is_file()), paths[0]))


def _load(path: Path) -> Furniture:
    root = read_yaml(path)
    if not isinstance(root, Record):
        raise DataFileError("must hold `furniture` and `publisher_words`", path)
    _only(root, ("furniture", "publisher_words"))
    phrases: dict[str, list[Rule]] = {}
    for group in _items(root, "furniture"):
        if not isinstance(group, Record):
            raise DataFileError("each group is a mapping that begins with `reason`", path)
        rule = _rule(group)
        for phrase in _texts(group, "phrases"):
            _check_phrase(phrase, group)
            phrases.setdefault(phrase, []).append(rule)
    return Furniture(phrases, _texts(root, "publisher_words"))


def _rule(group: Record) -> Rule:
    _only(group, ("reason", "where", "cut", "gives", "phrases"))
    reason = group.get("reason")
    if not isinstance(reason, str) or not reason:
        raise DataFileError("a group needs a `reason` in words", group.path, group.line)
    gives = _choice(group, "gives", GIVES) if "gives" in group else None
    return Rule(reason, _choice(group, "where", PLACES), _choice(group, "cut", CUTS), gives)


def _choice(group: Record, key: str, allowed: tuple[str, ...]) -> str:
    value = group.get(key)
    if value not in allowed:
        message = f"`{key}` must be one of {', '.join(allowed)}"
        raise DataFileError(message, group.path, group.line_of(key))
    return str(value)


def _check_phrase(phrase: str, group: Record) -> None:
    for token in re.findall(r"\{[^}]*\}?|\}", phrase):
        if token not in _PLACEHOLDERS:
            message = f"{token!r} in {phrase!r} is none of {', '.join(_PLACEHOLDERS)}"
            raise DataFileError(message, group.path, group.line_of("phrases"))
    if not phrase.strip() or phrase in _MATCH_ALL:
        message = f"the phrase {phrase!r} would match any line"
        raise DataFileError(message, group.path, group.line_of("phrases"))


def _only(record: Record, allowed: tuple[str, ...]) -> None:
    for key in record:
        if key not in allowed:
            message = f"unknown key `{key}`; known are {', '.join(allowed)}"
            raise DataFileError(message, record.path, record.line_of(key))


def _items(record: Record, key: str) -> list[object]:
    value = record.get(key)
    if not isinstance(value, list) or not value:
        raise DataFileError(f"`{key}` must be a list", record.path, record.line_of(key))
    return value


def _texts(record: Record, key: str) -> list[str]:
    found = _items(record, key)
    if not all(isinstance(text, str) for text in found):
        raise DataFileError(f"`{key}` must hold text only", record.path, record.line_of(key))
    return [str(text) for text in found]
