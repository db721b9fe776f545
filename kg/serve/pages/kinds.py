"""What kinds of things have names that one may search for."""

from __future__ import annotations

from collections.abc import Collection

from kg.model import ID_PREFIXES, PARENTS

_OTHERS = ("Brief", "Article", "DataFile")


def kind_of(types: Collection[str]) -> str | None:
    """Return the most specific of the types of a node; None where it has no page of a name.

    Args:
        types: local names of classes.
    """
    own = [name for name in ID_PREFIXES if name in types]
    above = {PARENTS.get(name) for name in own}
    specific = [name for name in own if name not in above]
    return next(iter([*specific, *(name for name in _OTHERS if name in types)]), None)
