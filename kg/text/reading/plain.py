"""Text: the file as it is, and what its pages have around the article."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Cut
from kg.text.reading.metadata import Metadata


@dataclass(frozen=True)
class Frozen:
    """What one format makes of a file, before furniture is looked for.

    Args:
        text: the frozen text.
        found: what the file itself declares of the article.
        cuts: what its format rules out.
        start: first code point of the page, below a metadata block.
    """

    text: str
    found: Metadata = field(default_factory=Metadata)
    cuts: tuple[Cut, ...] = ()
    start: int = 0


def read_plain(text: str) -> Frozen:
    """Return a text as it stands; everything else is found by the cutters."""
    return Frozen(text)
