"""Reading articles: from a file to claims with the words that state them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.text.extractor import Extractor

__all__ = ["Extractor"]


def __getattr__(name: str) -> Any:
    """Load the extractor when it is asked for: reading a file does not need it."""
    if name == "Extractor":
        from kg.text.extractor import Extractor

        return Extractor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
