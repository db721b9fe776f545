"""The names of the months, as newspapers write them."""

from __future__ import annotations

_MONTHS = (
    "january february march april may june july august september october november december".split()
)

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
"""Source of a regular expression without groups: a month, in full or cut short, lower case."""

MONTHS = (*_MONTHS, *(name[:3] for name in _MONTHS), "sept")
"""Every word that `MONTH` takes."""


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name in any case: `month_number("Sept") == 9`."""
    return next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name.lower()[:3]))
