"""What every extractor is, whatever it reads with."""

from __future__ import annotations

from typing import Protocol

from kg.model import Claim, Document


class ClaimExtractor(Protocol):
    """Reads the claims that a document states; patterns do it, and a language model can."""

    def extract(self, document: Document) -> list[Claim]:
        """Return the claims of a document, in document order, each quote at its offsets."""
        ...
