"""Folding of text for matching, one character for one, so that offsets stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SAME = str.maketrans(
    dict.fromkeys("’‘ʼ`´′", "'")
    | dict.fromkeys("“”„«»″", '"')
    | dict.fromkeys("‐‑‒–−", "-")
    | dict.fromkeys("\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " ")
    | dict.fromkeys("\u202f\u205f\u3000\t", " ")
)


_ACCENTED = re.compile(r"[^\x00-\x7f]")


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """Return one lower-case character without its diacritic, or the character itself."""
    base = unicodedata.normalize("NFKD", char)[:1].lower()
    return base if len(base) == 1 else char


def punctuation(text: str) -> str:
    """Return the text with typographic quotes, hyphens and spaces made plain."""
    return text.translate(_SAME)


@lru_cache(maxsize=4)
def printed(text: str) -> str:
    """Return `punctuation` of a whole document; the latest few are kept."""
    return punctuation(text)


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """Return `printed` in lower case, one character for one; the latest few are kept."""
    return _lower(printed(text))


def fold(text: str) -> str:
    """Return the text for comparison: plain, lower case, no diacritics, hyphen as space.

    The result has exactly as many characters as the text:
    `fold("Chang’e‑6") == "chang'e 6"`.
    """
    plain = punctuation(text)
    if not plain.isascii():
        plain = _ACCENTED.sub(lambda found: _plain(found.group()), plain)
    return _lower(plain).replace("-", " ")


def _lower(text: str) -> str:
    """Return the text in lower case, one character for one: `str.lower` can make it longer."""
    lower = text.lower()
    if len(lower) == len(text) and "\u03c2" not in lower:
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)
