"""RSS and Atom feeds that were saved to disk.

Nothing is fetched: what the feed does not hold is not read. A feed that declares entities of
its own is refused, because no reader of feeds needs them and hostile files do.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import DocumentError
from kg.text.reading.dates import find_date
from kg.text.reading.fragment import fragment_text
from kg.text.reading.item import Item, Refused, id_of_address
from kg.text.reading.metadata import Metadata, date_problem, url_problem
from kg.text.reading.quiet import quiet

SUMMARY_ONLY = "only a summary is in the feed"

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def feed_items(data: bytes, origin: str) -> Iterator[Item | Refused]:
    """Yield the entries of a feed, in its order.

    Args:
        data: the file.
        origin: its name.

    Raises:
        DocumentError: it is no feed, or one that declares entities.
    """
    feed = _parsed(data, origin)
    publisher = _line(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, start=1):
        yield _item(entry, number, publisher, origin)
    if feed.bozo and "xml" in type(feed.bozo_exception).__module__:
        reason = f"is damaged: {feed.bozo_exception}; what could be read was read"
        yield Refused(origin, " ".join(reason.split()))


def _parsed(data: bytes, origin: str) -> Any:
    import feedparser

    # Two bytes for each letter, as in UTF-16, hide nothing once the zeros are gone.
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise DocumentError(f"{origin}: declares XML entities, which no feed needs; not read")
    with quiet("feedparser"):
        # A stream, because a string might be taken for an address or a path and opened.
        try:
            feed = feedparser.parse(io.BytesIO(data))
        except (ValueError, LookupError, AttributeError, RecursionError) as error:
            # It has no error of its own: half a character, for one, ends it in the middle.
            raise DocumentError(f"{origin}: is damaged: {error}") from error
    if not feed.get("version") and not feed.entries:
        raise DocumentError(f"{origin}: is no RSS or Atom feed")
    return feed


def _item(entry: Any, number: int, publisher: str | None, origin: str) -> Item | Refused:
    url = entry.get("link")
    url = url if url and url_problem(url) is None else None
    record = f"entry {url or number}"
    title = _line(entry.get("title"))
    full = "\n\n".join(filter(None, (_text(each) for each in entry.get("content", ()))))
    body = full or _text(entry.get("summary_detail") or {})
    if not body:
        return Refused(origin, "the entry has neither content nor a summary", record)
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}"
    source = _line((entry.get("source") or {}).get("title"))
    return Item(
        origin=origin,
        data=f"{text}\n".encode("utf-8", "replace"),
        record=record,
        kind="text",
        id=id_of_address(url, title, text.encode("utf-8", "replace")),
        given=Metadata(title, _date(entry), source or publisher, url),
        note="" if full else SUMMARY_ONLY,
    )


def _text(part: Any) -> str:
    """Return the text of a content or a summary, whether it is HTML or plain."""
    value = part.get("value") or ""
    # A plain text that holds a tag is HTML all the same: feeds are often wrong there.
    if part.get("type") == "text/plain" and not re.search(r"</?[a-z]+[^<>]{0,200}>", value):
        return "\n\n".join(" ".join(p.split()) for p in re.split(r"\n\s*\n", value) if p.strip())
    return fragment_text(value)


def _line(value: str | None) -> str | None:
    return " ".join(fragment_text(value).split()) or None if value else None


def _date(entry: Any) -> str | None:
    """Return the day on which an entry was published, where it was published."""
    for key in ("published", "created", "updated"):
        written = entry.get(key) if key in entry else None
        if not written:
            continue
        moment = entry.get(f"{key}_parsed")
        known = moment and f"{moment.tm_year:04d}-{moment.tm_mon:02d}-{moment.tm_mday:02d}"
        date = find_date(written) or known
        if date and date_problem(date) is None:
            return date
    return None
