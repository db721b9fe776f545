"""Text from articles is never trusted: as label, id, quote or link it stays text."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.graph.facts import ArticleInfo, EntityInfo, Fact, Quote
from kg.model import EntityRef, Literal, Source, Value
from kg.out.views import write_view

pytestmark = pytest.mark.browser

PIECES = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "-->",
    "]]>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)",
    "href",
    "<b>bold</b>",
    "&lt;i&gt; &amp; &#x3c;",
    "{{ 7 * 7 }}",
    "{% include 'template.html' %}",
    "${alert(1)}",
    "`alert(1)`",
    "__proto__",
    "constructor",
    "\u202egnp.exe",
    "\u2066isolated",
    "\u2028\u2029",
    "\x00\x07\x1b[31m",
    "\ud800",
    "\ufeff",
    "%3Cscript%3E",
    "嫦娥",
    "شراكة",
    "🛰️",
    "\\u003cscript\\u003e",
    "\\",
    "\n\r\t",
    " " * 40,
    "x" * 300,
]
LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    'https://example.org/"><script>alert(1)</script>',
    "file:///etc/passwd",
    "https://example.org/ok",
]


def hostile_texts(count: int) -> list[str]:
    """Return that many different texts, each of one to four of the pieces."""
    source = random.Random(7)
    texts: dict[str, None] = {}
    while len(texts) < count:
        texts["".join(source.choices(PIECES, k=source.randint(1, 4)))] = None
    return list(texts)


def hostile_facts() -> list[Fact]:
    """Return facts whose every text is hostile: 200 labels, with ids and quotes to match."""
    texts = hostile_texts(200)
    types = ["Country", "Programme", *texts[:20]]
    refs = [EntityRef(f"country/{t}", t, types[at % len(types)]) for at, t in enumerate(texts)]
    facts = []
    for at, ref in enumerate(refs):
        text, url = texts[-at - 1], LINKS[at % len(LINKS)]
        article = ArticleInfo(text, text, text, text, url, (Source(text, text, url, text),))
        quotes = (Quote(article, 0, len(text), text, text),)
        other: EntityRef | Literal = refs[at * 7 % 200] if at % 5 else Literal(text)
        qualifiers: dict[str, Value] = {text: text, "what": refs[at * 3 % 200], "date": text}
        facts.append(
            Fact(f"claim/{at}", ref, text, other, "asserted", "accepted", 0.5, qualifiers, quotes)
        )
    return facts


def test_hostile_graph_stays_text(look_at: Callable[..., Any], tmp_path: Any) -> None:
    """Of 200 hostile labels, ids, quotes and links none runs, loads or breaks the page."""
    facts = hostile_facts()
    infos = [EntityInfo(f.subject, (f.subject.label,), tuple(LINKS), True) for f in facts]
    labels = {"Country": PIECES[0], "asserted": PIECES[5], "date": PIECES[6]}
    path = tmp_path / "hostile.html"
    write_view(facts, infos, path, title="".join(PIECES), labels=labels)
    seen = look_at(path.as_uri())
    assert seen.page.evaluate("KG.data.entities.length") == 200
    assert seen.page.evaluate("KG.page.drawing.nodeSet.length") == 200
    for node in range(200):
        seen.page.evaluate("(id) => KG.page.select({ kind: 'node', id })", node)
        shown = seen.page.locator("#panel-title").text_content()
        assert shown == seen.page.evaluate("(id) => KG.data.entities[id].label", node)
    for edge in range(seen.page.evaluate("KG.page.drawing.edgeSet.length")):
        seen.page.evaluate("(id) => KG.page.select({ kind: 'edge', id })", edge)
    for wanted in ("<", "script", "proto", "\u202e", "嫦"):
        seen.page.locator("#search").fill(wanted)
    scripts = seen.page.evaluate("document.scripts.length")
    assert scripts == seen.page.evaluate(
        "[...document.scripts].filter((s) => s.parentElement === document.body).length"
    )
    assert seen.page.locator("main img, main a[href^='java'], main script, main b").count() == 0
    addresses = seen.page.evaluate(
        "[...document.querySelectorAll('a:not(.entity)')].map((a) => a.protocol)"
    )
    assert set(addresses) <= {"https:"}


def test_quote_with_markup_is_shown_to_the_letter(
    look_at: Callable[..., Any], sample: list[Fact], tmp_path: Any
) -> None:
    """The words of an article come through unchanged, tags and all."""
    words = "He said <b>“no”</b> & </script> \u2028 then left"
    fact = replace(sample[0], evidence=(replace(sample[0].evidence[0], text=words),))
    path = tmp_path / "quote.html"
    write_view([fact], [], path, title="Quote")
    seen = look_at(path.as_uri())
    seen.click_node("Pakistan")
    assert seen.page.locator("#panel blockquote").text_content() == words


def test_reordering_marks_do_not_leak(
    look_at: Callable[..., Any], sample: list[Fact], tmp_path: Any
) -> None:
    """A name with a right-to-left override is shown with the mark made visible."""
    trick = replace(sample[0], subject=EntityRef("country/x", "Moon\u202egnp", "Country"))
    path = tmp_path / "bidi.html"
    write_view([trick], [], path, title="Bidi")
    seen = look_at(path.as_uri())
    seen.click_node("Moon\ufffdgnp")
    assert seen.page.locator("#panel-title").text_content() == "Moon\ufffdgnp"
