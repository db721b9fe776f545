"""Facts in one line, as examples and gold sentences give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import PREDICATES

_FACT = re.compile(
    rf"^(?:(planned|negated|opinion): )?(.+?) ({'|'.join(PREDICATES)}) (.+?)"
    r"(?: \(([^()]*=[^()]*)\))?$"
)


@dataclass(frozen=True)
class ExpectedFact:
    """One fact as people write it: `planned: Peru participatesIn ILRS (date=2024)`.

    Args:
        status: `asserted` where none is written.
        subject: a name.
        predicate: what ties it to the object.
        object: a name or a value.
        qualifiers: name -> value.
    """

    status: str
    subject: str
    predicate: str
    object: str
    qualifiers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> ExpectedFact:
        """Return the fact that a line states.

        Raises:
            ValueError: it is none; the message says how a fact reads.
        """
        match = _FACT.match(text)
        parts = [part for part in (match[5] or "").split(";") if part.strip()] if match else []
        if match is None or not all("=" in part for part in parts):
            raise ValueError(
                f"a fact reads `Subject predicate Object (qualifier=value)`, not {text!r}"
            )
        pairs = (part.split("=", 1) for part in parts)
        qualifiers = {name.strip(): value.strip() for name, value in pairs}
        return cls(match[1] or "asserted", match[2], match[3], match[4], qualifiers)

    def __str__(self) -> str:
        prefix = "" if self.status == "asserted" else f"{self.status}: "
        pairs = "; ".join(f"{key}={value}" for key, value in self.qualifiers.items())
        behind = f" ({pairs})" if pairs else ""
        return f"{prefix}{self.subject} {self.predicate} {self.object}{behind}"
