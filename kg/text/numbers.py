"""Numbers and ordinals in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.fold import printed
from kg.text.hints import Hint
from kg.text.mention import Mention

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ORDINAL_TENS = (
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
)
_VALUES = (
    {word: value for value, word in enumerate(_UNITS)}
    | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
    | {word: value for value, word in enumerate(_ORDINALS, 1)}
    | {word: 20 + 10 * i for i, word in enumerate(_ORDINAL_TENS)}
)
_TEN = rf"(?:{'|'.join(_TENS)})"
_ONE = rf"(?:{'|'.join(_UNITS[1:])})"
_ORD = rf"(?:{'|'.join(_ORDINALS)})"
_NUMBER = re.compile(
    rf"""(?<![\w.,$€£-])(?:
      (?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|(?:{_TEN}[\s-])?{_ORD}|{"|".join(_ORDINAL_TENS)})
    | (?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?![\d.,-]*\d|%|\s*%)
    | (?P<words>{_TEN}(?:[\s-]{_ONE})?|{_ONE}|(?:a|one)\s+dozen|dozens)
    )(?![\w'])""",
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_HINT = Hint([*_VALUES, "dozen", "dozens"])


def numbers(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield numbers and ordinals of a stretch in order, their value in digits."""
    if not _HINT.fits(text, start, end) and not _DIGIT.search(text, start, end):
        return
    for match in _NUMBER.finditer(printed(text), start, end):
        kind = "Ordinal" if match["ordinal"] else "Number"
        value = _digits(match.group())
        if value:
            yield Mention(match.start(), match.end(), kind, value=value, kind="value")


def _digits(words: str) -> str:
    plain = words.lower().replace(",", "")
    leading = re.match(r"\d+", plain)
    if leading:
        return leading.group()
    if plain.endswith("dozen"):
        return "12"
    parts = re.split(r"[\s-]+", plain)
    return str(sum(_VALUES[part] for part in parts)) if set(parts) <= _VALUES.keys() else ""
