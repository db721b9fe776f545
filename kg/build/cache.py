"""What was read from each article, kept so that it is not extracted again.

One file of JSON lines per reading: the frozen document first, then its claims as
`kg extract --format json` prints them. A file's name is the hash of everything that the
reading depends on, so that a file once written is never wrong and never changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.build.files import write_text
from kg.model import Claim, Cut, Document, Source


@dataclass(frozen=True)
class Reading:
    """An article with the claims found in it, in document order."""

    document: Document
    claims: tuple[Claim, ...]


class ReadingCache:
    """The readings of one build directory.

    Args:
        directory: where they lie; made when first written to.
    """

    def __init__(self, directory: Path):
        self._directory = directory

    def get(self, key: str) -> Reading | None:
        """Return a reading, or None where there is none or it is damaged."""
        try:
            first, *lines = self._path(key).read_text(encoding="utf-8").splitlines()
            claims = tuple(Claim.from_json(json.loads(line)) for line in lines)
            return Reading(document_from_json(json.loads(first)), claims)
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, reading: Reading) -> None:
        """Keep a reading under its key."""
        records = [document_to_json(reading.document), *(c.to_json() for c in reading.claims)]
        write_text(self._path(key), "".join(json.dumps(r) + "\n" for r in records))

    def keys(self) -> set[str]:
        """Return the keys of all readings that are kept."""
        return {path.stem for path in self._directory.glob("*.jsonl")}

    def keep_only(self, keys: Iterable[str]) -> None:
        """Delete every reading that is not named."""
        kept = {self._path(key) for key in keys}
        for path in self._directory.glob("*.jsonl*"):
            if path not in kept:
                path.unlink()

    def _path(self, key: str) -> Path:
        return self._directory / f"{key}.jsonl"


def document_to_json(document: Document) -> dict[str, Any]:
    """Return a document as plain JSON values; `document_from_json` turns it back exactly."""
    return asdict(document)


def document_from_json(record: Mapping[str, Any]) -> Document:
    """Return the document that `document_to_json` wrote."""
    nested = {
        "cuts": tuple(Cut(**cut) for cut in record["cuts"]),
        "sources": tuple(Source(**source) for source in record["sources"]),
    }
    return Document(**{**record, **nested})
