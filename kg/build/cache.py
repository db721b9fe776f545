"""What was read from each article, kept so that it is not extracted again.

One file of JSON lines per reading: the frozen document with its sketch first, then its claims
as `kg extract --format json` prints them, and a seal. A file's name is the hash of everything
that the reading depends on, so that a file once written is never wrong and never changes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kg.build.files import sealed, sweep, sync_directory, unsealed, write_unlisted
from kg.model import Claim, Cut, Document, Source


@dataclass(frozen=True)
class Reading:
    """An article with the claims found in it, in document order.

    Args:
        document: the article.
        claims: what it states.
        sketch: by which texts like it are found, see `kg.text.likeness`.
    """

    document: Document
    claims: tuple[Claim, ...]
    sketch: str

    def renamed(self, id: str) -> Reading:
        """Return the reading of the same article under another id."""
        claims = tuple(
            replace(claim, evidence=tuple(replace(e, document=id) for e in claim.evidence))
            for claim in self.claims
        )
        return Reading(replace(self.document, id=id), claims, self.sketch)


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
            text = unsealed(self.path(key).read_bytes())
            if text is None:
                return None
            first, *lines = text.splitlines()
            claims = tuple(Claim.from_json(json.loads(line)) for line in lines)
            head = json.loads(first)
            return Reading(document_from_json(head["document"]), claims, head["sketch"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, reading: Reading) -> None:
        """Keep a reading under its key."""
        head = {"document": document_to_json(reading.document), "sketch": reading.sketch}
        records = [head, *(claim.to_json() for claim in reading.claims)]
        write_unlisted(self.path(key), sealed("".join(json.dumps(r) + "\n" for r in records)))

    def sync(self) -> None:
        """Have all readings last; each file was synced when it was put."""
        if self._directory.is_dir():
            sync_directory(self._directory)

    def sweep(self) -> None:
        """Remove what was begun and never finished."""
        sweep(self._directory)

    def share(self, key: str, other: str) -> None:
        """Keep the reading of a key under another key as well."""
        try:
            os.link(self.path(key), self.path(other))
        except FileExistsError:
            return
        except OSError:  # a file system without hard links
            write_unlisted(self.path(other), self.path(key).read_text(encoding="utf-8"))

    def __contains__(self, key: str) -> bool:
        return self.path(key).is_file()

    def keys(self) -> set[str]:
        """Return the keys of all readings that are kept."""
        return {path.stem for path in self.paths()}

    def paths(self) -> list[Path]:
        """Return the files of all readings that are kept, sorted."""
        return sorted(self._directory.glob("*.jsonl"))

    def keep_only(self, keys: Iterable[str]) -> None:
        """Delete every reading that is not named."""
        kept = {self.path(key) for key in keys}
        for path in self._directory.glob("*.jsonl*"):
            if path not in kept:
                path.unlink()

    def path(self, key: str) -> Path:
        """Return where the reading of a key lies, if it is kept."""
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
