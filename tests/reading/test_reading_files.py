"""Files of every sort: encodings, kinds, and what is no article."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import DocumentError
from kg.model import Document
from kg.text.reading import LARGEST_FILE, read_document, read_text

TEXT = "Señor Peña of Perú said “yes” to the small satellite that Zambia and Perú will build.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252"])
def test_every_usual_encoding_gives_the_same_text(encoding: str, tmp_path: Path) -> None:
    """Byte order marks and Windows files are read; the mark itself is no text."""
    path = tmp_path / "Peru note.txt"
    path.write_bytes(TEXT.encode(encoding))
    document = read_document(path)
    assert document.text == TEXT
    assert document.id == "peru-note"


def test_line_ends_are_line_feeds() -> None:
    """Files of Windows and of old Macs differ in nothing but their line ends."""
    unix = read_text(b"A title\n\nOne line.\nTwo.\n", "a.txt")
    assert read_text(b"A title\r\n\r\nOne line.\r\nTwo.\r\n", "a.txt") == unix
    assert read_text(b"A title\r\rOne line.\rTwo.\r", "a.txt") == unix


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\t\n", "a.txt", "is empty"),
        (b"---\n\n***\n", "a.txt", "is empty"),
        (b"Share\nAdvertisement\nOctober 27, 2023\n", "a.txt", "only page furniture"),
        (b"---\ntitle: A title\n---\n", "a.md", "only page furniture or metadata"),
        (b"PK\x03\x04rest", "a.docx", r"office document \(\.docx"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "PNG image"),
        (b"\xff\xd8\xff\xe0JFIF", "a.txt", "JPEG image"),
        (b"{\\rtf1 text}", "a.rtf", "rich text"),
        (b"text\0text", "a.txt", "binary file, or UTF-16 without"),
        (bytes(range(1, 32)) * 9, "a.txt", "binary file"),
        (TEXT.encode("utf-16-le"), "a.txt", "UTF-16 without byte order mark"),
        (b"\xff\xfea\x00\x00\xd8a\x00", "a.txt", "begins as UTF-16-LE but byte 4"),
        ("Страны подписали".encode("cp1251"), "a.txt", "encoding cannot be told"),
        ("中国与秘鲁".encode("gbk"), "a.txt", "encoding cannot be told"),
        (TEXT.encode()[:-30] + b"\xff" + TEXT.encode()[-30:], "a.txt", "a.txt:1: .* damaged"),
        (b'{"a": 1}', "a.json", r"holds data \(\.json\)"),
        (b"no pdf", "a.pdf", "is no PDF"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, name: str, message: str) -> None:
    """The message says which file, what is wrong with it, and does not guess on."""
    with pytest.raises(DocumentError, match=message) as caught:
        read_text(data, name)
    assert name in str(caught.value)


def test_missing_files_and_directories_are_told_apart(tmp_path: Path) -> None:
    """A wrong path is named together with the reason."""
    with pytest.raises(DocumentError, match=r"none\.txt: cannot be read: No such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="is a directory"):
        read_document(tmp_path)


def test_a_file_without_read_permission_is_reported(tmp_path: Path) -> None:
    """Whoever may not read a file is told so."""
    path = tmp_path / "locked.txt"
    path.write_text(TEXT)
    path.chmod(0)
    script = (
        "import os, sys, pathlib\n"
        "from kg.errors import DocumentError\n"
        "from kg.text.reading import read_document\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "try: read_document(pathlib.Path(sys.argv[1]))\n"
        "except DocumentError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{path}: cannot be read: Permission denied\n"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    """A file of 50 MB is refused with its size and the limit, a sparse one takes no memory."""
    path = tmp_path / "dump.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DocumentError, match=r"has 50\.0 MB; the limit for one article is 20 MB"):
        read_document(path)
    with pytest.raises(DocumentError, match="the limit for one article is 20 MB"):
        read_text(b"a" * (LARGEST_FILE + 1), "stdin")


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    """`kg extract <(command)` hands over a pipe, whose size nobody knows beforehand."""
    import os

    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(TEXT,))
    writer.start()
    document = read_document(path)
    writer.join()
    assert document.text == TEXT


def test_content_counts_more_than_the_ending(read: Callable[..., Document]) -> None:
    """A page saved as .txt is HTML all the same, and a bare name may hold Markdown."""
    page = "<!DOCTYPE html><html><body><article><p>Peru signed it in 1999.</p></article></html>"
    assert read(page, "saved.txt").text == "Peru signed it in 1999.\n"
    assert read("---\ntitle: The note\n---\nPeru signed.", "stdin").title == "The note"
    assert read("---\ntitle: The note\n---\nPeru signed.", "a.txt").title != "The note"


def test_the_kind_can_be_given(read: Callable[..., Document]) -> None:
    """What standard input holds can be said by an option; an unknown word is refused."""
    text = "---\ntitle: The note\n---\nPeru signed [it](https://a.b/c)."
    assert read(text, "stdin", kind="markdown").title == "The note"
    assert read(text, "stdin", kind="text").cuts == ()
    with pytest.raises(DocumentError, match="unknown kind 'word'"):
        read(text, "stdin", kind="word")


def test_a_name_without_letters_gets_an_id_from_the_text() -> None:
    """Two such files do not collide, and one always has the same id."""
    one, two = (read_text(text, "###.txt").id for text in (b"Peru signed.", b"Laos signed."))
    assert one.startswith("article-")
    assert one != two
    assert one == read_text(b"Peru signed.", "---.txt").id


def test_reading_text_loads_no_heavy_library() -> None:
    """A text file costs neither trafilatura nor pypdf, which take seconds to import."""
    script = (
        "import sys\n"
        "from kg.text.reading import read_text\n"
        "read_text(b'Peru signed.', 'a.txt')\n"
        "print(sorted({'trafilatura', 'pypdf', 'lxml', 'rdflib'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
