"""What keeps a clause from stating a fact: who governs its subject, and how it is embedded."""

from __future__ import annotations

import re

from kg.text.encode import ANY_TOKEN, OPEN, Encoded
from kg.text.patterns.notation import Compiled

_ARTICLE = r"(?:(?:the|its|their|his|her|this|that|these|those|both|all)\s+)?"
_GOVERNED = re.compile(
    r"\b(?:of|with|unlike|like|than|for|by|from|in|at|between|including|among|alongside|behind)\s+"
    rf"{_ARTICLE}$"
)
"""A name after such a word is not the subject of the verb behind it."""

_EMBEDDED = re.compile(
    r"(?:\b(?:den(?:y|ies|ied|ying)|doubt(?:s|ed|ing)?|unclear|unknown|whether|if|rumou?rs?|"
    r"speculation|no\s+evidence|not\s+true|untrue|asked\s+why|wonder(?:s|ed|ing)?)\b"
    r"|^\W*(?:reports|claims|allegations)\s+that\b)[^,;:]{0,25}$"
)
"""What follows such words is not said to be so: "denied that it …", "unclear whether …"."""

_OPENS = re.compile(
    rf"(?:^|[.,;:!?—–\"“(\n]|\b(?:and|as|but|while|with)\b|{ANY_TOKEN})\s*{_ARTICLE}$"
)
"""Where a headline may begin: "Kenya to join"; not in "urged Kenya to join"."""


def is_stated(encoded: Encoded, compiled: Compiled, found: re.Match[str]) -> bool:
    """Tell whether a match is a statement of its sentence, and not only words in it.

    Args:
        encoded: the sentence.
        compiled: the pattern that matched.
        found: its match; only patterns that open with a subject and its verb are judged.
    """
    if not compiled.subject_first:
        return True
    before = encoded.before(encoded.text.index(OPEN, found.start()))
    if _GOVERNED.search(before) or _EMBEDDED.search(before):
        return False
    infinitive = found[compiled.verbs[0]] is not None and found[compiled.verbs[0]].startswith("to ")
    return not infinitive or _OPENS.search(before) is not None
