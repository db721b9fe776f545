"""Feeds saved to disk: entries become articles, nothing is fetched, hostile XML does no harm."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path
from threading import Thread

import pytest

from kg.text.reading import Item, Refused, items_in, read_item

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Orbit Ledger</title><link>https://example.org</link>
<item><title>Ghana signs</title><link>https://www.example.org/2026/ghana.html</link>
<pubDate>Mon, 04 May 2026 00:30:00 +0300</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>Ghana signed the <b>Artemis Accords</b> on Sunday.</p>
<p>All of Accra was there &amp; more.</p><script>evil()</script>]]></content:encoded></item>
<item><title>Kenya asks</title><link>https://example.org/kenya</link>
<description>Kenya joined the &lt;i&gt;ILRS&lt;/i&gt;.</description></item>
<item><link>https://example.org/none</link></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title>
<entry><title>Peru joins</title><link href="https://example.org/peru"/>
<published>2026-01-02T23:04:05Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Peru joined.</p>
<p>So did Chile.</p></div></content></entry></feed>
"""


def read(path: Path) -> tuple[list[Item], list[Refused]]:
    found = list(items_in(path))
    items = [each for each in found if isinstance(each, Item)]
    return items, [each for each in found if isinstance(each, Refused)]


def feed(tmp_path: Path, text: str | bytes, name: str = "feed.rss") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_entries_with_content_are_articles(tmp_path: Path) -> None:
    """Title, text, address, publisher and the day where it was published come from the feed."""
    items, _ = read(feed(tmp_path, RSS))
    article = read_item(items[0])
    assert article.id == "example-org-2026-ghana"
    assert article.text == (
        "Ghana signs\n\nGhana signed the Artemis Accords on Sunday.\n\n"
        "All of Accra was there & more.\n"
    )
    assert (article.title, article.publisher) == ("Ghana signs", "The Orbit Ledger")
    assert (article.date, article.url) == ("2026-05-04", "https://www.example.org/2026/ghana.html")
    assert items[0].note == ""
    (atom,), _ = read(feed(tmp_path, ATOM, "agency.xml"))
    assert read_item(atom).text == "Peru joins\n\nPeru joined.\n\nSo did Chile.\n"
    assert read_item(atom).date == "2026-01-02"


def test_a_summary_is_read_as_what_it_is(tmp_path: Path) -> None:
    """An entry with a summary only says so, and one without any words is refused by name."""
    items, refused = read(feed(tmp_path, RSS))
    assert read_item(items[1]).text == "Kenya asks\n\nKenya joined the ILRS.\n"
    assert "summary" in items[1].note
    assert [each.record for each in refused] == ["entry https://example.org/none"]
    assert refused[0].faulty


def test_a_broken_feed_gives_what_can_be_read(tmp_path: Path) -> None:
    """A feed that breaks off keeps its entries and is reported."""
    items, refused = read(feed(tmp_path, RSS[: RSS.index("<item><link>")]))
    assert [item.id for item in items] == ["example-org-2026-ghana", "example-org-kenya"]
    assert "damaged" in refused[-1].reason


@pytest.mark.parametrize("text", ["<urlset><url/></urlset>", "no xml at all", "<a"])
def test_other_xml_is_refused(tmp_path: Path, text: str) -> None:
    """A site map is no feed."""
    items, refused = read(feed(tmp_path, text, "sitemap.xml"))
    assert not items
    assert "no RSS or Atom feed" in refused[0].reason


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "external": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "parameter": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>',
    "laughs": f'<!DOCTYPE rss [<!ENTITY l0 "lol">{BOMB}]>',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("doctype", HOSTILE.values(), ids=HOSTILE)
def test_entities_are_refused(tmp_path: Path, doctype: str, encoding: str) -> None:
    """Neither a file of this machine nor a flood of text comes in by way of an entity."""
    text = RSS.replace("<rss", f"{doctype}<rss", 1).replace("In short.", "&x;&l9;")
    text = text.replace('encoding="UTF-8"', f'encoding="{encoding}"')
    items, refused = read(feed(tmp_path, text.encode(encoding)))
    assert not items
    assert "entities" in refused[0].reason


def test_no_feed_reaches_the_network(tmp_path: Path) -> None:
    """Addresses of every kind in a feed are never opened."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = f"http://127.0.0.1:{server.getsockname()[1]}"
        called: list[object] = []

        def listen() -> None:
            with contextlib.suppress(OSError):
                called.append(server.accept())

        Thread(target=listen, daemon=True).start()
        text = RSS.replace(
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<?xml version="1.0"?><?xml-stylesheet href="{here}/s.xsl"?>'
            f'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "{here}/rss.dtd">',
        ).replace("<p>Ghana", f'<img src="{here}/i.png"/><p>Ghana')
        items, _ = read(feed(tmp_path, text))
        assert "Ghana signed" in read_item(items[0]).text
        read(feed(tmp_path, f"{here}/feed.rss"))
        assert not called
