"""A piece of HTML, such as the content of a feed's entry, as paragraphs of text.

All of it is the article, so nothing needs to be found in it; only the markup goes.
"""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section table td th tr ul".split()
)
_UNREAD = frozenset("script style template noscript iframe svg math".split())


class _Paragraphs(HTMLParser):
    """Collects the text between block elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[str] = []
        self._parts: list[str] = []
        self._unread = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _UNREAD and not self._unread:
            self._unread = tag
        elif tag in _BLOCKS:
            self.end_paragraph()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unread:
            self._unread = ""
        elif tag in _BLOCKS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._parts.append(data)

    def end_paragraph(self) -> None:
        paragraph = " ".join("".join(self._parts).split())
        if paragraph:
            self.done.append(paragraph)
        self._parts = []


def fragment_text(html: str) -> str:
    r"""Return the paragraphs of a piece of HTML, parted by blank lines.

    >>> fragment_text("<p>One &amp; <b>two</b>.</p><script>no</script>Three")
    'One & two.\n\nThree'
    """
    parser = _Paragraphs()
    parser.feed(html)
    parser.close()
    parser.end_paragraph()
    return "\n\n".join(parser.done)
