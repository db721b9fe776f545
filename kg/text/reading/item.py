"""What should hold an article and was not read yet: a file's content, or a record's.

An item is plain data, so that it can be handed to another process to be read there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from kg.model import Document, content_hash, slugify
from kg.text.reading.metadata import Metadata
from kg.text.reading.reader import read_text
from kg.text.reading.vocabulary import Furniture

_LONGEST_ID = 80
_ENDING = re.compile(r"\.(?:html?|xhtml|php|aspx?|jsp|pdf|txt)$", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """The content of one article, with what is known of it from outside.

    Args:
        origin: the file it came from, or a word for where else.
        data: the bytes.
        record: where in the file it stands, such as `offset 1204`; empty if it is the file.
        kind: one of text, markdown, html and pdf; by default told from content and origin.
        id: of the article; by default the slug of the file's stem.
        given: metadata that counts more than what the content says.
        fallback: metadata for what neither says.
        note: what people should know of it, such as that it is a summary only.
    """

    origin: str
    data: bytes
    record: str = ""
    kind: str | None = None
    id: str = ""
    given: Metadata = field(default_factory=Metadata)
    fallback: Metadata = field(default_factory=Metadata)
    note: str = ""

    @property
    def place(self) -> str:
        """The file and where in it the item stands."""
        return place(self.origin, self.record)

    @property
    def name(self) -> str:
        """What messages call it; its ending counts as that of a file."""
        return "record" if self.record else self.origin


@dataclass(frozen=True)
class Refused:
    """Something that yields no article, and why.

    Args:
        origin: the file.
        reason: a few words for people.
        record: where in the file.
        faulty: whether somebody has to mend it; else it was merely passed over.
    """

    origin: str
    reason: str
    record: str = ""
    faulty: bool = True

    @property
    def place(self) -> str:
        """The file and where in it the fault is."""
        return place(self.origin, self.record)


def place(origin: str, record: str) -> str:
    """Return a file with the record in it: `news.warc.gz (offset 1204)`."""
    return f"{origin} ({record})" if record else origin


def read_item(item: Item, furniture: Furniture | None = None) -> Document:
    """Return the article that an item holds.

    Args:
        item: what to read.
        furniture: words of page furniture, by default those that came with `kg`.

    Raises:
        DocumentError: it cannot be read or holds no article.
        DataFileError: its metadata block is wrong.
    """
    document = read_text(
        item.data, item.name, overrides=item.given, kind=item.kind, furniture=furniture
    )
    known, other = document, item.fallback
    return replace(
        known,
        id=item.id or known.id,
        title=known.title or other.title,
        date=known.date or other.date,
        publisher=known.publisher or other.publisher,
        url=known.url or other.url,
    )


def id_of_address(url: str | None, title: str | None, data: bytes) -> str:
    """Return a stable id for an article of a container: by its address, else its title.

    >>> id_of_address("https://www.example.org/2024/moon-pact.html", None, b"")
    'example-org-2024-moon-pact'
    """
    parts = urlsplit(url or "")
    host = (parts.hostname or "").removeprefix("www.")
    address = " ".join((host, _ENDING.sub("", parts.path), parts.query))
    slug = slugify(address) or slugify(title or "")
    if not slug:
        return f"article-{content_hash(data.hex())[:8]}"
    if len(slug) <= _LONGEST_ID:
        return slug
    return f"{slug[:_LONGEST_ID].strip('-')}-{content_hash(slug)[:8]}"
