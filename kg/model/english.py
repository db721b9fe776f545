"""Messages in good English: plurals, articles, lists, and what a slip may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_NEAR = 0.75
"""How much of two names must agree: one letter of four may differ, a third of them not."""


def counted(number: int, one: str, more: str | None = None) -> str:
    """Return a number with its noun: `1 fact`, `1,234 facts`.

    Args:
        number: how many there are.
        one: the noun for one of them.
        more: the noun for any other number; by default `one` with an s.
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def with_article(noun: str) -> str:
    """Return a noun behind its indefinite article: `an Agency`, `a University`."""
    vowel = noun[:1].lower() in tuple("aeiou") and not noun.lower().startswith(("uni", "eu"))
    return f"{'an' if vowel else 'a'} {noun}"


def either(names: Sequence[str]) -> str:
    """Return names as a choice: `a`, `a or b`, `a, b or c`."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return up to `count` known names that look like `name` in any case, best first.

    >>> nearest("participateIn", ["ledBy", "participatesIn", "Predicate"])
    ['participatesIn']
    """
    from difflib import get_close_matches

    spelt = {candidate.casefold(): candidate for candidate in sorted(known)}
    return [spelt[match] for match in get_close_matches(name.casefold(), spelt, count, _NEAR)]
