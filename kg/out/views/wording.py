"""Values as people read them, and text that is safe to draw."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DATE = re.compile(r"(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?")
_DECADE = re.compile(r"(\d{3})X")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,9})\)$")
_CAPITALS = re.compile(r"[A-Z]{2,8}")
_CENTURY = re.compile(r"(\d\d)XX")

# C0 and C1 controls but not the line breaks, and the marks that reorder what follows them.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Return the text on one line, its control and reordering characters made visible.

    Each such character becomes U+FFFD; a lone surrogate, which no file can hold, too.
    """
    shown = _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)
    shown = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", shown)
    return " ".join(shown.split())


def acronym(label: str, others: Iterable[str] = ()) -> str | None:
    """Return the acronym that a name gives in brackets, or has among its other names.

    Another name counts if its letters occur in the label in that order: "JAXA" for "Japan
    Aerospace Exploration Agency", but not "PRC" for "China". The longest one is taken.
    """
    label = plain(label)
    if match := _ACRONYM.search(label):
        return match[1]
    found = [name for name in others if _CAPITALS.fullmatch(name) and _spells(name, label)]
    return min(found, key=lambda name: (-len(name), name), default=None)


def drawn_name(label: str, short: str | None = None) -> list[str]:
    """Return the lines of a name on the drawing, at most three.

    A name of more than two lines is drawn as its acronym where it has one, and a still
    longer one is cut with "…".
    """
    lines = _wrapped(label)
    if len(lines) > 2 and short:
        return [short]
    return lines if len(lines) <= 3 else [*lines[:2], lines[2] + "…"]


def _spells(name: str, label: str) -> bool:
    letters = iter(label.lower())
    return name[0].lower() == label[:1].lower() and all(c in letters for c in name.lower())


def _wrapped(text: str, width: int = 20) -> list[str]:
    rows: list[str] = []
    for word in plain(text).split():
        word = word if len(word) <= 2 * width else word[: 2 * width - 1] + "…"
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += " " + word
        else:
            rows.append(word)
    return rows


def date_text(value: str) -> str:
    """Return a date or EDTF period in words: `203X` reads "2030s", `2024~` "about 2024".

    What has another form comes back as it is.
    """
    if value.endswith("~"):
        return "about " + date_text(value[:-1])
    if value.count("/") == 1 and all(value.split("/")):
        first, last = value.split("/")
        return f"{date_text(first)} to {date_text(last)}"
    if match := _DECADE.fullmatch(value):
        return f"{match[1]}0s"
    if match := _CENTURY.fullmatch(value):
        return f"{match[1]}00s"
    match = _DATE.fullmatch(value)
    return _calendar(match) if match else value


def web_address(url: str | None) -> str | None:
    """Return the address if it is a plain http or https one, else None."""
    if not url or _UNSAFE.search(url) or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _calendar(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    if month in _SEASONS and day is None:
        return f"{_SEASONS[month]} {year}"
    if month is not None and not 1 <= int(month) <= len(_MONTHS):
        return match[0]
    words = [day and str(int(day)), month and _MONTHS[int(month) - 1], year != "-" and year]
    return " ".join(word for word in words if word) or match[0]
