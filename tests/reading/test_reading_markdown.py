"""Markdown files: the metadata block and the markup."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import DataFileError
from kg.model import Document, Source
from kg.text.reading import explain

Read = Callable[..., Document]
Body = Callable[[Document], list[str]]
Paragraphs = tuple[str, str, str]

BLOCK = """---
title: "Seven states: one base"
date: 2023-10-27
publisher: Space Partnerships Knowledge Graph
sources:
  - publisher: SpaceNews
    title: China adds Belarus
    url: https://spacenews.example/belarus
    date: 2023-10-25
  - publisher: The Post
---
"""


def test_the_metadata_block_is_read_and_cut(read: Read, body: Body, paragraphs: Paragraphs) -> None:
    """A brief brings its metadata and sources; offsets still count in the file."""
    text = BLOCK + "\n" + paragraphs[0] + "\n"
    document = read(text, "brief.md")
    assert document.text == text
    assert (document.title, document.date) == ("Seven states: one base", "2023-10-27")
    assert document.publisher == "Space Partnerships Knowledge Graph"
    assert document.sources == (
        Source(
            "SpaceNews", "China adds Belarus", "https://spacenews.example/belarus", "2023-10-25"
        ),
        Source("The Post"),
    )
    assert body(document) == [paragraphs[0]]
    assert [cut.reason for cut in document.cuts] == ["metadata block"]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("title: x\nauthor: y", r"a\.md:3: `author`: unknown key; known are title, date"),
        ("date: 2023-02-30", r"a\.md:2: `date`: the date '2023-02-30'"),
        ("title: x\n\nurl: ftp://a.b/c", r"a\.md:4: `url`: the address 'ftp://a\.b/c'"),
        ("title:", r"a\.md:2: `title`: must be text"),
        ("sources:\n  - title: x\n    page: 3", r"a\.md:4: `page`: unknown key"),
        ("sources:\n  - title: x\n    url: www.x.y", r"a\.md:4: `url`: the address"),
        ("sources: SpaceNews", r"a\.md:2: `sources`: must be a list"),
        ("sources:\n  - SpaceNews", r"a\.md:2: `sources`: holds what is no mapping"),
        ("title: x\ntitle: y", r"a\.md:3: 'title' stands twice"),
        ("title: [x", r"a\.md:\d: is no YAML"),
        ("- title", r"a\.md:2: the metadata block must hold lines"),
    ],
)
def test_a_wrong_block_is_an_error_with_its_line(block: str, message: str, read: Read) -> None:
    """Whoever writes a brief learns which line of it is wrong, and how."""
    with pytest.raises(DataFileError, match=message):
        read(f"---\n{block}\n---\n\nPeru signed.", "a.md")


def test_a_block_that_is_never_closed_is_an_error(read: Read) -> None:
    """A forgotten end of the block does not turn metadata into text; a mere rule is fine."""
    with pytest.raises(DataFileError, match=r"a\.md:1: the metadata block is not closed"):
        read("---\ntitle: x\n\nPeru signed.", "a.md")
    assert read("---\n\nPeru signed.", "a.md").cuts == ()


def test_markup_that_is_no_text_is_not_read(read: Read, body: Body, paragraphs: Paragraphs) -> None:
    """Words of links stay; targets, images, code and comments are cut, each with its reason."""
    text = "\n\n".join([
        "# The *base*",
        "See [the note](https://a.b/Laos_(state) \"Laos\") of [Peru][1] and <https://laos.example>.",
        "![Laos and Chad](laos.png)",
        "<!-- Laos joined\n\nthe ILRS -->",
        "```\nlaos = 1\n\nchad = 2\n```",
        paragraphs[0],
        "[1]: https://laos.example/1",
    ])  # fmt: skip
    document = read(text, "a.md")
    assert document.text == text
    assert document.title == "The *base*"
    kept = body(document)
    assert kept == ["# The *base*", "See [the note] of [Peru] and .", paragraphs[0]]
    assert {removed.reason for removed in explain(document)} == {
        "markup: link target",
        "markup: image",
        "markup: comment",
        "markup: code",
    }


def test_a_teaser_with_markup_is_a_teaser(read: Read, body: Body, paragraphs: Paragraphs) -> None:
    """Strong words and links around a teaser do not hide it."""
    text = f"{paragraphs[0]}\n\n**ALSO READ:** [Laos joins](https://a.b/c)\n\n{paragraphs[1]}"
    assert body(read(text, "a.md")) == [paragraphs[0], paragraphs[1]]
